import type { Context } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import { SealError } from '../../vault/keyring.ts';
import { audit } from '../audit/audit.service.ts';
import { parseSearch } from './search/parse-search.ts';
import * as searchStore from './search.store.ts';
import { summaryOf, today } from './social-file.service.ts';
import type { DuplicateInput } from './social-file.schema.ts';
import { filesByIds, type SummaryRow } from './list.store.ts';

/** Finds files by name, birth date or phone, best first, and gives the receipt that creating a file asks for. */
export async function search(ctx: Context, query: string, limit = 20) {
  const terms = parseSearch(query, ctx.now);
  const found = await searchStore.searchFiles(ctx, terms, limit);
  const rows = await filesByIds(
    ctx,
    today(ctx),
    found.map(({ file_id }) => file_id),
  );
  await audit(ctx, 'file.searched', { facts: { results: rows.length } });
  const classes = new Map(found.map(({ file_id, rank }) => [file_id, Math.trunc(rank / 10_000)]));
  return {
    items: openFirst(rows, classes).map((row) => summaryOf(ctx, row)),
    receipt: ctx.keyring
      .seal('search receipt', ctx.actor.sessionId, Buffer.from(JSON.stringify(words(query))))
      .toString('base64url'),
  };
}

/** Among files that answer equally well (as typed, begun, by sound, one letter apart), those still open first. */
const openFirst = (rows: readonly SummaryRow[], classes: ReadonlyMap<string, number>) =>
  rows.toSorted(
    (a, b) =>
      (classes.get(a.id) ?? 0) - (classes.get(b.id) ?? 0) ||
      Number(a.status !== 'open') - Number(b.status !== 'open'),
  );

/** Refuses a creation unless a word of the name was searched in this session. */
export function requireReceipt(
  ctx: Context,
  receipt: string,
  who: { lastName: string; birthName?: string | null | undefined },
): void {
  const searched = new Set(openReceipt(ctx, receipt));
  const names = words(`${who.lastName} ${who.birthName ?? ''}`);
  if (!names.some((name) => searched.has(name))) {
    throw new Problem(
      'search-first',
      'Cherchez d’abord ce nom : la personne a peut-être déjà un dossier. Votre saisie est conservée.',
    );
  }
}

function openReceipt(ctx: Context, receipt: string): string[] {
  try {
    return JSON.parse(
      ctx.keyring.open('search receipt', ctx.actor.sessionId, Buffer.from(receipt, 'base64url')).toString(),
    ) as string[];
  } catch (error) {
    if (error instanceof SealError) return [];
    throw error;
  }
}

/** Words of a name without case, accents or ligatures. */
const words = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll('Œ', 'OE')
    .replaceAll('Æ', 'AE')
    .replaceAll('Ł', 'L')
    .replaceAll('Đ', 'D')
    .replaceAll('Ø', 'O')
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);

/** Files that may be of the person about to be saved. Beyond one's grants, one neutral sentence and nothing else. */
export async function checkDuplicates(ctx: Context, input: DuplicateInput) {
  const candidates = await searchStore.findDuplicates(
    ctx,
    {
      lastName: input.lastName,
      firstNames: input.firstNames,
      birthName: input.birthName ?? null,
      birthDate: input.birthDate ?? null,
      birthYear: input.birthYear ?? null,
      sex: input.sex ?? null,
      phones: input.phones ?? [],
      email: input.email ?? null,
      postalCode: input.postalCode ?? null,
    },
    input.exceptFileId ?? null,
  );
  const mine = candidates.filter((one) => one.file_id !== null);
  const rows = new Map(
    (
      await filesByIds(
        ctx,
        today(ctx),
        mine.map((one) => one.file_id!),
      )
    ).map((row) => [row.id, row]),
  );
  const beyond = candidates.some((one) => one.beyond === true);
  await audit(ctx, 'duplicates.checked', {
    facts: { found: mine.length, ...(beyond ? { beyond } : {}) },
  });
  return {
    items: mine.flatMap((one) => {
      const row = rows.get(one.file_id!);
      return row ? [{ file: summaryOf(ctx, row), score: one.score!, grade: one.grade! }] : [];
    }),
    beyond: beyond ? 'Un rapprochement est possible, contactez l’administrateur.' : null,
  };
}

/** Writes the search keys of new files in bulk, for seeds and imports. */
export const insertSearchKeys = searchStore.insertSearchKeys;
