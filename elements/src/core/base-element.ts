import { ContextConsumer } from '@lit/context';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { Announcer } from './a11y.ts';
import { IsolatedFrame } from './isolated.ts';
import { defaultSession, onDefaultSession, sessionContext, type ElementSession } from './session-context.ts';
import type { Theme } from './tokens.ts';
import { UiElement } from './ui-element.ts';

/** The base of public elements: a session, a theme, a voice. */
export class LastriaElement extends UiElement {
  /** Scopes the element asks of the session. */
  static readonly scopes: readonly string[] = [];
  /** It shows nobody's data: it may stand in any page. */
  static readonly standsAnywhere: boolean = false;

  /** `neutre`, `etat`, `sombre` or `auto` (follows the system). Unset: as the element around. */
  @property({ reflect: true }) theme?: Theme;

  /**
   * `inline`: in this page, with its token. `isolated`: in a frame of Lastria's own origin, with a session of its own.
   * Unset: in this page when the session serves this element there, else in a frame; without a session, in a frame
   * once `client` and `base-url` say which.
   */
  @property() mode?: 'inline' | 'isolated';
  /** Whose Lastria an isolated element shows: short name or id. Unset: that of the session. */
  @property() client = '';
  /** Address of Lastria, for an isolated element of a page without a session. */
  @property({ attribute: 'base-url' }) baseUrl = '';

  #frame: IsolatedFrame | undefined;
  /** The server said that this element may not stand in this page. */
  #refused = false;
  #tenant = '';
  /** Who this page is for, as the session that was last asked says. */
  #person: string | undefined;
  #vouching: ElementSession | undefined;
  #assigned: ElementSession | undefined;
  /** `null`: away from the page, nobody was told anything. */
  #current: ElementSession | undefined | null = null;
  #listening = new AbortController();
  #forgetDefault = (): void => {};
  readonly #provided = new ContextConsumer(this, {
    context: sessionContext,
    subscribe: true,
    callback: () => this.#follow(),
  });
  readonly #announcer = new Announcer();

  /** The session in use: the one assigned here, else the nearest provider's, else the page's default. */
  @property({ attribute: false })
  get session(): ElementSession | undefined {
    return this.#assigned ?? this.#provided.value ?? defaultSession();
  }
  set session(session: ElementSession | undefined) {
    this.#assigned = session;
    this.#follow();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('pageshow', this.#comeBack);
    this.#forgetDefault = onDefaultSession(() => this.#follow());
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pageshow', this.#comeBack);
    this.#forgetDefault();
    this.#listen(null);
    this.#frame?.close();
  }

  override focus(options?: FocusOptions): void {
    if (this.#isolated && this.#frame) this.#frame.focus();
    else super.focus(options);
  }

  /**
   * Called when the element comes on the page, with a session or without (`undefined`), and when the session is another,
   * has ended (`undefined`), was renewed, or the page returns from the browser's cache:
   * the element forgets what it showed and, with a session, loads again.
   */
  protected sessionChanged(_session: ElementSession | undefined): void {}

  /** Says a sentence to screen readers. */
  protected announce(text: string, politeness: 'polite' | 'assertive' = 'polite'): void {
    this.#announcer.say(text, politeness);
  }

  /** Isolated, nothing of the element itself is made here. */
  protected override shouldUpdate(_changed: PropertyValues): boolean {
    if (!this.#isolated) {
      if (this.#frame) this.#unframe();
      return true;
    }
    if (this.#current) {
      this.#listen(null);
      this.sessionChanged(undefined);
    }
    this.#showFrame();
    return false;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.renderOptions.renderBefore = this.#announcer.attach(root);
    return root;
  }

  /** The frame that stands for this element, when it is shown there. @internal */
  get away(): IsolatedFrame | undefined {
    return this.#isolated ? this.#frame : undefined;
  }

  get #isolated(): boolean {
    if (this.mode !== undefined) return this.mode === 'isolated';
    return this.#refused || (!this.session && this.client !== '' && this.baseUrl !== '');
  }

  #showFrame(): void {
    const { session } = this;
    const baseUrl = (this.baseUrl || session?.baseUrl || '').replace(/\/+$/, '');
    const client = this.client || this.#tenant;
    const { tag } = this.constructor as typeof LastriaElement;
    this.#frame ??= new IsolatedFrame(this, tag, this.renderOptions, (type, detail, cancelable) =>
      this.fire(type, detail, cancelable),
    );
    this.#frame.show(baseUrl && client ? { baseUrl, client } : undefined, this.#person);
    if (session && session !== this.#vouching) this.#vouch(session);
  }

  /** Whose Lastria the frame shows, and to whom: as this page's session says, as long as it is open. */
  #vouch(session: ElementSession): void {
    this.#vouching = session;
    const told = (person: string): void => {
      if (session !== this.#vouching) return;
      this.#person = person;
      this.requestUpdate();
    };
    session.addEventListener('signed-out', () => told(''), { once: true });
    void session.me?.().then(
      ({ tenant, staffId }) => {
        this.#tenant = tenant.id;
        if (staffId !== undefined) told(staffId);
        else this.requestUpdate();
      },
      // Nobody is signed in on this page: the frame waits for whoever is
      () => undefined,
    );
  }

  #unframe(): void {
    this.#frame?.close();
    this.#frame = undefined;
    this.#follow();
  }

  /** Whether this element may stand in this page: who is there says, to all the elements of a session at once. */
  async #mayBeRefused(session: ElementSession): Promise<void> {
    const { tag, standsAnywhere } = this.constructor as typeof LastriaElement;
    if (standsAnywhere) return;
    const me = await session.me?.().catch(() => undefined);
    if (!me?.elements || me.elements.includes(tag) || session !== this.session) return;
    this.#tenant = me.tenant.id;
    this.#refused = true;
    this.requestUpdate();
  }

  #follow(): void {
    if (!this.isConnected) return;
    const session = this.session;
    if (this.#isolated) return this.requestUpdate('session');
    if (session === this.#current) return;
    this.#listen(session);
    this.sessionChanged(session);
    this.requestUpdate('session');
  }

  #listen(session: ElementSession | undefined | null): void {
    this.#current = session;
    this.#listening.abort();
    if (!session) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    void this.#mayBeRefused(session);
    let ended = false;
    let waits = false;
    const end = (): void => {
      ended = true;
      this.sessionChanged(undefined);
    };
    session.addEventListener('session-expired', end, { signal });
    session.addEventListener('signed-out', end, { signal });
    session.addEventListener('isolated-only', () => void this.#mayBeRefused(session), { signal });
    // Nothing was shown for want of a proof: once it is given, what waited is read
    session.addEventListener('proof-required', () => (waits = true), { signal });
    session.addEventListener(
      'proof-given',
      () => {
        if (waits && !ended) this.sessionChanged(session);
        waits = false;
      },
      { signal },
    );
    // Also said when the first call passes: only a renewal brings anything back
    session.addEventListener(
      'session-opened',
      () => {
        if (!ended) return;
        ended = false;
        this.sessionChanged(session);
      },
      { signal },
    );
  }

  readonly #comeBack = (event: PageTransitionEvent): void => {
    if (event.persisted) this.sessionChanged(this.session);
  };
}
