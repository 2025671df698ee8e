import { setTimeout } from 'node:timers/promises'

/** Waits for `work`, at most `ms`. Never rejects: what stops may fail, and the rest must still stop. */
export const within = async (ms: number, work: Promise<unknown> | undefined): Promise<void> => {
  const cut = new AbortController()
  await Promise.race([
    Promise.resolve(work).catch(() => undefined),
    setTimeout(ms, undefined, { signal: cut.signal }).catch(() => undefined),
  ])
  cut.abort()
}
