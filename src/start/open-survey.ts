/** The wave of the settings, read and checked; a faulty questionnaire stops the service with its list of faults. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Survey } from '../app/deps.ts'
import { folderName } from '../config/kinds.ts'
import { readSettings, type Settings } from '../config.ts'
import { readWaveFolder } from '../edge/files/wave-folder.ts'
import { cardFaults } from '../edge/teams/cards/card-faults.ts'
import type { Fault } from '../questionnaire/faults.ts'
import { instantInOslo } from '../questionnaire/instant.ts'

/** `dialogs/` of this installation, wherever the command is run from. */
export const dialogsDir = fileURLToPath(new URL('../../dialogs', import.meta.url))

/** Reads `<folder>/<wave>`. SURVEY_OPENS_AT and SURVEY_CLOSES_AT take the place of the wave's own times. */
export const openSurvey = async (
  survey: Settings['survey'],
  folder = dialogsDir,
): Promise<{ ok: true; survey: Survey } | { ok: false; faults: Fault[] }> => {
  const read = await readWaveFolder(join(folder, survey.wave), cardFaults)
  if ('faults' in read) return { ok: false, faults: read.faults }
  const { wave, units, questionnaires, previous } = read
  return {
    ok: true,
    survey: {
      wave,
      opensAt: survey.opensAt ?? instantInOslo(wave.opensAt),
      closesAt: survey.closesAt ?? instantInOslo(wave.closesAt),
      units: new Map(units.map((unit) => [unit.id, unit])),
      questionnaires,
      ...(previous === undefined ? {} : { previous }),
    },
  }
}

/** `readSettings`, and whether SURVEY_WAVE is there: all that is wrong with the settings is told at once. */
export const readSettingsAndWave = (
  env: Readonly<Record<string, string | undefined>>,
): ReturnType<typeof readSettings> => {
  const read = readSettings(env)
  const wave = folderName.safeParse(read.ok ? read.settings.survey.wave : env.SURVEY_WAVE?.trim())
  if (!wave.success || existsSync(join(dialogsDir, wave.data, 'wave.yaml'))) return read
  const fault = {
    name: 'SURVEY_WAVE',
    reason: 'must be a folder under dialogs/ with a wave.yaml; there is none of this name',
  }
  return { ok: false, faults: [...(read.ok ? [] : read.faults), fault] }
}
