/** The session of a unit and part when Redis holds none that can be read, or one of an older day than its submission. */

import { answersRevision } from '../../engine/route.ts'
import { forgotten } from '../../engine/sending-in.ts'
import { type Entry, newSession, type Session } from '../../engine/session.ts'
import { type Answer, givenMissing } from '../../questionnaire/answer.ts'
import { gives } from '../../questionnaire/shape.ts'
import { sessionIdOf } from '../../register/ids.ts'
import { type SubmissionDocument, type SubmittedAnswer, submissionDocument } from '../../results/submission.ts'
import type { Membership } from '../ports/people.ts'
import { StoreAway } from '../ports/progress.ts'
import type { Deps } from '../service.ts'

/** `instead`: what stands there now. */
type Beginning = { membership: Membership; version: number; instead: 'none' | 'broken' }

/**
 * What was submitted is known to SQL whatever became of Redis: a unit never gets a second first submission. Where there
 * is nothing yet a new session begins, also while SQL is away; in place of a broken one it does not. Throws `StoreAway`.
 */
export const beginSession = async (deps: Deps, { membership, version, instead }: Beginning): Promise<Session> => {
  const { sessionId, wave, unitId, part } = membership
  const fresh = newSession({ id: sessionId, wave, unitId, part, version })
  try {
    const found = await deps.newestSubmission(unitId, part)
    const document = submissionDocument.safeParse(found)
    return (document.success ? restoredSession(null, document.data, '') : null) ?? fresh
  } catch (error) {
    if (!(error instanceof StoreAway) || instead === 'broken') throw error
    return fresh
  }
}

/**
 * The session as the submission says it was, with its answers; null when the session knows of this submission or a later
 * one already. `stored`: null when there is none. `by`: who submitted; '' when nobody knows: then nobody's
 * place is the author's, so that whoever answers next is not taken for them.
 */
export const restoredSession = (stored: Session | null, document: SubmissionDocument, by: string): Session | null => {
  const { wave, part, unit, questionnaireVersion, submissionId, revision } = document
  const at = Date.parse(document.submittedAt)
  if (stored?.submission != null && !isOlder(stored.submission, { id: submissionId, revision, at })) return null
  const id = sessionIdOf(wave, unit.id, part)
  const base = stored ?? newSession({ id, wave, unitId: unit.id, part, version: questionnaireVersion })
  const author = by === '' ? forgotten : by
  const people = base.people.includes(author) ? base.people : [...base.people, author]
  const given = entriesOf(document, { by: people.indexOf(author), at })
  const session: Session = {
    ...base,
    people,
    version: questionnaireVersion,
    state: document.complete ? 'submitted' : 'closed_partial',
    startedAt: base.startedAt ?? Date.parse(document.startedAt),
    entries: { ...base.entries, ...raised(base.entries, given) },
    paradata: { ...base.paradata, sittings: Math.max(base.paradata.sittings, document.paradata.sittings) },
  }
  const sender = author === forgotten ? -1 : people.indexOf(author)
  const submission = { id: submissionId, revision, at, by: sender, answers: answersRevision(session) }
  return { ...session, submission }
}

type SentIn = { id: string; revision: number; at: number }

const isOlder = (mine: SentIn, theirs: SentIn): boolean =>
  mine.id === theirs.id ? mine.revision < theirs.revision : mine.at < theirs.at

const entriesOf = (document: SubmissionDocument, who: { by: number; at: number }): Record<string, Omit<Entry, 'r'>> => {
  const answers = Object.entries(document.answers).map(([id, answer]) => [id, { ...answered(answer), ...who }] as const)
  const missing = Object.entries(document.missing).flatMap(([id, kind]) => {
    const own = givenMissing.safeParse(kind)
    return own.success ? [[id, { missing: own.data, ...who }] as const] : []
  })
  return Object.fromEntries([...answers, ...missing])
}

/** Rows that were not reached are open again. */
const answered = (submitted: SubmittedAnswer): { answer: Answer; partial?: true } => {
  if (!gives(submitted, 'rows')) return { answer: submitted }
  const { missing = {}, ...rest } = submitted
  const kept = Object.fromEntries(
    Object.entries(missing).flatMap(([row, kind]) => {
      const own = givenMissing.safeParse(kind)
      return own.success ? [[row, own.data] as const] : []
    }),
  )
  const isPartial = Object.values(missing).includes('not_reached')
  return {
    answer: { ...rest, ...(Object.keys(kept).length > 0 ? { missing: kept } : {}) },
    ...(isPartial ? { partial: true as const } : {}),
  }
}

/** A card of the day that was lost must not fit an answer it was not shown for. */
const raised = (before: Session['entries'], given: Record<string, Omit<Entry, 'r'>>): Session['entries'] =>
  Object.fromEntries(Object.entries(given).map(([id, entry]) => [id, { r: (before[id]?.r ?? 0) + 1, ...entry }]))
