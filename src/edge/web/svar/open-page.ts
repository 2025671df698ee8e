/** The way in: a field for the code. Nothing is opened before the person says so. */
import type { Language } from '../../../questionnaire/schema.ts'
import { translate } from '../../../texts/translate.ts'
import { FORMS_PATH } from '../../../wording/form-address.ts'
import type { AssetPaths } from '../frame/assets.ts'
import { type Html, html, pageOf } from '../frame/page.ts'

/** What is said above the field: `problem` of the code itself, `said` of what has happened. `lost`: what was typed and not stored. */
export type OpenPage = {
  language: Language
  assets: AssetPaths
  contact: string
  problem?: 'refused' | 'empty' | 'too_many'
  said?: 'left' | 'ended' | 'closed' | 'other_page'
  lost?: readonly string[]
}

/** The page as text. */
export const openPage = ({ language, assets, contact, problem, said, lost = [] }: OpenPage): string => {
  const t = (key: string): string => translate(language, `web.${key}`, { contact })
  const other = language === 'nb' ? 'nn' : 'nb'
  return pageOf(
    { language, title: t('open.title'), assets, other: `/svar?lang=${other}` },
    html`
      <div>
        ${said === undefined ? null : html`<div class="ds-alert kd-notes" data-color="info" role="status"><p>${t(`open.${said}`)}</p></div>`}
        ${lostHtml(language, lost)}
        ${
          problem === undefined
            ? null
            : html`
              <div class="ds-error-summary" tabindex="-1" data-focus role="alert">
                <p><a class="ds-link" href="#kode">${t(`open.${problem}`)}</a></p>
              </div>`
        }
        <h1>${t('open.title')}</h1>
        <p>${t('open.intro')}</p>
        <form method="post" action="/svar">
          <input type="hidden" name="lang" value=${language} />
          <div class="ds-field">
            <label class="ds-label" for="kode">${t('open.label')}</label>
            <span class="kd-subtle kd-small" id="kode-hint">${t('open.hint')}</span>
            <input class="ds-input kd-code" id="kode" name="code" maxlength="100" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="kode-hint" aria-invalid=${problem === undefined ? undefined : 'true'} required />
          </div>
          <div class="kd-buttons"><button class="ds-button" type="submit" data-variant="primary">${t('open.go')}</button></div>
        </form>
        <p><a class="ds-link" href=${`${FORMS_PATH}?lang=${language}`}>${t('forms.see')}</a></p>
        <p class="kd-small">${t('open.no_code')}</p>
      </div>`,
  )
}

/** What somebody wrote and could not be stored, to be copied. */
export const lostHtml = (language: Language, lost: readonly string[]): Html =>
  lost.length === 0
    ? null
    : html`
      <section class="ds-alert kd-notes" data-color="warning" aria-labelledby="ikke-lagret">
        <h2 class="ds-heading" id="ikke-lagret">${translate(language, 'web.answer.lost_heading')}</h2>
        <p>${translate(language, 'web.answer.lost')}</p>
        ${lost.map((text) => html`<p class="kd-own kd-kept">${text}</p>`)}
      </section>`
