/** What a submission in SQL makes of a session that was restored from an older day. */
import { newSession } from '../engine/new.ts'
import { forgotten } from '../engine/turns/forget.ts'
import { answersRevision } from '../engine/turns/standing-here.ts'
import type { Entry, Session } from '../engine/types.ts'
import { type Answer, givenMissing } from '../questionnaire/answer.ts'
import { sessionIdOf } from '../register/session-id.ts'
import type { SubmissionDocument, SubmittedAnswer } from '../results/submission-schema.ts'

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

type Known = { id: string; revision: number; at: number }

const isOlder = (mine: Known, theirs: Known): boolean =>
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
  if (submitted.kind !== 'matrix') return { answer: submitted }
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
