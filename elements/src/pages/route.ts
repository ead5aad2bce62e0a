/** What an address of ours says: whose Lastria, which page of it, and which record. Ids alone, never a name. */
export interface Route {
  /** Short name or id of the tenant; empty: the only one there is. */
  readonly client: string;
  readonly place: string;
  readonly id: string;
}

export const routeOf = (pathname: string): Route => {
  const [client = '', place = '', id = ''] = pathname.split('/').slice(1);
  return { client, place, id };
};

export const pathOf = ({ client, place, id }: Route): string =>
  `/${[client, place, id].filter((part) => part !== '').join('/')}`;
