import { html, nothing, type TemplateResult } from 'lit';
import { formatDateTime } from '../core/format.ts';
import type { Factor, OpenSession } from '../sign-in/sign-in.data.ts';
import { pagesMessages } from './pages.messages.ts';

interface SessionsShown {
  readonly sessions: readonly OpenSession[];
  readonly timeZone: string;
  readonly end: (id: string) => void;
}

/** Where one is signed in, each place to be left from here. */
export function renderSessions({ sessions, timeZone, end }: SessionsShown): TemplateResult {
  const { account: texts } = pagesMessages;
  const moment = (at: string): string => formatDateTime(at, timeZone);
  return html`<section aria-labelledby="sessions">
    <h2 id="sessions">${texts.sessions}</h2>
    <p class="muted">${texts.sessionsText}</p>
    <ul>
      ${sessions.map((one) => {
        const what = one.origin ?? one.device ?? texts.kinds[one.kind] ?? one.kind;
        return html`<li>
          <div>
            <p>${texts.kinds[one.kind] ?? one.kind}${one.current ? ` (${texts.current})` : ''}</p>
            <p class="muted">
              ${[one.device, one.origin, texts.since(moment(one.createdAt)), one.seenAt && texts.seen(moment(one.seenAt))].filter(Boolean).join(' · ')}
            </p>
          </div>
          ${
            one.current
              ? nothing
              : html`<button
                  type="button"
                  class="button quiet"
                  aria-label=${texts.endOne(what)}
                  @click=${() => end(one.id)}
                >
                  ${texts.end}
                </button>`
          }
        </li>`;
      })}
    </ul>
  </section>`;
}

interface FactorsShown {
  readonly factors: readonly Factor[];
  readonly codesLeft: number;
  readonly timeZone: string;
  readonly remove: (id: string) => void;
  readonly renewCodes: () => void;
  readonly add: () => void;
}

/** What proves who one is: the last one stays. */
export function renderFactors(shown: FactorsShown): TemplateResult {
  const { account: texts } = pagesMessages;
  const { factors, codesLeft, timeZone } = shown;
  const moment = (at: string): string => formatDateTime(at, timeZone);
  return html`<section aria-labelledby="factors">
    <h2 id="factors">${texts.factors}</h2>
    <p class="muted">${texts.factorsText}</p>
    <ul>
      ${factors.map(
        (one) =>
          html`<li>
            <div>
              <p>${one.label || texts.factorKinds[one.kind]}</p>
              <p class="muted">
                ${texts.added(moment(one.createdAt))} ·
                ${one.lastUsedAt ? texts.used(moment(one.lastUsedAt)) : texts.neverUsed}
              </p>
            </div>
            ${
              factors.length > 1
                ? html`<button
                    type="button"
                    class="button quiet"
                    aria-label=${texts.removeOne(one.label)}
                    @click=${() => shown.remove(one.id)}
                  >
                    ${texts.remove}
                  </button>`
                : nothing
            }
          </li>`,
      )}
      <li>
        <div>
          <p>${texts.codes}</p>
          <p class="muted">${texts.codesLeft(codesLeft)} ${texts.newCodesText}</p>
        </div>
        <button type="button" class="button quiet" @click=${shown.renewCodes}>${texts.newCodes}</button>
      </li>
    </ul>
    <button type="button" class="button" @click=${shown.add}>${texts.add}</button>
  </section>`;
}
