import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { summaryReporter } from '../test/scripts/wtr-reporter.mjs';
import { defaultReporter } from '@web/test-runner';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const executablePath = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

/** The policy of a strict host page; a file `*.strict.ts` is served inside such a page at `/strict/<path without .ts>`. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

function strictPage(context, next) {
  const module = /^\/strict\/([\w/-]+\.strict)$/.exec(context.path)?.[1];
  if (!module) return next();
  context.set('content-security-policy', POLICY);
  context.type = 'html';
  context.body = `<!doctype html><html lang="fr"><title>Page stricte</title><script type="module" src="/${module}.ts"></script>`;
  return undefined;
}

const devtools = new WeakMap();

/** Forced colours as a browser has them: the runner's own command drops them without a word. */
const forcedColoursPlugin = {
  name: 'forced-colours',
  async executeCommand({ command, payload, session }) {
    if (command !== 'force-colours') return undefined;
    const page = session.browser.getPage(session.id);
    if (!devtools.has(page)) devtools.set(page, await page.createCDPSession());
    await devtools.get(page).send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'forced-colors', value: payload.active ? 'active' : 'none' },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ],
    });
    return true;
  },
};

/** The drawing library is some hundreds of modules: they are made one, once, as whoever bundles a page does. */
let charts;
const chartsPlugin = {
  name: 'charts',
  async serve({ path }) {
    const engine = '/elements/src/statistics-builder/parts/chart.engine.ts';
    if (path !== engine) return undefined;
    charts ??= build({
      entryPoints: [here(`..${engine}`)],
      bundle: true,
      format: 'esm',
      target: 'es2022',
      write: false,
    });
    return { body: (await charts).outputFiles[0].text, type: 'js' };
  },
};

const LIT_MODE = /Lit is in dev mode/;

/** A warning or an error on the console fails the test that is running. */
const CLEAN_CONSOLE = `for (const kind of ['warn', 'error']) {
  const write = console[kind];
  console[kind] = (...words) => {
    write.apply(console, words);
    if (!${LIT_MODE}.test(String(words[0]))) reportError(new Error('console.' + kind + ': ' + words.join(' ')));
  };
}`;

/** How many random cuts of a saisie the tests make, and from which seed: few at each run, many at night. */
const CUTS = {
  count: Number(process.env.LASTRIA_CUTS ?? 40),
  seed: Number(process.env.LASTRIA_SEED ?? Date.now() % 2 ** 31),
};
/** How many times each element is mounted before what it left in memory is looked at. */
const MOUNTS = Number(process.env.LASTRIA_MOUNTS ?? 20);
if (process.env.LASTRIA_CUTS) console.log(`${CUTS.count} cuts from seed ${CUTS.seed}`);

export default {
  rootDir: here('..'),
  files: ['src/**/*.test.ts'],
  nodeResolve: { exportConditions: ['development', 'browser'] },
  middleware: [strictPage],
  plugins: [
    chartsPlugin,
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: here('tsconfig.json') }),
    a11ySnapshotPlugin(),
    forcedColoursPlugin,
  ],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--lang=fr-FR',
          '--js-flags=--expose-gc',
        ],
      },
    }),
  ],
  coverageConfig: { include: ['src/**'] },
  testFramework: { config: { ui: 'bdd', timeout: 30_000 } },
  testsFinishTimeout: 120_000 + CUTS.count * 2_000,
  testRunnerHtml: (testFramework) =>
    `<!doctype html><html lang="fr"><title>Essais</title><body><script>${CLEAN_CONSOLE}; globalThis.lastriaCuts = ${JSON.stringify(CUTS)}; globalThis.lastriaMounts = ${MOUNTS};</script><script type="module" src="${testFramework}"></script></body></html>`,
  filterBrowserLogs: ({ args }) => !LIT_MODE.test(String(args[0])),
  reporters: [defaultReporter(), summaryReporter()],
};
