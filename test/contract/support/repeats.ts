import { randomUUID } from 'node:crypto';
import { childrenOfFile } from '../../../server/src/features/social-file/transfer.store.ts';
import { contractOperations, type ContractOperation } from './contract.ts';
import type { Scene } from './scene.ts';
import { send, type Answer } from './sending.ts';
import type { Walk } from './walk.ts';

/** Acts whose reply is kept under their key. */
export const acts = contractOperations.filter(({ takesKey }) => takesKey);

/** What one imports or exports, the jobs of it and one's own leave are one's own wherever their records went. */
const ofTheirAuthor = /^(imports|jobs)\.|^statistics\.export|^leave\.(ask|change|cancel)$|^agenda\.import$/;
/** Acts whose reply says something of a person. */
export const telling = acts.filter(
  ({ id, personal, success }) => personal && success !== 204 && !ofTheirAuthor.test(id),
);

/** What the scene and the drives say of persons. */
const sayings = /Dupont|Marie|1980-03-12|Martin|Zoe|Nantes|Paul|Pierre|Texte|Deux mois|Mutation|Non suivi/;
export const said = ({ text }: Answer): string[] => sayings.exec(text)?.slice(0, 1) ?? [];
/** What of an answer tells of a person: what is said of him, or the id of a record that is out of reach. */
export const told = (first: Answer, answer: Answer): string[] => [
  ...said(answer),
  ...idsOf(first).filter((id) => answer.text.includes(id)),
];
const idsOf = ({ json }: Answer): string[] =>
  ['id', 'fileId'].flatMap((name) => (typeof json[name] === 'string' ? [json[name]] : []));

export interface Repeatable {
  readonly first: Answer;
  readonly fileId: string | undefined;
  /** Sends it again with its key. */
  readonly again: () => Promise<Answer>;
}

/** Does an act, as it may be repeated. */
export async function act(scene: Scene, one: ContractOperation): Promise<Repeatable> {
  const drive = await scene.drive(one);
  const headers = { 'idempotency-key': randomUUID() };
  const again = () => send(scene, one, drive, { headers });
  const first = await again();
  const reply = first.json['fileId'] ?? (one.id === 'socialFile.create' ? first.json['id'] : undefined);
  return { first, again, fileId: drive.params['fileId'] ?? (reply as string | undefined) };
}

/** The scene's worker works in a territory of his own, and what lies in it can be put out of his reach and back. */
export async function openTerritory({ home: { tenant, worker, north, south }, admin }: Walk) {
  const [territory, beyond] = [await tenant.unit('Territoire'), await tenant.unit('Au-delà')];
  const under = (parentId: string) =>
    admin`update org_unit set parent_id = ${parentId} where tenant_id = ${tenant.id} and id in ${admin([north, south])}`;
  await admin`update access_grant set unit_id = ${territory} where staff_id = ${worker.id} and unit_id = ${tenant.root}`;
  await under(territory);
  return {
    beyond,
    unitsOut: () => under(beyond),
    unitsBack: () => under(territory),
    /** What a transfer does, whatever state the file is in. */
    moveFile: (fileId: string, toUnitId: string) =>
      admin.begin(async (sql) => {
        await sql`update social_file set unit_id = ${toUnitId} where tenant_id = ${tenant.id} and id = ${fileId}`;
        for (const table of childrenOfFile())
          await sql`update ${sql.unsafe(table)} set unit_id = ${toUnitId} where tenant_id = ${tenant.id} and file_id = ${fileId}`;
      }),
  };
}
