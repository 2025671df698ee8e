/** Which answers were sent in, where some have been changed since. */
import { answersRevision, windowAt } from '../engine/turns/standing-here.ts'
import type { Words } from './context.ts'
import { momentText } from './moment.ts'

/** Answers have been changed after the newest submission, and will not be sent in: the survey is closed. */
const hasUnsent = (words: Words): boolean => {
  const { submission } = words.session
  if (submission === null || windowAt(words) !== 'after') return false
  return submission.answers !== undefined && submission.answers !== answersRevision(words.session)
}

/** «Dette er sendt inn …», or that what was changed later was not; undefined while answers can still be sent in. */
export const sentInText = (words: Words): string | undefined => {
  const { session, t } = words
  if (session.submission === null) return undefined
  const at = momentText(session.submission.at)
  if (hasUnsent(words)) return t('panel.review.unsent', { at })
  return session.state === 'submitted' ? t('panel.review.submitted', { at }) : undefined
}

/** The same for the status and the receipt; undefined unless something was left unsent. */
export const unsentText = (words: Words): string | undefined =>
  words.session.submission !== null && hasUnsent(words)
    ? words.t('panel.review.unsent', { at: momentText(words.session.submission.at) })
    : undefined
