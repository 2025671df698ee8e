/**
 * Which seats this process sends for, as far as it knows itself. Redis knows only that it holds the lease: when the answer
 * to a write was lost, the lease can be ours without anybody here sending.
 */
import { randomUUID } from 'node:crypto'

/** After this a process counts as dead that has not renewed; a person whose turn it took down waits so long. */
export const LEASE_MS = 6_000
/** Sends are over sooner as a rule, and then nothing is renewed. */
const RENEW_AFTER_MS = 1_500
/** Longer than a group takes with a slow connector: what is held for longer was lost sight of, and others may send. */
const MOST_HELD_MS = 60_000
/** So long a write whose answer was lost may still be carried out. */
const DOUBT_MS = 30_000

/** `member`: a seat, as in `turnKeys`. Times in ms. */
export const leases = () => {
  const held = new Map<string, { users: number; since: number }>()
  const doubted = new Map<string, number>()
  const isHeld = (member: string, now: number): boolean => {
    const found = held.get(member)
    return found !== undefined && now - found.since < MOST_HELD_MS
  }

  return {
    /** This process's name in Redis. */
    token: randomUUID(),
    isHeld,
    /** Before a lease is asked for. */
    begin: (member: string, now: number): void => {
      const found = held.get(member)
      if (found !== undefined && isHeld(member, now)) found.users += 1
      else held.set(member, { users: 1, since: now })
    },
    /** The lease was not given, or was given back. */
    end: (member: string): void => {
      const found = held.get(member)
      if (found !== undefined && found.users > 1) found.users -= 1
      else held.delete(member)
    },
    /** The answer to a write was lost: the lease may be ours, now or when the store wakes up. */
    doubt: (member: string, now: number): void => void doubted.set(member, now + DOUBT_MS),
    settle: (member: string): void => void doubted.delete(member),
    /** Forgets what can no longer be carried out. */
    inDoubt: (now: number): string[] => {
      for (const [member, until] of doubted) if (until < now) doubted.delete(member)
      return [...doubted.keys()]
    },
    /** Seats whose group takes so long that the lease would run out. */
    toRenew: (now: number): string[] =>
      [...held]
        .filter(([member, { since }]) => now - since >= RENEW_AFTER_MS && isHeld(member, now))
        .map(([key]) => key),
  }
}

export type Leases = ReturnType<typeof leases>
