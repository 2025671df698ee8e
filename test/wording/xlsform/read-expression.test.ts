/** What expressions of other tools say, as conditions; and what they say that no condition can. */

import { describe, expect, test } from 'vitest'
import { conditionOf, type Field } from '../../../src/wording/xlsform/read-expression.ts'

const choices = (ids: string) => new Map(ids.split(' ').map((id) => [id, { id }] as const))
const asked = (
  question: string,
  shape: 'choice' | 'choices' | 'figure' | 'date' | 'words' | 'order',
  order: number,
  more = {},
): Field => ({
  ...{ type: 'answer', at: { question }, shape, order, choices: choices('a b'), places: undefined },
  ...more,
})
const fields = new Map<string, Field>([
  ['en', asked('en', 'choice', 0)],
  [
    'vet',
    asked('vet', 'choice', 1, {
      choices: new Map([
        ['a', { id: 'a' }],
        ['b', { id: 'b' }],
        ['_dont_know', { missing: 'dont_know' }],
      ]),
    }),
  ],
  ['flere', asked('flere', 'choices', 2)],
  ['tall', asked('tall', 'figure', 3)],
  ['andre', asked('andre', 'figure', 4)],
  ['dag', asked('dag', 'date', 5)],
  ['tekst', asked('tekst', 'words', 6)],
  [
    'trinn',
    asked('trinn', 'choice', 7, {
      choices: new Map([
        ['1', { id: 'svar_1' }],
        ['2', { id: 'svar_2' }],
        ['3', { id: 'svar_3' }],
      ]),
    }),
  ],
  ['rekke', asked('rekke', 'order', 8, { places: 2 })],
  ['rad', { ...asked('m', 'choice', 9), at: { question: 'm', row: 'r' } } as Field],
  ['_enhet_kind', { type: 'unit', unit: 'kind' }],
  ['_enhet_population', { type: 'unit', unit: 'population' }],
  ['annet', { type: 'part', of: { question: 'en', is: 'b' }, order: 0 }],
  ['regnet', { type: 'absent' }],
  ['senere', asked('senere', 'figure', 20)],
])
/** A name between marks, as `{en}`, stands for the field. */
const read = (typed: string, columns?: Record<string, string>) =>
  conditionOf(typed.replace(/\{(\w+)\}/gu, '$${$1}'), {
    fieldOf: (name) => fields.get(name),
    before: 10,
    ...(columns === undefined ? {} : { columns }),
  })

describe('is read', () => {
  test.each<[string, unknown]>([
    [`{en} = 'a'`, { question: 'en', is: 'a' }],
    [`'a'={en}`, { question: 'en', is: 'a' }],
    [`{ en } = "a"`.replace('{ en }', '{en}'), { question: 'en', is: 'a' }],
    [`{en} = ‘a’`, { question: 'en', is: 'a' }],
    [`selected({en}, 'a')`, { question: 'en', is: 'a' }],
    [`{en} != 'a'`, { not: { question: 'en', is: 'a' } }],
    [`{en} != '' and {en} != 'a'`, { question: 'en', isNot: 'a' }],
    [`{en} = 'a' or {en} = 'b'`, { question: 'en', in: ['a', 'b'] }],
    [
      `({en} = 'a') or ({flere} = 'b')`,
      {
        any: [
          { question: 'en', is: 'a' },
          {
            all: [
              { question: 'flere', includes: 'b' },
              { question: 'flere', count: { lte: 1 } },
            ],
          },
        ],
      },
    ],
    [`{en} = ''`, { question: 'en', answered: false }],
    [
      `{vet} != ''`,
      {
        any: [
          { question: 'vet', answered: true },
          { question: 'vet', missing: 'dont_know' },
        ],
      },
    ],
    [`{vet} != '' and {vet} != '_dont_know'`, { question: 'vet', answered: true }],
    [
      `{vet} != '' and {vet} != 'a'`,
      {
        all: [
          {
            any: [
              { question: 'vet', answered: true },
              { question: 'vet', missing: 'dont_know' },
            ],
          },
          { not: { question: 'vet', is: 'a' } },
        ],
      },
    ],
    [`{vet} = '_dont_know'`, { question: 'vet', missing: 'dont_know' }],
    [`selected({flere}, 'a') or selected({flere}, 'b')`, { question: 'flere', includes: ['a', 'b'] }],
    [`not(selected({flere}, 'a'))`, { not: { question: 'flere', includes: 'a' } }],
    [`count-selected({flere}) >= 2`, { question: 'flere', count: { gte: 2 } }],
    [`count-selected({flere}) < 2`, { not: { question: 'flere', count: { gte: 2 } } }],
    [`count-selected({flere}) = 0`, { question: 'flere', answered: false }],
    [
      `{tall} > 5 and {tall} <= 10`,
      {
        all: [
          { question: 'tall', gt: 5 },
          { question: 'tall', lte: 10 },
        ],
      },
    ],
    [`5 < {tall}`, { question: 'tall', gt: 5 }],
    [`{tall} = -1.5`, { question: 'tall', is: -1.5 }],
    [`{tall} = '5'`, { question: 'tall', is: 5 }],
    [`number({tall}) >= 1`, { question: 'tall', gte: 1 }],
    [`{tall} > {andre}`, { question: 'tall', gt: { question: 'andre' } }],
    [
      `{tall} = {andre}`,
      {
        all: [
          { question: 'tall', gte: { question: 'andre' } },
          { question: 'tall', lte: { question: 'andre' } },
        ],
      },
    ],
    [`{dag} >= date('2018-05-17')`, { question: 'dag', gte: '2018-05-17' }],
    [`{dag} < '2018-05-17'`, { question: 'dag', lt: '2018-05-17' }],
    [`{tekst} != ''`, { question: 'tekst', answered: true }],
    [`string-length({tekst}) > 0`, { question: 'tekst', answered: true }],
    [`{trinn} >= 2`, { question: 'trinn', in: ['svar_2', 'svar_3'] }],
    [`{trinn} = 2`, { question: 'trinn', is: 'svar_2' }],
    [`{trinn} > 3`, false],
    [`selected-at({rekke}, 0) = 'a' or selected-at({rekke}, 1) = 'a'`, { question: 'rekke', includes: 'a' }],
    [`{rad} = 'a'`, { question: 'm', row: 'r', is: 'a' }],
    [`{_enhet_kind} = 'bydel'`, { unit: 'kind', is: 'bydel' }],
    [`{_enhet_population} > 5000`, { unit: 'population', gt: 5000 }],
    [`{annet} != ''`, { question: 'en', is: 'b' }],
    [`not(not({en} = 'a'))`, { question: 'en', is: 'a' }],
    [`true()`, true],
    [`1 = 2 or false()`, false],
    [`{en} = 'a' and true()`, { question: 'en', is: 'a' }],
    [
      `({en} = 'a' and ({tall} > 1 and {tall} < 9))`,
      {
        all: [
          { question: 'en', is: 'a' },
          { question: 'tall', gt: 1 },
          { question: 'tall', lt: 9 },
        ],
      },
    ],
  ])('%s', (typed, condition) => expect(read(typed)).toEqual({ condition }))

  test('a filter of choices, by their own columns', () => {
    const filter = `tillatt = 'ja' or fylke = {en}`
    expect(read(filter, { tillatt: 'ja', fylke: '' })).toEqual({ condition: true })
    expect(read(filter, { tillatt: '', fylke: 'b' })).toEqual({ condition: { question: 'en', is: 'b' } })
    expect(read(`selected({flere}, name)`, { name: 'a' })).toEqual({ condition: { question: 'flere', includes: 'a' } })
  })
})

describe('is not read, and is told', () => {
  test.each([
    [`{tall} * 2 > 4`, 'form_left.expression'],
    [`{tall} + {andre} > 4`, 'form_left.expression'],
    [`{dag} < today()`, 'form_left.expression'],
    [`if({en} = 'a', 1, 0)`, 'form_left.expression'],
    [`{tekst} = 'ja'`, 'form_left.expression'],
    [`regex({tekst}, '^a')`, 'form_left.expression'],
    [`string-length({tekst}) > 5`, 'form_left.expression'],
    [`{tall} > {dag}`, 'form_left.expression'],
    [`{en} > 2`, 'form_left.expression'],
    [`/data/en = 'a'`, 'form_left.expression'],
    [`{en} = 'a' and`, 'form_left.expression'],
    [`({en} = 'a'`, 'form_left.expression'],
    [`{en}`, 'form_left.expression'],
    [`{dag} > '17.05.2018'`, 'form_left.expression'],
    [`{tall} > ''`, 'form_left.expression'],
    [`{en} = 'c'`, 'form_left.choice'],
    [`{regnet} > 1`, 'form_left.absent'],
    [`{senere} > 1`, 'form_left.later'],
    [`ukjent = {en}`, 'form_left.expression'],
    [`${'('.repeat(5000)}1 = 1${')'.repeat(5000)}`, 'form_left.expression'],
    [`${'not('.repeat(5000)}1 = 1${')'.repeat(5000)}`, 'form_left.expression'],
  ])('%.60s', (typed, key) => expect(read(typed)).toMatchObject({ lacks: { key } }))
})
