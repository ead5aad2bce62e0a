import { defineConfig } from 'vitest/config';

// Far from Paris and from Réunion: a date computed in the machine's zone instead of the tenant's shows at once
process.env['TZ'] = 'Pacific/Auckland';

export default defineConfig({
  test: {
    include: ['server/src/**/*.test.ts', 'sdk/src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['test/scripts/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    env: { TZ: 'Pacific/Auckland' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
