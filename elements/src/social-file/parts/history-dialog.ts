import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDateTime } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { UiDialog } from '../../ui/dialog.ts';
import type { Answer, HistoryEntry, HistoryOf } from '../social-file.data.ts';
import { answerText, formatDay, formatPhone } from '../social-file.view.ts';
import { dialogStyles } from './dialog.styles.ts';
import { FilePart } from './file-part.ts';

type Change = HistoryEntry['changes'][number];

/** What a value, or the whole file, said before: each change with who made it and when, before and after. */
export class HistoryDialog extends FilePart {
  static override readonly tag = 'lastria-social-file-history';
  static override readonly dependencies = [UiDialog];
  static override styles = [
    dialogStyles,
    css`
      .now {
        margin: 0 0 var(--_space-3);
        font-size: var(--_size);
      }
      ol {
        display: grid;
        gap: var(--_space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding-block-end: var(--_space-3);
        border-block-end: 1px solid var(--_line);
      }
      li:last-child {
        border-block-end: 0;
      }
      .when {
        margin: 0;
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      h3 {
        margin-block-start: var(--_space-2);
      }
      dl {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--_space-3);
        margin: 2px 0 0;
        font-size: var(--_size);
      }
      dt {
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .reason {
        margin: 2px 0 0;
        font-size: var(--_size);
        overflow-wrap: anywhere;
      }
      .after {
        font-weight: 600;
      }
      .since {
        display: block;
        font-size: var(--_size-small);
        font-weight: 400;
        color: var(--_ink-muted);
      }
    `,
  ];

  /** Which values; nothing: closed. */
  @property({ attribute: false }) of: HistoryOf | undefined;
  @state() private entries: readonly HistoryEntry[] = [];
  @state() private cursor: string | null = null;
  @state() private loading = false;
  @state() private failure: ProblemText | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('of') || !this.of) return;
    this.entries = [];
    this.cursor = null;
    void this.#load();
  }

  override render(): TemplateResult {
    const { history: texts } = this.messages;
    const { of: wanted } = this;
    const label = wanted?.field
      ? this.#label(wanted.record ?? '', wanted.field)
      : wanted?.record === 'identity'
        ? this.messages.identity.title
        : '';
    return html`<lastria-ui-dialog
      size="wide"
      .open=${wanted !== undefined}
      .heading=${label ? texts.titleOf(label) : texts.title}
      @lastria-ui-close=${() => this.fire('lastria-ui-close')}
    >
      ${this.#renderNow()} ${this.entries.length ? this.#renderEntries(wanted?.field === undefined) : nothing}
      ${this.loading && this.entries.length === 0 ? skeleton(5) : nothing}
      ${this.failure ? errorState(this.failure, () => void this.#load()) : nothing}
      ${!this.loading && !this.failure && this.entries.length === 0 ? html`<p>${texts.empty}</p>` : nothing}
      <div slot="footer" class="actions">
        ${this.cursor ? html`<button type="button" class="button" @click=${() => this.#load()}>${texts.more}</button>` : nothing}
        <button type="button" class="button primary" @click=${() => this.fire('lastria-ui-close')}>
          ${this.texts.close}
        </button>
      </div></lastria-ui-dialog
    >`;
  }

  /** What a field of the situation says today, and since when. */
  #renderNow(): TemplateResult | typeof nothing {
    const field = this.of?.record === 'situation' ? this.of.field : undefined;
    const now = this.file.situation
      .flatMap(({ values }) => values)
      .find(({ fieldCode }) => fieldCode === field);
    if (!now || 'hidden' in now) return nothing;
    return html`<p class="now">
      ${this.messages.history.now(this.#said('situation', now.fieldCode, now.value), formatDay(now.since))}
    </p>`;
  }

  #renderEntries(named: boolean): TemplateResult {
    return html`<ol>
      ${this.entries
        .filter(({ changes }) => changes.length > 0)
        .map(
          ({ at, by, record, changes }) =>
            html`<li>
              <p class="when"><time datetime=${at}>${this.#when(at, changes)}</time> · ${by.displayName}</p>
              ${record === 'status' ? this.#renderStatus(changes) : changes.map((change) => this.#renderChange(record, change, named))}
            </li>`,
        )}
    </ol>`;
  }

  /** Of what was brought from elsewhere only the day is known: midnight, to the millisecond. */
  #when(at: string, [first]: readonly Change[]): string {
    return first?.since && at.endsWith('T00:00:00.000Z')
      ? formatDay(first.since)
      : formatDateTime(at, this.timeZone);
  }

  /** An opening, a closing or a reopening is an act, told as one. */
  #renderStatus(changes: readonly Change[]): TemplateResult {
    const { history: texts } = this.messages;
    const [status, reason] = ['status', 'reason'].map((one) => changes.find(({ field }) => field === one));
    const code = status?.after && 'codes' in status.after ? (status.after.codes[0] ?? '') : '';
    const act = status?.before && code === 'open' ? 'reopened' : code;
    return html`${status ? html`<h3>${texts.acts[act] ?? code}</h3>` : nothing}${
      reason?.after
        ? html`<p class="reason">${texts.because(this.#said('status', 'reason', reason.after))}</p>`
        : nothing
    }`;
  }

  #renderChange(record: string, change: Change, named: boolean): TemplateResult {
    const { history: texts } = this.messages;
    const value = (said: Answer | null, since: string | null, nothingSaid: string): TemplateResult =>
      html`${said ? this.#said(record, change.field, said) : nothingSaid}${since ? html`<span class="since">${texts.since(formatDay(since))}</span>` : nothing}`;
    return html`${named ? html`<h3>${this.#label(record, change.field)}</h3>` : nothing}
      <dl>
        <div>
          <dt>${texts.before}</dt>
          <dd>${value(change.before, change.beforeSince, texts.nothing)}</dd>
        </div>
        <div>
          <dt>${texts.after}</dt>
          <dd class="after">${value(change.after, change.since, texts.withdrawn)}</dd>
        </div>
      </dl>`;
  }

  #label(record: string, field: string): string {
    const { identity, current } = this.messages;
    if (record === 'situation')
      return this.names.configuration.fields.find(({ code }) => code === field)?.label ?? field;
    const own: Readonly<Record<string, string>> =
      record === 'relative'
        ? {
            kind: current.kind,
            name: current.name,
            birthYear: identity.birthYear,
            phone: identity.phone,
            dependent: current.isDependent,
            note: current.note,
          }
        : { ...(identity as unknown as Record<string, string>), phones: identity.phone };
    const label = this.messages.history.fields[`${record}.${field}`] ?? own[field] ?? field;
    return record === 'relative' ? `${current.relatives} · ${label}` : label;
  }

  /** The list that a code of a record is of. */
  #listOf(record: string, field: string): string | null {
    if (record === 'situation')
      return this.names.configuration.fields.find(({ code }) => code === field)?.listCode ?? null;
    const lists: Readonly<Record<string, string>> = {
      'identity.sex': 'sex',
      'status.reason': 'closeReason',
      'flag.flagCode': 'fileFlag',
    };
    return lists[`${record}.${field}`] ?? null;
  }

  #said(record: string, field: string, value: Answer): string {
    const listCode = this.#listOf(record, field);
    const text = answerText(value, listCode, this.names, this.messages);
    return /^phones?$/.test(field) ? text.split(', ').map(formatPhone).join(' · ') : text;
  }

  async #load(): Promise<void> {
    const wanted = this.of;
    if (!wanted) return;
    this.loading = true;
    this.failure = undefined;
    try {
      const page = await this.calls.history(wanted, this.cursor ?? undefined);
      if (this.of !== wanted) return;
      this.entries = [...this.entries, ...page.items];
      this.cursor = page.nextCursor;
    } catch (error) {
      this.failure = problemText(error, this.messages.history.failed);
    } finally {
      this.loading = false;
    }
  }
}
