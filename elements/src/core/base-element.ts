import { ContextConsumer } from '@lit/context';
import { property } from 'lit/decorators.js';
import { Announcer } from './a11y.ts';
import { defaultSession, onDefaultSession, sessionContext, type ElementSession } from './session-context.ts';
import type { Theme } from './tokens.ts';
import { UiElement } from './ui-element.ts';

/** The base of public elements: a session, a theme, a voice. */
export class LastriaElement extends UiElement {
  /** Scopes the element asks of the session. */
  static readonly scopes: readonly string[] = [];

  /** `neutre`, `etat`, `sombre` or `auto` (follows the system). Unset: as the element around. */
  @property({ reflect: true }) theme?: Theme;

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

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.renderOptions.renderBefore = this.#announcer.attach(root);
    return root;
  }

  #follow(): void {
    if (!this.isConnected) return;
    const session = this.session;
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
    let ended = false;
    const end = (): void => {
      ended = true;
      this.sessionChanged(undefined);
    };
    session.addEventListener('session-expired', end, { signal });
    session.addEventListener('signed-out', end, { signal });
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
