/** One person's turns happen one after the other, in the order they came in (teams-facts.md section 2: the SDK has no lock). */
import type { Seen } from './deps.ts'

/** Does `work` when everything that the person sent before to this process is done. Other processes: compare-and-set. */
export const inOrder = <T>({ turns }: Seen, personId: string, work: () => Promise<T>): Promise<T> => {
  const before = turns.get(personId) ?? Promise.resolve()
  const mine = before.then(work, work)
  const settled = mine.then(
    () => {},
    () => {},
  )
  turns.set(personId, settled)
  void settled.then(() => {
    if (turns.get(personId) === settled) turns.delete(personId)
  })
  return mine
}
