import { html } from 'hono/html';
import type { Assets } from './assets.ts';

/** Where what a page loads is served. */
export const assetPath = '/assets/';

/**
 * The policy of our own pages: nothing from elsewhere, no script or style in the page, no HTML from a string. Who may
 * hold the page in a frame is said last: nobody, but for an isolated element.
 */
export const policy = (ancestors: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors.length > 0 ? ancestors.join(' ') : "'none'"}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/** A page before its script: an address shows the same whoever asks and whatever it names. */
export function shell({ entries }: Assets, name: 'host' | 'frame') {
  const { file, atOnce } = entries[name]!;
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Lastria</title>
        <link rel="icon" href="${assetPath}${entries['icon']!.file}" />
        <link rel="stylesheet" href="${assetPath}${entries['look']!.file}" />
        ${atOnce.map((one) => html`<link rel="modulepreload" href="${assetPath}${one}" />`)}
        <script type="module" src="${assetPath}${file}"></script>
      </head>
      <body class="${name}">
        <noscript
          >Lastria a besoin de JavaScript. Autorisez-le pour cette adresse, puis rechargez la page.</noscript
        >
      </body>
    </html>`;
}
