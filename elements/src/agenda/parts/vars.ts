import { noChange } from 'lit';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

/** Sets custom properties of an element through CSSOM: a strict content policy refuses `style` attributes. */
class Vars extends Directive {
  /** What stands there already: to set it again would have the browser compute the style again. */
  #set: Readonly<Record<string, number | string>> = {};

  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new Error('vars() stands for an element, not in an attribute.');
  }

  override update(part: ElementPart, [values]: [Readonly<Record<string, number | string>>]): typeof noChange {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(values))
      if (value !== this.#set[name]) style.setProperty(`--${name}`, String(value));
    this.#set = values;
    return noChange;
  }

  override render(_values: Readonly<Record<string, number | string>>): typeof noChange {
    return noChange;
  }
}
export const vars = directive(Vars);
