ALTER TABLE "work_entry" ADD COLUMN "appointment_id" uuid;
CREATE UNIQUE INDEX "work_entry_of_appointment" ON "work_entry" USING btree ("tenant_id","appointment_id","recorded_by") WHERE appointment_id is not null;
