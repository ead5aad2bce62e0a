/** What the tests of the editor share: it, on a page, over a server in memory. */
import { fixtureCleanup } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Session, WorkEntry } from '@lastria/sdk';
import { deepActiveElement } from '../core/a11y.ts';
import { fakeServer, type FakeServer, type FakeServerOptions } from '../testing/fake-server.ts';
import { play } from '../testing/keys.ts';
import { until } from '../testing/until.ts';
import { ids } from '../testing/sample.ts';
import { TdmEditor } from './tdm-editor.element.ts';

export const line = 'tel 20 impayé fsl bailleur hier';

const chip = (
  kind: string,
  code: string | null,
  label: string,
  alternatives: readonly { kind: string; code: string; label: string }[] = [],
) => ({ kind, code, label, spans: [[0, 1]], alternatives }) as never;

/** As the server reads them. */
export const readings: NonNullable<FakeServerOptions['readings']> = {
  [line]: {
    workType: 'entretien-telephonique',
    minutes: 25,
    date: '2026-11-21',
    startTime: null,
    requests: ['impaye-loyer'],
    actions: ['fsl'],
    partners: ['bailleur'],
    rest: '',
    chips: [
      chip('workType', 'entretien-telephonique', 'Entretien téléphonique'),
      chip('minutes', null, '25'),
      chip('request', 'impaye-loyer', 'Impayé de loyer'),
      chip('action', 'fsl', 'FSL'),
      chip('partner', 'bailleur', 'Bailleur'),
      chip('date', null, '2026-11-21'),
    ],
  },
  'vad expulsion cpam zorglub': {
    workType: 'visite-domicile',
    minutes: null,
    date: null,
    startTime: null,
    requests: ['impaye-loyer'],
    actions: [],
    partners: ['cpam'],
    rest: 'zorglub',
    chips: [
      chip('workType', 'visite-domicile', 'Visite à domicile'),
      chip('request', 'impaye-loyer', 'Impayé de loyer', [
        { kind: 'request', code: 'procedure-expulsion', label: 'Procédure d’expulsion' },
      ]),
      chip('partner', 'cpam', 'CPAM / CARSAT / MSA'),
    ],
  },
  'tel fsl': {
    workType: 'entretien-telephonique',
    minutes: null,
    date: null,
    startTime: null,
    requests: [],
    actions: ['fsl'],
    partners: [],
    rest: '',
    chips: [
      chip('workType', 'entretien-telephonique', 'Entretien téléphonique'),
      chip('action', 'fsl', 'FSL'),
    ],
  },
};

export interface Stage {
  readonly server: FakeServer;
  readonly session: Session;
  readonly editor: TdmEditor;
  readonly events: { readonly type: string; readonly detail: unknown }[];
  readonly $: <T extends HTMLElement = HTMLElement>(selector: string) => T | null;
  readonly text: () => string;
  readonly press: (...keys: string[]) => Promise<number>;
  readonly type: (words: string) => Promise<void>;
  /** Label of the control that has focus. */
  readonly focused: () => string;
  readonly status: () => string;
}

export const eventNames = [
  'lastria-entry-saved',
  'lastria-entry-undone',
  'lastria-request-changed',
  'lastria-draft-state',
  'lastria-before-close',
  'lastria-editor-closed',
] as const;

/** An editor on the page, waiting for its form unless told otherwise. */
export async function stage(
  set: Partial<
    Pick<TdmEditor, 'fileId' | 'entryId' | 'unitId' | 'subject' | 'closable' | 'focusOnOpen' | 'theme'>
  > = {},
  options: FakeServerOptions = {},
  wait = true,
  prepare: (server: FakeServer) => void = () => undefined,
): Promise<Stage> {
  TdmEditor.define();
  const server = fakeServer({ readings, ...options });
  prepare(server);
  const session = server.session();
  const editor = document.createElement('lastria-tdm-editor');
  Object.assign(editor, { clock: server.clock, fileId: ids.file, focusOnOpen: true, session, ...set });
  const events: Stage['events'][number][] = [];
  for (const type of eventNames)
    editor.addEventListener(type, (event) => events.push({ type, detail: (event as CustomEvent).detail }));
  const place = document.createElement('main');
  place.append(editor);
  document.body.append(place);
  const root = editor.shadowRoot ?? (await editor.updateComplete, editor.shadowRoot!);
  const $ = <T extends HTMLElement = HTMLElement>(selector: string) => root.querySelector<T>(selector);
  if (wait) await until(() => $('#quick') ?? $('.state'), 'the form');
  await editor.updateComplete;
  const press = (...keys: string[]) => play(keys, () => editor.updateComplete);
  return {
    server,
    session,
    editor,
    events,
    $,
    press,
    text: () => textIn(root).replaceAll('\u00a0', ' '),
    type: async (words) => {
      await sendKeys({ type: words });
      await editor.updateComplete;
    },
    focused: () => {
      const active = deepActiveElement();
      const own = active?.getRootNode() as ShadowRoot | undefined;
      return (
        active?.getAttribute('aria-label') ??
        own?.querySelector(`label[for='${active?.id}']`)?.textContent?.trim() ??
        active?.textContent?.trim() ??
        ''
      );
    },
    status: () => ($('.status')?.textContent ?? '').replaceAll('\u00a0', ' ').trim(),
  };
}

/** What is written on the screen, through shadow roots. */
const textIn = (root: ParentNode): string =>
  [...root.querySelectorAll<HTMLElement>('*')]
    .map((node) =>
      node.shadowRoot ? textIn(node.shadowRoot) : node.children.length === 0 ? node.textContent : '',
    )
    .join('\n');

export function cleanUp(): void {
  fixtureCleanup();
  document.body.replaceChildren();
}

export const entries = (server: FakeServer): WorkEntry[] => [...server.entries.values()];

export const textOf = (content: Readonly<Record<string, unknown>> | undefined) =>
  (content?.['form'] as { text?: string } | undefined)?.text;
export const draftsOf = (server: FakeServer) => [...server.drafts.values()];
export const write = async ({ press, type }: Stage, words: string) => {
  await press('Alt+t');
  await type(words);
};
/** Lets time pass, a little at a time, until something has happened. */
export const passUntil = async (server: FakeServer, done: () => unknown): Promise<void> => {
  await until(() => {
    if (!done()) void server.clock.pass(100);
    return done();
  });
};
