import { hash } from 'node:crypto'

/**
 * The id of a Teams identity, 22 characters (132 bits) of base64url; may stand in logs and keys.
 * An object id means nothing without its tenant, so both go in; case does not count, as both are GUIDs.
 */
export function personIdOf(tenantId: string, objectId: string): string {
  const identity = `${tenantId.toLowerCase()}/${objectId.toLowerCase()}`
  return hash('sha256', identity, 'base64url').slice(0, 22)
}
