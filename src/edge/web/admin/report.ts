/** «Rapport», for the analyst: read in the page, as PDF, as tables and data; and the edition for publication. */

import { text as textOf } from 'node:stream/consumers'
import type { Language } from '../../../questionnaire/schema.ts'
import { type ReportKind, reportFileNames, reportMediaTypes } from '../../../results/media-types.ts'
import { endText } from '../../../wording/moment.ts'
import { answerDownload, answerOwnStyle } from '../frame/answer-page.ts'
import { type Html, html } from '../frame/page.ts'
import { selectField } from './fields.ts'
import { pathOf, postForm, say, showPage, type Visit } from './visit.ts'

const KINDS = Object.keys(reportFileNames) as ReportKind[]

/** Shows it. */
export const reportPage = async (visit: Visit): Promise<void> => show(visit, null)

const show = (visit: Visit, problem: string | null, status = 200): void => {
  const { language, wave } = visit
  const { survey, now } = wave.reminders
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `report.${key}`, vars)
  const isClosed = now() >= survey.closesAt
  showPage(
    visit,
    { title: text('title'), status, notice: problem === null ? null : { text: problem, colour: 'warning' } },
    [
      html`<section aria-labelledby="intern">
      <h2 id="intern">${text('internal')}</h2>
      <p>${text('internal_intro')}</p>
      <p class="kd-buttons">${(['nb', 'nn'] as const).map(
        (form) =>
          html`<a class="ds-button" data-variant="primary" href=${pathOf(visit, `/rapport/les?malform=${form}`)}>${text(`read_${form}`)}</a>`,
      )}</p>
      <form method="get" action=${pathOf(visit, '/rapport/fil')} class="kd-filter">
        ${choices(language)}
        <button class="ds-button" type="submit" data-variant="secondary">${text('fetch')}</button>
      </form>
    </section>`,
      html`<section aria-labelledby="utgi">
      <h2 id="utgi">${text('release')}</h2>
      <p>${text('release_intro')}</p>
      ${
        isClosed
          ? postForm(
              visit,
              pathOf(visit, '/rapport/utgi'),
              html`<div class="kd-filter">${choices(language, 'utgi-')}<button class="ds-button" type="submit" data-variant="secondary">${text('make')}</button></div>`,
            )
          : html`<p>${text('release_later', { at: endText(survey.closesAt) })}</p>`
      }
    </section>`,
    ],
  )
}

const choices = (language: Language, prefix = ''): Html[] => [
  selectField(
    { id: `${prefix}format`, label: say(language, 'results.format') },
    KINDS.map((kind) => [kind, say(language, `report.kind_${kind}`)] as const),
  ),
  selectField({ id: `${prefix}malform`, label: say(language, 'column.language') }, [
    ['nb', say(language, 'form.language_nb')],
    ['nn', say(language, 'form.language_nn')],
  ]),
]

const wishOf = (given: URLSearchParams, use: 'internal' | 'release', prefix = '') => {
  const kind = KINDS.find((one) => one === given.get(`${prefix}format`))
  return {
    kind: kind ?? ('html' as const),
    language: given.get(`${prefix}malform`) === 'nn' ? ('nn' as const) : ('nb' as const),
    use,
  }
}

const made = async (visit: Visit, wish: ReturnType<typeof wishOf>) => {
  const report = await visit.wave.makeReport(wish, visit.actor)
  if (typeof report !== 'string') return report
  const key = report === 'busy' ? 'busy' : wish.kind === 'pdf' ? 'no_pdf' : 'no_file'
  show(visit, say(visit.language, `report.${key}`), 503)
  return null
}

/** The internal report, read in the browser under its own style alone. Throws `StoreAway`. */
export const readReport = async (visit: Visit): Promise<void> => {
  const report = await made(visit, { ...wishOf(visit.url.searchParams, 'internal'), kind: 'html' })
  if (report === null) return
  try {
    answerOwnStyle(visit.response, await textOf(report.content))
  } finally {
    await report.remove()
  }
}

const download = async (visit: Visit, wish: ReturnType<typeof wishOf>): Promise<void> => {
  const report = await made(visit, wish)
  if (report === null) return
  const file = { name: report.name, type: reportMediaTypes[wish.kind] }
  await answerDownload(visit.response, file, report.content).finally(report.remove)
}

/** The internal report as a file. Throws `StoreAway`. */
export const reportFile = (visit: Visit): Promise<void> => download(visit, wishOf(visit.url.searchParams, 'internal'))

/** The edition for publication: what it shows counts as shown from now on. Throws `StoreAway`. */
export const publishReport = async (visit: Visit, form: URLSearchParams): Promise<void> => {
  const { survey, now } = visit.wave.reminders
  if (now() < survey.closesAt)
    return show(visit, say(visit.language, 'report.release_later', { at: endText(survey.closesAt) }), 409)
  await download(visit, wishOf(form, 'release', 'utgi-'))
}
