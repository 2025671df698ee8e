/** Which questions a turn shows or speaks of. */
import type { Draft } from './draft.ts'

/** Ids of questions whose answer this turn shows as it stands, or whose change it tells of itself. */
export const inForeground = (draft: Draft): ReadonlySet<string> => {
  // A card that is closed further up is easily overlooked.
  const ids = draft.replies.flatMap(({ reply, place }): unknown[] => [
    'question' in reply && place !== 'open' ? reply.question : undefined,
    ...('notes' in reply ? (reply.notes ?? []).map((note) => note.vars?.question) : []),
  ])
  return new Set(ids.filter((id) => typeof id === 'string'))
}
