import type { Configuration, Session, SocialFile } from '@lastria/sdk';
import { etagOf } from '@lastria/sdk';

type Values = Parameters<Session['socialFile']['changeSituation']>[2]['values'];

/** Days on which something was changed in a file before today: what the stories open as its past. */
export async function liveThrough(at: (instant: string) => Session, fileId: string): Promise<void> {
  const on = async (
    instant: string,
    change: (session: Session, file: SocialFile) => Promise<unknown>,
  ): Promise<void> => {
    const session = at(instant);
    await change(session, (await session.socialFile.open(fileId)).file);
  };
  const answer =
    (group: string, since: string, values: Values) =>
    ({ socialFile }: Session, { situation }: SocialFile): Promise<unknown> => {
      const { version } = situation.find(({ code }) => code === group)!;
      return socialFile.changeSituation(fileId, group, { values, since }, { etag: `"${version}"` });
    };
  await on(
    '2025-06-12T08:20:00Z',
    answer('personal', '2025-06-01', {
      familySituation: { codes: ['separe'] },
      housingStatus: { codes: ['heberge-chez-tiers'] },
    }),
  );
  await on('2025-09-08T13:05:00Z', answer('work', '2025-09-01', { workTime: { codes: ['temps-plein'] } }));
  await on(
    '2026-02-03T09:40:00Z',
    answer('personal', '2026-01-20', {
      familySituation: { codes: ['divorce'] },
      housingStatus: { codes: ['locataire-parc-social'] },
    }),
  );
  await on(
    '2026-03-02T14:15:00Z',
    answer('work', '2026-03-01', { workTime: { codes: ['temps-partiel-80-plus'] } }),
  );
  for (const [instant, phones, street] of [
    ['2025-06-12T08:25:00Z', ['+33639980412'], '3 place du Marché'],
    ['2026-02-03T09:45:00Z', ['+33639983379'], '14 rue des Lilas'],
  ] as const)
    await on(instant, ({ socialFile }, { identity }) =>
      socialFile.changeIdentity(fileId, { phones: [...phones], street }, { etag: etagOf(identity) }),
    );
  await on('2026-04-21T15:30:00Z', ({ socialFile }, { relatives }) =>
    socialFile.changeRelative(
      fileId,
      relatives[0]!.id,
      { note: 'Scolarisé à Valmont' },
      { etag: etagOf(relatives[0]!) },
    ),
  );
  await on('2026-11-12T09:10:00Z', setRight);
  await on('2026-11-16T10:40:00Z', complete);
}

/** The latest travail: a moyen is told, its length and a word are set right. */
async function setRight({ tdm }: Session, { id }: SocialFile): Promise<void> {
  const [latest] = (await tdm.timelinePage(id)).items;
  const { requestId, actions } = latest!.requests[0]!;
  const told = actions.map(({ typeCode, outcome }) => ({
    typeCode,
    outcome: outcome === 'prevu' ? 'en-cours' : outcome,
  }));
  await tdm.changeEntry(
    latest!.id,
    {
      minutes: 25,
      text: latest!.text!.replace('dix mois', 'douze mois'),
      requests: [{ requestId, actions: told }],
    },
    { etag: etagOf(latest!) },
  );
  const request = (await tdm.requests(id)).find((one) => one.id === requestId)!;
  await tdm.changeRequest(id, requestId, { urgent: !request.urgent }, { etag: etagOf(request) });
}

/** Then its text is completed, and its demande is urgent again. */
async function complete({ tdm }: Session, { id }: SocialFile): Promise<void> {
  const [latest] = (await tdm.timelinePage(id)).items;
  const text = `${latest!.text} Rendez-vous avec elle le 24.`;
  await tdm.changeEntry(latest!.id, { text }, { etag: etagOf(latest!) });
  const { requestId } = latest!.requests[0]!;
  const request = (await tdm.requests(id)).find((one) => one.id === requestId)!;
  await tdm.changeRequest(id, requestId, { urgent: !request.urgent }, { etag: etagOf(request) });
}

/** The past one opens from a file: of each value, of demandes, of the latest travaux. */
export async function readThePast(
  { socialFile, tdm }: Session,
  fileId: string,
  fields: Configuration['fields'],
): Promise<void> {
  for (const { code } of fields) await socialFile.historyPage(fileId, { record: 'situation', field: code });
  for (const { id } of (await tdm.requests(fileId)).slice(0, 3)) await tdm.requestHistory(fileId, id);
  for (const { id } of (await tdm.timelinePage(fileId)).items.slice(0, 3)) await tdm.entryHistory(id);
}
