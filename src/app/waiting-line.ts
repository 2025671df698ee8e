/** A line in front of something that so many may use at once: who comes later waits, in the order of coming. */

/** Gives the place to the next in the line; a second call does nothing. */
export type Leave = () => void

export type WaitingLine = {
  /** Resolves when it is the caller's turn; null when that took longer than `patienceMs`. Rejects with what `dissolve` was given. */
  enter(patienceMs: number): Promise<Leave | null>
  /** Nobody who waits now is served: the fault is the answer to all of them. Who is inside stays. */
  dissolve(fault: Error): void
  /** Nobody is inside and nobody waits. */
  isEmpty(): boolean
}

type Waiting = { start(): void; end(fault: Error): void }

/** `atOnce`: how many are let in together. */
export const waitingLine = (atOnce: number): WaitingLine => {
  const waiting = new Set<Waiting>()
  let inside = 0

  const entered = (): Leave => {
    inside += 1
    let isInside = true
    return () => {
      if (!isInside) return
      isInside = false
      inside -= 1
      const [next] = waiting
      if (next !== undefined) next.start()
    }
  }

  return {
    enter: (patienceMs) => {
      if (inside < atOnce) return Promise.resolve(entered())
      return new Promise((resolve, reject) => {
        const leaveLine = () => {
          clearTimeout(timer)
          waiting.delete(mine)
        }
        const timer = setTimeout(() => {
          leaveLine()
          resolve(null)
        }, patienceMs)
        const mine: Waiting = {
          start: () => {
            leaveLine()
            resolve(entered())
          },
          end: (fault) => {
            leaveLine()
            reject(fault)
          },
        }
        waiting.add(mine)
      })
    },
    dissolve: (fault) => {
      for (const each of [...waiting]) each.end(fault)
    },
    isEmpty: () => inside === 0 && waiting.size === 0,
  }
}

/** A line of one at a time for each key, for as long as somebody is in it. Answers `waited` when the turn did not come within `patienceMs`. */
export const oneAtATime = (): (<T>(
  key: string,
  patienceMs: number,
  work: () => Promise<T>,
) => Promise<T | 'waited'>) => {
  const lines = new Map<string, WaitingLine>()
  return async (key, patienceMs, work) => {
    const line = lines.get(key) ?? waitingLine(1)
    lines.set(key, line)
    const leave = await line.enter(patienceMs)
    try {
      return leave === null ? 'waited' : await work()
    } finally {
      leave?.()
      if (line.isEmpty()) lines.delete(key)
    }
  }
}

/**
 * Does `work` when everything that was begun before for the same `key` in this process is done, and ends as it does. `turns`: by key, the
 * end of the newest, gone when nothing of the key is left. Between processes it is compare-and-set that holds the order.
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

/**
 * Teams gives up at 15 s (teams-facts: bot basics) and delivers again; the rest is for the ways there and back. A turn
 * that waits behind others is answered within this; one that finds a store away is answered within 5 s.
 */
export const ANSWER_WITHIN_MS = 13_500
/** The longest wait for a turn to begin: what is begun after it would not be answered in time. */
export const BEGIN_WITHIN_MS = 12_000
