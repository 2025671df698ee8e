import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'
import { HANGS_MS } from './test/support/patience.ts'

/** Of a test, a hook: several waits, of which one may hang. */
const LIMIT_MS = 4 * HANGS_MS

/** Tests that need redis-server, PostgreSQL, Chromium or another system package. */
const onSystem = ['test/{contracts,faults,e2e}/**/*.test.ts', 'test/edge/{redis,embedded}/**/*.test.ts']

/**
 * What takes longest: `npm test` runs these last, where the half hour that it may take on CI is not over (on a slow machine with two cores it is),
 * `npm test -- --long` all of them, `npm run faults` those of `faults`.
 */
const long = [
  ...[
    'boundaries',
    'boundaries.web',
    'reminders.boundaries',
    'rush',
    'connector',
    'stopping',
    'refused',
    'reminders.kill',
  ].map((name) => `test/faults/${name}.test.ts`),
  ...[
    'themes',
    'temperaments',
    'two-people',
    'admin-others',
    'admin-codes',
    'report-page',
    'svar-teams',
    'admin-report',
    'by-typing',
  ].map((name) => `test/e2e/${name}.test.ts`),
  ...[
    'cli.letters',
    'stored-check',
    'retention.start',
    'two-waves',
    'reminders/codes-and-roles',
    'web/themes',
    'report-from-store',
    'cli.respondents',
  ].map((name) => `test/contracts/${name}.test.ts`),
  'test/edge/embedded/embedded-stores.test.ts',
]

/** A project of tests that wait for other processes: two at a time left two cores idle for a third of a run. */
const onServers = (name: string, files: { include: string[]; exclude?: string[] }, groupOrder: number) => ({
  extends: true as const,
  test: {
    ...{ name, ...files, maxWorkers: 3, sequence: { groupOrder } },
    ...{ testTimeout: LIMIT_MS, hookTimeout: LIMIT_MS, globalSetup: 'test/support/compiled-once.ts' },
  },
})

// Services and commands that tests start take a third of their starting time from it, packages that tests load a tenth.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/kommunedialog/compiled')

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // Node runs our TypeScript as it is, and keeps what it has compiled; transformed by vitest, files take a tenth more or a third.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    allowOnly: false,
    passWithNoTests: false,
    // A wait ends when its fact is there; this is for what never comes.
    expect: { poll: { timeout: HANGS_MS, interval: 50 } },
    projects: [
      {
        extends: true,
        // A busy machine is slow, not wrong: a limit is only for what hangs.
        test: {
          name: 'check',
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
          include: ['test/**/*.test.ts'],
          exclude: onSystem,
          testTimeout: LIMIT_MS,
          hookTimeout: LIMIT_MS,
        },
      },
      onServers('system', { include: onSystem, exclude: long }, 1),
      onServers('long', { include: long }, 2),
    ],
  },
})
