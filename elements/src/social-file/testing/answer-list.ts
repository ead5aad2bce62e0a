import type { FileSummary } from '@lastria/sdk';
import type { Call, FakeServer } from '../../testing/fake-server.ts';
import { ids } from '../../testing/sample.ts';
import { uuid } from './sample-configuration.ts';
import { file } from './sample-file.ts';

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The operations of the list of files: pages, search, duplicates, creation. */
export function answerList(
  call: Call,
  { json, problem }: Pick<FakeServer, 'json' | 'problem'>,
  all: readonly FileSummary[],
): Response | undefined {
  const url = new URL(call.path, 'https://lastria.test');
  const [, , kind, id = '', rest = ''] = url.pathname.split('/');
  const body = (call.body ?? {}) as Readonly<Record<string, unknown>>;
  const said = (key: string): string => String(body[key] ?? '');
  const at = `${call.method} ${kind}${rest ? `/${rest}` : ''}`;
  if (at === 'GET files' && id === '') {
    const size = Number(url.searchParams.get('limit') ?? 50);
    const kept = all.filter(
      ({ status, unitId, leadWorker }) =>
        (!url.searchParams.has('status') || status === url.searchParams.get('status')) &&
        (!url.searchParams.has('unitId') || unitId === url.searchParams.get('unitId')) &&
        (url.searchParams.get('mine') !== 'true' || leadWorker?.id === ids.me),
    );
    const after = Number(
      url.searchParams.get('cursor') ??
        kept.findIndex(({ lastName }) => plain(lastName) >= plain(url.searchParams.get('from') ?? '')),
    );
    return json({
      items: kept.slice(after, after + size),
      nextCursor: after + size < kept.length ? String(after + size) : null,
    });
  }
  if (at === 'POST files' && id === 'search') {
    const words = plain(said('query')).split(/\s+/);
    return json({
      items: all
        .slice(0, 400)
        .filter((one) =>
          words.every((word) =>
            plain(`${one.lastName} ${one.birthName ?? ''} ${one.firstNames} ${one.birthDate ?? ''}`).includes(
              word,
            ),
          ),
        )
        .slice(0, 20),
      receipt: `recu:${words.join(' ')}`,
    });
  }
  if (at === 'POST files' && id === 'duplicates') {
    const found = all.find(
      ({ lastName, firstNames }) =>
        plain(lastName) === plain(said('lastName')) &&
        plain(firstNames).startsWith(plain(said('firstNames')).slice(0, 3)),
    );
    return json({
      items: found ? [{ file: found, score: 92, grade: 'strong' }] : [],
      beyond:
        plain(said('lastName')) === 'secret'
          ? 'Un rapprochement est possible, contactez l’administrateur.'
          : null,
    });
  }
  if (at === 'POST files' && id === '') {
    const { lastName = '' } = (body as { identity?: { lastName?: string } }).identity ?? {};
    if (!said('searchReceipt').includes(plain(lastName)))
      return problem(
        'search-first',
        409,
        'Une recherche est nécessaire avant de créer',
        'Cherchez d’abord ce nom : la personne a peut-être déjà un dossier. Votre saisie est conservée.',
      );
    return json({ ...file, id: uuid(77) }, 201);
  }
  return undefined;
}
