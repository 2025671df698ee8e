/** What a process writes to its neighbours, step by step, seen from outside; and the step at which it is killed. */

import { until } from '../until.ts'

/** `before`: it never leaves; `after`: it is done, and the process never hears so. */
export type Side = 'before' | 'after'
/** The `nth` (from 1) write of this name. */
export type Boundary = { name: string; nth: number; side: Side }

export type Watch = {
  /** Told of every write that is about to pass; the side on which the process is to die there, or null. */
  passes(name: string): Side | null
  /** Called when the trap's moment has come. */
  spring(): void
  /** Begins to write down the names of what passes. */
  listen(): void
  /** What has passed since `listen`, in order. */
  heard(): string[]
  /** Kills at the boundary, once; resolves when it has. */
  trap(boundary: Boundary, kill: () => void): Promise<void>
}

export const createWatch = (): Watch => {
  let heard: string[] = []
  let set: (Boundary & { seen: number; spring(): void }) | null = null
  return {
    passes: (name) => {
      heard.push(name)
      if (set === null || set.name !== name) return null
      set.seen += 1
      return set.seen === set.nth ? set.side : null
    },
    spring: () => {
      set?.spring()
      set = null
    },
    listen: () => {
      heard = []
    },
    heard: () => [...heard],
    trap: (boundary, kill) =>
      new Promise((resolve) => {
        const spring = () => {
          kill()
          resolve()
        }
        set = { ...boundary, seen: 0, spring }
      }),
  }
}

/**
 * Whether all that goes on by itself has been by: nothing that writes comes seldomer than the rounds of reminders and the
 * queue's look for stalled jobs, but what comes once a minute.
 */
export const hasComeRound = (heard: readonly string[]): boolean => {
  const times = (what: RegExp) => heard.filter((name) => what.test(name)).length
  return times(/^redis: queue: Move stalled jobs/) >= 1 && times(/^sql: update campaigns set card_at/) >= 2
}

/** Waits until nothing waits any more, and nothing was written between two looks that saw it so. */
export const untilAtRest = async (waiting: () => Promise<readonly unknown[]>, written: () => number): Promise<void> => {
  let before = -1
  const look = async () => {
    const now = written()
    const isAtRest = now === before && (await waiting()).length === 0
    before = now
    return isAtRest
  }
  await until(look, 'something is always written')
}

/** Every boundary of these writes, those that happen anyway (`idle`) left out. */
export const boundariesOf = (writes: readonly string[], idle: ReadonlySet<string>): Boundary[] => {
  const counts = new Map<string, number>()
  return writes
    .filter((name) => !idle.has(name))
    .flatMap((name) => {
      const nth = (counts.get(name) ?? 0) + 1
      counts.set(name, nth)
      return (['before', 'after'] as const).map((side) => ({ name, nth, side }))
    })
}

/** All of them, or as many as are asked for, spread from the first to the last. */
export const someOf = <T>(all: readonly T[], count: number): T[] => {
  if (all.length <= count) return [...all]
  const last = all.length - 1
  return Array.from({ length: count }, (_, i) => all[Math.round((i * last) / Math.max(1, count - 1))]).filter(
    (each) => each !== undefined,
  )
}
