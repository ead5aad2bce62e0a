import { ContextProvider } from '@lit/context';
import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html as template } from 'lit';
import { LastriaElement } from './base-element.ts';
import { sessionContext, setDefaultSession, type ElementSession } from './session-context.ts';
import { Shortcuts } from './shortcuts.ts';
import { uiMessages } from './ui.messages.ts';

class FakeSession extends EventTarget implements ElementSession {
  readonly client = {};
  emit(type: string): void {
    this.dispatchEvent(new Event(type));
  }
}

class Part extends LastriaElement {
  static override readonly tag = 'lastria-test-part';
}

class Probe extends LastriaElement {
  static override readonly tag = 'lastria-test-probe';
  static override readonly dependencies = [Part];
  seen: (ElementSession | undefined)[] = [];
  ran = 0;
  helped = 0;
  readonly keys = new Shortcuts(
    this,
    [
      { keys: 'mod+k', label: 'Chercher', run: () => this.ran++ },
      { keys: 'n', label: 'Nouveau', run: () => this.ran++ },
    ],
    () => this.helped++,
  );
  protected override sessionChanged(session: ElementSession | undefined): void {
    this.seen.push(session);
  }
  say(text: string): void {
    this.announce(text);
  }
  override render() {
    return template`<input aria-label="Texte"><button type="button">Bouton</button>`;
  }
}

const warnings = (run: () => void): string[] => {
  const { warn } = console;
  const said: string[] = [];
  console.warn = (text: string) => said.push(text);
  try {
    run();
  } finally {
    console.warn = warn;
  }
  return said;
};

const controlK = async (): Promise<void> => {
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: 'k' });
  await sendKeys({ up: 'Control' });
};

describe('LastriaElement', () => {
  before(() => Probe.define());

  it('defines its dependencies, and is silent the second time', () => {
    expect(customElements.get('lastria-test-part')).to.equal(Part);
    expect(warnings(() => Probe.define())).to.deep.equal([]);
    class Same extends LastriaElement {
      static override readonly tag = 'lastria-test-probe';
    }
    expect(warnings(() => Same.define())).to.deep.equal([]);
  });

  it('keeps the version already there and warns once, naming both', () => {
    class Other extends LastriaElement {
      static override readonly tag = 'lastria-test-probe';
      static override readonly version = '9.9.9';
    }
    const said = warnings(() => {
      Other.define();
      Other.define();
    });
    expect(said).to.have.lengthOf(1);
    expect(said[0]).to.contain('9.9.9').and.to.contain(Probe.version);
    expect(customElements.get('lastria-test-probe')).to.equal(Probe);
  });

  it('uses the session assigned, else the nearest provider, else the default; forgets at the end', async () => {
    const [byDefault, provided, assigned] = [new FakeSession(), new FakeSession(), new FakeSession()];
    setDefaultSession(byDefault);
    const probe = await fixture<Probe>(html`<lastria-test-probe></lastria-test-probe>`);
    expect(probe.session).to.equal(byDefault);
    const host = await fixture(html`<div></div>`);
    new ContextProvider(host as HTMLElement, { context: sessionContext, initialValue: provided });
    host.append(probe);
    expect(probe.session).to.equal(provided);
    probe.session = assigned;
    expect(probe.session).to.equal(assigned);
    provided.emit('session-expired');
    expect(probe.seen.at(-1)).to.equal(assigned);
    assigned.emit('session-opened');
    expect(
      probe.seen.filter((seen) => seen === assigned),
      'the first opening is no renewal',
    ).to.have.lengthOf(1);
    assigned.emit('session-expired');
    expect(probe.seen.at(-1)).to.equal(undefined);
    assigned.emit('session-opened');
    expect(probe.seen.at(-1)).to.equal(assigned);
    probe.remove();
    const { length } = probe.seen;
    assigned.emit('signed-out');
    expect(probe.seen).to.have.lengthOf(length);
    setDefaultSession(undefined);
  });

  it('speaks through a live region that rendering does not touch', async () => {
    const probe = await fixture<Probe>(html`<lastria-test-probe></lastria-test-probe>`);
    probe.say('Enregistré');
    probe.requestUpdate();
    await probe.updateComplete;
    expect(probe.shadowRoot?.querySelector('[aria-live="polite"]')?.textContent).to.equal('Enregistré');
  });

  it('hears its keys only while focus is inside; letters are off by default and never while typing', async () => {
    const probe = await fixture<Probe>(html`<lastria-test-probe></lastria-test-probe>`);
    await controlK();
    expect(probe.ran).to.equal(0);
    probe.shadowRoot!.querySelector('button')!.focus();
    await controlK();
    await sendKeys({ press: 'n' });
    expect(probe.ran).to.equal(1);
    probe.keys.letters = true;
    await sendKeys({ press: 'n' });
    await sendKeys({ press: '?' });
    expect([probe.ran, probe.helped]).to.deep.equal([2, 1]);
    probe.shadowRoot!.querySelector('input')!.focus();
    await sendKeys({ type: 'n?' });
    expect([probe.ran, probe.helped]).to.deep.equal([2, 1]);
    const list = await fixture(html`<div>${probe.keys.render(uiMessages)}</div>`);
    expect(list.textContent).to.contain('Chercher').and.to.contain('Ctrl');
  });

  it('fires events that stay on the element', async () => {
    const probe = await fixture<Probe>(html`<lastria-test-probe></lastria-test-probe>`);
    setTimeout(() => probe.dispatchEvent(new CustomEvent('lastria-test-seen')));
    expect((await oneEvent(probe, 'lastria-test-seen')).bubbles).to.equal(false);
  });

  it('stands in a frame from the start where its session does not serve it in the page, or there is none', async () => {
    const place = (elements: string[] | null): FakeSession =>
      Object.assign(new FakeSession(), {
        baseUrl: 'https://lastria.test',
        me: () => Promise.resolve({ tenant: { id: 'valmont' }, elements }),
      });
    const framed = (element: LastriaElement) => element.shadowRoot!.querySelector('iframe')?.src;
    const refused = await fixture<Probe>(html`<lastria-test-probe></lastria-test-probe>`);
    refused.session = place(['lastria-file-list']);
    await waitUntil(() => framed(refused) === 'https://lastria.test/frame/valmont/lastria-test-probe');
    // What it began to read is dropped
    expect(refused.seen.at(-1)).to.equal(undefined);
    const allowed = await fixture<Probe>(html`<lastria-test-probe></lastria-test-probe>`);
    allowed.session = place(['lastria-test-probe']);
    const alone = await fixture<Probe>(
      html`<lastria-test-probe client="arras" base-url="https://lastria.test"></lastria-test-probe>`,
    );
    await waitUntil(() => framed(alone) === 'https://lastria.test/frame/arras/lastria-test-probe');
    expect([framed(allowed), allowed.seen.at(-1)]).to.deep.equal([undefined, allowed.session]);
    alone.session = place(null);
    await waitUntil(() => framed(alone) === undefined);
    expect(alone.seen.at(-1)).to.equal(alone.session);
  });

  it('reads what waited for a proof once it is given, and nothing else', async () => {
    const session = new FakeSession();
    const element = await fixture<Probe>(html`<lastria-test-probe></lastria-test-probe>`);
    element.session = session;
    const before = element.seen.length;
    session.emit('proof-given');
    expect(element.seen.length).to.equal(before);
    session.emit('proof-required');
    session.emit('proof-given');
    expect(element.seen.slice(before)).to.deep.equal([session]);
  });
});
