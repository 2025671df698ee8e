import type { View } from '../../../wording/view.ts'
import { actionSets } from './actions.ts'
import { type Element, lineBlocks, textBlock } from './elements.ts'

/** An answered question: quieter than an open one, with the answer as it stands and the way to change it. */
export function closedBody(view: Extract<View, { type: 'closed' }>): Element[] {
  return [
    ...(view.position ? [textBlock(view.position, { size: 'small', isSubtle: true })] : []),
    textBlock(view.title, { style: 'heading', size: 'default', weight: 'default', spacing: 'small' }),
    // «Slik står det nå:» is about what follows it.
    ...lineBlocks(view.notes),
    ...lineBlocks(view.answer),
    ...actionSets(view.actions),
  ]
}
