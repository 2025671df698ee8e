/** Judges typed replies, each in its place of a conversation, by what an author who had not seen the bot expects. */

import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { State } from '../../src/engine/draft.ts'
import { askedRevision } from '../../src/engine/route.ts'
import type { World } from '../../src/engine/session.ts'
import { step } from '../../src/engine/step.ts'
import type { Answer } from '../../src/questionnaire/answer.ts'
import type { Called } from '../../src/questionnaire/called.ts'
import { morning, questionnaires, units, worldOf } from '../support/survey.ts'
import { cameOf } from './conversation-came.ts'
import { isFulfilled, isOverdone } from './conversation-prose.ts'
import { stateBefore } from './in-session.ts'

const line = z.object({
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
export type Line = z.infer<typeof line>
/** A line of any wave. */
export type SaidIn = Omit<Line, 'part'> & { part: string }

/** The lines of a file, one JSON object each. */
export const readLines = (file: string | URL): Line[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((text) => line.parse(JSON.parse(text)))

const places = ['start', 'review', 'confirm', 'receipt', 'paused'] as const

/** The session and the seat of who says it, at the question or the place where it is said. */
export const stateAt = (said: SaidIn, world: World, given: Readonly<Record<string, unknown>> = {}): State => {
  const place = places.find((one) => one === said.at)
  const question = place === undefined ? (said.question ?? said.at ?? '') : (somewhere[said.part] ?? '')
  // What the question's routing needs: with these the questions of both parts are on the route.
  const { session, seat } = stateBefore(
    { ...said, question, given: { ...onRoute[question], ...given }, expect: {} } as never,
    world,
  )
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
        seat: {
          ...seat,
          position: { at: 'review' },
          open: { view: 'confirm_submit' },
          pending: { type: 'submit', answers: askedRevision(session) },
        },
      }
    case 'receipt':
      return {
        session: { ...session, state: 'submitted', submission: { id: world.newId, revision: 1, at: morning, by: 0 } },
        seat: { ...seat, position: { at: 'done' }, open: { view: 'receipt' } },
      }
  }
}

/** A question that is on every route of the part, for places that are at none. */
const somewhere: Readonly<Record<string, string>> = { raadmann: 'leder_aar', integrering: 'ansvarlig_aar' }

/** Answers without which a question is not asked. */
const onRoute: Readonly<Record<string, Record<string, string>>> = {
  tolk_register: { tolk_retningslinjer: 'ja' },
  tolk_kjent: { tolk_retningslinjer: 'ja' },
}

export type Verdict = 'answered' | 'asked' | 'needless' | 'unhelpful' | 'wrong' | 'unread'
export type Judged = { verdict: Verdict; came: string; tags: string[] }

/** `called`: in place of the wave's own. */
export const judged = (said: Line, called?: Called): Judged =>
  judgedIn(worldOf(questionnaires[said.part], units[said.unit], called), said)

/** What stands after the line and is not named in what was expected is wrong, whatever else was said. */
export const judgedIn = (world: World, said: SaidIn): Judged => {
  const before = stateAt(said, world)
  let state = before
  let shown = ''
  let refused = false
  let between: string[] = []
  const tags = new Set<string>()
  for (const text of [said.text, ...(said.then ?? [])]) {
    const outcome = step(world, state, { type: 'text', text })
    const came = cameOf(world, state, outcome)
    for (const tag of came.tags) tags.add(tag)
    if (came.text !== '' && came.text === shown)
      return { verdict: 'unhelpful', came: `twice: ${came.text}`, tags: [...tags] }
    shown = came.text
    const problems = outcome.replies.flatMap(({ reply }) => (reply.type === 'refused' ? [reply.problem] : []))
    refused = problems.length > 0
    between = problems.flatMap((problem) => ('candidates' in problem ? problem.candidates.map(String) : []))
    state = { session: outcome.session, seat: outcome.seat }
  }
  const given = storedSince(before, state)
  if (given.length > 0) tags.add('stored')
  const about = { came: `${given.join('+')} ${shown.replace(/\n+/g, ' ¶ ').slice(0, 400)}`, tags: [...tags] }
  const named = (value: string): boolean => isNamed(value, said.expected)
  const pending = state.seat.pending
  if (said.kind === 'conversation') {
    const isFree = /as heard|takes/.test(said.expected)
    if ((!isFree && given.some((value) => !named(value))) || isOverdone(said.expected, tags))
      return { verdict: 'wrong', ...about }
    const fulfilled = isFulfilled(said.expected, tags)
    if (fulfilled === undefined) return { verdict: 'unread', ...about }
    if (fulfilled) return { verdict: 'answered', ...about }
    return { verdict: tags.has('asks:value') ? 'needless' : 'unhelpful', ...about }
  }
  const isFree = /as heard|as kept|same|takes|which|said|rank|matrix|rows|choice|^text$/.test(said.expected)
  const mayAsk = /\bask|or |which|nothing|confirm/.test(said.expected)
  const proposed = pending?.type === 'confirm' ? valuesOf(pending.answer) : undefined
  // «20 / sorry 2»: what an earlier line of the same person said, and the bot now asks to put right, was said.
  const isAskedAgain =
    said.then !== undefined && proposed !== undefined && given.every((value) => !proposed.includes(value))
  if (!isFree && !isAskedAgain && given.some((value) => !named(value))) return { verdict: 'wrong', ...about }
  if (given.length > 0 && !isAskedAgain)
    return {
      verdict: isFree || wantedIn(said.expected).every((id) => given.includes(id)) ? 'answered' : 'unhelpful',
      ...about,
    }
  // «Det kan bety A eller B», each a button: of two, the right one is named as by «stemmer det?».
  if (refused && !mayAsk)
    return { verdict: between.length === 2 && between.some(named) ? 'needless' : 'unhelpful', ...about }
  if (mayAsk) return { verdict: 'asked', ...about }
  // A question back is needless only where it names what was said; one that names something else was misheard.
  const isNeedless =
    proposed === undefined
      ? pending !== null
      : isFree || (proposed.every(named) && wantedIn(said.expected).every((id) => proposed.includes(id)))
  return { verdict: isNeedless ? 'needless' : 'unhelpful', ...about }
}

/** Ids of «a + b», all of which were said; none where only one is expected, or anything may be. */
const wantedIn = (expected: string): string[] =>
  /^[a-z_]+(?: \+ [a-z_]+)+$/.test(expected) ? expected.split(' + ') : []

const valuesOf = (answer: Answer): string[] =>
  [answer.value].flat().flatMap((value) => (typeof value === 'object' ? Object.values(value) : [String(value)]))

const storedSince = (before: State, after: State): string[] =>
  Object.entries(after.session.entries)
    .filter(([id, entry]) => entry !== before.session.entries[id])
    .flatMap(([, { answer, missing }]) => (answer === undefined ? [missing ?? 'read'] : valuesOf(answer)))

/** What authors call an answer that is missing, or kept word for word. */
const calledSo: Readonly<Record<string, RegExp>> = {
  dont_know: /\bvet_ikke\b/,
  not_applicable: /\bikke_aktuelt\b/,
  skipped: /skip|nothing|remark/,
}

const isNamed = (value: string, expected: string): boolean =>
  new RegExp(`(?:^|[^\\p{L}\\d_])${value.replace(/[^\w]/g, '.')}(?:[^\\p{L}\\d_]|$)`, 'u').test(expected) ||
  calledSo[value]?.test(expected) === true

/** Wilson's 95 % interval of a share, in per cent. */
export const interval = (hits: number, of: number): string => {
  if (of === 0) return '0 of 0'
  const z95 = 1.96
  const p = hits / of
  const half = z95 * Math.sqrt((p * (1 - p)) / of + z95 ** 2 / (4 * of ** 2))
  const [low, high] = [-1, 1].map((sign) => (100 * (p + z95 ** 2 / (2 * of) + sign * half)) / (1 + z95 ** 2 / of))
  return `${hits} of ${of} = ${((100 * hits) / of).toFixed(0)} % (${low?.toFixed(0)}–${high?.toFixed(0)} %)`
}

type Row = Judged & { line: Line }
export const judgeAll = (lines: readonly Line[]): Row[] => lines.map((one) => ({ line: one, ...judged(one) }))

const kinds = ['conversation', 'answer'] as const
const verdicts: readonly Verdict[] = ['answered', 'asked', 'needless', 'unhelpful', 'wrong', 'unread']

/** Counts with intervals, then every line that is not right, in full. */
export const reported = (name: string, rows: readonly Row[]): string =>
  [
    `== ${name}: ${rows.length} lines`,
    ...kinds.flatMap((kind) => {
      const of = rows.filter(({ line: { kind: is } }) => is === kind)
      return verdicts.flatMap((verdict) => {
        const hits = of.filter((row) => row.verdict === verdict).length
        return hits === 0 ? [] : [`${kind} ${verdict}: ${interval(hits, of.length)}`]
      })
    }),
    `stored or done though not said: ${interval(rows.filter(({ verdict }) => verdict === 'wrong').length, rows.length)}`,
    ...rows
      .filter(({ verdict }) => verdict !== 'answered' && verdict !== 'asked')
      .map(
        ({ line: { n, kind, question, at, text, then = [], expected }, verdict, came }) =>
          `${verdict.toUpperCase()} ${kind} ${n} [${question ?? at}] ${[text, ...then].join(' / ')}\n    expected: ${expected}\n    came: ${came}`,
      ),
  ].join('\n')
