import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { itemsOfLists } from '../configuration/configuration.service.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import { readCapture, type CaptureNomenclature, type Chip } from './capture/capture.ts';
import type { captureReading } from './tdm.schema.ts';

type Reading = z.output<typeof captureReading>;

const lists = {
  workTypes: 'workTypes',
  requestTypes: 'requestTypes',
  supportActions: 'supportActions',
  partnerKinds: 'partnerKind',
} as const;

/** Nomenclatures read lately, by tenant and state of its lists: building the index of one costs more than reading a line. */
const known = new Map<string, CaptureNomenclature>();
const mostKnown = 50;

/** Reads a line of saisie rapide with the tenant's own labels; keeps and learns nothing of it. */
export async function capture(ctx: Context, text: string): Promise<Reading> {
  const reading = readCapture({
    text,
    today: dayIn(ctx.actor.timeZone, ctx.now),
    nomenclature: await nomenclatureOf(ctx),
  });
  const codes = (chips: readonly Chip[]) => chips.map(({ code }) => code);
  return {
    workType: reading.workType?.code ?? null,
    minutes: reading.minutes ?? null,
    date: reading.date ?? null,
    startTime: reading.startTime ?? null,
    requests: codes(reading.requests),
    actions: codes(reading.actions),
    partners: codes(reading.partners),
    rest: reading.rest,
    chips: reading.chips.map((chip) => ({
      kind: chip.kind,
      code: 'code' in chip ? chip.code : null,
      label: 'label' in chip ? chip.label : String(chip.value),
      spans: chip.spans.map((span) => [...span]),
      alternatives:
        'alternatives' in chip
          ? chip.alternatives.map(({ kind, code, label }) => ({ kind, code, label }))
          : [],
    })),
  };
}

async function nomenclatureOf(ctx: Context): Promise<CaptureNomenclature> {
  const rows = await itemsOfLists(ctx, Object.values(lists));
  const state = `${ctx.actor.tenantId} ${rows.map((row) => `${row.listCode}/${row.code}=${row.label}`).join('\n')}`;
  const kept = known.get(state);
  if (kept) return kept;
  const of = (list: string) =>
    rows
      .filter((row) => row.listCode === list)
      .map((row) => ({
        code: row.code,
        label: row.label,
        ...(row.parentCode === null ? {} : { parent: row.parentCode }),
        ...(row.defaultMinutes === null ? {} : { defaultMinutes: row.defaultMinutes }),
      }));
  const made = {
    workTypes: of(lists.workTypes),
    requestTypes: of(lists.requestTypes),
    supportActions: of(lists.supportActions),
    partnerKinds: of(lists.partnerKinds),
  };
  known.set(state, made);
  if (known.size > mostKnown) known.delete(known.keys().next().value!);
  return made;
}
