/** Every wave that the repository ships, with its questionnaires, as the service reads them. */

import type { Survey } from '../../src/app/service.ts'
import type { Questionnaire } from '../../src/questionnaire/schema.ts'
import { newestOf } from '../../src/report/over-versions.ts'
import { openSurvey, waveFolders } from '../../src/start/survey.ts'

const surveyIn = async (wave: string): Promise<Survey> => {
  const found = await openSurvey({ wave, opensAt: null, closesAt: null })
  if (!found.ok) throw new Error(JSON.stringify(found.faults))
  return found.survey
}

const surveys = await Promise.all(waveFolders('dialogs').map(surveyIn))

/** Each part of each wave, in its newest version. `name`: «kommuneundersokelsen-2018 raadmann». */
export const shippedParts: readonly {
  name: string
  wave: Survey['wave']
  closesAt: number
  questionnaire: Questionnaire
}[] = surveys.flatMap((survey) =>
  newestOf(survey).map((questionnaire) => ({
    ...{ name: `${survey.wave.id} ${questionnaire.part}`, wave: survey.wave },
    ...{ closesAt: survey.closesAt, questionnaire },
  })),
)
