import { version } from './version.ts';

/** What `define` needs to know of a class; every element of ours has it as statics. */
export interface ElementClass extends CustomElementConstructor {
  readonly tag: string;
  readonly version: string;
  readonly dependencies: readonly ElementClass[];
}

const warned = new Set<string>();

/**
 * Defines an element after those it depends on. Safe to call twice, and with two copies of Lastria on the page:
 * the first one stays, and one warning names both versions.
 */
export function define(element: ElementClass, registry: CustomElementRegistry = customElements): void {
  const present = registry.get(element.tag) as Partial<ElementClass> | undefined;
  if (present === element) return;
  if (present) {
    warnOnce(element, present.version ?? 'inconnue');
    return;
  }
  for (const dependency of element.dependencies) define(dependency, registry);
  // A constructor can be registered once per registry: under another name, a nameless subclass takes the tag.
  const taken = registry.getName?.(element);
  registry.define(element.tag, taken ? class extends element {} : element);
}

function warnOnce(element: ElementClass, present: string): void {
  if (present === element.version) return;
  const pair = `${present} ${element.version}`;
  if (warned.has(pair)) return;
  warned.add(pair);
  console.warn(
    `Lastria\u00a0: <${element.tag}> existe déjà en version ${present}\u00a0; la version ${element.version} n'est pas installée.`,
  );
}

export { version };
