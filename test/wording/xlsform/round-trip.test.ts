/** A questionnaire that is written for other tools and read again is the same in all that is carried. What is not is listed here by name. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { placeholderPattern, readPlaceholder } from '../../../src/questionnaire/placeholders.ts'
import { languages, type Questionnaire, questionnaire as schema, type Text } from '../../../src/questionnaire/schema.ts'
import { asks, boundsOf, isShare } from '../../../src/questionnaire/shape.ts'
import type { UnitKind } from '../../../src/questionnaire/wave.ts'
import { wordsOfUnit } from '../../../src/wording/form.ts'
import { draftOf } from '../../../src/wording/xlsform/draft.ts'
import { readForm } from '../../../src/wording/xlsform/read-form.ts'
import { xlsFormOf } from '../../../src/wording/xlsform/sheets.ts'
import { shippedParts } from '../../support/shipped-waves.ts'
import { sheetsOf } from '../../support/xlsform-sheets.ts'

const technical = schema.parse(parse(readFileSync('test/questionnaire/technical/teknisk.v1.yaml', 'utf8')))

/** Keys, wherever they stand, that no form of another tool has a place for. */
const notCarried = {
  section: ['knows'],
  question: ['was', 'explain', 'counts', 'base', 'prefill', 'example'],
  choice: ['aliases', 'signs', 'range', 'explain', 'counts'],
  row: ['aliases', 'signs', 'explain', 'counts'],
}

const without = <T extends object>(it: T, keys: readonly string[]): object =>
  Object.fromEntries(Object.entries(it).filter(([key]) => !keys.includes(key)))

/** Texts as they are said to units of a kind: the words stand there, not what they are put in for. */
const said = (kind: UnitKind, { nb, nn }: Text): Text => {
  const fill = (language: 'nb' | 'nn', text: string) =>
    text.replace(placeholderPattern, (typed, raw: string) => {
      const placeholder = readPlaceholder(raw)
      if (placeholder.type === 'unit') return wordsOfUnit(language, { kind })[raw] ?? typed
      return placeholder.type === 'either' ? placeholder[kind] : typed
    })
  return { nb: fill('nb', nb), nn: fill('nn', nn) }
}

const isText = (it: unknown): it is Text =>
  typeof it === 'object' && it !== null && languages.every((language) => typeof Reflect.get(it, language) === 'string')

const allSaid = (kind: UnitKind, it: unknown): unknown => {
  if (isText(it)) return said(kind, it)
  if (Array.isArray(it)) return it.map((one) => allSaid(kind, one))
  if (typeof it !== 'object' || it === null) return it
  return Object.fromEntries(Object.entries(it).map(([key, value]) => [key, allSaid(kind, value)]))
}

/** The questionnaire in what is carried. */
const carried = (it: Questionnaire, kind: UnitKind) =>
  allSaid(kind, {
    ...it,
    sections: it.sections.map((section) => ({
      ...without(section, notCarried.section),
      questions: section.questions.map((question) => ({
        ...without(question, notCarried.question),
        ...('choices' in question ? { choices: question.choices.map((one) => without(one, notCarried.choice)) } : {}),
        ...('rows' in question ? { rows: question.rows.map((one) => without(one, notCarried.row)) } : {}),
        // Of a share 0 and 100 are the limits, whether they are said or not.
        ...(asks(question, 'figure') && isShare(question) ? boundsOf(question) : {}),
      })),
    })),
  })

const readAgain = (it: Questionnaire, kind: UnitKind) => {
  const { form, faults } = readForm(sheetsOf(xlsFormOf({ questionnaire: it, kind })))
  expect(faults).toEqual([])
  return draftOf({ form, file: 'skjema', folder: 'mappe' })
}

describe('the technical questionnaire', () => {
  /** There a figure that is not known is left blank, so that nobody could be asked this: it is left out, and that is told. */
  const LEFT = 'vilkaar_vet_ikke'
  const asRead = technical.sections.map((section) => ({
    ...section,
    questions: section.questions.filter(({ id }) => id !== LEFT),
  }))

  test.each(['kommune', 'bydel'] as const)('for a %s is the same again, its conditions in other words', (kind) => {
    const draft = readAgain(technical, kind)
    const was = carried({ ...technical, sections: asRead }, kind)
    expect(unconditional(carried(schema.parse(draft.data), kind))).toEqual(unconditional(was))
    expect(draft.left.map(({ key, vars }) => `${key} ${vars.name ?? ''}`)).toEqual([`form_left.never ${LEFT}`])
  })
})

/** Without conditions, which `xlsform.test.ts` holds against each other by what they say of drawn answers. */
const unconditional = (it: unknown): unknown => {
  if (Array.isArray(it)) return it.map(unconditional)
  if (typeof it !== 'object' || it === null) return it
  return Object.fromEntries(
    Object.entries(it).map(([key, value]) => [key, key === 'when' ? 'when' : unconditional(value)]),
  )
}

describe.each(shippedParts)('$name', ({ questionnaire }) => {
  test.each(['kommune', 'bydel'] as const)('for a %s is the same again', (kind) => {
    const draft = readAgain(questionnaire, kind)
    expect(carried(schema.parse(draft.data), kind)).toEqual(carried(questionnaire, kind))
  })

  test('nothing is called otherwise, no text is missing, and only guidance is left out', () => {
    const { left, changed, missing } = readAgain(questionnaire, 'kommune')
    expect({ changed, missing }).toEqual({ changed: [], missing: [] })
    expect([...new Set(left.map(({ key }) => key))].filter((key) => key !== 'form_left.guidance')).toEqual([])
  })
})
