/** Equality of plain data; the order of keys does not matter, an absent key equals an undefined one. */
export const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const left = new Map(Object.entries(a).filter(([, v]) => v !== undefined))
  const right = new Map(Object.entries(b).filter(([, v]) => v !== undefined))
  return left.size === right.size && [...left].every(([key, value]) => right.has(key) && same(value, right.get(key)))
}
