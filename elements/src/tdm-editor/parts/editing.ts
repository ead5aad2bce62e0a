import type { Clock, Session, WorkEntry } from '@lastria/sdk';
import { newId } from '@lastria/sdk';
import type { ProblemText } from '../../core/problem-text.ts';
import { failureKind, fieldErrorsOf, isPassing, problemOf, sign } from '../tdm-editor.data.ts';
import type { TdmEditorMessages } from '../tdm-editor.messages.ts';
import { applyLine, exchange, type AppliedLine, type ChipChoice } from './capture.ts';
import type { Choices } from './choices.ts';
import { conflictOf, merged, type Conflict } from './conflict.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import {
  draftContent,
  emptyForm,
  entryFields,
  entryPatch,
  formOf,
  sameForm,
  type EntryField,
  type EntryForm,
} from './entry-form.ts';

export type FaultField = EntryField | 'quick' | 'unitId';

/** One thing to correct before the travail can be signed. */
export interface Fault {
  readonly field: FaultField;
  readonly text: string;
  /** Which demande, when it is about one. */
  readonly at?: number | undefined;
}

/** After a save: stay (`done`) or go on with a new one (`next`). */
export type Intent = 'done' | 'next';

export interface EditingDeps {
  readonly session: Session;
  readonly clock: Clock;
  readonly keeper: DraftKeeper;
  readonly choices: Choices;
  readonly texts: () => TdmEditorMessages;
  readonly today: string;
  readonly me: string;
  readonly fileId: string | null;
  readonly unitId: string;
  readonly signed: { readonly entry: WorkEntry; readonly etag: string } | undefined;
  /** Fields whose text cannot be read. */
  readonly unreadable: () => readonly Fault[];
  readonly changed: () => void;
  readonly saved: (outcome: Outcome) => void;
}

/** What a signature gave. */
export interface Outcome {
  readonly entry: WorkEntry;
  readonly etag: string;
  readonly form: EntryForm;
  readonly isNew: boolean;
  readonly intent: Intent;
}

/** One travail being written: its values, its draft, its signature. Knows nothing of the page. */
export class Editing {
  form: EntryForm;
  line: AppliedLine | undefined;
  reading: 'idle' | 'reading' | 'failed' = 'idle';
  saving: 'no' | 'sending' | 'waiting' = 'no';
  faults: readonly Fault[] = [];
  problem: ProblemText | undefined;
  conflict: Conflict | undefined;
  unitId: string;
  /** The choices may be read again while one writes. */
  deps: EditingDeps;
  #baseline: EntryForm;
  #signed: { readonly id: string; readonly etag: string } | undefined;
  /** A signature without an answer: the same key again, whatever was typed since. */
  #pending:
    { readonly key: string; readonly form: EntryForm; readonly draftId: string | undefined } | undefined;
  #intent: Intent = 'done';
  #retry: unknown;
  #tries = 0;
  #left = false;

  constructor(deps: EditingDeps, form?: EntryForm) {
    this.deps = deps;
    this.unitId = deps.unitId;
    this.#signed = deps.signed && { id: deps.signed.entry.id, etag: deps.signed.etag };
    this.#baseline = deps.signed ? formOf(deps.signed.entry) : emptyForm(deps.today, deps.me);
    this.form = form ?? this.#baseline;
  }

  get entryId(): string | undefined {
    return this.#signed?.id;
  }

  get hasUnsavedChanges(): boolean {
    return !sameForm(this.form, this.#baseline);
  }

  /** Takes a new state of the screen; the draft follows. */
  set(form: EntryForm): void {
    this.form = form;
    if (this.hasUnsavedChanges)
      this.deps.keeper.note(newId, this.deps.fileId, draftContent(form, this.entryId));
    else if (this.deps.keeper.draftId !== undefined) void this.deps.keeper.drop(true).catch(() => undefined);
    this.deps.changed();
  }

  /** A field was corrected: its fault leaves. */
  settle(field: FaultField): void {
    if (this.faults.some((fault) => fault.field === field))
      this.faults = this.faults.filter((fault) => fault.field !== field);
  }

  /** Reads the line of saisie rapide into the form; false when it could not be read. */
  async read(): Promise<boolean> {
    const { session, choices, today, changed } = this.deps;
    const text = this.form.quick;
    this.reading = 'reading';
    changed();
    try {
      const reading = await session.tdm.capture({ text });
      if (this.#left || this.form.quick !== text) return false;
      const read = applyLine(this.form, this.line, reading, choices, today);
      this.line = read.line;
      this.reading = 'idle';
      this.settle('quick');
      this.set(read.form);
      return true;
    } catch {
      // Whatever the cause, the fields below remain: the sentence says so.
      this.reading = 'failed';
      changed();
      return false;
    } finally {
      if (this.reading === 'reading') this.reading = 'idle';
    }
  }

  /** The line was read as it stands. */
  get isRead(): boolean {
    return this.line?.text === this.form.quick;
  }

  exchange(index: number, other: ChipChoice | undefined): void {
    if (!this.line) return;
    const next = exchange(this.form, this.line, index, other, this.deps.choices, this.deps.today);
    this.line = next.line;
    this.set(next.form);
  }

  /** Signs, or changes what was signed. What could not be sent waits for the network and goes by itself. */
  async save(intent: Intent): Promise<boolean> {
    const { keeper, saved, changed } = this.deps;
    if (this.saving === 'sending') return false;
    this.deps.clock.clearTimeout(this.#retry);
    this.#intent = intent;
    this.problem = undefined;
    this.faults = this.#check();
    if (this.faults.length > 0) {
      changed();
      return false;
    }
    const isNew = this.#signed === undefined;
    if (!isNew && Object.keys(entryPatch(this.form, this.#baseline)).length === 0) {
      // Nothing differs from what is signed
      this.#baseline = this.form;
      this.set(this.form);
      return true;
    }
    this.saving = 'sending';
    changed();
    await keeper.hold();
    try {
      const outcome = isNew ? await this.#create() : await this.#change();
      if (this.#left) return true;
      this.saving = 'no';
      this.#tries = 0;
      this.#baseline = this.form;
      this.#signed = { id: outcome.entry.id, etag: outcome.etag };
      // Signing erased the draft; a change does not know it
      await keeper.drop(!isNew).catch(() => undefined);
      saved({ ...outcome, form: this.form, isNew, intent });
      return true;
    } catch (failure) {
      keeper.release();
      if (!this.#left) await this.#fail(failure);
      return false;
    }
  }

  /** The network is back, or the session was renewed. */
  resume(): void {
    if (this.saving === 'waiting' && this.#asSent) void this.save(this.#intent);
    else if (this.saving === 'waiting') this.saving = 'no';
  }

  /** Answers a conflict: field by field, mine or theirs, or both texts. */
  async resolve(): Promise<boolean> {
    const { conflict } = this;
    if (!conflict || !this.#signed) return false;
    this.conflict = undefined;
    this.#baseline = conflict.theirs;
    this.#signed = { id: this.#signed.id, etag: conflict.etag };
    this.set(merged(this.form, conflict));
    return this.save(this.#intent);
  }

  leave(): void {
    this.#left = true;
    this.deps.clock.clearTimeout(this.#retry);
  }

  get #asSent(): boolean {
    return this.#pending === undefined || sameForm(this.#pending.form, this.form);
  }

  async #create() {
    const { session, keeper, fileId } = this.deps;
    this.#pending ??= { key: newId(), form: this.form, draftId: keeper.draftId };
    const { key, form, draftId } = this.#pending;
    const created = await sign(session, { fileId, unitId: this.unitId }, form, draftId, key).catch(
      (failure: unknown) => {
        // Refused: it had no effect, the next one is another. No answer: it may have had, and is repeated as it was.
        if (!isPassing(failure) && failureKind(failure) !== 'ended') this.#pending = undefined;
        throw failure;
      },
    );
    this.#pending = undefined;
    const signed = { entry: created.entry, etag: created.etag || `"${created.entry.version}"` };
    if (sameForm(form, this.form)) return signed;
    // Typed since it was sent: the signed travail takes it
    this.#signed = { id: signed.entry.id, etag: signed.etag };
    this.#baseline = form;
    return this.#change(signed);
  }

  async #change(unchanged?: { readonly entry: WorkEntry; readonly etag: string }) {
    const { id, etag } = this.#signed!;
    const patch = entryPatch(this.form, this.#baseline);
    if (unchanged && Object.keys(patch).length === 0) return unchanged;
    const changed = await this.deps.session.tdm.changeEntry(id, patch, { etag });
    return { entry: changed.entry, etag: changed.etag || `"${changed.entry.version}"` };
  }

  async #fail(failure: unknown): Promise<void> {
    const texts = this.deps.texts();
    this.saving = 'no';
    const kind = failureKind(failure);
    if (kind === 'stale') await this.#compare();
    else if (kind === 'invalid') this.#point(failure);
    else if (kind === 'lost') this.#wait();
    else if (kind !== 'ended') this.problem = problemOf(failure, texts.problem.save);
    this.deps.changed();
  }

  /** Somebody changed the travail meanwhile: both versions are laid side by side. */
  async #compare(): Promise<void> {
    try {
      const current = await this.deps.session.tdm.readEntry(this.#signed!.id);
      this.conflict = conflictOf(
        this.#baseline,
        this.form,
        formOf(current.entry),
        current.etag || `"${current.entry.version}"`,
      );
    } catch (failure) {
      this.problem = problemOf(failure, this.deps.texts().problem.save);
    }
  }

  #point(failure: unknown): void {
    const faults = fieldErrorsOf(failure).flatMap(({ pointer, detail }): Fault[] => {
      const [, field = '', at = ''] = pointer.split('/');
      const known = field === 'unitId' || (entryFields as readonly string[]).includes(field);
      return known
        ? [{ field: field as FaultField, text: detail, at: /^\d+$/.test(at) ? Number(at) : undefined }]
        : [];
    });
    this.faults = faults;
    if (faults.length === 0) this.problem = problemOf(failure, this.deps.texts().problem.save);
  }

  #wait(): void {
    const { clock } = this.deps;
    this.saving = 'waiting';
    this.#retry = clock.setTimeout(() => this.resume(), Math.min(2000 * 2 ** this.#tries, 30_000));
    this.#tries += 1;
  }

  #check(): Fault[] {
    const { check } = this.deps.texts();
    const { form } = this;
    const faults = [...this.deps.unreadable()];
    const missing = (field: FaultField, text: string) => {
      if (!faults.some((fault) => fault.field === field)) faults.push({ field, text });
    };
    if (form.quick.trim() && !this.isRead) missing('quick', check.unreadLine);
    if (!form.typeCode) missing('typeCode', check.type);
    if (!form.performedOn) missing('performedOn', check.date);
    if (this.deps.fileId === null && !this.unitId) missing('unitId', check.unit);
    const [loose] = form.looseMeans;
    if (loose !== undefined)
      missing('requests', check.looseMeans(this.deps.choices.label('supportActions', loose)));
    return faults;
  }
}
