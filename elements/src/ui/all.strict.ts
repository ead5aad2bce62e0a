/** Every block, drawn and opened inside a page under the strictest policy a host may have; also the page of `ui.test.ts`. */
import type { UiSidePanel } from './side-panel.ts';

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${event.violatedDirective} ${event.sample}`),
);

const { gallery } = await import('./all.gallery.ts');
const root = (await gallery(document.body)).shadowRoot!;
for (const opener of ['lastria-ui-date-field', 'lastria-ui-menu', 'lastria-ui-combobox']) {
  root.querySelector(opener)!.shadowRoot!.querySelector<HTMLElement>('.open, .trigger, .arrow')!.click();
  await new Promise(requestAnimationFrame);
}
const panel = root.querySelector<UiSidePanel>('lastria-ui-side-panel')!;
panel.hasUnsavedChanges = true;
panel.close();
await panel.updateComplete;
// Two frames: reports of violations are delivered as tasks.
for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
Object.assign(globalThis, { lastriaStrict: { violations } });
