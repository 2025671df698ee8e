/** What a form says: routing in words, numbers, and what each kind of unit is asked. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Condition } from '../../src/questionnaire/condition.ts'
import { type Language, questionnaire as schema } from '../../src/questionnaire/schema.ts'
import { type FormSource, formOf } from '../../src/wording/form.ts'
import { oneLine } from '../support/read-pdf.ts'
import { closesAt, questionnaires, wave } from '../support/survey-2018.ts'

const both = (text: string) => ({ nb: text, nn: text })
const choices = [
  { id: 'a', text: both('Ja') },
  { id: 'b', text: both('Nei') },
  { id: 'c', text: both('Kanskje'), when: { unit: 'kind', is: 'bydel' } },
]

/** Question 6 is asked when `when` holds; before it stands one of each kind that a condition can test. */
const withRouting = (when: Condition) =>
  schema.parse({
    ...{ schema: 'kommunedialog.questionnaire.v1', wave: 'w', part: 'p', version: 1, minutes: 5 },
    ...{ title: both('Skjema'), intro: both('Om skjemaet') },
    sections: [
      {
        id: 's',
        title: both('Tema'),
        questions: [
          { id: 'en', kind: 'single', text: both('Én'), choices },
          { id: 'flere', kind: 'multiple', text: both('Flere'), choices },
          { id: 'tall', kind: 'number', text: both('Tall') },
          { id: 'dato', kind: 'date', text: both('Dato') },
          { id: 'rader', kind: 'matrix', text: both('Rader'), rows: [{ id: 'bolig', text: both('Bolig') }], choices },
          { id: 'bare_bydel', kind: 'number', text: both('Bydel'), when: { unit: 'kind', is: 'bydel' } },
          { id: 'siste', kind: 'number', text: both('Av {{svar.tall}} og {{svar.bare_bydel}}'), when },
        ],
      },
    ],
  })

const formWith = (when: Condition, change: Partial<FormSource> = {}) =>
  formOf({
    ...{ questionnaire: withRouting(when), wave, unit: { kind: 'kommune' }, language: 'nb', use: 'screen', closesAt },
    ...change,
  })
const lastOf = (when: Condition, change: Partial<FormSource> = {}) =>
  formWith(when, change).sections[0]?.items.find(({ title }) => title.includes('Av '))
const only = (when: Condition, language: Language) => lastOf(when, { language })?.only

const told: [Condition, nb: string, nn: string][] = [
  [{ question: 'en', is: 'a' }, 'dere svarte «Ja» på spørsmål 1', 'de svarte «Ja» på spørsmål 1'],
  [
    { question: 'en', isNot: 'a' },
    'dere svarte noe annet enn «Ja» på spørsmål 1',
    'de svarte noko anna enn «Ja» på spørsmål 1',
  ],
  [
    { question: 'en', in: ['a', 'b'] },
    'dere svarte «Ja» eller «Nei» på spørsmål 1',
    'de svarte «Ja» eller «Nei» på spørsmål 1',
  ],
  [{ question: 'en', in: ['a', 'c'] }, 'dere svarte «Ja» på spørsmål 1', 'de svarte «Ja» på spørsmål 1'],
  [
    { question: 'flere', includes: ['a', 'b'] },
    'dere valgte «Ja» eller «Nei» på spørsmål 2',
    'de valde «Ja» eller «Nei» på spørsmål 2',
  ],
  [
    { question: 'flere', excludes: 'b' },
    'dere svarte på spørsmål 2 uten å velge «Nei»',
    'de svarte på spørsmål 2 utan å velje «Nei»',
  ],
  [
    { question: 'flere', count: { gt: 1 } },
    'dere valgte minst 2 av svarene på spørsmål 2',
    'de valde minst 2 av svara på spørsmål 2',
  ],
  [
    { question: 'flere', count: { gte: 1, lt: 4 } },
    'dere valgte fra 1 til 3 av svarene på spørsmål 2',
    'de valde frå 1 til 3 av svara på spørsmål 2',
  ],
  [
    { question: 'tall', gt: 1500 },
    'svaret på spørsmål 3 er større enn 1 500',
    'svaret på spørsmål 3 er større enn 1 500',
  ],
  [
    { question: 'tall', lte: 2.5 },
    'svaret på spørsmål 3 er 2,5 eller mindre',
    'svaret på spørsmål 3 er 2,5 eller mindre',
  ],
  [{ question: 'tall', is: 0 }, 'dere svarte 0 på spørsmål 3', 'de svarte 0 på spørsmål 3'],
  [
    { question: 'dato', gte: '2018-01-31' },
    'svaret på spørsmål 4 er 31. januar 2018 eller senere',
    'svaret på spørsmål 4 er 31. januar 2018 eller seinare',
  ],
  [
    { question: 'dato', lt: { question: 'dato' } },
    'svaret på spørsmål 4 er tidligere enn svaret på spørsmål 4',
    'svaret på spørsmål 4 er tidlegare enn svaret på spørsmål 4',
  ],
  [
    { question: 'rader', row: 'bolig', is: 'b' },
    'dere svarte «Nei» for «Bolig» i spørsmål 5',
    'de svarte «Nei» for «Bolig» i spørsmål 5',
  ],
  [
    { question: 'rader', row: 'bolig', missing: 'skipped' },
    'dere hoppet over «Bolig» i spørsmål 5',
    'de hoppa over «Bolig» i spørsmål 5',
  ],
  [{ question: 'tall', answered: false }, 'dere ikke svarte på spørsmål 3', 'de ikkje svarte på spørsmål 3'],
  [
    { question: 'tall', missing: 'dont_know' },
    'dere svarte «Vet ikke» på spørsmål 3',
    'de svarte «Veit ikkje» på spørsmål 3',
  ],
  [{ not: { question: 'en', is: 'a' } }, 'dere ikke svarte «Ja» på spørsmål 1', 'de ikkje svarte «Ja» på spørsmål 1'],
  [
    { not: { question: 'tall', gt: 3 } },
    'det ikke stemmer at svaret på spørsmål 3 er større enn 3',
    'det ikkje stemmer at svaret på spørsmål 3 er større enn 3',
  ],
  [{ unit: 'population', lt: 5000 }, 'folketallet er under 5 000', 'folketalet er under 5 000'],
  [
    { unit: 'language', in: ['nn', 'neutral'] },
    'målformen er nynorsk eller nøytral',
    'målforma er nynorsk eller nøytral',
  ],
  [{ unit: 'county', isNot: 'Oslo' }, 'fylket ikke er Oslo', 'fylket ikkje er Oslo'],
  [
    {
      all: [
        {
          any: [
            { question: 'en', is: 'a' },
            { question: 'tall', gt: 0 },
          ],
        },
        { question: 'flere', includes: 'a' },
      ],
    },
    'enten dere svarte «Ja» på spørsmål 1 eller svaret på spørsmål 3 er større enn 0 og dere valgte «Ja» på spørsmål 2',
    'anten de svarte «Ja» på spørsmål 1 eller svaret på spørsmål 3 er større enn 0 og de valde «Ja» på spørsmål 2',
  ],
  // What the kind of unit settles is not told.
  [
    {
      all: [
        { unit: 'kind', is: 'kommune' },
        { question: 'en', is: 'b' },
      ],
    },
    'dere svarte «Nei» på spørsmål 1',
    'de svarte «Nei» på spørsmål 1',
  ],
  [
    {
      any: [
        { question: 'bare_bydel', gt: 1 },
        { question: 'en', is: 'b' },
      ],
    },
    'dere svarte «Nei» på spørsmål 1',
    'de svarte «Nei» på spørsmål 1',
  ],
]

test.each(told)('%j', (condition, nb, nn) => {
  expect(oneLine(only(condition, 'nb') ?? '')).toBe(`Bare hvis ${nb}.`)
  expect(oneLine(only(condition, 'nn') ?? '')).toBe(`Berre dersom ${nn}.`)
})

describe('what a unit of this kind is never asked', () => {
  test.each<Condition>([
    { unit: 'kind', is: 'bydel' },
    { question: 'en', is: 'c' },
    { question: 'flere', includes: 'c' },
    { question: 'bare_bydel', gte: 0 },
    { question: 'bare_bydel', answered: true },
    { not: { unit: 'kind', is: 'kommune' } },
  ])('%j', (condition) => {
    expect(lastOf(condition)).toBeUndefined()
    expect(lastOf(condition, { unit: { kind: 'bydel' } })).toBeDefined()
  })

  test('is left out of the numbers', () => {
    const always: Condition = { unit: 'population', gte: 0 }
    expect(oneLine(lastOf(always)?.title ?? '')).toBe('6. Av [svaret på spørsmål 3] og [svaret deres]')
    expect(oneLine(lastOf(always, { unit: { kind: 'bydel' } })?.title ?? '')).toBe(
      '7. Av [svaret på spørsmål 3] og [svaret på spørsmål 6]',
    )
  })

  test('by what else is known of a single unit', () => {
    const small: Condition = { unit: 'population', lt: 5000 }
    expect(lastOf(small, { unit: { kind: 'kommune', name: 'Utsira', population: 200 } })).not.toHaveProperty('only')
    expect(lastOf(small, { unit: { kind: 'kommune', name: 'Bergen', population: 280_000 } })).toBeUndefined()
    expect(lastOf({ unit: 'centrality', is: 3 }, { unit: { kind: 'bydel', centrality: null } })).toBeUndefined()
  })
})

test('what is explained stands with the question, each once, and no answer to what nobody has asked', () => {
  const plain = withRouting({ unit: 'kind', is: 'kommune' })
  const term = { terms: { nb: ['bolig'], nn: ['bustad'] }, text: both('En bolig er et hjem.') }
  const counted = { ...term, included: true, text: both('Ja, den teller med.') }
  const [section] = plain.sections
  if (section === undefined) throw new Error('no section')
  const questions = section.questions.map((question) =>
    question.kind === 'matrix'
      ? {
          ...question,
          explain: [term],
          counts: [counted],
          rows: question.rows.map((row) => ({ ...row, explain: [term] })),
        }
      : question,
  )
  const form = formWith(
    { unit: 'kind', is: 'kommune' },
    { questionnaire: { ...plain, sections: [{ ...section, questions }] } },
  )
  expect(form.sections[0]?.items[4]?.explain).toEqual(['En bolig er et hjem.'])
})

const technical = schema.parse(parse(readFileSync('test/questionnaire/technical/teknisk.v1.yaml', 'utf8')))
const everyForm = [...questionnaires, technical].flatMap((questionnaire) =>
  (['kommune', 'bydel'] as const).flatMap((kind) =>
    (['nb', 'nn'] as const).map((language) => ({ part: questionnaire.part, questionnaire, kind, language })),
  ),
)

test.each(everyForm)('$part, $kind, $language: every question once, and no text with a hole', (set) => {
  const form = formOf({ ...set, wave, unit: { kind: set.kind }, use: 'paper', closesAt })
  const asked = form.sections.flatMap(({ items }) => items.filter(({ field }) => field !== undefined))
  expect(asked.map(({ title }) => Number.parseInt(title, 10))).toEqual(asked.map((_, i) => i + 1))
  const said = JSON.stringify(form)
  expect(said).not.toMatch(/\{\{|undefined|\b(?:form|card|panel)\.[a-z]|\[object/)
  expect(said.includes(set.language === 'nb' ? 'Bare hvis' : 'Berre dersom')).toBe(true)
})

describe('the glossary at the end', () => {
  const explain = (word: string, text: string) => [
    { terms: { nb: [word, 'annet'], nn: [`${word}n`] }, text: both(text) },
  ]
  const glossary = (language: Language, unit: FormSource['unit'] = { kind: 'kommune' }) => {
    const plain = withRouting({ question: 'en', is: 'a' })
    const [section] = plain.sections
    const [en, flere, tall, , rader] = section?.questions ?? []
    const questions = [
      { ...en, explain: explain('åpen', 'At {{kommunen}} er åpen.') },
      { ...flere, explain: [...explain('ærlig', 'Sant.'), ...explain('åpen', 'At {{kommunen}} er åpen.')] },
      { ...tall, explain: explain('ørret', 'En fisk.') },
      { ...rader, rows: [{ id: 'bolig', text: both('Bolig'), explain: explain('bolig', 'Et sted å bo.') }] },
      {
        ...en,
        id: 'valg',
        choices: [
          { ...choices[0], explain: explain('ørret', 'Noe annet.') },
          { ...choices[1] },
          { ...choices[2], explain: explain('bydel', 'En del av Oslo.') },
        ],
      },
    ]
    const questionnaire = schema.parse({ ...plain, sections: [{ ...section, questions }] })
    return formOf({ questionnaire, wave, unit, language, use: 'paper', closesAt }).glossary
  }

  test('each word and meaning once, by the alphabet, with the questions', () => {
    expect(glossary('nb')).toMatchObject({
      title: 'Ord og forklaringer',
      rows: [
        ['Bolig', 'Et sted å bo.', '4'],
        ['Ærlig', 'Sant.', '2'],
        ['Ørret', 'En fisk.', '3'],
        ['Ørret', 'Noe annet.', '5'],
        ['Åpen', 'At kommunen er åpen.', '1, 2'],
      ],
    })
  })

  test('in the other language form, and of what the unit is asked alone', () => {
    expect(glossary('nn')?.rows.map(([word]) => word)).toEqual(['Bolign', 'Ærlign', 'Ørretn', 'Ørretn', 'Åpenn'])
    expect(glossary('nb', { kind: 'bydel' })?.rows.map(([word]) => word)).toEqual([
      'Bolig',
      'Bydel',
      'Ærlig',
      'Ørret',
      'Ørret',
      'Åpen',
    ])
    expect(glossary('nb', { kind: 'bydel' })?.rows.at(-1)?.[1]).toBe('At bydelen er åpen.')
  })

  test('none where nothing is explained', () => expect(formWith({ question: 'en', is: 'a' }).glossary).toBeNull())
})
