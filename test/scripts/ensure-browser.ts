/**
 * A Chromium for the tests: CHROME_PATH, then the usual places, then Debian's package when we are root. Debian's shell
 * without a head draws what the whole browser does in four fifths of its time: CI asks for it by name.
 */
import { existsSync } from 'node:fs';
import { aptInstall, report } from './ensure.ts';

const shell = '/usr/bin/chromium-headless-shell';
const usualPlaces = [
  shell,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser the tests use. A CHROME_PATH that leads nowhere is a mistake to report, not to work around. */
export function findBrowser(): string | undefined {
  const chosen = process.env['CHROME_PATH'];
  return chosen ? (existsSync(chosen) ? chosen : undefined) : usualPlaces.find((path) => existsSync(path));
}

export function ensureBrowser(): string | undefined {
  const found = findBrowser();
  const isWanted = process.env['CI'] ? found !== shell : found === undefined;
  if (isWanted && !process.env['CHROME_PATH']) aptInstall('chromium-headless-shell', 'fonts-dejavu-core');
  return findBrowser();
}

if (import.meta.main)
  report(
    'Browser',
    ensureBrowser(),
    process.env['CHROME_PATH']
      ? `CHROME_PATH is ${process.env['CHROME_PATH']}, where there is no file: correct it or unset it.`
      : 'No Chromium or Chrome was found: install one, or set CHROME_PATH to its executable.',
  );
