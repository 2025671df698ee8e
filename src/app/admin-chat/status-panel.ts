import type { Language } from '../../questionnaire/schema.ts'
import type { Tally } from '../../register/status.ts'
import type { StandingRun } from '../../reminders/standing-runs.ts'
import { endText, momentText } from '../../wording/moment.ts'
import { unitData } from '../../wording/unit-words.ts'
import type { Survey } from '../deps.ts'
import type { PartStatus, PlaceRow, Status } from '../status/collect-status.ts'
import { button, type Panel, rateText, t } from './admin-words.ts'

/** `words`: the places as they were typed, '' for all. `next`: the next standing reminder, null when they are off or over. */
type Shown = {
  language: Language
  words: string
  status: Status
  survey: Survey
  next: StandingRun | null
  /** What the administrator answers for; empty for most. */
  own: readonly PlaceRow[]
}

/** Counts and rates of the places asked about. */
export const statusPanel = ({ language, words, status, survey, next, own }: Shown): Panel => {
  const title = words === '' ? t(language, 'status.title') : t(language, 'status.title_for', { words })
  return {
    type: 'panel',
    language,
    summary: t(language, 'status.title'),
    title,
    blocks: [
      ...ownBlocks(language, survey, own),
      ...status.parts.map((part) => ({
        heading: survey.wave.parts[part.part]?.title[language] ?? part.part,
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
            const vars = { enhet, part: wave.parts[part]?.title[language] ?? part, answered, of }
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
