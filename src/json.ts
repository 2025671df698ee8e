/** JSON as what it holds; undefined when it is none. */
export const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The value, or why there is none: no JSON, or a key that stands twice in one object, of which only the last would count. */
export const jsonOfOneReading = (text: string): { value: unknown } | { why: 'no_json' | 'key_twice' } => {
  try {
    const value: unknown = JSON.parse(text)
    return keysWritten(text) === keysRead(value) ? { value } : { why: 'key_twice' }
  } catch {
    return { why: 'no_json' }
  }
}

/** In JSON only a key has a colon behind it. */
const keysWritten = (text: string): number =>
  [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/gu)].filter(([, colon]) => colon !== undefined).length

const keysRead = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0
  const inside = Object.values(value).reduce<number>((sum, one) => sum + keysRead(one), 0)
  return inside + (Array.isArray(value) ? 0 : Object.keys(value).length)
}
