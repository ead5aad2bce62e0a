import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { testOrigin, TestTenant } from '../testing/tenant.ts';
import { assetOf, readAssets, writeAssets, type Assets } from './assets.ts';

const script = 'export const said = "é";'.repeat(50);
const assets: Assets = {
  files: new Map([
    ['host-1.js', assetOf('host-1.js', script)],
    ['frame-1.js', assetOf('frame-1.js', 'export {};')],
    ['look-1.css', assetOf('look-1.css', 'body{}')],
    ['icon-1.svg', assetOf('icon-1.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ]),
  entries: {
    host: { file: 'host-1.js', atOnce: ['chunk-1.js'] },
    frame: { file: 'frame-1.js', atOnce: [] },
    look: { file: 'look-1.css', atOnce: [] },
    icon: { file: 'icon-1.svg', atOnce: [] },
  },
};
let running: TestApp;
let tenant: TestTenant;
beforeAll(async () => {
  running = await startTestApp({ pages: assets });
  tenant = await TestTenant.create(running.database);
});
afterAll(() => running.close());
const get = (path: string, headers: Record<string, string> = {}) => running.app.request(path, { headers });
const ancestors = (response: Response) =>
  /frame-ancestors ([^;]*)/.exec(response.headers.get('content-security-policy')!)?.[1];

describe('our own pages', () => {
  it('are the same at every address a tenant’s name begins, and stand in no frame', async () => {
    const first = await get('/');
    const text = await first.text();
    for (const path of [
      '/valmont',
      '/valmont/dossiers/0197a3c4-0000-7000-8000-000000000000',
      '/nobody/connexion',
      '/calendrier/retour?code=code&state=state',
    ])
      expect(await (await get(path)).text()).toBe(text);
    expect(first.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html",
    );
    expect(first.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(first.headers.get('referrer-policy')).toBe('no-referrer');
    expect(text).toContain('src="/assets/host-1.js"');
    expect(text).toContain('rel="modulepreload" href="/assets/chunk-1.js"');
    // Nothing in the page that a policy without 'unsafe-inline' would refuse
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });

  it('see no window that opened them, but for the one that hands a frame what the person agreed to', async () => {
    const opener = async (path: string) => (await get(path)).headers.get('cross-origin-opener-policy');
    expect(await opener('/valmont/dossiers')).toBe('same-origin');
    expect(await opener('/valmont/accord/0197a3c4-0000-7000-8000-000000000000')).toBe('unsafe-none');
    expect(await opener(`/frame/${tenant.id}/lastria-social-file`)).toBe('unsafe-none');
  });

  it('give no page to what is no address of a tenant', async () => {
    for (const path of [
      '/v1/nothing',
      '/docs/nothing',
      '/favicon.ico',
      '/..%2f',
      '/Valmont',
      '/assets/other.js',
      // Where Microsoft sends back names no tenant
      '/calendrier',
      '/calendrier/dossiers',
      '/frame/calendrier/lastria-calendars',
    ])
      expect((await get(path)).status, path).toBe(404);
  });

  it('load files whose name tells what they hold, packed, once', async () => {
    const plain = await get('/assets/host-1.js');
    expect(await plain.text()).toBe(script);
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(plain.headers.get('content-type')).toMatch(/^text\/javascript/);
    const packed = await get('/assets/host-1.js', { 'accept-encoding': 'gzip' });
    expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(script);
    const again = await get('/assets/host-1.js', { 'if-none-match': plain.headers.get('etag')! });
    expect(again.status).toBe(304);
    expect((await get('/assets/..%2f..%2fpackage.json')).status).toBe(404);
  });
});

describe('the document of a frame', () => {
  it('stands in the pages of its tenant alone', async () => {
    const framed = await get(`/frame/${tenant.id}/lastria-social-file`);
    expect(framed.status).toBe(200);
    expect(ancestors(framed)).toBe(testOrigin);
    expect(await framed.text()).toContain('src="/assets/frame-1.js"');
  });

  it('shows nothing of which tenants there are: an unknown one is a page that stands nowhere', async () => {
    for (const name of ['nobody', '0197a3c4-0000-7000-8000-000000000000']) {
      const framed = await get(`/frame/${name}/lastria-social-file`);
      expect([framed.status, ancestors(framed)]).toEqual([200, "'none'"]);
    }
  });

  it('is there for the elements that exist', async () => {
    expect((await get(`/frame/${tenant.id}/script`)).status).toBe(404);
    expect((await get(`/frame/${tenant.id}/lastria-social-file/more`)).status).toBe(404);
  });
});

describe('what was built', () => {
  it('is read as it was written', () => {
    const folder = new URL(`${pathToFileURL(mkdtempSync(`${tmpdir()}/lastria-pages-`)).href}/pages/`);
    expect(readAssets(folder)).toBeUndefined();
    writeAssets(folder, assets);
    expect(readAssets(folder)).toEqual(assets);
  });

  it('is missed in a sentence', async () => {
    const bare = await startTestApp();
    const answer = await bare.app.request('/');
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('npm run build');
    await bare.close();
  });
});
