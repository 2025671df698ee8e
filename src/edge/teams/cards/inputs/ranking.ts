import type { InputView } from '../../../../wording/view.ts'
import type { Element } from '../elements.ts'
import { choiceSet } from './choose.ts'

/** One list per place. Inputs `rank.1` to `rank.<places>`. */
export function rankingInput(view: Extract<InputView, { kind: 'ranking' }>): Element[] {
  return Array.from({ length: view.places }, (_, index) => ({
    ...choiceSet(`rank.${index + 1}`, view.placeLabels[index] ?? `${index + 1}.`, view.choices, view.value[index]),
    style: 'compact',
  }))
}
