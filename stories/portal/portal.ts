/** The script of the demonstration intranet: all that a host has to write to embed Lastria. */
import '@lastria/elements/file-list.js';
import '@lastria/elements/social-file.js';
import '@lastria/elements/tdm-editor.js';
import { connect, type Session } from '@lastria/sdk';

interface Token {
  readonly token: string;
  readonly expiresAt: string;
}
type Place = 'files' | 'unfiled' | 'imports' | 'configuration' | 'sign-in';
interface Visit {
  readonly api: string;
  /** Elements stand in this page, or in frames of Lastria's; unset: as the tenant decided. */
  readonly mode?: 'inline' | 'isolated';
  /** Who is signed in on the intranet, and its pages for them. */
  readonly me: { readonly name: string; readonly role: string; readonly places: readonly Place[] } | null;
  /** The first token, when somebody is signed in on the intranet. */
  readonly token: Token | null;
}

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const list = byId<HTMLElementTagNameMap['lastria-file-list']>('list');
const file = byId<HTMLElementTagNameMap['lastria-social-file']>('file');
const links = [...byId('places').querySelectorAll('a')];
const placeOf = ({ hash }: { readonly hash: string }) => hash.slice(1) as Place;

const { api, mode, ...visit } = JSON.parse(byId('visit').textContent) as Visit;

/** What a page embeds, when it is not there from the start; what few open is loaded when it is opened. */
const embeds: Readonly<
  Partial<Record<Place, { readonly tag: string; readonly load?: () => Promise<unknown> }>>
> = {
  unfiled: { tag: 'lastria-tdm-editor' },
  imports: { tag: 'lastria-import', load: () => import('@lastria/elements/imports.js') },
  configuration: {
    tag: 'lastria-configuration',
    load: () => import('@lastria/elements/configuration.js'),
  },
  'sign-in': { tag: 'lastria-sign-in', load: () => import('@lastria/elements/sign-in.js') },
};

type Embed = HTMLElementTagNameMap['lastria-file-list' | 'lastria-social-file' | 'lastria-tdm-editor'];
/** Gives an element what it needs: how it stands here, and who is there. */
function stand(element: Embed): void {
  if (mode) element.mode = mode;
  element.session = session;
}

let session: Session | undefined;
const { me } = visit;
const places = me?.places ?? [];

/** The whole contract of a host: an address, and a function that returns a token, or null when nobody is there. */
function open(first: Token | null): void {
  session = connect({
    baseUrl: api,
    getToken: async () => {
      if (first) {
        const given = first;
        first = null;
        return given;
      }
      const answer = await fetch('/lastria-token', { method: 'POST' });
      if (!answer.ok) throw new Error('The intranet gives no token');
      return (await answer.json()) as Token | null;
    },
  });
  // The hospital ended its session: who was there signs in again
  session.on('session-expired', () => (byId('sign-in').hidden = false));
  stand(list);
  stand(file);
}

/** The pages of who is there. */
function welcome(): void {
  for (const link of links) link.hidden = !places.includes(placeOf(link));
  byId('welcome').hidden = me !== null;
  byId('workplace').hidden = me === null;
  byId('sign-in').hidden = me !== null;
  byId('person').hidden = me === null;
  byId('who').textContent = me ? `${me.name}, ${me.role}` : '';
  byId('refused').hidden = location.hash !== '#refus';
  if (me) void turn();
}

/** Shows the page that the address names, or the first of theirs. */
async function turn(): Promise<void> {
  const asked = placeOf(location);
  const place = places.includes(asked) ? asked : places[0];
  for (const link of links) {
    const here = placeOf(link) === place;
    byId(`${placeOf(link)}-place`).hidden = !here;
    if (here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const embed = place && embeds[place];
  if (!embed || byId(`${place}-place`).childElementCount > 0) return;
  const element = document.createElement(embed.tag) as Embed;
  element.setAttribute('theme', 'auto');
  byId(`${place}-place`).replaceChildren(element);
  await embed.load?.();
  stand(element);
}

function showFile(fileId: string | null): void {
  byId('file-place').hidden = fileId === null;
  list.hidden = fileId !== null;
  if (fileId === null) file.removeAttribute('file-id');
  else file.setAttribute('file-id', fileId);
}

list.addEventListener('lastria-file-open', (event) => {
  showFile((event as CustomEvent<{ fileId: string }>).detail.fileId);
  byId('back').focus();
});
byId('back').addEventListener('click', () => showFile(null));
addEventListener('hashchange', () => void turn());

if (me !== null) open(visit.token);
welcome();
