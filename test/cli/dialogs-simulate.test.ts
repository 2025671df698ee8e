/** `dialogs simulate` from the command line. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commandLine } from '../support/command-line.ts'
import { shippedParts } from '../support/shipped-waves.ts'

let dialogs: string
beforeEach(() => {
  dialogs = mkdtempSync(join(tmpdir(), 'kd-simulate-'))
  cpSync('test/waves/to-ganger', dialogs, { recursive: true })
})
afterEach(() => rmSync(dialogs, { recursive: true }))

const run = (args: string[], env: Record<string, string> = {}) => commandLine(['dialogs', 'simulate', ...args], env)
const edit = (from: string, to: string) => {
  const path = join(dialogs, 'neste/svar.v1.yaml')
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}
const question = (id: string, more: string) =>
  `      - { id: ${id}, kind: single, text: { nb: A?, nn: A? }, choices: [{ id: ja, text: { nb: Ja, nn: Ja } }, { id: nei, text: { nb: Nei, nn: Nei } }]${more} }\n`
const file = () => join(dialogs, 'neste/svar.v1.yaml')

describe.each(shippedParts)('$name', ({ questionnaire }) => {
  test('is walked to its end along every branch', async () => {
    const path = `dialogs/${questionnaire.wave}/${questionnaire.part}.v${questionnaire.version}.yaml`
    const { code, out, err } = await run([path, '--answers', '20', '--json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const found = JSON.parse(out)
    expect(found).toMatchObject({ unreached: [], deadEnds: [] })
    expect(found.branches.filter(({ is }: { is: string }) => is !== 'both')).toEqual([])
    expect(found.shortest.questions).toBeLessThanOrEqual(found.longest.questions)
  })
})

test('in words', async () => {
  const { code, out } = await run([file(), '--answers', '10'])
  expect(code).toBe(0)
  expect(out).toMatch(/^5 questions, \d+ ways walked\.\nShortest: 5 questions/u)
  expect(out).toContain('Every question is reached.\nBranches: all 0 seen both ways.\n')
  expect(out).toMatch(/No dead ends\.\n$/u)
})

test('a question that nobody comes to is named, with 1', async () => {
  const hard = ', checks: [{ id: nei, level: hard, when: { question: aa, is: ja }, message: { nb: x, nn: x } }]'
  edit(
    '    questions:\n',
    `    questions:\n${question('aa', hard)}${question('bb', ', when: { question: aa, is: ja }')}`,
  )
  const { code, out } = await run([file(), '--answers', '10'])
  expect(code).toBe(1)
  expect(out).toContain('Not reached: bb.\n')
  expect(out).toContain('  question bb: never shown\n')
})

test('one that the check finds is named as the check does', async () => {
  edit(
    '    questions:\n',
    `    questions:\n${question('aa', '')}${question('bb', ', when: { all: [{ question: aa, is: ja }, { question: aa, is: nei }] }')}`,
  )
  const { code, out, err } = await run([file()])
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/svar\.v1\.yaml:\d+:\d+ .*\n.*1 fault\. See «dialogs check»/u)
})

test('a dead end is told with what led there, with 1', async () => {
  const shut =
    ', required: true, dontKnow: false, checks: [{ id: nei, level: hard, when: { question: aa, answered: true }, message: { nb: x, nn: x } }]'
  edit('    questions:\n', `    questions:\n${question('aa', shut)}`)
  const { code, out } = await run([file(), '--answers', '10'])
  expect(code).toBe(1)
  expect(out).toContain('Nobody could send in.')
  expect(out).toMatch(/Dead ends:\n {2}aa: \d+ ways, first \d{4} with /u)
})

test.each([
  ['no questionnaire', []],
  ['no answers', [file, '--answers', '0']],
  ['too many', [file, '--answers', '10001']],
  ['a seed that is none', [file, '--seed', 'x']],
  ['half an answer', [file, '--answers', '1.5']],
])('%s is wrong use', async (_, args) => {
  expect((await run(args.map((arg) => (typeof arg === 'string' ? arg : arg())))).code).toBe(64)
})

test('a part that is not there is refused', async () =>
  expect(await run(['ordforer'])).toMatchObject({ code: 1, err: 'No questionnaire «ordforer».\n' }))
