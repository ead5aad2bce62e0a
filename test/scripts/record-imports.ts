import type { Import, Session } from '@lastria/sdk';
import { etagOf } from '@lastria/sdk';
import postgres from 'postgres';
import type { Database } from '../../server/src/db/database.ts';
import { openServices } from '../../server/src/open-services.ts';
import type { Services } from '../../server/src/services.ts';
import { testKeyring } from '../../server/src/testing/cluster.ts';
import { openTestServices } from '../../server/src/testing/services.ts';

/** What the recordings of imports stand on: sealed files, jobs that run, then jobs that stay in the queue. */
export interface ImportStage {
  /** Those the recorded application has: their jobs wait. */
  readonly services: Services;
  /** Lets jobs run while something is done, on another application. */
  readonly running: Services;
  /** As if a job of the queue were at work: how far it is, at an instant no run of the machine would give twice. */
  halfway(jobId: string): Promise<void>;
  close(): Promise<void>;
}

export function importStage(database: Database, url: string, clock: () => Date): ImportStage {
  const { services: running, blobDir, close } = openTestServices(database, url, { clock });
  const log = (): void => undefined;
  const services = openServices({ database, url, keyring: testKeyring, blobDir, clock, log });
  return {
    services,
    running,
    async halfway(jobId) {
      const admin = postgres(url, { max: 1 });
      await admin`update job set status = 'running', step = 'duplicates', done = 774, total = 1248, started_at = ${clock()}
                   where id = ${jobId}`;
      await admin.end();
    },
    async close() {
      await services.jobs.close();
      await close();
    },
  };
}

const heads = 'Civilité;Nom;Prénom;Date de naissance;Téléphone;CP Ville;Situation perso';
const persons = (names: readonly string[]): string =>
  [
    heads,
    ...names.map((name, index) => {
      const [last = '', first = ''] = name.split(' ');
      const born = index % 4 === 3 ? '1975' : `${10 + index}/03/19${60 + index}`;
      return `${index % 2 ? 'M.' : 'Mme'};${last};${first};${born};06 39 98 ${10 + index} 0${index % 10};62000 Arras;à compléter`;
    }),
  ].join('\n');
const lists: Readonly<Record<string, string>> = {
  'agents-2025.csv': persons(['LEWANDOWSKI Gaëtan', 'CARDOSO Inès', 'POLLET Fabrice', 'LENGLET Julie']),
  'agents-logistique.csv': persons(['BRASSEUR Hélène', 'CAUDRON ', 'DEFOSSEZ Céline', 'NOWICKI Raphaël']),
  'travaux-2025.csv': [
    'Date;Bénéficiaire;AS;Type;Demande(s);Moyen(s);Durée;Commentaire',
    '14/05/2025;CARDOSO Inès;C. Morel;V.A.D.;expulsion;microcrédit;30;',
    '18 octobre 2025;POLLET Fabrice;C. Morel;Entretien téléphonique;divorce + retard IJ;médiation fam.;45;',
    '08/09/2025;LEWANDOWSKI Gaëtan;C. Morel;entretien bureau;Impayé de loyer;FSL;;RAS',
  ].join('\n'),
  'agents-bloc.csv': persons(['SOCKEEL Christian', 'KADDOURI Danièle', 'BENHADDOU Didier']),
  'agents-accueil.csv': persons(['LHERMITTE Odile', 'VANDAMME Karim']),
  'agents-maternite.csv': persons(['DELATTRE Nadia', 'POULAIN Marc']),
  'agents-restauration.csv': persons(['MAHIEU Clément', 'CAUDRELIER Ludovic']),
};

/** Imports, each further than the next: what the stories open. */
export async function prepareImports(session: Session, { running, halfway }: ImportStage): Promise<void> {
  const { units } = await session.configuration.read();
  const home = units.find(({ name }) => name.includes('personnel')) ?? units[0]!;
  const send = async (filename: string): Promise<Import> => {
    const content = new TextEncoder().encode(lists[filename]);
    const { id } = await session.imports.open({ filename, size: content.length });
    const sent = await session.imports.sendFile(id, content);
    return session.imports.change(id, { defaultUnitId: home.id }, { etag: etagOf(sent) });
  };
  const ended = async ({ id }: Import): Promise<Import> => {
    for (;;) {
      const one = await session.imports.read(id);
      if (one.job?.endedAt) return one;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const check = async (one: Import): Promise<Import> => session.imports.check(one.id, { etag: etagOf(one) });
  const waiting = await check(await send('agents-2025.csv'));
  // Once something waits: at rest, a process looks every half minute for what others queue
  running.jobs.start();
  const run = async (checking: Import): Promise<Import> => {
    const one = await ended(checking);
    return ended(await session.imports.run(one.id, { etag: etagOf(one) }));
  };
  await run(waiting);
  const mistaken = await run(await check(await send('agents-accueil.csv')));
  await ended(await session.imports.undo(mistaken.id, { etag: etagOf(mistaken) }));
  await ended(await check(await send('agents-logistique.csv')));
  await running.jobs.close();
  await send('travaux-2025.csv');
  await send('agents-bloc.csv');
  await check(await send('agents-restauration.csv'));
  await halfway((await check(await send('agents-maternite.csv'))).job!.id);
}

/** What the element of the imports asks, import after import; then a choice is saved, and an import taken back. */
export async function importer(session: Session): Promise<void> {
  await session.me();
  await session.configuration.read();
  const { items } = await session.imports.listPage({ limit: 50 });
  for (const { id, can, counts, job } of items) {
    await session.imports.read(id);
    if (can.change) await session.imports.preview(id);
    if (counts) await session.imports.reportPage(id, { limit: 200 });
    if (job?.endedAt === null) await session.jobs.read(job.id);
  }
  const ready = items.find(({ filename }) => filename === 'agents-bloc.csv')!;
  await session.imports.change(ready.id, { asOf: '2026-11-20' }, { etag: etagOf(ready) });
  await session.imports.read(ready.id);
  await session.imports.preview(ready.id);
  const done = items.find(({ filename }) => filename === 'agents-2025.csv')!;
  const { job } = await session.imports.undo(done.id, { etag: etagOf(done) });
  await session.jobs.read(job!.id);
}
