/** What the bot says beside questions and answers, with the facts of this survey and this unit in it. */

import type { Note } from '../engine/session.ts'
import { translateList } from '../texts/translate.ts'
import { momentText } from './moment.ts'
import { progressOf, progressText, type Vars, type Words } from './words.ts'

/** Whether a note is one of these. */
export const isTalk = ({ key }: Note): boolean => key.startsWith('talk.')

/** Whether a note has several wordings, which take turns by themselves. */
export const hasWordings = (words: Words, { key }: Note): boolean => translateList(words.language, key).length > 0

/** A note in words. `vars.n` chooses among several wordings; `vars` holds what the note names beside the facts. */
export const talkText = (words: Words, { key, vars = {} }: Note, more: Vars): string => {
  const fitting = fittingKey(words, key)
  const count = translateList(words.language, fitting).length
  const chosen = count === 0 ? fitting : `${fitting}.${Number(vars.n ?? 0) % count}`
  return words.t(chosen, { ...factsOf(words), ...more })
}

/** Of what depends on how far the unit has come, the text that is true now. */
const fittingKey = ({ session, stops }: Words, key: string): string => {
  if (key === 'talk.how_long' && progressOf(stops).left.length === 0) return 'talk.nothing_left'
  if (key !== 'talk.sent_or_not') return key
  if (session.submission === null) return 'talk.sent_no'
  return session.state === 'reopened' ? 'talk.sent_changed' : 'talk.sent_yes'
}

const factsOf = (words: Words): Vars => {
  const { questionnaire, wave, session, stops } = words
  const { left, of } = progressOf(stops)
  return {
    standing: progressText(words),
    minutes: of === 0 ? 0 : Math.max(1, Math.round((questionnaire.minutes * left.length) / of)),
    days: wave.retention.progressDays,
    controller: words.plain(wave.controller),
    at: session.submission === null ? '' : momentText(session.submission.at),
  }
}
