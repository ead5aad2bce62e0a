/** The editor filled, doubtful, refused and asking, inside a page under the strictest policy a host may have. */
import { until } from '../testing/until.ts';
import { fakeServer } from '../testing/fake-server.ts';
import { ids } from '../testing/sample.ts';
import { TdmEditor } from './tdm-editor.element.ts';

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${event.violatedDirective} ${event.sample}`),
);

TdmEditor.define();
const server = fakeServer();
const editor = document.createElement('lastria-tdm-editor');
Object.assign(editor, { clock: server.clock, fileId: ids.file, session: server.session(), closable: true });
document.body.append(editor);
await until(() => editor.shadowRoot?.querySelector('#quick'));
await editor.save();
const text = editor.shadowRoot!.querySelector<HTMLElement & { value: string }>('[data-field="text"]')!;
text.dispatchEvent(new CustomEvent('lastria-ui-input', { detail: { value: 'Texte' } }));
await editor.updateComplete;
editor.close();
// Two frames: reports of violations are delivered as tasks.
for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
Object.assign(globalThis, { lastriaStrict: { violations } });
