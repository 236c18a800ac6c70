import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/support/long-first.js';

export default defineConfig({
  // Node takes graphql's CommonJS build; two builds in one process do not know each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['test/support/setup.ts'],
    globalSetup: ['test/support/engines.ts'],
    // Far above what anything takes: only what hangs is ended by them, also on a machine that others keep busy.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Most of a run is waiting for portals, leases and engines: two more than the two cores of CI.
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
  },
});
