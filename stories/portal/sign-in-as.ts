/**
 * Signs in at the demonstration's intranet as a browser does, through the hospital's own sign-in; gives the cookie of
 * the intranet. For Storybook beside `npm start`, and for tests of what comes after.
 */
export async function signInAs(portal: string, person: string): Promise<{ name: string; value: string }> {
  const jar = new Map<string, string>();
  let next: { url: string; init: RequestInit } = { url: `${portal}/connexion`, init: {} };
  for (let hop = 0; hop < 12; hop += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(next.url, {
      ...next.init,
      redirect: 'manual',
      headers: { ...next.init.headers, cookie },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const value = jar.get('intranet');
    if (value) return { name: 'intranet', value };
    const location = answer.headers.get('location');
    next = location
      ? { url: new URL(location, next.url).href, init: {} }
      : { url: next.url, init: { method: 'POST', body: new URLSearchParams({ subject: person }) } };
  }
  throw new Error(`The hospital does not sign ${person} in`);
}
