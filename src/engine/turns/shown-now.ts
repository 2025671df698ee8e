/** What the open card shows. */
import type { Reply } from '../types.ts'
import type { Draft } from './draft.ts'
import { hindrance, stopFor } from './standing-here.ts'

/** What the open card shows, to be shown again in the other language form. */
export const shownNow = (draft: Draft): Reply | null => {
  const { open, position, pending } = draft.seat
  if (open === null) return null
  const question =
    open.view === 'question' ? open.question : position.at === 'question' && position.over && position.question
  if (question) {
    const waits = pending?.type === 'confirm' && pending.question === question ? { pending } : {}
    // What cannot be answered now is shown without buttons to answer it.
    const isAsked = stopFor(draft, question) !== undefined && hindrance(draft) === null
    return isAsked ? { type: 'question', question, notes: [], ...waits } : { type: 'closed', question }
  }
  switch (open.view) {
    case 'question':
      return null
    case 'confirm_submit':
      return hindrance(draft) === null ? { type: 'confirm_submit' } : { type: 'review', notes: [] }
    default:
      return { type: open.view, notes: [] }
  }
}
