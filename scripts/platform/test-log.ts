/** A reporter that writes one line for each file of tests as it ends, so that a run that is cut short has told what it knew. */
import { appendFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, TestModule, TestSpecification } from 'vitest/node'

/** Where the lines go: the setting by which `runTests` tells the reporter. */
export const LOG_FILE = 'TEST_LOG_FILE'

/** The first line: what is going to be run. Then a line for each file: `failed` names what failed, was skipped or did not end. */
export type LogLine =
  | { type: 'planned'; files: string[] }
  | { type: 'ended'; file: string; passed: number; failed: string[]; seconds: number }

const write = (line: LogLine): void => {
  const file = process.env[LOG_FILE]
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`)
}
const named = (moduleId: string): string => relative(process.cwd(), moduleId)

// biome-ignore lint/style/noDefaultExport: vitest takes a reporter by its file.
export default class TestLog implements Reporter {
  onTestRunStart(specifications: readonly TestSpecification[]): void {
    write({ type: 'planned', files: specifications.map(({ moduleId }) => named(moduleId)) })
  }

  onTestModuleEnd(module: TestModule): void {
    const tests = [...module.children.allTests()]
    const failed = tests.filter((test) => test.result().state !== 'passed').map(({ fullName }) => fullName)
    const isBroken = failed.length === 0 && !module.ok()
    const { collectDuration, duration } = module.diagnostic()
    write({
      type: 'ended',
      file: named(module.moduleId),
      passed: tests.length - failed.length,
      failed: isBroken ? ['the file itself'] : failed,
      seconds: Math.round((collectDuration + duration) / 1000),
    })
  }
}
