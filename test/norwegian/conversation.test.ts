/** Whole conversations by an author who had not seen the parser: no answer that was not said, and a word to what was asked. */

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { State } from '../../src/engine/draft.ts'
import type { Outcome, World } from '../../src/engine/session.ts'
import { step } from '../../src/engine/step.ts'
import { render } from '../../src/wording/render.ts'
import { morning, questionnaires, units, worldOf } from '../support/survey.ts'
import { stateBefore } from './in-session.ts'

const lines = readFileSync(new URL('conversation/tuning.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) =>
    z
      .object({
        n: z.number(),
        part: z.enum(['raadmann', 'integrering']),
        question: z.string().optional(),
        at: z.string().optional(),
        lang: z.enum(['nb', 'nn']),
        unit: z.enum(['kommune', 'bydel']),
        kind: z.enum(['answer', 'conversation']),
        text: z.string(),
        // biome-ignore lint/suspicious/noThenProperty: the author's name for what is said next
        then: z.array(z.string()).optional(),
        expected: z.string(),
      })
      .parse(JSON.parse(line)),
  )
type Line = (typeof lines)[number]

const places = ['start', 'review', 'confirm', 'receipt', 'paused'] as const

const stateAt = (line: Line, world: World): State => {
  const place = places.find((one) => one === line.at)
  const question = place === undefined ? (line.question ?? line.at ?? '') : 'leder_aar'
  const { session, seat } = stateBefore({ ...line, question, given: {}, expect: {} } as never, world)
  switch (place) {
    case undefined:
      return { session, seat }
    case 'start':
      return { session, seat: { ...seat, position: { at: 'start' }, open: { view: 'start' } } }
    case 'paused':
      return { session, seat: { ...seat, paused: true, open: { view: 'paused' } } }
    case 'review':
      return { session, seat: { ...seat, position: { at: 'review' }, open: { view: 'review' } } }
    case 'confirm':
      return {
        session,
        seat: { ...seat, position: { at: 'review' }, open: { view: 'confirm_submit' }, pending: { type: 'submit' } },
      }
    case 'receipt':
      return {
        session: {
          ...session,
          state: 'submitted',
          submission: { id: world.newId, revision: 1, at: morning, by: 0 },
        },
        seat: { ...seat, position: { at: 'done' }, open: { view: 'receipt' } },
      }
  }
}

const shownBy = (world: World, { session, seat, replies }: Outcome): string =>
  replies
    .filter(({ place }) => place === 'new')
    .map(({ reply }) => JSON.stringify(render(reply, { ...world, session, seat })))
    .join('\n')

type Verdict = 'right' | 'asked' | 'needless' | 'unhelpful' | 'wrong'

/** What stands after the line and is not named in what was expected is wrong, whatever else was done. */
const judged = (line: Line): { verdict: Verdict; came: string } => {
  const world = worldOf(questionnaires[line.part], units[line.unit])
  const before = stateAt(line, world)
  let state = before
  let last: Outcome | undefined
  let shown = ''
  for (const text of [line.text, ...(line.then ?? [])]) {
    const outcome = step(world, state, { type: 'text', text })
    const next = shownBy(world, outcome)
    if (next !== '' && next === shown) return { verdict: 'unhelpful', came: `twice: ${next}` }
    shown = next
    last = outcome
    state = { session: outcome.session, seat: outcome.seat }
  }
  const given = Object.entries(state.session.entries)
    .filter(([id, entry]) => entry !== before.session.entries[id])
    .flatMap(([, { answer, missing }]) => (answer === undefined ? [missing ?? 'read'] : [answer.value].flat()))
    .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
  const came = `${given.join('+')} ${shown.slice(0, 300)}`
  const named = (value: string): boolean =>
    new RegExp(`(?:^|[^\\p{L}\\d_])${value.replace(/[^\w]/g, '.')}(?:[^\\p{L}\\d_]|$)`, 'u').test(line.expected) ||
    (value === 'skipped' && /skip|nothing/.test(line.expected))
  const replies = last?.replies.map(({ reply }) => reply) ?? []
  const isRefused = replies.some(({ type }) => type === 'refused')
  const { pending } = state.seat
  const isProposal = pending?.type === 'confirm' && pending.why !== 'to_us'
  if (line.kind === 'conversation') {
    if (given.some((value) => !named(value)) && !/as heard|takes/.test(line.expected)) return { verdict: 'wrong', came }
    return { verdict: isRefused || isProposal ? 'unhelpful' : 'right', came }
  }
  const isFree = /as heard|same|takes|which|said|rank|matrix|rows|choice|^text$/.test(line.expected)
  if (!isFree && given.some((value) => !named(value))) return { verdict: 'wrong', came }
  if (given.length > 0) return { verdict: 'right', came }
  const mayAsk = /\bask|or |which|nothing|confirm/.test(line.expected)
  if (isRefused && !mayAsk) return { verdict: 'unhelpful', came }
  return { verdict: mayAsk ? 'asked' : pending === null ? 'unhelpful' : 'needless', came }
}

/** Wilson's 95 % interval of a share, in per cent. */
const interval = (hits: number, of: number): string => {
  const z95 = 1.96
  const p = hits / of
  const half = z95 * Math.sqrt((p * (1 - p)) / of + z95 ** 2 / (4 * of ** 2))
  const [low, high] = [-1, 1].map((sign) => (100 * (p + z95 ** 2 / (2 * of) + sign * half)) / (1 + z95 ** 2 / of))
  return `${hits} of ${of} (${low?.toFixed(0)}–${high?.toFixed(0)} %)`
}

test('the tuning lines are heard as their author expects, and nothing is stored that was not said', () => {
  const all = lines.map((line) => ({ line, ...judged(line) }))
  const of = (kind: Line['kind'], ...verdicts: Verdict[]) =>
    all.filter(({ line, verdict }) => line.kind === kind && verdicts.includes(verdict)).length
  const count = (kind: Line['kind']) => all.filter(({ line }) => line.kind === kind).length
  const told = (kind: Line['kind'], ...verdicts: Verdict[]) => interval(of(kind, ...verdicts), count(kind))
  console.log(`conversation answered: ${told('conversation', 'right')}`)
  console.log(`answers understood or rightly asked about: ${told('answer', 'right', 'asked')}`)
  console.log(`answers asked about needlessly: ${told('answer', 'needless')}`)
  for (const { line, verdict, came } of all)
    if (verdict === 'wrong' || verdict === 'unhelpful')
      console.log(
        `${line.n} ${verdict} ${[line.text, ...(line.then ?? [])].join(' / ')} => ${line.expected}: ${came.slice(0, 160)}`,
      )
  expect(all.filter(({ verdict }) => verdict === 'wrong').map(({ line }) => line.n)).toEqual([])
  expect(of('conversation', 'right')).toBeGreaterThanOrEqual(55)
})
