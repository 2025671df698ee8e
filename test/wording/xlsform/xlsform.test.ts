/** A questionnaire for other tools: the same is asked there of the same answers, and every sheet hangs together. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { randomFrom } from '../../../src/cli/demo/random.ts'
import { candidatesFor } from '../../../src/cli/simulation/candidates.ts'
import { conditionalsOf, testsOf } from '../../../src/cli/simulation/conditionals.ts'
import { holds } from '../../../src/engine/conditions.ts'
import { counted, route } from '../../../src/engine/route.ts'
import type { Entry } from '../../../src/engine/session.ts'
import { type Questionnaire, questionnaire as schema } from '../../../src/questionnaire/schema.ts'
import { asks, isAsked } from '../../../src/questionnaire/shape.ts'
import type { Unit } from '../../../src/questionnaire/wave.ts'
import { draftOf } from '../../../src/wording/xlsform/draft.ts'
import { expressionOf } from '../../../src/wording/xlsform/expressions.ts'
import { readForm } from '../../../src/wording/xlsform/read-form.ts'
import { type Line, type XlsForm, xlsFormOf } from '../../../src/wording/xlsform/sheets.ts'
import { choices, form, rows, same, yesNo } from '../../engine/build.ts'
import { shippedParts } from '../../support/shipped-waves.ts'
import { units } from '../../support/survey-2018.ts'
import { sheetsOf } from '../../support/xlsform-sheets.ts'
import { fieldsOf, holdsThere } from '../../support/xlsform-values.ts'

const technical = schema.parse(parse(readFileSync('test/questionnaire/technical/teknisk.v1.yaml', 'utf8')))
const bothKinds = [units.find(({ kind }) => kind === 'kommune'), units.find(({ kind }) => kind === 'bydel')] as Unit[]

/** One question of each kind, and a question behind every test that there is. */
const everyTest: readonly unknown[] = [
  ...[{ is: 'a' }, { isNot: 'a' }, { in: ['a', 'b'] }, { answered: true }, { answered: false }].map((it) => ({
    question: 'en',
    ...it,
  })),
  ...(['skipped', 'dont_know', 'not_applicable'] as const).map((missing) => ({ question: 'en', missing })),
  ...[{ includes: 'a' }, { includes: ['a', 'b'] }, { excludes: 'a' }, { excludes: ['a', 'b'] }].map((it) => ({
    question: 'flere',
    ...it,
  })),
  ...[{ count: { gte: 2 } }, { count: { lt: 2 } }, { answered: true }, { missing: 'dont_know' }].map((it) => ({
    question: 'flere',
    ...it,
  })),
  ...[{ is: 0 }, { isNot: 5 }, { gt: 5 }, { gte: 5 }, { lt: 5 }, { lte: 5 }, { answered: false }].map((it) => ({
    question: 'tall',
    ...it,
  })),
  ...[{ gt: { question: 'andre' } }, { lte: { question: 'andre' } }].map((it) => ({ question: 'tall', ...it })),
  ...[{ is: '2018-05-17' }, { gt: '2018-05-17' }, { lte: '2018-05-17' }].map((it) => ({ question: 'dag', ...it })),
  ...[{ includes: 'x' }, { excludes: ['x', 'y'] }, { answered: true }].map((it) => ({ question: 'rekke', ...it })),
  ...[{ is: 'god' }, { isNot: 'god' }, { in: ['god', 'svak'] }, { missing: 'dont_know' }, { answered: false }].map(
    (it) => ({ question: 'nytte', row: 'r', ...it }),
  ),
  ...[{ answered: true }, { answered: false }, { count: { gte: 2 } }, { count: { lte: 1 } }].map((it) => ({
    question: 'nytte',
    ...it,
  })),
  ...[{ answered: true }, { missing: 'skipped' }].map((it) => ({ question: 'tekst', ...it })),
  ...[{ is: 'bydel' }, { isNot: 'bydel' }, { in: ['kommune'] }].map((it) => ({ unit: 'kind', ...it })),
  ...[{ gte: 3000 }, { lt: 3000 }].map((it) => ({ unit: 'population', ...it })),
  ...[{ lte: 3 }, { gt: 3 }].map((it) => ({ unit: 'centrality', ...it })),
  { unit: 'county', is: 'Oslo' },
  { not: { question: 'en', is: 'a' } },
  { all: [{ question: 'en', is: 'a' }, { not: { question: 'tall', gt: 5 } }] },
  {
    any: [
      { question: 'en', is: 'a' },
      {
        all: [
          { question: 'dag', answered: true },
          { unit: 'language', is: 'nn' },
        ],
      },
    ],
  },
]
const every = form([
  [
    { id: 'en', kind: 'single', choices: choices('a b c'), notApplicable: true },
    { id: 'flere', kind: 'multiple', choices: choices('a b c ingen!') },
    { id: 'tall', kind: 'number', min: 0, max: 10, dontKnow: false },
    { id: 'andre', kind: 'number', min: 0, max: 10, dontKnow: false },
    { id: 'dag', kind: 'date', min: '2018-05-01', max: '2018-06-01', dontKnow: false },
    { id: 'rekke', kind: 'ranking', choices: choices('x y z'), places: 2, dontKnow: false },
    { id: 'nytte', kind: 'matrix', choices: choices('god svak'), rows: rows('r s t') },
    { id: 'tekst', kind: 'short_text', dontKnow: false },
  ],
  ...everyTest.map((when, i) => [yesNo(`bak${i}`, { when })]),
])

/** Answers at random, given one after another; what cannot be told apart there is not given: a matrix of nothing but «vet ikke» is «vet ikke». */
const answersOf = (questionnaire: Questionnaire, unit: Unit, random: ReturnType<typeof randomFrom>) => {
  const tests = testsOf(questionnaire).answers
  const entries: Record<string, Entry> = {}
  for (const question of questionnaire.sections.flatMap(({ questions }) => questions)) {
    const stop = route(questionnaire, unit, entries).find((one) => one.question.id === question.id)
    if (stop === undefined || !isAsked(question)) continue
    const all = candidatesFor(question, stop, { tests, random }).filter((one) =>
      'missing' in one
        ? asks(question, 'choice', 'choices', 'rows') || one.missing === 'skipped'
        : one.answer.kind !== 'matrix' || Object.keys(one.answer.value).length > 0,
    )
    const one = all[Math.floor(random.next() * all.length)]
    if (one !== undefined) entries[question.id] = { r: 0, by: 0, at: 0, ...one }
  }
  return counted(route(questionnaire, unit, entries))
}

const DRAWS = 60

describe.each([
  // How many rows of a matrix have an answer is a sum there, which no condition is read from.
  { name: 'every test that there is', questionnaire: every, notRead: ['bak38', 'bak39'] },
  // Whether a figure was not known is not told apart there, and so asked of nobody.
  { name: 'the technical questionnaire', questionnaire: technical, notRead: ['vilkaar_vet_ikke'] },
  ...shippedParts.map((part) => ({ ...part, notRead: [] })),
])('$name', ({ questionnaire, notRead }) => {
  const made: XlsForm = xlsFormOf({ questionnaire, kind: 'kommune' })
  const all = questionnaire.sections.flatMap(({ questions }) => questions)
  const byId = new Map(all.map((question) => [question.id, question]))
  const about = { questionOf: (id: string) => byId.get(id) }

  test(`of ${DRAWS} sets of answers each condition says there what it says here`, () => {
    const random = randomFrom(8)
    const conditionals = conditionalsOf(questionnaire)
    const both = new Set<string>()
    for (let i = 0; i < DRAWS; i += 1) {
      const unit = i < 2 ? bothKinds[i] : units[Math.floor(random.next() * units.length)]
      if (unit === undefined) throw new Error('no unit')
      const entries = answersOf(questionnaire, unit, random)
      const fields = fieldsOf(questionnaire, unit, entries)
      for (const { name, when } of conditionals) {
        const here = holds(when, entries, unit)
        both.add(`${name} ${here}`)
        const expression = expressionOf(about, when)
        expect({ name, expression, fields, holds: holdsThere(expression, fields) }).toEqual({
          name,
          expression,
          fields,
          holds: here,
        })
      }
    }
    if (questionnaire === every) expect(both.size).toBeGreaterThan(1.8 * everyTest.length)
  })

  test('each condition that is read again says what it said', () => {
    const { form: again } = readForm(sheetsOf(made))
    const read = conditionalsOf(schema.parse(draftOf({ form: again, file: 'skjema', folder: 'mappe' }).data))
    const conditionals = conditionalsOf(questionnaire).map(({ name, when }) => ({
      name,
      when,
      again: read.find((one) => one.name === name)?.when,
    }))
    expect(conditionals.flatMap(({ name, again: one }) => (one === undefined ? [name] : []))).toEqual(notRead)
    const random = randomFrom(10)
    for (let i = 0; i < DRAWS; i += 1) {
      const unit = i < 2 ? bothKinds[i] : units[Math.floor(random.next() * units.length)]
      if (unit === undefined) throw new Error('no unit')
      const entries = answersOf(questionnaire, unit, random)
      for (const { name, when, again: one } of conditionals) {
        if (one === undefined) continue
        const told = { name, when, one, entries }
        expect({ ...told, holds: holds(one, entries, unit) }).toEqual({ ...told, holds: holds(when, entries, unit) })
      }
    }
  })

  test('a rule refuses there what it refuses here', () => {
    const random = randomFrom(9)
    const ruled = all.filter(isAsked).filter((question) => question.checks.some(({ level }) => level === 'hard'))
    for (let i = 0; i < DRAWS && ruled.length > 0; i += 1) {
      const unit = units[Math.floor(random.next() * units.length)] ?? bothKinds[0]
      if (unit === undefined) throw new Error('no unit')
      const entries = answersOf(questionnaire, unit, random)
      for (const question of ruled) {
        const self = question.id
        if (entries[self]?.answer === undefined || asks(question, 'rows')) continue
        const fires = question.checks.some(({ level, when }) => level === 'hard' && holds(when, entries, unit))
        const rule = made.survey.find(({ name }) => name === self)?.constraint ?? ''
        expect([self, holdsThere(rule, fieldsOf(questionnaire, unit, entries), self)]).toEqual([self, !fires])
      }
    }
  })

  test('names are theirs alone, groups end, lists and fields that are named are there', () => {
    const { survey, choices: list } = made
    const named = survey.filter(({ type }) => type !== 'end_group')
    expect(new Set(named.map(({ name }) => name)).size).toBe(named.length)
    for (const { name = '' } of named) expect(name).toMatch(/^[A-Za-z_][\w.-]*$/u)
    const open: string[] = []
    for (const { type, name = '' } of survey) {
      if (type === 'begin_group') open.push(name)
      if (type === 'end_group') expect(open.pop()).toBe(name)
    }
    expect(open).toEqual([])
    const fields = new Set(named.map(({ name }) => name))
    const cells = survey.flatMap((line) => Object.values(line)).flatMap((cell) => [...cell.matchAll(/\$\{([^}]*)\}/gu)])
    expect(cells.map(([, name]) => name).filter((name) => !fields.has(name))).toEqual([])
    const lists = new Set(list.map(({ list_name: name }) => name))
    const asked = survey.flatMap(({ type = '' }) => /^(?:select_one|select_multiple|rank) (.+)$/u.exec(type)?.[1] ?? [])
    expect(asked.filter((name) => !lists.has(name))).toEqual([])
    expect(new Set(list.map(({ list_name: of, name }) => `${of} ${name}`)).size).toBe(list.length)
  })

  test('every line that is read has both language forms, and no braces of ours', () => {
    const shown = (line: Line) => line.type !== 'end_group'
    for (const line of [...made.survey.filter(shown), ...made.choices]) {
      for (const label of ['label::Norsk bokmål (nb)', 'label::Norsk nynorsk (nn)']) expect(line[label]).toMatch(/\S/u)
      expect(JSON.stringify(line)).not.toMatch(/\{\{|xlsform\.|undefined/u)
    }
    for (const question of all) expect(made.survey.map(({ name }) => name)).toContain(question.id)
  })
})

/** A field as an expression names it. */
const field = (name: string) => `$\{${name}}`

describe('limits and rules, by hand', () => {
  const made = xlsFormOf({
    kind: 'bydel',
    questionnaire: form([
      [
        { id: 'n', kind: 'number', min: 1, max: 9, decimals: 1, required: true, unit: same('årsverk') },
        { id: 'p', kind: 'percent' },
        { id: 'd', kind: 'date', min: '2018-01-01', max: '2018-12-31' },
        {
          id: 'm',
          kind: 'multiple',
          choices: choices('a b c? ingen!'),
          min: 2,
          max: 3,
          text: same('Hva gjør {{kommunen}}?'),
        },
        {
          ...{ id: 's', kind: 'single' },
          choices: [...choices('x y'), { id: 'b', text: same('B'), when: { unit: 'kind', is: 'bydel' } }],
          checks: [
            { id: 'hard', level: 'hard', when: { question: 's', is: 'x' }, message: same('Ikke x.') },
            { id: 'soft', level: 'soft', when: { question: 's', is: 'y' }, message: same('Er det y?') },
          ],
        },
        { id: 't', kind: 'long_text', maxLength: 20 },
        { id: 'i', kind: 'info' },
        { id: 'o', kind: 'ranking', choices: choices('x y z'), places: 2, prefill: 'before' },
      ],
    ]),
  })
  const line = (name: string) => made.survey.find((one) => one.name === name)

  test.each([
    ['n', { type: 'decimal', constraint: '. >= 1 and . <= 9', required: 'yes', 'hint::Norsk bokmål (nb)': 'årsverk' }],
    ['p', { type: 'integer', constraint: '. >= 0 and . <= 100', required: '' }],
    ['d', { type: 'date', constraint: ". >= date('2018-01-01') and . <= date('2018-12-31')" }],
    [
      'm',
      {
        type: 'select_multiple m',
        'label::Norsk bokmål (nb)': 'Hva gjør bydelen?',
        constraint:
          "not(selected(., 'ingen') and count-selected(.) > 1) and not(selected(., '_dont_know') and count-selected(.) > 1)" +
          " and (selected(., 'ingen') or selected(., '_dont_know') or count-selected(.) >= 2) and count-selected(.) <= 3",
      },
    ],
    [
      'm__c',
      {
        type: 'text',
        relevant: `selected(${field('m')}, 'c')`,
        'label::Norsk nynorsk (nn)': 'Skriv kort kva de meiner',
      },
    ],
    [
      's',
      {
        type: 'select_one s',
        constraint: "not(. = 'x')",
        'constraint_message::Norsk bokmål (nb)': 'Ikke x.',
        choice_filter: `shown_if = '' or (shown_if = 'b' and ${field('_enhet_kind')} = 'bydel')`,
      },
    ],
    ['s__soft', { type: 'note', relevant: `${field('s')} = 'y'`, 'label::Norsk nynorsk (nn)': 'Er det y?' }],
    ['t', { type: 'text', appearance: 'multiline', constraint: 'string-length(.) <= 20' }],
    ['i', { type: 'note' }],
    ['o', { type: 'rank o' }],
    ['_enhet_kind', { type: 'select_one _enhet_kind', required: 'yes' }],
  ])('%s', (name, expected) => expect(line(name)).toMatchObject(expected))

  test('choices have what is said in place of an answer, and which are not for all', () => {
    const of = (list: string) => made.choices.filter(({ list_name: name }) => name === list).map(({ name }) => name)
    expect(of('m')).toEqual(['a', 'b', 'c', 'ingen', '_dont_know'])
    expect(of('o')).toEqual(['x', 'y', 'z'])
    expect(of('_enhet_kind')).toEqual(['kommune', 'bydel'])
    expect(made.choices.find(({ list_name: list, name }) => list === 's' && name === 'b')?.shown_if).toBe('b')
  })

  test('what has no equivalent is told', () =>
    expect(made.left.map(({ question, what }) => `${question} ${what}`)).toEqual([
      ...['n missing', 'p missing', 'd missing', 's soft', 't missing', 'o prefill', 'o missing', 'o places'],
    ]))

  test('the settings name the form, its version and its first language', () =>
    expect(made.settings).toEqual([
      {
        form_title: 'Prøve',
        form_id: 'prove_raadmann',
        version: '1',
        default_language: 'Norsk bokmål (nb)',
        kommunedialog: 'wave=prove part=raadmann version=1 minutes=1',
        kommunedialog_title_nn: 'Prøve',
      },
    ]))
})
