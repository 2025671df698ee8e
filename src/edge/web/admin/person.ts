/** One respondent: what is stored of whom is asked, what was sent to them, adding, correcting and ending. */

import { type ThemeProgress, themesPassedOn } from '../../../app/administration/themes.ts'
import type { PersonRecord } from '../../../app/ports/register.ts'
import type { ByHand } from '../../../app/respondents/by-hand.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import { type FileFault, fileColumns } from '../../../register/respondents-file.ts'
import { momentText } from '../../../wording/moment.ts'
import { type Html, html } from '../frame/page.ts'
import { type FieldFault, faultsHtml, inputField, selectField, tableHtml } from './fields.ts'
import { standingText } from './respondents.ts'
import { doneNotice, leadOn, partName, pathOf, postForm, say, showPage, type Visit } from './visit.ts'

/** What stands in the fields: everything that is posted, by the columns of a file. */
const valuesOf = (form: URLSearchParams): ByHand =>
  Object.fromEntries(fileColumns.map((column) => [column, (form.get(column) ?? '').trim()]))

/** What is told of a field that somebody has typed in: there is no file to be saved in another way. */
const AS_TYPED: ReadonlySet<string> = new Set(['formula', 'control_character', 'lost_character', 'garbled'])

const faultsOf = ({ language }: Visit, faults: readonly FileFault[]): FieldFault[] =>
  faults.map(({ column = 'email', code }) => ({
    field: column,
    text: say(language, 'form.fault', {
      field: say(language, `column.${column}`),
      fault: say(language, AS_TYPED.has(code) ? `form.wrong.${code}` : `file_fault.${code}`),
    }),
  }))

const fieldsHtml = (visit: Visit, values: ByHand, faults: readonly FieldFault[], which: 'new' | 'known'): Html => {
  const { language, wave } = visit
  const { survey } = wave.reminders
  const field = (id: keyof ByHand & string, hint?: string) => ({
    id,
    label: say(language, `column.${id}`),
    faults,
    value: values[id] ?? '',
    ...(hint === undefined ? {} : { hint }),
  })
  const parts = Object.entries(survey.wave.parts).map(([part, { title }]) => [part, title[language]] as const)
  const form = (key: string): string => say(language, `form.${key}`)
  return html`<div class="kd-fields">
    ${
      which === 'known'
        ? null
        : [
            inputField({ ...field('unit', form('unit_hint')), more: { list: 'enheter', required: true } }),
            html`<datalist id="enheter">${[...survey.units.values()].map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</datalist>`,
            selectField(field('part'), parts),
          ]
    }
    ${inputField({ ...field('name'), more: { required: true } })}
    ${inputField({ ...field('email', form('email_hint')), more: { required: true, inputmode: 'email' } })}
    ${selectField(field('language', form('language_hint')), [
      ['', form('language_none')],
      ['nb', form('language_nb')],
      ['nn', form('language_nn')],
    ])}
    <details class="ds-details" open=${faults.some(({ field: id }) => ['upn', 'tenant_id', 'object_id'].includes(id))}>
      <summary>${form('directory')}</summary>
      <div class="kd-fields kd-inside">
        <p>${form('directory_hint')}</p>
        ${(['tenant_id', 'object_id', 'upn'] as const).map((id) => inputField(field(id)))}
      </div>
    </details>
  </div>`
}

/** The form to add somebody with; `?unit=` fills in the unit. */
export const newPage = async (visit: Visit): Promise<void> =>
  showNew(visit, { unit: visit.url.searchParams.get('unit') ?? '', part: visit.url.searchParams.get('del') ?? '' }, [])

const showNew = (visit: Visit, values: ByHand, faults: readonly FieldFault[]): void => {
  const { language } = visit
  showPage(visit, { title: say(language, 'form.new'), status: faults.length > 0 ? 422 : 200 }, [
    faultsHtml(language, faults),
    postForm(visit, pathOf(visit, '/svarere/ny'), [
      fieldsHtml(visit, values, faults, 'new'),
      html`<div class="kd-buttons">
        <button class="ds-button" data-variant="primary" type="submit">${say(language, 'form.add')}</button>
        <a class="ds-button" data-variant="secondary" href=${pathOf(visit, '/svarere')}>${say(language, 'form.cancel')}</a>
      </div>`,
    ]),
  ])
}

/** Adds somebody. Throws `StoreAway`. */
export const addOne = async (visit: Visit, form: URLSearchParams): Promise<void> => {
  const values = valuesOf(form)
  const added = await visit.wave.desk.add(values, visit.actor)
  if (added.type === 'refused') return showNew(visit, values, faultsOf(visit, added.faults))
  leadOn(visit, pathOf(visit, '/svarere'), added.held.length > 0 ? `${added.type}_held` : added.type)
}

/** Shows one of them. Throws `StoreAway`. */
export const personPage = async (visit: Visit): Promise<void> => await showPerson(visit, null, [])

const missing = (visit: Visit): void =>
  showPage(visit, { title: say(visit.language, 'person.gone'), status: 404 }, [
    html`<p>${say(visit.language, 'person.gone_text')}</p>`,
    html`<p class="kd-buttons"><a class="ds-button" data-variant="primary" href=${pathOf(visit, '/svarere')}>${say(visit.language, 'person.to_list')}</a></p>`,
  ])

const showPerson = async (visit: Visit, posted: ByHand | null, faults: readonly FieldFault[]): Promise<void> => {
  const { language, wave, id } = visit
  const [record, [one]] = await Promise.all([wave.book.personRecord(id), wave.book.list({ ids: [id] })])
  if (record === null || one === undefined) return missing(visit)
  const theme = (await themesPassedOn(wave.reminders, [one])).get(id)
  const { respondent } = record
  const { unitId, part, name, email, upn, tenantId, objectId } = respondent
  const values = posted ?? {
    name,
    email,
    upn: upn ?? '',
    tenant_id: tenantId ?? '',
    object_id: objectId ?? '',
    language: respondent.language ?? '',
  }
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `person.${key}`, vars)
  const { survey } = wave.reminders
  const facts = [
    [say(language, 'respondents.unit'), `${unitId} ${survey.units.get(unitId)?.name ?? ''}`],
    [say(language, 'respondents.part'), partName(visit, part)],
    [say(language, 'respondents.status'), standingText(language, one)],
    ...(theme === undefined ? [] : [[text('theme'), themeText(language, theme)]]),
    [text('linked_how'), linkedHow(visit, record)],
    ...(respondent.heldAt === null ? [] : [[text('held'), text('held_text')]]),
    ...(respondent.mailRefused ? [[text('mail'), text('mail_refused')]] : []),
    ...(respondent.mailOptedOutAt === null ? [] : [[text('mail'), text('mail_opted_out')]]),
    [text('last_contact'), one.lastContactAt === null ? '–' : momentText(one.lastContactAt.getTime())],
  ]
  // A colleague whom the respondent named has no address, and is the respondent's to take back.
  const isColleague = email === ''
  showPage(
    visit,
    {
      title: name,
      status: faults.length > 0 ? 422 : 200,
      notice: doneNotice(visit, ['corrected', 'corrected_held', 'there']),
    },
    [
      faultsHtml(language, faults),
      html`<dl class="kd-facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`,
      sendingsHtml(visit, record.messages),
      isColleague
        ? html`<p>${text('colleague')}</p>`
        : html`<section>
          <p class="kd-buttons"><a class="ds-button" data-variant="secondary" href=${pathOf(visit, `/svarere/koder?id=${id}`)}>${text('codes')}</a></p>
          <h2>${text('correct')}</h2>
          ${postForm(visit, pathOf(visit, `/svarere/${id}`), [
            fieldsHtml(visit, values, faults, 'known'),
            html`<div class="kd-buttons"><button class="ds-button" data-variant="primary" type="submit">${text('save')}</button></div>`,
          ])}
          <h2>${text('end')}</h2>
          <p>${text('end_intro')}</p>
          <p class="kd-buttons"><a class="ds-button" data-variant="secondary" data-color="danger" href=${pathOf(visit, `/svarere/${id}/avslutt`)}>${text('end_button')}</a></p>
        </section>`,
    ],
  )
}

/** «Bruk av tolk: i gang»: the theme that was passed on, and how far it is. */
export const themeText = (language: Language, { title, state }: ThemeProgress): string =>
  say(language, `theme.${state ?? 'unknown'}`, { title: title?.[language] ?? say(language, 'theme.gone') })

/** How the person comes in: by Teams, by the web, or not yet. */
export const linkedHow = (
  { language }: Pick<Visit, 'language'>,
  { respondent, account, codes }: PersonRecord,
): string => {
  const how =
    respondent.personId === null
      ? 'not'
      : account?.tenantId == null
        ? 'web'
        : codes.some(({ usedAt }) => usedAt !== null)
          ? 'code'
          : 'directory'
  const at = respondent.linkedAt === null ? '' : momentText(respondent.linkedAt.getTime())
  return say(language, `person.linked_${how}`, { at })
}

/** What was sent to the person, newest first. */
export const sendingsHtml = ({ language }: Pick<Visit, 'language'>, messages: PersonRecord['messages']): Html =>
  messages.length === 0
    ? html`<p>${say(language, 'person.no_messages')}</p>`
    : tableHtml(
        say(language, 'person.messages'),
        [say(language, 'person.when'), say(language, 'person.kind'), say(language, 'person.outcome')],
        messages
          .toReversed()
          .map(({ kind, state, reason, at }) => [
            momentText(at.getTime()),
            say(language, `kind.${kind}`),
            reason === null ? say(language, `recipient.${state}`) : say(language, `skipped.${reason}`),
          ]),
      )

/** Corrects what is stored. Throws `StoreAway`. */
export const correctOne = async (visit: Visit, form: URLSearchParams): Promise<void> => {
  const values = valuesOf(form)
  const result = await visit.wave.desk.correct(visit.id, values, visit.actor)
  if (result.type === 'unknown') return missing(visit)
  if (result.type === 'refused') return await showPerson(visit, values, faultsOf(visit, result.faults))
  const done = result.held.length > 0 ? 'corrected_held' : 'corrected'
  leadOn(visit, pathOf(visit, `/svarere/${visit.id}`), result.fields.length === 0 ? 'there' : done)
}

/** Asks whether it is meant. Throws `StoreAway`. */
export const endPage = async (visit: Visit): Promise<void> => {
  const { language, wave, id } = visit
  const record = await wave.book.personRecord(id)
  if (record === null) return missing(visit)
  const { name, unitId } = record.respondent
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `person.${key}`, vars)
  showPage(visit, { title: text('end_title', { name }) }, [
    html`<p>${text('end_what', { name, unit: wave.reminders.survey.units.get(unitId)?.name ?? unitId })}</p>`,
    html`<p>${text('end_answers')}</p>`,
    postForm(visit, pathOf(visit, `/svarere/${id}/avslutt`), [
      html`<div class="kd-buttons">
        <button class="ds-button" data-variant="primary" data-color="danger" type="submit">${text('end_yes')}</button>
        <a class="ds-button" data-variant="secondary" href=${pathOf(visit, `/svarere/${id}`)}>${say(language, 'form.cancel')}</a>
      </div>`,
    ]),
  ])
}

/** Ends one. A second time it has been done. Throws `StoreAway`. */
export const endOne = async (visit: Visit): Promise<void> => {
  await visit.wave.erase(visit.id, visit.actor)
  leadOn(visit, pathOf(visit, '/svarere'), 'ended')
}
