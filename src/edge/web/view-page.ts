/** A `View` as HTML: the twin of `edge/teams/cards`. One form a view; every button says in its value what it is. */

import type { Language } from '../../questionnaire/schema.ts'
import { translate } from '../../texts/translate.ts'
import { type Action, type Line, type Panel, unescapeMarkdown, type Version, type View } from '../../wording/view.ts'
import { fieldsHtml } from './fields-html.ts'
import { pressText } from './form.ts'
import { type Html, html } from './frame/page.ts'

type QuestionView = Extract<View, { type: 'question' }>
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
  const { versions } = view
  // Side by side they say themselves what the notes tell of them.
  const notes = versions === undefined ? view.notes : view.notes.slice(0, -2)
  const said = view.problem === undefined ? null : problemHtml(view.language, view.problem)
  return html`
    <div>
      ${notes.length === 0 ? null : html`<div class="ds-alert kd-notes" data-color="info" role="status">${linesHtml(notes)}</div>`}
      <p class="kd-subtle kd-small">${[shown(view.section), view.position].filter((part) => part !== '').join(' · ')}</p>
      <progress class="kd-progress" max="1" value=${view.done} aria-label=${view.position}></progress>
      ${said}
      <h1>${shown(view.title)}</h1>
      ${view.help ? html`<p class="kd-own kd-subtle" id="hjelp">${shown(view.help)}</p>` : null}
      ${form(posting, [
        html`<div class="kd-fields" data-check="/svar/sjekk">${fieldsHtml(view.input, view)}<p class="ds-validation-message" role="status" data-checked hidden></p></div>`,
        ...(versions === undefined
          ? [buttonsHtml(answering), buttonsHtml(others)]
          : [versionsHtml(view.language, versions)]),
      ])}
    </div>`
}

/** Two answers side by side, each with its button; where there is no room, one below the other. */
const versionsHtml = (language: Language, versions: readonly Version[]): Html => html`
  <div>
    <p class="kd-strong" role="status">${translate(language, 'web.answer.versions')}</p>
    <div class="kd-versions">${versions.map(
      ({ heading, lines, action }, i) => html`
        <section class="ds-card kd-version" aria-labelledby=${`versjon-${i + 1}`}>
          <h2 id=${`versjon-${i + 1}`}>${heading}</h2>
          ${linesHtml(lines)}
          <div class="kd-buttons"><button class="ds-button" type="submit" name="press" value=${pressText(action)} data-variant="secondary">${action.title}</button></div>
        </section>`,
    )}</div>
  </div>`

/** A question as its page shows it, to be looked at: without a form. `of`: what ids begin with. */
export const askedHtml = (view: QuestionView, of: string): Html => [
  html`<p class="kd-subtle kd-small">${shown(view.section)}</p>`,
  html`<p class="kd-strong kd-asked">${shown(view.title)}</p>`,
  view.help ? html`<p class="kd-own kd-subtle">${shown(view.help)}</p>` : null,
  html`<div class="kd-fields">${fieldsHtml(view.input, { of })}</div>`,
  buttonsHtml(view.actions),
]

const problemHtml = (language: Language, problem: string): Html => html`
  <div class="ds-error-summary" tabindex="-1" data-focus role="alert" aria-labelledby="feil">
    <h2 class="ds-heading" id="feil">${translate(language, 'web.answer.problem')}</h2>
    <ul class="ds-list"><li><a class="ds-link" href="#svar">${problem}</a></li></ul>
  </div>`

const panelHtml = (view: Panel, posting: Posting, heading: 'h1' | 'h2'): Html => html`
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
