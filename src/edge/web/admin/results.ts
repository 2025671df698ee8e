/** «Resultater», for the analyst: what has been delivered, and the answers as files. */

import { isUuid } from '../../../register/ids.ts'
import { formatNumber } from '../../../report/words.ts'
import { exportKinds, exportMediaType } from '../../../results/media-types.ts'
import { momentText } from '../../../wording/moment.ts'
import { answerDownload } from '../frame/answer-page.ts'
import { type Html, html } from '../frame/page.ts'
import { pagesOf, selectField, tableHtml } from './fields.ts'
import { byOf, doneNotice, leadOn, partName, pathOf, postForm, say, showPage, type Visit } from './visit.ts'

const STATES = ['pending', 'delivered', 'parked'] as const
/** More than a wave has. */
const LISTED = 5_000

/** Shows it. Throws `StoreAway`. */
export const resultsPage = async (visit: Visit): Promise<void> => {
  const { language, wave } = visit
  const { survey } = wave.reminders
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `results.${key}`, vars)
  const all = await wave.results.deliveries({ wave: survey.wave.id, limit: LISTED })
  const waiting = all.filter(({ state }) => state !== 'delivered')
  const { shown, links } = pagesOf(visit, waiting)
  const parts = Object.entries(survey.wave.parts)
  showPage(visit, { title: text('title'), notice: doneNotice(visit, ['retried', 'not_retried']) }, [
    html`<section aria-labelledby="filer">
      <h2 id="filer">${text('files')}</h2>
      <p>${text('files_intro')}</p>
      <form method="get" action=${pathOf(visit, '/resultater/fil')} class="kd-filter">
        ${selectField(
          { id: 'format', label: text('format') },
          exportKinds.map((kind) => [kind, text(`format_${kind}`)] as const),
        )}
        ${selectField({ id: 'del', label: say(language, 'respondents.part'), hint: text('part_hint') }, [
          ['', say(language, 'overview.all_parts')],
          ...parts.map(([part, { title }]) => [part, title[language]] as const),
        ])}
        ${selectField({ id: 'fritekst', label: text('words') }, [
          ['nei', text('words_without')],
          ['ja', text('words_with')],
        ])}
        <button class="ds-button" type="submit" data-variant="primary">${text('fetch')}</button>
      </form>
    </section>`,
    html`<section aria-labelledby="levert">
      <h2 id="levert">${text('deliveries')}</h2>
      <p>${text('deliveries_intro')}</p>
      ${tableHtml(
        text('deliveries'),
        [say(language, 'respondents.status'), text('count')],
        STATES.map((state) => [
          text(`state_${state}`),
          formatNumber(language, all.filter((one) => one.state === state).length),
        ]),
        'named_above',
      )}
      ${waiting.length === 0 ? null : waitingHtml(visit, shown)}
      ${links}
    </section>`,
  ])
}

const waitingHtml = (visit: Visit, waiting: Awaited<ReturnType<Visit['wave']['results']['deliveries']>>): Html => {
  const { language, wave } = visit
  const { survey } = wave.reminders
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `results.${key}`, vars)
  return tableHtml(
    text('waiting'),
    [
      say(language, 'respondents.unit'),
      say(language, 'respondents.part'),
      say(language, 'respondents.status'),
      text('attempts'),
      text('last_attempt'),
      text('answer'),
      text('again'),
    ],
    waiting.map(({ unitId, part, state, attempts, lastAttemptAt, lastStatus, submissionId }) => [
      `${unitId} ${survey.units.get(unitId)?.name ?? ''}`,
      partName(visit, part),
      text(`state_${state}`),
      attempts,
      lastAttemptAt === null ? '–' : momentText(lastAttemptAt.getTime()),
      lastStatus ?? '–',
      state === 'parked'
        ? postForm(
            visit,
            pathOf(visit, `/resultater/${submissionId}/igjen`),
            html`<button class="ds-button" data-variant="secondary" type="submit">${text('again')}</button>`,
          )
        : '–',
    ]),
  )
}

/** The file that was asked for; taken down in the audit trail. Throws `StoreAway`. */
export const resultsFile = async (visit: Visit): Promise<void> => {
  const { wave, url, actor, response, language } = visit
  const { searchParams: asked } = url
  const kind = exportKinds.find((one) => one === asked.get('format'))
  const part = (kind === 'csv' && asked.get('del')) || null
  const freeText = asked.get('fritekst') === 'ja' ? 'with' : 'without'
  const file = kind === undefined ? null : await wave.exportFile({ kind, part, freeText, language }, actor)
  if (kind === undefined || file === null) return leadOn(visit, pathOf(visit, '/resultater'))
  await answerDownload(response, { name: file.name, type: exportMediaType(kind) }, file.content).finally(file.remove)
}

/** Sends a submission again that was given up. Throws `StoreAway`. */
export const deliverAgain = async (visit: Visit): Promise<void> => {
  const isId = isUuid(visit.id)
  const { at, actor } = byOf(visit)
  const revisions = isId ? await visit.wave.results.retry(visit.id, { at, actor }) : []
  leadOn(visit, pathOf(visit, '/resultater'), revisions.length > 0 ? 'retried' : 'not_retried')
}
