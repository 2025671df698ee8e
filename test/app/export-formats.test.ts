/** Every export read back by a reader that is not ours, with the same totals. */

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { writerFor } from '../../src/results/formats.ts'
import { spssSyntax } from '../../src/results/spss.ts'
import { codebookOf, exportColumns } from '../../src/results/table.ts'
import { exported, nasty, ofPart, submissions } from '../support/export-set.ts'
import { questionnaires } from '../support/survey-2018.ts'

const line = { complete: 80, partial: 50 }

type Row = Record<string, string>

const csvRows = (folder: string, file: string, delimiter = ';'): Row[] =>
  parse(readFileSync(join(folder, file)), { bom: true, columns: true, delimiter })

const count = <T>(rows: readonly T[], test: (row: T) => boolean): number => rows.filter(test).length

const expected = {
  ja: count(
    ofPart('integrering'),
    (s) => s.answers.resultatmaal?.kind === 'single' && s.answers.resultatmaal.value === 'ja',
  ),
  notAsked: count(ofPart('integrering'), (s) => s.missing.resultatmaal === 'not_asked'),
}

describe.each([';', ','] as const)('csv with «%s»', (delimiter) => {
  it('has the same totals, a BOM for Excel, and no text unless asked for', async () => {
    const folder = await exported({}, delimiter)
    const rows = csvRows(folder, 'results-integrering.csv', delimiter)
    expect(readFileSync(join(folder, 'results-integrering.csv')).subarray(0, 3)).toEqual(
      Buffer.from([0xef, 0xbb, 0xbf]),
    )
    expect(rows).toHaveLength(ofPart('integrering').length)
    expect(count(rows, (r) => r.resultatmaal === 'ja')).toBe(expected.ja)
    expect(count(rows, (r) => r.resultatmaal === '-98')).toBe(expected.notAsked)
    expect(rows[0]).not.toHaveProperty('imdi_savn')
  })

  it('keeps text whole, and keeps a spreadsheet from running it', async () => {
    const folder = await exported({ freeText: 'with' }, delimiter)
    expect(csvRows(folder, 'results-raadmann.csv', delimiter).some((r) => r.leder_merknad === `'${nasty}`)).toBe(true)
  })
})

describe('the long table', () => {
  it('has a row per thing asked, with the missing kind by name', async () => {
    const rows = csvRows(await exported({ shape: 'long' }), 'results-integrering.csv')
    const about = rows.filter((r) => r.column === 'resultatmaal')
    expect(about).toHaveLength(ofPart('integrering').length)
    expect(count(about, (r) => r.value === 'ja' && r.missing === '')).toBe(expected.ja)
    expect(count(about, (r) => r.value === '' && r.missing === 'not_asked')).toBe(expected.notAsked)
  })

  it('can hold all parts in one file', async () => {
    const rows = csvRows(await exported({ shape: 'long_in_one' }), 'results.csv')
    const apart = await exported({ shape: 'long' })
    const parts = questionnaires.map(({ part }) => part)
    const each = parts.map((part) => csvRows(apart, `results-${part}.csv`))
    expect(rows).toHaveLength(each.flat().length)
    expect(new Set(rows.map(({ part }) => part))).toEqual(new Set(parts))
  })
})

describe('xlsx', () => {
  it('has a sheet per part, the codebook and the value labels', async () => {
    const file = join(await exported({ format: 'xlsx', freeText: 'with' }), 'results.xlsx')
    const rows = await readSheet(file, 'integrering')
    const at = rows[0]?.indexOf('resultatmaal') ?? -1
    expect(rows).toHaveLength(ofPart('integrering').length + 1)
    expect(count(rows, (r) => r[at] === 'ja')).toBe(expected.ja)
    expect(count(rows, (r) => r[at] === -98)).toBe(expected.notAsked)
    const text = await readSheet(file, 'raadmann')
    expect(text.flat()).toContain(`'${nasty}`)
    expect(await readSheet(file, 'Kodebok')).toContainEqual([
      'integrering',
      'resultatmaal',
      'choice',
      'Har kommunen resultatmål for introduksjonsprogrammet?',
      'Har kommunen resultatmål for introduksjonsprogrammet?',
    ])
    expect(await readSheet(file, 'Verdier')).toContainEqual(['integrering', 'resultatmaal', 'nei', 2, 'Nei', 'Nei'])
  })
})

describe('sheets of parts whose ids are no names of sheets', () => {
  it('are named so that Excel opens them, and hold what is theirs', async () => {
    const rows: [string, unknown][] = []
    const sink = {
      sheetRow: async (_file: string, sheet: string, row: readonly unknown[]) => void rows.push([sheet, row[0]]),
    }
    const request = { format: 'xlsx', shape: 'wide', freeText: 'without', language: 'nb' } as const
    const long = 'ansvarlig_for_introduksjonsprogrammet_i_enheten'
    const tables = ['kodebok', long, `${long}_2`, 'verdier'].map((part) => ({
      part,
      columns: [{ name: `column of ${part}`, cell: () => null }],
      codebook: [],
      named: never,
    }))
    const writer = writerFor(request as never, sink as never)
    for (const table of tables) await writer.begin(table)
    await writer.end(tables)
    const names = [...new Set(rows.map(([sheet]) => sheet))]
    expect(names).toEqual([
      ...['kodebok_2', long.slice(0, 31), `${long.slice(0, 29)}_2`, 'verdier_2', 'Kodebok', 'Verdier'],
    ])
    expect(rows[2]).toEqual([`${long.slice(0, 29)}_2`, `column of ${long}_2`])
  })
})

describe('jsonl', () => {
  it('holds the documents, one a line', async () => {
    const folder = await exported({ format: 'jsonl', freeText: 'with' })
    const lines = readFileSync(join(folder, 'results.jsonl'), 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(submissions)
  })
})

describe('the codebook', () => {
  it.each(['with', 'without'] as const)('describes the columns, one by one, in their order (%s text)', (freeText) => {
    for (const q of questionnaires) {
      expect(codebookOf([q], freeText).map((d) => d.name)).toEqual(
        exportColumns([q], freeText, line).map((c) => c.name),
      )
    }
  })

  it('has a meaning in both language forms, and none is a placeholder', () => {
    for (const { label, name } of questionnaires.flatMap((q) => codebookOf([q], 'with'))) {
      expect(label.nb, name).not.toMatch(/\{\{|^report\./u)
      expect(label.nn, name).not.toMatch(/\{\{|^report\./u)
    }
  })
})

describe('spss', () => {
  it('declares the five missing kinds as one range', () => {
    const syntax = spssSyntax('x.csv', codebookOf([questionnaires[1] ?? never()], 'without'), 'nn')
    expect(syntax).toContain('(-99 THRU -95).')
    expect(syntax).toContain("-96 'Veit ikkje'")
  })
})

it('leaves files that only their owner can read', async () => {
  const folder = await exported({ format: 'xlsx' })
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0)
})

const never = (): never => {
  throw new Error('no such questionnaire')
}
