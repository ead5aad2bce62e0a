/** What an address of ours says: whose Lastria, which page of it, and which record. Ids alone, never a name. */
export interface Route {
  /** Short name or id of the tenant; empty: the only one there is. */
  readonly client: string;
  readonly place: string;
  readonly id: string;
}

/** Where Microsoft sends back from tying a calendar: one address for every tenant, for it is declared there. */
export const calendarReturn = '/calendrier/retour';

export const routeOf = (pathname: string): Route => {
  if (pathname === calendarReturn) return { client: '', place: 'calendrier', id: '' };
  const [client = '', place = '', id = ''] = pathname.split('/').slice(1);
  return { client, place, id };
};

export const pathOf = ({ client, place, id }: Route): string =>
  place === 'calendrier' ? calendarReturn : `/${[client, place, id].filter((part) => part !== '').join('/')}`;
