/** Our elements on the host's page, and what drives them. Its scenes are those of the manifest: see pages.ts. */
import { checks, wordsOfServer, type Guest } from './checks.ts';
import { planted } from './planted.ts';

const guest = {
  run: (tag: string, check: keyof typeof checks): Promise<string[]> =>
    checks[check](scenes.find((scene) => scene.tag === tag)!),
  wordsOfServer,
};
export type GuestPage = typeof guest;

let scenes: readonly Guest[] = [];

export function start(elements: readonly Guest[]): void {
  scenes = [...elements, planted(elements[0]!.ready.server)];
  for (const { element } of scenes) element.define();
  Object.assign(globalThis, { guest });
}
