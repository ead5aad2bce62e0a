import { html, nothing, type TemplateResult } from 'lit';
import type { SocialFileMessages } from '../social-file.messages.ts';

export interface ConflictRow {
  readonly label: string;
  readonly theirs: string;
  readonly mine: string;
}

/** What was written in between beside what was typed here, field by field; both stay until one chooses. */
export const conflict = (
  rows: readonly ConflictRow[],
  { dialogs: texts, identity }: SocialFileMessages,
): TemplateResult =>
  html`<div class="conflict" role="alert" tabindex="-1">
    <p>${texts.conflict}</p>
    ${
      rows.length
        ? html`<table>
            <thead>
              <tr>
                <th scope="col">${texts.conflictField}</th>
                <th scope="col">${texts.conflictTheirs}</th>
                <th scope="col">${texts.conflictMine}</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                ({ label, theirs, mine }) =>
                  html`<tr>
                    <th scope="row">${label}</th>
                    <td>${theirs || identity.none}</td>
                    <td>${mine || identity.none}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
        : nothing
    }
  </div>`;
