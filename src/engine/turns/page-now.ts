/** What a page shows of where a person stands: the same places as in the chat, and nothing changes by looking. */

import { openDraft, type State } from '../draft.ts'
import { hindrance, stopFor } from '../route.ts'
import type { Reply, World } from '../session.ts'
import { resume } from '../where-next.ts'

/** The reply that shows the person's place now. A page that is loaded again shows the same. */
export const pageNow = (world: World, state: State): Reply => {
  const draft = openDraft(world, state, null)
  const { position, pending, paused, open } = state.seat
  const hindered = hindrance(draft)
  if (hindered === null) {
    if (paused) return { type: 'paused', notes: [] }
    if (pending?.type === 'confirm' && stopFor(draft, pending.question) !== undefined)
      return { type: 'question', question: pending.question, notes: [], pending }
    if (pending?.type === 'submit' && open?.view === 'confirm_submit') return { type: 'confirm_submit' }
    if (position.at === 'review' && position.page !== undefined)
      return { type: 'review', notes: [], page: position.page }
  }
  const shown = resume(draft).replies.findLast(({ place }) => place === 'new')?.reply
  return shown ?? { type: 'start', notes: [] }
}
