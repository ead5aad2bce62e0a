import { parseArgs } from 'node:util';
import { createApp } from '../../server/src/app.ts';
import { openDatabase } from '../../server/src/db/database.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import { createTestDatabase, startTestCluster, testKeyring } from '../../server/src/testing/cluster.ts';
import { openTestServices, testOutlook } from '../../server/src/testing/services.ts';
import { contractOperations } from '../contract/support/contract.ts';
import { Scene } from '../contract/support/scene.ts';
import { openAdmin } from '../security/support/admin.ts';
import { fuzz, keep } from './support/engine.ts';

/** `npm run fuzz -- [--cases N] [--seed S] [--operation ID]`: prints a curl for each failing operation, and keeps it. */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    operation: { type: 'string' },
  },
});
const cases = Number(values.cases);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (!Number.isInteger(cases) || cases < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run fuzz -- [--cases N] [--seed S] [--operation ID]');
  process.exit(1);
}

const cluster = await startTestCluster();
const created = await createTestDatabase(cluster.url);
const database = openDatabase({ url: created.url, keyring: testKeyring, poolSize: 4, rights });
const admin = openAdmin(created.url);
const opened = openTestServices(database, created.url);
const app = createApp({
  database,
  services: opened.services,
  keyring: testKeyring,
  outlook: testOutlook,
  contract: '{}',
  log: () => undefined,
  validateReplies: true,
  rate: { perSecond: 1e6, burst: 1e6 },
});
const running = {
  app,
  database,
  services: opened.services,
  blobDir: opened.blobDir,
  adminUrl: created.url,
  logs: [],
  failures: [],
  close: () => Promise.resolve(),
};

let passed = 0;
let failed = 0;
console.log(`seed ${seed}, ${cases} cases for each operation`);
try {
  const scene = await Scene.create(running, admin);
  for (const one of contractOperations.filter(
    ({ id }) => values.operation === undefined || id === values.operation,
  )) {
    const started = performance.now();
    const finding = await fuzz(scene, one, cases, seed);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (finding) {
      failed += 1;
      console.log(`✗ ${one.id} (${seconds} s): ${finding.reasons.join('; ')}\n  ${finding.curl}`);
      console.log(`  kept in ${keep(finding)}`);
    } else {
      passed += 1;
      console.log(`✓ ${one.id} (${seconds} s)`);
    }
  }
} finally {
  await admin.end();
  await opened.close();
  await database.close();
  await created.drop();
  await cluster.stop();
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
