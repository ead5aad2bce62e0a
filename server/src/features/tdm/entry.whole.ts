import type { Context } from '../../db/database.ts';
import * as store from './tdm.store.ts';

/** A travail as its history keeps it: its row, with its links, moyens and partners; its words are kept apart. */
export interface Whole extends store.EntryRow {
  readonly requests: readonly {
    readonly requestId: string;
    readonly typeCode: string;
    readonly actions: readonly store.ActionRow[];
  }[];
  readonly partners: readonly { readonly partnerId: string }[];
}

type Details = Awaited<ReturnType<typeof store.detailsOf>>;

export const wholeOf = (row: store.EntryRow, { links, actions, partners }: Details): Whole => ({
  ...row,
  requests: links.map(({ requestId, typeCode }) => ({
    requestId,
    typeCode,
    actions: actions.filter((action) => action.requestId === requestId),
  })),
  partners: partners.map(({ id }) => ({ partnerId: id })),
});

/** The travail as it stands, and its words. */
export async function readWhole(
  ctx: Context,
  row: store.EntryRow,
): Promise<{ whole: Whole; text: string | null }> {
  const details = await store.detailsOf(ctx, [row.id]);
  return { whole: wholeOf(row, details), text: details.texts[0]?.body ?? null };
}

/** As the history holds it: instants become texts. */
export const asKept = (whole: Whole): Record<string, unknown> =>
  JSON.parse(JSON.stringify(whole)) as Record<string, unknown>;
