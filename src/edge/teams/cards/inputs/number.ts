import type { InputView } from '../../../../wording/view.ts'
import type { Element } from '../elements.ts'

/** Longest way to write a number in words, with «om lag». */
const LONGEST = 100

/**
 * A number is written as text: `Input.Number` knows neither the decimal comma nor «om lag 30», and turns what it does
 * not understand into something else. Input `answer`.
 */
export function numberInput(view: Extract<InputView, { kind: 'number' }>): Element[] {
  const label = view.unit && !view.label.includes(view.unit) ? `${view.label} (${view.unit})` : view.label
  return [
    {
      type: 'Input.Text',
      id: 'answer',
      label,
      maxLength: LONGEST,
      ...(view.hint ? { placeholder: view.hint } : {}),
      ...(view.value ? { value: view.value } : {}),
    },
  ]
}
