import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contractOperations,
  resolve,
  type ContractOperation,
  type JsonSchema,
} from '../contract/support/contract.ts';
import { exampleOf } from '../contract/support/drivers/example.ts';
import type { Scene } from '../contract/support/scene.ts';
import { comparable, send, type Answer } from '../contract/support/sending.ts';
import { each, startWalk, type Walk } from '../contract/support/walk.ts';

let walk: Walk;
beforeAll(async () => {
  walk = await startWalk();
});
afterAll(() => walk.close());

/**
 * Names under which an id is no door: a draft is its author's alone and names any file, a draft to forget or a file to
 * leave out may be gone already, a chapter's own id is drawn by who writes it, and behind a figure that is not one's
 * own there is what is behind none. Nothing is read through them, and nothing of another tenant changes.
 */
const noDoor = (one: ContractOperation, name: string) =>
  ['tdm.saveDraft', 'statistics.files'].includes(one.id) || ['draftId', 'exceptFileId', 'id'].includes(name);

/** Records of another tenant, for each name an id goes by. */
const records: Readonly<Record<string, (theirs: Scene) => Promise<string>>> = {
  unitId: (theirs) => Promise.resolve(theirs.north),
  toUnitId: (theirs) => Promise.resolve(theirs.north),
  parentId: (theirs) => Promise.resolve(theirs.north),
  fileId: (theirs) => theirs.file(),
  exceptFileId: (theirs) => theirs.file(),
  draftId: (theirs) => theirs.tdm.draft(),
  entryId: (theirs) => theirs.tdm.entry(),
  requestId: async (theirs) => (await theirs.tdm.request()).requestId,
  actionId: async (theirs) => (await theirs.tdm.action()).actionId,
  appointmentId: async (theirs) => (await theirs.agenda.appointment()).id,
  participantId: async (theirs) => (await theirs.agenda.appointment()).participants[0]!.id,
  motiveId: (theirs) => theirs.agenda.motive(),
  roomId: (theirs) => theirs.agenda.room(),
  roomIds: (theirs) => theirs.agenda.room(),
  leaveId: (theirs) => theirs.leave.leave('mine'),
  exceptLeaveId: (theirs) => theirs.leave.leave('mine'),
  partnerIds: async (theirs) => {
    const id = crypto.randomUUID();
    await walk.admin`insert into partner (tenant_id, id, kind, name) values (${theirs.tenant.id}, ${id}, 'ccas', ${id})`;
    return id;
  },
};
const person = (theirs: Scene) => Promise.resolve(theirs.worker.id);

/** What a body holds instead of another: never both, or the rule of the one is never reached. */
const insteadOf: Readonly<Record<string, string>> = { 'organisation.addGrant fileId': 'unitId' };

type Path = readonly (string | number)[];

/** Where a body may hold an id, in its objects and its lists. */
function idsIn(given: JsonSchema, at: Path = []): Path[] {
  const schema = resolve(given);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.flatMap((one) => idsIn(one, at));
  if (schema.format === 'uuid') return [at];
  if (schema.items) return at.length < 8 ? idsIn(schema.items, [...at, 0]) : [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, one]) => idsIn(one, [...at, name]));
}

/** A body with something else in one place; what leads there is made when it is not. */
function placed(
  body: unknown,
  [first, ...rest]: Path,
  value: unknown,
  schema: JsonSchema,
  scene: Scene,
): unknown {
  if (first === undefined) return value;
  const known = resolve(schema);
  const inner = ((typeof first === 'number' ? known.items : known.properties?.[first]) ??
    (known.anyOf ?? known.oneOf)
      ?.map(resolve)
      .find(({ items, properties }) => items ?? properties)) as JsonSchema;
  if (typeof first === 'number') {
    const [item] = (Array.isArray(body) && body.length > 0 ? body : [exampleOf(inner, scene)]) as unknown[];
    return [placed(item, rest, value, inner, scene)];
  }
  const whole = (body ?? exampleOf(known, scene)) as Record<string, unknown>;
  return { ...whole, [first]: placed(whole[first], rest, value, inner, scene) };
}

/** Everything one tenant holds, or all of them, but traces of what was tried, and what figures are counted from. */
async function everything(tenantId?: string): Promise<Record<string, string>> {
  const tables = await walk.admin<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and relname not in ('audit_event', 'audit_pending', 'idempotency_record') and relname !~ '_fact$|^fact_'`;
  const digests = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(string_agg(t::text, '' order by t::text)) as held from "${name}" t${tenantId ? ` where t.tenant_id = '${tenantId}'` : ''}`,
  );
  const rows = await walk.admin.unsafe<{ name: string; held: string }[]>(digests.join(' union all '));
  return Object.fromEntries(rows.map(({ name, held }) => [name, held]));
}

const same = (
  one: ContractOperation,
  answer: Answer,
  id: string,
  nobody: Answer,
  missing: string,
  ids: string[],
) => {
  // Two failures are alike as well: the comparison alone would pass.
  expect([answer.status < 500, nobody.status < 500], `${one.id} ${answer.text}`).toEqual([true, true]);
  expect(comparable(answer, id, ...ids), one.id).toBe(comparable(nobody, missing, ...ids));
};

describe('T-FUZ-2 an id one may not use is as one that does not exist, and changes nothing', () => {
  const places = contractOperations
    .filter(({ body, byClient }) => body && !byClient)
    .flatMap((one) => idsIn(one.body!).map((at) => [`${one.id} ${at.join('.')}`, one, at] as const));

  test('each place of a body that holds an id is known', () => {
    expect(places.length).toBeGreaterThan(15);
    expect(places.some(([, , at]) => at.length > 2)).toBe(true);
  });

  test.each(places)('of another tenant, in %s', async (_, one, at) => {
    const name = at.findLast((part) => typeof part === 'string') as string;
    const id = await (records[name] ?? person)(walk.foreign);
    const missing = crypto.randomUUID();
    const [theirs, none] = [await walk.home.drive(one), await walk.home.drive(one)];
    const theirId = walk.foreign.tenant.id;
    const [all, foreign] = [await everything(), await everything(theirId)];
    const body = (drive: typeof theirs, value: string) => {
      const whole = placed(drive.body, at, value, one.body!, walk.home) as Record<string, unknown>;
      const { [insteadOf[`${one.id} ${at.join('.')}`] ?? '']: _replaced, ...rest } = whole;
      return rest;
    };
    const answer = await send(walk.home, one, { ...theirs, body: body(theirs, id) });
    const nobody = (drive: typeof none) => send(walk.home, one, { ...drive, body: body(drive, missing) });
    if (answer.status < 400) {
      expect([noDoor(one, name), answer.text]).toEqual([true, answer.text]);
      expect(await everything(theirId)).toEqual(foreign);
      expect((await nobody(none)).status).toBe(answer.status);
    } else {
      expect(await everything()).toEqual(all);
      const params = [...Object.values(theirs.params), ...Object.values(none.params)];
      same(one, answer, id, await nobody(none), missing, params);
    }
  });

  /** What deletes a record of each kind. */
  const deletions: Readonly<Record<string, string>> = {
    draftId: 'tdm.discardDraft',
    entryId: 'tdm.undoEntry',
    relativeId: 'socialFile.removeRelative',
    flagId: 'socialFile.removeFlag',
  };
  each(
    'of a record deleted since, in an address',
    contractOperations.filter(
      (one) => deletions[one.pathParameters.at(-1) ?? ''] && one.id !== 'tdm.saveDraft',
    ),
    async (one) => {
      const last = one.pathParameters.at(-1)!;
      const remove = contractOperations.find(({ id }) => id === deletions[last])!;
      const drive = await walk.home.drive(one);
      const gone = await send(walk.home, remove, { ...drive, body: undefined });
      expect(gone.status, gone.text).toBe(remove.success);
      const before = await everything();
      const answer = await send(walk.home, one, drive);
      const missing = crypto.randomUUID();
      const nobody = await send(walk.home, one, { ...drive, params: { ...drive.params, [last]: missing } });
      same(one, answer, drive.params[last]!, nobody, missing, Object.values(drive.params));
      expect(await everything()).toEqual(before);
    },
  );
});
