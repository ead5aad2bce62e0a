import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { UiErrorSummary, type FormError } from '../../ui/error-summary.ts';
import { icon } from '../../ui/icons.ts';
import { UiNumberField } from '../../ui/number-field.ts';
import {
  isStale,
  limitKinds,
  type AuditSettings,
  type LimitKind,
  type ReadingLimits,
} from '../audit.data.ts';
import { AuditPart } from './audit-part.ts';
import { partStyles } from './part.styles.ts';

type Values = Readonly<Record<string, number | null>>;
/** The law's, and the server's. */
const MONTHS = [6, 36] as const;
const LIMITS = [1, 10_000] as const;
const RETENTION = 'retentionMonths';
const keyOf = (role: string, kind: LimitKind): string => `${role}-${kind}`;

const valuesOf = ({ retentionMonths, readingLimits }: AuditSettings): Values => ({
  [RETENTION]: retentionMonths,
  ...Object.fromEntries(
    readingLimits.flatMap((limits) => limitKinds.map((kind) => [keyOf(limits.role, kind), limits[kind]])),
  ),
});
const changesOf = (from: Values, to: Values): readonly string[] =>
  Object.keys(to).filter((key) => to[key] !== from[key]);

/**
 * How long traces are kept, and how much each role may read before somebody is told. Fires `lastria-ui-change` with the
 * `settings` saved.
 */
export class SettingsPart extends AuditPart {
  static override readonly tag = 'lastria-access-log-settings';
  static override readonly dependencies = [UiNumberField, UiErrorSummary];
  static override styles = [
    partStyles,
    css`
      .form {
        display: grid;
        gap: var(--_space-4);
        max-inline-size: 52em;
      }
      .retention {
        max-inline-size: 22em;
      }
      fieldset {
        display: grid;
        gap: var(--_space-2);
        min-inline-size: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        margin-block-end: var(--_space-1);
        font-weight: 600;
        font-size: var(--_size);
      }
      .limits {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: var(--_space-1) var(--_space-3);
        align-items: center;
      }
      .head {
        align-items: end;
        padding-block-end: var(--_space-1);
        border-block-end: 1px solid var(--_line-strong);
        font-size: var(--_size-small);
        font-weight: 600;
        color: var(--_ink-muted);
      }
      .head > :first-child {
        display: none;
      }
      .role {
        grid-column: 1 / -1;
        margin-block-start: var(--_space-1);
        font-size: var(--_size);
      }
      .note {
        display: flex;
        gap: var(--_space-2);
        align-items: start;
      }
      .note .icon {
        inline-size: 18px;
        block-size: 18px;
      }
      .conflict {
        display: grid;
        gap: var(--_space-2);
        padding: var(--_space-3) var(--_space-4);
        border-inline-start: 3px solid var(--_warning);
        border-radius: var(--_radius-small);
        background: var(--_warning-soft);
      }
      lastria-ui-error-summary:not([data-some]) {
        display: none;
      }
      @container (inline-size >= 640px) {
        .limits {
          grid-template-columns: minmax(12em, 2fr) repeat(3, minmax(0, 1fr));
        }
        .head > :first-child {
          display: block;
        }
        .role {
          grid-column: auto;
          margin: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) settings!: AuditSettings;
  @state() private values: Values = {};
  @state() private faults: Readonly<Record<string, string>> = {};
  @state() private summary: readonly FormError[] = [];
  @state() private failure: ProblemText | undefined;
  /** Changed here and by somebody else, each in its own way. */
  @state() private clash: readonly string[] = [];
  @state() private said = '';
  #read: AuditSettings | undefined;
  #busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('settings')) return;
    const dirty = this.#read && changesOf(valuesOf(this.#read), this.values).length > 0;
    if (!dirty) this.#begin(this.settings);
  }

  override render(): TemplateResult {
    const { settings: texts } = this.messages;
    return html`<section class="form" aria-labelledby="title" @keydown=${this.#key}>
      <h2 id="title" class="visually-hidden">${texts.title}</h2>
      <lastria-ui-error-summary
        ?data-some=${this.summary.length > 0}
        .errors=${this.summary}
      ></lastria-ui-error-summary>
      <div class="retention">
        ${this.#renderNumber(RETENTION, texts.retention, { hint: texts.retentionHint })}
      </div>
      <fieldset>
        <legend>${texts.limits}</legend>
        <p class="intro">${texts.limitsIntro}</p>
        <div class="limits head" aria-hidden="true">
          <span>${texts.role}</span>
          ${limitKinds.map((kind) => html`<span>${texts.kinds[kind]}</span>`)}
        </div>
        ${this.settings.readingLimits.map((limits) => this.#renderRole(limits))}
      </fieldset>
      <p class="muted note">${icon('lock')}<span>${texts.proof}</span></p>
      ${this.clash.length > 0 ? this.#renderClash() : nothing}
      ${this.failure ? errorState(this.failure, undefined, texts.kept, this.texts) : nothing}
      <div class="actions">
        <button type="button" class="button primary" @click=${() => void this.#save()}>${texts.save}</button>
        <span class="muted" role="status">${this.said}</span>
      </div>
    </section>`;
  }

  #renderRole({ role }: ReadingLimits): TemplateResult {
    const { settings: texts } = this.messages;
    const name = texts.roles[role] ?? role;
    return html`<div class="limits">
      <span class="role" aria-hidden="true">${name}</span>
      ${limitKinds.map((kind) => this.#renderNumber(keyOf(role, kind), texts.of(texts.kinds[kind], name), { hidden: true }))}
    </div>`;
  }

  #renderNumber(key: string, label: string, { hint = '', hidden = false }): TemplateResult {
    return html`<lastria-ui-number-field
      id=${key}
      ?label-hidden=${hidden}
      .label=${label}
      .hint=${hint}
      .value=${this.values[key] ?? null}
      .error=${this.faults[key] ?? ''}
      @lastria-ui-change=${(event: CustomEvent<{ value: number | null }>) => this.#set(key, event.detail.value)}
    ></lastria-ui-number-field>`;
  }

  #renderClash(): TemplateResult {
    const { settings: texts } = this.messages;
    const fields = this.clash.map((key) => this.#nameOf(key)).join('\u00a0; ');
    return html`<div class="conflict" role="alert" tabindex="-1">
      <p><strong>${texts.conflict}</strong></p>
      <p>${texts.conflictText(fields)}</p>
      <div class="actions">
        <button type="button" class="button primary" @click=${() => void this.#keepMine()}>
          ${texts.mine}
        </button>
        <button type="button" class="button" @click=${() => this.#begin(this.settings)}>
          ${texts.theirs}
        </button>
      </div>
    </div>`;
  }

  #nameOf(key: string): string {
    const { settings: texts } = this.messages;
    if (key === RETENTION) return texts.retention;
    const [role = '', kind] = key.split('-') as [string, LimitKind];
    return texts.of(texts.kinds[kind], texts.roles[role] ?? role);
  }

  #begin(settings: AuditSettings): void {
    this.#read = settings;
    this.values = valuesOf(settings);
    this.faults = {};
    this.summary = [];
    this.clash = [];
    this.failure = undefined;
  }

  #set(key: string, value: number | null): void {
    this.values = { ...this.values, [key]: value };
    this.said = '';
    const { [key]: _gone, ...others } = this.faults;
    this.faults = others;
  }

  /** What cannot be saved as it stands; true when nothing. */
  #check(): boolean {
    const { settings: texts } = this.messages;
    const within = (value: number | null | undefined, [from, to]: readonly [number, number]): boolean =>
      typeof value === 'number' && value >= from && value <= to;
    this.faults = Object.fromEntries(
      Object.entries(this.values).flatMap(([key, value]) => {
        const isMonths = key === RETENTION;
        if (within(value, isMonths ? MONTHS : LIMITS)) return [];
        return [[key, isMonths ? texts.months(...MONTHS) : texts.between]];
      }),
    );
    this.summary = Object.entries(this.faults).map(([key, text]) => ({
      text: `${this.#nameOf(key)}\u00a0: ${text}`,
      field: () => this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(key)}`),
    }));
    return this.summary.length === 0;
  }

  async #save(): Promise<void> {
    if (this.#busy || !this.#check() || !this.#read) return;
    const changed = changesOf(valuesOf(this.#read), this.values);
    this.failure = undefined;
    this.clash = [];
    if (changed.length === 0) {
      this.said = this.messages.settings.unchanged;
      return;
    }
    this.#busy = true;
    try {
      await this.#send(this.#read, changed);
    } catch (error) {
      this.failure = problemText(error, this.messages.settings.failed);
    } finally {
      this.#busy = false;
    }
  }

  /** Only what was changed is sent: what somebody else changed meanwhile stays, unless it is the same. */
  async #send(read: AuditSettings, changed: readonly string[]): Promise<void> {
    const roles = read.readingLimits.filter(({ role }) =>
      limitKinds.some((kind) => changed.includes(keyOf(role, kind))),
    );
    const patch = {
      ...(changed.includes(RETENTION) ? { retentionMonths: this.values[RETENTION]! } : {}),
      ...(roles.length > 0
        ? {
            readingLimits: roles.map(({ role }) => ({
              role,
              filesPerHour: this.values[keyOf(role, 'filesPerHour')]!,
              filesPerDay: this.values[keyOf(role, 'filesPerDay')]!,
              searchesPerHour: this.values[keyOf(role, 'searchesPerHour')]!,
            })),
          }
        : {}),
    };
    try {
      const settings = await this.calls.changeSettings(read.version, patch);
      this.#begin(settings);
      this.said = this.messages.settings.saved;
      this.fire('lastria-ui-change', { settings });
    } catch (error) {
      if (!isStale(error)) throw error;
      await this.#meet(read, changed);
    }
  }

  /** Somebody was quicker: what both changed is asked, the rest is brought together and sent again. */
  async #meet(read: AuditSettings, changed: readonly string[]): Promise<void> {
    const theirs = await this.calls.settings();
    const [before, now] = [valuesOf(read), valuesOf(theirs)];
    const clash = changed.filter((key) => now[key] !== before[key] && now[key] !== this.values[key]);
    this.values = { ...now, ...Object.fromEntries(changed.map((key) => [key, this.values[key]!])) };
    this.#read = theirs;
    this.settings = theirs;
    if (clash.length === 0) return this.#send(theirs, changesOf(now, this.values));
    this.clash = clash;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.conflict')?.focus();
  }

  #keepMine(): Promise<void> {
    this.clash = [];
    return this.#save();
  }

  /** Enter in a field saves what stands there. */
  readonly #key = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (event.key !== 'Enter' || event.isComposing || !(target instanceof HTMLInputElement)) return;
    event.preventDefault();
    target.dispatchEvent(new Event('change'));
    void this.#save();
  };
}
