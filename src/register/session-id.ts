import { createHash } from 'node:crypto'

/**
 * The id of the session of one unit and part in one wave, 16 characters (96 bits) of base64url.
 * Computed, so that it needs no table and survives the loss of any store; opaque, so that a card tells nothing.
 */
export function sessionIdOf(wave: string, unitId: string, part: string): string {
  return createHash('sha256').update(`${wave}/${unitId}/${part}`).digest('base64url').slice(0, 16)
}
