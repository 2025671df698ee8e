/** A reply becomes a view: every text in place, in the seat's language, for this unit. Pure. */

import { position, stopOf, windowAt } from '../engine/route.ts'
import type { Note, Reply } from '../engine/session.ts'
import { questionIn } from '../questionnaire/versions.ts'
import { hasWordings, isTalk, sayIn } from './notes.ts'
import {
  allQuestionsView,
  confirmSubmitView,
  helpView,
  pausedView,
  privacyView,
  receiptView,
  statusView,
} from './panels.ts'
import { briefHelp, refusedText, rowText } from './problems.ts'
import { closedView, confirmView, questionView, unknownView, whichView } from './question-card.ts'
import { reviewView } from './review-card.ts'
import { startView } from './start-card.ts'
import type { Action, View } from './view.ts'
import { type Context, type Words, wordsFor } from './words.ts'

/**
 * Renders a reply from the state that is stored when it is sent. A question that has left the route since is shown
 * closed; one that this version of the questionnaire, or the reader's part of it, does not have is shown as gone.
 */
export const render = (reply: Reply, context: Context): View => {
  const words = wordsFor(context)
  switch (reply.type) {
    case 'question':
    case 'closed':
    case 'refused':
    case 'confirm':
    case 'row':
      return aboutQuestion(words, reply)
    case 'start':
      return startView(words, reply.notes)
    case 'review':
      return reviewView(words, reply.notes, reply.page)
    case 'confirm_submit':
      return confirmSubmitView(words)
    case 'receipt':
      return receiptView(words, reply.notes)
    case 'paused':
      return pausedView(words, reply.notes)
    case 'all_questions':
      return allQuestionsView(words)
    case 'status':
      return statusView(words)
    case 'help':
      return reply.brief === undefined || reply.question === undefined
        ? helpView(words, reply.question)
        : plainText(words, briefHelp(words, reply.question, reply))
    case 'privacy':
      return privacyView(words)
    case 'notes':
      return whichQuestionView(words, reply.notes) ?? plainText(words, notesText(words, reply))
  }
}

/** What was told the last time too is not told in the same words. */
const notesText = (words: Words, { notes, again = 0 }: Extract<Reply, { type: 'notes' }>): string => {
  const text = notes.map((note) => sayIn(words, note)).join('\n\n')
  const [first] = notes
  if (again % 2 === 0 || first === undefined || hasWordings(words, first)) return text
  return words.t(isTalk(first) ? 'talk.again' : 'talk.once_more', { text })
}

const plainText = (words: Words, text: string): View => ({ type: 'text', language: words.language, text })

type About = Extract<Reply, { type: 'question' | 'closed' | 'refused' | 'confirm' | 'row' }>

const aboutQuestion = (words: Words, reply: About): View => {
  const id = reply.type === 'confirm' ? reply.pending.question : reply.question
  const stop = stopOf(words.stops, id)
  const question = questionIn(words.questionnaire, id)
  if (question === undefined)
    return reply.type === 'question' || reply.type === 'closed'
      ? unknownView(words)
      : plainText(words, words.t('card.not_here'))
  if (stop === undefined || reply.type === 'closed')
    return closedView(words, question, 'notes' in reply ? (reply.notes ?? []) : [])
  switch (reply.type) {
    case 'question':
      return questionView(words, stop, reply)
    case 'refused': {
      const said = refusedText(words, stop, reply)
      return (
        whichView(words, stop, reply.problem, said) ??
        plainText(words, [said, rowText(words, stop, reply.row)].filter(Boolean).join('\n\n'))
      )
    }
    case 'confirm':
      return confirmView(words, stop, reply.pending, reply.notes ?? [])
    case 'row':
      return plainText(
        words,
        [...reply.notes.map((note) => sayIn(words, note)), rowText(words, stop, reply.row)].join('\n\n'),
      )
  }
}

// Which of a few questions is to be put right: their words, and their numbers on buttons.

/** The note that asks which of a few questions is meant, their ids in `asked`. */
const key = 'turn.put_right_named'

/** Undefined where nothing of the kind is asked, or no answer can be changed now: the words alone are told then. */
export const whichQuestionView = (words: Words, notes: readonly Note[]): View | undefined => {
  const asks = notes.find((note) => note.key === key)
  const ids = `${asks?.vars?.asked ?? ''}`.split(',').filter((id) => stopOf(words.stops, id) !== undefined)
  if (asks === undefined || ids.length < 2 || windowAt(words) !== 'open') return undefined
  const title = words.t('panel.which_question.title')
  return {
    type: 'panel',
    language: words.language,
    summary: title,
    title,
    blocks: [
      {
        lines: notes.flatMap((note) =>
          sayIn(words, note)
            .split('\n')
            .map((text) => ({ text, own: true as const })),
        ),
      },
    ],
    actions: ids.map((id) => changeAction(words, id)),
  }
}

/** What was sent in is opened again by the press. */
const changeAction = (words: Words, id: string): Action => ({
  verb: words.session.state === 'submitted' ? 'reopen' : 'change',
  title: words.t('card.change_named', { n: position(words.stops, id)?.n ?? '' }),
  ref: { s: words.session.id, q: id },
  values: { from: 'chat' },
})
