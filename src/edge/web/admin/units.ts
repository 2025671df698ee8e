/** «Enheter»: every municipality and district, and of each who is asked, how they are linked, how far they are and what was sent. */

import { collectStatus, type PlaceRow } from '../../../app/administration/status.ts'
import { type ThemeProgress, themesPassedOn } from '../../../app/administration/themes.ts'
import type { ListedRespondent, PersonRecord } from '../../../app/ports/register.ts'
import { sessionStates } from '../../../register/states.ts'
import { formatNumber } from '../../../report/words.ts'
import { momentText } from '../../../wording/moment.ts'
import { type Html, html } from '../frame/page.ts'
import { pagesOf, selectField, tableHtml } from './fields.ts'
import { linkedHow, sendingsHtml, themeText } from './person.ts'
import { freshFields, queryOf } from './reminder-fields.ts'
import { countyFilter, searchField, standingText } from './respondents.ts'
import { partName, pathOf, say, showPage, unitLanguages, type Visit } from './visit.ts'

/** Shows the list. Throws `StoreAway`. */
export const unitsPage = async (visit: Visit): Promise<void> => {
  const { language, wave, url } = visit
  const { survey } = wave.reminders
  const asked: Record<string, string | undefined> = Object.fromEntries(url.searchParams)
  const { rows } = await collectStatus(wave.reminders)
  const units = [...Map.groupBy(rows, ({ unit }) => unit.id).values()].filter((places) => isMeant(places, asked))
  const { shown, links } = pagesOf(visit, units)
  const parts = Object.entries(survey.wave.parts)
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `units.${key}`, vars)
  const all = ['', say(language, 'respondents.all')] as const
  showPage(visit, { title: text('title') }, [
    html`<form method="get" action=${pathOf(visit, '/enheter')} class="kd-filter">
      ${searchField(language, asked.q)}
      ${selectField({ id: 'tilstand', label: text('state'), value: asked.tilstand ?? '' }, [
        all,
        ...sessionStates.map((state) => [state, say(language, `progress.${state}`)] as const),
      ])}
      ${countyFilter(visit, asked.fylke)}
      ${selectField({ id: 'malform', label: say(language, 'reminders.languages'), value: asked.malform ?? '' }, [
        all,
        ...unitLanguages.map((form) => [form, say(language, `unit_language.${form}`)] as const),
      ])}
      <button class="ds-button" type="submit" data-variant="secondary">${say(language, 'list.show')}</button>
    </form>`,
    html`<p role="status">${text('count', { count: units.length })}</p>`,
    units.length === 0
      ? null
      : tableHtml(
          text('title'),
          [
            say(language, 'respondents.unit'),
            say(language, 'list.county'),
            ...parts.map(([, { title }]) => title[language]),
            text('asked'),
          ],
          shown.map((places) => {
            const people = places.flatMap(({ respondents }) => respondents)
            const unit = places[0]?.unit
            return [
              html`<a class="ds-link" href=${pathOf(visit, `/enheter/${unit?.id}`)}>${`${unit?.id} ${unit?.name}`}</a>`,
              unit?.county,
              ...parts.map(([part]) =>
                stateText(
                  visit,
                  places.find((place) => place.part === part),
                ),
              ),
              text('linked_of', {
                linked: people.filter(({ personId }) => personId !== null).length,
                count: people.length,
              }),
            ]
          }),
          'named_above',
        ),
    links,
  ])
}

const stateText = ({ language }: Visit, place: PlaceRow | undefined): string =>
  place === undefined ? '–' : say(language, `progress.${place.state}`)

const isMeant = (places: readonly PlaceRow[], asked: Record<string, string | undefined>): boolean => {
  const { q = '', tilstand = '', fylke = '', malform = '' } = asked
  const unit = places[0]?.unit
  const text = `${unit?.id} ${unit?.name}`.toLowerCase()
  const words = q.trim().toLowerCase().split(/\s+/u)
  return (
    words.every((word) => text.includes(word)) &&
    (tilstand === '' || places.some(({ state }) => state === tilstand)) &&
    (fylke === '' || unit?.county === fylke) &&
    (malform === '' || unit?.language === malform)
  )
}

type Person = { one: ListedRespondent; record: PersonRecord; theme: ThemeProgress | undefined }

/** Shows one unit. Throws `StoreAway`. */
export const unitPage = async (visit: Visit): Promise<void> => {
  const { language, wave, id } = visit
  const { survey } = wave.reminders
  const unit = survey.units.get(id)
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `units.${key}`, vars)
  if (unit === undefined)
    return showPage(visit, { title: text('gone'), status: 404 }, [
      html`<p class="kd-buttons"><a class="ds-button" data-variant="primary" href=${pathOf(visit, '/enheter')}>${text('to_list')}</a></p>`,
    ])
  const [{ rows }, asked] = await Promise.all([
    collectStatus(wave.reminders, (place) => place.unit.id === id),
    wave.book.list({ unitId: id }),
  ])
  const [records, themes] = await Promise.all([
    Promise.all(asked.map((one) => wave.book.personRecord(one.id))),
    themesPassedOn(wave.reminders, asked),
  ])
  const people = asked.flatMap((one, i): Person[] => {
    const record = records[i] ?? null
    return record === null ? [] : [{ one, record, theme: themes.get(one.id) }]
  })
  const facts = [
    [say(language, 'list.county'), unit.county],
    ...(unit.imdiRegion === '' ? [] : [[text('region'), unit.imdiRegion]]),
    [say(language, 'reminders.languages'), say(language, `unit_language.${unit.language}`)],
    [text('population'), formatNumber(language, unit.population)],
  ]
  showPage(visit, { title: `${unit.id} ${unit.name}` }, [
    html`<dl class="kd-facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`,
    ...rows.map((place) =>
      partHtml(
        visit,
        place,
        people.filter(({ one }) => one.part === place.part),
      ),
    ),
  ])
}

const partHtml = (visit: Visit, { part, unit, state, progress }: PlaceRow, people: readonly Person[]): Html => {
  const { language } = visit
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `units.${key}`, vars)
  const name = partName(visit, part)
  const at = (moment: number | null): string => (moment === null ? '–' : momentText(moment))
  const hasThemes = people.some(({ theme }) => theme !== undefined)
  const facts = [
    [text('state'), say(language, `progress.${state}`)],
    [text('started'), at(progress.startedAt)],
    [text('last'), at(progress.lastAt)],
    [text('submitted'), at(progress.submittedAt)],
  ]
  const ask = queryOf({ ...freshFields(visit), parts: [part], units: unit.id })
  return html`<section aria-labelledby=${`del-${part}`}>
    <h2 id=${`del-${part}`}>${name}</h2>
    <dl class="kd-facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
    ${
      people.length === 0
        ? html`<p>${text('nobody')}</p>`
        : tableHtml(
            text('people', { part: name }),
            [
              say(language, 'respondents.name'),
              ...(hasThemes ? [text('theme')] : []),
              say(language, 'column.email'),
              say(language, 'respondents.status'),
              say(language, 'person.linked_how'),
              say(language, 'person.last_contact'),
            ],
            people.map(({ one, record, theme }) => [
              html`<a class="ds-link" href=${pathOf(visit, `/svarere/${one.id}`)}>${one.name}</a>`,
              ...(hasThemes ? [theme === undefined ? text('whole') : themeText(language, theme)] : []),
              one.email === '' ? text('colleague') : one.email,
              standingText(language, one),
              linkedHow(visit, record),
              at(one.lastContactAt?.getTime() ?? null),
            ]),
          )
    }
    ${people
      .filter(({ record }) => record.messages.length > 0)
      .map(
        ({ one, record }) =>
          html`<details class="ds-details"><summary>${text('sendings', { name: one.name, count: record.messages.length })}</summary><div class="kd-inside">${sendingsHtml(visit, record.messages)}</div></details>`,
      )}
    <p class="kd-buttons">
      <a class="ds-button" data-variant="secondary" href=${pathOf(visit, `/svarere/ny?unit=${unit.id}&del=${encodeURIComponent(part)}`)}>${text('add')}</a>
      <a class="ds-button" data-variant="secondary" href=${pathOf(visit, `/paaminnelser/se?${ask}`)}>${text('remind')}</a>
    </p>
  </section>`
}
