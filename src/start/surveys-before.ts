/** The waves that a wave goes on from. */

import { dirname } from 'node:path'
import type { Survey } from '../app/service.ts'
import { openSurvey } from './survey.ts'

/** The wave that this one continues, from the folder beside it; null: it continues none, or that cannot be read. */
export const earlierSurvey = async ({ wave, folder }: Survey): Promise<Survey | null> => {
  if (wave.continues === undefined) return null
  const times = { opensAt: null, closesAt: null }
  const found = await openSurvey({ folder: dirname(folder), wave: wave.continues.wave, ...times })
  return found.ok ? found.survey : null
}

/** Every wave that this one goes on from, newest first. A ring of folders is gone round once. */
export const surveysBefore = async (survey: Survey): Promise<Survey[]> => {
  const found: Survey[] = []
  for (let one = await earlierSurvey(survey); one !== null; one = await earlierSurvey(one)) {
    const { id } = one.wave
    if (id === survey.wave.id || found.some(({ wave }) => wave.id === id)) break
    found.push(one)
  }
  return found
}
