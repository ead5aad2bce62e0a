import { html, type TemplateResult } from 'lit';
import type { PartMessages } from './part.messages.ts';

export interface Conflict {
  readonly rows: readonly { readonly label: string; readonly mine: string; readonly theirs: string }[];
  readonly keepMine: () => void;
  readonly keepTheirs: () => void;
}

/** Both values of what two people changed at the same time, and the choice between them. */
export const renderConflict = (
  { rows, keepMine, keepTheirs }: Conflict,
  { conflict: texts }: PartMessages,
): TemplateResult =>
  html`<div class="conflict" role="alert" tabindex="-1">
    <p><strong>${texts.title}</strong></p>
    <p>${texts.text}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">${texts.field}</th>
          <th scope="col">${texts.mine}</th>
          <th scope="col">${texts.theirs}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ label, mine, theirs }) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td>${mine}</td>
              <td>${theirs}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <div class="actions">
      <button type="button" class="button primary" @click=${keepMine}>${texts.keepMine}</button
      ><button type="button" class="button" @click=${keepTheirs}>${texts.keepTheirs}</button>
    </div>
  </div>`;
