import { css, html, nothing, render, type LitElement, type RenderOptions, type TemplateResult } from 'lit';
import {
  heldBack,
  isFlat,
  openedByPage,
  plainProps,
  type Detail,
  type Flat,
  type Look,
  type Props,
  type ToFrame,
} from './isolated-contract.ts';
import { errorState, stateStyles } from './states.ts';
import { tokenNames } from './tokens.ts';
import { uiMessages } from './ui.messages.ts';

/** Where a frame comes from: Lastria's own address, and whose Lastria it is. */
export interface FramePlace {
  readonly baseUrl: string;
  readonly client: string;
}

/** Milliseconds a frame may take to answer before that is said. */
const patience = 20_000;
/** Milliseconds a verb may take: a save over a slow line. */
const verbPatience = 60_000;

const styles = css`
  iframe {
    display: block;
    inline-size: 100%;
    block-size: clamp(14em, var(--_frame-height, 24em), 100dvh);
    border: 0;
    background: transparent;
  }
`;

/**
 * The host's side of an isolated element: a frame of Lastria's origin in its place, which has a session of its own.
 * Identifiers go in, identifiers come out; what it shows, nobody here can read.
 */
export class IsolatedFrame {
  /** Messages that were none of ours. */
  ignored = 0;
  readonly #host: LitElement & { theme?: string | undefined };
  readonly #tag: string;
  readonly #renderOptions: RenderOptions;
  readonly #fire: (type: string, detail: Detail, cancelable: boolean) => boolean;
  /** What the element in the frame last said of itself. */
  told: Readonly<Record<string, Flat>> = {};
  #place: FramePlace | undefined;
  #nonce = '';
  #sentProps: Props = {};
  #sentLook = '';
  #person: string | undefined;
  #sentPerson: string | undefined;
  #calls = 0;
  readonly #waiting = new Map<number, (value: Flat) => void>();
  #answered = false;
  #late = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: AbortController | undefined;

  constructor(
    host: LitElement & { theme?: string | undefined },
    tag: string,
    renderOptions: RenderOptions,
    fire: (type: string, detail: Detail, cancelable: boolean) => boolean,
  ) {
    this.#host = host;
    this.#tag = tag;
    this.#renderOptions = renderOptions;
    this.#fire = fire;
  }

  /** Draws the frame, or tells it what was set since, and for whom the page is when that is known. */
  show(place: FramePlace | undefined, person?: string): void {
    this.#person = person ?? this.#person;
    if (place && (place.baseUrl !== this.#place?.baseUrl || place.client !== this.#place.client)) {
      this.close();
      this.#place = place;
      this.#open();
    }
    if (this.#answered) this.#update();
    else this.#draw();
  }

  /** Forgets the frame and all it would say. */
  close(): void {
    this.#stop?.abort();
    clearTimeout(this.#timer);
    this.#place = undefined;
    this.#answered = false;
    this.#late = false;
    this.#sentProps = {};
    this.#sentLook = '';
    this.#sentPerson = undefined;
    this.told = {};
    for (const settle of this.#waiting.values()) settle(null);
  }

  /** Has the frame do a verb; `null` where there is nobody to do it, or no answer. */
  call(verb: string, args: readonly unknown[], takesFocus: boolean): Promise<Flat> {
    if (!this.#answered) return Promise.resolve(null);
    // A document of another origin takes no focus by itself
    if (takesFocus) this.focus();
    const id = (this.#calls += 1);
    const { promise, resolve } = Promise.withResolvers<Flat>();
    const timer = setTimeout(() => settle(null), verbPatience);
    const settle = (value: Flat): void => {
      clearTimeout(timer);
      this.#waiting.delete(id);
      resolve(value);
    };
    this.#waiting.set(id, settle);
    this.#say({ kind: 'call', id, verb, args: args.map((one) => (isFlat(one) ? one : null)) });
    return promise;
  }

  focus(): void {
    this.#frame?.focus();
  }

  get #frame(): HTMLIFrameElement | null {
    return this.#host.renderRoot.querySelector('iframe');
  }

  #open(): void {
    this.#stop = new AbortController();
    this.#nonce = crypto.randomUUID();
    const { signal } = this.#stop;
    addEventListener('message', this.#hear, { signal });
    const schemes = matchMedia('(prefers-color-scheme: dark)');
    schemes.addEventListener('change', () => this.#update(), { signal });
    const root = this.#host.renderRoot as ShadowRoot;
    const sheets = [stateStyles, styles].map(({ styleSheet }) => styleSheet!);
    const missing = sheets.filter((sheet) => !root.adoptedStyleSheets.includes(sheet));
    if (missing.length > 0) root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...missing];
    this.#timer = setTimeout(() => {
      this.#late = true;
      this.#draw();
    }, patience);
  }

  #draw(): void {
    render(this.#template(), this.#host.renderRoot as ShadowRoot, this.#renderOptions);
  }

  #template(): TemplateResult | typeof nothing {
    const { isolated: texts } = uiMessages;
    if (!this.#place) return nothing;
    if (this.#late)
      return errorState({ title: texts.failed, detail: texts.failedDetail }, () => this.#again());
    const { baseUrl, client } = this.#place;
    return html`<iframe
      src="${baseUrl}/frame/${encodeURIComponent(client)}/${this.#tag}"
      title=${texts.title}
      allow="publickey-credentials-get"
      referrerpolicy="no-referrer"
      @load=${() => this.#greet()}
    ></iframe>`;
  }

  /** To each new document of the frame: it knows nothing yet. */
  #greet(): void {
    this.told = {};
    this.#sentPerson = undefined;
    this.#sentProps = this.#props;
    this.#say({ kind: 'hello', props: this.#sentProps, look: this.#look });
  }

  #again(): void {
    const place = this.#place;
    this.close();
    this.show(place);
  }

  #say(message: ToFrame): void {
    const { baseUrl } = this.#place!;
    this.#frame?.contentWindow?.postMessage(
      { ...message, lastria: 1, nonce: this.#nonce },
      new URL(baseUrl).origin,
    );
  }

  /** What the host set since: what the person opened in the frame is not what the host asked for last. */
  #update(): void {
    const [props, look] = [this.#props, this.#look];
    const changed = Object.entries(props).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(this.#sentProps[name]),
    );
    this.#sentProps = props;
    if (this.#person !== undefined && this.#person !== this.#sentPerson)
      this.#say({ kind: 'person', person: (this.#sentPerson = this.#person) });
    if (changed.length > 0) this.#say({ kind: 'props', props: Object.fromEntries(changed) });
    const seen = JSON.stringify(look);
    if (seen === this.#sentLook) return;
    this.#sentLook = seen;
    this.#say({ kind: 'look', look });
  }

  get #props(): Props {
    const { elementProperties } = this.#host.constructor as typeof LitElement;
    const values = this.#host as unknown as Record<string, unknown>;
    const names = [...elementProperties].flatMap(([name, { state }]) =>
      typeof name === 'string' && !state && !heldBack.has(name) ? [name] : [],
    );
    return plainProps(Object.fromEntries(names.map((name) => [name, values[name] ?? null])));
  }

  get #look(): Look {
    const style = getComputedStyle(this.#host);
    const tokens = tokenNames.flatMap((name) => {
      const value = style.getPropertyValue(name).trim();
      return value ? [[name, value] as const] : [];
    });
    return {
      theme: this.#host.theme ?? '',
      tokens: Object.fromEntries(tokens),
      scheme: style.colorScheme,
      font: style.fontFamily,
      size: style.fontSize,
    };
  }

  readonly #hear = ({ source, origin, data }: MessageEvent): void => {
    const frame = this.#frame;
    if (!frame || source !== frame.contentWindow) return;
    const message = openedByPage(data);
    if (origin !== new URL(this.#place!.baseUrl).origin || message?.nonce !== this.#nonce) {
      this.ignored += 1;
      return;
    }
    switch (message.kind) {
      case 'ready':
        clearTimeout(this.#timer);
        this.#answered = true;
        this.#update();
        break;
      case 'height':
        this.#host.style.setProperty('--_frame-height', `${Math.ceil(message.height)}px`);
        break;
      case 'event':
        this.#fire(message.type, message.detail, false);
        break;
      case 'ask':
        this.#say({
          kind: 'answer',
          id: message.id,
          goesOn: this.#fire(message.type, message.detail, true),
        });
        break;
      case 'done':
        this.#waiting.get(message.id)?.(message.value);
        break;
      case 'facts':
        this.told = message.facts;
        break;
    }
  };
}
