import type { View } from '../../../wording/view.ts'
import { actionRow } from './actions.ts'
import { type Element, lineBlocks, textBlock } from './elements.ts'

/** Start, review, receipt and the like: a title, blocks with their own headings and buttons, buttons at the end. */
export function panelBody(view: Extract<View, { type: 'panel' }>): Element[] {
  return [
    textBlock(view.title, { style: 'heading', size: 'large', weight: 'bolder' }),
    ...view.blocks.flatMap(({ heading, lines, actions = [] }) => [
      ...(heading
        ? [textBlock(heading, { style: 'heading', size: 'default', weight: 'bolder', spacing: 'large' })]
        : []),
      ...lineBlocks(lines, heading ? {} : { spacing: 'medium' }),
      ...actionRow(actions),
    ]),
    ...actionRow(view.actions),
  ]
}
