/** Pages that are about no question: which part, what went wrong, and how everybody can use the pages. */
import type { Language } from '../../../questionnaire/schema.ts'
import { translate } from '../../../texts/translate.ts'
import type { AssetPaths } from '../frame/assets.ts'
import { html, pageOf } from '../frame/page.ts'
import { form, type Posting } from '../view-page.ts'
import { lostHtml } from './open-page.ts'

type Shown = { language: Language; assets: AssetPaths }

/** What a page says went wrong; each has a title and a text in `web.fault`. */
export type FaultKind = 'not_found' | 'old' | 'large' | 'away' | 'copies'

/** The page of a fault. `lost`: what was typed and not stored. */
export const faultPage = (
  { language, assets }: Shown,
  kind: FaultKind,
  { lost = [], to = '/svar' }: { lost?: readonly string[]; to?: '/svar' | '/svar/skjema' } = {},
): string => {
  const t = (key: string): string => translate(language, `web.fault.${key}`)
  return pageOf(
    { language, title: t(`${kind}_title`), assets },
    html`
      <div>
        <h1>${t(`${kind}_title`)}</h1>
        <p>${t(kind)}</p>
        ${lostHtml(language, lost)}
        <p class="kd-buttons"><a class="ds-button" data-variant="primary" href=${to}>${t(to === '/svar' ? 'to_start' : 'to_questions')}</a></p>
      </div>`,
  )
}

/** The choice among several parts. `parts`: what each is called, by session id. */
export const partsPage = (
  { language, assets }: Shown,
  posting: Posting,
  parts: readonly { session: string; title: string }[],
): string => {
  const t = (key: string): string => translate(language, `web.parts.${key}`)
  return pageOf(
    { language, title: t('title'), assets },
    html`
      <div>
        <h1>${t('title')}</h1>
        <p>${t('intro')}</p>
        ${form({ ...posting, action: '/svar/deler' }, html`<div class="kd-list">${parts.map(({ session, title }) => html`<button class="ds-button" data-variant="secondary" type="submit" name="part" value=${session}>${title}</button>`)}</div>`)}
      </div>`,
  )
}

/** «Tilgjengelighet». `contact`: whom to write to. */
export const accessibilityPage = ({ language, assets }: Shown, contact: string): string => {
  const t = (key: string): string => translate(language, `web.accessibility.${key}`, { contact })
  const other = language === 'nb' ? 'nn' : 'nb'
  return pageOf(
    { language, title: t('title'), assets, other: `/tilgjengelighet?lang=${other}` },
    html`
      <div>
        <h1>${t('title')}</h1>
        ${['aim', 'works', 'checked', 'tell'].map((key) => html`<p>${t(key)}</p>`)}
        <p class="kd-buttons"><a class="ds-button" data-variant="secondary" href="/svar">${translate(language, 'web.fault.to_start')}</a></p>
      </div>`,
  )
}
