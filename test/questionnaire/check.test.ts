import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  checkQuestionnaire,
  loadQuestionnaire,
  readQuestionnaires,
  type SourceFile,
} from '../../src/questionnaire/check.ts'
import { said } from '../../src/questionnaire/fault.ts'

const read = (path: string): SourceFile => ({
  file: path,
  text: readFileSync(new URL(path, import.meta.url), 'utf8'),
})
const noCards = () => []
const found = (files: SourceFile[]) => checkQuestionnaire(files, noCards)
const faultyFolder = readdirSync(new URL('faulty/', import.meta.url)).map((name) => `faulty/${name}`)

/** «line code», once per code in a `#!` comment. */
const marked = ({ text }: SourceFile): string[] =>
  text.split('\n').flatMap((line, i) => (line.split('#! ')[1]?.split(' ') ?? []).map((code) => `${i + 1} ${code}`))

test.each(faultyFolder)('%s: every fault is found on its line, and no other', (path) => {
  const file = read(path)
  const lines = found([file]).map((fault) => `${fault.line} ${fault.code}`)
  expect(lines.sort()).toEqual(marked(file).sort())
})

describe('a fault says where it is', () => {
  const at = (path: string, code: string) => found([read(path)]).find((fault) => fault.code === code)

  test('the value, when there is one', () => {
    expect(at('faulty/shape.v1.yaml', 'comma_in_choice_id')).toEqual({
      file: 'faulty/shape.v1.yaml',
      line: 24,
      column: 19,
      code: 'comma_in_choice_id',
      key: 'comma_in_choice_id',
      vars: { value: 'ja,nei' },
    })
  })

  test('the key that should not be there', () => {
    expect(at('faulty/shape.v1.yaml', 'unknown_key')).toMatchObject({ line: 32, column: 9 })
  })

  test('the text that lacks a language', () => {
    expect(at('faulty/shape.v1.yaml', 'language_missing')).toMatchObject({
      line: 8,
      column: 3,
      vars: { language: 'nn' },
    })
  })
})

/** A few hundred bytes that stand for a thousand million values. */
const laughing = [
  'a: &a [x]',
  ...[...'bcdefghij'].map((letter, i) => `${letter}: &${letter} [${Array(9).fill(`*${'abcdefghi'[i]}`)}]`),
].join('\n')

describe('a file that is not YAML', () => {
  test.each([
    ['a bracket left open', 'sections: [', 'yaml'],
    ['the same key twice', 'wave: a\nwave: b\n', 'yaml'],
    ['a name that stands for nothing', 'wave: *nobody', 'yaml'],
    ['a name inside of what it stands for', 'sections: &all\n  - questions: *all', 'yaml'],
    ['names of names of names', laughing, 'yaml'],
    ['brackets without end', '['.repeat(20_000), 'yaml'],
    ['keys that are to be merged', 'a: &a { b: 1 }\nc: { <<: *a }', 'yaml'],
    ['two documents', 'a: 1\n---\na: 2', 'yaml'],
    ['Windows-1252, as an old editor saves it', Buffer.from('title: Råd', 'latin1').toString('utf8'), 'not_utf8'],
    ['UTF-16', Buffer.from('\ufefftitle: a', 'utf16le').toString('utf8'), 'not_utf8'],
    ['an empty file', '', 'wrong_type'],
    ['a list', '- a', 'wrong_type'],
    ['a word', 'hei', 'wrong_type'],
  ])('%s', (_name, text, code) => {
    const faults = found([{ file: 'x.v1.yaml', text }])
    expect(faults.map((fault) => fault.code)).toContain(code)
    for (const fault of faults) expect(Math.min(fault.line, fault.column)).toBeGreaterThanOrEqual(1)
  })
})

test('a section with too many questions does not hide what is wrong with them', () => {
  const technical = read('technical/teknisk.v1.yaml')
  const eleven = Array.from(
    { length: 11 },
    (_, i) => `      - { id: q${i}, kind: ${i === 4 ? 'singel' : 'info'}, text: { nb: x } }`,
  )
  const text = `${technical.text.trimEnd()}\n  - id: lang\n    title: { nb: x, nn: x }\n    questions:\n${eleven.join('\n')}\n`
  const codes = found([{ ...technical, text }]).map(({ code }) => code)
  expect(codes.filter((code) => code === 'language_missing')).toHaveLength(10)
  expect(codes).toEqual(expect.arrayContaining(['too_many', 'wrong_value']))
})

describe('the questionnaires that are in use have no fault', () => {
  test.each([
    '../../dialogs/kommuneundersokelsen-2018/raadmann.v1.yaml',
    '../../dialogs/kommuneundersokelsen-2018/integrering.v1.yaml',
    'technical/teknisk.v1.yaml',
  ])('%s', (path) => {
    expect(found([read(path)])).toEqual([])
  })
})

describe('versions side by side', () => {
  const technical = read('technical/teknisk.v1.yaml')
  const second = technical.text.replace('\nversion: 1\n', '\nversion: 2\n')
  const v2: SourceFile = { file: 'teknisk.v2.yaml', text: second.replaceAll('was: har_fest', 'was: sted') }

  test('a file is named after its part and version', () => {
    expect(found([{ ...technical, file: 'dialogs/fest.yaml' }])).toMatchObject([{ code: 'file_name', line: 21 }])
  })

  test('`was` names a question of an earlier version', () => {
    expect(found([technical, v2])).toEqual([])
    expect(found([technical, { ...v2, text: second }])).toMatchObject([
      { file: 'teknisk.v2.yaml', code: 'unknown_was' },
    ])
  })

  test('a version stands once', () => {
    expect(found([technical, { ...technical, file: 'kopi/teknisk.v1.yaml' }])).toMatchObject([
      { code: 'duplicate_version' },
    ])
  })
})

describe('cards', () => {
  const technical = read('technical/teknisk.v1.yaml')
  const tooBig = said('card_too_large', { bytes: 29_000, most: 28_000 })

  test('a fault of a card stands at its question', () => {
    const faults = checkQuestionnaire([technical], (question) => (question.id === 'sted' ? [tooBig] : []))
    expect(faults).toMatchObject([{ ...tooBig, column: 13 }])
    expect(technical.text.split('\n')[(faults[0]?.line ?? 0) - 1]).toContain('id: sted')
  })

  test('are not made of a questionnaire with other faults', () => {
    const faults = checkQuestionnaire([read('faulty/across.v1.yaml')], () => [tooBig])
    expect(faults.map((fault) => fault.code)).not.toContain('card_too_large')
  })
})

describe('advice hinders nothing', () => {
  const advised = (file: SourceFile) => readQuestionnaires([file], noCards).advice.map((it) => `${it.line} ${it.code}`)
  const question = (rest: string) => ({
    file: 'raadmann.v1.yaml',
    text: `schema: kommunedialog.questionnaire.v1
wave: prove
part: raadmann
version: 1
title: { nb: T, nn: T }
intro: { nb: I, nn: I }
minutes: 5
sections:
  - id: del
    title: { nb: D, nn: D }
    questions:
      - id: antall
        text: { nb: Hvor mange?, nn: Kor mange? }
${rest}`,
  })
  const counts = `counts: [{ terms: { nb: [barn], nn: [barn] }, included: true, text: { nb: Ja., nn: Ja. } }]`

  test.each([
    ['a figure that says nothing', '        kind: number', ['advice_explain', 'advice_counts', 'advice_example']],
    ['a share that counts', `        kind: percent\n        ${counts}`, ['advice_example']],
    ['a figure that says all', `        kind: number\n        example: 4\n        ${counts}`, []],
    ['a date', '        kind: date', ['advice_explain']],
    ['own words', '        kind: long_text', []],
    ['information', '        kind: info', []],
  ])('%s', (_name, rest, codes) => {
    const file = question(rest)
    expect(found([file])).toEqual([])
    expect(advised(file)).toEqual(codes.map((code) => `12 ${code}`))
  })
})

test('a text that was checked is not read once more for the wave that continues it', () => {
  const { file, text } = read('../../dialogs/kommuneundersokelsen-2018/raadmann.v1.yaml')
  const [checked] = readQuestionnaires([{ file, text }], noCards).questionnaires
  const again = loadQuestionnaire('beside.yaml', text)
  expect('questionnaire' in again && again.questionnaire).toBe(checked?.questionnaire)
  const other = loadQuestionnaire('beside.yaml', text.replace('version: 1', 'version: 2'))
  expect('questionnaire' in other && other.questionnaire.version).toBe(2)
})

test('a text that was checked is told of by the name and the place it has now, though it is not read again', () => {
  const { text } = read('../../dialogs/kommuneundersokelsen-2018/raadmann.v1.yaml')
  const files = ['raadmann.v1.yaml', 'annet.v1.yaml'].map((file) => ({ file, text }))
  const line = text.split('\n').findIndex((one) => one.startsWith('version:')) + 1
  for (const round of [1, 2]) {
    const faults = readQuestionnaires(files, noCards).faults.map((one) => `${one.file}:${one.line} ${one.code}`)
    expect(faults, `${round}`).toEqual([`annet.v1.yaml:${line} file_name`, `annet.v1.yaml:${line} duplicate_version`])
  }
})

test('other cards are tried of a text that was checked with none', () => {
  const file = read('../../dialogs/kommuneundersokelsen-2018/raadmann.v1.yaml')
  expect(readQuestionnaires([file], noCards).faults).toEqual([])
  const tooLarge = readQuestionnaires([file], () => [said('card_too_large', { bytes: 29_000, most: 28_000 })]).faults
  expect(tooLarge.length).toBeGreaterThan(10)
})
