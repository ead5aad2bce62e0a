/** Every public element in its five states, inside a page under the strictest policy a host may have. */
import { made, publicElements, shown, states } from './walked.ts';

const violations: string[] = [];
let where = 'définition';
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${where}: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
);

const failures: string[] = [];
try {
  for (const scene of await publicElements()) {
    for (const state of states) {
      where = `${scene.tag} ${state}`;
      const element = made(scene, state);
      document.body.append(element);
      await shown(element, scene, state);
      element.remove();
    }
  }
} catch (error) {
  failures.push(String(error));
}
// Two frames: reports of violations are delivered as tasks.
for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
Object.assign(globalThis, { lastriaStrict: { violations, failures, last: where } });
