import type { EntryVersion, RequestChange } from '@lastria/sdk';
import type { ProblemText } from '../../core/problem-text.ts';
import { problemOf } from '../tdm-editor.data.ts';
import type { Desk } from './desk.ts';

/** What the dialog of versions shows. */
export type VersionsView =
  | { readonly kind: 'loading'; readonly of: 'entry' | 'request' }
  | { readonly kind: 'error'; readonly of: 'entry' | 'request'; readonly problem: ProblemText }
  | { readonly kind: 'entry'; readonly items: readonly EntryVersion[]; readonly chosen: number }
  | { readonly kind: 'request'; readonly label: string; readonly items: readonly RequestChange[] };

/** Former states of the signed travail, or of one of its demandes: read when asked for, gone with the dialog. */
export class Versions {
  view: VersionsView | undefined;
  readonly #desk: Desk;
  #reading = new AbortController();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async openEntry(entryId: string): Promise<void> {
    await this.#open('entry', async (signal) => {
      const items = await this.#desk.calls.tdm.entryHistory(entryId, { signal });
      // The one before is what is asked for, most often
      return { kind: 'entry', items, chosen: Math.min(1, items.length - 1) };
    });
  }

  async openRequest(fileId: string, requestId: string, label: string): Promise<void> {
    await this.#open('request', async (signal) => ({
      kind: 'request',
      label,
      items: await this.#desk.calls.tdm.requestHistory(fileId, requestId, { signal }),
    }));
  }

  choose(index: number): void {
    if (this.view?.kind !== 'entry') return;
    this.view = { ...this.view, chosen: index };
    this.#desk.host.requestUpdate();
  }

  close(): void {
    if (!this.view) return;
    this.#reading.abort();
    this.view = undefined;
    this.#desk.host.requestUpdate();
  }

  async #open(of: 'entry' | 'request', read: (signal: AbortSignal) => Promise<VersionsView>): Promise<void> {
    const { host } = this.#desk;
    this.#reading.abort();
    const { signal } = (this.#reading = new AbortController());
    this.view = { kind: 'loading', of };
    host.requestUpdate();
    try {
      const view = await read(signal);
      if (signal.aborted) return;
      this.view = view;
    } catch (failure) {
      if (signal.aborted) return;
      this.view = { kind: 'error', of, problem: problemOf(failure, host.texts().versions.failed) };
    }
    host.requestUpdate();
  }
}
