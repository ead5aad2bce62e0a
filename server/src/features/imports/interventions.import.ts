import { insertEntries } from './entries.store.ts';
import { knownPersons } from './facts.store.ts';
import { ImportError } from './import.types.ts';
import { planInterventions } from './interventions.plan.ts';
import { line, staffCalled, type Preparation, type Prepared } from './prepared.ts';
import { readInterventions } from './read/interventions.ts';
import type { InterventionsMapping } from './read/mapping.ts';
import { reportInterventions, type ReportLine } from './read/report.ts';
import { foldWords } from './read/words.ts';

/** Past interventions, ready to become travaux of the tenant's files. */
export async function prepareInterventions(
  preparation: Preparation,
  mapping: InterventionsMapping,
): Promise<Prepared> {
  const { access, table, batch, before, request } = preparation;
  const { facts } = access;
  const known = await access.within((tx) => knownPersons(tx, batch.tenantId));
  const siteOf = siteFinder(preparation, mapping);
  const result = readInterventions(table, mapping, {
    today: batch.asOf,
    people: known.map(({ unitId, ...person }) => ({ ...person, site: siteOf(unitId) })),
    nomenclature: facts,
  });
  const outside = batch.unitId ?? onlyRoot(preparation);
  if (outside === null && result.created.some(({ person }) => person === null)) {
    throw new ImportError('Des travaux sont hors dossier. Dites à quelle entité les rattacher.', '--unit');
  }
  const { entries: rows, unknownPerformers } = planInterventions(result.created, {
    batchId: batch.id,
    staffId: batch.staffId,
    inactivityDays: facts.inactivityDays,
    staffByName: (name) => staffCalled(facts.staff, name),
  });
  const labels = new Map(known.map((person) => [person.id, labelOf(person)]));
  const report = reportInterventions(result, { before, personLabel: (id) => labels.get(id) ?? id });
  const context = {
    unitOfFile: new Map(known.map(({ id, unitId }) => [id, unitId])),
    unitId: outside,
    staffId: batch.staffId,
    now: request.now,
    contactTypes: facts.contactTypes,
  };
  const cut = rows
    .filter(({ textCut }) => textCut)
    .map(({ row }) =>
      line(row, 'warning', 'textCut', 'le texte dépasse 50 000 caractères ; la fin n’est pas reprise.'),
    );
  const byRow = new Map(rows.map((one) => [one.row, one]));
  return {
    rows: [...byRow.keys()],
    counts: {
      before,
      read: result.dataRows,
      refused: result.refused.length,
      repeated: result.duplicates.length,
    },
    report: {
      counts: report.counts,
      lines: [...report.lines, ...cut, ...[...unknownPerformers].map(strangerLine)],
    },
    write: (tx, some) =>
      insertEntries(
        tx,
        batch,
        some.map((row) => byRow.get(row)!),
        context,
      ),
  };
}

const strangerLine = ([name, rows]: readonly [string, number]): ReportLine => ({
  row: 0,
  kind: 'warning',
  code: 'unknownPerformer',
  sentence: `L’intervenant « ${name} » n’est pas de l’équipe ; ses travaux (${rows}) sont au nom de la personne qui importe, et ce nom est conservé dans leur texte.`,
});

/** The site of a unit as the mapping calls it. */
function siteFinder({ access: { facts } }: Preparation, { sites }: InterventionsMapping) {
  const called = new Map(Object.keys(sites).map((site) => [foldWords(site), site]));
  const siteOf = new Map(facts.units.map(({ id, name }) => [id, called.get(foldWords(name)) ?? name]));
  return (unitId: string): string | null => siteOf.get(unitId) ?? null;
}

function onlyRoot({ access: { facts, reach } }: Preparation): string | null {
  const roots = facts.units.filter(({ parentId }) => parentId === null);
  return roots.length === 1 && reach.includes(roots[0]!.id) ? roots[0]!.id : null;
}

function labelOf({
  lastName,
  firstNames,
  birthDate,
}: {
  lastName: string;
  firstNames: string;
  birthDate: string | null;
}): string {
  return `${lastName} ${firstNames}${birthDate === null ? '' : `, ${birthDate.split('-').reverse().join('/')}`}`;
}
