/** Visits every state that a scenario can come to, and holds each to the rules. */

import { createHash } from 'node:crypto'
import type { SubmissionDocument } from '../../../src/results/submission.ts'
import { type Move, movesOf } from './moves.ts'
import { emptyState, type Scenario, type State, type Turn, textOf } from './state.ts'
import { Broken, commit, read, sessionIn } from './turns.ts'

export type Explored = { states: number; moves: number; depth: number; ends: number }

/** Breadth first, so that what is found is the shortest way to it. Throws `Broken` with the way that led there. */
export const explore = (scenario: Scenario, mostStates: number): Explored => {
  const first = begun(scenario)
  const seen = new Set([keyOf(first)])
  let level: { state: State; way: Way }[] = [{ state: first, way: null }]
  const found: Explored = { states: 1, moves: 0, depth: 0, ends: 0 }
  while (level.length > 0) {
    const next: typeof level = []
    for (const { state, way } of level) {
      const moves = guarded(way, () => movesOf(scenario, state))
      if (moves.length === 0) {
        found.ends += 1
        guarded(way, () => checkEnd(scenario, state))
      }
      for (const { name, to } of moves) {
        found.moves += 1
        const key = keyOf(to)
        if (seen.has(key)) continue
        seen.add(key)
        const here: Way = { name, before: way }
        guarded(here, () => check(scenario, to))
        next.push({ state: to, way: here })
      }
    }
    found.states += next.length
    if (found.states > mostStates) throw new Error(`${scenario.name}: more than ${mostStates} states`)
    if (next.length > 0) found.depth += 1
    level = next
  }
  return found
}

type Way = { name: Move['name']; before: Way } | null

const guarded = <T>(way: Way, work: () => T): T => {
  try {
    return work()
  } catch (error) {
    const names: string[] = []
    for (let at = way; at !== null; at = at.before) names.unshift(at.name)
    throw new Broken(`${error instanceof Error ? error.message : error}\nafter: ${names.join(', ')}`)
  }
}

/** Turns under way in another order are the same state. */
const keyOf = (state: State): string => {
  const turns = state.turns.map((turn) => JSON.stringify(turn)).sort()
  const jobs = state.jobs.map((job) => JSON.stringify(job)).sort()
  return createHash('sha1')
    .update(JSON.stringify({ ...state, turns, jobs }))
    .digest('base64')
}

/** The state when everything of `before` has happened in peace. */
const begun = (scenario: Scenario): State => {
  let state = emptyState(scenario)
  for (const [i, { person, input }] of scenario.before.entries()) {
    const deed = { person, input, ids: [] }
    const alone = { ...scenario, deeds: [deed] }
    const arrived: Turn = {
      ...{ deed: 0, id: `before-${i}`, process: 0, at: 'read', tries: 0 },
      ...{ seen: null, sending: null },
    }
    const done = commit(alone, state, read(state, arrived, deed))
    state = { ...done.state, outbox: {}, leases: {}, handled: [], effects: {} }
  }
  return state
}

/** What must hold in every state. */
const check = (scenario: Scenario, state: State): void => {
  const session = sessionIn(state.session, scenario)
  for (const [question, { r, value }] of Object.entries(state.told)) {
    const entry = session.entries[question]
    const stored = JSON.stringify(entry?.answer ?? entry?.missing ?? null)
    if ((entry?.r ?? 0) < r || (entry?.r === r && stored !== value)) {
      throw new Broken(`1: ${question} was told to be ${value} (${r}); stored is ${stored} (${entry?.r ?? 0})`)
    }
  }
  for (const [deed, count] of Object.entries(state.effects)) {
    if (count > 1) throw new Broken(`2: deed ${deed} had ${count} effects`)
  }
  for (const [key, count] of Object.entries(state.rows)) {
    if (count > 1) throw new Broken(`6: ${key} was stored ${count} times`)
  }
  if (session.submission !== null) {
    const key = `${session.submission.id}_${session.submission.revision}`
    const there = state.documents[key] ?? state.sql[key]
    if (there === undefined) throw new Broken(`6: submission ${key} is nowhere`)
    checkRoute(JSON.parse(textOf(there)))
  }
}

/** The scenarios' form asks `why` only after «ja» to `first`. */
const checkRoute = ({ answers, missing }: SubmissionDocument): void => {
  const isAsked = answers.first?.value === 'ja'
  if (!isAsked && (answers.why !== undefined || missing.why !== 'not_asked')) {
    throw new Broken('5: an answer on a path that does not apply was submitted')
  }
}

/** What must hold when nothing more can happen. */
const checkEnd = (_: Scenario, state: State): void => {
  const left = Object.values(state.outbox).flat().length
  if (left > 0) throw new Broken(`${left} groups were never said`)
  const [undelivered] = Object.keys(state.documents)
  if (undelivered !== undefined) throw new Broken(`6: ${undelivered} was never delivered`)
}
