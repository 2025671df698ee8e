import type { InputView } from '../../../../wording/view.ts'
import { type Element, textBlock } from '../elements.ts'
import { choiceSet } from './choose.ts'

/** A row of the matrix is one list that opens, labelled by the row: it fits the narrow phone. Inputs `row.<id>`. */
export function matrixInput(view: Extract<InputView, { kind: 'matrix' }>): Element[] {
  const rows = view.rows.map(({ id, number, title, value }) => ({
    ...choiceSet(`row.${id}`, `${number}. ${title}`, view.scale, value),
    style: 'compact',
  }))
  return [textBlock(view.label, { isSubtle: true }), ...rows]
}
