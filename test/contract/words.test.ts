import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, expectJson } from '../../server/src/testing/app.ts';
import type { TestStaff } from '../../server/src/testing/tenant.ts';
import { contractOperations } from './support/contract.ts';
import { startWalk, type Walk } from './support/walk.ts';

/** What a worker typed about a person, once in each place. */
const words = {
  note: 'Craint son beau-frère',
  formerNote: 'Dort chez sa sœur',
  removedNote: 'Ne veut plus le voir',
  voided: 'Confidence faite à tort',
  reopened: 'Rechute depuis mardi',
  transfer: 'Ne supporte plus le service',
};
const reads = contractOperations.filter(({ readOnly, byClient }) => readOnly && !byClient);

let walk: Walk;
let fileId: string;
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  walk = await startWalk();
  const { home, running, admin } = walk;
  const act = async <T>(path: string, body: object, version?: number, method = 'POST', who = home.worker) => {
    const answer = await call(running.app, who.token, path, {
      method,
      body,
      headers: version === undefined ? {} : { 'if-match': `"${version}"` },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  fileId = await home.file();
  const at = `/v1/files/${fileId}`;
  const entryId = await home.tdm.entry(fileId);
  await act(`/v1/entries/${entryId}/void`, { reason: words.voided }, 1);
  const noted = async (name: string, note: string) => {
    const { relatives } = await act<{ relatives: { id: string; name: string }[] }>(`${at}/relatives`, {
      ...{ kind: 'frère', name, note },
    });
    return relatives.find((one) => one.name === name)!.id;
  };
  const paul = await noted('Paul', words.formerNote);
  await act(`${at}/relatives/${paul}`, { note: words.note }, 1, 'PATCH');
  await act(`${at}/relatives/${await noted('Jean', words.removedNote)}`, {}, 1, 'DELETE');
  await act(`${at}/close`, { reason: home.code('closeReason') }, 1);
  await act(`${at}/reopen`, { reason: words.reopened }, 2);
  const giver = await home.tenant.staff('SOCIAL_WORKER', { unitId: home.north });
  await act(`${at}/transfers`, { toUnitId: home.south, reason: words.transfer }, 3, 'POST', giver);
  const [request] = await admin<{ id: string }[]>`select id from social_request where file_id = ${fileId}`;
  ids = { fileId, entryId, requestId: request!.id };
});
afterAll(() => walk.close());

/** All that somebody is answered when she reads this file in every way there is. */
async function told(who: TestStaff): Promise<Record<string, string>> {
  const said: Record<string, string> = {};
  for (const one of reads) {
    const drive = await walk.home.drive(one);
    const path = one.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? drive.params[name]!);
    const query = new URLSearchParams({
      ...drive.query,
      ...(one.query.some(({ name }) => name === 'fileId') ? { fileId } : {}),
    });
    const answer = await call(walk.running.app, who.token, `${path}?${query.toString()}`, {
      method: one.method,
      ...(drive.body === undefined ? {} : { body: drive.body }),
    });
    expect(answer.status, one.id).toBeLessThan(500);
    said[one.id] = await answer.text();
  }
  return said;
}
const heard = (said: Readonly<Record<string, string>>) =>
  Object.values(words).filter((word) => Object.values(said).some((text) => text.includes(word)));

test('control: a social worker reads each word', async () => {
  expect(heard(await told(walk.home.worker))).toEqual(Object.values(words));
});

test.each(['TEAM_MANAGER', 'SECRETARY'] as const)('no reading tells a %s what was typed', async (role) => {
  const said = await told(walk.staff.get(role)!);
  expect(heard(said)).toEqual([]);
  expect(said['socialFile.open'], 'control: the file itself is read').toContain(fileId);
  expect(JSON.parse(said['socialFile.listTransfers']!)).toMatchObject({
    items: [{ reason: null, answer: null, reasonHidden: true }],
  });
});

test('what is kept from one is said to be: a note, why a travail was voided', async () => {
  const manager = walk.staff.get('TEAM_MANAGER')!;
  const read = async (path: string) =>
    expectJson<object>(await call(walk.running.app, manager.token, path), 200);
  expect(await read(`/v1/files/${fileId}`)).toMatchObject({
    relatives: [{ name: 'Paul', note: null, noteHidden: true }],
  });
  expect(await read(`/v1/entries/${ids['entryId']}`)).toMatchObject({
    voided: { reason: null, reasonHidden: true },
  });
});
