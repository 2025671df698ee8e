/** The cards an administrator asks for, made from what is stored now. Each throws `StoreAway`. */

import { formatDate } from '../../kinds/date.ts'
import type { Narrowing } from '../../norwegian/administrator.ts'
import type { WrongTime } from '../../norwegian/sending-time.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { isSentIn, type Tally } from '../../register/response.ts'
import { sessionStates } from '../../register/states.ts'
import type { StandingRun } from '../../reminders/calendar.ts'
import { isChosen, type Selection, unfinished } from '../../reminders/selection.ts'
import { partTitle, translateList, unitData } from '../../texts/translate.ts'
import { endText, momentText } from '../../wording/moment.ts'
import type { Panel } from '../../wording/view.ts'
import type { Campaign } from '../ports/campaigns.ts'
import type { Membership } from '../ports/people.ts'
import { previewPanel, progressPanel } from '../reminding/cards.ts'
import { previewReminder, type WishFaults } from '../reminding/order.ts'
import { standingPlan } from '../reminding/rounds.ts'
import type { ReminderDeps, Survey } from '../service.ts'
import { button, rateText, t } from './card-parts.ts'
import { collectStatus, type PartStatus, type PlaceRow, type Status, type StatusFilter } from './status.ts'

type Asked = { language: Language; words: string; narrowing: Narrowing }

export const showStatus = async (
  deps: ReminderDeps,
  { language, words, narrowing, memberships = [] }: Asked & { memberships?: readonly Membership[] },
): Promise<Panel> => {
  const [status, { next }] = await Promise.all([collectStatus(deps, filterOf(deps, narrowing)), standingPlan(deps)])
  const isOwn = ({ unit, part }: PlaceRow) => memberships.some((own) => own.unitId === unit.id && own.part === part)
  const own = words === '' ? status.rows.filter(isOwn) : []
  return statusPanel({ language, words, status, own, survey: deps.survey, next })
}

export const showMissing = async (deps: ReminderDeps, asked: Asked & { page: number }): Promise<Panel> => {
  const { language, words, narrowing, page } = asked
  const status = await collectStatus(deps, filterOf(deps, narrowing))
  return missingPanel({ language, words, status, survey: deps.survey, page })
}

export const showPreview = async (deps: ReminderDeps, asked: Asked & { sendAt: number | null }): Promise<Panel> => {
  const { language, words, narrowing, sendAt } = asked
  const wish = { template: 'reminder', selection: selectionOf(deps, narrowing), sendAt } as const
  const shown = await previewReminder(deps, wish)
  if (shown.type === 'faulty') return faultPanel(deps.survey, language, shown.faults)
  return previewPanel({ language, words, narrowing, preview: shown.preview, draft: deps.newId(), sendAt })
}

/** Why nothing can be ordered. Names come from this wave's words: a time is what is left to be wrong. */
export const faultPanel = ({ closesAt }: Survey, language: Language, { time }: WishFaults): Panel =>
  helpPanel(language, [wrongTimeText(language, { why: time ?? 'no_time' }, closesAt)])

/** Why no reminder can leave then, in words. */
export const wrongTimeText = (language: Language, wrong: WrongTime, closesAt: number): string => {
  const days = wrong.why === 'which_day' ? wrong.days : wrong.why === 'other_weekday' ? [wrong.date] : []
  const [first = '', second = ''] = days.map(formatDate)
  const weekday = wrong.why === 'other_weekday' ? wrong.weekday : ''
  // «7. desember»: of the first, without its year.
  const example = first.replace(/ \d{4}$/u, '')
  return t(language, `wrong_time.${wrong.why}`, { closes: endText(closesAt), first, second, weekday, example })
}

export const showProgress = async (deps: ReminderDeps, language: Language, id: string): Promise<Panel> => {
  const campaign = await deps.campaigns.find(id)
  if (campaign === null) return donePanel(language, 'unknown_campaign')
  return progressPanel({ language, campaign, recipients: await deps.campaigns.recipients(id) })
}

/** Both parts and everybody unfinished, where the words do not say. */
export const selectionOf = ({ survey }: Pick<ReminderDeps, 'survey'>, narrowing: Narrowing): Selection => ({
  parts: Object.keys(survey.wave.parts),
  statuses: [...unfinished],
  ...narrowing,
})

const filterOf = ({ survey }: ReminderDeps, narrowing: Narrowing): StatusFilter => {
  const selected: Selection = { parts: Object.keys(survey.wave.parts), statuses: [...sessionStates], ...narrowing }
  return ({ unit, part, state }) =>
    isChosen(selected, { part, state, unitId: unit.id, county: unit.county, unitLanguage: unit.language })
}

/** Fits a phone in a few swipes, and a card's size by far. */
const UNITS_PER_PAGE = 15

type MissingShown = { language: Language; words: string; status: Status; survey: Survey; page: number }

/** Units with a part not sent in, a page at a time; `page` from 0, outside pages give the nearest. */
const missingPanel = (shown: MissingShown): Panel => {
  const { language, words, status, page } = shown
  const missing = status.rows.filter(({ state }) => !isSentIn(state) || state === 'reopened')
  const units = [...Map.groupBy(missing, ({ unit }) => unit.id).values()]
  const pages = Math.max(1, Math.ceil(units.length / UNITS_PER_PAGE))
  const at = Math.min(Math.max(0, page), pages - 1)
  const onPage = units.slice(at * UNITS_PER_PAGE, (at + 1) * UNITS_PER_PAGE)
  const byCounty = Map.groupBy(onPage, (rows) => rows[0]?.unit.county ?? '')
  const place = words === '' ? '' : ` – ${words}`
  return {
    type: 'panel',
    language,
    summary: t(language, 'missing.title', { place: '' }),
    title: t(language, 'missing.title', { place }),
    blocks: [
      { lines: [{ text: t(language, 'missing.count', { count: units.length }), strong: true }] },
      ...[...byCounty].map(([county, some]) => ({
        heading: county,
        lines: some.map((rows) => ({ text: unitLine(shown, rows) })),
      })),
      ...(pages > 1
        ? [{ lines: [{ text: t(language, 'missing.page', { page: at + 1, pages }), subtle: true as const }] }]
        : []),
    ],
    actions: [
      ...(at + 1 < pages ? [button('admin_missing', t(language, 'button.more'), { words, page: String(at + 1) })] : []),
      ...(at > 0 ? [button('admin_missing', t(language, 'button.earlier'), { words, page: String(at - 1) })] : []),
      ...(units.length > 0 ? [button('admin_remind', t(language, 'button.remind'), { words })] : []),
      button('admin_status', t(language, 'button.status'), { words }),
    ],
  }
}

/** «Bergen – rådmann: begynt; integrering: ikke begynt, ikke koblet»: how many questions apply follows from what was answered. */
const unitLine = ({ language, survey, status }: MissingShown, rows: readonly PlaceRow[]): string => {
  const parts = rows.map((row) => {
    const name = partTitle(survey.wave, row.part, language)
    const linked = row.respondents.some(({ personId }) => personId !== null)
    const far = t(language, `missing.state_${row.state}`)
    const why = row.respondents.some(({ declined }) => declined) ? 'declined' : 'nobody_linked'
    const reached = linked ? far : `${far}, ${t(language, `missing.${why}`)}`
    // Where only one part was asked about, its name is in the title.
    return status.parts.length === 1 ? reached : `${name.toLowerCase()}: ${reached}`
  })
  return `${rows[0]?.unit.name ?? ''} – ${parts.join('; ')}`
}

/** `words`: the places as they were typed, '' for all. `next`: the next standing reminder, null when they are off or over. */
type StatusShown = {
  language: Language
  words: string
  status: Status
  survey: Survey
  next: StandingRun | null
  /** What the administrator answers for; empty for most. */
  own: readonly PlaceRow[]
}

/** Counts and rates of the places asked about. */
const statusPanel = ({ language, words, status, survey, next, own }: StatusShown): Panel => {
  const title = words === '' ? t(language, 'status.title') : t(language, 'status.title_for', { words })
  return {
    type: 'panel',
    language,
    summary: t(language, 'status.title'),
    title,
    blocks: [
      ...ownBlocks(language, survey, own),
      ...status.parts.map((part) => ({
        heading: partTitle(survey.wave, part.part, language),
        lines: partLines(language, part).map((text) => ({ text })),
      })),
      {
        heading: t(language, 'status.rate_heading'),
        lines: [
          { text: t(language, 'status.imdi', { rate: rateText(language, status.imdi) }), strong: true },
          { text: t(language, `status.base_${status.rateBase}`), subtle: true },
          { text: t(language, 'status.partial_line', { ...survey.wave.interview }), subtle: true },
        ],
      },
      {
        lines: [
          { text: t(language, 'status.closes', { at: endText(survey.closesAt) }) },
          {
            text:
              next === null
                ? t(language, 'status.no_standing')
                : t(language, 'status.standing', { at: momentText(next.at) }),
          },
        ],
      },
    ],
    actions: [
      button('admin_missing', t(language, 'button.missing'), { words }),
      button('admin_remind', t(language, 'button.remind'), { words }),
      button('admin_status', t(language, 'button.refresh'), { words }),
    ],
  }
}

/** Somebody who answers as well asks with the same word how far they are themselves. */
const ownBlocks = (language: Language, { wave }: Survey, own: readonly PlaceRow[]): Panel['blocks'] =>
  own.length === 0
    ? []
    : [
        {
          heading: t(language, 'status.own_heading'),
          lines: own.map(({ unit, part, answered, of, progress: { state, submittedAt } }) => {
            const { enhet } = unitData(language, unit)
            const vars = { enhet, part: partTitle(wave, part, language), answered, of }
            if (state !== 'submitted' || submittedAt === null) return { text: t(language, 'status.own', vars) }
            return { text: t(language, 'status.own_submitted', { ...vars, at: momentText(submittedAt) }) }
          }),
        },
      ]

const partLines = (language: Language, { tally, rates, people }: PartStatus): string[] => [
  t(language, 'status.submitted', { rate: rateText(language, rates.rr1) }),
  t(language, 'status.with_partial', { rate: rateText(language, rates.rr2) }),
  t(language, 'status.under_way', underWay(tally)),
  t(language, people.declined > 0 ? 'status.people_declined' : 'status.people', { ...people }),
]

const underWay = ({ started, reopened, not_started, closed_partial }: Tally) => ({
  started,
  reopened,
  not_started,
  closed_partial,
})

/** What an administrator can write. `notes` stand first. */
export const helpPanel = (language: Language, notes: readonly string[] = []): Panel => ({
  type: 'panel',
  language,
  summary: t(language, 'help.title'),
  title: t(language, 'help.title'),
  blocks: [
    ...(notes.length > 0 ? [{ lines: notes.map((text) => ({ text, own: true as const })) }] : []),
    { lines: translateList(language, 'admin.help.commands').map((text) => ({ text })) },
  ],
  actions: [
    button('admin_status', t(language, 'button.status')),
    button('admin_missing', t(language, 'button.missing')),
    button('admin_remind', t(language, 'button.remind')),
  ],
})

/** A title and a line; the card is done with. */
export const donePanel = (language: Language, key: string, vars: Record<string, unknown> = {}): Panel => ({
  type: 'panel',
  language,
  summary: t(language, `${key}.title`),
  title: t(language, `${key}.title`),
  blocks: [{ lines: [{ text: t(language, `${key}.text`, vars) }] }],
  actions: [],
})

/** The newest campaigns, each with its outcome in a line. */
export const campaignsPanel = (language: Language, campaigns: readonly Campaign[]): Panel => ({
  type: 'panel',
  language,
  summary: t(language, 'campaigns.title'),
  title: t(language, 'campaigns.title'),
  blocks:
    campaigns.length === 0
      ? [{ lines: [{ text: t(language, 'campaigns.none') }] }]
      : campaigns.map((campaign) => ({
          heading: `${momentText(campaign.sendAt)} – ${t(language, `kind.${campaign.kind}`)}`,
          lines: [
            {
              text: t(language, 'campaigns.line', {
                ...campaign.counts,
                state: t(language, `campaign_state.${campaign.state}`),
                left: campaign.counts.queued + campaign.counts.held,
              }),
            },
          ],
          actions: [button('admin_progress', t(language, 'button.show'), { id: campaign.id })],
        })),
  actions: [],
})
