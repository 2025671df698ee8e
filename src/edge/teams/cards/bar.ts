import type { Element } from './elements.ts'

/** Weights are whole numbers, and a column of weight 0 would take its own width. */
const STEPS = 100

/** How far the respondent is, `done` 0–1, as two coloured columns; the same is told in words by the position. */
export function progressBar(done: number): Element {
  const filled = Math.min(STEPS, Math.max(0, Math.round(done * STEPS)))
  const columns = [part(filled, 'accent'), part(STEPS - filled, 'emphasis')].filter((column) => column !== null)
  return { type: 'ColumnSet', spacing: 'small', columns }
}

function part(weight: number, style: 'accent' | 'emphasis'): Element | null {
  if (weight === 0) return null
  return { type: 'Column', width: weight, style, minHeight: '6px', spacing: 'none', items: [] }
}
