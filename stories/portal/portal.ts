/** The script of the demonstration intranet: all that a host has to write to embed Lastria. */
import '@lastria/elements/file-list.js';
import '@lastria/elements/social-file.js';
import { connect, type Session } from '@lastria/sdk';

interface Person {
  readonly key: string;
  readonly name: string;
  readonly role: string;
}
interface People {
  readonly people: readonly Person[];
  readonly me: string | null;
  readonly api: string;
}

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const select = byId<HTMLSelectElement>('person');
const list = byId<HTMLElementTagNameMap['lastria-file-list']>('list');
const file = byId<HTMLElementTagNameMap['lastria-social-file']>('file');

const { people, me, api } = (await (await fetch('/demo/people')).json()) as People;
select.append(
  ...people.map(({ key, name, role }) => new Option(`${name} — ${role}`, key, false, key === me)),
);

let session: Session | undefined;

/** The whole contract of a host: an address, and a function that returns a token. */
function open(): void {
  session?.close();
  session = connect({
    baseUrl: api,
    getToken: async () => {
      const answer = await fetch('/lastria-token', { method: 'POST' });
      if (!answer.ok) throw new Error('The intranet gives no token');
      return (await answer.json()) as { token: string; expiresAt: string };
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
  open();
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

show(me !== null);
if (me !== null) open();
