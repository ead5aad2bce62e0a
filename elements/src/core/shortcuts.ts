import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { isEditable } from './a11y.ts';
import { uiMessages } from './ui.messages.ts';

export interface Shortcut {
  /** `mod+enter`, `mod+shift+k` (mod is Ctrl, or ⌘ on a Mac), or a single letter such as `n`. */
  readonly keys: string;
  /** What it does, as the help list says it. */
  readonly label: string;
  readonly run: () => void;
  /** A shortcut that cannot act now lets the key through. */
  readonly when?: () => boolean;
}

const mac = /Mac|iP(hone|ad)/.test(navigator.platform);

/**
 * The keys of an element, heard only while focus is inside it. Combinations with Ctrl or ⌘ always; single letters
 * only once `letters` is true, and never while typing; `?` asks for the list.
 */
export class Shortcuts implements ReactiveController {
  letters = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #list: readonly Shortcut[];
  readonly #help: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, list: readonly Shortcut[], help?: () => void) {
    this.#host = host;
    this.#list = list;
    this.#help = help;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#press);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#press);
  }

  /** The help list, for a dialog. */
  render(texts = uiMessages): TemplateResult {
    const active = this.#list.filter((shortcut) => this.letters || shortcut.keys.includes('+'));
    return html`<dl class="shortcuts">
      ${active.map(
        (shortcut) =>
          html`<div>
            <dt>${spoken(shortcut.keys)}</dt>
            <dd>${shortcut.label}</dd>
          </div>`,
      )}
      <div>
        <dt><kbd>?</kbd></dt>
        <dd>${texts.shortcuts.help}</dd>
      </div>
    </dl>`;
  }

  readonly #press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const typing = isEditable(event.composedPath()[0]);
    const mod = mac ? event.metaKey : event.ctrlKey;
    if (event.key === '?' && !typing && !mod && this.#help) {
      this.#take(event, this.#help);
      return;
    }
    const pressed = `${mod ? 'mod+' : ''}${mod && event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`;
    if (!mod && (typing || !this.letters || event.key.length > 1)) return;
    const shortcut = this.#list.find(({ keys, when }) => keys === pressed && (when?.() ?? true));
    if (shortcut) this.#take(event, shortcut.run);
  };

  #take(event: KeyboardEvent, run: () => void): void {
    event.preventDefault();
    event.stopPropagation();
    run();
  }
}

const names: Readonly<Record<string, string>> = { mod: mac ? '⌘' : 'Ctrl', shift: 'Maj', enter: 'Entrée' };

function spoken(keys: string): TemplateResult[] {
  return keys
    .split('+')
    .map((key, index) => html`${index ? '\u00a0+\u00a0' : ''}<kbd>${names[key] ?? key.toUpperCase()}</kbd>`);
}
