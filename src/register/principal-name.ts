/** Reading a directory's names so that only what Entra has verified can match. */

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
