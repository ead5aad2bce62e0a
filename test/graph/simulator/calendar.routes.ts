import { Hono } from 'hono';
import { z } from 'zod';
import {
  openAccount,
  preferencesOf,
  readJson,
  readQuery,
  reply,
  requireScope,
  type Call,
  type Env,
} from './call.ts';
import { badRequest, GraphError, itemNotFound } from './errors.ts';
import { readBody, readChangedEvent, readNewEvent } from './event-body.ts';
import type { Calendar, Mailbox } from './mailbox.ts';
import { accountOf } from './people.ts';
import { getSchedule } from './schedule.ts';
import { itself, type Instance } from './series.ts';
import { eventProperties, readSelect, selected, show, showMaster, type Shown } from './wire.ts';
import type { World } from './world.ts';
import { instantOf, readBound } from './zones.ts';

const translation = z.strictObject({
  inputIds: z.array(z.string()).max(1000),
  sourceIdType: z.enum(['restId', 'restImmutableEntryId']),
  targetIdType: z.enum(['restId', 'restImmutableEntryId']),
});
const cancellation = z.strictObject({ comment: z.string().optional(), Comment: z.string().optional() });

const propertyFilter =
  /^singleValueExtendedProperties\/Any\(ep:\s*ep\/id eq '((?:[^']|'')+)' and ep\/value eq '((?:[^']|'')*)'\)$/i;
const uidFilter = /^iCalUId eq '([^']+)'$/i;
const expandedProperty = /^singleValueExtendedProperties\(\$filter=id eq '((?:[^']|'')+)'\)$/i;
const unquoted = (text: string) => text.replaceAll("''", "'");

/** Calendars and events of one person: mounted under `/me` and under `/users/{id}`. */
export function calendarRoutes(world: World): Hono<Env> {
  const app = new Hono<Env>();
  const { switches } = world;

  const open = (c: Call, right: 'read' | 'write'): Mailbox => {
    requireScope(c, right);
    return openAccount(world, c, c.req.param('user') ?? 'me').mailbox;
  };
  const calendarOf = (c: Call, mailbox: Mailbox): Calendar => {
    const id = c.req.param('calendar');
    const found = id === undefined ? mailbox.primary : mailbox.calendars.find((one) => one.id === id);
    if (!found) throw itemNotFound();
    return found;
  };
  const targetOf = (c: Call, mailbox: Mailbox): Instance =>
    mailbox.find(c.req.param('event') ?? '', preferencesOf(c).immutable);
  const inFull = (c: Call, mailbox: Mailbox, one: Instance): Shown =>
    show(one, { mailbox, preferences: preferencesOf(c), switches });

  /** @throws GraphError 412 (or 409) when the version asked for is not the last */
  const checkVersion = (c: Call, mailbox: Mailbox, target: Instance) => {
    const asked = c.req.header('if-match');
    if (asked === undefined || asked === '*' || asked === mailbox.etagOf(target)) return;
    throw new GraphError(switches.staleEtag, 'ErrorIrresolvableConflict', 'The change key does not match.');
  };

  /** A page of a list, and the link to the next. */
  const page = (c: Call, mailbox: Mailbox, all: readonly Instance[], expanded?: string): Response => {
    const preferences = preferencesOf(c);
    const url = new URL(c.req.url);
    const select = readSelect(url.searchParams.get('$select') ?? undefined, eventProperties);
    const [top, skip] = ['$top', '$skip'].map((name) => Number(url.searchParams.get(name) ?? Number.NaN));
    if (url.searchParams.has('$top') && !(Number.isInteger(top) && top! >= 1 && top! <= 1000))
      throw badRequest('$top: from 1 to 1000.', 'ErrorInvalidUrlQuery');
    const order = url.searchParams.get('$orderby') ?? 'start/dateTime';
    const [, direction = 'asc'] = /^start\/dateTime(?: (asc|desc))?$/.exec(order) ?? [undefined, ''];
    if (direction === '') throw badRequest(`Cannot order by '${order}'.`, 'ErrorInvalidUrlQuery');
    const sign = direction === 'desc' ? -1 : 1;
    const at = (one: Instance) => instantOf(one.start).epochMilliseconds;
    const sorted = all.toSorted((one, other) => sign * (at(one) - at(other)));
    const size = Number.isNaN(top) ? (preferences.pageSize ?? 10) : top!;
    const from = Number.isNaN(skip) ? 0 : skip!;
    url.searchParams.set('$skip', String(from + size));
    const value = sorted
      .slice(from, from + size)
      .map((one) => selected(withProperty(inFull(c, mailbox, one), one, expanded), select));
    const next = from + size < sorted.length ? { '@odata.nextLink': linkOf(url) } : {};
    return reply(
      c,
      200,
      { '@odata.context': `${url.origin}/v1.0/$metadata#events`, value, ...next },
      preferences,
    );
  };

  const withProperty = (shown: Shown, { entry }: Instance, id: string | undefined): Shown => {
    const value = id === undefined ? undefined : entry.properties.get(id);
    return value === undefined ? shown : { ...shown, singleValueExtendedProperties: [{ id, value }] };
  };
  /** The own property asked by `$expand`. */
  const readExpand = (text: string | undefined): string | undefined => {
    if (text === undefined) return undefined;
    const found = expandedProperty.exec(text)?.[1];
    if (found === undefined) throw badRequest(`Cannot expand '${text}'.`, 'ErrorInvalidUrlQuery');
    return unquoted(found);
  };
  const windowOf = (query: { startDateTime?: string; endDateTime?: string }) => {
    const from = readBound('startDateTime', query.startDateTime);
    const until = readBound('endDateTime', query.endDateTime);
    if (from.epochMilliseconds > until.epochMilliseconds)
      throw badRequest('endDateTime is before startDateTime.', 'ErrorInvalidParameter');
    return { from, until };
  };
  const paging = ['$top', '$skip', '$select', '$orderby'] as const;

  for (const path of ['/calendarView', '/calendar/calendarView', '/calendars/:calendar/calendarView'])
    app.get(path, (c) => {
      const mailbox = open(c, 'read');
      const window = windowOf(readQuery(c, 'startDateTime', 'endDateTime', ...paging));
      return page(c, mailbox, mailbox.within(calendarOf(c, mailbox).id, window));
    });

  app.get('/calendarView/delta', (c) => {
    const mailbox = open(c, 'read');
    const url = new URL(c.req.url);
    const base = `${url.origin}${url.pathname}`;
    const preferences = preferencesOf(c);
    const given = url.searchParams.get('$skiptoken') ?? url.searchParams.get('$deltatoken');
    const begin = () => {
      const query = readQuery(c, 'startDateTime', 'endDateTime', '$deltatoken');
      const bounds = new URLSearchParams({
        startDateTime: query.startDateTime ?? '',
        endDateTime: query.endDateTime ?? '',
      }).toString();
      return world.delta.begin(mailbox, windowOf(query), bounds, base, preferences);
    };
    const { value, next, delta } = given
      ? world.delta.follow(mailbox, c.req.url, base, preferences)
      : begin();
    const link = next === undefined ? { '@odata.deltaLink': delta } : { '@odata.nextLink': next };
    const context = `${url.origin}/v1.0/$metadata#Collection(event)`;
    return reply(c, 200, { '@odata.context': context, ...link, value }, preferences);
  });

  app.get('/calendars', (c) => {
    const mailbox = open(c, 'read');
    readQuery(c);
    const value = mailbox.calendars.map((one) => ({ ...one, isDefaultCalendar: one === mailbox.primary }));
    return reply(c, 200, { value });
  });

  for (const path of ['/events', '/calendar/events', '/calendars/:calendar/events']) {
    app.get(path, (c) => {
      const mailbox = open(c, 'read');
      const query = readQuery(c, ...paging, '$filter', '$expand');
      const { id } = calendarOf(c, mailbox);
      const all = [...mailbox.entries].filter(({ calendarId }) => calendarId === id).map(itself);
      return page(c, mailbox, filtered(all, query.$filter), readExpand(query.$expand));
    });
    app.post(path, async (c) => {
      const mailbox = open(c, 'write');
      readQuery(c);
      const body = readNewEvent(await readJson(c));
      const calendar = calendarOf(c, mailbox);
      const { transactionId } = body;
      const first =
        transactionId && [...mailbox.entries].find((entry) => entry.transactionId === transactionId);
      if (first && switches.repeatedTransaction === 409)
        throw new GraphError(409, 'ErrorDuplicateTransactionId', 'The transactionId was already used.');
      const entry = first || mailbox.create(body, calendar.id, 'application');
      return reply(c, 201, inFull(c, mailbox, itself(entry)), preferencesOf(c));
    });
  }

  app.get('/events/:event', (c) => {
    const mailbox = open(c, 'read');
    const query = readQuery(c, '$select', '$expand');
    const target = targetOf(c, mailbox);
    const select = readSelect(query.$select, eventProperties);
    const withExceptions = query.$expand === 'exceptionOccurrences';
    const property = withExceptions ? undefined : readExpand(query.$expand);
    const options = { mailbox, preferences: preferencesOf(c), switches };
    const whole = target.entry.recurrence && !target.day;
    const shown = whole ? showMaster(target, select, withExceptions, options) : show(target, options);
    return reply(c, 200, selected(withProperty(shown, target, property), select), options.preferences);
  });

  app.get('/events/:event/instances', (c) => {
    const mailbox = open(c, 'read');
    const window = windowOf(readQuery(c, 'startDateTime', 'endDateTime', ...paging));
    const { entry, type } = targetOf(c, mailbox);
    if (type !== 'seriesMaster') throw badRequest('Only a series has instances.', 'ErrorInvalidRequest');
    return page(c, mailbox, mailbox.instancesWithin(entry, window));
  });

  app.patch('/events/:event', async (c) => {
    const mailbox = open(c, 'write');
    readQuery(c);
    const body = readChangedEvent(await readJson(c));
    const target = targetOf(c, mailbox);
    checkVersion(c, mailbox, target);
    mailbox.change(target, body, 'application');
    return reply(c, 200, inFull(c, mailbox, targetOf(c, mailbox)), preferencesOf(c));
  });

  app.delete('/events/:event', (c) => {
    const mailbox = open(c, 'write');
    readQuery(c);
    const target = targetOf(c, mailbox);
    checkVersion(c, mailbox, target);
    mailbox.remove(target, 'application');
    return c.body(null, 204);
  });

  app.post('/events/:event/cancel', async (c) => {
    const mailbox = open(c, 'write');
    readQuery(c);
    readBody(cancellation, await readJson(c));
    mailbox.cancel(targetOf(c, mailbox), 'application');
    return c.body(null, 202);
  });

  app.post('/calendar/getSchedule', async (c) => {
    requireScope(c, 'freeBusy');
    const { tenant } = openAccount(world, c, c.req.param('user') ?? 'me');
    readQuery(c);
    const { zoneName } = preferencesOf(c);
    const body = await readJson(c);
    const value = getSchedule(body, (address) => accountOf(tenant, address), { zoneName, switches });
    return reply(c, 200, { value }, preferencesOf(c));
  });

  app.post('/translateExchangeIds', async (c) => {
    const mailbox = open(c, 'read');
    readQuery(c);
    const { inputIds, sourceIdType, targetIdType } = readBody(translation, await readJson(c));
    const value = inputIds.map((sourceId) => {
      const { rest, immutable } = mailbox.idsOf(
        mailbox.find(sourceId, sourceIdType === 'restImmutableEntryId'),
      );
      return { sourceId, targetId: targetIdType === 'restId' ? rest : immutable };
    });
    return reply(c, 200, { value });
  });
  return app;
}

/** A link as Graph writes it: the names of its options are not encoded. */
const linkOf = (url: URL): string => url.toString().replaceAll('%24', '$');

/** What `$filter` keeps: by an own property, or by iCalUId. */
function filtered(all: readonly Instance[], filter: string | undefined): readonly Instance[] {
  if (filter === undefined) return all;
  const [, id, value] = propertyFilter.exec(filter) ?? [];
  if (id !== undefined && value !== undefined)
    return all.filter(({ entry }) => entry.properties.get(unquoted(id)) === unquoted(value));
  const uid = uidFilter.exec(filter)?.[1];
  if (uid !== undefined) return all.filter(({ entry }) => entry.iCalUId === uid);
  throw badRequest(`The filter '${filter}' is not supported.`, 'ErrorInvalidUrlQueryFilter');
}
