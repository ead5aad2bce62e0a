import { html, type TemplateResult } from 'lit';
import { pagesMessages } from './pages.messages.ts';
import type { Alone } from './places.ts';

interface Asked {
  readonly place: Alone;
  /** What it is about: a ticket. */
  readonly id: string;
  readonly provedAt: string | null;
  readonly signOut: () => void;
}

/** The one question of a page that another page opened. */
export function renderQuestion({ place, id, provedAt, signOut }: Asked): TemplateResult {
  const { leave, returned } = pagesMessages;
  switch (place) {
    case 'accord':
      return html`<lastria-pages-ticket .provedAt=${provedAt} .ticketId=${id}></lastria-pages-ticket>`;
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
