/** Inputs that nobody meant: seeded, so that a finding can be had again. */

import type { Entry } from '../../src/engine/session.ts'
import type { Question, Questionnaire } from '../../src/questionnaire/schema.ts'

/** `npm run faults -- --long` sets it; CI makes a short run. Each fuzzer takes its share of them. */
const ALL = Number(process.env.FUZZ_INPUTS ?? 2_000)
export const inputs = (share: number): number => Math.round(ALL * share)

export type Dice = { below(n: number): number; of<T>(list: readonly T[]): T }

/** Mulberry32 by Tommy Ettinger: small, and good enough to wander. */
export const diceOf = (seed: number): Dice => {
  let a = seed
  const next = (): number => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    below,
    of: (list) => {
      const one = list[below(list.length)]
      if (one === undefined && list.length === 0) throw new Error('nothing to choose from')
      return one as (typeof list)[number]
    },
  }
}

const deep = (levels: number): unknown => (levels === 0 ? 'x' : [deep(levels - 1)])

/** Values that break what trusts its input. */
export const nasty: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1e308, Number.MAX_SAFE_INTEGER + 2, '', ' ', '\0', '\ud800', '‮', '__proto__'],
  ...['constructor', 'toString', '{{svar.x}}', '$t(card.yes)', '<at>x</at>', '../..', "' or 1=1 --", '%s%n', '29:x'],
  ...[[], {}, [[]], { __proto__: 1 }, { constructor: { prototype: 1 } }, deep(20), 'x'.repeat(5_000), '9'.repeat(400)],
  ...['answer', 'submit_yes', 'msteams', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'invoke', 'message', 'nn-NO'],
]

/** A copy with one to four places changed: replaced, taken away, doubled or swapped with another place. */
export const mutated = (value: unknown, dice: Dice): unknown => {
  let copy: unknown = structuredClone(value)
  for (let i = 0; i <= dice.below(4); i++) copy = changed(copy, dice, 0)
  return copy
}

const changed = (value: unknown, dice: Dice, depth: number): unknown => {
  const isLeaf = typeof value !== 'object' || value === null || Object.keys(value).length === 0
  if (isLeaf || dice.below(6 + depth) === 0) return dice.of([dice.of(nasty), [value], { value }])
  if (Array.isArray(value)) {
    const at = dice.below(value.length)
    return dice.below(4) === 0
      ? [...value, ...value]
      : value.map((each, i) => (i === at ? changed(each, dice, depth + 1) : each))
  }
  const entries = Object.entries(value)
  const [key] = dice.of(entries)
  if (dice.below(5) === 0) return Object.fromEntries(entries.filter(([name]) => name !== key))
  if (dice.below(8) === 0) return { ...value, [String(dice.of(nasty))]: dice.of(entries)[1] }
  return Object.fromEntries(entries.map(([name, each]) => [name, name === key ? changed(each, dice, depth + 1) : each]))
}

/** A text with a few letters lost, doubled, swapped or replaced. */
export const scratched = (text: string, dice: Dice): string => {
  let out = text
  for (let i = 0; i <= dice.below(6); i++) {
    const at = dice.below(out.length + 1)
    const piece = dice.of([
      '',
      out.slice(at, at + dice.below(40)),
      String(dice.of(nasty)),
      '\n',
      '  ',
      ': ',
      '- ',
      '"',
      ';',
      '}',
    ])
    out = out.slice(0, at) + piece + out.slice(at + dice.below(dice.of([1, 3, 60])))
  }
  return out
}

/** True when an entry is one that this question can have: its kind, and nothing but ids that the question names. */
export const fits = (question: Question | undefined, { answer }: Entry): boolean => {
  if (question === undefined) return false
  if (answer === undefined) return true
  const ids: string[] = 'choices' in question ? question.choices.map(({ id }) => id) : []
  switch (answer.kind) {
    case 'single':
      return question.kind === 'single' && ids.includes(answer.value)
    case 'multiple':
    case 'ranking':
      return question.kind === answer.kind && answer.value.every((id) => ids.includes(id))
    case 'matrix': {
      if (question.kind !== 'matrix') return false
      const rows: string[] = question.rows.map(({ id }) => id)
      return Object.entries(answer.value).every(([row, id]) => rows.includes(row) && ids.includes(id))
    }
    case 'text':
      return question.kind === 'short_text' || question.kind === 'long_text'
    default:
      return question.kind === answer.kind
  }
}

export const questionIn = ({ sections }: Questionnaire, id: string): Question | undefined =>
  sections.flatMap(({ questions }) => questions).find((question) => question.id === id)
