import { connect, type Me, type Session } from '@lastria/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { LastriaFileList } from '../file-list/file-list.element.ts';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import { errorState, skeleton } from '../core/states.ts';
import { UiElement } from '../core/ui-element.ts';
import { SignInFlow, type SignedIn } from '../sign-in/parts/flow.ts';
import type { NoticePlace } from '../notices/notices.places.ts';
import { NoticesBell } from '../notices/parts/bell.ts';
import { outcomeIn, signInFrom, type SsoOutcome } from '../sign-in/sign-in.data.ts';
import { LastriaSocialFile } from '../social-file/social-file.element.ts';
import { TdmEditor } from '../tdm-editor/tdm-editor.element.ts';
import { UiDialog } from '../ui/dialog.ts';
import { AccountPage } from './account.ts';
import { calendarAnswerIn, isSignedIn, type CalendarAnswer } from './calendar-answer.ts';
import { CalendarReturn } from './calendar-return.ts';
import { renderQuestion } from './alone.view.ts';
import { renderAgain, renderBefore, renderOut } from './door.view.ts';
import { SessionGuard } from './guard.ts';
import { hostPageStyles } from './host-page.styles.ts';
import { pagesMessages } from './pages.messages.ts';
import { isAlone, later, noticePlacesOf, placeOfNotice, placesOf, type Alone, type Place } from './places.ts';
import { renderNavigation, renderPlace } from './places.view.ts';
import { ProvePage } from './prove.ts';
import { pathOf, routeOf, type Route } from './route.ts';
import { TicketPage } from './ticket.ts';

type View =
  | { readonly kind: 'starting' | 'out' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'in'; readonly me: Me };

/** Lastria at its own address: sign-in, navigation, deep links, and the elements every host can embed. */
export class HostPage extends UiElement {
  static override readonly tag = 'lastria-pages-host';
  static override readonly dependencies = [
    LastriaFileList,
    LastriaSocialFile,
    TdmEditor,
    SignInFlow,
    SessionGuard,
    NoticesBell,
    ProvePage,
    TicketPage,
    AccountPage,
    CalendarReturn,
    UiDialog,
  ];
  static override styles = hostPageStyles;

  @property({ reflect: true }) theme = 'auto';
  @state() private view: View = { kind: 'starting' };
  @state() private route: Route = routeOf(location.pathname);
  /** The session has ended under what is open: it stays, behind a curtain. */
  @state() private ended = false;
  /** On a telephone, the pages one goes to are unfolded. */
  @state() private menu = false;
  #invitation = '';
  #sso: SsoOutcome | undefined;
  #calendar: CalendarAnswer = { kind: 'none' };
  readonly #api = signInFrom('page');
  #session!: Session;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', this.#follow);
    addEventListener('pageshow', this.#comeBack);
    document.addEventListener('visibilitychange', this.#look);
    if (this.route.place === 'invitation') {
      // Of the fragment, which no server and no log ever sees; then of nothing
      this.#invitation = location.hash.slice(1);
      history.replaceState(null, '', location.pathname);
    }
    this.#sso = outcomeIn(location.search);
    if (this.route.place === 'calendrier') this.#calendar = calendarAnswerIn(location.search);
    // An outcome is told once: the page read again starts anew
    if (this.#sso || this.route.place === 'calendrier') history.replaceState(null, '', location.pathname);
    // Whoever opens an invitation is whom it names, not whoever is signed in here
    if (this.#invitation !== '') this.view = { kind: 'out' };
    else void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('popstate', this.#follow);
    removeEventListener('pageshow', this.#comeBack);
    document.removeEventListener('visibilitychange', this.#look);
  }

  override render(): TemplateResult {
    const { view } = this;
    switch (view.kind) {
      case 'starting':
        return renderBefore(skeleton(4, this.texts));
      case 'error':
        return renderBefore(errorState(view.problem, () => void this.#start(), undefined, this.texts));
      case 'out':
        return this.#renderDoor();
      case 'in':
        return this.#renderIn(view.me);
    }
  }

  protected override updated(changed: PropertyValues): void {
    const { place, id } = this.route;
    if (!changed.has('route') && !changed.has('view')) return;
    if (this.view.kind !== 'in') return;
    document.title = `${this.#title(place)} — Lastria`;
    void later[place as Place]?.();
    if (changed.has('route') && id === '') this.renderRoot.querySelector<HTMLElement>('main')?.focus();
  }

  #renderDoor(): TemplateResult {
    const { route } = this;
    return renderOut({
      route,
      api: this.#api,
      invitation: route.place === 'invitation' ? this.#invitation : undefined,
      sso: this.#sso,
      signedIn: this.#signedIn,
    });
  }

  #renderIn(me: Me): TemplateResult {
    const { place, id } = this.route;
    if (isAlone(place)) return this.#renderAlone(me, place, id);
    const { places: texts, skip, signOut } = pagesMessages;
    const here = this.#placeOf(me);
    return html`<header class=${this.menu ? '' : 'folded'}>
        <a class="button skip" href="#main" @click=${this.#skip}>${skip}</a>
        <span class="mark">${pagesMessages.name} <small>${me.tenant.name}</small></span>
        ${renderNavigation(placesOf(me), {
          here,
          address: (place) => this.#address(me, place),
          go: this.#go,
          open: this.menu,
          toggle: () => (this.menu = !this.menu),
        })}
        <lastria-notices-bell
          class=${this.ended ? 'curtain' : ''}
          .session=${this.#session}
          .places=${noticePlacesOf(me)}
          @lastria-file-open=${this.#openFile}
          @lastria-place-open=${this.#openPlace}
        ></lastria-notices-bell>
        <button type="button" class="button quiet who" @click=${() => void this.#leave()}>${signOut}</button>
      </header>
      <main id="main" tabindex="-1" class=${this.ended ? 'curtain' : ''}>
        ${here === undefined || here === 'compte' ? nothing : html`<h1 class="visually-hidden">${texts[here]}</h1>`}
        ${keyed(me.staffId, this.#renderPlace(me, here, id))}
      </main>
      ${this.#renderGuard()} ${this.#renderAgain(me)}`;
  }

  #renderGuard(): TemplateResult | typeof nothing {
    return this.ended ? nothing : html`<lastria-pages-guard .session=${this.#session}></lastria-pages-guard>`;
  }

  /** A page with one question, opened by another page: whether to let in, or who is there. */
  #renderAlone({ provedAt, displayName: person }: Me, place: Alone, id: string): TemplateResult {
    const signOut = (): void => void this.#leave('deconnexion');
    const question = { provedAt, person, place, id, signOut, session: this.#session, answer: this.#calendar };
    return html`<main class="door ${this.ended ? 'curtain' : ''}">
        <p class="mark">${pagesMessages.name}</p>
        <div class="card">${renderQuestion(question)}</div>
      </main>
      ${this.#renderGuard()}`;
  }

  #renderPlace(me: Me, place: Place | undefined, id: string): TemplateResult {
    return renderPlace(place, {
      session: this.#session,
      me,
      fileId: id,
      files: this.#address(me, 'dossiers'),
      go: this.#go,
      openFile: this.#openFile,
    });
  }

  #renderAgain(me: Me): TemplateResult {
    return renderAgain({
      open: this.ended,
      person: me.displayName,
      api: this.#api,
      client: this.route.client || me.tenant.id,
      signedIn: this.#signedIn,
      other: () => this.#empty(),
    });
  }

  #placeOf(me: Me): Place | undefined {
    const places = placesOf(me);
    return places.find((place) => place === this.route.place) ?? places[0];
  }

  #title(place: string): string {
    const { places } = pagesMessages;
    return place in places ? places[place as Place] : pagesMessages.name;
  }

  #address(me: Me, place: Place): string {
    return pathOf({ client: this.route.client || me.tenant.id, place, id: '' });
  }

  async #start(): Promise<void> {
    this.view = { kind: 'starting' };
    this.#session = connect({ baseUrl: location.origin, page: 'page' });
    // Before any element hears of it: they would empty themselves, and what is typed with them
    this.#session.on('session-expired', (event) => {
      if (this.view.kind !== 'in') return;
      event.stopImmediatePropagation();
      this.ended = true;
    });
    try {
      this.view = { kind: 'in', me: await this.#session.me() };
    } catch (error) {
      const isOut = (error as { type?: unknown }).type === 'unauthenticated';
      this.view = isOut
        ? { kind: 'out' }
        : { kind: 'error', problem: problemText(error, pagesMessages.failed) };
    }
  }

  readonly #signedIn = ({ detail }: CustomEvent<SignedIn>): void => {
    this.#sso = undefined;
    if (detail.back !== undefined && this.view.kind !== 'in') {
      history.replaceState(null, '', detail.back);
      this.#follow();
    }
    void this.#entered();
  };

  /** The cookie of a session is there. The same person finds everything as it was; another finds nothing. */
  async #entered(): Promise<void> {
    const { view } = this;
    if (view.kind !== 'in') {
      if (['connexion', 'invitation'].includes(this.route.place)) this.#turn({ ...this.route, place: '' });
      return this.#start();
    }
    const me = await this.#session.renew().catch(() => undefined);
    if (this.#wentOn(view.me, me)) return;
    this.#empty();
    await this.#start();
  }

  /** The same person is there again: what waited comes back. */
  #wentOn(before: Me, me: Me | undefined): boolean {
    if (me?.staffId !== before.staffId) return false;
    this.ended = false;
    this.view = { kind: 'in', me };
    return true;
  }

  /** The session that had ended may have been opened again in another tab. */
  readonly #look = (): void => {
    const { view } = this;
    if (document.hidden) return;
    if (view.kind === 'out' && this.route.place === 'calendrier') return void this.#lookIn();
    if (!this.ended || view.kind !== 'in') return;
    void this.#session.renew().then(
      (me) => this.#wentOn(view.me, me),
      () => undefined,
    );
  };

  /** Signed in beside: what Microsoft said is in this page alone. What is typed here stays until then. */
  async #lookIn(): Promise<void> {
    const isIn = await isSignedIn();
    if (isIn && this.view.kind === 'out') await this.#start();
  }

  /** Nothing of who was there stays: not on the screen, not in the elements, not in the address. */
  #empty(place = ''): void {
    this.#session.close();
    this.ended = false;
    this.view = { kind: 'out' };
    document.title = pagesMessages.name;
    this.#turn({ client: this.route.client, place, id: '' });
  }

  async #leave(place = ''): Promise<void> {
    // A session that has ended already leaves a cookie
    await this.#api.signOut().catch(() => this.#api.forgetCookies().catch(() => undefined));
    this.#empty(place);
  }

  #turn(to: Route): void {
    history.replaceState(null, '', pathOf(to));
    this.route = to;
  }

  readonly #follow = (): void => {
    this.route = routeOf(location.pathname);
    this.menu = false;
  };

  readonly #comeBack = (event: PageTransitionEvent): void => {
    if (event.persisted) void this.#start();
  };

  readonly #skip = (event: Event): void => {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('main')?.focus();
  };

  readonly #go = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    history.pushState(null, '', (event.currentTarget as HTMLAnchorElement).pathname);
    this.#follow();
  };

  readonly #openPlace = (event: CustomEvent<{ readonly place: NoticePlace }>): void =>
    this.#turnTo(placeOfNotice[event.detail.place], '');

  #turnTo(place: Place, id: string): void {
    if (this.view.kind !== 'in') return;
    const to = { client: this.route.client || this.view.me.tenant.id, place, id };
    history.pushState(null, '', pathOf(to));
    this.route = to;
  }

  readonly #openFile = (event: CustomEvent<{ readonly fileId: string }>): void => {
    if (this.view.kind !== 'in') return;
    this.#turnTo('dossiers', event.detail.fileId);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.back')?.focus());
  };
}
