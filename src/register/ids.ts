import { createHash, hash } from 'node:crypto'

/** Whether a text is a UUID as PostgreSQL and Entra write it: 8-4-4-4-12 hexadecimal digits, in either case. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/**
 * The id of the session of one unit and part in one wave, 16 characters (96 bits) of base64url.
 * Computed, so that it needs no table and survives the loss of any store; opaque, so that a card tells nothing.
 */
export function sessionIdOf(wave: string, unitId: string, part: string): string {
  return createHash('sha256').update(`${wave}/${unitId}/${part}`).digest('base64url').slice(0, 16)
}

/**
 * The id of a Teams identity, 22 characters (132 bits) of base64url; may stand in logs and keys.
 * An object id means nothing without its tenant, so both go in; case does not count, as both are GUIDs.
 */
export function personIdOf(tenantId: string, objectId: string): string {
  const identity = `${tenantId.toLowerCase()}/${objectId.toLowerCase()}`
  return hash('sha256', identity, 'base64url').slice(0, 22)
}

/** The id of somebody who answers on the web and is not known from Teams: of the respondent alone, so that it is the same each time. */
export function webPersonIdOf(respondentId: string): string {
  return hash('sha256', `web/${respondentId}`, 'base64url').slice(0, 22)
}

// A directory's names, read so that only what Entra has verified can match.

/**
 * A user principal name as it is compared: lower case. Null for guests (`#EXT#`: another tenant vouches for them), for
 * anything but visible ASCII (letters that fold into ASCII would match someone else), and for what is no name at all.
 */
export function comparablePrincipalName(name: string | null): string | null {
  if (name === null || isGuest(name)) return null
  return /^[!-?A-~]+@[a-zA-Z0-9.-]+$/.test(name) && name.length <= 256 ? name.toLowerCase() : null
}

/** True for a guest account's user principal name. */
export function isGuest(name: string): boolean {
  return name.toLowerCase().includes('#ext#')
}
