import { SignIn } from '@lastria/sdk/sign-in';
import type { Me, Session } from '@lastria/sdk';
import { tellProved } from '../core/proof.ts';
import type { ElementSession } from '../core/session-context.ts';

export type { Me };

/** What the person of a host's page does about her session there; what is secret she does on our own origin. */
export class HostSession {
  readonly #session: Session;

  constructor(session: ElementSession) {
    this.#session = session as unknown as Session;
  }

  /** Who is there, as the server knows it now. */
  me(signal: AbortSignal): Promise<Me> {
    return this.#session.access.me({ signal });
  }

  /** Where the person confirms that this session is hers: an address of our own origin. */
  async proofAddress(me: Me, signal: AbortSignal): Promise<string> {
    if (me.kind !== 'embed') return this.#ours(me, 'confirmer');
    return (await new SignIn(this.#session).askProof({ signal })).address;
  }

  signOutAddress(me: Me): string {
    return this.#ours(me, 'deconnexion');
  }

  /** Asks the host again who is there. */
  async renew(): Promise<void> {
    await this.#session.renew();
  }

  /** Tells the other elements of the page that the person proved who she is: what waited for it goes on. */
  tellProven(): void {
    tellProved(this.#session);
  }

  /** Nothing of this session serves any more, here; in a frame of ours, anywhere. */
  async leave({ kind }: Me): Promise<void> {
    if (kind === 'frame') await new SignIn(this.#session, 'frame').signOut();
    this.#session.close();
  }

  #ours({ tenant }: Me, place: string): string {
    return `${this.#session.baseUrl.replace(/\/+$/, '')}/${tenant.id}/${place}`;
  }
}
