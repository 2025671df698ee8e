/** Where things stand in a JSON text: in one pass, however much it holds and however deep. */

import type { Path } from './fault.ts'

/** `line` and `column` of an offset, from 1. */
export const placeIn = (text: string, offset: number): { line: number; column: number } => {
  const before = text.slice(0, offset)
  const begins = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - begins + 1 }
}

/** Where a text stops being JSON; null: it is JSON. */
export const brokenJsonAt = (text: string): number | null => {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    const at = /position (\d+)/u.exec(error instanceof Error ? error.message : '')?.[1]
    return at === undefined ? text.length : Number(at)
  }
}

/** The offset of what stands at a path of a text that is JSON, or of its key; of the nearest parent where it is not there. */
export const offsetAt = (text: string, path: Path, on?: 'key'): number => {
  let at = past(text, 0, SPACE)
  for (const [i, step] of path.entries()) {
    const found = childAt(text, at, step)
    if (found === null) return at
    at = on === 'key' && i === path.length - 1 ? found.key : found.value
  }
  return at
}

const SPACE = /[\s]*/y
const STRING = /"(?:[^"\\]|\\.)*"/y
/** Up to the next text or bracket; what stands in between is commas, colons, figures and words. */
const BETWEEN = /[^"[\]{}]*/y
const SCALAR = /[^,\]}\s]*/y

/** Where a pattern that begins at `at` ends. */
const past = (text: string, at: number, pattern: RegExp): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** The end of the value that begins at `at`. */
const valueEnd = (text: string, at: number): number => {
  if (text[at] === '"') return past(text, at, STRING)
  if (text[at] !== '[' && text[at] !== '{') return past(text, at, SCALAR)
  let depth = 0
  for (let here = at; here < text.length; here = past(text, here, BETWEEN)) {
    if (text[here] === '"') here = past(text, here, STRING)
    else {
      depth += text[here] === '[' || text[here] === '{' ? 1 : -1
      here += 1
      if (depth === 0) return here
    }
  }
  return text.length
}

/** The member of that name, or of that number, of the value that begins at `at`; null: it has none. */
const childAt = (text: string, at: number, step: string | number): { key: number; value: number } | null => {
  const isMap = text[at] === '{'
  if (!isMap && text[at] !== '[') return null
  let here = past(text, at + 1, SPACE)
  for (let n = 0; here < text.length && text[here] !== '}' && text[here] !== ']'; n++) {
    const key = here
    const name = isMap ? text.slice(key, past(text, key, STRING)) : ''
    const value = isMap ? past(text, past(text, key + name.length, SPACE) + 1, SPACE) : key
    if (isMap ? JSON.parse(name) === String(step) : n === step) return { key, value }
    const end = past(text, valueEnd(text, value), SPACE)
    here = past(text, end + 1, SPACE)
    if (text[end] !== ',') return null
  }
  return null
}
