/** «Oversikt»: how many have sent in, day by day and group by group, and what stands in the way. Never what was answered. */

import { h } from 'preact'
import { daysOf, type Hindrance, hindrancesIn, sharesByGroup } from '../../../app/administration/overview.ts'
import { collectStatus, type PartStatus, type Status } from '../../../app/administration/status.ts'
import { standingPlan } from '../../../app/reminding/rounds.ts'
import { formatDate } from '../../../kinds/date.ts'
import { remember } from '../../../memory.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import { osloDaysBetween } from '../../../reminders/calendar.ts'
import type { Chart } from '../../../report/document.ts'
import { formatNumber, wrapped } from '../../../report/words.ts'
import { inSentence } from '../../../texts/translate.ts'
import { endText, momentText, shortMomentText } from '../../../wording/moment.ts'
import { type Html, html } from '../frame/page.ts'
import { tableHtml } from './fields.ts'
import { may, partName, pathOf, say, showPage, type Visit } from './visit.ts'

/** The newest campaigns; the curve marks no more than people can tell apart. */
const MARKED = 100

/** Shows it. Throws `StoreAway`. */
export const overviewPage = async (visit: Visit): Promise<void> => {
  const { language, wave } = visit
  const { reminders } = wave
  const now = reminders.now()
  const [status, campaigns, plan] = await Promise.all([
    collectStatus(reminders),
    reminders.campaigns.list(MARKED),
    standingPlan(reminders),
  ])
  const { opensAt, closesAt } = reminders.survey
  const days = daysOf(status.rows, campaigns, { opensAt, until: Math.min(now, closesAt) })
  const { next } = plan
  showPage(visit, { title: say(language, 'overview.title') }, [
    html`<div data-renew>
      <p>${timeText(language, { now, opensAt, closesAt })} ${next === null ? '' : say(language, 'overview.next_standing', { at: momentText(next.at) })}</p>
      ${figuresHtml(visit, status)}
      ${hindrancesHtml(visit, status)}
      ${await curveHtml(visit, days)}
      ${await groupsHtml(visit, status)}
      <p class="kd-small kd-subtle">${say(language, 'overview.as_of', { at: momentText(now) })}</p>
    </div>`,
  ])
}

const timeText = (
  language: Language,
  { now, opensAt, closesAt }: { now: number; opensAt: number; closesAt: number },
): string => {
  if (now < opensAt) return say(language, 'overview.not_open', { at: momentText(opensAt) })
  if (now >= closesAt) return say(language, 'overview.closed', { at: endText(closesAt) })
  return say(language, 'overview.left', { count: osloDaysBetween(now, closesAt - 1), at: endText(closesAt) })
}

const percentOf = (language: Language, part: number, total: number): string =>
  total === 0 ? '–' : `${formatNumber(language, Math.round((100 * part) / total))} %`

const figuresHtml = (visit: Visit, { parts, imdi, rateBase }: Status): Html => {
  const { language } = visit
  const card = ({ part, tally }: PartStatus): Html => {
    const sent = tally.submitted + tally.reopened
    return html`<section class="ds-card kd-figure" aria-label=${partName(visit, part)}>
      <h2 class="ds-heading">${partName(visit, part)}</h2>
      <p class="kd-number">${percentOf(language, sent, tally.total)}</p>
      <p>${say(language, 'overview.sent_in', { count: sent, total: tally.total })}</p>
      <p class="kd-small kd-subtle">${say(language, 'overview.under_way', { ...tally })}</p>
    </section>`
  }
  return html`<div class="kd-figures">
    ${parts.map(card)}
    <section class="ds-card kd-figure" aria-label=${say(language, 'overview.either')}>
      <h2 class="ds-heading">${say(language, 'overview.either')}</h2>
      <p class="kd-number">${percentOf(language, imdi.count, imdi.base)}</p>
      <p>${say(language, 'overview.either_count', { count: imdi.count, total: imdi.base })}</p>
      <p class="kd-small kd-subtle">${say(language, `overview.base_${rateBase}`)}</p>
    </section>
  </div>`
}

/** The list of people that a hindrance is about, for those who see persons. */
const FILTERS: Record<Hindrance, string> = {
  not_linked: 'status=unreachable',
  on_web: 'status=unreachable',
  no_app: 'status=unreachable',
  blocked: 'status=unreachable',
  turned_off: 'status=unreachable',
  mail_refused: 'status=unreachable',
  mail_held: 'status=unreachable',
  opted_out: 'status=opted_out',
  declined: 'status=declined',
  other: 'status=unreachable',
}

const hindrancesHtml = (visit: Visit, status: Status): Html => {
  const { language } = visit
  const found = hindrancesIn(status)
  const text = (key: string): string => say(language, `overview.${key}`)
  const count = (hindrance: Hindrance, number: number): Html =>
    may(visit, 'see_persons')
      ? html`<a class="ds-link" href=${pathOf(visit, `/svarere?${FILTERS[hindrance]}`)}>${formatNumber(language, number)}</a>`
      : formatNumber(language, number)
  return html`<section aria-labelledby="i-veien">
    <h2 id="i-veien">${text('in_the_way')}</h2>
    ${
      found.length === 0
        ? html`<p>${text('nothing_in_the_way')}</p>`
        : tableHtml(
            text('in_the_way_caption'),
            [text('reason'), text('people'), text('next_step')],
            found.map(({ hindrance, count: number }) => [
              say(language, `hindrance.${hindrance}`),
              count(hindrance, number),
              say(language, `hindrance.${hindrance}_step`),
            ]),
          )
    }
  </section>`
}

const curveHtml = async (visit: Visit, days: ReturnType<typeof daysOf>): Promise<Html> => {
  const { language } = visit
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `overview.${key}`, vars)
  if (days.length === 0) return null
  const marked = days.filter(({ reminders }) => reminders > 0)
  const shortDay = (date: string): string => shortMomentText(Date.parse(`${date}T12:00:00Z`)).replace(/ kl\. .*$/u, '')
  const alternative = text('curve_alternative', { count: days.at(-1)?.sentIn ?? 0, marked: marked.length })
  return html`<section aria-labelledby="dag-for-dag">
    <h2 id="dag-for-dag">${text('curve')}</h2>
    ${await chartHtml(visit, {
      chart: {
        type: 'days',
        days: days.map(({ date, sentIn }) => ({ date, label: shortDay(date), value: sentIn })),
        marked: marked.map(({ date }) => ({ date, label: text('reminder_mark') })),
      },
      alternative,
    })}
    <details class="ds-details"><summary>${text('as_table')}<span class="kd-quiet">: ${text('curve')}</span></summary>
      ${tableHtml(
        text('curve'),
        [text('day'), text('sent_in_so_far'), text('reminded')],
        days
          .toReversed()
          .map(({ date, sentIn, reminders }) => [
            formatDate(date),
            formatNumber(language, sentIn),
            reminders === 0 ? '–' : formatNumber(language, reminders),
          ]),
      )}
    </details>
  </section>`
}

const groupsHtml = async (visit: Visit, { rows, parts }: Status): Promise<Html> => {
  const { language } = visit
  const names = parts.map(({ part }) => partName(visit, part))
  const sections: Html[] = []
  for (const { title, groups } of sharesByGroup(visit.wave.reminders.survey.wave, rows)) {
    const label = title[language]
    const bars = groups.map(({ name, sentIn, total }) => ({
      label: wrapped(name[language]),
      value: total === 0 ? 0 : Math.round((100 * sentIn) / total),
    }))
    const said = groups.map(({ name, sentIn, total }) => `${name[language]} ${percentOf(language, sentIn, total)}`)
    const share = ({ sentIn, total }: { sentIn: number; total: number }): string =>
      `${percentOf(language, sentIn, total)} (${say(language, 'overview.of', { count: sentIn, total })})`
    sections.push(html`<section>
      <h3>${label}</h3>
      ${await chartHtml(visit, { chart: { type: 'bars', bars }, alternative: `${label}: ${said.join(', ')}` })}
      <details class="ds-details"><summary>${say(language, 'overview.as_table')}<span class="kd-quiet">: ${label}</span></summary>
        ${tableHtml(
          say(language, 'overview.group_caption', { group: inSentence(label) }),
          [label, ...names, say(language, 'overview.all_parts')],
          groups.map((one) => [one.name[language], ...one.byPart.map(share), share(one)]),
        )}
      </details>
    </section>`)
  }
  return html`<section aria-labelledby="grupper">
    <h2 id="grupper">${say(language, 'overview.groups')}</h2>
    <p>${say(language, 'overview.groups_intro')}</p>
    ${sections}
  </section>`
}

// A chart on a page: drawn once as long as its numbers are the same, for drawing takes as long as many turns.

/** A wave has six on its page, in two languages. */
const MOST_DRAWN = 60
const drawn = new Map<string, Promise<string>>()

/** The chart in a box that scrolls sideways by keyboard too. `alternative`: what it shows, in words. */
export const chartHtml = async (
  { wave }: Pick<Visit, 'wave'>,
  { chart, alternative }: { chart: Chart; alternative: string },
): Promise<Html> => {
  const key = JSON.stringify([chart, alternative])
  const svg = drawn.get(key) ?? wave.drawChart(chart, alternative)
  remember(drawn, key, svg, MOST_DRAWN)
  svg.catch(() => drawn.delete(key))
  // What Vega writes has every text escaped.
  const inner = { __html: await svg }
  return h('div', {
    class: 'kd-chart kd-scroll',
    tabIndex: 0,
    role: 'group',
    'aria-label': alternative,
    dangerouslySetInnerHTML: inner,
  })
}
