import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a step found: how many of its checks held and how many did not. */
export type Count = { passed: number; failed: number }

/** Runs a program that either holds or does not, with its output shown; counts as one check. */
export function runStep(name: string, program: string, args: string[]): Count {
  console.log(`\n— ${name}`)
  const ran = spawnSync(program, args, { stdio: 'inherit' })
  if (ran.error) console.error(ran.error.message)
  return ran.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Runs vitest on the named projects of vitest.config.ts. A skipped or unfinished test, and no test at all, count as failed. */
export function runTests(projects: readonly string[]): Count {
  console.log(`\n— tests: ${projects.join(', ')}`)
  const folder = mkdtempSync(join(tmpdir(), 'kd-tests-'))
  const report = join(folder, 'report.json')
  const chosen = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`]
  const ran = spawnSync('vitest', ['run', ...chosen, ...reporters], { stdio: 'inherit' })
  const count = countTests(readReport(report))
  rmSync(folder, { recursive: true, force: true })
  // vitest also fails for what no test counts: a file that does not load, an error nobody caught.
  return ran.status === 0 || count.failed > 0 ? count : { ...count, failed: 1 }
}

type Report = { numTotalTests: number; numPassedTests: number }

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined
  }
}

function countTests(report: Report | undefined): Count {
  if (!report || report.numTotalTests === 0) return { passed: 0, failed: 1 }
  return { passed: report.numPassedTests, failed: report.numTotalTests - report.numPassedTests }
}

/** Prints the last line, `N passed, N failed`, and sets the exit code. */
export function summarise(counts: readonly Count[]): void {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
