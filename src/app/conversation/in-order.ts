/** What concerns one person, or one session, happens one after the other (teams-facts.md section 2: the SDK has no lock). */

/**
 * Does `work` when everything that was begun before for the same `key` in this process is done. `turns`: key → the end of
 * the newest. Other processes: compare-and-set.
 */
export const inOrder = <T>(turns: Map<string, Promise<void>>, key: string, work: () => Promise<T>): Promise<T> => {
  const before = turns.get(key) ?? Promise.resolve()
  const mine = before.then(work, work)
  const settled = mine.then(
    () => {},
    () => {},
  )
  turns.set(key, settled)
  void settled.then(() => {
    if (turns.get(key) === settled) turns.delete(key)
  })
  return mine
}
