import { z } from 'zod';
import { NotTold, type Telling } from './calendar-link.ts';
import { Forbidden, GraphRefused, isRefused, understood, type GraphRequests } from './graph.requests.ts';

const subscriptionShape = z.object({ id: z.string(), expirationDateTime: z.string() });
const listShape = z.object({
  value: z.array(z.object({ id: z.string(), notificationUrl: z.string().optional() })),
});

/** Subscriptions to the changes of a mailbox: lifecycle notifications go to the same address. */
export class GraphTelling implements Telling {
  readonly #requests: GraphRequests;

  constructor(requests: GraphRequests) {
    this.#requests = requests;
  }

  async subscribe({ address, proof, until }: Parameters<Telling['subscribe']>[0]) {
    try {
      const made = understood(
        subscriptionShape,
        await this.#requests.ask('POST', '/subscriptions', {
          changeType: 'created,updated,deleted',
          notificationUrl: address,
          lifecycleNotificationUrl: address,
          resource: '/me/events',
          expirationDateTime: until.toISOString(),
          clientState: proof,
        }),
      );
      return { id: made.id, until: new Date(made.expirationDateTime) };
    } catch (error) {
      // Another of ours, of which we never learnt: the answer was lost
      if (isRefused(error, 409)) await this.unsubscribe(address);
      throw notTold(error);
    }
  }

  async renew(id: string, until: Date): Promise<boolean> {
    try {
      await this.#requests.ask('PATCH', `/subscriptions/${encodeURIComponent(id)}`, {
        expirationDateTime: until.toISOString(),
      });
      return true;
    } catch (error) {
      if (isRefused(error, 404)) return false;
      throw notTold(error);
    }
  }

  async unsubscribe(address: string): Promise<void> {
    const { value } = understood(listShape, await this.#requests.ask('GET', '/subscriptions'));
    for (const one of value.filter((subscription) => subscription.notificationUrl === address))
      try {
        await this.#requests.ask('DELETE', `/subscriptions/${encodeURIComponent(one.id)}`);
      } catch (error) {
        if (!isRefused(error, 404)) throw error;
      }
  }
}

/** Too many subscriptions of a mailbox are forbidden too: its calendar is read all the same. */
const notTold = (error: unknown): unknown =>
  error instanceof GraphRefused || error instanceof Forbidden ? new NotTold(error.message) : error;
