-- Answers of health and protection, and words typed freely, are read with the texts. A field says which; each of its
-- answers bears it, so that the policy needs no look-up.
ALTER TABLE "situation_field" ADD COLUMN "clearance" text DEFAULT 'followUp' NOT NULL;
ALTER TABLE "situation_value" ADD COLUMN "clearance" text DEFAULT 'followUp' NOT NULL;

-- Whoever owns the tables sees every row for the time of the copy.
ALTER TABLE "situation_field" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "situation_value" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "record_version" NO FORCE ROW LEVEL SECURITY;
UPDATE "situation_field" SET "clearance" = 'text'
 WHERE "kind" IN ('text', 'longText')
    OR "code" IN ('professionalStatus', 'mainIncome', 'protectionMeasure', 'gir', 'rqth', 'admissionMode',
                  'dischargeDestination', 'waitingReason');
-- A text without its field stays a text.
UPDATE "situation_value" v SET "clearance" = 'text'
 WHERE v."text" IS NOT NULL
    OR EXISTS (SELECT 1 FROM "situation_field" f
                WHERE f."tenant_id" = v."tenant_id" AND f."code" = v."field_code" AND f."clearance" = 'text');
UPDATE "record_version" r SET "clearance" = 'text'
  FROM "situation_field" f
 WHERE r."record" = 'situation' AND r."clearance" <> 'text'
   AND f."tenant_id" = r."tenant_id" AND f."code" = r."after" ->> 'fieldCode' AND f."clearance" = 'text';
ALTER TABLE "situation_field" FORCE ROW LEVEL SECURITY;
ALTER TABLE "situation_value" FORCE ROW LEVEL SECURITY;
ALTER TABLE "record_version" FORCE ROW LEVEL SECURITY;

ALTER TABLE "situation_field" ADD CONSTRAINT "situation_field_clearance" CHECK (clearance = 'text' or (clearance = 'followUp' and kind not in ('text', 'longText')));
ALTER TABLE "situation_value" ADD CONSTRAINT "situation_value_clearance" CHECK (clearance = 'text' or (clearance = 'followUp' and text is null));
ALTER POLICY "situation_value_select" ON "situation_value" TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((clearance = 'followUp' and (strpos(current_setting('app.scope_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_follow_up', true), file_id::text) > 0)) or (clearance = 'text' and (strpos(current_setting('app.scope_text', true), unit_id::text) > 0 or strpos(current_setting('app.scope_text', true), file_id::text) > 0))));
