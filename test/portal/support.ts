import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';
import { and, eq } from 'drizzle-orm';
import { readConfig } from '../../server/src/config.ts';
import type { Database } from '../../server/src/db/database.ts';
import { newId } from '../../server/src/db/ids.ts';
import { openHospital } from '../../server/src/demo/hospital.ts';
import { demoTenantId } from '../../server/src/demo/seed.ts';
import { inviteAtServer } from '../../server/src/features/access/invitation.service.ts';
import { staffMember } from '../../server/src/features/organisation/organisation.table.ts';
import { bundle, ownPages } from '../../server/src/pages/bundle.ts';
import { openInstallation, serveInstallation } from '../../server/src/serve.ts';
import { signInAs } from '../../stories/portal/sign-in-as.ts';
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

export interface Demonstration {
  readonly portal: string;
  readonly api: string;
  /** The hospital's own sign-in. */
  readonly issuer: string;
  /** Of the owner, behind the policies: to count what the screen did. */
  readonly databaseUrl: string;
  /** The link by which somebody of the team makes their account on Lastria's own pages. */
  invite(name: string): Promise<string>;
  close(): Promise<void>;
}

/** The demonstration as `npm start` serves it, in a folder and on ports of its own. */
export async function startDemonstration(): Promise<Demonstration> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lastria-portal-'));
  // Started by root, the embedded database runs as postgres, which must be able to enter
  chmodSync(dataDir, 0o755);
  const [apiPort, portal, signIn] = [await freePort(), await freePort(), await freePort()];
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const one of closing.toReversed()) await one();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const config = readConfig({
      LASTRIA_DATA_DIR: dataDir,
      LASTRIA_PORT: String(apiPort),
      LASTRIA_HOST: 'localhost',
      LASTRIA_LOG_LEVEL: 'error',
    });
    const installation = await openInstallation(config, 'server');
    closing.push(() => installation.close());
    const { database, databaseUrl } = installation;
    const hospital = await openHospital({ api: config.publicUrl, ports: { portal, signIn } });
    closing.push(() => hospital.close());
    await hospital.join(installation);
    const api = await serveInstallation(installation, await bundle(ownPages));
    closing.push(() => api.close());
    return {
      portal: hospital.portal,
      api: api.url,
      issuer: hospital.issuer,
      databaseUrl,
      invite: (name) => invited(database, name, api.url),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Signs somebody in on the hospital's intranet, in this browser; `demonstration.portal` then opens as theirs. */
export const enter = async (
  context: BrowserContext,
  { portal }: Demonstration,
  person: string,
): Promise<void> => context.addCookies([{ ...(await signInAs(portal, person)), url: portal }]);

/** An invitation as whoever holds the server makes it. */
const invited = (database: Database, name: string, origin: string): Promise<string> =>
  database.withTenant(demoTenantId, [], async (tx) => {
    const [person] = await tx
      .select({ staffId: staffMember.id })
      .from(staffMember)
      .where(and(eq(staffMember.tenantId, demoTenantId), eq(staffMember.displayName, name)));
    const by = {
      tenantId: demoTenantId,
      staffId: null,
      sessionId: null,
      now: new Date(),
      requestId: newId(),
    };
    const login = `${name.replaceAll(/\W/g, '').toLowerCase()}@valmont.example`;
    return inviteAtServer(tx, by, person!.staffId, login, origin);
  });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

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

/** Everything of this site that the browser keeps, as one text. */
export async function keptIn(context: BrowserContext, page: Page): Promise<string> {
  const inPage = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const cached = await Promise.all(
      (await caches.keys()).map(async (name) => {
        const entries = await (await caches.open(name)).matchAll();
        return [name, ...(await Promise.all(entries.map((entry) => entry.text())))];
      }),
    );
    return JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      databases,
      cached,
      document.cookie,
      location.href,
      history.state,
      name,
    ]);
  });
  return JSON.stringify(await context.cookies()) + inPage;
}

/** Text of the page, shadow roots included, with the values of its fields. */
export const everythingIn = (page: Page): Promise<string> =>
  page.evaluate(() => {
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

/** Who has the focus, through shadow roots: tag, id and name. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element) return '';
    const { textContent } = element;
    return `${element.localName}#${element.id} ${element.getAttribute('aria-label') ?? textContent?.trim().slice(0, 40) ?? ''}`;
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

/** Waits until the page says something, anywhere in it. */
export const waitForText = async (page: Page, text: string): Promise<void> => {
  await page.getByText(text).first().waitFor({ timeout: 60_000 });
};
