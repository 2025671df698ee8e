/** What was last told in words, so that nobody is told the same line twice running. */

import { notHeard } from '../norwegian/talk.ts'
import { type Draft, withSeat } from './draft.ts'
import type { Placed, Reply } from './session.ts'

/** Longest line remembered: keys and a few numbers; more of it tells no two lines apart. */
const longest = 200

/** A reply in words, in short; undefined for cards, which may be shown again. */
const lineOf = (reply: Reply): string | undefined => {
  if (reply.type === 'notes')
    // `n` only chooses among wordings.
    return JSON.stringify(reply.notes.map(({ key, vars: { n: _, ...vars } = {} }) => [key, vars])).slice(0, longest)
  if (reply.type === 'help')
    return `help:${reply.question ?? ''}:${reply.brief ?? 'whole'}:${reply.about?.texts[0]?.nb ?? ''}`.slice(0, longest)
  if (reply.type !== 'refused') return undefined
  const problem = notHeard.has(reply.problem.code) ? 'not_heard' : JSON.stringify(reply.problem)
  return `refused:${reply.question}:${reply.row ?? ''}:${problem}`.slice(0, longest)
}

const lineIn = ({ seat }: Draft, reply: Reply): string | undefined => {
  const line = lineOf(reply)
  return line === undefined ? undefined : `${seat.language}:${line}`
}

/** Whether this is what was told in the turn before. */
export const isLastTold = (draft: Draft, reply: Reply): boolean =>
  draft.before.seat.told !== undefined && draft.before.seat.told.line === lineIn(draft, reply)

/** At the end of a turn of typing: notes what was told, and marks what was told the last time too. */
export const unrepeated = (draft: Draft): Draft => {
  const at = draft.replies.findLastIndex(({ place }) => place === 'new')
  const placed = draft.replies[at]
  const line = placed === undefined || placed.tracked ? undefined : lineIn(draft, placed.reply)
  if (placed === undefined || line === undefined) return forgotten(draft)
  const { told } = draft.before.seat
  const times = told?.line === line ? told.times + 1 : 0
  const replies = times === 0 ? draft.replies : draft.replies.with(at, again(placed, times))
  return withSeat({ ...draft, replies }, { told: { line, times } })
}

const forgotten = (draft: Draft): Draft => {
  if (draft.seat.told === undefined) return draft
  const { told: _, ...seat } = draft.seat
  return { ...draft, seat }
}

const again = (placed: Placed, times: number): Placed =>
  placed.reply.type === 'notes' || placed.reply.type === 'refused'
    ? { ...placed, reply: { ...placed.reply, again: times } }
    : placed
