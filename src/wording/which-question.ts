/** Which of a few questions is to be put right: their words, and their numbers on buttons. */

import { position, stopOf, windowAt } from '../engine/route.ts'
import type { Note } from '../engine/session.ts'
import { sayIn } from './notes.ts'
import type { Action, View } from './view.ts'
import type { Words } from './words.ts'

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
