import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { SettingError } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { readFlags, UsageError } from '../../flags.ts';
import { runImport } from './import.service.ts';
import { ImportError, type ImportOutcome } from './import.types.ts';
import { ReadError } from './read/errors.ts';
import { rowLabel, type Report } from './read/report.ts';
import { rollbackImport } from './rollback.service.ts';

/** Imports a file, or undoes an import. Counts go to the output; what names persons goes to the report asked for, and nowhere else. */
export function importCommand(args: readonly string[]): (database: Database) => Promise<void> {
  const { values } = readFlags(args, options);
  const { tenant, file, mapping, rollback } = values;
  if (tenant === undefined) throw new UsageError('Il manque --tenant.');
  if (rollback !== undefined) return explained((database) => undo(database, values, tenant, rollback));
  if (file === undefined) throw new UsageError('Il manque --file.');
  if (mapping === undefined) throw new UsageError('Il manque --mapping.');
  return explained((database) => importFile(database, values, { tenantId: tenant, file, mapping }));
}

const explained = (work: (database: Database) => Promise<void>) => async (database: Database) => {
  try {
    await work(database);
  } catch (error) {
    if (error instanceof ImportError || error instanceof ReadError) throw new SettingError(error.message);
    throw error;
  }
};

const text = { type: 'string' } as const;
const options = {
  tenant: text,
  file: text,
  mapping: text,
  unit: text,
  by: text,
  'as-of': text,
  'dry-run': { type: 'boolean' },
  report: text,
  rollback: text,
} as const;
type Values = ReturnType<typeof readFlags<typeof options>>['values'];

async function importFile(
  database: Database,
  values: Values,
  { tenantId, file, mapping }: { tenantId: string; file: string; mapping: string },
): Promise<void> {
  const outcome = await runImport(database, {
    tenantId,
    bytes: readable(file, () => readFileSync(file)),
    filename: basename(file),
    mapping: parsed(mapping),
    unitId: values.unit,
    by: values.by,
    asOf: values['as-of'],
    dryRun: values['dry-run'] ?? false,
    now: new Date(),
    onProgress: (step, done, total) =>
      process.stderr.write(`\r${step === 'writing' ? 'Écriture' : 'Doublons'} : ${done} / ${total}   `),
  });
  process.stderr.write('\n');
  if (values.report !== undefined) writeReport(values.report, outcome.report);
  console.log(summary(outcome, values.report));
}

async function undo(database: Database, values: Values, tenantId: string, batchId: string): Promise<void> {
  const { undone, kept } = await rollbackImport(database, {
    tenantId,
    batchId,
    now: new Date(),
    onProgress: (done, total) => process.stderr.write(`\rAnnulation : ${done} / ${total}   `),
  });
  process.stderr.write('\n');
  const rows = kept.map(
    (row) => `${rowLabel(/^\d+$/.test(row) ? Number(row) : row)} : modifiée depuis l’import ; elle reste.`,
  );
  if (values.report !== undefined) save(values.report, rows);
  console.log(
    [
      `Import annulé : ${undone} lignes retirées.`,
      ...(kept.length === 0
        ? []
        : [`${kept.length} lignes modifiées depuis restent :`, ...rows.slice(0, 50)]),
    ].join('\n'),
  );
}

function summary(
  { batchId, resumedFrom, written, report }: ImportOutcome,
  reportFile: string | undefined,
): string {
  return [
    batchId === null
      ? 'Essai : rien n’est écrit.'
      : `Import ${batchId} terminé : ${written} lignes écrites${resumedFrom === 0 ? '' : `, après ${resumedFrom} d’une première fois`}.`,
    ...report.counts.map(({ label, value }) => `${label} : ${value}`),
    reportFile === undefined
      ? `${report.lines.length} remarques : --report FICHIER les écrit, ligne par ligne.`
      : `${report.lines.length} remarques dans ${reportFile}.`,
    ...(batchId === null ? [] : [`Pour annuler : lastria-server import --tenant … --rollback ${batchId}`]),
  ].join('\n');
}

/** The report names persons: it is for the one who asked. */
function writeReport(file: string, report: Report): void {
  if (file.endsWith('.json')) save(file, [JSON.stringify(report, null, 1)]);
  else
    save(file, [
      ...report.counts.map(({ label, value }) => `${label} : ${value}`),
      '',
      ...report.lines.map(({ sentence }) => sentence),
    ]);
}

const save = (file: string, lines: readonly string[]): void =>
  readable(file, () => writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 }));

function parsed(file: string): unknown {
  const text = readable(file, () => readFileSync(file, 'utf8'));
  try {
    return JSON.parse(text);
  } catch {
    throw new ImportError(`${file} n’est pas du JSON : la correspondance ne peut pas être lue.`);
  }
}

function readable<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new ImportError(
      `Le fichier ${file} ne peut pas être ouvert (${(error as NodeJS.ErrnoException).code ?? 'erreur'}).`,
    );
  }
}
