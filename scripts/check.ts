// npm run check: types, lint, and the tests that need no system package (import rules among them, in test/repo).
import { runStep, runTests, summarise } from './platform/steps.ts'

summarise([
  runStep('types', 'tsc', ['--noEmit', '-p', '.']),
  runStep('lint', 'biome', ['check', '.']),
  await runTests(['check']),
])
