import { auditAs } from '../audit/audit.service.ts';
import { addDefaultFields, fieldsAmong } from '../configuration/defaults.service.ts';
import { batches } from '../../db/bulk.ts';
import { findLookalikes, knownMarks, knownReferences } from './facts.store.ts';
import { ImportError, type TenantFacts } from './import.types.ts';
import { planPerson, type ImportField, type PlannedPerson } from './people.plan.ts';
import { insertPeople } from './people.store.ts';
import { line, type Preparation, type Prepared } from './prepared.ts';
import type { PeopleMapping } from './read/mapping.ts';
import { bindWordings } from './read/nomenclature.ts';
import { readPeople } from './read/people.ts';
import type { ImportedPerson } from './read/people-types.ts';
import { reportPeople, type ReportLine } from './read/report.ts';
import { firstNamesKey, foldWords, nameKey, wordingKey } from './read/words.ts';

/** Persons of a list, ready to become files. */
export async function preparePeople(preparation: Preparation, mapping: PeopleMapping): Promise<Prepared> {
  const { table, access, batch, before, request } = preparation;
  const { facts } = access;
  const read = readPeople(table, mapping, { asOf: batch.asOf });
  const unitOf = unitFinder(facts, batch.unitId, read.created);
  const beyond = read.created.filter((person) => !access.reach.includes(unitOf(person)));
  const result = { ...read, created: read.created.filter((person) => !beyond.includes(person)) };
  const context = {
    batchId: batch.id,
    tenantId: batch.tenantId,
    staffId: batch.staffId,
    asOf: batch.asOf,
    now: request.now,
    unitOf,
    closeReasonOf: closeReasons(facts, mapping),
  };
  const planned = result.created.map((person) => planPerson(person, context));
  const missing = await missingFields(preparation, planned);
  const taken = await referencesTaken(preparation, planned);
  const rows = planned.map((one) => unreferenced(without(one, missing), taken));
  const left = planned.flatMap(({ row, situation }) =>
    situation
      .map(({ fieldCode }) => fieldCode as ImportField)
      .filter((code) => missing.has(code))
      .map((code) => line(row, 'warning', 'fieldMissing', unsaid[code])),
  );
  const report = reportPeople(result, { before });
  const lookalikes = await reportLookalikes(preparation, rows);
  const cut = rows
    .filter(({ noteCut }) => noteCut)
    .map(({ row }) =>
      line(row, 'warning', 'noteCut', 'la note dépasse 5 000 caractères ; la fin n’est pas reprise.'),
    );
  const byRow = new Map(rows.map((one) => [one.row, one]));
  return {
    rows: [...byRow.keys()],
    counts: {
      before,
      read: result.dataRows,
      refused: result.refused.length + beyond.length,
      repeated: result.merged.length,
    },
    report: {
      counts: [
        ...report.counts,
        ...(beyond.length === 0
          ? []
          : [{ label: 'Lignes d’entités qui ne sont pas les vôtres', value: beyond.length }]),
        { label: 'Personnes qui ont peut-être déjà un dossier', value: lookalikes.length },
      ],
      lines: [
        ...beyond.map(beyondLine),
        ...report.lines,
        ...left,
        ...cut,
        ...[...taken].map(takenLine),
        ...lookalikes,
      ],
    },
    async start(tx) {
      if (access.authorId !== undefined) return;
      for (const code of await addDefaultFields(tx, batch.tenantId, neededBy(rows))) {
        await auditAs(
          tx,
          {
            tenantId: batch.tenantId,
            staffId: batch.staffId,
            sessionId: null,
            now: request.now,
            requestId: batch.id,
          },
          'configuration.changed',
          { facts: { field: code, added: true } },
        );
      }
    },
    write: (tx, some) =>
      insertPeople(
        tx,
        batch,
        some.map((row) => byRow.get(row)!),
      ),
  };
}

const neededBy = (rows: readonly PlannedPerson[]): string[] => [
  ...new Set(rows.flatMap(({ situation }) => situation.map(({ fieldCode }) => fieldCode))),
];

/** Fields these persons need and the tenant lacks, when they are not for the author of the import to add. */
async function missingFields(
  { access }: Preparation,
  rows: readonly PlannedPerson[],
): Promise<ReadonlySet<string>> {
  const needed = neededBy(rows);
  if (access.authorId === undefined || needed.length === 0) return new Set();
  const there = await access.within((tx) => fieldsAmong(tx, access.tenantId, needed));
  return new Set(needed.filter((code) => !there.includes(code)));
}

const without = (person: PlannedPerson, missing: ReadonlySet<string>): PlannedPerson => ({
  ...person,
  situation: person.situation.filter(({ fieldCode }) => !missing.has(fieldCode)),
  noteCut: person.noteCut && !missing.has('importNote'),
});

const referenceKey = ({ file }: PlannedPerson): string | undefined =>
  file.externalValue ? JSON.stringify([file.unitId, file.externalSystem, file.externalValue]) : undefined;

/** Rows whose identifier another person of their unit bears: a file of the tenant, or a row above. */
async function referencesTaken(
  { access }: Preparation,
  rows: readonly PlannedPerson[],
): Promise<ReadonlySet<string>> {
  const asking = rows.filter((one) => referenceKey(one) !== undefined);
  if (asking.length === 0) return new Set();
  const own = new Set(rows.map(({ file }) => file.id));
  const there = await access.within((tx) => knownReferences(tx, access.tenantId));
  const seen = new Set(
    there
      .filter(({ id }) => !own.has(id))
      .map(({ unitId, system, value }) => JSON.stringify([unitId, system, value])),
  );
  const taken = new Set<string>();
  for (const one of asking) {
    const key = referenceKey(one)!;
    if (seen.has(key)) taken.add(one.row);
    else seen.add(key);
  }
  return taken;
}

const unreferenced = (person: PlannedPerson, taken: ReadonlySet<string>): PlannedPerson =>
  taken.has(person.row)
    ? { ...person, file: { ...person.file, externalSystem: null, externalValue: null } }
    : person;

const takenLine = (row: string): ReportLine =>
  line(
    row,
    'warning',
    'referenceTaken',
    'son identifiant est déjà celui d’un autre dossier de la même entité ; la personne est importée sans lui.',
  );

const unsaid: Readonly<Record<ImportField, string>> = {
  importNote:
    'la note n’est pas reprise : votre service n’a pas de champ pour elle. La personne est importée.',
  rqth: 'la RQTH n’est pas reprise : votre service n’a pas de champ pour elle. La personne est importée.',
};

const beyondLine = ({ row, site }: ImportedPerson): ReportLine =>
  line(
    String(row),
    'refused',
    'unitBeyondReach',
    `${site === null ? 'son entité' : `le site « ${site} »`} ne fait pas partie de vos entités ; la ligne n’est pas importée.`,
  );

/** The unit named as the site; what names none goes where the import says. */
function unitFinder({ units }: TenantFacts, fallback: string | null, created: readonly ImportedPerson[]) {
  const byName = new Map<string, string[]>();
  for (const { id, name } of units) byName.set(foldWords(name), [...(byName.get(foldWords(name)) ?? []), id]);
  const idOf = (site: string | null) => {
    const named = site === null ? [] : (byName.get(foldWords(site)) ?? []);
    return named.length === 1 ? named[0]! : fallback;
  };
  const homeless = created.filter(({ site }) => idOf(site) === null);
  if (homeless.length > 0) {
    const sites = [...new Set(homeless.map(({ site }) => site))].filter((site) => site !== null).slice(0, 5);
    const what =
      sites.length === 0
        ? `${homeless.length} personnes n’ont pas de site`
        : `Aucune entité, ou plusieurs, ne porte le nom du site ${sites.map((site) => `« ${site} »`).join(', ')}`;
    throw new ImportError(
      `${what}. Nommez les entités comme les sites, ou dites où ranger ces personnes.`,
      '--unit',
    );
  }
  return ({ site }: ImportedPerson): string => idOf(site)!;
}

function closeReasons({ closeReasons: list }: TenantFacts, { colours }: PeopleMapping) {
  const wordings = colours.flatMap(({ means }) =>
    typeof means?.closeReason === 'string' ? [means.closeReason] : [],
  );
  const bound = bindWordings(Object.fromEntries(wordings.map((wording) => [wording, wording])), list);
  return (wording: string) => bound.get(wordingKey(wording))!.code;
}

/** Questions of one transaction: it must end well before the server would cut it. */
const perTransaction = 50;

/**
 * What two records of one person nearly always share: birth date, phone, e-mail, or a name with an initial. The
 * database compares finely, at some milliseconds a person; it is asked about those alone who share one with a file.
 */
function marksOf({
  birthDate,
  phones,
  email,
  lastName,
  birthName,
  firstNames,
}: Pick<
  PlannedPerson['identity'],
  'birthDate' | 'phones' | 'email' | 'lastName' | 'birthName' | 'firstNames'
>): string[] {
  const initial = firstNamesKey(firstNames).slice(0, 1);
  return [
    ...(birthDate === null ? [] : [birthDate]),
    ...phones,
    ...(email === null ? [] : [email.toLowerCase()]),
    ...[lastName, birthName].flatMap((name) => (name === null ? [] : [`${nameKey(name)} ${initial}`])),
  ];
}

/** Persons of the list who may already have a file; pointed out, never joined. */
async function reportLookalikes(
  { access, request, batch, before }: Preparation,
  rows: readonly PlannedPerson[],
): Promise<ReportLine[]> {
  if (before === 0) return [];
  const own = new Set(rows.map(({ file }) => file.id));
  const there = await access.within((tx) => knownMarks(tx, batch.tenantId));
  const known = new Set(there.filter(({ fileId }) => !own.has(fileId)).flatMap(marksOf));
  const likely = rows.filter(({ identity }) => marksOf(identity).some((mark) => known.has(mark)));
  const lines: ReportLine[] = [];
  let done = 0;
  for (const some of batches(likely, perTransaction)) {
    request.signal?.throwIfAborted();
    const found = await access.within((tx) =>
      findLookalikes(
        tx,
        batch.tenantId,
        access.reach,
        some.map(({ identity }) => identity),
      ),
    );
    for (const [index, candidates] of found.entries()) {
      const others = candidates.filter(({ fileId }) => !own.has(fileId));
      if (others.length === 0) continue;
      const strong = others.some(({ score }) => score >= 85);
      const which = others
        .map(({ fileId }) => fileId)
        .slice(0, 3)
        .join(', ');
      lines.push(
        line(
          some[index]!.row,
          'possibleDuplicate',
          strong ? 'knownStrong' : 'knownToCheck',
          `a ${strong ? 'sans doute' : 'peut-être'} déjà un dossier (${which}) ; la personne est importée, à vérifier.`,
        ),
      );
    }
    done += some.length;
    request.onProgress?.('duplicates', done, likely.length);
  }
  return lines;
}
