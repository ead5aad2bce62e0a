import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { SettingError } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { runImport } from './import.service.ts';
import { ImportError, type ImportOutcome } from './import.types.ts';
import { ReadError } from './read/errors.ts';
import { rowLabel, type Report } from './read/report.ts';
import { rollbackImport } from './rollback.service.ts';

const usage = [
  'Usage : lastria-server import --tenant ID --file FICHIER --mapping map.json [--unit ID] [--by NOM] [--as-of DATE] [--dry-run] [--report FICHIER]',
  '        lastria-server import --tenant ID --rollback IMPORT [--report FICHIER]',
].join('\n');

/** Imports a file, or undoes an import. Counts go to the output; what names persons goes to the report asked for, and nowhere else. */
export async function importCommand(database: Database, args: readonly string[]): Promise<void> {
  try {
    const values = options(args);
    if (values.tenant === undefined) throw new ImportError(`Il manque --tenant.\n${usage}`);
    await (values.rollback === undefined
      ? importFile(database, values, values.tenant)
      : undo(database, values, values.tenant, values.rollback));
  } catch (error) {
    if (error instanceof ImportError || error instanceof ReadError) throw new SettingError(error.message);
    throw error;
  }
}

type Values = ReturnType<typeof options>;

async function importFile(database: Database, values: Values, tenantId: string): Promise<void> {
  const { file, mapping } = values;
  if (file === undefined || mapping === undefined)
    throw new ImportError(`Il manque --file ou --mapping.\n${usage}`);
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

function options(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        tenant: text,
        file: text,
        mapping: text,
        unit: text,
        by: text,
        'as-of': text,
        'dry-run': { type: 'boolean' },
        report: text,
        rollback: text,
      },
    }).values;
  } catch (error) {
    throw new ImportError(`${(error as Error).message}\n${usage}`);
  }
}
