/** True for what a uuid column takes; anything else names no row, and PostgreSQL would call it a fault. */
export function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
}
