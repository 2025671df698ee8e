/** The model of what answers are called belongs to the questionnaires of its wave. */

import { expect, test } from 'vitest'
import { loadCalled } from '../../src/questionnaire/called.ts'
import { faultText } from '../../src/questionnaire/fault.ts'
import { filesOf, textOf } from '../support/repo/source-files.ts'
import { questionnaires } from '../support/survey.ts'

const file = 'dialogs/kommuneundersokelsen-2018/called.json'
const text = textOf(file)
const asked = [questionnaires.raadmann, questionnaires.integrering]
const faultsOf = (changed: string, against: Parameters<typeof loadCalled>[2] = asked) => {
  const read = loadCalled(file, changed, against)
  return 'faults' in read ? read.faults : []
}

test('the file of the wave fits its questionnaires', () => {
  expect(faultsOf(text)).toEqual([])
})

test.each(filesOf('dialogs/*/called.json'))('%s is small', (one) => {
  expect(textOf(one).length).toBeLessThan(890_000)
})

test.each([
  ['"nav_avtale": [', '"nav_avtalen": [', 'called_question', 'nav_avtalen'],
  ['"tolk_kjent": [', '"tolk_kjennskap": [', 'called_question', 'tolk_kjennskap'],
  // A question that takes words has no answers with names.
  ['"leder_rolle": [', '"leder_merknad": [', 'called_question', 'leder_merknad'],
  ['"svaert_stor"', '"kjempestor"', 'called_choice', 'kjempestor'],
  ['"maanedlig"', '"ukentlig"', 'called_choice', 'ukentlig'],
])('%s as %s: the part, the question and the place are told', (from, to, code, name) => {
  const changed = text.replace(from, to)
  const line = changed.slice(0, changed.indexOf(to)).split('\n').length
  const [fault, ...more] = faultsOf(changed)
  expect(more).toEqual([])
  expect(fault).toMatchObject({ code, file, line })
  expect(fault === undefined ? '' : faultText(fault)).toContain(name)
  expect(fault === undefined ? '' : faultText(fault)).toMatch(/tren den på nytt$/)
})

test('a part without a questionnaire, or questionnaires that cannot be read, are told of elsewhere', () => {
  expect(faultsOf(text, [questionnaires.raadmann])).toEqual([])
  expect(faultsOf(text, null)).toEqual([])
})

test.each([
  ['{ "schema": "kommunedialog.called.v1"', 'yaml'],
  ['[]', 'wrong_type'],
  [text.replace('kommunedialog.called.v1', 'kommunedialog.called.v2'), 'wrong_value'],
  [text.replace(/"most": [\d.]+,\n/, ''), 'missing'],
  [text.replace(/"most": [\d.]+/, '"most": 1e308'), 'too_many'],
  [text.replace(/"numbers": ".{12}/, '"numbers": "bm8gd2VpZ2h0'), 'called_packed'],
  [text.replace(/"weights": "[^"]+"/, '"weights": "bm8gd2VpZ2h0cw=="'), 'called_packed'],
  [text.replace(/"sharp": \{/, '"sharp": { "all": 1,'), 'unknown_key'],
])('what is no such file is a fault of it, and throws nothing (%#)', (changed, code) => {
  expect(faultsOf(changed).map((fault) => fault.code)).toContain(code)
})

const many = (count: number, each: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => each(n)).join(',')

test.each([
  ['brackets without end', '['.repeat(900_000), 1],
  ['names without end', `{${many(60_000, (n) => `"k${n}": ${n}`)}}`, 50],
  ['a list without end', `{"labels": [${many(150_000, (n) => `"${n}"`)}]}`, 9],
  ['figures for names', `{"labels": [${many(150_000, String)}]}`, 50],
  ['maps in maps', `${'{"questions":'.repeat(60_000)}1${'}'.repeat(60_000)}`, 9],
  ['texts without end', '"'.repeat(900_000), 1],
  [
    'the real one, with questions that nobody asks',
    text.replace('"raadmann": {', `"raadmann": {${many(20_000, (n) => `"q${n}": []`)},`),
    50,
  ],
])('a megabyte of %s is refused, and no more is told than somebody reads', (_, changed, told) => {
  const faults = faultsOf(changed)
  expect(faults.length).toBeGreaterThan(0)
  expect(faults.length).toBeLessThanOrEqual(told)
  for (const { line, column } of faults)
    expect(changed.split('\n')[line - 1]?.length ?? 0).toBeGreaterThanOrEqual(column - 1)
})
