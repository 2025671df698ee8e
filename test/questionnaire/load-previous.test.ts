/** The last wave's answers and what became of its units: read in our own export's form; nothing overwrites silently. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { loadPrevious } from '../../src/questionnaire/last-wave.ts'
import { loadUnits } from '../../src/questionnaire/units.ts'
import { exported, submissions } from '../support/export-set.ts'

const units = new Set(['5055', '5056', '5059', '0301', '1201'])
const line = (unit: string, more: Record<string, unknown> = {}) =>
  JSON.stringify({ unit, name: `Enhet ${unit}`, part: 'raadmann', answers: {}, ...more })
const load = (lines: readonly string[], successors?: string) =>
  loadPrevious(
    { file: 'previous.jsonl', text: lines.join('\n') },
    successors === undefined ? null : { file: 'successors.csv', text: successors },
    units,
  )
const faults = (lines: readonly string[], successors?: string) => {
  const read = load(lines, successors)
  return 'faults' in read ? read.faults.map(({ file, line: at, code }) => [file, at, code]) : []
}
const predecessors = (lines: readonly string[], successors?: string) => {
  const read = load(lines, successors)
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return Object.fromEntries(
    [...read.previous].map(([unit, parts]) => [unit, parts.get('raadmann')?.map((one) => one.unit)]),
  )
}

test.each(['with', 'without'] as const)(
  'what `results export --format jsonl` wrote is read (%s text)',
  async (freeText) => {
    const text = readFileSync(join(await exported({ format: 'jsonl', freeText }), 'results.jsonl'), 'utf8')
    const ids = new Set(submissions.map(({ unit }) => unit.id))
    const read = loadPrevious({ file: 'p', text }, null, ids)
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    const lines = [...read.previous.values()].flatMap((parts) => [...parts.values()]).flat()
    expect(lines).toHaveLength(submissions.length)
    const one = submissions[0] ?? never()
    const found = read.previous.get(one.unit.id)?.get(one.part)?.[0]
    expect(found).toMatchObject({ unit: one.unit.id, name: one.unit.name })
    expect(Object.keys(found?.answers ?? {}).length).toBeGreaterThan(0)
  },
)

it('rows of a matrix that were not reached are as if never shown', () => {
  const { schema } = submissions[0] ?? never()
  const answers = { m: { kind: 'matrix', value: { a: 'x' }, missing: { b: 'not_reached', c: 'dont_know' } } }
  const unit = { id: '0301', kind: 'kommune', name: 'Oslo' }
  const read = load([JSON.stringify({ schema, part: 'raadmann', unit, answers })])
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  expect(read.previous.get('0301')?.get('raadmann')?.[0]?.answers).toEqual({
    m: { kind: 'matrix', value: { a: 'x' }, missing: { c: 'dont_know' } },
  })
})

describe('a unit that became several', () => {
  it('shows its answers to each of them', () =>
    expect(predecessors([line('5012')], 'unit,successor\n5012,5059\n5012,5055\n5012,5056\n')).toEqual({
      5059: ['5012'],
      5055: ['5012'],
      5056: ['5012'],
    }))
  it('beside those that merged into one of them, in the order of the answers', () =>
    expect(predecessors([line('5013'), line('5012')], 'unit,successor\n5012,5056\n5012,5059\n5013,5056\n')).toEqual({
      5056: ['5013', '5012'],
      5059: ['5012'],
    }))
})

describe('faults, all at once and with their lines', () => {
  it.each([
    ['the same move twice', 'unit,successor\n5012,5059\n5013,5056\n5012,5059\n', [4, 'duplicate_id']],
    ['a successor that is not asked', 'unit,successor\n5012,5095\n', [2, 'unknown_unit']],
    ['a column twice', 'unit,successor,unit\n5012,5059,5013\n', [1, 'column_twice']],
    ['a column missing', 'unit,blei\n5012,5059\n', [1, 'no_column']],
    ['a field too many', 'unit,successor\n5012,5059,5055\n', [2, 'csv']],
    ['an empty field', 'unit,successor\n5012,\n', [2, 'wrong_successor']],
    ['a unit without its leading zero', 'unit,successor\n5012,5059\n301,5059\n', [3, 'wrong_unit']],
    ['a district without it', 'unit,successor\n30101,5059\n', [2, 'wrong_unit']],
    ['a unit by its name', 'unit,successor\nSnillfjord,5059\n', [2, 'wrong_unit']],
    ['a unit with more beside it', 'unit,successor\n5012 Snillfjord,5059\n', [2, 'wrong_unit']],
    ['a unit as a formula leaves it', 'unit,successor\n5012.0,5059\n', [2, 'wrong_unit']],
    ['not UTF-8', 'unit,successor\nH\uFFFDkon,5059\n', [2, 'not_utf8']],
  ])('successors.csv: %s', (_, text, [at, code]) =>
    expect(faults([line('0301')], text)).toEqual([['successors.csv', at, code]]),
  )
  it.each([
    ['a unit that answers a part twice', [line('0301'), line('1201'), line('0301')], [3, 'duplicate_id']],
    ['a key twice', ['{"unit":"0301","name":"a","part":"p","answers":{},"unit":"1201"}'], [1, 'wrong_previous']],
    [
      'an answer twice',
      [
        '{"unit":"0301","name":"a","part":"p","answers":{"q":{"kind":"text","value":"a"},"q":{"kind":"text","value":"b"}}}',
      ],
      [1, 'wrong_previous'],
    ],
    ['no JSON', ['', '{"unit":'], [2, 'wrong_previous']],
    ['a submission of another version', ['{"schema":"kommunedialog.submission.v9"}'], [1, 'wrong_previous']],
    ['a list', ['[]'], [1, 'wrong_previous']],
  ])('previous.jsonl: %s', (_, lines, [at, code]) => expect(faults(lines)).toEqual([['previous.jsonl', at, code]]))
  it('a colon within a text is no key', () =>
    expect(faults([line('0301', { answers: { q: { kind: 'text', value: 'a": "b": \\ {"c":1}' } } })])).toEqual([]))
  it('of both files', () =>
    expect(faults(['{'], 'unit,successor\n5012,\n')).toEqual([
      ['previous.jsonl', 1, 'wrong_previous'],
      ['successors.csv', 2, 'wrong_successor'],
    ]))
})

it('units.csv: a column that stands twice is a fault, as a unit that does', () => {
  const head = 'id,kind,name,county,language,population,imdiRegion,centrality'
  const row = '0301,kommune,Oslo,Oslo,neutral,1,Øst,3'
  expect(loadUnits('u', `${head},name\n${row},Bergen\n`)).toMatchObject({ faults: [{ line: 1, code: 'column_twice' }] })
  expect(loadUnits('u', `${head}\n${row}\n${row}\n`)).toMatchObject({ faults: [{ line: 3, code: 'duplicate_id' }] })
})

const never = (): never => {
  throw new Error('no submissions')
}
