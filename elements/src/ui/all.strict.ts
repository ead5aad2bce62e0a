/** Every block, drawn and opened inside a page under the strictest policy a host may have; also the page of `ui.test.ts`. */
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.sample}`));

const { gallery } = await import('./all.gallery.ts');
await gallery(document.body);
Object.assign(globalThis, { lastriaStrict: { violations } });
dispatchEvent(new Event('lastria-strict-ready'));
