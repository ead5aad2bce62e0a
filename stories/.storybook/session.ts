/// <reference types="vite/client" />
import { connect, type Clock, type Session } from '@lastria/sdk';
import type { Recording } from './recording.ts';
import { recordedClock, replay, type Fault } from './replay.ts';

const recordings = import.meta.glob<Recording>('../recordings/*.json', { eager: true, import: 'default' });
const recordingOf = (person: Person): Recording => recordings[`../recordings/${person}.json`]!;

export type Person = 'social-worker' | 'secretary' | 'importer' | 'administrator';
export interface StorySession {
  readonly session: Session;
  readonly clock: Clock | undefined;
}

/** The demonstration server answers beside this page: `npm run storybook` while `npm start` runs. */
async function isLive(): Promise<boolean> {
  if (!import.meta.env.DEV) return false;
  return fetch('/demo/people').then(
    (answer) => answer.ok && answer.headers.get('content-type')?.includes('json') === true,
    () => false,
  );
}

/** A session on the demonstration server when there is one, holds the scene, and nothing has to go wrong; else on what was recorded. */
export async function storySession(person: Person, fault?: Fault, recorded = false): Promise<StorySession> {
  const recording = recordingOf(person);
  if (fault === undefined && !recorded && (await isLive())) {
    const getToken = async (): Promise<{ token: string; expiresAt: string }> => {
      await fetch(`/demo/be/${recording.person}`, { method: 'POST' });
      return (await (await fetch('/lastria-token', { method: 'POST' })).json()) as {
        token: string;
        expiresAt: string;
      };
    };
    return { session: connect({ baseUrl: location.origin, getToken }), clock: undefined };
  }
  const clock = recordedClock(recording);
  const session = connect({
    baseUrl: 'https://lastria.example',
    getToken: () => ({ token: 'replayed', expiresAt: clock.now() + 600_000 }),
    clock,
    fetch: replay(recording, fault),
  });
  return { session, clock };
}

const { exchanges } = recordingOf('social-worker');

/** The file of Marie Dupont, in the demonstration as in the recordings. */
export const fileId = exchanges.find(({ path }) => path.endsWith('/timeline'))!.path.split('/')[3]!;
/** A travail of hers. */
export const entryId = exchanges.find(({ path }) => path.startsWith('/v1/entries/'))!.path.split('/')[3]!;
/** A closed file. */
export const closedFileId = exchanges
  .find(
    ({ path, reply }) =>
      /^\/v1\/files\/[^/]+$/.test(path) && (reply as { status?: string }).status === 'closed',
  )!
  .path.split('/')[3]!;
