/** The pages of somebody who is signed in: a view between the ways to the others, with what has happened above it. */
import type { Waiting } from '../../../app/web/web-ports.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import { translate } from '../../../texts/translate.ts'
import type { FormNamed } from '../../../wording/form-address.ts'
import type { ThemeView } from '../../../wording/theme.ts'
import type { Line, Panel, View } from '../../../wording/view.ts'
import type { AssetPaths } from '../frame/assets.ts'
import { type Html, html, pageOf } from '../frame/page.ts'
import { form, linesHtml, type Posting, viewHtml } from '../view-page.ts'
import { documentsHtml } from './documents.ts'
import { lostHtml } from './open-page.ts'
import { themeHtml } from './theme-page.ts'

/** A page. `where`: what the person answers, such as «Rådmann – Bergen»; `news`: what waited; `asked`: a text is waited for. */
export type AnswerPage = {
  language: Language
  assets: AssetPaths
  posting: Posting
  view: View | ThemeView
  where: string
  session: string
  several: boolean
  here: 'questions' | 'reading'
  news: readonly View[]
  saved: boolean
  notice: string | null
  lost: readonly string[]
  asked: boolean
  /** The page tells what can be written, and has a field for it. */
  types: boolean
  /** The form of the part, and whether there are answers to copy. */
  form: Omit<FormNamed, 'language' | 'use'>
  hasAnswers: boolean
  /** Who waits for a yes of the person, and where it is said. */
  waiting: readonly { one: Waiting; path: string }[]
}

/** The page as text. */
export const answerPageOf = (page: AnswerPage): string => {
  const { language, assets, posting, view, where, saved, notice, lost, asked, here } = page
  const t = (key: string): string => translate(language, `web.${key}`)
  const { lines, panels } = newsIn(page.news, view)
  const isTheme = !('type' in view)
  const title = !isTheme && view.type === 'text' ? t('frame.name') : 'title' in view ? view.title : ''
  return pageOf(
    { language, title, assets, top: topHtml(page), foot: footHtml(page) },
    html`
      <div>
        <p class="kd-where kd-small">${where}</p>
        ${saved ? html`<p class="kd-saved kd-small" role="status">${t('answer.saved')}</p>` : null}
        ${notice === null ? null : html`<div class="ds-alert kd-notes" data-color="warning" role="alert"><p class="kd-own">${notice}</p></div>`}
        ${lostHtml(language, lost)}
        ${
          lines.length === 0
            ? null
            : html`<section class="ds-alert kd-notes" data-color="info" aria-labelledby="siden-sist"><h2 class="ds-heading" id="siden-sist">${t('answer.news_heading')}</h2>${linesHtml(lines)}</section>`
        }
        ${!isTheme && view.type === 'panel' && !asked ? waitingHtml(page) : null}
        ${asked ? askHtml(page, 'text') : isTheme ? themeHtml(view, posting) : viewHtml(view, posting)}
        ${panels.map((panel) => html`<section class="kd-aside">${viewHtml(panel, posting, 'h2')}</section>`)}
        ${page.types ? askHtml(page, 'command') : null}
        ${!isTheme && view.type === 'panel' && !asked ? documentsHtml(language, page.form, page.hasAnswers) : null}
        ${here === 'reading' ? html`<p class="kd-buttons"><a class="ds-button" data-variant="secondary" href="/svar/skjema">${t('answer.back')}</a></p>` : null}
      </div>`,
  )
}

const waitingHtml = ({ language, waiting }: AnswerPage): Html => {
  const t = (key: string, vars: Record<string, unknown> = {}): string => translate(language, `web.waiting.${key}`, vars)
  if (waiting.length === 0) return null
  return html`<section class="ds-alert kd-notes" data-color="warning" aria-labelledby="venter">
    <h2 class="ds-heading" id="venter">${t('heading')}</h2>
    ${waiting.map(
      ({
        one: { name: who, address, isNew },
        path,
      }) => html`<p class="kd-own">${t(isNew ? 'new' : 'changed', { who, address })}</p>
      <p><a class="ds-link" href=${`${path}&lang=${language}`}>${t('go', { who })}</a></p>`,
    )}
  </section>`
}

/** A field for a text: where one is waited for (what was asked stands among the news), and on the page that tells what can be written. */
const askHtml = ({ language, posting }: AnswerPage, what: 'text' | 'command'): Html => {
  const label = translate(language, `web.answer.${what}_label`)
  return form(posting, [
    what === 'text' ? html`<h1>${label}</h1>` : null,
    html`<div class="ds-field"><label class="ds-label" for="svar">${label}</label><input class="ds-input" id="svar" name="text" maxlength="2000" autocomplete="off" /></div>`,
    html`<div class="kd-buttons"><button class="ds-button" type="submit" data-variant="primary">${translate(language, 'web.answer.text_send')}</button></div>`,
  ])
}

const topHtml = ({ language, posting, session, several, here, view }: AnswerPage): Html => {
  const t = (key: string): string => translate(language, `web.${key}`)
  const link = (path: string, key: string): Html => html`<a class="ds-link" href=${path}>${t(`nav.${key}`)}</a>`
  const other = language === 'nb' ? 'nn' : 'nb'
  const press = JSON.stringify({ s: session, do: 'language', language: other })
  return [
    here === 'questions' ? link('/svar/oversikt', 'overview') : link('/svar/skjema', 'questions'),
    'type' in view && view.type !== 'question'
      ? null
      : form(
          { ...posting, action: '/svar/visning' },
          html`<button class="kd-plain ds-link" type="submit" name="visning" value=${'type' in view ? 'tema' : 'sporsmal'}>${t('type' in view ? 'nav.themes' : 'nav.questions_alone')}</button>`,
        ),
    several ? link('/svar/deler', 'parts') : null,
    link('/svar/hjelp', 'help'),
    form(
      posting,
      html`<button class="kd-plain ds-link" type="submit" name="press" value=${press} lang=${other}>${t('frame.other_language')}</button>`,
    ),
    form(
      { ...posting, action: '/svar/ut' },
      html`<button class="kd-plain ds-link" type="submit">${t('nav.leave')}</button>`,
    ),
  ]
}

const footHtml = ({ language }: AnswerPage): Html =>
  html`<a class="ds-link" href="/svar/personvern">${translate(language, 'web.nav.privacy')}</a>`

/** What waited, without what the page says itself: places that the person has left, and lines that stand there anyway. */
const newsIn = (news: readonly View[], view: View | ThemeView): { lines: Line[]; panels: Panel[] } => {
  const shown = new Set(('type' in view ? linesOf(view) : []).map(({ text }) => text))
  const lines = new Map<string, Line>()
  const panels = news.filter((one): one is Panel => one.type === 'panel' && isAside(one))
  for (const one of news) {
    if (one.type === 'panel') continue
    for (const line of linesOf(one)) if (!shown.has(line.text)) lines.set(line.text, line)
  }
  return { lines: [...lines.values()], panels: panels.slice(-1) }
}

const linesOf = (view: View): Line[] => {
  switch (view.type) {
    case 'text':
      return [{ text: view.text, own: true }]
    case 'question':
    case 'closed':
      return view.notes
    case 'panel':
      return view.blocks.flatMap(({ lines }) => lines)
  }
}

/** Places where a person stands have buttons that lead on; they are shown where the person stands there. */
const LEADING = new Set(['start', 'continue', 'submit', 'submit_yes', 'reopen', 'change'])
const isAside = ({ actions, blocks }: Panel): boolean =>
  ![...actions, ...blocks.flatMap((block) => block.actions ?? [])].some(({ verb }) => LEADING.has(verb))
