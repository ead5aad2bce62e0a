import { init, type CallOptions } from './client.ts';
import type { components } from './generated/schema.d.ts';
import type { Session } from './session.ts';
import { dataOf, versioned, type Versioned } from './unwrap.ts';

type Schemas = components['schemas'];

export type AgendaSettingsState = Schemas['AgendaSettings'];
export type OpeningHours = Schemas['OpeningHours'];

/** Motives, rooms and opening hours, for who books: pages that change none do not bear the weight of changing them. */
export class AgendaRules {
  protected readonly client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.client = session.client;
  }

  /** Those set aside included, so that what was booked with them has its name. */
  readSettings(options: CallOptions = {}): Promise<AgendaSettingsState> {
    return dataOf(this.client.GET('/v1/agenda/settings', init(options)));
  }

  readOpeningHours(
    unitId: string,
    options: CallOptions = {},
  ): Promise<Versioned<'openingHours', OpeningHours>> {
    return versioned(
      'openingHours',
      this.client.GET('/v1/agenda/opening-hours/{unitId}', {
        params: { path: { unitId } },
        ...init(options),
      }),
    );
  }
}
