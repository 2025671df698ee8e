/** Fields of forms with label, hint and fault, and the list of faults above them. */

import type { Language } from '../../../questionnaire/schema.ts'
import { type Html, html } from '../frame/page.ts'
import { say, type Visit } from './visit.ts'

/** What a form was posted with, and what is wrong with it: a list above that leads to the fields. `field`: the id of its input. */
export type FieldFault = { field: string; text: string }

/** The list of faults; nothing without any. */
export const faultsHtml = (language: Language, faults: readonly FieldFault[]): Html =>
  faults.length === 0
    ? null
    : html`
      <div class="ds-error-summary" tabindex="-1" data-focus role="alert" aria-labelledby="feil">
        <h2 class="ds-heading" id="feil">${say(language, 'form.faults')}</h2>
        <ul class="ds-list">${faults.map(({ field, text }) => html`<li><a class="ds-link" href=${`#${field}`}>${text}</a></li>`)}</ul>
      </div>`

type Field = {
  id: string
  label: string
  value?: string
  hint?: string
  faults?: readonly FieldFault[]
  more?: Record<string, unknown>
}

const described = ({ id, hint, faults = [] }: Field) => {
  const own = faults.filter(({ field }) => field === id).map(({ text }) => text)
  const by = [hint === undefined ? '' : `${id}-hint`, own.length > 0 ? `${id}-feil` : '']
    .filter((one) => one !== '')
    .join(' ')
  return {
    own,
    attributes: {
      id,
      name: id,
      'aria-describedby': by || undefined,
      'aria-invalid': own.length > 0 ? 'true' : undefined,
    },
  }
}

const fieldHtml = (field: Field, control: Html): Html => {
  const { own } = described(field)
  return html`<div class="ds-field">
    <label class="ds-label" for=${field.id}>${field.label}</label>
    ${field.hint === undefined ? null : html`<span class="kd-subtle kd-small" id=${`${field.id}-hint`}>${field.hint}</span>`}
    ${control}
    ${own.length === 0 ? null : html`<p class="ds-validation-message" id=${`${field.id}-feil`}>${own.join(' ')}</p>`}
  </div>`
}

/** A field of one line with its label, hint and fault. */
export const inputField = (field: Field): Html =>
  fieldHtml(
    field,
    html`<input class="ds-input" ...${described(field).attributes} value=${field.value ?? ''} maxlength="300" autocomplete="off" ...${field.more ?? {}} />`,
  )

/** A choice of one. */
export const selectField = (field: Field, choices: readonly (readonly [value: string, text: string])[]): Html =>
  fieldHtml(
    field,
    html`<select class="ds-input" ...${described(field).attributes}>${choices.map(([value, text]) => html`<option value=${value} selected=${value === (field.value ?? '')}>${text}</option>`)}</select>`,
  )

/** Ticks of one name under one heading. */
export const tickBoxes = (
  { id, label, faults = [] }: Pick<Field, 'id' | 'label' | 'faults'>,
  choices: readonly { value: string; text: string; ticked: boolean }[],
): Html => {
  const own = faults.filter(({ field }) => field === id).map(({ text }) => text)
  return html`<fieldset class="ds-fieldset" id=${id} tabindex="-1">
    <legend class="ds-label">${label}</legend>
    ${own.length === 0 ? null : html`<p class="ds-validation-message">${own.join(' ')}</p>`}
    ${choices.map(
      ({ value, text, ticked }) =>
        html`<div class="kd-choice"><input class="ds-input" type="checkbox" name=${id} id=${`${id}-${value}`} value=${value} checked=${ticked} /><label for=${`${id}-${value}`}>${text}</label></div>`,
    )}
  </fieldset>`
}

// Lists that are looked through: tables, and pages of them.

/** Rows of a page of a list. */
export const PER_PAGE = 50

/** Which page of a list is asked for, from 1, and the links to those beside it; the rest of the address stays. */
export const pagesOf = <T>(
  { url, language }: Pick<Visit, 'url' | 'language'>,
  all: readonly T[],
): { shown: T[]; links: Html } => {
  const last = Math.max(1, Math.ceil(all.length / PER_PAGE))
  const at = Math.min(last, Math.max(1, Math.trunc(Number(url.searchParams.get('side')) || 1)))
  const link = (to: number, key: string): Html => {
    const query = new URLSearchParams(url.searchParams)
    query.set('side', String(to))
    query.delete('gjort')
    return html`<a class="ds-button" data-variant="secondary" href=${`${url.pathname}?${query}`}>${say(language, key)}</a>`
  }
  const links =
    last === 1
      ? null
      : html`<nav class="kd-buttons" aria-label=${say(language, 'list.pages')}>
          ${at > 1 ? link(at - 1, 'list.before') : null}
          <span>${say(language, 'list.page', { at, last })}</span>
          ${at < last ? link(at + 1, 'list.after') : null}
        </nav>`
  return { shown: all.slice((at - 1) * PER_PAGE, at * PER_PAGE), links }
}

/**
 * A table that scrolls sideways by keyboard too. `rows`: the first cell is the row's heading. `named_above`: a heading of the
 * page says the same as the caption, which is then for those who hear it alone.
 */
export const tableHtml = (
  caption: string,
  heads: readonly Html[],
  rows: readonly (readonly Html[])[],
  named: 'named_above' | 'named_here' = 'named_here',
): Html => html`
  <div class="kd-scroll" tabindex="0" role="group" aria-label=${caption}>
    <table class="ds-table kd-table">
      <caption class=${named === 'named_above' ? 'kd-quiet' : undefined}>${caption}</caption>
      <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows.map(([first, ...cells]) => html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`
