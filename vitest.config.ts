import { defineConfig } from 'vitest/config'

/** Tests that need redis-server, PostgreSQL, Chromium or another system package. */
const onSystem = ['test/{contracts,faults,e2e}/**/*.test.ts', 'test/edge/{redis,embedded}/**/*.test.ts']

export default defineConfig({
  test: {
    maxWorkers: 2,
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        // A busy machine is slow, not wrong: a limit is only for what hangs.
        test: {
          name: 'check',
          include: ['test/**/*.test.ts'],
          exclude: onSystem,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      { extends: true, test: { name: 'system', include: onSystem, testTimeout: 180_000, hookTimeout: 180_000 } },
    ],
  },
})
