import type { Session } from '@lastria/sdk';
import { html, type TemplateResult } from 'lit';
import type { CalendarAnswer } from './calendar-answer.ts';
import { pagesMessages } from './pages.messages.ts';
import type { Alone } from './places.ts';

interface Asked {
  readonly place: Alone;
  /** What it is about: a ticket. */
  readonly id: string;
  readonly provedAt: string | null;
  readonly person: string;
  readonly session: Session;
  readonly answer: CalendarAnswer;
  readonly signOut: () => void;
}

/** The one question of a page that another page opened. */
export function renderQuestion(asked: Asked): TemplateResult {
  const { place, id, provedAt, signOut } = asked;
  const { leave, returned } = pagesMessages;
  switch (place) {
    case 'accord':
      return html`<lastria-pages-ticket .provedAt=${provedAt} .ticketId=${id}></lastria-pages-ticket>`;
    case 'calendrier':
      return html`<lastria-pages-calendar
        .session=${asked.session}
        .answer=${asked.answer}
        .person=${asked.person}
      ></lastria-pages-calendar>`;
    case 'confirmer':
      return html`<lastria-pages-prove .provedAt=${provedAt}></lastria-pages-prove>`;
    case 'retour':
      return html`<h1>${returned.title}</h1>
        <p role="status">${returned.text}</p>`;
    case 'deconnexion':
      return html`<h1>${leave.title}</h1>
        <p>${leave.text}</p>
        <button type="button" class="button primary" @click=${signOut}>${leave.submit}</button>`;
  }
}
