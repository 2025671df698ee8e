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
  const names = [...new Set(fields.keys())].filter((name) => !FRAME_FIELDS.has(name))
  const filled = Object.fromEntries(
    names.map((name) => [
      name,
      fields
        .getAll(name)
        .filter((v) => v !== '')
        .join(','),
    ]),
  )
  return { ...filled, ...press }
}

const objectOf = (text: string | null): Record<string, unknown> | null => {
  if (text === null) return null
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : null
  } catch {
    return null
  }
}
