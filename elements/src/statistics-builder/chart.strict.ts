/** Every chart, drawn and taken away inside a page under the strictest policy a host may have; the page of `chart.test.ts`. */
import { several } from './chart.sample.ts';
import { drawn, kindIn } from './chart.testkit.ts';

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${event.violatedDirective} ${event.sample}`),
);
const pictures: number[] = [];
for (const [name, table] of Object.entries(several)) {
  const chart = await drawn(document.body, table, kindIn(name));
  pictures.push(chart.renderRoot.querySelectorAll('svg text').length);
  chart.remove();
}
// Two frames: reports of violations are delivered as tasks
for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
Object.assign(globalThis, { lastriaStrict: { violations, pictures } });
