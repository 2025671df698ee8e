import type { ChoiceView, InputView } from '../../../../wording/view.ts'
import type { Element } from '../elements.ts'

/** With more choices than this, one-of-many folds into a list that opens, to save the phone's height. */
const MOST_SPREAD_OUT = 12

/** Single or multiple choice, with the field for «annet» under it. Inputs `answer`, `other`. */
export function chooseInput(view: Extract<InputView, { kind: 'choose' }>): Element[] {
  const many = view.several === 'many'
  const spread = many || view.choices.length <= MOST_SPREAD_OUT
  const set = choiceSet('answer', view.label, view.choices, view.value.join(','))
  const choices: Element = { ...set, style: spread ? 'expanded' : 'compact', isMultiSelect: many }
  if (!view.other) return [choices]
  const { label, value, maxLength } = view.other
  return [choices, { type: 'Input.Text', id: 'other', label, maxLength, ...(value ? { value } : {}) }]
}

/** A choice set whose titles carry their numbers, so that a number can be typed. `value` empty: nothing chosen. */
export function choiceSet(
  id: string,
  label: string,
  choices: readonly ChoiceView[],
  value: string | undefined,
): Element {
  return {
    type: 'Input.ChoiceSet',
    id,
    label,
    wrap: true,
    choices: choices.map(({ id: choiceId, number, title }) => ({ title: `${number}. ${title}`, value: choiceId })),
    ...(value ? { value } : {}),
  }
}
