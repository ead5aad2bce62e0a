import { html, nothing, type TemplateResult } from 'lit';
import type { SignedIn } from '../sign-in/parts/flow.ts';
import type { signInFrom, SsoOutcome } from '../sign-in/sign-in.data.ts';
import { pagesMessages } from './pages.messages.ts';
import { pathOf, type Route } from './route.ts';

/** What signing in needs wherever it stands. */
interface Flow {
  readonly api: ReturnType<typeof signInFrom>;
  readonly client: string;
  readonly signedIn: (event: CustomEvent<SignedIn>) => void;
}

interface Out {
  readonly route: Route;
  readonly api: Flow['api'];
  readonly invitation: string | undefined;
  readonly sso: SsoOutcome | undefined;
  readonly signedIn: Flow['signedIn'];
}

/** What stands where nobody is signed in: the door, or that one has just left. */
export function renderOut({ route: { client, place }, ...rest }: Out): TemplateResult {
  if (place === 'deconnexion') return renderGone();
  const goesHome = place === 'connexion' || place === 'calendrier';
  return renderDoor({
    ...rest,
    client,
    back: goesHome ? pathOf({ client, place: '', id: '' }) : location.pathname,
    why: place === 'calendrier' ? pagesMessages.calendar.door : undefined,
  });
}

/** Before one knows who is there. */
export const renderBefore = (content: TemplateResult): TemplateResult =>
  html`<div class="door"><div class="card">${content}</div></div>`;

interface Door extends Flow {
  /** Of whoever opened one. */
  readonly invitation: string | undefined;
  /** What the customer's own sign-in came to. */
  readonly sso: SsoOutcome | undefined;
  /** Where to go on, once signed in. */
  readonly back: string;
  /** Why one signs in, when this page has something to end: the customer's own sign-in then opens beside. */
  readonly why: string | undefined;
}

/** Sign-in, before anything is shown. */
const renderDoor = ({ api, client, invitation, sso, back, why, signedIn }: Door): TemplateResult =>
  html`<main class="door">
    <p class="mark">${pagesMessages.name}</p>
    <div class="card">
      ${why === undefined ? nothing : html`<p>${why}</p>`}
      <lastria-sign-in-flow
        .api=${api}
        .client=${client}
        .invitation=${invitation}
        .sso=${sso}
        .back=${back}
        .aside=${why !== undefined}
        @lastria-signed-in=${signedIn}
      ></lastria-sign-in-flow>
    </div>
  </main>`;

/** What is said to who has just left. */
const renderGone = (): TemplateResult =>
  html`<main class="door">
    <p class="mark">${pagesMessages.name}</p>
    <div class="card" role="status">
      <h1>${pagesMessages.leave.done}</h1>
      <p>${pagesMessages.leave.doneText}</p>
    </div>
  </main>`;

interface Again extends Flow {
  readonly open: boolean;
  readonly person: string;
  /** Somebody else is there. */
  readonly other: () => void;
}

/** The session ended: what is open waits behind, for the same person alone. */
export function renderAgain({ open, person, api, client, signedIn, other }: Again): TemplateResult {
  const { again } = pagesMessages;
  return html`<lastria-ui-dialog
    kind="alertdialog"
    .open=${open}
    .heading=${again.title}
    @lastria-ui-before-close=${(event: Event) => event.preventDefault()}
  >
    ${
      open
        ? html`<p>${again.text(person)}</p>
            <lastria-sign-in-flow
              .api=${api}
              .client=${client}
              .back=${pathOf({ client, place: 'retour', id: '' })}
              aside
              @lastria-signed-in=${signedIn}
            ></lastria-sign-in-flow>
            <button type="button" class="button quiet" @click=${other}>${again.other}</button>`
        : nothing
    }
  </lastria-ui-dialog>`;
}
