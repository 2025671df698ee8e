import type { Session } from './types.ts'

/**
 * The time to note for what happens now in a session, ms: never before anything that is noted there, whatever the machine's
 * clock was set to in between. What is open or closed is told by the clock itself.
 */
export const momentIn = ({ startedAt, submission, entries }: Session, now: number): number =>
  Math.max(now, startedAt ?? 0, submission?.at ?? 0, ...Object.values(entries).map(({ at }) => at))
