/** «Påminnelser»: whom to remind, a look at what would happen, sending or scheduling, and how it went. */

import { createHash } from 'node:crypto'
import type { Campaign } from '../../../app/ports/campaigns.ts'
import {
  orderReminder,
  type Preview,
  previewReminder,
  type ReminderWish,
  timeFault,
  type WishFaults,
} from '../../../app/reminding/order.ts'
import { standingPlan } from '../../../app/reminding/rounds.ts'
import { readInstant } from '../../../questionnaire/wave.ts'
import { isUuid } from '../../../register/ids.ts'
import { selection, unfinished } from '../../../reminders/selection.ts'
import { formatNumber } from '../../../report/words.ts'
import { translate } from '../../../texts/translate.ts'
import { momentText } from '../../../wording/moment.ts'
import { type Html, html } from '../frame/page.ts'
import { type FieldFault, faultsHtml, inputField, pagesOf, selectField, tableHtml, tickBoxes } from './fields.ts'
import { type Fields, fieldsIn, freshFields, named, queryOf } from './reminder-fields.ts'
import {
  countiesOf,
  doneNotice,
  leadOn,
  partName,
  pathOf,
  postForm,
  say,
  showPage,
  unitLanguages,
  type Visit,
} from './visit.ts'

const TEMPLATES = ['reminder', 'last_chance'] as const
/** The newest; older ones are in the audit trail. */
const LISTED = 100

/** Shows the form, the standing reminders and what has been sent. Throws `StoreAway`. */
export const remindersPage = async (visit: Visit): Promise<void> => {
  const { language, wave } = visit
  const [newest, plan] = await Promise.all([wave.reminders.campaigns.list(LISTED), standingPlan(wave.reminders)])
  const { next } = plan
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `reminders.${key}`, vars)
  const wish = plan.on ? 'off' : 'on'
  showPage(visit, { title: text('title'), notice: doneNotice(visit, ['standing_on', 'standing_off']) }, [
    formHtml(visit, freshFields(visit), []),
    html`<section aria-labelledby="faste">
      <h2 id="faste">${text('standing')}</h2>
      <p>${text('standing_intro', { days: wave.reminders.survey.wave.reminders.daysBeforeClosing.join(', ') })}</p>
      <p>${text(plan.on ? 'standing_is_on' : 'standing_is_off')} ${plan.on ? text(next === null ? 'standing_over' : 'standing_next', { at: next === null ? '' : momentText(next.at) }) : ''}</p>
      ${postForm(visit, pathOf(visit, '/paaminnelser/faste'), html`<div class="kd-buttons"><button class="ds-button" data-variant="secondary" type="submit" name="faste" value=${wish}>${text(`standing_turn_${wish}`)}</button></div>`)}
    </section>`,
    html`<section aria-labelledby="sendt">
      <h2 id="sendt">${text('history')}</h2>
      ${
        newest.length === 0
          ? html`<p>${text('none')}</p>`
          : tableHtml(
              text('history'),
              [
                text('when'),
                text('kind'),
                text('state'),
                text('sent'),
                text('waiting'),
                text('skipped'),
                text('failed'),
              ],
              newest.map(({ id, sendAt, kind, state, counts }) => [
                html`<a class="ds-link" href=${pathOf(visit, `/paaminnelser/${id}`)}>${momentText(sendAt)}</a>`,
                say(language, `kind.${kind}`),
                say(language, `campaign.${state}`),
                formatNumber(language, counts.sent),
                formatNumber(language, counts.queued + counts.held),
                formatNumber(language, counts.skipped + counts.cancelled),
                formatNumber(language, counts.failed + counts.unknown),
              ]),
              'named_above',
            )
      }
    </section>`,
  ])
}

const formHtml = (visit: Visit, fields: Fields, faults: readonly FieldFault[]): Html => {
  const { language, wave } = visit
  const { survey } = wave.reminders
  const text = (key: string): string => say(language, `reminders.${key}`)
  const ticks = (
    id: string,
    key: string,
    values: readonly string[],
    ticked: readonly string[],
    name: (value: string) => string,
  ): Html =>
    tickBoxes(
      { id, label: text(key), faults },
      values.map((value) => ({ value, text: name(value), ticked: ticked.includes(value) })),
    )
  const counties = countiesOf(visit)
  return html`<section aria-labelledby="ny">
    <h2 id="ny">${text('new')}</h2>
    <p>${text('new_intro')}</p>
    <form method="get" action=${pathOf(visit, '/paaminnelser/se')} class="kd-fields">
      ${ticks(named.parts, 'parts', Object.keys(survey.wave.parts), fields.parts, (part) => partName(visit, part))}
      ${ticks(named.states, 'states', unfinished, fields.states, (state) => say(language, `progress.${state}`))}
      ${ticks(named.languages, 'languages', unitLanguages, fields.languages, (form) => say(language, `unit_language.${form}`))}
      ${selectField({ id: named.county, label: say(language, 'list.county'), value: fields.county, faults }, [
        ['', text('all_counties')],
        ...counties.map((county) => [county, county] as const),
      ])}
      ${inputField({ id: named.units, label: text('units'), hint: text('units_hint'), value: fields.units, faults })}
      ${selectField(
        { id: named.template, label: text('template'), value: fields.template },
        TEMPLATES.map((template) => [template, text(`template_${template}`)] as const),
      )}
      ${inputField({ id: named.at, label: text('at'), hint: text('at_hint'), value: fields.at, faults, more: { type: 'datetime-local' } })}
      <div class="kd-buttons"><button class="ds-button" data-variant="primary" type="submit">${text('look')}</button></div>
    </form>
  </section>`
}

/** What the fields ask for; nothing that does not fit may mean «everybody». */
const wishOf = (
  visit: Visit,
  { parts, states, languages, county, units, template, at }: Fields,
): { wish: ReminderWish } | { faults: FieldFault[] } => {
  const ids = units.split(/[\s,;]+/u).filter((one) => one !== '')
  const read = selection.safeParse({
    parts,
    statuses: states,
    ...(languages.length === unitLanguages.length ? {} : { languages }),
    ...(county === '' ? {} : { counties: [county] }),
    ...(ids.length === 0 ? {} : { units: ids }),
  })
  const sendAt = at === '' ? null : readInstant(at, 'opening')
  const form = TEMPLATES.find((one) => one === template)
  const wrong = read.success ? [] : LISTS.filter((list) => read.error.issues.some(({ path }) => path[0] === list))
  const isNoTime = at !== '' && sendAt === null
  if (read.success && form !== undefined && !isNoTime) return { wish: { selection: read.data, template: form, sendAt } }
  const time = timeFault(visit.wave.reminders, sendAt)
  const faults = [...wrong, ...(isNoTime ? ['no_time' as const] : time === null ? [] : [time])]
  return { faults: [...faults, ...(form === undefined ? ['template' as const] : [])].map((key) => faultOf(visit, key)) }
}

const LISTS = ['parts', 'statuses', 'languages', 'units', 'counties'] as const
/** The field in which each fault is mended. */
const FIELD = {
  parts: named.parts,
  statuses: named.states,
  languages: named.languages,
  units: named.units,
  counties: named.county,
  no_time: named.at,
  passed: named.at,
  after_closing: named.at,
  template: named.template,
} as const

const faultOf = ({ language }: Visit, key: keyof typeof FIELD): FieldFault => ({
  field: FIELD[key],
  text: say(language, `reminders.fault.${key}`),
})

/** The form again, with what the order was refused for; of the unknown names the first. */
const showFaults = (visit: Visit, fields: Fields, { unknown, time }: WishFaults): void => {
  const keys = [...unknown.slice(0, 1).map(({ list }) => list), ...(time === null ? [] : [time])]
  const faults = keys.map((key) => faultOf(visit, key))
  showForm(visit, fields, faults)
}

const showForm = (visit: Visit, fields: Fields, faults: readonly FieldFault[]): void =>
  showPage(visit, { title: say(visit.language, 'reminders.title'), status: 422 }, [
    faultsHtml(visit.language, faults),
    formHtml(visit, fields, faults),
  ])

/** Shows what would happen; nothing is stored. Throws `StoreAway`. */
export const previewPage = async (visit: Visit): Promise<void> => {
  const fields = fieldsIn(visit.url.searchParams)
  const read = wishOf(visit, fields)
  if ('faults' in read) return showForm(visit, fields, read.faults)
  await showAsked(visit, fields, read.wish)
}

const showAsked = async (visit: Visit, fields: Fields, wish: ReminderWish): Promise<void> => {
  const asked = await previewReminder(visit.wave.reminders, wish)
  if (asked.type === 'faulty') return showFaults(visit, fields, asked.faults)
  showPreview(visit, fields, asked.preview, null)
}

const showPreview = (
  visit: Visit,
  fields: Fields,
  preview: Preview,
  notice: { text: string; colour: 'warning' } | null,
): void => {
  const { language, wave } = visit
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `reminders.${key}`, vars)
  const { selected, receiving, byChannel, skipped, firstLeavesAt, lastLeavesAt, previews } = preview
  showPage(visit, { title: text('preview'), notice }, [
    html`<p class="kd-strong">${text('receiving', { count: receiving })} ${text('selected', { count: selected })}</p>`,
    byChannel.mail > 0 ? html`<p>${text('by_channel', { ...byChannel })}</p>` : null,
    firstLeavesAt === null
      ? null
      : html`<p>${text('leaves', { first: momentText(firstLeavesAt), last: momentText(lastLeavesAt ?? firstLeavesAt) })}</p>`,
    Object.keys(skipped).length === 0
      ? null
      : tableHtml(
          text('skipped_caption'),
          [text('reason'), text('people')],
          Object.entries(skipped).map(([reason, count]) => [
            translate(language, `admin.reason.${reason}`),
            formatNumber(language, count),
          ]),
        ),
    ...previews.map(
      ({ stage, count, unitId, texts }) => html`<section>
        <h2>${text(`stage_${stage}`, { count })}</h2>
        <p class="kd-small kd-subtle">${text('example', { unit: wave.reminders.survey.units.get(unitId)?.name ?? unitId })}</p>
        <div class="kd-figures">${(['nb', 'nn'] as const).map(
          (form) => html`<div class="ds-card kd-figure" lang=${form}>
            <p class="kd-subtle kd-small">${say(language, `form.language_${form}`)}</p>
            <p class="kd-strong">${texts[form].title}</p>
            ${texts[form].lines.map((line) => html`<p class="kd-own">${line}</p>`)}
            <p><span class="ds-tag">${texts[form].button}</span></p>
          </div>`,
        )}</div>
      </section>`,
    ),
    postForm(visit, pathOf(visit, '/paaminnelser/send'), [
      ...[...queryOf(fields), ['utkast', wave.reminders.newId()]].map(
        ([name, value]) => html`<input type="hidden" name=${name} value=${value} />`,
      ),
      html`<div class="kd-buttons">
        ${receiving > 0 || fields.at !== '' ? html`<button class="ds-button" data-variant="primary" type="submit">${fields.at === '' ? text('send', { count: receiving }) : text('schedule')}</button>` : null}
        <a class="ds-button" data-variant="secondary" href=${pathOf(visit, '/paaminnelser')}>${text('back')}</a>
      </div>`,
    ]),
  ])
}

/** Sends or schedules what was looked at; posted twice it is one. Throws `StoreAway`. */
export const sendReminder = async (visit: Visit, form: URLSearchParams): Promise<void> => {
  const { language, wave, actor } = visit
  const fields = fieldsIn(form)
  const draft = form.get('utkast') ?? ''
  const dedupeKey = `web:${actor}:${createHash('sha256').update(draft).digest('base64url')}`
  const read = wishOf(visit, fields)
  if ('faults' in read) return showForm(visit, fields, read.faults)
  // Without the mark of what was looked at, two reminders would be taken for one.
  if (!isUuid(draft)) return await showAsked(visit, fields, read.wish)
  const ordered = await orderReminder(wave.reminders, { ...read.wish, actor, dedupeKey, bodyHash: null })
  if (ordered.type === 'faulty') return showFaults(visit, fields, ordered.faults)
  if (ordered.type === 'nobody')
    return showPreview(visit, fields, ordered.preview, { text: say(language, 'reminders.nobody'), colour: 'warning' })
  leadOn(visit, pathOf(visit, `/paaminnelser/${ordered.id}`), ordered.type === 'created' ? 'ordered' : undefined)
}

/** How one of them goes. Throws `StoreAway`. */
export const campaignPage = async (visit: Visit): Promise<void> => {
  const { language, wave, id } = visit
  const { campaigns, survey } = wave.reminders
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `reminders.${key}`, vars)
  const found = await campaigns.find(id)
  if (found === null)
    return showPage(visit, { title: text('gone'), status: 404 }, [
      html`<p class="kd-buttons"><a class="ds-button" data-variant="primary" href=${pathOf(visit, '/paaminnelser')}>${text('back')}</a></p>`,
    ])
  const recipients = await campaigns.recipients(id)
  const { shown, links } = pagesOf(visit, recipients)
  const { counts, state } = found
  showPage(visit, { title: text(`title_${state}`), notice: doneNotice(visit, ['ordered', 'cancelled']) }, [
    html`<div data-renew>
      <p>${text('ordered', { at: momentText(found.createdAt), kind: say(language, `kind.${found.kind}`) })} ${state === 'scheduled' ? text('begins', { at: momentText(found.sendAt) }) : ''}</p>
      ${found.stopCode === null ? null : html`<p>${text('stopped_why', { code: found.stopCode })}</p>`}
      ${tableHtml(
        text('outcome'),
        [text('state'), text('people')],
        Object.entries(counts)
          .filter(([, count]) => count > 0)
          .map(([one, count]) => [say(language, `recipient.${one}`), formatNumber(language, count)]),
      )}
      ${cancelHtml(visit, found)}
      ${tableHtml(
        text('recipients', { count: recipients.length }),
        [
          say(language, 'respondents.unit'),
          say(language, 'respondents.part'),
          text('state'),
          text('way'),
          text('when'),
        ],
        shown.map(({ unitId, part, state: own, reason, channel, settledAt, respondentId }) => [
          html`<a class="ds-link" href=${pathOf(visit, `/svarere/${respondentId}`)}>${`${unitId} ${survey.units.get(unitId)?.name ?? ''}`}</a>`,
          partName(visit, part),
          reason === null ? say(language, `recipient.${own}`) : say(language, `skipped.${reason}`),
          channel === null ? '–' : text(`way_${channel}`),
          settledAt === null ? '–' : momentText(settledAt),
        ]),
      )}
      ${links}
    </div>`,
    html`<p class="kd-buttons"><a class="ds-button" data-variant="secondary" href=${pathOf(visit, '/paaminnelser')}>${text('back')}</a></p>`,
  ])
}

const cancelHtml = (visit: Visit, { id, state, counts }: Campaign): Html =>
  (state === 'scheduled' || state === 'running') && counts.queued + counts.held > 0
    ? postForm(
        visit,
        pathOf(visit, `/paaminnelser/${id}/avbryt`),
        html`<div class="kd-buttons"><button class="ds-button" data-variant="secondary" data-color="danger" type="submit">${say(visit.language, 'reminders.cancel')}</button></div>`,
      )
    : null

/** Stops what is not sent. Throws `StoreAway`. */
export const cancelReminder = async (visit: Visit): Promise<void> => {
  const { wave, id, actor } = visit
  await wave.reminders.campaigns.cancel(id, { at: wave.reminders.now(), actor })
  leadOn(visit, pathOf(visit, `/paaminnelser/${id}`), 'cancelled')
}

/** Turns the standing reminders on or off. Throws `StoreAway`. */
export const switchStanding = async (visit: Visit, form: URLSearchParams): Promise<void> => {
  const { wave, actor } = visit
  const wish = form.get('faste')
  if (wish !== 'on' && wish !== 'off') return leadOn(visit, pathOf(visit, '/paaminnelser'))
  await wave.reminders.campaigns.setStanding(wish, { at: wave.reminders.now(), actor })
  leadOn(visit, pathOf(visit, '/paaminnelser'), `standing_${wish}`)
}
