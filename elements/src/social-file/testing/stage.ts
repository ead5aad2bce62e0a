import { html, render } from 'lit';
import type { ElementSession } from '../../core/session-context.ts';
import { frame, play, tabTo } from '../../testing/hands.ts';
import { focused, focusOf, inside, read, within } from '../../testing/perceived.ts';
import { ids } from '../../testing/sample.ts';
import { until } from '../../testing/until.ts';
import type { LastriaSocialFile } from '../social-file.pure.ts';
import '../social-file.ts';
import { scene, type Scene } from '../social-file.scene.ts';

export { focused, focusOf, frame, inside, play, read, tabTo, until, within };

/** The file on a stage of its own; focus stands before it. */
export async function open(
  server: Scene = scene(),
  width = 1366,
): Promise<{ element: LastriaSocialFile; server: Scene; fired: string[]; text: () => string }> {
  const stage = document.createElement('div');
  stage.className = 'stage';
  stage.style.width = `${width}px`;
  document.body.append(stage);
  render(
    html`<button class="before">Avant</button
      ><lastria-social-file
        .session=${server.open() as unknown as ElementSession}
        file-id=${ids.file}
      ></lastria-social-file>`,
    stage,
  );
  const element = stage.lastElementChild as LastriaSocialFile;
  const fired: string[] = [];
  for (const name of ['opened', 'changed', 'not-found'])
    element.addEventListener(`lastria-file-${name}`, (event) =>
      fired.push(`${name} ${JSON.stringify((event as CustomEvent).detail)}`),
    );
  const text = (): string => read(element);
  await until(() => within(element).some((node) => node.matches('article, .card, .state')));
  stage.querySelector<HTMLElement>('.before')!.focus();
  return { element, server, fired, text };
}

/** Opens « Autres actions » and runs the command that begins with these letters. */
export async function command(letters: string, label: string): Promise<void> {
  await tabTo('Autres actions');
  await play('Enter');
  await until(() => focusOf().includes('Modifier l’identité'));
  await play(...letters);
  await until(() => focusOf().includes(label));
  await play('Enter');
}

/** Before and after the tests of a file: one size, no motion, an empty page. */
export const wide = { width: 1366, height: 768 };
export const clear = (): void => document.querySelectorAll('.stage').forEach((node) => node.remove());
