/** «Svarere»: everybody who is asked, searched and filtered, with how far their unit has come; never what was answered. */

import type { ListedRespondent } from '../../../app/ports/register.ts'
import { allProgress, type PartProgress, placeKey } from '../../../app/progress.ts'
import { outOfReachBy } from '../../../outcome/out-of-reach.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import { respondentFlags, respondentStatuses, standsAs } from '../../../register/states.ts'
import { type Html, html } from '../frame/page.ts'
import { pagesOf, selectField, tableHtml } from './fields.ts'
import { countiesOf, doneNotice, partName, pathOf, say, showPage, type Visit } from './visit.ts'

type Row = { one: ListedRespondent; place: PartProgress | undefined }

/** What a page that was led to may say of what was done. */
const DONE = ['imported', 'imported_held', 'added', 'added_held', 'changed', 'changed_held', 'there', 'ended']

/** Shows the list. Throws `StoreAway`. */
export const respondentsPage = async (visit: Visit): Promise<void> => {
  const { language, wave, url } = visit
  const { survey } = wave.reminders
  const asked = Object.fromEntries(url.searchParams)
  const [listed, progress] = await Promise.all([wave.book.list({}), allProgress(wave.reminders)])
  const rows = listed
    .map((one): Row => ({ one, place: progress.get(placeKey(one.unitId, one.part)) }))
    .filter(({ one }) =>
      isMeant(one, { ...asked, county: survey.units.get(one.unitId)?.county ?? '', asked: asked.fylke }),
    )
  const { shown, links } = pagesOf(visit, rows)
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `respondents.${key}`, vars)
  showPage(visit, { title: text('title'), notice: doneNotice(visit, DONE) }, [
    html`<p class="kd-buttons">
      <a class="ds-button" data-variant="primary" href=${pathOf(visit, '/svarere/import')}>${text('import')}</a>
      <a class="ds-button" data-variant="secondary" href=${pathOf(visit, '/svarere/ny')}>${text('add')}</a>
      <a class="ds-button" data-variant="secondary" href=${pathOf(visit, '/svarere/koder')}>${text('codes')}</a>
    </p>`,
    html`<form method="get" action=${pathOf(visit, '/svarere')} class="kd-filter">
      ${searchField(language, asked.q)}
      ${partFilter(visit, asked.del)}
      ${selectField(
        { id: 'status', label: text('status'), ...(asked.status === undefined ? {} : { value: asked.status }) },
        [
          ['', text('all')],
          ...[...respondentStatuses, ...respondentFlags].map(
            (state) => [state, say(language, `state.${state}`)] as const,
          ),
        ],
      )}
      ${countyFilter(visit, asked.fylke)}
      <button class="ds-button" type="submit" data-variant="secondary">${say(language, 'list.show')}</button>
    </form>`,
    html`<p role="status">${text('count', { count: rows.length })}</p>`,
    rows.length === 0
      ? null
      : tableHtml(
          text('title'),
          [text('name'), text('unit'), text('part'), text('status'), text('progress'), text('codes')],
          shown.map(({ one, place }) => [
            html`<a class="ds-link" href=${pathOf(visit, `/svarere/${one.id}`)}>${one.name}</a>`,
            `${one.unitId} ${one.unitName}`,
            partName(visit, one.part),
            standingText(language, one),
            place === undefined ? '–' : say(language, `progress.${place.state}`),
            one.email === ''
              ? '–'
              : html`<input class="ds-input" type="checkbox" name="id" form="valgte" value=${one.id} aria-label=${text('choose', { name: one.name })} />`,
          ]),
          'named_above',
        ),
    rows.length === 0
      ? null
      : html`<form id="valgte" method="get" action=${pathOf(visit, '/svarere/koder')}></form>
        <p class="kd-buttons"><button class="ds-button" type="submit" form="valgte" data-variant="secondary">${text('chosen')}</button></p>`,
    links,
  ])
}

type Filter = { q?: string; del?: string; status?: string; county: string; asked: string | undefined }

const isMeant = (one: ListedRespondent, { q = '', del = '', status = '', county, asked = '' }: Filter): boolean => {
  const words = q.trim().toLowerCase()
  const text = `${one.unitId} ${one.unitName} ${one.name} ${one.email}`.toLowerCase()
  return (
    (words === '' || words.split(/\s+/u).every((word) => text.includes(word))) &&
    (del === '' || one.part === del) &&
    (status === '' || standsAs(one, status)) &&
    (asked === '' || county === asked)
  )
}

/** «Koblet til», «ikke koblet til; meldt av påminnelser»: the state, and what else is true. */
export const standingText = (language: Language, one: ListedRespondent): string => {
  const flags = [
    // Who is not linked is not reached either; that is said by the state.
    ...(one.unreachable === null || one.status !== 'linked'
      ? []
      : [say(language, `hindrance.${outOfReachBy(one.unreachable)}`)]),
    ...(one.optedOut ? [say(language, 'state.opted_out')] : []),
    ...(one.snoozedUntil === null ? [] : [say(language, 'state.snoozed')]),
  ]
  return [say(language, `state.${one.status}`), ...flags].join('; ')
}

/** The field to search with. */
export const searchField = (language: Language, value = ''): Html => html`<div class="ds-field">
  <label class="ds-label" for="q">${say(language, 'list.search')}</label>
  <input class="ds-input" type="search" id="q" name="q" value=${value} maxlength="100" autocomplete="off" />
</div>`

/** The choice among parts. */
export const partFilter = ({ language, wave }: Visit, value = ''): Html =>
  selectField({ id: 'del', label: say(language, 'respondents.part'), value }, [
    ['', say(language, 'respondents.all')],
    ...Object.entries(wave.reminders.survey.wave.parts).map(([part, { title }]) => [part, title[language]] as const),
  ])

/** The choice among counties. */
export const countyFilter = (visit: Visit, value = ''): Html =>
  selectField({ id: 'fylke', label: say(visit.language, 'list.county'), value }, [
    ['', say(visit.language, 'respondents.all')],
    ...countiesOf(visit).map((county) => [county, county] as const),
  ])
