import { connect, type Session } from '@lastria/sdk';
import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { LastriaElement } from '../core/base-element.ts';
import {
  heldBack,
  isFlat,
  opened,
  plainDetail,
  type Flat,
  type FromFrame,
  type Look,
  type Props,
} from '../core/isolated-contract.ts';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import { errorState, skeleton, stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { factsOf, verbsOf } from '../core/verbs.ts';
import { signInFrom } from '../sign-in/sign-in.data.ts';
import { buttons } from '../ui/button.ts';
import { UiDialog } from '../ui/dialog.ts';
import { SessionGuard } from './guard.ts';
import { pagesMessages } from './pages.messages.ts';
import { takeRelease } from './release.ts';

/** The events of each element that a frame shows, told to the page that holds it. */
export interface Framed {
  readonly load: () => Promise<unknown>;
  readonly events: readonly string[];
  /** Events the page around may refuse, and the verb that is done again when it does not. */
  readonly asks?: Readonly<Record<string, string>>;
}

/** After which the element may know something else of itself. */
const acts = ['input', 'change', 'click', 'keyup'] as const;
/** A tenant by its id; one may also be called by its name. */
const isId = /^[\da-f]{8}-[\da-f-]{27}$/;
/** Milliseconds the page around may think before what it does not refuse goes on. */
const patience = 3000;

type View =
  | { readonly kind: 'starting' | 'door' | 'other' | 'in' }
  | { readonly kind: 'waiting'; readonly address: string; readonly blocked: boolean }
  | { readonly kind: 'error'; readonly problem: ProblemText };

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
  /** Messages that were none of ours. */
  ignored = 0;
  readonly #api = signInFrom('frame');
  #session!: Session;
  #element: LastriaElement | undefined;
  #person = '';
  /** Who the page around is there for, when it says so. */
  #expected: string | undefined;
  #told: ((message: FromFrame) => void) | undefined;
  #origin = '';
  #nonce = '';
  #asking: AbortController | undefined;
  #asked = 0;
  readonly #answers = new Map<number, (goesOn: boolean) => void>();
  /** The event that the page around has just let go on. */
  #agreed = '';
  #facts = '';
  readonly #sizes = new ResizeObserver(() => this.#tellHeight());

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('message', this.#hear);
    addEventListener('pageshow', this.#comeBack);
    for (const type of acts) addEventListener(type, this.#tellFacts);
    this.#sizes.observe(this);
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('message', this.#hear);
    removeEventListener('pageshow', this.#comeBack);
    for (const type of acts) removeEventListener(type, this.#tellFacts);
    this.#sizes.disconnect();
    this.#asking?.abort();
  }

  override render(): TemplateResult {
    const { view } = this;
    const isIn = view.kind === 'in';
    return html`${isIn ? nothing : html`<div class="door">${this.#renderDoor(view)}</div>`}
      <div class=${isIn ? '' : 'curtain'}>${this.#element ?? nothing}</div>
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
          <button type="button" class="button primary" @click=${() => void this.#ask()}>
            ${texts.open}
          </button>`;
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
      this.#element ??= this.#made();
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
    this.#element = undefined;
    this.#facts = '';
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

  #made(): LastriaElement {
    const element = document.createElement(this.shows) as LastriaElement;
    element.mode = 'inline';
    element.setAttribute('theme', 'auto');
    element.session = this.#session;
    for (const type of this.framed.events)
      element.addEventListener(type, (event) =>
        this.#tell({ kind: 'event', type, detail: plainDetail((event as CustomEvent).detail) }),
      );
    for (const [type, verb] of Object.entries(this.framed.asks ?? {}))
      element.addEventListener(type, (event) => this.#askAround(event as CustomEvent, verb));
    element.addController({ hostUpdated: this.#tellFacts });
    this.#element = element;
    this.#set(this.#props);
    return element;
  }

  /**
   * Asks to be let in, in a window of ours that this press opens. The person accepts there, and the window hands its
   * release to this frame: to our origin alone, whoever else may have asked for a ticket.
   */
  async #ask(): Promise<void> {
    const opened = open('about:blank', '_blank', 'popup,width=520,height=760');
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const { signal } = asking;
    try {
      const { ticketId } = await this.#api.askFrame(
        { client: this.client, element: this.shows, origin: this.#origin },
        { signal },
      );
      const address = `${location.origin}/${this.client}/accord/${ticketId}`;
      this.view = { kind: 'waiting', address, blocked: opened === null };
      takeRelease(ticketId, signal, (release) => {
        asking.abort();
        void this.#redeem(ticketId, release);
      });
      if (!opened) return;
      opened.location.href = address;
      this.#watchWindow(opened, signal);
    } catch (error) {
      opened?.close();
      this.view = { kind: 'error', problem: problemText(error, pagesMessages.failed) };
    }
  }

  /** A window that was closed, or cut from this page by the page around, gives nothing any more. */
  #watchWindow(opened: Window, signal: AbortSignal): void {
    let gone = 0;
    const timer = setInterval(() => {
      gone = opened.closed ? gone + 1 : 0;
      // Its release may be on its way
      if (gone < 3) return;
      this.#asking?.abort();
      const { windowGone: title, windowGoneDetail: detail } = pagesMessages.frame;
      if (this.view.kind === 'waiting') this.view = { kind: 'error', problem: { title, detail } };
    }, 1000);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  async #redeem(ticketId: string, release: string): Promise<void> {
    try {
      const { status } = await this.#api.redeemTicket(ticketId, { release });
      // Nothing of anybody is kept: whoever it is now begins anew
      if (status === 'open') return await (this.#person === '' ? this.#another() : this.#start());
      this.view = { kind: 'error', problem: { title: pagesMessages.frame.ended } };
    } catch (error) {
      this.view = { kind: 'error', problem: problemText(error, pagesMessages.failed) };
    }
  }

  #props: Props = {};

  /** What the page around set, of which some just now: the rest is as the person left it. */
  #set(all: Props, props = all): void {
    this.#props = all;
    const element = this.#element as unknown as Record<string, unknown> | undefined;
    if (!element) return;
    const { elementProperties } = (this.#element as object).constructor as typeof LastriaElement;
    for (const [name, value] of Object.entries(props)) {
      const declared = elementProperties.get(name);
      if (!declared || declared.state || heldBack.has(name)) continue;
      if (JSON.stringify(element[name] ?? null) !== JSON.stringify(value)) element[name] = value ?? undefined;
    }
  }

  /** Nothing waits in an event: it is refused here, and done again if no listener of the page around refuses it. */
  #askAround(event: CustomEvent, verb: string): void {
    const { type } = event;
    if (this.#agreed === type || !this.#told) return;
    event.preventDefault();
    const element = this.#element;
    const id = (this.#asked += 1);
    const settle = (goesOn: boolean): void => {
      clearTimeout(timer);
      this.#answers.delete(id);
      if (!goesOn || element !== this.#element) return;
      this.#agreed = type;
      void this.#act(verb, []).finally(() => (this.#agreed = ''));
    };
    const timer = setTimeout(() => settle(true), patience);
    this.#answers.set(id, settle);
    this.#tell({ kind: 'ask', id, type, detail: plainDetail(event.detail) });
  }

  /** Does a verb of the element, as the page around would call it; `null` where it is not there to do it. */
  async #act(verb: string, args: readonly Flat[]): Promise<Flat> {
    const element = this.#element;
    if (this.view.kind !== 'in' || !element || !verbsOf(element).includes(verb)) return null;
    await element.updateComplete;
    const act = (element as unknown as Record<string, (...args: unknown[]) => unknown>)[verb]!;
    try {
      const value = await act.apply(element, [...args]);
      return isFlat(value) ? value : null;
    } catch {
      // Said by the element itself, where the person reads
      return null;
    }
  }

  /** Said when it changed: whether something is not saved. */
  readonly #tellFacts = (): void => {
    const element = this.#element as unknown as Record<string, Flat> | undefined;
    if (!element) return;
    const facts = Object.fromEntries(factsOf(element).map((name) => [name, element[name] ?? null]));
    const said = JSON.stringify(facts);
    if (said === this.#facts) return;
    this.#facts = said;
    this.#tell({ kind: 'facts', facts });
  };

  #look({ theme, tokens, scheme, font, size }: Look): void {
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(tokens)) style.setProperty(name, value);
    style.setProperty('color-scheme', scheme === 'normal' ? 'light' : scheme);
    style.setProperty('font-family', font);
    style.setProperty('font-size', size);
    const shown = ['neutre', 'etat', 'sombre', 'auto'].includes(theme) ? theme : '';
    for (const one of [this, this.#element])
      if (shown) one?.setAttribute('theme', shown);
      else one?.removeAttribute('theme');
  }

  readonly #hear = ({ source, origin, data }: MessageEvent): void => {
    if (source !== parent || parent === window) return;
    const message = opened('toFrame', data);
    const isFirst = message?.kind === 'hello' && this.#origin === '' && origin !== 'null';
    if (!message || (!isFirst && (origin !== this.#origin || message.nonce !== this.#nonce))) {
      this.ignored += 1;
      return;
    }
    if (isFirst) {
      // Only a page the tenant allows may hold this document: the browser saw to it
      this.#origin = origin;
      this.#nonce = message.nonce;
      this.#told = (said) => parent.postMessage({ ...said, lastria: 1, nonce: this.#nonce }, this.#origin);
      this.#tell({ kind: 'ready' });
    }
    switch (message.kind) {
      case 'call': {
        const { id, verb, args } = message;
        return void this.#act(verb, args).then((value) => this.#tell({ kind: 'done', id, value }));
      }
      case 'person':
        return this.#expect(message.person);
      case 'answer':
        return this.#answers.get(message.id)?.(message.goesOn);
      default:
        if ('props' in message) this.#set({ ...this.#props, ...message.props }, message.props);
        if ('look' in message) this.#look(message.look);
        this.#tellHeight();
    }
  };

  #tell(message: FromFrame): void {
    this.#told?.(message);
  }

  #tellHeight(): void {
    this.#tell({ kind: 'height', height: this.getBoundingClientRect().height });
  }

  readonly #comeBack = (event: PageTransitionEvent): void => {
    if (event.persisted) void this.#start();
  };
}
