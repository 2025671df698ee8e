/** A `View` as HTML: the twin of `edge/teams/cards`. One form a view; every button says in its value what it is. */

import type { Language } from '../../questionnaire/schema.ts'
import { translate } from '../../texts/translate.ts'
import {
  type Action,
  type ChoiceView,
  type InputView,
  type Line,
  unescapeMarkdown,
  type View,
} from '../../wording/view.ts'
import { pressText } from './form.ts'
import { type Html, html } from './frame/html.ts'

type QuestionView = Extract<View, { type: 'question' }>
type PanelView = Extract<View, { type: 'panel' }>
type ClosedView = Extract<View, { type: 'closed' }>

/**
 * `action`: where the form is posted. `token`: what a post of this session must carry. `id`: of the page, so that a form
 * posted twice counts once. `news`: how much of what waited the page shows.
 */
export type Posting = { action: string; token: string; id: string; news: number }

/** The content of the page that shows a view; `heading`: of a panel that stands under another view. */
export const viewHtml = (view: View, posting: Posting, heading: 'h1' | 'h2' = 'h1'): Html => {
  switch (view.type) {
    case 'question':
      return questionHtml(view, posting)
    case 'panel':
      return panelHtml(view, posting, heading)
    case 'closed':
      return closedHtml(view, posting)
    case 'text':
      return html`<p class="kd-own">${view.text}</p>`
  }
}

/** A text of the questionnaire's, whose signs were escaped for cards that read Markdown. */
const shown = (text: string): string => unescapeMarkdown(text)

/** A form of ours: its token, and room for what it holds. */
export const form = ({ action, token, id, news }: Posting, content: Html): Html =>
  html`<form method="post" action=${action}><input type="hidden" name="token" value=${token} /><input type="hidden" name="page" value=${id} /><input type="hidden" name="news" value=${news} />${content}</form>`

/** Said in the chat, where everything can be typed; on a page there are buttons for it. */
const OF_CHAT = ['panel.review.typed', 'panel.review.typed_pages', 'panel.start.rights']
const ofChat = new Set((['nb', 'nn'] as const).flatMap((language) => OF_CHAT.map((key) => translate(language, key))))

/** Lines of a view: a person's own words stand as they were written. */
export const linesHtml = (lines: readonly Line[]): Html =>
  lines
    .filter(({ text }) => !ofChat.has(text))
    .map(({ text, own, strong, subtle, under }) => {
      const looks = [own && 'kd-theirs', strong && 'kd-strong', subtle && 'kd-subtle', under && 'kd-under']
      return html`<p class=${['kd-own', ...looks.filter(Boolean)].join(' ')}>${own ? text : shown(text)}</p>`
    })

/** Buttons side by side. The one that answers is the first and the strongest, and the one that Enter presses. */
export const buttonsHtml = (all: readonly Action[]): Html => {
  // The other language form is at the top of every page.
  const actions = all.filter(({ verb }) => verb !== 'language')
  return actions.length === 0
    ? null
    : html`<div class="kd-buttons">${actions.map(
        (action) =>
          html`<button class="ds-button" type="submit" name="press" value=${pressText(action)} data-variant=${action.main ? 'primary' : action.values && action.verb === 'answer' ? 'secondary' : 'tertiary'}>${action.title}</button>`,
      )}</div>`
}

const questionHtml = (view: QuestionView, posting: Posting): Html => {
  const answering = view.actions.filter((action) => action.main || action.values)
  const others = view.actions.filter((action) => !action.main && !action.values)
  const said = view.problem === undefined ? null : problemHtml(view.language, view.problem)
  return html`
    <div>
      ${view.notes.length === 0 ? null : html`<div class="ds-alert kd-notes" data-color="info" role="status">${linesHtml(view.notes)}</div>`}
      <p class="kd-subtle kd-small">${[shown(view.section), view.position].filter((part) => part !== '').join(' · ')}</p>
      <progress class="kd-progress" max="1" value=${view.done} aria-label=${view.position}></progress>
      ${said}
      <h1>${shown(view.title)}</h1>
      ${view.help ? html`<p class="kd-own kd-subtle" id="hjelp">${shown(view.help)}</p>` : null}
      ${form(posting, [
        html`<div class="kd-fields">${inputHtml(view.input, view)}</div>`,
        buttonsHtml(answering),
        buttonsHtml(others),
      ])}
    </div>`
}

const problemHtml = (language: Language, problem: string): Html => html`
  <div class="ds-error-summary" tabindex="-1" data-focus role="alert" aria-labelledby="feil">
    <h2 class="ds-heading" id="feil">${translate(language, 'web.answer.problem')}</h2>
    <ul class="ds-list"><li><a class="ds-link" href="#svar">${problem}</a></li></ul>
  </div>`

/** Fields named as the cards' are (`answer`, `other`, `row.<id>`, `rank.<n>`), each with its label. */
const inputHtml = (input: InputView, { problem, title }: QuestionView): Html => {
  const invalid = problem === undefined ? undefined : 'true'
  switch (input.kind) {
    case 'none':
    case 'buttons':
      return null
    case 'choose':
      return chooseHtml(input, invalid)
    case 'matrix':
      return [
        html`<p class="kd-subtle">${input.label}</p>`,
        ...input.rows.map((row, i) =>
          optionsHtml({
            ...{ name: `row.${row.id}`, legend: `${row.number}. ${row.title}`, choices: input.scale },
            ...{
              chosen: row.value === undefined ? [] : [row.value],
              type: 'radio' as const,
              isFirst: i === 0,
              invalid,
            },
          }),
        ),
      ]
    case 'number':
      return fieldHtml(
        {
          label: input.unit && !input.label.includes(input.unit) ? `${input.label} (${input.unit})` : input.label,
          hint: input.hint,
        },
        html`<input class="ds-input" id="svar" name="answer" value=${input.value} maxlength="100" autocomplete="off" aria-invalid=${invalid} aria-describedby=${input.hint ? 'hint' : undefined} />`,
      )
    case 'date':
      return fieldHtml(
        { label: input.label },
        html`<input class="ds-input" id="svar" type="date" name="answer" value=${input.value} min=${input.min} max=${input.max} aria-invalid=${invalid} />`,
      )
    case 'ranking':
      return Array.from({ length: input.places }, (_, i) =>
        selectHtml({
          ...{
            id: i === 0 ? 'svar' : `plass-${i + 1}`,
            name: `rank.${i + 1}`,
            label: input.placeLabels[i] ?? `${i + 1}.`,
          },
          ...{ choices: input.choices, value: input.value[i], invalid },
        }),
      )
    case 'text':
      return fieldHtml(
        { label: input.label === '' ? title : input.label },
        input.lines === 'many'
          ? html`<textarea class="ds-input" id="svar" name="answer" rows="6" maxlength=${input.maxLength} aria-invalid=${invalid}>${input.value}</textarea>`
          : html`<input class="ds-input" id="svar" name="answer" value=${input.value} maxlength=${input.maxLength} autocomplete="off" aria-invalid=${invalid} />`,
      )
  }
}

const chooseHtml = (input: Extract<InputView, { kind: 'choose' }>, invalid: 'true' | undefined): Html => [
  optionsHtml({
    ...{ name: 'answer', legend: input.label, choices: input.choices, chosen: input.value, invalid, isFirst: true },
    type: input.several === 'many' ? 'checkbox' : 'radio',
  }),
  input.other === undefined
    ? null
    : html`<div class="ds-field"><label class="ds-label" for="annet">${input.other.label}</label><input class="ds-input" id="annet" name="other" value=${input.other.value} maxlength=${input.other.maxLength} autocomplete="off" /></div>`,
]

type Options = {
  name: string
  legend: string
  choices: readonly ChoiceView[]
  chosen: readonly string[]
  type: 'radio' | 'checkbox'
  isFirst: boolean
  invalid: 'true' | undefined
}

const optionsHtml = ({ name, legend, choices, chosen, type, isFirst, invalid }: Options): Html => html`
  <fieldset class="ds-fieldset" aria-invalid=${invalid}>
    <legend>${legend}</legend>
    ${choices.map((choice, i) => {
      const id = isFirst && i === 0 ? 'svar' : `${name}.${choice.id}`
      return html`<div class="kd-choice"><input class="ds-input" type=${type} id=${id} name=${name} value=${choice.id} checked=${chosen.includes(choice.id)} /><label for=${id}>${choice.title}</label></div>`
    })}
  </fieldset>`

type Select = {
  id: string
  name: string
  label: string
  choices: readonly ChoiceView[]
  value: string | undefined
  invalid: 'true' | undefined
}

const selectHtml = ({ id, name, label, choices, value, invalid }: Select): Html => html`
  <div class="ds-field">
    <label class="ds-label" for=${id}>${label}</label>
    <select class="ds-input" id=${id} name=${name} aria-invalid=${invalid}>
      <option value=""></option>
      ${choices.map((choice) => html`<option value=${choice.id} selected=${choice.id === value}>${choice.title}</option>`)}
    </select>
  </div>`

const fieldHtml = ({ label, hint }: { label: string; hint?: string | undefined }, field: Html): Html => html`
  <div class="ds-field">
    <label class="ds-label" for="svar">${label}</label>
    ${hint ? html`<span class="kd-subtle kd-small" id="hint">${hint}</span>` : null}
    ${field}
  </div>`

const panelHtml = (view: PanelView, posting: Posting, heading: 'h1' | 'h2'): Html => html`
  <div>
    ${heading === 'h1' ? html`<h1>${shown(view.title)}</h1>` : html`<h2>${shown(view.title)}</h2>`}
    ${form(posting, [
      ...view.blocks.map(
        ({ heading: title, lines, actions = [] }) =>
          html`<section class="kd-block">${title === undefined ? null : html`<h2>${shown(title)}</h2>`}${linesHtml(lines)}${buttonsHtml(actions)}</section>`,
      ),
      buttonsHtml(view.actions),
    ])}
    ${
      view.folded === undefined
        ? null
        : html`<details class="ds-details"><summary>${view.folded.title}</summary><div>${linesHtml(view.folded.lines)}</div></details>`
    }
  </div>`

const closedHtml = (view: ClosedView, posting: Posting): Html => html`
  <div>
    ${view.position === '' ? null : html`<p class="kd-subtle kd-small">${view.position}</p>`}
    <h1>${shown(view.title)}</h1>
    ${linesHtml(view.notes)}
    ${linesHtml(view.answer)}
    ${form(posting, buttonsHtml(view.actions))}
  </div>`
