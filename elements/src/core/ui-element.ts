import { LitElement } from 'lit';
import { define, version, type ElementClass } from './define.ts';
import { messagesWith } from './messages.ts';
import { uiMessages, type UiMessageOverrides, type UiMessages } from './ui.messages.ts';

/** The root of every element of ours: how it is named, defined, worded, and how it speaks to its parent. */
export class UiElement extends LitElement {
  static readonly tag: string;
  static readonly version: string = version;
  static readonly dependencies: readonly ElementClass[] = [];

  static define(this: ElementClass, registry?: CustomElementRegistry): void {
    define(this, registry);
  }

  /** Texts of the shared blocks, with the overrides of the nearest element around that has `messages.ui`. */
  protected get texts(): UiMessages {
    return messagesWith(uiMessages, this.overridesAround<UiMessageOverrides>('ui'));
  }

  /** The overrides of a branch of texts, of the nearest element around that has some: for what is loaded on demand. */
  protected overridesAround<O>(branch: string): O | undefined {
    return overridesAround(this, branch) as O | undefined;
  }

  /** Fires a typed event that stays on this element; false when a listener refused it. */
  protected fire(type: string, detail: unknown = null, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable }));
  }
}

function overridesAround(element: Node, branch: string): unknown {
  for (let node: Node | null = element; node;) {
    const overrides = (node as { messages?: Readonly<Record<string, unknown>> }).messages?.[branch];
    if (overrides) return overrides;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return undefined;
}
