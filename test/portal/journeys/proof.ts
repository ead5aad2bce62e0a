import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { demoTenantId } from '../../../server/src/demo/seed.ts';
import { accessSession } from '../../../server/src/features/access/session.table.ts';
import { timeout, type Stage } from '../stage.ts';
import { inside, perceived, shown } from '../support.ts';

/** What asks for a recent proof, on a page of the intranet; the proof itself is given in a window of Lastria's. */
export function proofJourneys(stage: Stage): void {
  const screen = (page: Page) => inside(page, stage.mode, 'lastria-configuration');

  /** When everybody last proved who they are. */
  const prove = (at: Date): Promise<unknown> =>
    stage.demonstration.database.withTenant(demoTenantId, [], (tx) =>
      tx.update(accessSession).set({ provedAt: at }).where(eq(accessSession.tenantId, demoTenantId)),
    );

  /** The person comes back to the page, which asks when they last proved it. */
  async function comeBack(page: Page): Promise<void> {
    const asked = page.waitForResponse(/\/v1\/me$/);
    for (const frame of await shown(page)) await frame.evaluate(() => dispatchEvent(new Event('focus')));
    await (await asked).finished();
  }

  describe('an act that asks for a recent proof', () => {
    it(
      'goes on by itself when the person comes back from proving it, and not before',
      { timeout },
      async () => {
        const { context, page } = await stage.seat('aubry');
        await page.goto(`${stage.demonstration.portal}/#configuration`);
        const at = screen(page);
        await at.getByRole('tab', { name: 'Entités' }).click();
        await at.getByRole('treeitem', { name: 'Maternité' }).click();
        await at.getByRole('button', { name: 'Déplacer' }).click();
        const dialog = at.locator('lastria-configuration-unit-move');
        await dialog.getByRole('treeitem', { name: 'Pôle chirurgie' }).click();
        await dialog.getByText('Perdent l’accès').waitFor();
        // Each answer to the move
        const moves: number[] = [];
        page.on('response', (answer) => {
          if (/\/move$/.test(answer.url()) && answer.request().method() === 'POST')
            moves.push(answer.status());
        });
        await prove(new Date(Date.now() - 20 * 60_000));
        const baseline = page.waitForResponse(/\/v1\/me$/);
        await dialog.getByRole('button', { name: 'Déplacer l’entité' }).click();
        await at.getByText('Une fois que c’est confirmé, l’action se termine d’elle-même.').waitFor();
        await (await baseline).finished();
        await comeBack(page);
        expect(moves).toEqual([403]);
        await prove(new Date());
        await comeBack(page);
        await at.getByText('« Maternité » est déplacée.').waitFor();
        expect(moves).toEqual([403, 200]);
        expect(await perceived(page)).not.toContain('Confirmez que c’est vous');
        await context.close();
      },
    );
  });
}
