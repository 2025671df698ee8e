/** How far each theme of a part is, as administrators see it where themes were passed on: nothing finer, and no answers. */

import { isSettled, route, type Stop } from '../../engine/route.ts'
import type { Session } from '../../engine/session.ts'
import type { Section, Text } from '../../questionnaire/schema.ts'
import { isAsked } from '../../questionnaire/shape.ts'
import { sessionIdOf } from '../../register/ids.ts'
import { fill, unitData } from '../../texts/translate.ts'
import { readOrNull, type Stored } from '../conversation/stored-state.ts'
import type { CampaignBook } from '../ports/campaigns.ts'
import type { ProgressStore } from '../ports/progress.ts'
import type { ListedRespondent } from '../ports/register.ts'
import { placeKey, readSessions } from '../progress.ts'
import { questionnaireOf, type Survey } from '../service.ts'

export const themeStates = ['not_started', 'started', 'finished'] as const
export type ThemeState = (typeof themeStates)[number]
/**
 * `id`: of the section. `title` null: the questionnaire has it no more. `state` null: not known, as the session cannot be read,
 * or is lost after it was closed half-way.
 */
export type ThemeProgress = { id: string; title: Text | null; state: ThemeState | null }

type Stores = {
  survey: Survey
  progress: Pick<ProgressStore, 'readSession'>
  campaigns: Pick<CampaignBook, 'submitted'>
}
type Asked = Pick<ListedRespondent, 'id' | 'unitId' | 'part' | 'section'>

/** The theme of each of these to whom one was passed on, by respondent; who was asked about the whole part is not there. Throws `StoreAway`. */
export const themesPassedOn = async (
  { survey, progress, campaigns }: Stores,
  listed: readonly Asked[],
): Promise<Map<string, ThemeProgress>> => {
  const asked = listed.filter(({ section }) => section !== null)
  const places = new Map(asked.map(({ unitId, part }) => [placeKey(unitId, part), { unitId, part }]))
  if (places.size === 0) return new Map()
  const submitted = await campaigns.submitted([...places.values()])
  const sentIn = new Map(submitted.map((one) => [placeKey(one.unitId, one.part), one.complete]))
  const idOf = (place: { unitId: string; part: string }) => sessionIdOf(survey.wave.id, place.unitId, place.part)
  const read = new Map<string, Stored<Session>>()
  for await (const [id, session] of readSessions(progress, [...places.values()].map(idOf))) read.set(id, session)
  return new Map(
    asked.map((one): [string, ThemeProgress] => {
      const key = placeKey(one.unitId, one.part)
      const stored = read.get(idOf(one)) ?? { type: 'none' }
      const id = one.section ?? ''
      const unit = survey.units.get(one.unitId)
      const questionnaire = questionnaireOf(survey, one.part, readOrNull(stored)?.version)
      const section = questionnaire?.sections.find((each) => each.id === id)
      if (unit === undefined || questionnaire === null || section === undefined)
        return [one.id, { id, title: null, state: null }]
      const title = (language: 'nb' | 'nn') => fill(language, section.title[language], unitData(language, unit))
      const lost = sentIn.get(key) === true ? 'finished' : sentIn.has(key) ? null : 'not_started'
      const state =
        stored.type === 'read'
          ? stateOf(section, stored.value, route(questionnaire, unit, stored.value.entries))
          : stored.type === 'none'
            ? lost
            : null
      return [one.id, { id, title: { nb: title('nb'), nn: title('nn') }, state }]
    }),
  )
}

/**
 * One that nobody has touched has not begun, whether the answers before it lead there or not, until nothing is left of the whole
 * part or it was sent in: else «ferdig» would tell what was answered before it. In a part that was opened again it stands as it
 * was sent in until somebody has touched it since: else «i gang» would tell where a changed answer leads.
 */
const stateOf = (section: Section, { state, entries, submission }: Session, stops: readonly Stop[]): ThemeState => {
  const left = stops.filter(({ question, entry }) => isAsked(question) && !isSettled(entry))
  if (left.length === 0 || state === 'submitted') return 'finished'
  const isReopened = state === 'reopened'
  const own = section.questions.filter(isAsked).flatMap(({ id }) => entries[id] ?? [])
  if (!own.some(({ at }) => !isReopened || at > (submission?.at ?? 0))) return isReopened ? 'finished' : 'not_started'
  return left.some((stop) => stop.section.id === section.id) ? 'started' : 'finished'
}
