import { describe, expect, test } from 'vitest'
import { draftOf } from '../../src/questionnaire/checks/draft.ts'
import { canHold } from '../../src/questionnaire/checks/reach.ts'
import { checkUnreachable } from '../../src/questionnaire/checks/references.ts'
import { condition } from '../../src/questionnaire/condition.ts'
import { choices, form, rows, same, yesNo } from '../engine/build.ts'

const is = (question: string, value: string | number) => ({ question, is: value })

const survey = draftOf(
  form([
    [
      yesNo('maal', { required: true, dontKnow: false }),
      yesNo('hvilke', { when: is('maal', 'ja') }),
      yesNo('dypere', { when: is('hvilke', 'ja') }),
      { id: 'om', kind: 'multiple', choices: choices('norsk skole ingen!'), min: 2 },
      { id: 'antall', kind: 'number', min: 0, max: 100 },
      { id: 'barn', kind: 'number', min: 0 },
      { id: 'dato', kind: 'date', min: '2018-01-01' },
      { id: 'viktig', kind: 'ranking', choices: choices('a b c'), places: 2 },
      {
        id: 'nytte',
        kind: 'matrix',
        choices: choices('god svak'),
        rows: [...rows('r'), { id: 's', text: same('S'), when: is('maal', 'nei') }],
      },
      {
        id: 'sted',
        kind: 'single',
        choices: [...choices('ute inne'), { id: 'bydelshus', text: same('B'), when: { unit: 'kind', is: 'bydel' } }],
      },
    ],
  ]),
)

const can = (...raw: unknown[]) =>
  canHold(
    survey,
    raw.map((it) => condition.parse(it)),
  )

describe('can hold together', () => {
  test.each([
    [[is('maal', 'ja'), is('hvilke', 'nei')]],
    [[{ any: [is('maal', 'ja'), is('maal', 'nei')] }]],
    [[{ not: is('maal', 'ja') }, is('maal', 'nei')]],
    [[{ not: is('hvilke', 'ja') }, { question: 'hvilke', missing: 'dont_know' }]],
    [
      [
        { question: 'maal', in: ['ja', 'nei'] },
        { question: 'maal', isNot: 'ja' },
      ],
    ],
    [[{ not: { question: 'om', includes: ['norsk', 'skole'] } }, { question: 'om', includes: 'ingen' }]],
    [[{ not: { question: 'om', count: { gte: 2 } } }, { question: 'om', answered: false }]],
    [
      [
        { question: 'om', includes: 'ingen' },
        { question: 'om', count: { lte: 1 } },
      ],
    ],
    [[{ question: 'antall', gt: 99 }]],
    [
      [
        { question: 'antall', gt: { question: 'barn' } },
        { question: 'barn', gt: 98 },
      ],
    ],
    [[{ unit: 'kind', is: 'bydel' }, is('sted', 'bydelshus')]],
    [[{ not: { unit: 'centrality', gte: 0 } }]],
    [
      [
        { unit: 'county', isNot: 'Oslo' },
        { unit: 'population', lt: 1 },
      ],
    ],
    [[{ question: 'viktig', excludes: 'a' }]],
    [[is('ukjent_spoersmaal', 'x')]],
  ])('%j', (conditions) => {
    expect(can(...conditions)).toBe(true)
  })
})

describe('can never hold together', () => {
  test.each([
    ['two answers to one question', [is('maal', 'ja'), is('maal', 'nei')]],
    [
      'neither of the two answers, and answered',
      [{ not: { question: 'maal', in: ['ja', 'nei'] } }, { question: 'maal', answered: true }],
    ],
    ['along the chain', [is('maal', 'nei'), is('dypere', 'ja')]],
    ['along the chain, missing', [is('maal', 'nei'), { question: 'dypere', missing: 'skipped' }]],
    ['a missing value that the question does not take', [{ question: 'maal', missing: 'dont_know' }]],
    ['skipped, of a required question', [{ question: 'maal', missing: 'skipped' }]],
    [
      'answered and not',
      [
        { question: 'om', answered: true },
        { question: 'om', answered: false },
      ],
    ],
    [
      'an exclusive choice with another',
      [
        { question: 'om', includes: 'ingen' },
        { question: 'om', includes: 'norsk' },
      ],
    ],
    ['every choice excluded', [{ question: 'om', excludes: ['norsk', 'ingen'] }]],
    ['more choices than there are', [{ question: 'om', count: { gt: 2 } }]],
    [
      'one choice, not the exclusive one',
      [
        { question: 'om', count: { lt: 2 } },
        { question: 'om', excludes: 'ingen' },
      ],
    ],
    ['outside the field’s range', [{ question: 'antall', gt: 100 }]],
    [
      'no whole number between',
      [
        { question: 'antall', gt: 4 },
        { question: 'antall', lt: 5 },
      ],
    ],
    [
      'above an answer that is larger',
      [
        { question: 'antall', gt: { question: 'barn' } },
        { question: 'barn', gte: 100 },
      ],
    ],
    ['before the first date', [{ question: 'dato', lt: '2018-01-01' }]],
    [
      'both kinds of unit',
      [
        { unit: 'kind', is: 'kommune' },
        { unit: 'kind', is: 'bydel' },
      ],
    ],
    ['a kind of unit there is not', [{ unit: 'kind', is: 'fylke' }]],
    [
      'a district with a centrality',
      [
        { unit: 'kind', is: 'bydel' },
        { unit: 'centrality', gte: 0 },
      ],
    ],
    ['a choice that is not shown', [{ unit: 'kind', is: 'kommune' }, is('sted', 'bydelshus')]],
    ['a row that is not shown', [is('maal', 'ja'), { question: 'nytte', row: 's', is: 'god' }]],
    ['too many left out of a ranking', [{ question: 'viktig', excludes: ['a', 'b'] }]],
    ['inside any', [{ any: [is('maal', 'kanskje'), { all: [is('maal', 'ja'), is('maal', 'nei')] }] }]],
  ])('%s', (_name, conditions) => {
    expect(can(...conditions)).toBe(false)
  })
})

describe('what nobody can come to', () => {
  const codes = (sections: Record<string, unknown>[][], conditions: Record<number, unknown> = {}) =>
    checkUnreachable(draftOf(form(sections, conditions))).map((finding) => `${finding.code} ${finding.path.join('.')}`)
  const contradiction = { all: [is('maal', 'ja'), is('maal', 'nei')] }

  test.each([
    [
      'a question',
      [[yesNo('maal'), yesNo('b', { when: contradiction })]],
      {},
      ['unreachable_question sections.0.questions.1.when'],
    ],
    [
      'a question against its section',
      [[yesNo('maal')], [yesNo('b', { when: is('maal', 'nei') })]],
      { 1: is('maal', 'ja') },
      ['unreachable_question sections.1.questions.0.when'],
    ],
    [
      'a section, said once',
      [[yesNo('maal')], [yesNo('b', { when: is('maal', 'ja') })]],
      { 1: contradiction },
      ['unreachable_section sections.1.when'],
    ],
    [
      'a check',
      [
        [
          {
            id: 'n',
            kind: 'number',
            max: 9,
            checks: [{ id: 'k', level: 'soft', when: { question: 'n', gt: 9 }, message: same('?') }],
          },
        ],
      ],
      {},
      ['check_never_fires sections.0.questions.0.checks.0.when'],
    ],
    [
      'a choice',
      [
        [
          yesNo('maal'),
          {
            id: 'b',
            kind: 'single',
            when: is('maal', 'ja'),
            choices: [...choices('x y'), { id: 'z', text: same('Z'), when: is('maal', 'nei') }],
          },
        ],
      ],
      {},
      ['unreachable_choice sections.0.questions.1.choices.2.when'],
    ],
  ])('%s', (_name, sections, conditions, expected) => {
    expect(codes(sections, conditions)).toEqual(expected)
  })
})

test('a pathological condition ends, and is let pass', () => {
  const pair = (i: number) => ({
    any: [
      { question: 'antall', isNot: i },
      { question: 'barn', isNot: i },
    ],
  })
  expect(
    can({ all: Array.from({ length: 60 }, (_, i) => pair(i)) }, { any: [is('maal', 'ja'), is('maal', 'nei')] }),
  ).toBe(true)
})
