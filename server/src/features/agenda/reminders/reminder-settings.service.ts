import { and, eq } from 'drizzle-orm';
import type { Context } from '../../../db/database.ts';
import { requireUpdated, requireVersion } from '../../../http/etag.ts';
import { invalid, notFound } from '../../../http/problem.ts';
import { may, requireMay, whereMay } from '../../access/roles.service.ts';
import { audit } from '../../audit/audit.service.ts';
import { placeOfUnit } from '../settings.store.ts';
import { reminderLetter, revealingWord, type Letter } from './letter.ts';
import type { SettingsInput } from './reminder.schema.ts';
import * as store from './reminder.store.ts';
import { reminderSettings, type ReminderTemplate } from './reminder.table.ts';

/** Where nobody said otherwise nobody is reminded; whoever turns it on finds two days. */
const usual: store.Settings = {
  enabled: false,
  daysBefore: 2,
  template: 'usual',
  sender: null,
  attachesCalendar: false,
};

/** An appointment of nobody's, to show what a message says. */
const exampleStart = '2026-11-24T14:00';

export async function readReminderSettings(ctx: Context, unitId: string, sendsMail: boolean) {
  if (!may(ctx, 'keepAgenda') && !whereMay(ctx, 'readAgenda').includes(unitId)) throw notFound();
  if (!(await placeOfUnit(ctx, unitId))) throw notFound();
  const rows = await store.allSettings(ctx.tx, ctx.actor.tenantId);
  const own = rows.find((row) => row.unitId === unitId);
  const above = own ?? (await store.settingsByUnit(ctx.tx, ctx.actor.tenantId)).get(unitId);
  const { enabled, daysBefore, template, sender, attachesCalendar } = above ?? usual;
  return {
    ...{ unitId, enabled, daysBefore, template, sender, attachesCalendar, sendsMail },
    inherited: !own,
    version: own?.version ?? 0,
    can: { change: may(ctx, 'keepAgenda') },
  };
}

/** Refuses a name that tells whoever reads the message what it is about. */
function requireNeutral(sender: string | null): void {
  const word = sender === null ? undefined : revealingWord(sender);
  if (word !== undefined)
    throw invalid(
      '/sender',
      `« ${word} » dirait à qui lit le message de quoi il s’agit : choisissez un nom neutre, ou aucun.`,
    );
}

export async function setReminderSettings(
  ctx: Context,
  unitId: string,
  version: number,
  input: SettingsInput,
  sendsMail: boolean,
) {
  requireMay(ctx, 'keepAgenda');
  const before = await readReminderSettings(ctx, unitId, sendsMail);
  requireVersion(before.version, version);
  requireNeutral(input.sender);
  const { tenantId } = ctx.actor;
  const row = { tenantId, unitId, ...input, version: version + 1 };
  const key = { unitId: reminderSettings.unitId };
  const written = await (version === 0
    ? ctx.tx.insert(reminderSettings).values(row).onConflictDoNothing().returning(key)
    : ctx.tx
        .update(reminderSettings)
        .set(row)
        .where(
          and(
            eq(reminderSettings.tenantId, tenantId),
            eq(reminderSettings.unitId, unitId),
            eq(reminderSettings.version, version),
          ),
        )
        .returning(key));
  requireUpdated(written);
  await audit(ctx, 'agenda.settingsChanged', {
    unitId,
    facts: { reminders: input.enabled, daysBefore: input.daysBefore, template: input.template },
  });
  return readReminderSettings(ctx, unitId, sendsMail);
}

/** What a person would read, of an appointment of nobody’s. */
export function previewReminder(template: ReminderTemplate, sender: string | null): Letter {
  requireNeutral(sender);
  return reminderLetter(template, sender, exampleStart);
}
