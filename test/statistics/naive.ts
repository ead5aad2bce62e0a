import { yearsBefore, type Only, type Period } from '../../server/src/features/statistics/engine/question.ts';
import { holidaysOf } from '../../server/src/features/organisation/holidays.service.ts';
import type { Sources } from './sources.ts';

export interface NaiveTerm {
  readonly of: string;
  readonly filters: readonly string[];
}
export interface NaiveQuestion extends NaiveTerm {
  readonly kind: 'count' | 'sum' | 'avg' | 'median';
  readonly dimensions: readonly string[];
  readonly only: readonly Only[];
  readonly period: Period;
  readonly unitIds: readonly string[];
}
/** Of each cell (codes joined, `*` for a total): its figure, and how many have none. */
export type NaiveTable = Map<string, { value: number | null; excluded: number }>;

interface Row {
  readonly key: string;
  readonly value: number | null;
  readonly on: string;
  readonly at: string;
  readonly unit: string;
  readonly file: string | null;
  readonly work?: Sources['work'][number];
  readonly request?: Sources['requests'][number];
  readonly action?: Sources['actions'][number];
  readonly episode?: Sources['episodes'][number];
  readonly appointment?: Sources['appointments'][number];
  /** Whose leave it is, or right to some, and of which kind. */
  readonly leave?: { readonly worker: string; readonly kind: string };
  /** Its state at the end of the period. */
  readonly state?: string;
  /** Who takes part, of this copy of the row. */
  readonly worker?: string | null;
  readonly openedOn?: string;
  readonly fromUnit?: string;
  /** The demande that this copy of the row stands for, and its category. */
  readonly type?: string | null;
  readonly coCategory?: string;
  readonly partner?: string | null;
}

const fullYears = (from: string, to: string) =>
  Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);
const fullMonths = (from: string, to: string) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7)) -
  (to.slice(8) < from.slice(8) ? 1 : 0);
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Every figure of questions, by walking every record: nothing of the engine, of the facts or of the recounts is used. */
export function naiveOf(sources: Sources) {
  const item = (list: string, code: string | null | undefined) =>
    code == null ? undefined : sources.items.find((one) => one.list === list && one.code === code);
  const flag = (list: string, code: string, name: string) => item(list, code)?.flags.includes(name) ?? false;
  const nth = (list: string, rank: number) =>
    sources.items.filter((one) => one.list === list).toSorted((a, b) => a.position - b.position)[rank]!.code;
  const bracket = (list: string, value: number | null): string | null =>
    value === null
      ? null
      : (sources.items
          .filter((one) => one.list === list && (one.from ?? -Infinity) <= value)
          .toSorted((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity))
          .at(-1)?.code ?? null);
  const fileById = new Map(sources.files.map((file) => [file.id, file]));
  const requestById = new Map(sources.requests.map((request) => [request.id, request]));
  const personOf = (file: string | null) => (file === null ? null : fileById.get(file)!.person);
  const unitById = new Map(sources.units.map((unit) => [unit.id, unit]));
  const entityOf = (unit: string): string => {
    const { kind, parent } = unitById.get(unit)!;
    return parent === null || kind === 'entity' || kind === 'clientCompany' ? unit : entityOf(parent);
  };
  const categoryOf = (type: string | null | undefined) => item('requestTypes', type)?.parent ?? null;
  const isContact = (work: Sources['work'][number]) =>
    work.file !== null && flag('workTypes', work.type, 'contact');

  const episodesOf = Map.groupBy(sources.episodes, ({ file }) => file);
  const openingBefore = (file: string, rank: number) =>
    episodesOf
      .get(file)!
      .filter(({ kind }) => kind !== 'closed')
      .toSorted((a, b) => (a.day < b.day ? -1 : 1))[rank]!.day;
  const closings = [...episodesOf].flatMap(([file, episodes]) =>
    episodes
      .filter(({ kind }) => kind === 'closed')
      .toSorted((a, b) => (a.day < b.day ? -1 : 1))
      .map((episode, rank) => ({ episode, openedOn: openingBefore(file, rank) })),
  );
  const unitAt = (file: string, day: string) =>
    sources.transfers.find((one) => one.file === file && one.day > day)?.from ?? fileById.get(file)!.unit;
  const wasAt = (record: string, of: string, day: string, now: string | null) => {
    const later = sources.versions.find((one) => one.record === record && one.of === of && one.day > day);
    return later ? later.was : now;
  };
  const openAt = (day: string) =>
    sources.files.flatMap(({ id }) => {
      const until = episodesOf.get(id)!.filter((one) => one.day <= day);
      const opened = until.filter(({ kind }) => kind !== 'closed');
      if (opened.length <= until.length - opened.length) return [];
      return [
        {
          file: id,
          unit: unitAt(id, day),
          openedOn: opened
            .map((one) => one.day)
            .toSorted()
            .at(-1)!,
        },
      ];
    });
  const firstContact = new Map<string, string>();
  for (const work of sources.work.filter(isContact)) {
    const person = personOf(work.file)!;
    if (work.day < (firstContact.get(person) ?? '9')) firstContact.set(person, work.day);
  }
  const workInOrder = sources.work.toSorted((a, b) => {
    const key = (one: typeof a) => `${one.day} ${one.started ?? '~'} ${one.recorded} ${one.id}`;
    return key(a) < key(b) ? -1 : 1;
  });
  const firstWorker = new Map<string, string>();
  for (const work of workInOrder)
    for (const id of work.requests) if (!firstWorker.has(id)) firstWorker.set(id, work.worker);
  const answerAt = (file: string | null, field: string, day: string) =>
    sources.situation.findLast((one) => one.file === file && one.field === field && one.since <= day);

  const holidays = new Map<string, ReadonlySet<string>>();
  const isHoliday = (day: string, home: string): boolean => {
    const year = day.slice(0, 4);
    const key = `${home} ${year}`;
    if (!holidays.has(key))
      holidays.set(key, new Set(holidaysOf(Number(year), unitById.get(home)!).map(({ date }) => date)));
    return holidays.get(key)!.has(day);
  };
  const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  /** Half-days of a leave on one of its days: none at the weekend or on a holiday of its unit. */
  function halvesOn(one: Sources['leave'][number], day: string): number {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday === 0 || weekday === 6 || isHoliday(day, one.home)) return 0;
    const before = day === one.first && one.firstHalf === 'afternoon' ? 1 : 0;
    return 2 - before - (day === one.last && one.lastHalf === 'morning' ? 1 : 0);
  }
  /** Half-days of a day on which somebody is away, each leave by its own halves. */
  const awayOn = (worker: string, day: string): number =>
    sources.leave
      .filter((one) => one.worker === worker && one.status === 'approved' && one.away)
      .filter(({ first, last }) => first <= day && day <= last)
      .map(({ first, firstHalf, last, lastHalf }) => {
        const before = day === first && firstHalf === 'afternoon' ? 1 : 0;
        return 2 - before - (day === last && lastHalf === 'morning' ? 1 : 0);
      })
      .reduce((sum, halves) => sum + halves, 0);
  /** Each working day of each member of the team, where the first unit he was given keeps its holidays. */
  function* daysAtWork({ from, to }: Period, units: ReadonlySet<string>) {
    const workers = new Set(sources.posts.map(({ worker }) => worker));
    for (let day = from; day <= to; day = dayAfter(day)) {
      if ([0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) continue;
      for (const worker of workers) {
        const held = sources.posts.filter(
          (one) => one.worker === worker && one.since <= day && day <= one.until,
        );
        const home = held[0]?.unit;
        if (home === undefined || !held.some(({ unit }) => units.has(unit)) || isHoliday(day, home)) continue;
        yield { worker, day, home };
      }
    }
  }
  /** Half-days of a right of a year that stood approved on a day, those to come included. */
  const takenOf = ({ worker, kind, year }: Sources['rights'][number], day: string): number =>
    sources.leave
      .filter((one) => one.worker === worker && one.kind === kind)
      .filter(({ status }) => status === 'approved' || status === 'cancelled')
      .filter(
        ({ decided, cancelled }) => decided !== null && decided <= day && !(cancelled && cancelled <= day),
      )
      .map(({ first, halves, halvesAfter }) => {
        const began = Number(first.slice(0, 4));
        return began === year ? halves : began === year - 1 ? halvesAfter : 0;
      })
      .reduce((sum, halves) => sum + halves, 0);

  function rowsOf({ of, filters }: NaiveTerm, { period, unitIds }: NaiveQuestion): Row[] {
    const units = new Set(unitIds);
    const during = (day: string | null) => day !== null && day >= period.from && day <= period.to;
    const done = sources.work.filter((work) => during(work.day) && units.has(work.unit));
    const ofWork = (work: (typeof done)[number], value: number | null): Row => ({
      key: work.id,
      value,
      on: work.day,
      at: work.day,
      unit: work.unit,
      file: work.file,
      work,
    });
    const atEnd = (row: Row): Row => ({ ...row, at: period.to });
    const spell = (episode: Sources['episodes'][number], value: number): Row => ({
      key: episode.file,
      value,
      on: episode.day,
      at: episode.day,
      unit: episode.unit,
      file: episode.file,
      episode,
    });
    const episodes = (kind: string) =>
      sources.episodes.filter((one) => one.kind === kind && during(one.day) && units.has(one.unit));
    const closed = closings.filter(({ episode }) => during(episode.day) && units.has(episode.unit));
    const stock = () =>
      openAt(period.to)
        .filter(({ unit }) => units.has(unit))
        .map(({ file, unit, openedOn }): Row => ({
          key: file,
          value: 1,
          on: period.to,
          at: period.to,
          unit,
          file,
          openedOn,
        }));
    const asked = (date: 'day' | 'resolved') =>
      sources.requests
        .filter((one) => during(one[date]) && units.has(one.unit))
        .map((request): Row => ({
          key: request.id,
          value: 1,
          on: request[date]!,
          at: request[date]!,
          unit: request.unit,
          file: request.file,
          request,
        }));
    switch (of) {
      case 'work':
        return done.map((work) => ofWork(work, 1));
      case 'minutes':
        return done.map((work) => ofWork(work, work.minutes));
      case 'travelMinutes':
        return done.map((work) =>
          ofWork(work, work.travel + (flag('workTypes', work.type, 'travel') ? work.minutes : 0)),
        );
      case 'entryDelay':
        return done.map((work) => ofWork(work, Math.max(0, days(work.day, work.recordedOn))));
      case 'workRequestLinks':
      case 'minutesSplit':
        return done.flatMap((work) =>
          (work.requests.length === 0 ? [null] : work.requests).flatMap((id) => {
            if (id === null && of === 'workRequestLinks') return [];
            const value = of === 'minutesSplit' ? work.minutes / Math.max(1, work.requests.length) : 1;
            const type = id === null ? null : requestById.get(id)!.type;
            return [{ ...ofWork(work, value), key: `${work.id} ${String(id)}`, type }];
          }),
        );
      case 'requests':
        return asked(filters.includes('resolvedInPeriod') ? 'resolved' : 'day');
      case 'resolutionDelay':
        return asked('resolved').map((row) => ({ ...row, value: days(row.request!.day, row.on) }));
      case 'actions':
        return sources.actions
          .filter((one) => during(one.day) && units.has(one.unit))
          .map((action): Row => ({
            key: action.id,
            value: 1,
            on: action.day,
            at: action.day,
            unit: action.unit,
            file: action.file,
            action,
            type: requestById.get(action.request)!.type,
          }));
      case 'transfers':
        return sources.transfers
          .filter((one) => during(one.day) && units.has(one.to))
          .map((one): Row => ({
            key: one.id,
            value: 1,
            on: one.day,
            at: one.day,
            unit: one.to,
            file: one.file,
            fromUnit: one.from,
          }));
      case 'appointments':
      case 'onSiteSessions':
        return sources.appointments
          .filter((one) => `${one.kind}s` === of && during(one.day) && units.has(one.unit))
          .map((one): Row => ({
            key: one.id,
            value: 1,
            on: one.day,
            at: one.day,
            unit: one.unit,
            file: one.file,
            appointment: one,
            state: wasAt('appointment', one.id, period.to, one.status)!,
          }));
      case 'leaveDays':
        return sources.leave
          .filter((one) => one.status === 'approved' && one.units.some((unit) => units.has(unit)))
          .flatMap((one) => {
            const rows: Row[] = [];
            for (let day = one.first; day <= one.last; day = dayAfter(day)) {
              const halves = during(day) ? halvesOn(one, day) : 0;
              if (halves === 0) continue;
              const common = { on: day, at: day, unit: one.home, file: null, leave: one };
              rows.push({ ...common, key: `${one.id} ${day}`, value: halves / 2 });
            }
            return rows;
          });
      case 'presentDays':
      case 'workingDays':
        return [...daysAtWork(period, units)].map(({ worker, day, home }): Row => ({
          key: `${worker} ${day}`,
          value: of === 'workingDays' ? 1 : (2 - awayOn(worker, day)) / 2,
          ...{ on: day, at: day, unit: home, file: null, leave: { worker, kind: '' } },
        }));
      case 'leaveBalance':
        return sources.rights
          .filter(
            (one) => one.year === Number(period.to.slice(0, 4)) && one.units.some((unit) => units.has(unit)),
          )
          .map((one): Row => ({
            key: `${one.worker} ${one.kind}`,
            value: (one.granted - takenOf(one, period.to)) / 2,
            ...{ on: period.to, at: period.to, unit: one.units[0]!, file: null, leave: one },
          }));
      case 'followUpDuration':
        return closed.map(({ episode, openedOn }) => ({
          ...spell(episode, days(openedOn, episode.day)),
          key: episode.id,
          openedOn,
        }));
      case 'age':
        return done.filter(isContact).map((work) => {
          const { born, bornYear } = fileById.get(work.file!)!;
          const age = born
            ? fullYears(born, period.to)
            : bornYear === null
              ? null
              : Number(period.to.slice(0, 4)) - bornYear;
          return { ...atEnd(ofWork(work, age)), key: personOf(work.file)! };
        });
    }
    const rows: Row[] = filters.includes('openedInPeriod')
      ? episodes('opened').map((one) => spell(one, 1))
      : filters.includes('reopenedInPeriod')
        ? episodes('reopened').map((one) => spell(one, 1))
        : filters.includes('closedInPeriod')
          ? closed.map(({ episode, openedOn }) => ({ ...spell(episode, 1), openedOn }))
          : filters.includes('openAtEnd')
            ? stock()
            : filters.includes('inactiveAtEnd')
              ? stock().filter(({ file, unit }) => {
                  const last = [
                    ...sources.work
                      .filter((work) => work.file === file && work.day <= period.to)
                      .map(({ day }) => day),
                    ...episodesOf
                      .get(file!)!
                      .filter(({ kind }) => kind === 'opened')
                      .map(({ day }) => day),
                  ]
                    .toSorted()
                    .at(-1)!;
                  return days(last, period.to) > (unitById.get(unit)!.idle ?? sources.idleAfter);
                })
              : done.filter(isContact).map((work) => atEnd(ofWork(work, 1)));
    return rows.map((row) => ({ ...row, key: of === 'people' ? personOf(row.file)! : row.file! }));
  }

  /** A row for each value of what a row may hold several of. */
  function spread(rows: readonly Row[], term: NaiveTerm, question: NaiveQuestion): Row[] {
    const read = new Set([...question.dimensions, ...question.only.map(({ dimension }) => dimension)]);
    let all = [...rows];
    if (read.has('requestType') || read.has('requestCategory'))
      all = all.flatMap((row) => {
        if (row.type !== undefined || row.request) return [row];
        const served =
          row.work && !['people', 'files', 'age'].includes(term.of)
            ? row.work.requests.map((id) => requestById.get(id)!.type)
            : sources.requests
                .filter(
                  (one) =>
                    one.file === row.file &&
                    one.day <= question.period.to &&
                    question.unitIds.includes(one.unit),
                )
                .map(({ type }) => type);
        return served.length === 0 ? [{ ...row, type: null }] : served.map((type) => ({ ...row, type }));
      });
    if (read.has('worker'))
      all = all.flatMap((row) => {
        if (!row.appointment) return [row];
        const { workers } = row.appointment;
        return (workers.length === 0 ? [null] : workers).map((worker) => ({ ...row, worker }));
      });
    if (read.has('partnerKind'))
      all = all.flatMap((row) => {
        const { partners } = row.work!;
        return (partners.length === 0 ? [null] : partners).map((partner) => ({ ...row, partner }));
      });
    if (read.has('coRequestCategory'))
      all = all.flatMap((row) => {
        const own = categoryOf(row.request!.type);
        const beside = sources.requests.filter(
          (one) =>
            one.file === row.file &&
            one.day >= question.period.from &&
            one.day <= question.period.to &&
            question.unitIds.includes(one.unit),
        );
        return [...new Set(beside.map(({ type }) => categoryOf(type)))]
          .filter((code) => code !== null && code !== own)
          .map((code) => ({ ...row, coCategory: code! }));
      });
    return all;
  }

  function codeOf(
    row: Row,
    dimension: string,
    contacts: ReadonlyMap<string, number>,
    { period }: NaiveQuestion,
  ): string | null {
    const type = row.request?.type ?? row.type;
    const file = row.file === null ? undefined : fileById.get(row.file)!;
    const choice = (field: string) => answerAt(row.file, field, row.at)?.codes?.[0] ?? null;
    switch (dimension) {
      case 'month':
        return row.on.slice(0, 7);
      case 'year':
        return row.on.slice(0, 4);
      case 'weekday':
        return nth('weekday', (new Date(`${row.on}T00:00:00Z`).getUTCDay() + 6) % 7);
      case 'hourBracket':
        return row.work!.started === null
          ? null
          : bracket('hourBracket', Number(row.work!.started.slice(0, 2)));
      case 'entity':
      case 'toEntity':
        return entityOf(row.unit);
      case 'fromEntity':
        return entityOf(row.fromUnit!);
      case 'subEntity':
        return entityOf(row.unit) === row.unit ? 'direct' : row.unit;
      case 'worker':
        if (row.appointment) return row.worker!;
        if (row.leave) return row.leave.worker;
        if (row.work) return row.work.worker;
        if (row.action) return row.action.worker;
        if (row.request) return firstWorker.get(row.request.id) ?? null;
        return wasAt('leadWorker', row.file!, row.at, file!.lead);
      case 'closeReason':
        return row.episode!.reason;
      case 'fileAgeBracket':
        return bracket('fileAgeBracket', fullMonths(row.openedOn!, period.to));
      case 'followUpDurationBracket':
        return bracket('followUpDurationBracket', fullMonths(row.openedOn!, row.on));
      case 'newOrKnown':
        return nth('newOrKnown', (firstContact.get(personOf(row.file)!) ?? '9') < period.from ? 1 : 0);
      case 'contactCountBracket':
        return bracket('contactCountBracket', contacts.get(personOf(row.file)!) ?? null);
      case 'sex':
        return file?.sex ?? null;
      case 'department':
        return file?.commune?.slice(0, /^9[78]/.test(file.commune) ? 3 : 2).toLowerCase() ?? null;
      case 'commune':
        return file?.commune ?? null;
      case 'ageBracket': {
        if (!file || (file.born === null && file.bornYear === null)) return null;
        const age = file.born ? fullYears(file.born, row.at) : Number(row.at.slice(0, 4)) - file.bornYear!;
        return bracket(sources.hospital ? 'ageBracketHospital' : 'ageBracket', age);
      }
      case 'dependentChildrenBracket':
        return bracket(dimension, answerAt(row.file, 'dependentChildren', row.at)?.number ?? null);
      case 'seniorityBracket': {
        const hired = answerAt(row.file, 'hiredOn', row.at)?.day;
        return hired ? bracket(dimension, fullYears(hired, row.at)) : null;
      }
      case 'field:caregiver': {
        const yes = answerAt(row.file, 'caregiver', row.at)?.yes;
        return yes == null ? null : String(yes);
      }
      case 'requestType':
        return type ?? null;
      case 'requestCategory':
        return categoryOf(type);
      case 'coRequestCategory':
        return row.coCategory!;
      case 'lifeSphere':
        return item('requestCategories', categoryOf(type))?.sphere ?? null;
      case 'requestStatus':
        return wasAt('socialRequest', row.request!.id, period.to, row.request!.status);
      case 'requestOutcome':
        return row.request!.outcome;
      case 'arrivalChannel':
        return row.request!.channel;
      case 'initiative':
        return row.request!.initiative;
      case 'newOrRecurring': {
        const { day, type: own } = row.request!;
        const again = sources.requests.some(
          (one) =>
            one.type === own &&
            one.day < day &&
            one.day >= yearsBefore(day, 1) &&
            personOf(one.file) === personOf(row.file),
        );
        return nth('newOrRecurring', again ? 1 : 0);
      }
      case 'workType':
        return row.work!.type;
      case 'channel':
        return item('workTypes', row.work!.type)?.channel ?? null;
      case 'actionType':
        return row.action!.type;
      case 'actionGroup':
        return item('supportActions', row.action!.type)?.parent ?? null;
      case 'actionOutcome':
        return wasAt('supportAction', row.action!.id, period.to, row.action!.outcome);
      case 'partnerKind':
        return row.partner!;
      case 'appointmentStatus':
        return nth('appointmentStatus', states.indexOf(row.state!));
      case 'absenceKind':
        return row.leave!.kind;
      case 'place':
        return nth('appointmentPlace', places[row.appointment!.place]!);
      default:
        return choice(dimension.replace('field:', ''));
    }
  }

  const states = [
    'proposed',
    'confirmed',
    'postponed',
    'cancelledByPerson',
    'cancelledByService',
    'honoured',
    'noShow',
  ];
  const places: Readonly<Record<string, number>> = { office: 0, site: 1, home: 2, phone: 4, video: 5 };

  const conditions: Readonly<Record<string, (row: Row) => boolean>> = {
    isInterview: ({ work }) => flag('workTypes', work!.type, 'interview'),
    urgent: ({ request }) => request!.urgent,
    onFile: ({ file }) => file !== null,
    noShow: ({ appointment }) => appointment!.status === 'noShow',
    due: ({ appointment }) => ['noShow', 'honoured'].includes(appointment!.status),
    held: ({ appointment }) => appointment!.status === 'honoured',
    isCarer: (row) => answerAt(row.file, 'caregiver', row.at)?.yes === true,
    singleParent: (row) =>
      item('familySituation', answerAt(row.file, 'familySituation', row.at)?.codes?.[0])?.keys.includes(
        'singleParent',
      ) ?? false,
  };

  return function evaluate(question: NaiveQuestion): NaiveTable {
    const base = rowsOf(question, question);
    const contacts = new Map(
      [...Map.groupBy(base, ({ file }) => personOf(file))].map(([person, rows]) => [
        person ?? '',
        rows.length,
      ]),
    );
    const kept = spread(base, question, question)
      .filter((row) => question.filters.every((name) => conditions[name]?.(row) ?? true))
      .filter((row) =>
        question.only.every(({ dimension, codes }) =>
          codes.includes(codeOf(row, dimension, contacts, question)),
        ),
      );
    const cells = new Map<string, Map<string, number | null>>([
      [question.dimensions.map(() => '*').join('|'), new Map()],
    ]);
    for (const row of kept) {
      let places: string[][] = [[]];
      for (const dimension of question.dimensions) {
        const code = codeOf(row, dimension, contacts, question) ?? '?';
        places = places.flatMap((place) => [
          [...place, '*'],
          [...place, code],
        ]);
      }
      for (const place of places) {
        const name = place.join('|');
        const cell = cells.get(name) ?? new Map<string, number | null>();
        const before = cell.get(row.key) ?? null;
        cell.set(
          row.key,
          row.value === null ? before : before === null ? row.value : Math.max(before, row.value),
        );
        cells.set(name, cell);
      }
    }
    return new Map(
      [...cells].map(([name, byKey]) => {
        const values = [...byKey.values()].filter((value) => value !== null).toSorted((a, b) => a - b);
        const sum = values.reduce((total, value) => total + value, 0);
        const middle = (from: number) => values[Math.floor(from / 2)]!;
        const value = {
          count: byKey.size,
          sum,
          avg: values.length === 0 ? null : sum / values.length,
          median: values.length === 0 ? null : (middle(values.length - 1) + middle(values.length)) / 2,
        }[question.kind];
        return [name, { value, excluded: byKey.size - values.length }];
      }),
    );
  };
}
