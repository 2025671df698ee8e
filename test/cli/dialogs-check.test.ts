/** `dialogs check` over a folder of waves: all faults at once, of the waves beside each other too, for those who edit. */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commandLine } from '../support/command-line.ts'

let dialogs: string
beforeEach(() => {
  dialogs = mkdtempSync(join(tmpdir(), 'check-'))
  cpSync('test/waves/to-ganger', dialogs, { recursive: true })
})
afterEach(() => rmSync(dialogs, { recursive: true }))

const edit = (file: string, from: string | RegExp, to: string) => {
  const text = readFileSync(join(dialogs, file), 'utf8')
  expect(text).toMatch(from)
  writeFileSync(join(dialogs, file), text.replace(from, to))
}

const check = async (args: string[] = [], env: Record<string, string> = {}) => {
  const { code, out, err } = await commandLine(['dialogs', 'check', ...args], { DIALOGS_DIR: dialogs, ...env })
  const [lines = '', faults = ''] = [out, err].map((text) =>
    text.replaceAll(`${relative(process.cwd(), dialogs)}/`, ''),
  )
  return { code, lines: lines.trimEnd().split('\n'), err: faults }
}

test('nothing wrong', async () => expect(await check()).toMatchObject({ code: 0, lines: ['Ingen feil.'] }))

describe('waves that are open at once', () => {
  const overlap = (opens: string, closes: string) =>
    edit('forst/wave.yaml', /opensAt: .*\nclosesAt: .*/u, `opensAt: '${opens}'\nclosesAt: '${closes}'`)
  test.each([
    ['the end of one in the other', '2025-09-01', '2025-10-02'],
    ['the whole of one in the other', '2025-09-01', '2025-12-01'],
    ['the same moment of opening', '2025-10-02T08:00', '2025-10-03'],
    ['a minute', '2025-09-01', '2025-10-02T08:01'],
    ['another zone', '2025-09-01T00:00Z', '2025-10-02T06:30Z'],
  ])('%s', async (_, opens, closes) => {
    overlap(opens, closes)
    const { code, lines } = await check()
    expect(code).toBe(1)
    expect(lines).toEqual([
      expect.stringMatching(/^neste\/wave\.yaml:5:10 waves_overlap undersøkelsen er åpen samtidig med «forst»/u),
    ])
    expect((await check([], { SURVEY_WAVE: 'neste' })).code).toBe(0)
  })

  test.each([
    ['one closes as the other opens', '2025-09-01', '2025-10-02T08:00'],
    ['the same in another zone', '2025-09-01', '2025-10-02T06:00Z'],
    ['a day between', '2025-09-01', '2025-09-30'],
  ])('and not: %s', async (_, opens, closes) => {
    overlap(opens, closes)
    expect(await check()).toMatchObject({ code: 0 })
  })

  test('a draft is open to nobody', async () => {
    overlap('2025-09-01', '2025-12-01')
    edit('forst/wave.yaml', 'opensAt:', 'draft: true\nopensAt:')
    expect(await check()).toMatchObject({ code: 0 })
  })
})

test('two folders with one id', async () => {
  cpSync(join(dialogs, 'neste'), join(dialogs, 'neste-kopi'), { recursive: true })
  const { code, lines } = await check()
  expect(code).toBe(1)
  expect(lines).toEqual([
    expect.stringMatching(/^neste\/wave\.yaml:3:5 duplicate_wave .*neste-kopi\/wave\.yaml har samme id, «neste»/u),
  ])
})

test('a folder by way of a link is a folder', async () => {
  rmSync(join(dialogs, 'forst'), { recursive: true })
  cpSync('test/waves/to-ganger/forst', join(dialogs, 'enheter', 'forst'), { recursive: true })
  symlinkSync(join(dialogs, 'enheter', 'forst'), join(dialogs, 'forst'))
  edit('forst/wave.yaml', 'rateBase: with_oslo', 'rateBase: x')
  expect((await check()).lines).toEqual([
    expect.stringMatching(/^forst\/wave\.yaml:\d+:\d+ wrong_value `rateBase` skal være /u),
  ])
})

test('a faulty history is told once, also where one wave alone is asked about', async () => {
  edit('enheter/historikk.csv', 'start,9001', 'slutt,9001')
  for (const args of [[], [join(dialogs, 'neste')], [join(dialogs, 'forst')]]) {
    const { lines } = await check(args)
    expect(lines.filter((line) => line.includes('wrong_history'))).toEqual([
      expect.stringMatching(/^enheter\/historikk\.csv:2:2 wrong_history `kind` skal være start, number/u),
    ])
  }
})

test('one language or the other, and JSON with code, place and sentence', async () => {
  edit('neste/wave.yaml', 'closesAt:', 'stengerAt:')
  const nb = [
    'neste/wave.yaml:3:1 missing `closesAt` mangler',
    'neste/wave.yaml:6:1 unknown_key `stengerAt` er ikke en kjent nøkkel her',
  ]
  expect((await check()).lines.toSorted()).toEqual(
    nb.map((one) => expect.stringContaining(one.split(' ').slice(1).join(' '))).toSorted(),
  )
  expect((await check(['--lang', 'en'])).lines.join()).toMatch(/`closesAt` is missing.*`stengerAt` is not known here/u)
  const json = JSON.parse((await check(['--json'])).lines.join('\n'))
  expect(json).toContainEqual(
    expect.objectContaining({
      code: 'unknown_key',
      line: 6,
      column: 1,
      message: '`stengerAt` er ikke en kjent nøkkel her',
    }),
  )
  expect(await check(['--lang', 'nn'])).toMatchObject({ code: 64 })
})

test('an empty folder, and an empty DIALOGS_DIR', async () => {
  mkdirSync(join(dialogs, 'tom'))
  expect((await check()).lines).toEqual(['tom/wave.yaml:1:1 file_missing fila mangler'])
  expect((await check([join(dialogs, 'tom')])).lines).toEqual(['tom/wave.yaml:1:1 file_missing fila mangler'])
})
