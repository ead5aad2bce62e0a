import { expect } from '@open-wc/testing';
import { connect, type Session } from '@lastria/sdk';
import { read } from '../testing/perceived.ts';
import { me } from '../testing/sample.ts';
import { until } from '../testing/until.ts';
import { LastriaSignIn } from './sign-in.element.ts';
import { Scene, unproven } from './sign-in.scene.ts';

LastriaSignIn.define();

const address = 'https://lastria.test/valmont/accord/t';
const { open } = globalThis;
let scene: Scene;
let session: Session;
let element: LastriaSignIn;
let states: string[];
/** The window a press opens: what a page sees of it. */
let opened: { closed: boolean; location: { href: string }; close(): void } | null;

beforeEach(() => {
  scene = new Scene();
  scene.me = unproven;
  states = [];
  opened = { closed: false, location: { href: '' }, close: () => undefined };
  globalThis.open = () => opened as unknown as Window;
  session = connect({
    baseUrl: 'https://lastria.test',
    getToken: () => ({ token: 'jeton', expiresAt: Date.now() + 600_000 }),
    fetch: scene.fetch,
  });
  element = new LastriaSignIn();
  element.addEventListener('lastria-sign-in-state', (event) =>
    states.push((event as CustomEvent<{ state: string }>).detail.state),
  );
  element.session = session;
  document.body.append(element);
});
afterEach(() => {
  element.remove();
  globalThis.open = open;
});

const control = (name: string) =>
  until(() =>
    [...element.shadowRoot!.querySelectorAll<HTMLElement>('button, a')].find((one) =>
      one.textContent.includes(name),
    ),
  );
const reads = (words: string) => until(() => read(element).includes(words), words);

describe('<lastria-sign-in>', () => {
  it('has the person confirm in a window of ours, then says so to the page and its elements', async () => {
    let told = 0;
    session.on('proof-given', () => (told += 1));
    (await control('Se connecter à Lastria')).click();
    await until(() => opened!.location.href === address);
    await reads('Terminez dans la fenêtre de Lastria');
    expect(element.shadowRoot!.querySelectorAll('input, textarea').length).to.equal(0);
    scene.me = me;
    await reads('Votre identité est confirmée.');
    await control('Confirmer votre identité');
    expect([told, states]).to.deep.equal([1, ['unproven', 'open']]);
  });

  it('says what to do when the window is held back, or seen no more', async () => {
    const seen = opened!;
    opened = null;
    (await control('Se connecter à Lastria')).click();
    await reads('Votre navigateur a retenu la fenêtre');
    expect(((await control('Ouvrir la fenêtre')) as HTMLAnchorElement).href).to.equal(address);
    (await control('Annuler')).click();
    opened = seen;
    (await control('Se connecter à Lastria')).click();
    await reads('Terminez dans la fenêtre');
    seen.closed = true;
    await reads('votre page ne la voit plus');
    // What was confirmed there counts all the same
    scene.me = me;
    await reads('Votre identité est confirmée.');
  });

  it('asks nothing where the page itself may show nobody', async () => {
    scene.me = { ...unproven, tenant: { ...me.tenant, kind: 'company' } };
    await element.refresh();
    await reads('aucun dossier ne s’affiche dans cette page même');
    expect(read(element)).not.to.include('Confirmer');
  });

  it('leaves: the session of the page ends, and a window of ours ends the others', async () => {
    scene.me = me;
    await element.refresh();
    (await control('Se déconnecter')).click();
    const link = (await control('Fermer aussi')) as HTMLAnchorElement;
    expect(link.href).to.equal(`https://lastria.test/${me.tenant.id}/deconnexion`);
    expect([session.state, states.at(-1)]).to.deep.equal(['closed', 'signed-out']);
  });
});
