import { connect } from '@lastria/sdk';

/** What Microsoft sends back with: what ends a connection, that it was refused, or nothing at all. */
export type CalendarAnswer =
  | { readonly kind: 'agreed'; readonly code: string; readonly state: string }
  | { readonly kind: 'refused' | 'none' };

/** Reads the answer of the address (RFC 6749, 4.1.2). What Microsoft writes of a refusal is not for the screen. */
export function calendarAnswerIn(search: string): CalendarAnswer {
  const query = new URLSearchParams(search);
  const [code, state] = [query.get('code'), query.get('state')];
  if (code && state) return { kind: 'agreed', code, state };
  return { kind: query.has('error') ? 'refused' : 'none' };
}

/** Whether somebody has signed in at Lastria's own address, in this page or another. */
export async function isSignedIn(): Promise<boolean> {
  const session = connect({ baseUrl: location.origin, page: 'page' });
  const isIn = await session.me().then(
    () => true,
    () => false,
  );
  session.close();
  return isIn;
}
