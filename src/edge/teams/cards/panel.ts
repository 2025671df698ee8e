import type { View } from '../../../wording/view.ts'
import { actionRow } from './actions.ts'
import { type Element, lineBlocks, textBlock } from './elements.ts'

/** An id is looked for in its own card only, and a panel folds one thing. */
const FOLDED = 'folded'

/** Start, review, receipt and the like: a title, blocks with their own headings and buttons, buttons, what is folded away. */
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
    ...(view.folded ? foldedAway(view.folded) : []),
  ]
}

type Folded = NonNullable<Extract<View, { type: 'panel' }>['folded']>

/** The client opens and closes it by itself. */
function foldedAway({ title, lines }: Folded): Element[] {
  return [
    {
      type: 'ActionSet',
      actions: [{ type: 'Action.ToggleVisibility', title, targetElements: [FOLDED] }],
      spacing: 'small',
    },
    { type: 'Container', id: FOLDED, isVisible: false, items: lineBlocks(lines) },
  ]
}
