/** «Ikke jeg som svarer» reaches administrators: once in the next card that each of them asks for. */
import type { Language } from '../../questionnaire/schema.ts'
import { mayAdminister } from '../../register/who-may.ts'
import { unitData } from '../../wording/unit-words.ts'
import type { Declined } from '../delegation/delegation-ports.ts'
import type { Survey } from '../deps.ts'
import type { Link } from '../people.ts'
import type { AdminDeps } from './admin-deps.ts'
import { type Panel, t } from './admin-words.ts'

/** More than this in a day means a wrong file; the list is in the register. */
const MOST_NAMED = 10

/** What this person is to be told of; nothing for those who do not see persons. Throws `StoreAway`. */
export const declinedNews = async ({ register }: AdminDeps, link: Link): Promise<Declined[]> =>
  mayAdminister(link.role, 'see_persons') ? await register.declinedSince(link.personId) : []

/** The card with the news above everything else. */
export const withDeclined = (panel: Panel, declined: readonly Declined[], survey: Survey): Panel => {
  if (declined.length === 0) return panel
  const { language } = panel
  const named = declined
    .slice(-MOST_NAMED)
    .map((one) => ({ text: sentence(language, survey, one), own: true as const }))
  const more = declined.length - named.length
  return {
    ...panel,
    blocks: [
      {
        heading: t(language, 'declined.title'),
        lines: [
          ...named,
          ...(more > 0 ? [{ text: t(language, 'declined.more', { count: more }) }] : []),
          { text: t(language, 'declined.what_now'), subtle: true as const },
        ],
      },
      ...panel.blocks,
    ],
  }
}

const sentence = (language: Language, { wave, units }: Survey, { name, unitId, part }: Declined): string => {
  const unit = units.get(unitId)
  const enhet = unit === undefined ? unitId : (unitData(language, unit).enhet ?? unitId)
  return t(language, 'declined.line', { name, enhet, part: wave.parts[part]?.title[language] ?? part })
}
