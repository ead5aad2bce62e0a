/** The script of the demonstration intranet: all that a host has to write to embed Lastria. */
import '@lastria/elements/file-list.js';
import '@lastria/elements/social-file.js';
import { connect, type Session } from '@lastria/sdk';

interface Token {
  readonly token: string;
  readonly expiresAt: string;
}
interface Visit {
  readonly api: string;
  readonly me: string | null;
  /** The first token, when somebody is signed in on the intranet. */
  readonly token: Token | null;
}

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const select = byId<HTMLSelectElement>('person');
const list = byId<HTMLElementTagNameMap['lastria-file-list']>('list');
const file = byId<HTMLElementTagNameMap['lastria-social-file']>('file');

const { api, me, token } = JSON.parse(byId('visit').textContent) as Visit;

let session: Session | undefined;

/** The whole contract of a host: an address, and a function that returns a token. */
function open(first: Token | null): void {
  session?.close();
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
      return (await answer.json()) as Token;
    },
  });
  list.session = session;
  file.session = session;
}

function show(signedIn: boolean): void {
  byId('welcome').hidden = signedIn;
  byId('workplace').hidden = !signedIn;
}

function showFile(fileId: string | null): void {
  byId('file-place').hidden = fileId === null;
  list.hidden = fileId !== null;
  if (fileId === null) file.removeAttribute('file-id');
  else file.setAttribute('file-id', fileId);
}

async function become(key: string): Promise<void> {
  const answer = await fetch(`/demo/be/${key}`, { method: 'POST' });
  if (!answer.ok) return;
  showFile(null);
  open(null);
  show(true);
}

select.addEventListener('change', () => {
  if (select.value !== '') void become(select.value);
});
list.addEventListener('lastria-file-open', (event) => {
  showFile((event as CustomEvent<{ fileId: string }>).detail.fileId);
  byId('back').focus();
});
byId('back').addEventListener('click', () => showFile(null));

select.value = me ?? '';
show(me !== null);
if (me !== null) open(token);
