import {
  chromium,
  type Browser,
  type BrowserContext,
  type Frame,
  type Locator,
  type Page,
  type Request,
} from 'playwright-core';
import type { Mode } from './demonstration.ts';
import { listenToEverything } from './hostile/analytics.ts';
import { findBrowser } from '../scripts/ensure-browser.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: findBrowser()!, args: flags });

/** What a page did that a careful host would not stand. */
export interface Watch {
  readonly violations: string[];
  readonly consoleLines: string[];
  readonly requests: Request[];
  /** What analytics that listen to every event read in them, each thing once. */
  readonly heard: string[];
}

/** A page in a context of its own, watched from its first byte. */
export async function watchedPage(
  browser: Browser,
  viewport = { width: 1366, height: 768 },
): Promise<{ context: BrowserContext; page: Page; watch: Watch }> {
  // Not the tenant's zone, on purpose
  const context = await browser.newContext({ viewport, locale: 'fr-FR', timezoneId: 'Pacific/Auckland' });
  const page = await context.newPage();
  const watch: Watch = { violations: [], consoleLines: [], requests: [], heard: [] };
  await page.exposeFunction('reportViolation', (text: string) => watch.violations.push(text));
  await page.exposeFunction('reportHeard', (text: string) => watch.heard.push(text));
  await page.addInitScript(listenToEverything, 'reportHeard');
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const report = (globalThis as unknown as { reportViolation(text: string): void }).reportViolation;
      report(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
      );
    });
  });
  page.on('console', (message) => watch.consoleLines.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => watch.consoleLines.push(`error: ${error.message}`));
  page.on('request', (request) => watch.requests.push(request));
  return { context, page, watch };
}

/** The documents a person has before them: the page's, then those of the frames it shows. */
export async function shown(page: Page): Promise<Frame[]> {
  const [main, ...others] = page.frames() as [Frame, ...Frame[]];
  const isSeen = async (frame: Frame): Promise<boolean> => {
    const around = frame.parentFrame();
    if (!around) return true;
    return (await (await frame.frameElement()).isVisible()) && isSeen(around);
  };
  const seen = await Promise.all(others.map((frame) => isSeen(frame).catch(() => false)));
  return [main, ...others.filter((_, index) => seen[index])];
}

/** Where an element of ours shows what it has: in the page, or in its frame. */
export const inside = (page: Page, mode: Mode, tag: string): Locator =>
  mode === 'inline' ? page.locator(tag) : page.frameLocator(`${tag} iframe`).locator(tag);

/** What a person perceives: names and words of the accessibility tree, fields included. */
export async function perceived(page: Page): Promise<string> {
  const trees = (await shown(page)).map((frame) => frame.locator('body').ariaSnapshot());
  return (await Promise.all(trees)).join('\n').replaceAll('\u00a0', ' ');
}

/** Asks what has the focus, through shadow roots and frames. */
async function ofFocus(page: Page, ask: (element: Element) => string): Promise<string> {
  const script = `(() => {
    let focus = document.activeElement;
    while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
    if (!focus) return '';
    return focus.localName === 'iframe' ? { within: focus.src } : (${ask.toString()})(focus);
  })()`;
  for (let frame: Frame | undefined = page.mainFrame(); frame;) {
    const said: string | { within: string } = await frame.evaluate(script);
    if (typeof said === 'string') return said;
    frame = page.frames().find((one) => one.url() === said.within);
  }
  return 'iframe';
}

/** Everything of these sites that the browser keeps, as one text. */
export async function keptIn(context: BrowserContext, page: Page): Promise<string> {
  const inPages = await Promise.all((await shown(page)).map((frame) => keptInFrame(frame)));
  return JSON.stringify(await context.cookies()) + inPages.join('');
}

const keptInFrame = (frame: Frame): Promise<string> =>
  frame.evaluate(async () => {
    // What a frame of another site may not use holds nothing
    const of = async (read: () => unknown): Promise<unknown> => {
      try {
        return await read();
      } catch (error) {
        return (error as Error).name;
      }
    };
    const cached = async () =>
      Promise.all(
        (await caches.keys()).map(async (name) => {
          const entries = await (await caches.open(name)).matchAll();
          return [name, ...(await Promise.all(entries.map((entry) => entry.text())))];
        }),
      );
    return JSON.stringify([
      await of(() => ({ ...localStorage })),
      await of(() => ({ ...sessionStorage })),
      await of(() => indexedDB.databases()),
      await of(cached),
      await of(() => document.cookie),
      location.href,
      history.state,
      name,
    ]);
  });

/** Text of a document, shadow roots included, with the values of its fields. */
const textOf = (frame: Frame): Promise<string> =>
  frame.evaluate(() => {
    const texts: string[] = [];
    const walk = (node: Node): void => {
      if (node instanceof Text) texts.push(node.data);
      if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) texts.push(node.value);
      if (node instanceof Element) {
        for (const { value } of node.attributes) texts.push(value);
        if (node.shadowRoot) walk(node.shadowRoot);
      }
      if (!(node instanceof HTMLStyleElement || node instanceof HTMLScriptElement))
        node.childNodes.forEach(walk);
    };
    walk(document.body);
    return texts.join('\n');
  });

/** What the page itself holds: what its own scripts can read. */
export const everythingIn = (page: Page): Promise<string> => textOf(page.mainFrame());

/** What is before the person, in the page and in its frames, hidden ones included. */
export const everythingShown = async (page: Page): Promise<string> =>
  (await Promise.all(page.frames().map((frame) => textOf(frame).catch(() => '')))).join('\n');

/** Who has the focus, through shadow roots and frames: tag, id and name, whichever spaces it is written with. */
export const focused = (page: Page): Promise<string> =>
  ofFocus(page, (element) => {
    const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
    return `${element.localName}#${element.id} ${name.replaceAll(/\s/g, ' ')}`;
  });

/** What has the focus, as a screen reader would name it: « textbox Durée », « button Enregistrer ». */
export const named = (page: Page): Promise<string> =>
  ofFocus(page, (element) => {
    const root = element.getRootNode() as Document | ShadowRoot;
    const words = (id: string | null) =>
      (id ?? '')
        .split(' ')
        .map((one) => (one ? root.getElementById(one)?.textContent : ''))
        .join(' ')
        .trim();
    const name =
      element.getAttribute('aria-label') ??
      (words(element.getAttribute('aria-labelledby')) ||
        (element.id ? root.querySelector(`label[for='${element.id}']`)?.textContent : '') ||
        (element.localName === 'select' ? '' : element.textContent));
    const role = element.getAttribute('role') ?? element.localName;
    return `${role} ${(name ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 120)}`;
  });

/** Presses Tab until the focus is where the pattern says; gives the number of presses. */
export async function tabTo(page: Page, wanted: RegExp, most = 25): Promise<number> {
  const met: string[] = [];
  for (let presses = 0; presses <= most; presses += 1) {
    const here = await focused(page);
    if (wanted.test(here)) return presses;
    met.push(here);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${String(wanted)}; it met ${met.join(' | ')}`);
}
