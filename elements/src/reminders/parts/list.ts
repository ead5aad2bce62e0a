import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDateTime } from '../../core/format.ts';
import type { ProblemText } from '../../core/problem-text.ts';
import { emptyState, errorState } from '../../core/states.ts';
import { flag, type FlagKind } from '../../ui/chip.ts';
import { icon, type IconName } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import {
  etagOf,
  readList,
  remindersOf,
  type ReminderDecision,
  type ReminderToLookAfter,
} from '../reminders.data.ts';
import { mayPass, returnKind } from '../reminders.reasons.ts';
import { listStyles } from '../reminders.styles.ts';
import { nameOf } from '../reminders.view.ts';
import { ContactDialog } from './contact-dialog.ts';
import { Part } from './reminders-part.ts';

const tones: Readonly<Record<string, FlagKind>> = { uncertain: 'warning', bounced: 'danger' };
const icons: Readonly<Record<string, IconName>> = { again: 'transfer', consideredSent: 'check' };

interface Act {
  readonly label: string;
  readonly icon: IconName;
  readonly run: () => void;
}

/** « À surveiller »: the reminders that ask for somebody, each with what may be done about it; one's own messages. */
export class ListPart extends Part {
  static override readonly tag = 'lastria-reminders-list';
  static override readonly dependencies = [ContactDialog];
  static override styles = [...partStyles, listStyles];

  @state() private failure: ProblemText | undefined;
  /** The reminder whose person is called, or asked for her address. */
  @state() private dealt: { readonly id: string; readonly mode: 'tell' | 'correct' } | undefined;
  #hadFocus = false;

  protected override willUpdate(): void {
    this.#hadFocus = Boolean(this.shadowRoot?.activeElement);
  }

  /** What had focus is gone, decided here or by somebody else: focus stays near. */
  protected override updated(): void {
    if (this.#hadFocus && !this.shadowRoot?.activeElement)
      this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  override render(): TemplateResult {
    const { list: texts, mine } = this.messages;
    const { items, next, requestMail } = this.settings;
    return html`<section class="form" aria-labelledby="title">
        <div>
          <h2 id="title" tabindex="-1">${texts.title}</h2>
          ${items.length === 0 ? nothing : html`<p class="muted">${texts.count(items.length, next !== null)}</p>`}
        </div>
        ${this.failure ? errorState(this.failure, undefined, this.messages.safe, this.texts) : nothing}
        ${
          items.length === 0
            ? this.#renderEmpty()
            : html`<ul class="items">
                ${repeat(
                  items,
                  ({ appointmentId }) => appointmentId,
                  (one) => this.#renderOne(one),
                )}
              </ul>`
        }
        ${
          next === null
            ? nothing
            : html`<div class="actions">
                <button type="button" class="button" @click=${() => void this.#more(next)}>
                  ${texts.more}
                </button>
              </div>`
        }
      </section>
      <section class="form" aria-labelledby="mine">
        <h2 id="mine">${mine.title}</h2>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${requestMail.wanted}
            @change=${(event: Event) => void this.#want(event.target as HTMLInputElement)}
          /><span>${mine.wanted}<small>${mine.hint}</small></span></label
        >
      </section>
      <lastria-reminders-contact
        .one=${items.find(({ appointmentId }) => appointmentId === this.dealt?.id)}
        .mode=${this.dealt?.mode ?? 'tell'}
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-ui-close=${() => (this.dealt = undefined)}
        @lastria-part-changed=${this.pass}
      ></lastria-reminders-contact>`;
  }

  /** Whoever follows nobody is told so, and where his own part is. */
  #renderEmpty(): TemplateResult {
    const { list: texts } = this.messages;
    const { me, units } = this.settings;
    if (me.can.openFile)
      return emptyState(texts.empty, { label: texts.refresh, icon: 'undo', run: () => void this.#again() });
    if (units.length === 0) return emptyState(texts.followsNobody);
    return emptyState(texts.followsNobody, {
      label: texts.toSettings,
      run: () => this.fire('lastria-ui-select', { id: 'settings' }),
    });
  }

  #renderOne(one: ReminderToLookAfter): TemplateResult {
    const { list: texts } = this.messages;
    const { state: is, reason, receipt, at, can } = one;
    const who = nameOf(one);
    const kind = returnKind(reason);
    const acts = this.#acts(one);
    const explained =
      is === 'bounced' ? texts.returned[kind] : (texts.explained[is] ?? texts.explained[reason ?? '']);
    return html`<li>
      <div class="named">
        <h3>${who}</h3>
        ${flag(tones[is] ?? 'neutral', texts.states[is] ?? texts.other)}
      </div>
      <p>${texts.moment(one.startsAt)}</p>
      ${explained ? html`<p>${explained}</p>` : nothing}
      ${at ? html`<p class="muted">${texts.triedAt(formatDateTime(at, this.timeZone))}</p>` : nothing}
      ${receipt ? html`<p class="muted">${texts.receipt(receipt)}</p>` : nothing}
      <div class="do">
        <div>${acts.slice(0, 2).map((act) => this.#renderAct(one, act, 'button'))}</div>
        <div class="less">
          ${acts.slice(2).map((act) => this.#renderAct(one, act, 'button quiet'))}
          <button
            type="button"
            class="button quiet"
            aria-label=${texts.of(texts.openFile, who)}
            @click=${() => this.fire('lastria-ui-open', { fileId: one.fileId })}
          >
            ${icon('file')}${texts.openFile}
          </button>
        </div>
      </div>
      ${can.decide && can.sendAgain ? html`<p class="muted">${texts.againHint}</p>` : nothing}
    </li>`;
  }

  #renderAct(one: ReminderToLookAfter, { label, icon: name, run }: Act, look: string): TemplateResult {
    const { list: texts } = this.messages;
    return html`<button
      type="button"
      class=${look}
      aria-label=${texts.of(label, `${nameOf(one)}, ${texts.moment(one.startsAt)}`)}
      @click=${run}
    >
      ${icon(name)}${label}
    </button>`;
  }

  /** What may be done, what is most likely right first. */
  #acts(one: ReminderToLookAfter): readonly Act[] {
    const { list: texts } = this.messages;
    const { can, state: is, reason } = one;
    const decision = (code: 'consideredSent' | 'again'): Act => ({
      label: texts[code],
      icon: icons[code]!,
      run: () => void this.#decide(one, code),
    });
    const deal = (mode: 'tell' | 'correct', label: string, name: IconName): Act => ({
      label,
      icon: name,
      run: () => (this.dealt = { id: one.appointmentId, mode }),
    });
    const again = can.sendAgain ? [decision('again')] : [];
    const isPassing = is === 'bounced' && mayPass(returnKind(reason));
    return [
      ...(can.decide ? [decision('consideredSent')] : []),
      ...(can.decide || isPassing ? again : []),
      ...(can.correct ? [deal('correct', texts.correct[reason ?? ''] ?? texts.correctOther, 'user')] : []),
      ...(can.tell ? [deal('tell', texts.tell, 'phone')] : []),
      ...(can.decide || isPassing ? [] : again),
      ...(can.stopWriting
        ? [
            {
              label: texts.stopWriting,
              icon: 'close' as const,
              run: () => void this.#decide(one, 'stopWriting'),
            },
          ]
        : []),
    ];
  }

  async #again(): Promise<void> {
    await this.#act(async () => void (await this.reread()));
  }

  async #more(next: string): Promise<void> {
    await this.#act(async () => {
      const { items, next: after } = await readList(this.session, { next });
      this.tell({ settings: (now) => ({ ...now, items: [...now.items, ...items], next: after }) });
    });
  }

  async #decide(one: ReminderToLookAfter, decision: Exclude<ReminderDecision, 'told'>): Promise<void> {
    const { list: texts } = this.messages;
    await this.#act(async () => {
      await remindersOf(this.session).decideReminder(one.appointmentId, decision, { etag: etagOf(one) });
      this.tell({
        change: { kind: decision, id: one.appointmentId },
        said: texts.decided[decision](nameOf(one)),
      });
      // Its line goes, or says what is next; and what became of the others meanwhile
      await this.reread();
    });
  }

  async #want(box: HTMLInputElement): Promise<void> {
    const { mine } = this.messages;
    const { requestMail: before } = this.settings;
    const wanted = box.checked;
    await this.#act(async () => {
      const { requestMail } = await remindersOf(this.session).setRequestMail(wanted, {
        etag: etagOf(before),
      });
      this.tell({
        settings: (now) => ({ ...now, requestMail }),
        change: { kind: 'requestMail', id: '' },
        said: wanted ? mine.on : mine.off,
      });
    });
    await this.updateComplete;
    box.checked = this.settings.requestMail.wanted;
  }

  /** Does it once at a time. What a failure says may come from what somebody else did: the list is read again. */
  async #act(act: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    let failed = false;
    await this.carryOut(act, (error) => {
      this.failure = this.problem(error);
      failed = true;
    });
    if (failed) await this.reread().catch(() => undefined);
  }
}
