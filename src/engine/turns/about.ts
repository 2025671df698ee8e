/** Which questions a turn shows or speaks of. */
import type { Draft } from './draft.ts'

/** Ids of questions whose answer this turn shows as it stands, or whose change it tells of itself. */
export const inForeground = (draft: Draft): ReadonlySet<string> => {
  const ids = draft.replies.flatMap(({ reply }): unknown[] => [
    'question' in reply ? reply.question : undefined,
    ...('notes' in reply ? (reply.notes ?? []).map((note) => note.vars?.question) : []),
  ])
  return new Set(ids.filter((id) => typeof id === 'string'))
}
