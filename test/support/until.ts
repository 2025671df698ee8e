/** Waiting for a fact where `expect.poll` may not be: in hooks, and in what stands in for people. */
import { setTimeout as wait } from 'node:timers/promises'
import { HANGS_MS } from './patience.ts'

const LOOK_AGAIN_MS = 50

/** Looks until it holds. Throws `otherwise` when it never does. */
export const until = async (holds: () => boolean | Promise<boolean>, otherwise: string): Promise<void> => {
  for (const end = Date.now() + HANGS_MS; Date.now() < end; await wait(LOOK_AGAIN_MS)) {
    if (await holds()) return
  }
  throw new Error(otherwise)
}
