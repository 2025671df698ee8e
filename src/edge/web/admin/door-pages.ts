/** Pages outside of a wave: signing in, having left, which survey, and what went wrong. */

import type { Language } from '../../../questionnaire/schema.ts'
import { fileColumns } from '../../../register/respondents-file.ts'
import { surveyData } from '../../../texts/translate.ts'
import { languageAsked } from '../caller.ts'
import { html, pageOf } from '../frame/page.ts'
import { lostHtml } from '../svar/open-page.ts'
import { type AdminPages, type AdminRequest, say } from './visit.ts'

/** What a page says went wrong; each has a title, a text and what to do next in `adminweb.fault`. */
export type FaultKind =
  | 'not_found'
  | 'old'
  | 'large'
  | 'away'
  | 'forbidden'
  | 'other_page'
  | 'no_role'
  | 'stale'
  | 'issuer_away'
  | 'clock'
  | 'sign_in_invalid'

/** Where the next step is another sign-in. */
const ANEW: ReadonlySet<FaultKind> = new Set(['no_role', 'stale', 'issuer_away', 'clock', 'sign_in_invalid'])

type Shown = Pick<AdminPages, 'assets' | 'current'>

const factsOf = ({ current }: Shown, language: Language) => surveyData(current().reminders.survey.wave, language)

/** In which language somebody is spoken to: as they chose, as the address says, as their browser asks. */
export const languageOf = ({ language, request }: AdminRequest): Language => language ?? languageAsked(request)

/** What people fill in themselves; the rest of a form is ours. */
const FILLED_IN: Record<string, string> = {
  ...Object.fromEntries(fileColumns.map((column) => [column, `column.${column}`])),
  tenant: 'access.tenant',
  object: 'access.object',
  role: 'access.role',
}

/** What stands in the fields of a form, each with its name, to be shown where it could not be stored. */
export const typedIn = (form: URLSearchParams, language: Language): string[] =>
  [...form].flatMap(([name, value]) => {
    const label = FILLED_IN[name]
    return label === undefined || value.trim() === '' ? [] : [`${say(language, label)}: ${value.trim()}`]
  })

/** The page of a fault. */
export const faultPage = (pages: Shown, asked: AdminRequest, kind: FaultKind): string => {
  const language = languageOf(asked)
  const text = (key: string): string => say(language, `fault.${key}`, factsOf(pages, language))
  const [to, step] = ANEW.has(kind) ? ['/admin/inn', 'sign_in_again'] : ['/admin', 'to_start']
  return pageOf(
    { language, title: text(`${kind}_title`), assets: pages.assets },
    html`
      <div>
        <h1>${text(`${kind}_title`)}</h1>
        <p>${text(kind)}</p>
        ${lostHtml(language, asked.typed ?? [])}
        <p class="kd-buttons"><a class="ds-button" data-variant="primary" href=${to}>${text(step)}</a></p>
      </div>`,
  )
}

type SigningIn = { to: string; said?: 'ended' | 'expired' | 'prompt' | 'denied' }

/** The way in: a link to the issuer, and back to the page that was asked for. */
export const signInPage = (pages: Shown, asked: AdminRequest, { to, said }: SigningIn): string => {
  const language = languageOf(asked)
  const text = (key: string): string => say(language, `door.${key}`, factsOf(pages, language))
  const href = `/admin/inn?lang=${language}&til=${encodeURIComponent(to)}`
  const other = language === 'nb' ? 'nn' : 'nb'
  return pageOf(
    { language, title: text('title'), assets: pages.assets, other: `/admin?lang=${other}` },
    html`
      <div>
        ${said === undefined ? null : html`<div class="ds-alert kd-notes" data-color="info" role="status"><p>${text(said)}</p></div>`}
        <h1>${text('title')}</h1>
        <p>${text('intro')}</p>
        <p class="kd-buttons"><a class="ds-button" data-variant="primary" href=${href}>${text('go')}</a></p>
        <p class="kd-small">${text('no_access')}</p>
      </div>`,
  )
}

/** After «logg ut»: the sign-in at the issuer may still be there. */
export const leftPage = (pages: Shown, language: Language): string => {
  const text = (key: string): string => say(language, `door.${key}`)
  return pageOf(
    { language, title: text('left_title'), assets: pages.assets },
    html`
      <div>
        <h1>${text('left_title')}</h1>
        <p>${text('left')}</p>
        <p class="kd-buttons">
          <a class="ds-button" data-variant="primary" href="/admin/ut/utsteder">${text('leave_issuer')}</a>
          <a class="ds-button" data-variant="secondary" href=${`/admin?lang=${language}`}>${text('back_in')}</a>
        </p>
      </div>`,
  )
}

/** The surveys that are looked after, each with its page. */
export const wavesPage = ({ assets, surveys }: Pick<AdminPages, 'assets' | 'surveys'>, language: Language): string => {
  const title = say(language, 'waves.title')
  return pageOf(
    { language, title, assets },
    html`
      <div>
        <h1>${title}</h1>
        <ul>${surveys.map(({ wave }) => html`<li><a class="ds-link" href=${`/admin/${encodeURIComponent(wave.id)}`}>${wave.title[language]}</a></li>`)}</ul>
      </div>`,
  )
}
