import { Problem } from './problem.ts';

/** The entity tag of a version. */
export const etagOf = (version: number): string => `"${version}"`;

/** Reads If-Match. A write without it is refused: it could undo what somebody else just did. */
export function versionWanted(header: string | undefined): number {
  if (header === undefined) {
    throw new Problem(
      'version-required',
      "Rechargez les informations avant de les modifier ; rien n'a été enregistré.",
    );
  }
  const match = /^"(\d{1,9})"$/.exec(header.trim());
  if (!match)
    throw new Problem('stale-version', "La version indiquée n'existe pas ; rien n'a été enregistré.");
  return Number(match[1]);
}

/** Refuses a write that found its row changed between its own read and its update. */
export function requireUpdated(rows: readonly unknown[]): void {
  if (rows.length === 0) throw stale();
}

const stale = (more: { currentVersion?: string } = {}) =>
  new Problem(
    'stale-version',
    'Comparez les deux versions, puis enregistrez ce qui doit rester. Votre texte est conservé.',
    more,
  );

/** Refuses a write built on another version than the current one. */
export function requireVersion(current: number, wanted: number): void {
  if (current !== wanted) throw stale({ currentVersion: etagOf(current) });
}
