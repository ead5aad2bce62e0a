import { readFileSync } from 'node:fs';
import { SettingError } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { isId } from '../../db/ids.ts';
import { readFlags, UsageError } from '../../flags.ts';
import type { Keyring } from '../../vault/keyring.ts';
import type { Fault } from './audit.check.ts';
import { openSigner } from './audit.note.ts';
import { Sealer } from './audit.sealer.ts';
import { verifyTenant, type Stray, type Verdict } from './audit.verify.ts';
import { whoSaw } from './who-saw.service.ts';

interface Installed {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly keyring: Keyring;
}
type Work = (installed: Installed) => Promise<number>;
type Say = (line: string) => void;

/** Verifies the chain of traces, or says who saw what; gives the code to end with. */
export function auditCommand(args: readonly string[], say: Say = console.log): Work {
  const [verb = '', ...rest] = args;
  if (verb === 'verify') return verifyCommand(rest, say);
  if (verb === 'who-saw') return whoSawCommand(rest, say);
  if (verb === 'key') {
    readFlags(rest, {});
    return ({ keyring }) => {
      say(openSigner(keyring).verifierKey);
      return Promise.resolve(0);
    };
  }
  throw new UsageError('Il faut dire verify, who-saw ou key.');
}

const text = { type: 'string' } as const;

function verifyCommand(args: readonly string[], say: Say): Work {
  const { values } = readFlags(args, { tenant: text, checkpoints: { type: 'string', multiple: true } });
  const tenant = idOf(values.tenant, '--tenant');
  const notes = (values.checkpoints ?? []).map((file) => ({ file, text: contentOf(file) }));
  return withSealer(async (sealer, { database, keyring }) => {
    const signer = openSigner(keyring);
    let sound = true;
    for (const tenantId of await tenantsOf(database, tenant)) {
      const read = notes.map(({ file, text: content }) => ({ file, ...signer.read(tenantId, content) }));
      const checkpoints = read.flatMap((one) => one.checkpoints);
      const verdict = await verifyTenant(sealer, tenantId, checkpoints);
      const forged = read.filter((one) => one.forged > 0);
      for (const { file, forged: count } of forged)
        say(`${tenantId} : ${count} état(s) de ${file} ne portent pas notre signature.`);
      for (const line of linesOf(verdict)) say(`${tenantId} : ${line}`);
      const isSound = !verdict.fault && verdict.strays.length === 0 && forged.length === 0;
      if (isSound)
        say(
          `${tenantId} : ${verdict.size} traces, chaîne intacte, ${checkpoints.length} état(s) signé(s) retrouvé(s).`,
        );
      sound &&= isSound;
    }
    return sound ? 0 : 1;
  });
}

const faultWords: Readonly<Record<Fault['kind'], (fault: Fault) => string>> = {
  changed: ({ seq }) => `trace ${seq} changée`,
  deleted: ({ seq }) => `trace ${seq} supprimée`,
  inserted: ({ seq }) => `trace ${seq} ajoutée après coup`,
  swapped: ({ seq }) => `trace ${seq} échangée avec une autre`,
  truncated: ({ seq }) => `fin de la chaîne coupée à partir de la trace ${seq}`,
  rechained: ({ from, seq }) => `chaîne refaite à partir d’une trace entre ${from} et ${seq}`,
};
const strayWords: Readonly<Record<Stray['kind'], string>> = {
  unsealed: 'n’est pas encore dans la chaîne',
  inserted: 'a été ajoutée hors de la chaîne',
  deleted: 'a été supprimée avant d’entrer dans la chaîne',
};

function linesOf({ fault, strays }: Verdict): string[] {
  const about = (eventId: string | null) => (eventId === null ? '' : ` (${eventId})`);
  return [
    ...(fault ? [`${faultWords[fault.kind](fault)}${about(fault.eventId)}.`] : []),
    ...strays.map(
      ({ kind, eventId, at }) => `la trace ${eventId}${at ? ` du ${at}` : ''} ${strayWords[kind]}.`,
    ),
  ];
}

function whoSawCommand(args: readonly string[], say: Say): Work {
  const { values } = readFlags(args, { tenant: text, file: text, staff: text, from: text, to: text });
  const tenant = idOf(values.tenant, '--tenant');
  const [fileId, staffId] = [idOf(values.file, '--file'), idOf(values.staff, '--staff')];
  if ((fileId === undefined) === (staffId === undefined))
    throw new UsageError('Il faut --file ou --staff, un seul des deux.');
  if (staffId !== undefined && (values.from === undefined || values.to === undefined))
    throw new UsageError('--staff demande --from et --to.');
  const [from, to] = [dayOf(values.from, '--from'), dayOf(values.to, '--to')];
  return withSealer(async (sealer, { database }) => {
    say(['Instant', 'Acte', 'Personne', 'Portail', 'Dossier', 'Élément'].join('\t'));
    for (const tenantId of await tenantsOf(database, tenant)) {
      const asked = { tenantId, fileId: fileId ?? null, staffId: staffId ?? null, from, to };
      for await (const line of whoSaw(database, sealer, asked)) say(line.join('\t'));
    }
    return 0;
  });
}

const withSealer =
  (work: (sealer: Sealer, installed: Installed) => Promise<number>): Work =>
  async (installed) => {
    const { database, databaseUrl: url, keyring } = installed;
    const sealer = new Sealer({ database, url, keyring });
    try {
      return await work(sealer, installed);
    } finally {
      await sealer.close();
    }
  };

async function tenantsOf(database: Database, tenant: string | undefined): Promise<string[]> {
  const all = await database.listTenants();
  if (tenant === undefined) return all;
  if (!all.includes(tenant)) throw new SettingError(`Aucun client n’a l’identifiant ${tenant}.`);
  return [tenant];
}

function idOf(value: string | undefined, flag: string): string | undefined {
  if (value !== undefined && !isId(value)) throw new UsageError(`${flag} doit être un identifiant.`);
  return value;
}

function dayOf(value: string | undefined, flag: string): string | null {
  if (value === undefined) return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value)))
    throw new UsageError(`${flag} doit être un jour, AAAA-MM-JJ.`);
  return value;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SettingError(
      `Le fichier ${file} ne peut pas être lu (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}
