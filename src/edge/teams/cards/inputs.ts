import type { ChoiceView, InputView } from '../../../wording/view.ts'
import { type Element, textBlock } from './elements.ts'

/**
 * The fields of a question. Every one has a label. None is `isRequired`: the server says what is missing, in words beside
 * the field, and skipping stays possible.
 */
export function inputElements(view: InputView): Element[] {
  switch (view.kind) {
    case 'none':
    case 'buttons':
      return []
    case 'choose':
      return chooseInput(view)
    case 'matrix':
      return matrixInput(view)
    case 'number':
      return numberInput(view)
    case 'date':
      return dateInput(view)
    case 'ranking':
      return rankingInput(view)
    case 'text':
      return textInput(view)
  }
}

/** With more choices than this, one-of-many folds into a list that opens, to save the phone's height. */
const MOST_SPREAD_OUT = 12

/** Single or multiple choice, with the field for «annet» under it. Inputs `answer`, `other`. */
function chooseInput(view: Extract<InputView, { kind: 'choose' }>): Element[] {
  const many = view.several === 'many'
  const spread = many || view.choices.length <= MOST_SPREAD_OUT
  const set = choiceSet('answer', view.label, view.choices, view.value.join(','))
  const choices: Element = { ...set, style: spread ? 'expanded' : 'compact', isMultiSelect: many }
  if (!view.other) return [choices]
  const { label, value, maxLength } = view.other
  return [choices, { type: 'Input.Text', id: 'other', label, maxLength, ...(value ? { value } : {}) }]
}

/** A choice set whose titles carry their numbers, so that a number can be typed. `value` empty: nothing chosen. */
function choiceSet(id: string, label: string, choices: readonly ChoiceView[], value: string | undefined): Element {
  return {
    type: 'Input.ChoiceSet',
    id,
    label,
    wrap: true,
    choices: choices.map(({ id: choiceId, number, title }) => ({ title: `${number}. ${title}`, value: choiceId })),
    ...(value ? { value } : {}),
  }
}

/** Dates go as `YYYY-MM-DD`; what else was typed is not shown again, as the field could not hold it. Input `answer`. */
function dateInput({ label, value, min, max }: Extract<InputView, { kind: 'date' }>): Element[] {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value)
  return [
    {
      type: 'Input.Date',
      id: 'answer',
      label,
      ...(isDate ? { value } : {}),
      ...(min ? { min } : {}),
      ...(max ? { max } : {}),
    },
  ]
}

/** A row of the matrix is one list that opens, labelled by the row: it fits the narrow phone. Inputs `row.<id>`. */
function matrixInput(view: Extract<InputView, { kind: 'matrix' }>): Element[] {
  const rows = view.rows.map(({ id, number, title, value }) => ({
    ...choiceSet(`row.${id}`, `${number}. ${title}`, view.scale, value),
    style: 'compact',
  }))
  return [textBlock(view.label, { isSubtle: true }), ...rows]
}

/** Longest way to write a number in words, with «om lag». */
const LONGEST = 100

/**
 * A number is written as text: `Input.Number` knows neither the decimal comma nor «om lag 30», and turns what it does
 * not understand into something else. Input `answer`.
 */
function numberInput(view: Extract<InputView, { kind: 'number' }>): Element[] {
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

/** One list per place. Inputs `rank.1` to `rank.<places>`. */
function rankingInput(view: Extract<InputView, { kind: 'ranking' }>): Element[] {
  return Array.from({ length: view.places }, (_, index) => ({
    ...choiceSet(`rank.${index + 1}`, view.placeLabels[index] ?? `${index + 1}.`, view.choices, view.value[index]),
    style: 'compact',
  }))
}

/** Short or long text. Input `answer`. */
function textInput({ label, lines, maxLength, value }: Extract<InputView, { kind: 'text' }>): Element[] {
  return [
    {
      type: 'Input.Text',
      id: 'answer',
      label,
      maxLength,
      ...(lines === 'many' ? { isMultiline: true } : {}),
      ...(value ? { value } : {}),
    },
  ]
}
