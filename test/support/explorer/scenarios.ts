/** A form of three questions, and what two devices, two colleagues and Teams itself do to it at once. */

import type { CardData, Input } from '../../../src/engine/session.ts'
import { form, yesNo } from '../../engine/build.ts'
import { units, worldOf } from '../survey.ts'
import type { Scenario } from './state.ts'

const { newId: _, ...base } = worldOf(
  form([[yesNo('first', { required: true }), yesNo('why', { when: { question: 'first', is: 'ja' } }), yesNo('last')]]),
  units.kommune,
)

const card = (rest: Omit<CardData, 's' | 'values'>, values: Record<string, string> = {}): Input => ({
  ...{ type: 'card', trigger: 'manual' },
  card: { s: 's1', values, ...rest },
})
const press = (q: string, r: number, answer: string): Input => card({ do: 'answer', q, r }, { answer })
const text = (typed: string): Input => ({ type: 'text', text: typed })

const start = { person: 'p1', input: card({ do: 'start' }) }
const joins = { person: 'p2', input: card({ do: 'start' }) }
const give = (q: string, answer: string) => ({ person: 'p1', input: press(q, 0, answer) })

export const scenarios: Scenario[] = [
  {
    name: 'two texts typed one after the other, each delivered twice',
    ...{ world: base, before: [start], crashes: 2 },
    deeds: [
      { person: 'p1', input: text('ja'), ids: ['a', 'a'] },
      { person: 'p1', input: text('nei'), ids: ['b', 'b'] },
    ],
  },
  {
    name: 'one press delivered three times, under two ids, on the way to the next',
    ...{ world: base, before: [start], crashes: 2 },
    deeds: [
      { person: 'p1', input: press('first', 0, 'ja'), ids: ['a', 'a', 'b'] },
      { person: 'p1', input: press('why', 0, 'nei'), ids: ['c', 'c'] },
    ],
  },
  {
    name: 'two devices press different answers of one card, and one types',
    ...{ world: base, before: [start], crashes: 1 },
    deeds: [
      { person: 'p1', input: press('first', 0, 'ja'), ids: ['a', 'a'] },
      { person: 'p1', input: press('first', 0, 'nei'), ids: ['b'] },
      { person: 'p1', input: text('ja'), ids: ['c'] },
    ],
  },
  {
    name: 'two colleagues in one session, pressing and typing',
    ...{ world: base, before: [start, joins], crashes: 1 },
    deeds: [
      { person: 'p1', input: press('first', 0, 'ja'), ids: ['a', 'b'] },
      { person: 'p2', input: press('first', 0, 'nei'), ids: ['c'] },
      { person: 'p2', input: text('nei'), ids: ['d'] },
    ],
  },
  {
    name: 'the route changes under an answer, and it is sent in twice',
    ...{ world: base, before: [start, give('first', 'ja'), give('why', 'ja'), give('last', 'nei')], crashes: 1 },
    deeds: [
      { person: 'p1', input: press('first', 1, 'nei'), ids: ['a'] },
      { person: 'p1', input: card({ do: 'submit' }), ids: ['b'] },
      { person: 'p1', input: card({ do: 'submit_yes', r: 4 }), ids: ['c', 'c'] },
    ],
  },
  {
    name: 'both colleagues send in, one opens again and changes',
    ...{ world: base, crashes: 1 },
    before: [start, give('first', 'nei'), give('last', 'nei'), { person: 'p1', input: card({ do: 'submit' }) }],
    deeds: [
      { person: 'p1', input: card({ do: 'submit_yes', r: 2 }), ids: ['a', 'a'] },
      { person: 'p1', input: card({ do: 'reopen' }), ids: ['b'] },
      { person: 'p2', input: press('first', 1, 'ja'), ids: ['c'] },
    ],
  },
]
