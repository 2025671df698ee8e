import { describe, expect, it } from 'vitest'
import { type Questionnaire, questionnaire } from '../../src/questionnaire/schema.ts'
import { longRows } from '../../src/results/formats.ts'
import { withoutFreeText } from '../../src/results/own-words.ts'
import type { SubmissionDocument } from '../../src/results/submission.ts'
import { codebookOf, exportColumns, underNewestNames } from '../../src/results/table.ts'

const line = { complete: 80, partial: 50 }

const text = { nb: 'x', nn: 'x' }
const choices = [
  { id: 'ja', text },
  { id: 'nei', text },
  { id: 'annet', text, specify: true },
]
const rows = [
  { id: 'tolk', text },
  { id: 'bolig', text },
]
const asked = [
  { kind: 'single', id: 'maal', text, choices },
  { kind: 'multiple', id: 'om', text, choices },
  { kind: 'matrix', id: 'nytte', text, rows, choices },
  { kind: 'number', id: 'antall', text },
  { kind: 'percent', id: 'andel', text },
  { kind: 'date', id: 'dato', text },
  { kind: 'ranking', id: 'rekke', text, choices, places: 2 },
  { kind: 'short_text', id: 'kort', text },
  { kind: 'info', id: 'info', text },
]
const made = (questions: unknown[], version = 1): Questionnaire =>
  questionnaire.parse({
    schema: 'kommunedialog.questionnaire.v1',
    ...{ wave: 'w', part: 'raadmann', version, title: text, intro: text, minutes: 1 },
    sections: [{ id: 's', title: text, questions }],
  })

const document: SubmissionDocument = {
  ...{
    schema: 'kommunedialog.submission.v1',
    submissionId: 'id',
    revision: 2,
    complete: true,
    wave: 'w',
    part: 'raadmann',
  },
  ...{ questionnaireVersion: 1, unit: { id: '0301', kind: 'kommune', name: 'Oslo' }, language: 'nb' },
  ...{ startedAt: '2018-11-01T09:00:00Z', submittedAt: '2018-11-02T09:00:00Z' },
  answers: {
    maal: { kind: 'single', value: 'annet', other: 'kanskje' },
    om: { kind: 'multiple', value: ['ja', 'annet'], other: 'tolk' },
    nytte: { kind: 'matrix', value: { tolk: 'ja' }, missing: { bolig: 'dont_know' } },
    antall: { kind: 'number', value: 30.5, approximate: true },
    andel: { kind: 'percent', value: 0 },
    dato: { kind: 'date', value: '2018-10-01' },
    rekke: { kind: 'ranking', value: ['nei', 'ja'] },
    kort: { kind: 'text', value: 'Det går bra' },
  },
  missing: {},
  paradata: { sittings: 1, secondsPerQuestion: {}, changed: [] },
}
const cells = (columns: ReturnType<typeof exportColumns>, of = document) =>
  Object.fromEntries(columns.map((column) => [column.name, column.cell(of)]))

describe('the wide table', () => {
  it('has a row head of unit, part and submission', () =>
    expect(cells(exportColumns([made(asked)], 'without', line))).toMatchObject({
      submission_id: 'id',
      revision: 2,
      unit: '0301',
      complete: 1,
    }))

  it('has the answers of every question kind', () =>
    expect(cells(exportColumns([made(asked)], 'with', line))).toMatchObject({
      maal: 'annet',
      maal__other: 'kanskje',
      om__ja: 1,
      om__nei: 0,
      om__annet: 1,
      om__other: 'tolk',
      nytte__tolk: 'ja',
      nytte__bolig: -96,
      antall: 30.5,
      antall__approximate: 1,
      andel: 0,
      andel__approximate: 0,
      dato: '2018-10-01',
      rekke__1: 'nei',
      rekke__2: 'ja',
      kort: 'Det går bra',
    }))

  it('has no free text unless asked for', () => {
    const names = exportColumns([made(asked)], 'without', line).map((column) => column.name)
    expect(names.filter((name) => name === 'kort' || name.endsWith('other'))).toEqual([])
  })

  it.each([
    ['not_reached', -99],
    ['not_asked', -98],
    ['not_applicable', -97],
    ['dont_know', -96],
    ['skipped', -95],
  ] as const)('keeps %s apart as %i, in every column of the question', (kind, code) => {
    const missing = { ...document, answers: {}, missing: { maal: kind, om: kind, nytte: kind, rekke: kind } }
    const found = cells(exportColumns([made(asked)], 'without', line), missing)
    expect(found).toMatchObject({ maal: code, om__nei: code, nytte__tolk: code, rekke__2: code })
  })

  it('keeps the column of a question that only an older version asks', () => {
    const newer = made([{ kind: 'date', id: 'ny', text }], 2)
    const found = cells(exportColumns([newer, made(asked)], 'without', line))
    expect(found).toMatchObject({ ny: -98, maal: 'annet' })
  })
})

describe('a document without free text', () => {
  it('has neither text answers nor specifications', () => {
    const bare = withoutFreeText(document)
    expect(JSON.stringify(bare)).not.toMatch(/Det går bra|kanskje|tolk"}/)
    expect(bare.answers).toMatchObject({ maal: { kind: 'single', value: 'annet' }, antall: { value: 30.5 } })
    expect(bare.answers).not.toHaveProperty('kort')
  })
})

describe('a part that has had two versions', () => {
  const second = made(
    [
      { kind: 'multiple', id: 'om', text, choices: [...choices.slice(0, 2), { id: 'ny', text }] },
      { kind: 'number', id: 'hvor_mange', was: 'antall', text },
    ],
    2,
  )
  const versions = [second, made(asked)]
  const named = underNewestNames(versions)
  const columns = exportColumns(versions, 'without', line)

  it('has one column for a renamed question, under its newest id', () => {
    expect(columns.filter(({ name }) => name.startsWith('antall'))).toEqual([])
    expect(cells(columns, named(document))).toMatchObject({ hvor_mange: 30.5, hvor_mange__approximate: 1 })
    const skipped = { ...document, answers: {}, missing: { antall: 'skipped' as const } }
    expect(cells(columns, named(skipped))).toMatchObject({ hvor_mange: -95 })
  })

  it('has not asked for a choice that the version answered did not offer', () => {
    expect(cells(columns, named(document))).toMatchObject({ om__ja: 1, om__nei: 0, om__annet: 1, om__ny: -98 })
    const later = {
      ...document,
      questionnaireVersion: 2,
      answers: { om: { kind: 'multiple' as const, value: ['ny'] } },
    }
    expect(cells(columns, named(later))).toMatchObject({ om__ja: 0, om__ny: 1, om__annet: -98 })
  })

  it('tells the same in the long table', () => {
    const rows = longRows(named(document), columns, codebookOf(versions, 'without'))
    expect(rows.filter((row) => row[4] === 'om').map((row) => row.slice(5))).toEqual([
      ['om__ja', 1, null],
      ['om__nei', 0, null],
      ['om__ny', null, 'not_asked'],
      ['om__annet', 1, null],
    ])
  })

  it('has a codebook for each column, in the same order', () => {
    expect(codebookOf(versions, 'with').map((d) => d.name)).toEqual(
      exportColumns(versions, 'with', line).map((c) => c.name),
    )
  })
})

it('tells a form that an administrator entered from the others', () => {
  const columns = exportColumns([made(asked)], 'without', line)
  expect(cells(columns).assisted).toBe(0)
  expect(cells(columns, { ...document, mode: 'assisted' }).assisted).toBe(1)
})
