import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { Hands, named } from './hands.ts';
import { launchBrowser, startDemonstration, watchedPage, type Demonstration } from './support.ts';

const timeout = 120_000;

let demonstration: Demonstration;
let browser: Browser;

beforeAll(async () => {
  [demonstration, browser] = await Promise.all([startDemonstration(), launchBrowser()]);
}, timeout);
afterAll(async () => {
  await browser?.close();
  await demonstration?.close();
}, timeout);

/** One step of a journey: keys, words, a way by Tab, or what must be there before going on. */
type Step =
  | readonly string[]
  | { readonly type: string }
  | { readonly reach: RegExp }
  | { readonly focus: RegExp }
  | { readonly sees: RegExp }
  | { readonly gone: RegExp }
  /** Keys pressed since the last count are at most so many. */
  | { readonly atMost: number }
  | 'count';

const type = (words: string): Step => ({ type: words });
const reach = (wanted: RegExp): Step => ({ reach: wanted });
const focus = (wanted: RegExp): Step => ({ focus: wanted });
const sees = (wanted: RegExp): Step => ({ sees: wanted });
const gone = (wanted: RegExp): Step => ({ gone: wanted });

/** What a person perceives: names and words of the accessibility tree, fields included. */
const perceived = async (page: Page): Promise<string> =>
  (await page.locator('body').ariaSnapshot()).replaceAll('\u00a0', ' ');

async function play(page: Page, hands: Hands, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (step === 'count') hands.count();
    else if (Array.isArray(step)) await hands.press(...(step as readonly string[]));
    else if ('type' in step) await hands.type(step.type);
    else if ('reach' in step) await hands.reach(step.reach);
    else if ('atMost' in step) expect(hands.count()).toBeLessThanOrEqual(step.atMost);
    else if ('focus' in step) await expect.poll(() => named(page), { timeout: 5_000 }).toMatch(step.focus);
    else if ('sees' in step) await expect.poll(() => perceived(page), { timeout: 5_000 }).toMatch(step.sees);
    else if ('gone' in step)
      await expect.poll(() => perceived(page), { timeout: 5_000 }).not.toMatch(step.gone);
  }
}

const find = (name: string, row: RegExp): Step[] => [
  reach(/Rechercher un dossier/),
  type(name),
  // What was found, and no more the list of all
  gone(/row "BERNARD/),
  sees(row),
  ['↓'],
  focus(/^row/),
];
const open: Step[] = [
  ...find('DUPONT Marie Thérèse', /row "DUPONT Marie/),
  ['Entrée'],
  sees(/heading "DUPONT Marie/),
  sees(/échéancier/),
];
const write: Step[] = [...open, reach(/^button Travail$/), 'count', ['Entrée'], focus(/Saisie rapide/)];
const signed = (text: string): Step[] => [
  type(text),
  ['Ctrl+Entrée'],
  focus(/^article/),
  sees(new RegExp(`article.*[\\s\\S]*${text}`)),
];
const menu = (item: RegExp, ...down: readonly string[]): Step[] => [
  reach(/^button Autres actions/),
  ['Entrée'],
  focus(/^menuitem/),
  [...down],
  focus(item),
  ['Entrée'],
];

/** Journeys of E7: the keys, and what one perceives at their end. */
const journeys: Readonly<Record<string, readonly Step[]>> = {
  'finds a person whose name was misheard': find('dupon mari terese', /row "DUPONT Marie/),
  'opens a file': open,
  'creates a file, once the name was searched': [
    reach(/Rechercher un dossier/),
    type('ZYWIEC Olga'),
    reach(/^button Créer un dossier/),
    ['Entrée'],
    focus(/Date de naissance/),
    reach(/^select Entité/),
    type('Urg'),
    reach(/^button Créer le dossier/),
    ['Entrée'],
    sees(/heading "ZYWIEC Olga/),
  ],
  'writes a travail: at most eight keys from the file to the text': [
    ...write,
    ['Tab', 't', 'é', 'l', 'Entrée', 'Alt+t'],
    focus(/Texte/),
    { atMost: 8 },
    ...signed('Rappelée ce matin.'),
  ],
  'writes a travail by Tab alone: eight keys at most': [
    ...write,
    ['Tab', 't', 'é', 'Tab', 'Tab', 'Tab', 'Tab'],
    focus(/Texte/),
    { atMost: 8 },
    ...signed('Tout par tabulation.'),
  ],
  'writes a travail by the line of saisie rapide': [
    ...write,
    type('tel 20 impayé fsl hier'),
    ['Entrée'],
    sees(/list "Compris dans la ligne"/),
    ['Entrée'],
    focus(/Texte/),
    ...signed('Dit en une ligne.'),
  ],
  'takes back what was just signed, and the words come back': [
    ...write,
    ['Tab', 't', 'é', 'l', 'Entrée', 'Alt+t'],
    focus(/Texte/),
    ...signed('Mauvais dossier.'),
    ['Ctrl+z'],
    focus(/Saisie rapide/),
    sees(/Travail annulé. Votre saisie est revenue/),
    sees(/textbox "Texte": Mauvais dossier/),
    gone(/article[^\n]*\n[^\n]*Mauvais dossier/),
  ],
  'changes a signed travail, then restores its former text': [
    ...write,
    ['Tab', 'v', 'i', 's', 'Entrée', 'Alt+t'],
    focus(/Texte/),
    ...signed('Texte juste.'),
    ['Tab'],
    focus(/^button Modifier : Visite/),
    ['Entrée'],
    focus(/Saisie rapide/),
    sees(/Saisi par C\. Morel/),
    ['Alt+t', 'Ctrl+a'],
    ...signed('Texte faux.'),
    ['Tab'],
    focus(/^button Modifier : Visite/),
    ['Entrée'],
    focus(/Saisie rapide/),
    reach(/^button Versions/),
    ['Entrée'],
    sees(/heading "Versions du travail"[\s\S]*Texte juste\.[\s\S]*Texte faux\./),
    reach(/^button Rétablir ce texte/),
    ['Entrée'],
    focus(/^article/),
    gone(/Texte faux/),
    sees(/Texte juste/),
  ],
  'changes a value of the situation': [
    ...open,
    reach(/^button Situation familiale/),
    ['Entrée'],
    focus(/Situation familiale/),
    ['Ctrl+a'],
    type('Marié'),
    ['↓', 'Entrée'],
    reach(/^button Enregistrer/),
    ['Entrée'],
    sees(/Situation familiale : Mari/),
  ],
  'adds a flag': [
    ...open,
    ...menu(/Gérer les icônes/, '↓', '↓', '↓'),
    reach(/^select Ajouter une icône/),
    type('Urgent'),
    reach(/^button Ajouter$/),
    ['Entrée'],
    sees(/listitem: Urgent\n/),
  ],
  'transfers a file, and takes it back': [
    ...open,
    ...menu(/Transférer/, '↓'),
    focus(/Chercher une entité/),
    type('urg'),
    reach(/^button Transférer à Urgences/),
    ['Entrée'],
    sees(/Dossier transféré à Urgences/),
    ['Ctrl+z'],
    sees(/Transfert annulé/),
  ],
  'closes a file, and opens it again': [
    ...open,
    ...menu(/Clôturer/, '↓', '↓', '↓', '↓'),
    focus(/Motif de clôture/),
    ['↓'],
    reach(/^button Clôturer le dossier/),
    ['Entrée'],
    sees(/Clôturé le/),
    ...menu(/Rouvrir/, '↓', '↓', '↓', '↓'),
    focus(/Motif/),
    type('Nouvelle demande'),
    reach(/^button Rouvrir le dossier/),
    ['Entrée'],
    gone(/Clôturé le/),
    sees(/Ouvert/),
  ],
  'tells the outcome of a demande': [
    ...open,
    reach(/^button Temps partiel thérapeutique/),
    ['Entrée'],
    reach(/^select Résultat/),
    type('Abou'),
    sees(/Temps partiel thérapeutique : Aboutie/),
  ],
};

async function onPortal<Result>(run: (page: Page, hands: Hands) => Promise<Result>): Promise<Result> {
  const { context, page } = await watchedPage(browser);
  try {
    const hands = await Hands.on(page);
    await context.addCookies([{ name: 'demo-person', value: 'morel', url: demonstration.portal }]);
    await page.goto(demonstration.portal);
    return await run(page, hands);
  } finally {
    await context.close();
  }
}

describe('E7: by the keyboard alone, one', () => {
  it.each(Object.entries(journeys))('%s', { timeout }, async (_, steps) => {
    await onPortal(async (page, hands) => {
      await play(page, hands, steps);
      expect(hands.pointerEvents).toEqual([]);
    });
  });
});

describe('control', () => {
  it('a mouse in a journey is seen, and does nothing', { timeout }, async () => {
    await onPortal(async (page, hands) => {
      await play(page, hands, open);
      expect(hands.pointerEvents).toEqual([]);
      await page.mouse.click(600, 60);
      expect(hands.pointerEvents).toEqual(expect.arrayContaining(['pointermove', 'pointerdown']));
    });
  });
});
