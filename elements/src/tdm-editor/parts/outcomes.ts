import type { RequestPatch, SocialRequest } from '@lastria/sdk';
import { failureKind } from '../tdm-editor.data.ts';
import type { Choices } from './choices.ts';
import type { Desk } from './desk.ts';

/**
 * Results of demandes the file already has. They are the file's and not the travail's: kept at once, and taken back from
 * the notification.
 */
export class Outcomes {
  readonly #desk: Desk;
  readonly #read = new Map<string, SocialRequest>();
  /** What was chosen and is on its way. */
  readonly #sent = new Map<string, string | null>();
  /** One after the other: each change rests on the one before. */
  #last: Promise<void> = Promise.resolve();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** The demande as it is now; none for one that opens with the travail. */
  of(requestId: string | null, choices: Choices): SocialRequest | undefined {
    if (requestId === null) return undefined;
    const [here, there] = [this.#read.get(requestId), choices.request(requestId)];
    return here && there && here.version < there.version ? there : (here ?? there);
  }

  /** The same with the result just chosen: refused, it goes back to the one before. */
  shown(requestId: string | null, choices: Choices): SocialRequest | undefined {
    const known = this.of(requestId, choices);
    const sent = known && this.#sent.get(known.id);
    return sent === undefined ? known : { ...known!, outcome: sent };
  }

  set(requestId: string, outcome: string | null): void {
    const texts = this.#desk.host.texts().requests;
    const { view } = this.#desk;
    if (view.kind !== 'ready') return;
    const { choices } = view.context;
    const before = this.of(requestId, choices);
    if (!before) return;
    const label = choices.label('requestTypes', before.typeCode);
    const said =
      outcome === null
        ? texts.reopened(label)
        : texts.settled(label, choices.label('requestOutcome', outcome));
    this.#change(requestId, { outcome }, said, () => {
      const { status, resolvedOn } = before;
      this.#change(requestId, { outcome: before.outcome, status, resolvedOn }, texts.outcomeUndone(label));
    });
  }

  #change(requestId: string, patch: RequestPatch, said: string, undo?: () => void): void {
    if (patch.outcome !== undefined) this.#sent.set(requestId, patch.outcome);
    this.#desk.host.requestUpdate();
    this.#last = this.#last.then(() => this.#send(requestId, patch, said, undo));
  }

  async #send(requestId: string, patch: RequestPatch, said: string, undo?: () => void): Promise<void> {
    const { calls, host, view } = this.#desk;
    if (view.kind !== 'ready' || view.context.fileId === null) return;
    const { fileId, choices } = view.context;
    const etag = `"${this.of(requestId, choices)?.version}"`;
    try {
      const { request } = await calls.tdm.changeRequest(fileId, requestId, patch, { etag });
      this.#read.set(requestId, request);
      host.toast(said, undo);
      host.tell('lastria-request-changed', { requestId, fileId });
    } catch (failure) {
      const { outcome, outcomeStale } = host.texts().problem;
      const stale = failureKind(failure) === 'stale';
      if (stale) {
        const now = await calls.tdm.requests(fileId).catch(() => []);
        for (const request of now) this.#read.set(request.id, request);
      }
      this.#desk.report(failure, outcome, stale ? outcomeStale : undefined);
    }
    if (this.#sent.get(requestId) === patch.outcome) this.#sent.delete(requestId);
    host.requestUpdate();
  }
}
