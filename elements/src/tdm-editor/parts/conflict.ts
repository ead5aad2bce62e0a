import { entryFields, sameValue, type EntryField, type EntryForm } from './entry-form.ts';

export type Side = 'mine' | 'theirs' | 'both';

/** A travail changed on both sides: what differs, and which side each field takes. */
export interface Conflict {
  readonly mine: EntryForm;
  readonly theirs: EntryForm;
  readonly etag: string;
  readonly fields: readonly EntryField[];
  readonly picks: Readonly<Partial<Record<EntryField, Side>>>;
}

/** Fields that differ. To begin with: the side that changed when only one did, both texts when both did, else mine. */
export function conflictOf(baseline: EntryForm, mine: EntryForm, theirs: EntryForm, etag: string): Conflict {
  const fields = entryFields.filter((field) => !sameValue(mine[field], theirs[field]));
  const first = (field: EntryField): Side => {
    if (sameValue(mine[field], baseline[field])) return 'theirs';
    const bothWrote =
      field === 'text' && !sameValue(theirs.text, baseline.text) && Boolean(mine.text && theirs.text);
    return bothWrote ? 'both' : 'mine';
  };
  return {
    mine,
    theirs,
    etag,
    fields,
    picks: Object.fromEntries(fields.map((field) => [field, first(field)])),
  };
}

export const pick = (conflict: Conflict, field: EntryField, side: Side): Conflict => ({
  ...conflict,
  picks: { ...conflict.picks, [field]: side },
});

/** The form with the chosen side of each field. */
export function merged(form: EntryForm, { mine, theirs, fields, picks }: Conflict): EntryForm {
  // What was typed elsewhere in the form since stays; fields that do not differ are the same on both sides
  const chosen = fields.map((field) => [
    field,
    picks[field] === 'theirs'
      ? theirs[field]
      : picks[field] === 'both'
        ? `${theirs.text}\n\n${mine.text}`
        : mine[field],
  ]);
  return { ...form, ...(Object.fromEntries(chosen) as Partial<EntryForm>), ownMinutes: true };
}
