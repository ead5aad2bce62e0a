import { html, render } from 'lit';
import type { ElementSession } from '../../core/session-context.ts';
import { scene, type Scene } from '../../social-file/social-file.scene.ts';
import { inside, read, until } from '../../social-file/testing/stage.ts';
import type { LastriaFileList } from '../file-list.pure.ts';
import '../file-list.ts';

/** The list on a stage of its own; focus stands before it. */
export async function open(
  server: Scene = scene(),
  width = 1000,
): Promise<{
  element: LastriaFileList;
  server: Scene;
  fired: string[];
  text: () => string;
  rows: () => Element[];
}> {
  const stage = document.createElement('div');
  stage.className = 'stage';
  stage.style.width = `${width}px`;
  document.body.append(stage);
  render(
    html`<button class="before">Avant</button
      ><lastria-file-list .session=${server.open() as unknown as ElementSession}></lastria-file-list>`,
    stage,
  );
  const element = stage.lastElementChild as LastriaFileList;
  const fired: string[] = [];
  for (const name of ['open', 'created'])
    element.addEventListener(`lastria-file-${name}`, (event) =>
      fired.push(`${name} ${(event as CustomEvent<{ fileId: string }>).detail.fileId}`),
    );
  const rows = (): Element[] => inside(element.shadowRoot!).filter((node) => node.matches('[role="row"]'));
  await until(() => rows().length > 3 || inside(element.shadowRoot!).some((node) => node.matches('.state')));
  stage.querySelector<HTMLElement>('.before')!.focus();
  return { element, server, fired, text: () => read(element), rows };
}
