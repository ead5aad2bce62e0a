/** A host with a Lit of its own, which places our elements in its templates and moves them about. */
import { render } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { html, unsafeStatic } from 'lit/static-html.js';

interface Card {
  readonly tag: string;
  readonly session: unknown;
  /** How the host says that it stands here. */
  readonly mode?: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** Draws a card for each, in this order; gives the elements. */
function draw(cards: readonly Card[], title: string): HTMLElement[] {
  const main = document.querySelector('main')!;
  const drawn = repeat(
    cards,
    ({ session }) => session,
    ({ tag, session, mode }) =>
      html`<section class="card"><h2>${title}</h2><${unsafeStatic(tag)} class="guest" .mode=${mode} .session=${session}></${unsafeStatic(tag)}></section>`,
  );
  render(html`<div class="column">${drawn}</div>`, main);
  return cards.map(({ tag, session, props }) => {
    const found = [...main.querySelectorAll<HTMLElement>(tag)].find(
      (element) => (element as HTMLElement & { session: unknown }).session === session,
    )!;
    return Object.assign(found, props);
  });
}

/** Moves an element elsewhere in the page, and back. */
function carry(element: HTMLElement): void {
  const home = element.parentElement!;
  const aside = document.querySelector('aside')!;
  aside.append(element);
  home.append(element);
}

const host = { draw, carry };
export type Host = typeof host;
Object.assign(globalThis, { host });
