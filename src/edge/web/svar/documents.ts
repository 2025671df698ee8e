/** PDFs of `/svar`: the form, for whoever wants to read it first, and the copy of the answers, for who gave them. */

import { contextOf } from '../../../app/conversation/say.ts'
import { formNamed, kindsOf } from '../../../app/documents.ts'
import type { Survey } from '../../../app/service.ts'
import { ANSWER_WITHIN_MS, oneAtATime } from '../../../app/waiting-line.ts'
import type { Place } from '../../../app/web/web-page.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import { translate } from '../../../texts/translate.ts'
import { answersCopyOf } from '../../../wording/answers-copy.ts'
import { FORMS_PATH, type FormNamed, formFile, formPath } from '../../../wording/form-address.ts'
import { languageAsked } from '../caller.ts'
import { answerFile, answerPage } from '../frame/answer-page.ts'
import type { AssetPaths } from '../frame/assets.ts'
import { type Html, html, pageOf } from '../frame/page.ts'
import { fault, type PageRequest, placedBy, type SvarDeps } from './signed.ts'
import type { Signed } from './standing.ts'

export const COPY_PATH = '/svar/kopi.pdf'
const PDF = 'application/pdf'

/**
 * The copy: of the part that the person's page shows, and of what they may see of it. It is in the audit trail before it leaves
 * the house. Throws `StoreAway`.
 */
export const sendCopy = async (svar: SvarDeps, asked: PageRequest): Promise<void> => {
  const placed = await placedBy(svar, asked)
  if (placed === null) return
  const { respondentId } = placed.signedIn
  const made = await oneByOne(respondentId, ANSWER_WITHIN_MS, async () => {
    if (!(await svar.sessions.countCopy(respondentId))) return 'waited'
    return await setCopy(svar, asked, placed)
  })
  if (made === 'waited') fault(svar, asked, 429, 'copies', { to: '/svar/skjema' })
}

/** Setting a copy keeps the process from everybody else for its time: a respondent has one at a time, and so many an hour. */
const oneByOne = oneAtATime()

const setCopy = async (
  svar: SvarDeps,
  asked: PageRequest,
  { place, who }: Signed & { place: Place },
): Promise<void> => {
  const deps = svar.of(who.wave)
  const { survey, now } = deps
  const copy = answersCopyOf(contextOf(deps, place.world, place.state))
  const about = { author: survey.wave.controller[place.language], at: now() }
  const bytes = await svar.documents.setAnswers(copy, about)
  const { part, unitId } = place.membership
  await svar.documents.copied({ at: new Date(now()), actor: who.person.personId, subject: `${unitId}/${part}` })
  answerFile(asked.response, { name: `svar-${part}-${unitId}.pdf`, type: PDF }, bytes)
}

/** A form, to anybody. */
export const sendForm = async (svar: SvarDeps, asked: PageRequest, wave: string, file: string): Promise<void> => {
  const survey = svar.documents.surveys().find((one) => one.wave.id === wave)
  const named = survey === undefined ? undefined : formNamed(survey, file)
  const bytes = survey === undefined || named === undefined ? null : await svar.documents.forms(survey, named)
  if (named === undefined || bytes === null) return fault(svar, asked, 404, 'not_found')
  answerFile(asked.response, { name: formFile(named), type: PDF }, bytes)
}

/** Every form there is, each with its link. */
export const showForms = async (svar: SvarDeps, { request, response }: PageRequest): Promise<void> => {
  const page = formsPage({ language: languageAsked(request), assets: svar.assets }, svar.documents.surveys())
  answerPage(response, page)
}

const formsPage = (
  { language, assets }: { language: Language; assets: AssetPaths },
  surveys: readonly Survey[],
): string => {
  const t = (key: string): string => translate(language, `web.forms.${key}`)
  const other = language === 'nb' ? 'nn' : 'nb'
  return pageOf(
    { language, title: t('title'), assets, other: `${FORMS_PATH}?lang=${other}` },
    html`
      <div>
        <h1>${t('title')}</h1>
        <p>${t('intro')}</p>
        ${surveys.map((survey) => waveHtml(language, survey))}
        <p class="kd-buttons"><a class="ds-button" data-variant="secondary" href=${`/svar?lang=${language}`}>${translate(language, 'web.fault.to_start')}</a></p>
      </div>`,
  )
}

const waveHtml = (language: Language, survey: Survey): Html => [
  html`<h2>${survey.wave.title[language]}</h2>`,
  ...Object.entries(survey.wave.parts).map(
    ([part, { title }]) => html`
      <section aria-labelledby=${`${survey.wave.id}-${part}`}>
        <h3 id=${`${survey.wave.id}-${part}`}>${title[language]}</h3>
        <ul class="ds-list">${kindsOf(survey).flatMap((kind) =>
          (['screen', 'paper'] as const).map((use) => {
            const text = translate(language, `web.forms.${kind}_${use}`)
            return html`<li>${formLink({ wave: survey.wave.id, part, kind, language, use }, text)}</li>`
          }),
        )}</ul>
      </section>`,
  ),
]

/** A link to a form. */
const formLink = (named: FormNamed, text: string): Html =>
  html`<a class="ds-link" href=${formPath(named)} type=${PDF}>${text}</a>`

/** What a person can take with them from where they stand: the copy where there is an answer, and their form. */
export const documentsHtml = (
  language: Language,
  named: Omit<FormNamed, 'language' | 'use'>,
  hasAnswers: boolean,
): Html => {
  const t = (key: string): string => translate(language, `web.documents.${key}`)
  return html`
    <section class="kd-aside" aria-labelledby="ta-med">
      <h2 id="ta-med">${t('title')}</h2>
      ${hasAnswers ? html`<p><a class="ds-link" href=${COPY_PATH} type=${PDF}>${t('copy')}</a><br /><span class="kd-subtle kd-small">${t('copy_hint')}</span></p>` : null}
      <p>${formLink({ ...named, language, use: 'screen' }, t('form_screen'))}</p>
      <p>${formLink({ ...named, language, use: 'paper' }, t('form_paper'))}</p>
    </section>`
}
