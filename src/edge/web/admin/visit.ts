/** One request to the administrators' page, from whom it comes, and what its page is given. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AdminRole } from '../../../app/ports/people.ts'
import type { Survey } from '../../../app/service.ts'
import type { Administered, AdminSession, AdminSessions, PendingSignIns, SignIn } from '../../../app/web/admin-ports.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import { type AdminTask, mayAdminister } from '../../../register/states.ts'
import type { Chart } from '../../../report/document.ts'
import { partTitle, translate } from '../../../texts/translate.ts'
import type { View } from '../../../wording/view.ts'
import { answerPage, leadTo } from '../frame/answer-page.ts'
import type { AssetPaths } from '../frame/assets.ts'
import { type Html, html, pageOf } from '../frame/page.ts'
import type { CardPiece } from './card-html.ts'

/** What the pages need of one wave, beside what the API needs too. */
export type AdminWave = Administered & {
  /** The SVG of a chart, with what it shows in words as its name. */
  drawChart(chart: Chart, alternative: string): Promise<string>
  /** The body of the card that a view is in Teams. */
  drawCard(view: Exclude<View, { type: 'text' }>): CardPiece[]
}

export type AdminPages = {
  /** Of the wave of this id; null: there is none. */
  of(wave: string): AdminWave | null
  current(): AdminWave
  /** Every wave that is looked after. */
  surveys: readonly Survey[]
  sessions: AdminSessions
  pending: PendingSignIns
  signIn: SignIn
  /** What the table says now; null: nothing. Throws `StoreAway`. */
  roleOf(personId: string): Promise<AdminRole | null>
  /** Takes a sign-in down in the audit trail. Throws `StoreAway`. */
  signedIn(actor: string): Promise<void>
  assets: AssetPaths
  /** As people see it; null: where the request went. */
  publicUrl: string | null
  now(): number
  onFault(error: unknown): void
}

/** `language`: of who is signed in; absent: the browser's counts. `typed`: what was filled in and is not stored as long as nothing else is said. */
export type AdminRequest = {
  request: IncomingMessage
  response: ServerResponse
  url: URL
  language?: Language
  typed?: readonly string[]
}

/** Somebody who is signed in. `actor`: as whom the audit trail knows them. */
export type Signed = { secret: string; session: AdminSession; roles: AdminRole[]; actor: string }

/** A request of somebody signed in to a page of a wave. `id`: what the path names, '' for none. */
export type Visit = AdminRequest & Signed & { pages: AdminPages; wave: AdminWave; id: string; language: Language }

/** A text of the pages. */
export const say = (language: Language, key: string, vars: Record<string, unknown> = {}): string =>
  translate(language, `adminweb.${key}`, vars)

/** Whether any of somebody's roles allows it. */
export const may = ({ roles }: Pick<Signed, 'roles'>, task: AdminTask): boolean =>
  roles.some((role) => mayAdminister(role, task))

/** When and by whom something is changed. */
export const byOf = ({ wave, actor }: Pick<Visit, 'wave' | 'actor'>) => ({ at: new Date(wave.reminders.now()), actor })

/** The address of a page of the wave. */
export const pathOf = ({ wave }: Pick<Visit, 'wave'>, page = ''): string =>
  `/admin/${encodeURIComponent(wave.reminders.survey.wave.id)}${page}`

/** What the wave calls a part. */
export const partName = ({ wave, language }: Pick<Visit, 'wave' | 'language'>, part: string): string =>
  partTitle(wave.reminders.survey.wave, part, language)

/** The counties that the wave asks in, in the order of its units. */
export const countiesOf = ({ wave }: Pick<Visit, 'wave'>): string[] => [
  ...new Set([...wave.reminders.survey.units.values()].map(({ county }) => county)),
]

/** The language forms that a unit may have decided on. */
export const unitLanguages = ['nb', 'nn', 'neutral'] as const

/** A form that posts to `action`; with what a post of this session must carry. */
export const postForm = ({ session }: Pick<Signed, 'session'>, action: string, content: Html): Html =>
  html`<form method="post" action=${action}><input type="hidden" name="token" value=${session.token} />${content}</form>`

/** The pages in the order of the row, and what each needs. */
const PAGES: readonly { path: string; name: string; task: AdminTask }[] = [
  { path: '', name: 'overview', task: 'see_status' },
  { path: '/enheter', name: 'units', task: 'see_persons' },
  { path: '/svarere', name: 'respondents', task: 'see_persons' },
  { path: '/paaminnelser', name: 'reminders', task: 'remind' },
  { path: '/skjema', name: 'questionnaire', task: 'see_status' },
  { path: '/resultater', name: 'results', task: 'export_data' },
  { path: '/rapport', name: 'report', task: 'export_data' },
  { path: '/tilgang', name: 'access', task: 'manage_access' },
  { path: '/logg', name: 'log', task: 'manage_access' },
]

type Notice = { text: string; colour: 'success' | 'warning' }
type Shown = { title: string; status?: number; notice?: Notice | null }

/** Answers with a page in the frame of those who are signed in. `notice`: what just happened, above the heading. */
export const showPage = (visit: Visit, { title, status = 200, notice = null }: Shown, content: Html): void => {
  const { language, pages, response, session, url } = visit
  const here = pageAt(visit)
  const links = PAGES.filter(({ task }) => may(visit, task)).map(
    ({ path, name }) =>
      html`<li><a class="ds-link" href=${pathOf(visit, path)} aria-current=${path === here ? 'page' : undefined}>${say(language, `nav.${name}`)}</a></li>`,
  )
  const other = language === 'nb' ? 'nn' : 'nb'
  const top = [
    html`<span class="kd-small">${session.who.name ?? session.who.subject}</span>`,
    pages.surveys.length > 1
      ? html`<a class="ds-link" href="/admin/undersokelser">${say(language, 'nav.waves')}</a>`
      : null,
    postForm(visit, '/admin/sprak', [
      html`<input type="hidden" name="til" value=${`${url.pathname}${url.search}`} />`,
      html`<button class="kd-plain ds-link" type="submit" name="lang" value=${other} lang=${other}>${translate(language, 'web.frame.other_language')}</button>`,
    ]),
    postForm(
      visit,
      '/admin/ut',
      html`<button class="kd-plain ds-link" type="submit">${translate(language, 'web.nav.leave')}</button>`,
    ),
  ]
  const row = html`<nav aria-label=${say(language, 'nav.label')}><ul class="kd-row">${links}</ul></nav>`
  const { wave } = visit.wave.reminders.survey
  const page = pageOf(
    { language, title, assets: pages.assets, top, pages: row, width: 'wide' },
    html`
      <div>
        <p class="kd-where kd-small">${wave.title[language]}</p>
        ${notice === null ? null : html`<div class="ds-alert kd-notes" data-color=${notice.colour} role="status"><p>${notice.text}</p></div>`}
        <h1>${title}</h1>
        ${content}
      </div>`,
  )
  answerPage(response, page, { status })
}

/** Which page of the row the address is below. */
const pageAt = ({ url, wave }: Visit): string => {
  const rest = url.pathname.slice(pathOf({ wave }).length)
  return PAGES.find(({ path }) => path !== '' && (rest === path || rest.startsWith(`${path}/`)))?.path ?? ''
}

/** Leads on after a post, with the key of what to say there. */
export const leadOn = ({ response }: Pick<Visit, 'response'>, path: string, done?: string): void => {
  const mark = path.includes('?') ? '&' : '?'
  leadTo(response, done === undefined ? path : `${path}${mark}gjort=${encodeURIComponent(done)}`)
}

/** What a page that was led to says of what was done; null: nothing. */
export const doneNotice = ({ url, language }: Visit, known: readonly string[]): Notice | null => {
  const done = url.searchParams.get('gjort')
  return done !== null && known.includes(done) ? { text: say(language, `done.${done}`), colour: 'success' } : null
}
