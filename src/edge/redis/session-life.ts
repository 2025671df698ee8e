/** What the sessions of cookies have in common: secrets of 256 bits of chance, stored as hashes alone, and two ends. */

import { hash, randomBytes } from 'node:crypto'

export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored in place of a secret. `of`: whose cookie, so that one's is nothing to the other. */
export const hashOfSecret = (of: 'web' | 'admin', secret: string): string =>
  hash('sha256', `kommunedialog ${of} ${secret}`, 'base64url')

/** Ended when nothing was done for `idleMs`, and at the latest `longestMs` after signing in. */
export type SessionLife = { idleMs: number; longestMs: number }

/** How long a session begun at `since` has left if something is done `now`, ms; 0: it has ended. */
export const leftOf = ({ idleMs, longestMs }: SessionLife, since: number, now: number): number =>
  Math.max(0, Math.min(idleMs, since + longestMs - now))
