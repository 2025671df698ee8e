/** «Rad 3 av 11: …» when a matrix is answered by typing. */
import type { Stop } from '../../engine/route.ts'
import type { Words } from '../context.ts'
import { inputView } from './input-view.ts'

/** The row with the scale to answer on; '' without a row. Plain text. */
export const rowText = (words: Words, stop: Stop, row: string | undefined): string => {
  if (row === undefined || stop.question.kind !== 'matrix') return ''
  const shown = inputView(words, stop, undefined)
  if (shown.kind !== 'matrix') return ''
  const asked = shown.rows.find((r) => r.id === row)
  if (asked === undefined) return ''
  const scale = shown.scale.map((c) => `${c.number} ${c.title}`).join(' · ')
  const place = words.t('card.row', { n: asked.number, of: shown.rows.length, row: asked.title })
  // Reads well also where a client joins the lines.
  return `${place}\n${words.t('card.scale', { scale })}`
}
