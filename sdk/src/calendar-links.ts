import { init, keyed, type CallOptions, type CreateOptions } from './client.ts';
import type { components } from './generated/schema.d.ts';
import type { Session } from './session.ts';
import { dataOf } from './unwrap.ts';

type Schemas = components['schemas'];

export type CalendarLink = Schemas['CalendarLink'];
export type CalendarConnectionInput = Schemas['CalendarConnectionInput'];
export type CalendarLevel = Schemas['CalendarLevelInput']['level'];

const path = '/v1/agenda/calendar-link';

/** The Outlook calendar of whoever is signed in, tied to his agenda. */
export class CalendarLinks {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  readCalendarLink(options: CallOptions = {}): Promise<CalendarLink> {
    return dataOf(this.#client.GET(path, init(options)));
  }

  /** Gives where to agree, at Microsoft, in a window of its own. */
  async connectCalendar(options: CreateOptions = {}): Promise<string> {
    const params = { header: keyed(options) };
    const { address } = await dataOf(this.#client.POST(`${path}/connect`, { params, ...init(options) }));
    return address;
  }

  /** What Microsoft sent back with; read the link until it is `connected`. */
  finishCalendar(input: CalendarConnectionInput, options: CreateOptions = {}): Promise<CalendarLink> {
    const params = { header: keyed(options) };
    return dataOf(this.#client.POST(`${path}/finish`, { params, body: input, ...init(options) }));
  }

  setCalendarLevel(level: CalendarLevel, options: CreateOptions = {}): Promise<CalendarLink> {
    const params = { header: keyed(options) };
    return dataOf(this.#client.POST(`${path}/level`, { params, body: { level }, ...init(options) }));
  }

  writeCalendarAgain(options: CreateOptions = {}): Promise<CalendarLink> {
    const params = { header: keyed(options) };
    return dataOf(this.#client.POST(`${path}/write-again`, { params, ...init(options) }));
  }

  disconnectCalendar(keepEvents: boolean, options: CreateOptions = {}): Promise<CalendarLink> {
    const params = { header: keyed(options) };
    return dataOf(
      this.#client.POST(`${path}/disconnect`, { params, body: { keepEvents }, ...init(options) }),
    );
  }
}
