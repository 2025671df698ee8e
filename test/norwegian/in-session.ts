/**
 * Hears a typed reply where it is typed: one step of a session with the question open and earlier answers in place, so
 * that rows, checks and «Mente du …?» count. What stands in the session after the turn is what was understood.
 */

import { openDraft, type State } from '../../src/engine/draft.ts'
import { hearing } from '../../src/engine/hearing.ts'
import { stopFor } from '../../src/engine/route.ts'
import { type Entry, newSeat, newSession, type Outcome, type World } from '../../src/engine/session.ts'
import { step } from '../../src/engine/step.ts'
import { understand } from '../../src/norwegian/understand.ts'
import type { Answer } from '../../src/questionnaire/answer.ts'
import type { Question } from '../../src/questionnaire/schema.ts'
import { drafted, morning, units, worldOf } from '../support/survey.ts'
import type { Heard, Reply, Value } from './labelled.ts'

/** Earlier answers with which nearly every question is asked; a reply's own `given` and the question's stand over them. */
const before: Readonly<Record<string, Record<string, Value>>> = {
  raadmann: {
    svingninger: 'ja',
    ansatte_tiltak: 'ja',
    tolk_retningslinjer: 'ja_registeret',
    naeringsliv_tiltak: ['nav_nettverk', 'praksisavtaler', 'stillingsressurs'],
  },
  integrering: {
    bosetter: 'selv',
    bosatt_antall: 20,
    introprogram: 'selv',
    introprogram_deltakere: 40,
    introprogram_plassering: 'flyktningtjeneste',
    resultatmaal: 'ja',
    resultatmaal_hvilke: ['rett_etter'],
    ordinaer_utdanning: ['grunnskole'],
    samarbeid_kommuner: 'ja',
    evaluering: ['intern'],
  },
  kommunedirektoer: { svingninger: 'ja', ansatte_tiltak: 'ja', tolk_retningslinjer: 'ja', tolk_bruk: 'som_oftest' },
  introduksjonsprogram: { bosetter: 'selv', introprogram: 'selv', resultatmaal: 'ja', samarbeid_kommuner: 'ja' },
  oppvekst: { nyankomne_elever: 'ja' },
}
const beforeQuestion: Record<string, Record<string, Value>> = { samarbeid_kommentar: { samarbeid_kommuner: 'nei' } }

export const heardInSession = (reply: Reply): Heard => {
  const world = worldOf(drafted[reply.part], units[reply.unit])
  const state = stateBefore(reply, world)
  const outcome = step(world, state, { type: 'text', text: reply.text })
  const was = state.session.entries[reply.question]
  const now = outcome.session.entries[reply.question]
  if (now !== undefined && now !== was) return ofEntry(now, was)
  const { pending } = outcome.seat
  if (pending?.type === 'confirm') return { type: 'confirm', answer: sinceThen(pending.answer, was) }
  if (pending?.type === 'specify') return { type: 'confirm', answer: pending.answer }
  return ofCommand(reply, world, state, outcome)
}

const questionsOf = (world: World): Question[] => world.questionnaire.sections.flatMap((s) => s.questions)

export const stateBefore = (reply: Reply, world: World): State => {
  const given = { ...before[reply.part], ...beforeQuestion[reply.question], ...reply.given }
  const standing = {
    ...given,
    ...(reply.question in reply.given ? {} : { [reply.question]: rowsBefore(reply, world) }),
  }
  const entries = Object.fromEntries(
    questionsOf(world).flatMap((question) => {
      const value = standing[question.id]
      return value === undefined ? [] : [[question.id, entryOf(question, value)] as const]
    }),
  )
  const r = entries[reply.question]?.r ?? 0
  const session = newSession({ id: 's1', wave: world.wave.id, unitId: world.unit.id, part: reply.part, version: 1 })
  return {
    session: { ...session, state: 'started', startedAt: morning, people: ['p1'], entries },
    seat: {
      ...newSeat({ sessionId: 's1', personId: 'p1', language: reply.lang }),
      position: { at: 'question', question: reply.question, r },
      open: { view: 'question', question: reply.question, r },
    },
  }
}

/** The rows above the one that is asked for have an answer; which one does not matter. */
const rowsBefore = (reply: Reply, world: World): Value | undefined => {
  const question = questionsOf(world).find((q) => q.id === reply.question)
  if (question?.kind !== 'matrix' || reply.row === undefined) return undefined
  const above = question.rows.slice(
    0,
    question.rows.findIndex((row) => row.id === reply.row),
  )
  return above.length === 0 ? undefined : Object.fromEntries(above.map((row) => [row.id, 'verken']))
}

const entryOf = (question: Question, value: Value): Entry => {
  const entry = { r: 1, by: 0, at: morning }
  if (question.kind === 'number' && typeof value === 'number') return { ...entry, answer: { kind: 'number', value } }
  if (question.kind === 'single' && typeof value === 'string') return { ...entry, answer: { kind: 'single', value } }
  if (question.kind === 'percent' && typeof value === 'number') return { ...entry, answer: { kind: 'percent', value } }
  if (question.kind === 'long_text' && typeof value === 'string') return { ...entry, answer: { kind: 'text', value } }
  if (question.kind === 'multiple' && Array.isArray(value)) return { ...entry, answer: { kind: 'multiple', value } }
  if (question.kind === 'matrix' && typeof value === 'object' && !Array.isArray(value))
    return { ...entry, answer: { kind: 'matrix', value }, partial: true }
  throw new Error(`«${question.id}» cannot have been answered by ${JSON.stringify(value)}`)
}

const ofEntry = (now: Entry, was: Entry | undefined): Heard => {
  if (now.missing !== undefined) return { type: 'missing', kind: now.missing }
  if (now.answer === undefined) return { type: 'asked' }
  const answer = sinceThen(now.answer, was)
  const missing = answer.kind === 'matrix' ? Object.values(answer.missing ?? {}) : []
  const [kind] = missing
  return kind !== undefined && 'value' in answer && Object.keys(answer.value).length === 0 && missing.length === 1
    ? { type: 'missing', kind }
    : { type: 'stored', answer }
}

/** Of a matrix only the rows that this turn was about. */
const sinceThen = (answer: Answer, was: Entry | undefined): Answer => {
  if (answer.kind !== 'matrix' || was?.answer?.kind !== 'matrix') return answer
  const old = was.answer
  const value = Object.fromEntries(Object.entries(answer.value).filter(([row, v]) => old.value[row] !== v))
  const missing = Object.fromEntries(
    Object.entries(answer.missing ?? {}).filter(([row, v]) => old.missing?.[row] !== v),
  )
  return { kind: 'matrix', value, ...(Object.keys(missing).length === 0 ? {} : { missing }) }
}

/** Nothing was stored: was it heard as a command? */
const ofCommand = (reply: Reply, world: World, state: State, outcome: Outcome): Heard => {
  if (outcome.replies.some(({ reply: said }) => said.type === 'help'))
    return { type: 'command', name: 'help', did: 'nothing' }
  const draft = openDraft(world, state, null)
  const meaning = understand(reply.text, hearing(draft, stopFor(draft, reply.question)))
  if (meaning.type !== 'command' || meaning.command.name === 'unclear') return { type: 'asked' }
  return { type: 'command', name: meaning.command.name, did: outcome.effects === undefined ? 'nothing' : 'something' }
}
