/** Stores what was given to one question. */
import type { Answer, GivenMissing } from '../../questionnaire/answer.ts'
import { momentIn } from '../moment.ts'
import { lastAnswers, prefillOf } from '../previous.ts'
import { stopOf } from '../route.ts'
import { same } from '../same.ts'
import type { Entry, Session } from '../types.ts'
import type { Draft } from './draft.ts'
import { routeOf } from './standing-here.ts'

export type Given = { answer: Answer; partial?: true } | { missing: GivenMissing } | { read: true }

/** Longer than this between two answers makes a new sitting: half an hour, the usual length of a web session. */
export const sittingGapMs = 30 * 60_000
/** Time on one question is counted up to this: after ten minutes the person is doing something else. */
export const maxSecondsPerQuestion = 600

/**
 * Stores an answer, a missing value or «read». The same again changes nothing. Otherwise the question's revision rises,
 * the person is noted as its author, and time and changes are counted.
 */
export const keep = (draft: Draft, question: string, given: Given): Draft => {
  const before = Object.hasOwn(draft.session.entries, question) ? draft.session.entries[question] : undefined
  if (before !== undefined && same(contents(before), given)) return draft
  const { people, by } = seated(draft.session.people, draft.seat.personId)
  const over = before !== undefined && isGiven(before) && before.by !== by ? { over: before.by } : {}
  const at = momentIn(draft.session, draft.world.now)
  const entry: Entry = { r: (before?.r ?? 0) + 1, ...given, by, at, ...over }
  // A longer deadline opens what was closed under way and not delivered.
  const begins = draft.session.state === 'not_started' || draft.session.state === 'closed_partial'
  return {
    ...draft,
    session: {
      ...draft.session,
      people,
      ...modeOf(draft.world),
      state: begins ? 'started' : draft.session.state,
      startedAt: draft.session.startedAt ?? at,
      entries: { ...draft.session.entries, [question]: entry },
      paradata: withPrefill(draft, question, given, counted(draft, question, before)),
    },
  }
}

/** Once entered by an administrator, always marked so. */
export const modeOf = ({ mode }: Draft['world']): Pick<Session, 'mode'> => (mode === undefined ? {} : { mode })

const contents = ({ r: _r, by: _by, at: _at, over: _over, ...rest }: Entry): unknown => rest

/** Something was given before; rows under way are nobody's finished answer. */
const isGiven = (entry: Entry): boolean => !entry.partial && (entry.answer !== undefined || entry.missing !== undefined)

const seated = (people: string[], personId: string): { people: string[]; by: number } => {
  const at = people.indexOf(personId)
  return at >= 0 ? { people, by: at } : { people: [...people, personId], by: people.length }
}

/** Notes whether the last wave's answer, where it was shown, was given again. */
const withPrefill = (
  { world, session }: Draft,
  question: string,
  given: Given,
  paradata: Session['paradata'],
): Session['paradata'] => {
  const { questionnaire, unit, previous } = world
  const stop = previous === undefined ? undefined : stopOf(routeOf(questionnaire, unit, session.entries), question)
  if (stop === undefined) return paradata
  const prefill = prefillOf(stop, lastAnswers(stop, previous), 'answer' in given ? given.answer : undefined)
  return prefill === undefined ? paradata : { ...paradata, prefill: { ...paradata.prefill, [question]: prefill } }
}

const counted = (draft: Draft, question: string, before: Entry | undefined): Session['paradata'] => {
  const { paradata } = draft.session
  const { now } = draft.world
  const { position, askedAt } = draft.seat
  const newSitting = paradata.sittings === 0 || now - paradata.lastAt > sittingGapMs
  const timed = position.at === 'question' && position.question === question && askedAt !== null
  const spent = timed ? Math.min(Math.max(0, Math.round((now - askedAt) / 1000)), maxSecondsPerQuestion) : 0
  const wasGiven = before !== undefined && isGiven(before)
  return {
    sittings: paradata.sittings + (newSitting ? 1 : 0),
    lastAt: now,
    seconds: timed ? { ...paradata.seconds, [question]: (paradata.seconds[question] ?? 0) + spent } : paradata.seconds,
    ...(paradata.prefill === undefined ? {} : { prefill: paradata.prefill }),
    changed: wasGiven && !paradata.changed.includes(question) ? [...paradata.changed, question] : paradata.changed,
  }
}
