import { startRecorder, type Statement } from './recorder.ts';
import { callOf, type Subject } from './subject.ts';

/** The two calls that open a file: identity and situation, then the first page of what was done. */
export const openingPaths = (fileId: string) =>
  [`/v1/files/${fileId}`, `/v1/files/${fileId}/timeline`] as const;

/** What the application sends to PostgreSQL to open one file. */
export interface OpenedFile {
  /** Of the first call, of the second; each begins by entering the session. */
  readonly calls: readonly (readonly Statement[])[];
  /** Both in one transaction, which enters once. */
  readonly all: readonly Statement[];
  readonly waits: number;
}

/** Opens each file of the sample once behind the recorder. */
export async function recordOpenings(subject: Subject): Promise<OpenedFile[]> {
  const recorder = await startRecorder(subject.url);
  const { app, close } = subject.through(recorder.url, 1);
  try {
    const open = (path: string) => callOf(app, subject.headers, path);
    // The first call of a connection also asks for its types.
    for (const path of openingPaths(subject.fileIds[0]!)) await open(path);
    const opened: OpenedFile[] = [];
    for (const fileId of subject.fileIds) {
      const recordings = [];
      for (const path of openingPaths(fileId)) recordings.push(await recorder.during(() => open(path)));
      const calls = recordings.map(({ statements }) => statements);
      opened.push({
        calls,
        all: calls.flatMap((statements, index) => (index === 0 ? statements : statements.slice(1))),
        waits: recordings.reduce((sum, { waits }) => sum + waits, 0),
      });
    }
    return opened;
  } finally {
    await close();
    await recorder.close();
  }
}

/** Opens a file as the elements do. */
export async function openFile(subject: Subject, turn: number): Promise<void> {
  for (const path of openingPaths(pick(subject.fileIds, turn))) await subject.call(path);
}

export const pick = <T>(items: readonly T[], turn: number): T => items[turn % items.length]!;
