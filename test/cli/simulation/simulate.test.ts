/** What a simulation finds of a questionnaire: every branch, the ends, and what nobody comes to. */

import { describe, expect, test } from 'vitest'
import { type Simulation, simulate } from '../../../src/cli/simulation/simulate.ts'
import type { Questionnaire } from '../../../src/questionnaire/schema.ts'
import { choices, form, rows, same, yesNo } from '../../engine/build.ts'
import { units, wave } from '../../support/survey-2018.ts'

const is = (question: string, value: string | number) => ({ question, is: value })
const check = (id: string, level: 'hard' | 'soft', when: unknown) => ({ id, level, when, message: same(id) })
const simulated = (questionnaire: Questionnaire, change: Partial<Simulation> = {}) => {
  const now = Date.UTC(2018, 10, 1)
  const world = { questionnaire, wave, opensAt: now - 1, closesAt: now + 1e9, now, newId: 'x' }
  return simulate({ world, units, answers: 40, seed: 1, ...change })
}
const notBoth = ({ branches }: ReturnType<typeof simulated>) =>
  branches.filter((one) => one.is !== 'both').map(({ of, name, is: so }) => `${of} ${name} ${so}`)

describe('every branch', () => {
  test('of sections, questions, choices and rows, behind answers of every kind', () => {
    const found = simulated(
      form(
        [
          [
            yesNo('maal'),
            { id: 'antall', kind: 'number', min: 0, max: 5000 },
            { id: 'andel', kind: 'percent' },
            { id: 'dag', kind: 'date', min: '2018-01-01', max: '2018-12-31' },
            { id: 'hva', kind: 'multiple', choices: choices('a b c annet? ingen!') },
            { id: 'rekke', kind: 'ranking', choices: choices('x y z'), places: 2 },
            { id: 'nytte', kind: 'matrix', choices: choices('god svak'), rows: rows('r s') },
            { id: 'tekst', kind: 'long_text' },
          ],
          [
            yesNo('mange', { when: { question: 'antall', gt: 4321 } }),
            yesNo('akkurat', { when: { question: 'antall', is: 77 } }),
            yesNo('halv', { when: { question: 'andel', gte: 50 } }),
            yesNo('sent', { when: { question: 'dag', gt: '2018-12-30' } }),
            yesNo('flere', { when: { question: 'hva', count: { gte: 4 } } }),
            yesNo('ingen', { when: { question: 'hva', includes: 'ingen' } }),
            yesNo('z_foerst', { when: { question: 'rekke', includes: 'z' } }),
            yesNo('svak_s', { when: { question: 'nytte', row: 's', is: 'svak' } }),
            yesNo('uten', { when: { question: 'maal', missing: 'dont_know' } }),
            yesNo('ubesvart', { when: { question: 'tekst', answered: false } }),
          ],
          [
            {
              ...{ id: 'sted', kind: 'single' },
              choices: [...choices('ute inne'), { id: 'b', text: same('B'), when: { unit: 'kind', is: 'bydel' } }],
            },
            {
              ...{ id: 'rader', kind: 'matrix', choices: choices('god svak') },
              rows: [...rows('r'), { id: 's', text: same('S'), when: is('maal', 'nei') }],
            },
          ],
          [yesNo('til_slutt')],
        ],
        { 3: is('sted', 'b') },
      ),
    )
    expect(notBoth(found)).toEqual([])
    expect(found).toMatchObject({ unreached: [], deadEnds: [], questions: 21 })
  })

  test('that asks for six answers at once, of one sort of unit alone', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f']
    const largest = Math.max(...units.map(({ population }) => population ?? 0))
    const all = [...six.map((id) => is(id, 'ja')), { unit: 'population', gte: largest }]
    const found = simulated(form([[...six.map((id) => yesNo(id)), yesNo('dypt', { when: { all } })]]))
    expect(found.unreached).toEqual([])
    expect(notBoth(found)).toEqual([])
    expect(found.longest?.questions).toBe(7)
  })

  test('is told of where it is shown to all, or to nobody', () => {
    const found = simulated(
      form([
        [
          yesNo('maal', { required: true, dontKnow: false }),
          { id: 'n', kind: 'number', checks: [check('lite', 'hard', { question: 'n', gt: 50 })] },
          yesNo('alltid', { when: { question: 'maal', in: ['ja', 'nei'] } }),
          yesNo('aldri', { when: { question: 'n', gt: 50 } }),
        ],
      ]),
    )
    expect(notBoth(found)).toEqual(['question alltid always', 'question aldri hidden'])
    expect(found.unreached).toEqual(['aldri'])
    expect(found.deadEnds).toEqual([])
  })
})

describe('the shortest and the longest way', () => {
  test.each([
    ['without branches', form([[yesNo('a'), yesNo('b'), yesNo('c')]]), 3, 3],
    [
      'a chain',
      form([[yesNo('a'), yesNo('b', { when: is('a', 'ja') }), yesNo('c', { when: is('b', 'ja') }), yesNo('d')]]),
      2,
      4,
    ],
    [
      'two ways of which one is longer',
      form([
        [
          yesNo('a', { required: true, dontKnow: false }),
          ...['b', 'c', 'd'].map((id) => yesNo(id, { when: is('a', 'ja') })),
          ...['e', 'f'].map((id) => yesNo(id, { when: is('a', 'nei') })),
        ],
      ]),
      3,
      4,
    ],
    [
      'what is read is not counted',
      form([[{ id: 'i', kind: 'info' }, yesNo('a'), yesNo('b', { when: is('a', 'nei') })]]),
      1,
      2,
    ],
    [
      'a way that a rule shuts',
      form([
        [
          yesNo('a', {
            ...{ required: true, dontKnow: false },
            checks: [check('ikke', 'hard', is('a', 'nei'))],
          }),
          yesNo('b', { when: is('a', 'ja') }),
        ],
      ]),
      2,
      2,
    ],
    [
      'eight questions behind eight',
      form([
        [
          ...Array.from({ length: 5 }, (_, i) => yesNo(`a${i}`)),
          ...Array.from({ length: 5 }, (_, i) => yesNo(`b${i}`, { when: is(`a${i}`, 'nei') })),
        ],
      ]),
      5,
      10,
    ],
  ])('%s', (_, questionnaire, shortest, longest) => {
    const found = simulated(questionnaire, { answers: 5 })
    expect([found.shortest?.questions, found.longest?.questions]).toEqual([shortest, longest])
  })
})

describe('who goes no further', () => {
  test('at a question that takes no answer and may not be passed by', () => {
    const shut = { required: true, dontKnow: false, checks: [check('nei', 'hard', { question: 'b', answered: true })] }
    const found = simulated(form([[yesNo('a'), yesNo('b', shut), yesNo('c')]]))
    expect(found).toMatchObject({ unreached: ['c'], shortest: null, longest: null })
    expect(found.deadEnds.map(({ at }) => at)).toEqual(['b'])
  })

  test('only with certain answers before it, which are told', () => {
    const when = { question: 'a', is: 'ja' }
    const shut = { required: true, dontKnow: false, checks: [check('nei', 'hard', when)] }
    const found = simulated(form([[yesNo('a'), yesNo('b', shut)]]))
    expect(found.deadEnds).toMatchObject([{ at: 'b', answers: { a: 'ja' } }])
    expect(found.shortest).not.toBeNull()
  })

  test('nobody, where a refused answer can be given otherwise', () => {
    const found = simulated(form([[yesNo('a', { required: true, checks: [check('x', 'hard', is('a', 'ja'))] })]]))
    expect(found.deadEnds).toEqual([])
  })
})

test('checks that spoke and those that never did', () => {
  const found = simulated(
    form([
      [
        { id: 'alle', kind: 'number', min: 0, max: 100, checks: [check('mye', 'soft', { question: 'alle', gt: 90 })] },
        {
          ...{ id: 'barn', kind: 'number', min: 0, max: 200 },
          checks: [
            check('flere', 'hard', { question: 'barn', gt: { question: 'alle' } }),
            check('umulig', 'soft', { question: 'barn', gt: 200 }),
          ],
        },
      ],
    ]),
  )
  expect(found.checks).toEqual([
    { question: 'alle', check: 'mye', level: 'soft', fired: true },
    { question: 'barn', check: 'flere', level: 'hard', fired: true },
    { question: 'barn', check: 'umulig', level: 'soft', fired: false },
  ])
  expect(found.deadEnds).toEqual([])
})

test('the same seed is the same simulation', () => {
  const questionnaire = form([[yesNo('a'), yesNo('b', { when: is('a', 'ja') }), { id: 'c', kind: 'number', max: 9 }]])
  expect(simulated(questionnaire)).toEqual(simulated(questionnaire))
})
