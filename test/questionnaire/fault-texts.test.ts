/** Every fault has its sentence in Norwegian and in English, and no sentence stands in the code. */
import { describe, expect, test } from 'vitest'
import en from '../../locales/faults/en.json' with { type: 'json' }
import nb from '../../locales/faults/nb.json' with { type: 'json' }
import { type FaultKey, faultText, said } from '../../src/questionnaire/fault.ts'
import { filesOf, textOf } from '../support/repo/source-files.ts'

const keys = Object.keys(nb) as FaultKey[]
const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/gu))].toSorted()

test('both languages have the same faults', () => expect(Object.keys(en).toSorted()).toEqual(keys.toSorted()))

test.each(keys)('%s: a text in each, with the same things put in', (key) => {
  expect(nb[key].trim()).not.toBe('')
  expect(en[key].trim()).not.toBe('')
  expect(nb[key]).not.toBe(en[key])
  expect(placeholders(en[key])).toEqual(placeholders(nb[key]))
})

/** Keys that are put together from a word and what was found. */
const built = ['yaml.', 'duplicate_id.', 'wrong_previous.']

test('each is used, and none is used that is not there', () => {
  const sources = filesOf('src/**/*.ts')
    .map((file) => textOf(file))
    .join('\n')
  const unused = keys.filter((key) => !sources.includes(`'${key}'`) && !built.some((start) => key.startsWith(start)))
  expect(unused).toEqual([])
})

test('Norwegian has none of the English words of before', () => {
  const english = /\b(the|is not|there|must|stands|with|twice|question|file)\b/iu
  expect(keys.filter((key) => english.test(nb[key].replace(/`[^`]*`|\{\{\w+\}\}/gu, '')))).toEqual([])
})

describe('a sentence', () => {
  test('is Norwegian unless asked otherwise', () => {
    const fault = said('duplicate_id.unit', { id: '0101' })
    expect(fault.code).toBe('duplicate_id')
    expect(faultText(fault)).toBe('enheten 0101 står to ganger')
    expect(faultText(fault, 'en')).toBe('the unit 0101 stands twice')
  })

  test('takes what is put in as it is, braces and dollar signs too', () => {
    for (const placeholder of ['{{id}}', '$&', '{{placeholder}}', '`x`']) {
      expect(faultText(said('unknown_placeholder', { placeholder }))).toBe(
        `${placeholder} er ikke noe som kan settes inn`,
      )
    }
  })

  test('names several values', () =>
    expect(faultText(said('no_column', { names: ['id', 'name'] }))).toBe('kolonner mangler: id, name'))
})
