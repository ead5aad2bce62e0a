import { connect, type Session } from '@lastria/sdk';
import type { Walked } from '../../../elements/src/testing/walked.ts';
import type { Guest } from './checks.ts';

const look = new CSSStyleSheet();
look.replaceSync('button { inline-size: 900px; font-size: 1rem; color: #333; background: #222; }');

/** A guest that does all that a guest must not: the checks that let it pass are worth nothing. */
class PlantedGuest extends HTMLElement {
  static readonly tag = 'planted-guest';
  static readonly version = '0.0.0';
  static readonly dependencies = [];
  static define(): void {
    if (!customElements.get(this.tag)) customElements.define(this.tag, this);
  }
  /** What the first tenant was told is kept for every other. */
  static #kept: string | undefined;

  readonly updateComplete = Promise.resolve(true);
  theme?: string;
  #session: Session | undefined;

  get session(): Session | undefined {
    return this.#session;
  }
  set session(session: Session | undefined) {
    this.#session = session;
    void this.#load();
  }

  async #load(): Promise<void> {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [look];
    if (!this.#session) return;
    root.replaceChildren();
    // It asks again and again, and shows nothing while it waits
    for (let time = 0; time < 20 && root.childElementCount === 0; time += 1) {
      const me = await this.#session.me().catch(() => undefined);
      const name = (PlantedGuest.#kept ??= me?.displayName ?? 'Dupont');
      const words = document.createElement('button');
      words.textContent = `${name} 100 dossiers`;
      words.setAttribute('style', 'color: red');
      words.addEventListener('click', () => {
        this.dispatchEvent(new CustomEvent('planted-open', { detail: { person: { name } } }));
        throw new Error('planted');
      });
      root.append(words);
    }
  }
}

/** A host that asks for a token at each call. */
const hasty: Guest['open'] = (options) =>
  connect({
    ...options,
    fetch: async (request) => {
      await options.getToken();
      return options.fetch!(request);
    },
  });

/** How the checks drive it, with the server of another element. */
export const planted = (server: Walked['ready']['server']): Guest => ({
  element: PlantedGuest as unknown as Walked['element'],
  tag: PlantedGuest.tag,
  ready: { server, reads: '100 dossiers' },
  empty: { server, reads: '100 dossiers' },
  open: hasty,
});
