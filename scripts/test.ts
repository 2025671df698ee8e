// npm test [-- --long]: on real servers and a real browser, which are installed first if they are missing. The long run has the files
// that take longest too, which vitest.config.ts names.
import { runStep, runTests, summarise } from './platform/steps.ts'
import { ensureSystemPackages } from './platform/system-packages.ts'

const needed = ['chromium', 'postgresql', 'redis-server', 'pspp', 'libxml2-utils', 'poppler-utils'] as const
if (process.argv.includes('--long')) process.env.LONG_TESTS = '1'
const ensured = ensureSystemPackages(needed)

if (!ensured.ok) {
  console.error(
    `The tests need ${ensured.missing.join(', ')}. Type:\n\n  ${ensured.command}\n\nand run npm test again.`,
  )
  process.exitCode = 1
} else {
  summarise([
    runStep('types', 'tsc', ['--noEmit', '-p', '.']),
    runStep('lint', 'biome', ['check', '.']),
    await runTests(['check', 'system']),
  ])
}
