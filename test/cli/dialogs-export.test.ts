/** `dialogs export --xlsform`: workbooks that are read back as what was to be written. */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { xlsFormOf } from '../../src/wording/xlsform/sheets.ts'
import { commandLine } from '../support/command-line.ts'
import { shippedParts } from '../support/shipped-waves.ts'

let out: string
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'kd-export-'))
})
afterEach(() => rmSync(out, { recursive: true }))

const run = (...args: string[]) => commandLine(['dialogs', 'export', ...args], {})
const sheetsOf = (file: string) => {
  const book = read(readFileSync(file))
  return Object.fromEntries(
    book.SheetNames.map((name) => [
      name,
      utils.sheet_to_json<Record<string, string>>(book.Sheets[name] ?? {}, { defval: '' }),
    ]),
  )
}
const full = (lines: readonly Readonly<Record<string, string>>[]) => {
  const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))]
  return lines.map((line) => Object.fromEntries(columns.map((column) => [column, line[column] ?? ''])))
}

test.each(shippedParts)('$name, for both kinds of unit, cell by cell', async ({ questionnaire }) => {
  const { wave, part, version } = questionnaire
  for (const kind of ['kommune', 'bydel'] as const) {
    const made = await run(
      `dialogs/${wave}/${part}.v${version}.yaml`,
      '--xlsform',
      '--out',
      out,
      '--kind',
      kind,
      '--overwrite',
    )
    expect(made).toMatchObject({ code: 0, err: '' })
    const { survey, choices, settings } = xlsFormOf({ questionnaire, kind })
    const file = join(out, `${part}.v${version}.xlsx`)
    expect(sheetsOf(file)).toEqual({ survey: full(survey), choices: full(choices), settings: full(settings) })
  }
})

test('every part of a wave, with what is left out', async () => {
  const folder = join(out, 'ny', 'mappe')
  const { code, out: said } = await run('--xlsform', '--out', folder)
  expect(code).toBe(0)
  for (const part of ['raadmann', 'integrering']) expect(existsSync(join(folder, `${part}.v1.xlsx`))).toBe(true)
  expect(said).toMatch(/raadmann\.v1\.xlsx: \d+ questions\n {2}how people type the answers is left out: /u)
  const { out: json } = await run('raadmann', '--xlsform', '--out', folder, '--overwrite', '--json')
  expect(JSON.parse(json)).toMatchObject([{ file: join(folder, 'raadmann.v1.xlsx'), left: expect.any(Array) }])
})

test('a workbook that is there is written over when that is asked for, and not otherwise', async () => {
  const [one, other] = ['raadmann', 'integrering'].map((part) => join(out, `${part}.v1.xlsx`))
  writeFileSync(one ?? '', 'edited by hand')
  const refused = await run('--xlsform', '--out', out)
  expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`${one} is there already`) })
  expect(refused.err).toContain('--overwrite')
  expect(readFileSync(one ?? '', 'utf8')).toBe('edited by hand')
  // All of them or none.
  expect(existsSync(other ?? '')).toBe(false)
  expect(await run('integrering', '--xlsform', '--out', out)).toMatchObject({ code: 0, err: '' })
  expect(await run('--xlsform', '--out', out, '--overwrite')).toMatchObject({ code: 0, err: '' })
  expect(Object.keys(sheetsOf(one ?? ''))).toEqual(['survey', 'choices', 'settings'])
})

test.each([
  ['no format', ['raadmann', '--out', 'x']],
  ['no folder', ['raadmann', '--xlsform']],
  ['a kind that is none', ['raadmann', '--xlsform', '--out', 'x', '--kind', 'fylke']],
])('%s is wrong use', async (_, args) => expect((await run(...args)).code).toBe(64))

test('a part that is not there, and a place that is none, are refused', async () => {
  expect(await run('ordforer', '--xlsform', '--out', out)).toMatchObject({
    code: 1,
    err: 'No questionnaire «ordforer».\n',
  })
  expect((await run('raadmann', '--xlsform', '--out', 'package.json')).code).toBe(1)
})
