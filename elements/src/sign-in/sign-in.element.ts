import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { LastriaElement } from '../core/base-element.ts';
import { formatTime } from '../core/format.ts';
import { messagesWith } from '../core/messages.ts';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { errorState, signedOutState, skeleton, stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { verb } from '../core/verbs.ts';
import { buttons } from '../ui/button.ts';
import { icon } from '../ui/icons.ts';
import { HostSession, type Me } from './host-session.data.ts';
import {
  signInStateMessages,
  type SignInStateMessageOverrides,
  type SignInStateMessages,
} from './sign-in-state.messages.ts';
import { openedAt, type Watched } from './window.ts';

type View =
  | { readonly kind: 'loading' }
  /** Left here: where the person leaves Lastria altogether. */
  | { readonly kind: 'signed-out'; readonly elsewhere?: string }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'known'; readonly me: Me };

/** Milliseconds between two looks at whether the person has confirmed, and how long she may take. */
const beat = 2000;
const patience = 300_000;

/**
 * Who is signed in to Lastria in this page, and until when; where the person confirms that it is her, and where she
 * leaves. All of that happens in a window of Lastria's: nothing secret is ever typed in the host's page.
 *
 * @element lastria-sign-in
 * @fires lastria-sign-in-state - the state of the session: `{ state }`, `open`, `unproven` or `signed-out`
 */
export class LastriaSignIn extends LastriaElement {
  static override readonly tag = 'lastria-sign-in';
  static override readonly standsAnywhere = true;
  static override styles = [
    base,
    buttons,
    stateStyles,
    css`
      section {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--_space-2) var(--_space-4);
        padding: var(--_space-3) var(--_space-4);
        background: var(--_surface);
      }
      section > div:first-child {
        flex: 1 1 16em;
        min-inline-size: 0;
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .who {
        font-weight: 600;
      }
      .muted {
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      a.button {
        text-decoration: none;
      }
    `,
  ];

  /** Texts that replace ours. */
  @property({ attribute: false }) messages: SignInStateMessageOverrides | undefined;

  @state() private view: View = { kind: 'loading' };
  @state() private watched: Watched | undefined;
  /** What the last act came to. */
  @state() private said = '';
  #session: HostSession | undefined;
  #told = '';
  #asking = new AbortController();
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.addController({ hostDisconnected: () => this.#stop() });
  }

  /** Reads again who is there. */
  @verb()
  async refresh(): Promise<void> {
    await this.#load();
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#stop();
    this.said = '';
    if (session) {
      this.#session = new HostSession(session);
      void this.#load();
    } else if (this.view.kind !== 'signed-out') this.#show({ kind: 'signed-out' });
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    return html`<section aria-label=${texts.region}>${this.#renderView(texts)}</section>`;
  }

  #renderView(texts: SignInStateMessages): TemplateResult {
    const { view } = this;
    switch (view.kind) {
      case 'loading':
        return skeleton(2, this.texts);
      case 'signed-out':
        return view.elsewhere === undefined
          ? signedOutState(this.#session && (() => void this.#renew()), this.texts)
          : html`<div>
                <p class="who">${texts.left}</p>
                <p class="muted">${texts.leftHere}</p>
              </div>
              <a class="button" href=${view.elsewhere} target="_blank" rel="noopener">${texts.leaveAll}</a>`;
      case 'error':
        return errorState(view.problem, () => void this.#load(), undefined, this.texts);
      case 'known':
        return html`<div>
            ${this.#renderWho(view.me, texts)}
            <p class="muted" role="status">${this.said}</p>
          </div>
          <div class="actions">${this.#renderActions(view.me, texts)}</div>`;
    }
  }

  #renderWho(me: Me, texts: SignInStateMessages): TemplateResult {
    const { displayName, nominative, provedAt, idleAt, expiresAt, tenant } = me;
    if (this.watched)
      return html`<p class="who">${displayName}</p>
        <p>${this.watched.state === 'open' ? texts.waiting : texts[this.watched.state]}</p>`;
    if (!nominative) return html`<p>${texts[isElsewhere(me) ? 'elsewhere' : 'unproven'](displayName)}</p>`;
    const at = (instant: string) => formatTime(instant, tenant.timeZone);
    return html`<p class="who">${icon('user')} ${displayName}</p>
      <p class="muted">
        ${idleAt === null ? texts.until(at(expiresAt)) : texts.idle(at(idleAt))}
        ${provedAt !== null && Date.parse(provedAt) > 0 ? texts.proved(at(provedAt)) : nothing}
      </p>`;
  }

  #renderActions(me: Me, texts: SignInStateMessages): TemplateResult {
    const { watched } = this;
    if (watched)
      return html`${
          watched.state === 'open'
            ? nothing
            : html`<a class="button primary" href=${watched.address} target="_blank" rel="noopener"
                >${texts.open}</a
              >`
        } <button type="button" class="button quiet" @click=${() => this.#giveUp()}>${texts.cancel}</button>`;
    return html`${
        me.nominative || !isElsewhere(me)
          ? html`<button
              type="button"
              class="button ${me.nominative ? '' : 'primary'}"
              @click=${() => void this.#prove(me)}
            >
              ${me.nominative ? texts.prove : texts.signIn}
            </button>`
          : nothing
      }
      <button type="button" class="button quiet" @click=${() => void this.#leave(me)}>
        ${texts.signOut}
      </button>`;
  }

  get #texts(): SignInStateMessages {
    return messagesWith(signInStateMessages, this.messages);
  }

  async #load(): Promise<void> {
    const { signal } = this.#begun();
    if (this.view.kind !== 'known') this.#show({ kind: 'loading' });
    try {
      const me = await this.#session!.me(signal);
      if (signal.aborted) return;
      this.#show({ kind: 'known', me });
      // The host renews the session: what is shown follows
      const left = Date.parse(me.idleAt ?? me.expiresAt) - Date.now();
      this.#again = setTimeout(() => void this.#load(), Math.max(left, 10_000) + 1000);
    } catch (error) {
      if (signal.aborted) return;
      this.#show({ kind: 'error', problem: problemText(error, this.#texts.failed) });
    }
  }

  async #renew(): Promise<void> {
    try {
      await this.#session?.renew();
    } catch {
      // The host still names nobody: what is shown says so
    }
  }

  /** Opens the window at once, while the press lets it, then sends it where the person confirms. */
  async #prove(me: Me): Promise<void> {
    const { signal } = this.#begun();
    this.said = '';
    const began = Date.now();
    const opening = openedAt((watched) => (this.watched = watched), signal);
    try {
      opening.go(await this.#session!.proofAddress(me, signal));
      while (Date.now() - began < patience) {
        await beats(signal);
        const now = await this.#session!.me(signal);
        if (now.provedAt === me.provedAt && now.nominative === me.nominative) continue;
        this.watched = undefined;
        this.said = this.#texts.proven;
        this.#session!.tellProven();
        return await this.#load();
      }
      this.watched = undefined;
      this.said = this.#texts.over;
      await this.#load();
    } catch (error) {
      if (signal.aborted) return;
      opening.close();
      this.watched = undefined;
      this.#show({ kind: 'error', problem: problemText(error, this.#texts.failed) });
    }
  }

  #giveUp(): void {
    void this.#load();
  }

  /** Ends the session in this page; the others end in a window of Lastria's. */
  async #leave(me: Me): Promise<void> {
    this.#stop();
    const session = this.#session!;
    try {
      this.#show({
        kind: 'signed-out',
        ...(me.kind === 'embed' ? { elsewhere: session.signOutAddress(me) } : {}),
      });
      await session.leave(me);
    } catch (error) {
      this.#show({ kind: 'error', problem: problemText(error, this.#texts.failed) });
    }
  }

  #begun(): AbortController {
    this.#stop();
    this.#asking = new AbortController();
    return this.#asking;
  }

  #stop(): void {
    this.#asking.abort();
    clearTimeout(this.#again);
    this.watched = undefined;
  }

  #show(view: View): void {
    this.view = view;
    const state =
      view.kind === 'known'
        ? view.me.nominative
          ? 'open'
          : 'unproven'
        : view.kind === 'signed-out'
          ? view.kind
          : '';
    if (state === '' || state === this.#told) return;
    this.#told = state;
    this.fire('lastria-sign-in-state', { state });
  }
}

/** This page itself may show nobody, whatever the person proves: its frames may. */
const isElsewhere = ({ nominative, provedAt, tenant }: Me): boolean =>
  !nominative && (tenant.kind === 'company' || provedAt !== null);

const beats = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, beat);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
