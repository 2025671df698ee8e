/** What a posted form says: which button was pressed, and what stood in the fields. */
import type { Action } from '../../wording/view.ts'

/** The value of a button: its verb, what it refers to and what it carries, as `parseCard` reads it. */
export const pressText = ({ verb, ref, values = {} }: Action): string => JSON.stringify({ ...values, ...ref, do: verb })

/** Fields that are ours and no answer. */
const FRAME_FIELDS = new Set(['press', 'token', 'page', 'news', 'text'])

/**
 * The form as the data of a card, to be checked by `parseCard` like any card's. Several values of one field become one,
 * with commas between; only the button that answers takes the fields along, so that an unfinished field stops nobody from
 * going back. Null: no button of ours.
 */
export const pressedOf = (fields: URLSearchParams): Record<string, unknown> | null => {
  const press = objectOf(fields.get('press'))
  if (press === null) return null
  if (press.do !== 'answer' || 'answer' in press) return press
  const filled = [...valuesIn(fields)]
    .filter(([name]) => !FRAME_FIELDS.has(name))
    .map(([name, values]) => [name, joined(values)] as const)
  return { ...Object.fromEntries(filled), ...press }
}

/**
 * The values of each field, by its name, in order. Read once: a form of the largest size has as many names as somebody likes,
 * and looking each up in the form would hold the process for minutes.
 */
export const valuesIn = (fields: URLSearchParams): Map<string, string[]> => {
  const found = new Map<string, string[]>()
  for (const [name, value] of fields) {
    const values = found.get(name)
    if (values === undefined) found.set(name, [value])
    else values.push(value)
  }
  return found
}

/** Several values of one field as one, with commas between. */
export const joined = (values: readonly string[]): string => values.filter((value) => value !== '').join(',')

const objectOf = (text: string | null): Record<string, unknown> | null => {
  if (text === null) return null
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : null
  } catch {
    return null
  }
}
