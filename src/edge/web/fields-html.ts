/** The fields of a question as HTML, named as the cards' are: `answer`, `other`, `row.<id>`, `rank.<n>`. Each has its label. */

import type { ChoiceView, InputView } from '../../wording/view.ts'
import { type Html, html } from './frame/page.ts'

/**
 * `problem`: why what stands there was not taken. `of`: what names and ids begin with, where several questions stand on a page;
 * absent: it is the only one. `asFields`: what to do with one-tap choices, which are fields then; absent: they are buttons
 * elsewhere.
 */
export type Fielded = { problem?: string; of?: string; asFields?: string }

/** The id of a question's first field, which the list of faults leads to. */
export const firstFieldOf = (of?: string): string => (of === undefined ? 'svar' : `svar-${of}`)

type Named = {
  id: (name: string) => string
  name: (name: string) => string
  first: string
  invalid: 'true' | undefined
}

const named = ({ of, problem }: Fielded): Named => ({
  id: (name) => (of === undefined ? name : `${of}-${name}`),
  name: (name) => (of === undefined ? name : `${of}.${name}`),
  first: firstFieldOf(of),
  invalid: problem === undefined ? undefined : 'true',
})

/** All fields of one question; nothing where it is answered by buttons. */
export const fieldsHtml = (input: InputView, fielded: Fielded): Html => {
  const to = named(fielded)
  const { first, invalid } = to
  switch (input.kind) {
    case 'none':
      return null
    case 'buttons':
      return fielded.asFields
        ? optionsHtml({
            name: to.name('answer'),
            legend: fielded.asFields,
            choices: input.choices,
            chosen: input.value ?? [],
            type: 'radio',
            first,
            id: to.id,
            invalid,
          })
        : null
    case 'choose':
      return chooseHtml(input, to)
    case 'matrix':
      return [
        html`<p class="kd-subtle">${input.label}</p>`,
        ...input.rows.map((row, i) =>
          optionsHtml({
            name: to.name(`row.${row.id}`),
            legend: `${row.number}. ${row.title}`,
            choices: input.scale,
            chosen: row.value === undefined ? [] : [row.value],
            type: 'radio' as const,
            id: to.id,
            invalid,
            ...(i === 0 ? { first } : {}),
          }),
        ),
      ]
    case 'number':
      return fieldHtml(
        {
          id: first,
          label: input.unit && !input.label.includes(input.unit) ? `${input.label} (${input.unit})` : input.label,
          hint: input.hint && { id: to.id('hint'), text: input.hint },
        },
        html`<input class="ds-input" id=${first} name=${to.name('answer')} value=${input.value} maxlength="100" autocomplete="off" aria-invalid=${invalid} aria-describedby=${input.hint ? to.id('hint') : undefined} />`,
      )
    case 'date':
      return fieldHtml(
        { id: first, label: input.label },
        html`<input class="ds-input" id=${first} type="date" name=${to.name('answer')} value=${input.value} min=${input.min} max=${input.max} aria-invalid=${invalid} />`,
      )
    case 'ranking':
      return Array.from({ length: input.places }, (_, i) =>
        selectHtml({
          id: i === 0 ? first : to.id(`plass-${i + 1}`),
          name: to.name(`rank.${i + 1}`),
          label: input.placeLabels[i] ?? `${i + 1}.`,
          choices: input.choices,
          value: input.value[i],
          invalid,
        }),
      )
    case 'text':
      return fieldHtml(
        { id: first, label: input.label },
        input.lines === 'many'
          ? html`<textarea class="ds-input" id=${first} name=${to.name('answer')} rows="6" maxlength=${input.maxLength} aria-invalid=${invalid}>${input.value}</textarea>`
          : html`<input class="ds-input" id=${first} name=${to.name('answer')} value=${input.value} maxlength=${input.maxLength} autocomplete="off" aria-invalid=${invalid} />`,
      )
  }
}

const chooseHtml = (input: Extract<InputView, { kind: 'choose' }>, to: Named): Html => [
  optionsHtml({
    name: to.name('answer'),
    legend: input.label,
    choices: input.choices,
    chosen: input.value,
    first: to.first,
    id: to.id,
    invalid: to.invalid,
    type: input.several === 'many' ? 'checkbox' : 'radio',
  }),
  input.other === undefined
    ? null
    : html`<div class="ds-field"><label class="ds-label" for=${to.id('annet')}>${input.other.label}</label><input class="ds-input" id=${to.id('annet')} name=${to.name('other')} value=${input.other.value} maxlength=${input.other.maxLength} autocomplete="off" /></div>`,
]

type Options = {
  name: string
  legend: string
  choices: readonly Omit<ChoiceView, 'number'>[]
  chosen: readonly string[]
  type: 'radio' | 'checkbox'
  /** The id of the first of them; absent: another question's field comes before. */
  first?: string
  id: (name: string) => string
  invalid: 'true' | undefined
}

/** Choices one below the other, under one heading. */
export const optionsHtml = ({ name, legend, choices, chosen, type, first, id, invalid }: Options): Html => html`
  <fieldset class="ds-fieldset" aria-invalid=${invalid}>
    <legend>${legend}</legend>
    ${choices.map((choice, i) => {
      const own = first !== undefined && i === 0 ? first : id(`${name}.${choice.id}`)
      return html`<div class="kd-choice"><input class="ds-input" type=${type} id=${own} name=${name} value=${choice.id} checked=${chosen.includes(choice.id)} /><label for=${own}>${choice.title}</label></div>`
    })}
  </fieldset>`

type Select = {
  id: string
  name: string
  label: string
  choices: readonly Omit<ChoiceView, 'number'>[]
  value: string | undefined
  invalid: 'true' | undefined
}

/** A list that opens, with an empty line first. */
export const selectHtml = ({ id, name, label, choices, value, invalid }: Select): Html => html`
  <div class="ds-field">
    <label class="ds-label" for=${id}>${label}</label>
    <select class="ds-input" id=${id} name=${name} aria-invalid=${invalid}>
      <option value=""></option>
      ${choices.map((choice) => html`<option value=${choice.id} selected=${choice.id === value}>${choice.title}</option>`)}
    </select>
  </div>`

type Labelled = { id: string; label: string; hint?: { id: string; text: string } | '' | undefined }

/** A field with its label, and a hint between them. */
export const fieldHtml = ({ id, label, hint }: Labelled, field: Html): Html => html`
  <div class="ds-field">
    <label class="ds-label" for=${id}>${label}</label>
    ${hint ? html`<span class="kd-subtle kd-small" id=${hint.id}>${hint.text}</span>` : null}
    ${field}
  </div>`
