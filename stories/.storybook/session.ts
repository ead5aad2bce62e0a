/// <reference types="vite/client" />
import { connect, type Clock, type Session } from '@lastria/sdk';
import type { Recording } from './recording.ts';
import { recordedClock, replay, type Fault } from './replay.ts';

const recordings = import.meta.glob<Recording>('../recordings/*.json', { eager: true, import: 'default' });
const recordingOf = (person: Person): Recording => recordings[`../recordings/${person}.json`]!;

export type Person = 'social-worker' | 'secretary' | 'importer' | 'manager' | 'administrator' | 'officer';
export interface StorySession {
  readonly session: Session;
  readonly clock: Clock | undefined;
}

/** A token of the demonstration's, which answers beside this page: `npm run storybook` while `npm start` runs. */
async function liveToken(person: string): Promise<{ token: string; expiresAt: string } | undefined> {
  if (!import.meta.env.DEV) return undefined;
  const answer = await fetch(`/demo-token/${person}`, { method: 'POST' });
  return answer.ok ? ((await answer.json()) as { token: string; expiresAt: string }) : undefined;
}

/** A session on the demonstration server when there is one, holds the scene, and nothing has to go wrong; else on what was recorded. */
export async function storySession(person: Person, fault?: Fault, recorded = false): Promise<StorySession> {
  const recording = recordingOf(person);
  let first = fault === undefined && !recorded ? await liveToken(recording.person) : undefined;
  if (first) {
    const getToken = async () => {
      const given = first ?? (await liveToken(recording.person)) ?? null;
      first = undefined;
      return given;
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
