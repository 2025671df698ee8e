import { type Action, type ChoiceView, type InputView, type Line, unescapeMarkdown } from '../../../wording/view.ts'

/** A piece of an Adaptive Card 1.5, as JSON. */
export type Element = { type: string; [property: string]: unknown }

type TextLook = {
  size?: 'small' | 'default' | 'medium' | 'large'
  weight?: 'default' | 'bolder'
  color?: 'default' | 'attention'
  isSubtle?: true
  spacing?: 'none' | 'small' | 'default' | 'medium' | 'large'
  style?: 'heading'
  separator?: true
}

/** Signs that a TextBlock would read as Markdown: emphasis, links, code, headings, lists, character references. */
const MARKDOWN = /[*_[\]`#~<>\\|]|&\w+;|\{\{|^\s*(?:\d+[.)]|[-+•])\s/m

/** Between the signs that begin a function of Adaptive Cards (`{{DATE(…)}}`, `{{TIME(…)}}`) or of its templates (`${…}`). */
const BEFORE_FUNCTION = /(?<=\{)(?=\{(?:DATE|TIME)\()|(?<=\$)(?=\{)/i
/** Joins words and is not seen. */
const JOINER = '\u2060'

/** The same where a text has no runs: titles, labels and what stands in for the card. */
export const withoutFunctions = (text: string): string => text.split(BEFORE_FUNCTION).join(JOINER)

/**
 * A text of ours, wrapped; a person's words piped into it are escaped for Markdown by the wording. Becomes a RichTextBlock, which reads no Markdown, where a TextBlock would change the text;
 * such a block cannot be a heading for screen readers, so questionnaires do well to avoid the signs in titles.
 */
export function textBlock(text: string, look: TextLook = {}): Element {
  if (MARKDOWN.test(text) || text.includes('\n')) return runBlock(unescapeMarkdown(text), look)
  return { type: 'TextBlock', text, wrap: true, ...look }
}

/** A text in which nothing is read as markup: for a person's own words. */
function runBlock(text: string, look: TextLook = {}): Element {
  const { spacing, separator, style: _style, ...runLook } = look
  return {
    type: 'RichTextBlock',
    // A renderer that puts dates in place of such functions looks at one run at a time.
    inlines: text.split(BEFORE_FUNCTION).map((run) => ({ type: 'TextRun', text: run, ...runLook })),
    ...(spacing ? { spacing } : {}),
    ...(separator ? { separator } : {}),
  }
}

/**
 * Lines of a view, one block each; a line break in a person's text starts a new block, as not every client breaks there.
 * A strong line, and one that says so, stands close under the line before it, as an answer under its question.
 */
export function lineBlocks(lines: readonly Line[], first: TextLook = {}): Element[] {
  const blocks = lines.flatMap((line, index) => pieces(line, spacingAfter(lines[index - 1], line)))
  return blocks.map((block, index) => (index === 0 ? { ...block, ...first } : block))
}

function spacingAfter(previous: Line | undefined, line: Line): TextLook['spacing'] {
  if (previous && standsUnder(previous) !== standsUnder(line)) return standsUnder(line) ? 'none' : 'default'
  return 'small'
}

const standsUnder = ({ strong, under }: Line): boolean => strong === true || under === true

function pieces({ text, own, strong, subtle }: Line, spacing: TextLook['spacing']): Element[] {
  const look: TextLook = { ...(strong ? { weight: 'bolder' } : {}), ...(subtle ? { isSubtle: true } : {}) }
  const parts = text.split('\n').filter((part) => part.trim() !== '')
  return parts.map((part, index) => {
    const spaced: TextLook = { ...look, spacing: index === 0 ? (spacing ?? 'small') : 'none' }
    return own ? runBlock(part, spaced) : textBlock(part, spaced)
  })
}

/** Teams shows at most six buttons of a set. */
const MOST_IN_SET = 6

/** A question's buttons: those that answer first, and the rest under them. */
export function actionSets(actions: readonly Action[]): Element[] {
  const answering = actions.filter((action) => action.main || action.values)
  const others = actions.filter((action) => !action.main && !action.values)
  return rows([answering, others])
}

/** Buttons side by side, as far as there is room. */
export function actionRow(actions: readonly Action[]): Element[] {
  return rows([actions])
}

/** `ActionSet` because older clients need it around `Action.Execute`. */
function rows(groups: readonly (readonly Action[])[]): Element[] {
  return groups
    .flatMap((group) => chunks(group))
    .map((group, index) => ({
      type: 'ActionSet',
      actions: group.map(button),
      spacing: index === 0 ? 'medium' : 'small',
    }))
}

/** `Action.Execute` with `Action.Submit` for clients that do not know it; both carry the same data and mean the same. */
function button(action: Action): Element {
  const { verb, title, ref, values = {}, main } = action
  const shared = {
    title,
    data: { ...ref, do: verb, ...values },
    // Only the answer takes the inputs along, so that an empty field stops nobody from going back.
    associatedInputs: verb === 'answer' && !action.values ? 'auto' : 'none',
    // Teams would else say "Your response was sent to the app" under the card.
    msTeams: { feedback: { hide: true } },
    ...(main ? { style: 'positive' } : {}),
  }
  return { type: 'Action.Execute', verb, ...shared, fallback: { type: 'Action.Submit', ...shared } }
}

function chunks(actions: readonly Action[]): Action[][] {
  const sets: Action[][] = []
  for (let at = 0; at < actions.length; at += MOST_IN_SET) sets.push(actions.slice(at, at + MOST_IN_SET))
  return sets
}

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
