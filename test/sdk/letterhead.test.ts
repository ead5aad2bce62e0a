import type { Session } from '@lastria/sdk';
import { Letterheads } from '@lastria/sdk/letterhead';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleSet } from '../../server/src/features/statistics/files/sample-reports.ts';
import { frenchBase, wordFile } from '../../server/src/features/statistics/letterhead/bases.testkit.ts';
import { startTestApp, type TestApp } from '../../server/src/testing/app.ts';
import { TestTenant } from '../../server/src/testing/tenant.ts';
import { sessionOn } from './support.ts';

let running: TestApp;
let session: Session;
beforeAll(async () => {
  running = await startTestApp();
  const tenant = await TestTenant.create(running.database);
  session = sessionOn(running, (await tenant.staff('ADMINISTRATOR')).token);
});
afterAll(async () => {
  session.close();
  await running.close();
});

describe('Letterheads on the real server', () => {
  it('send the Word file and the logo, read them and an example, and remove them', async () => {
    const letterheads = new Letterheads(session);
    const { base } = await letterheads.sendLetterheadBase(wordFile(frenchBase));
    const { logo } = await letterheads.sendLetterheadLogo(new Blob([new Uint8Array(sampleSet.logo!.bytes)]));
    expect([base?.place, logo?.type]).toEqual(['mark', 'png']);
    expect((await letterheads.readLetterheadBase()).size).toBe(base!.size);
    expect((await letterheads.readLetterheadLogo()).size).toBe(logo!.size);
    expect((await (await letterheads.readLetterheadSample('pdf')).text()).slice(0, 5)).toBe('%PDF-');
    await letterheads.removeLetterheadLogo();
    expect(await letterheads.removeLetterheadBase()).toMatchObject({ base: null, logo: null });
    expect((await letterheads.readLetterhead()).history).toHaveLength(4);
    await expect(letterheads.readLetterheadBase()).rejects.toMatchObject({ type: 'conflict' });
  });

  it('are told why a file cannot serve', async () => {
    const refused = new Letterheads(session).sendLetterheadBase(new Blob(['Bonjour']));
    await expect(refused).rejects.toMatchObject({
      type: 'invalid-request',
      fieldErrors: [{ pointer: '#file', detail: expect.stringContaining('.docx') as string }],
    });
  });
});
