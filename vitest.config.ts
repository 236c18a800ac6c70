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
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Most of a run is waiting for portals, leases and engines: two more than the two cores of CI.
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
  },
});
