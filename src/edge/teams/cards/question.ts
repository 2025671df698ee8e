import type { View } from '../../../wording/view.ts'
import { actionSets } from './actions.ts'
import { progressBar } from './bar.ts'
import { type Element, lineBlocks, textBlock } from './elements.ts'
import { inputElements } from './inputs/input.ts'

/** From above: what was just said, where we are, the question, help, what is wrong, the fields, the buttons, how to type. */
export function questionBody(view: Extract<View, { type: 'question' }>): Element[] {
  const position = [view.section, view.position].filter((part) => part !== '').join(' · ')
  return [
    ...lineBlocks(view.notes),
    textBlock(position, {
      size: 'small',
      isSubtle: true,
      ...(view.notes.length > 0 ? { separator: true, spacing: 'medium' } : {}),
    }),
    progressBar(view.done, view.position),
    textBlock(view.title, { style: 'heading', size: 'medium', weight: 'bolder', spacing: 'medium' }),
    ...(view.help ? [textBlock(view.help, { isSubtle: true, spacing: 'small' })] : []),
    ...(view.problem
      ? [textBlock(`⚠ ${view.problem}`, { color: 'attention', weight: 'bolder', spacing: 'medium' })]
      : []),
    ...inputElements(view.input),
    ...actionSets(view.actions),
    ...(view.hint ? [textBlock(view.hint, { size: 'small', isSubtle: true, spacing: 'small' })] : []),
  ]
}
