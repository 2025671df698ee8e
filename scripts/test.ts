// npm test [-- --long]: on real servers and a real browser, which are installed first if they are missing. The files that take longest, which
// vitest.config.ts names, come last: with --long all of them, else those that there is time for before TESTS_END_AT.
import { type Count, runLongTests, runStep, runTests, summarise } from './platform/steps.ts'
import { ensureSystemPackages } from './platform/system-packages.ts'

const needed = ['chromium', 'postgresql', 'redis-server', 'pspp', 'libxml2-utils', 'poppler-utils'] as const
const ensured = ensureSystemPackages(needed)

if (!ensured.ok) {
  console.error(
    `The tests need ${ensured.missing.join(', ')}. Type:\n\n  ${ensured.command}\n\nand run npm test again.`,
  )
  process.exitCode = 1
} else {
  const counts: Count[] = [runStep('types', 'tsc', ['--noEmit', '-p', '.']), runStep('lint', 'biome', ['check', '.'])]
  const began = performance.now()
  counts.push(await runTests(['check', 'system']))
  counts.push(await runLongTests(process.argv.includes('--long'), performance.now() - began))
  summarise(counts)
}
