import { connect, type Session } from '@lastria/sdk';
import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Look, Props } from '../core/isolated-contract.ts';
import { problemText } from '../core/problem-text.ts';
import { errorState, skeleton, stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { buttons } from '../ui/button.ts';
import { UiDialog } from '../ui/dialog.ts';
import { FrameDoor, type DoorView } from './frame-door.ts';
import { FramedElement, type Framed } from './framed-element.ts';
import { SessionGuard } from './guard.ts';
import { PageAround, type FromPage } from './page-around.ts';
import { pagesMessages } from './pages.messages.ts';

/** After which the element may know something else of itself. */
const acts = ['input', 'change', 'click', 'keyup'] as const;
/** A tenant by its id; one may also be called by its name. */
const isId = /^[\da-f]{8}-[\da-f-]{27}$/;

type View = { readonly kind: 'starting' | 'door' | 'other' | 'in' } | DoorView;

/**
 * The document of an isolated element: its session is its own, opened in a window of ours, and nothing of what it shows
 * leaves it. The page around says which identifiers to show, and hears which ones were opened or changed.
 */
export class FramePage extends UiElement {
  static override readonly tag = 'lastria-pages-frame';
  static override readonly dependencies = [UiDialog, SessionGuard];
  static override styles = [
    base,
    buttons,
    stateStyles,
    css`
      .door {
        display: grid;
        justify-items: start;
        gap: var(--_space-3);
        padding: var(--_space-4);
        background: var(--_surface);
      }
      p {
        margin: 0;
      }
      .curtain {
        visibility: hidden;
        block-size: 0;
        overflow: hidden;
      }
    `,
  ];

  @property({ attribute: false }) client = '';
  @property({ attribute: false }) shows = '';
  @property({ attribute: false }) framed!: Framed;
  @property({ reflect: true }) theme = 'auto';

  @state() private view: View = { kind: 'starting' };
  @state() private proving = false;
  #session!: Session;
  #shown: FramedElement | undefined;
  /** What the page around set, for the element that will be shown. */
  #props: Props = {};
  #person = '';
  /** Who the page around is there for, when it says so. */
  #expected: string | undefined;
  readonly #around = new PageAround((message) => this.#hear(message));
  readonly #door = new FrameDoor({
    isWaiting: () => this.view.kind === 'waiting',
    show: (view) => (this.view = view),
    // Nothing of anybody is kept: whoever it is now begins anew
    letIn: () => (this.#person === '' ? this.#another() : this.#start()),
  });
  readonly #sizes = new ResizeObserver(() => this.#tellHeight());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#around.listen();
    addEventListener('pageshow', this.#comeBack);
    for (const type of acts) addEventListener(type, this.#tellFacts);
    this.#sizes.observe(this);
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#around.leave();
    removeEventListener('pageshow', this.#comeBack);
    for (const type of acts) removeEventListener(type, this.#tellFacts);
    this.#sizes.disconnect();
    this.#door.close();
  }

  override render(): TemplateResult {
    const { view } = this;
    const isIn = view.kind === 'in';
    return html`${isIn ? nothing : html`<div class="door">${this.#renderDoor(view)}</div>`}
      <div class=${isIn ? '' : 'curtain'}>${this.#shown?.element ?? nothing}</div>
      ${
        isIn
          ? html`<lastria-pages-guard
              framed
              .session=${this.#session}
              @lastria-proof-wanted=${() => (this.proving = true)}
            ></lastria-pages-guard>`
          : nothing
      }
      ${this.#renderProof()}`;
  }

  #renderDoor(view: View): TemplateResult {
    const { frame: texts } = pagesMessages;
    switch (view.kind) {
      case 'error':
        return errorState(view.problem, () => void this.#start(), undefined, this.texts);
      case 'waiting':
        return html`<p role="status">${view.blocked ? texts.blocked : texts.waiting}</p>
          ${
            view.blocked
              ? html`<a class="button primary" href=${view.address} target="_blank" rel="opener"
                  >${texts.link}</a
                >`
              : nothing
          }`;
      case 'door':
      case 'other':
        return html`<p>${view.kind === 'other' ? texts.other : texts.text}</p>
          <button type="button" class="button primary" @click=${() => this.#knock()}>${texts.open}</button>`;
      default:
        return skeleton(4, this.texts);
    }
  }

  /** The proof is given in another window; coming back from it, what was refused goes on. */
  #renderProof(): TemplateResult {
    const { proof: texts } = pagesMessages;
    const close = (): void => void (this.proving = false);
    return html`<lastria-ui-dialog .open=${this.proving} .heading=${texts.title} @lastria-ui-close=${close}>
      <p>${texts.text}</p>
      <div slot="footer" class="actions">
        <a
          class="button primary"
          data-initial-focus
          href="/${this.client}/confirmer"
          target="_blank"
          rel="noopener"
          @click=${close}
          >${texts.open}</a
        >
      </div>
    </lastria-ui-dialog>`;
  }

  async #start(): Promise<void> {
    this.view = { kind: 'starting' };
    this.#session ??= this.#connected();
    try {
      const [me] = await Promise.all([this.#session.renew(), this.framed.load()]);
      if (this.#person !== '' && this.#person !== me.staffId) return await this.#another();
      const isAnother = this.#expected !== undefined && this.#expected !== me.staffId;
      // One browser holds one session for all the frames of a site: two tenants are two persons
      const isElsewhere = isId.test(this.client) && this.client !== me.tenant.id;
      if (isAnother || isElsewhere) return this.#empty();
      this.#person = me.staffId;
      this.#shown ??= this.#made();
      this.view = { kind: 'in' };
      this.#tellHeight();
    } catch (error) {
      this.view =
        (error as { type?: unknown }).type === 'unauthenticated'
          ? { kind: 'door' }
          : { kind: 'error', problem: problemText(error, pagesMessages.failed) };
    }
  }

  /** Somebody else signed in: nothing of who was there stays. */
  #another(): Promise<void> {
    this.#session.close();
    this.#session = this.#connected();
    this.#empty();
    return this.#start();
  }

  /** The page around is there for somebody else than who signed in here. */
  #empty(): void {
    this.#person = '';
    this.#shown?.leave();
    this.#shown = undefined;
    this.view = { kind: 'other' };
  }

  #expect(person: string): void {
    this.#expected = person;
    if (this.view.kind !== 'in' && this.view.kind !== 'other') return;
    if (person === this.#person) return;
    // Whoever signed in since is asked of the server, not of what is remembered
    if (person === '') this.#empty();
    else void this.#another();
  }

  #connected(): Session {
    const session = connect({ baseUrl: location.origin, page: 'frame' });
    session.on('proof-given', () => (this.proving = false));
    // What is typed waits behind the door, for the same person
    session.on('session-expired', (event) => {
      if (this.view.kind !== 'in') return;
      event.stopImmediatePropagation();
      this.view = { kind: 'door' };
    });
    return session;
  }

  #knock(): void {
    const { client, shows } = this;
    void this.#door.ask({ client, shows, origin: this.#around.origin });
  }

  #made(): FramedElement {
    const isIn = (): boolean => this.view.kind === 'in';
    const shown = new FramedElement(this.shows, this.framed, this.#session, { around: this.#around, isIn });
    shown.set(this.#props);
    return shown;
  }

  readonly #tellFacts = (): void => this.#shown?.tellFacts();

  #look({ theme, tokens, scheme, font, size }: Look): void {
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(tokens)) style.setProperty(name, value);
    style.setProperty('color-scheme', scheme === 'normal' ? 'light' : scheme);
    style.setProperty('font-family', font);
    style.setProperty('font-size', size);
    const shown = ['neutre', 'etat', 'sombre', 'auto'].includes(theme) ? theme : '';
    for (const one of [this, this.#shown?.element])
      if (shown) one?.setAttribute('theme', shown);
      else one?.removeAttribute('theme');
  }

  #hear(message: FromPage): void {
    switch (message.kind) {
      case 'call': {
        const { id, verb, args } = message;
        const done = this.#shown?.act(verb, args) ?? Promise.resolve(null);
        return void done.then((value) => this.#around.tell({ kind: 'done', id, value }));
      }
      case 'person':
        return this.#expect(message.person);
      default:
        if ('props' in message) this.#set(message.props);
        if ('look' in message) this.#look(message.look);
        this.#tellHeight();
    }
  }

  #set(props: Props): void {
    this.#props = { ...this.#props, ...props };
    this.#shown?.set(props);
  }

  #tellHeight(): void {
    this.#around.tell({ kind: 'height', height: this.getBoundingClientRect().height });
  }

  readonly #comeBack = (event: PageTransitionEvent): void => {
    if (event.persisted) void this.#start();
  };
}
