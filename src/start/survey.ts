/** The wave of the settings, read and checked; a faulty questionnaire stops the service with its list of faults. */

import { existsSync, readFileSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Survey } from '../app/service.ts'
import { versionFaults, versionFaultText } from '../app/upkeep/versions.ts'
import { readWaveFolder } from '../edge/files/wave-folder.ts'
import { progressStore } from '../edge/redis/progress-store.ts'
import { openVersions } from '../edge/sql/versions.ts'
import { cardFaults } from '../edge/teams/cards/card-faults.ts'
import { loadWave, windowOf } from '../questionnaire/wave.ts'
import { type Fault, savedText } from '../questionnaire/yaml.ts'
import { folderName } from '../settings/kinds.ts'
import type { SettingFault } from '../settings/rules.ts'
import { dialogsDirOf, readSettings, type Settings } from '../settings/settings.ts'
import type { Stores } from './stores.ts'

type Read = { ok: true; survey: Survey } | { ok: false; faults: Fault[] }

/** Which wave, and its times where the settings have them; `folder`: as in the settings, absent: that of this installation. */
type Asked = Omit<Settings['survey'], 'folder'> & { folder?: string }

/** Reads `<folder>/<wave>`. SURVEY_OPENS_AT and SURVEY_CLOSES_AT take the place of the wave's own times. */
export const openSurvey = async (survey: Asked): Promise<Read> => {
  const folder = join(survey.folder ?? dialogsDirOf({}), survey.wave)
  const read = await readWaveFolder(folder, cardFaults)
  if ('faults' in read) return { ok: false, faults: read.faults }
  const { wave, units, questionnaires, hashes, previous } = read
  return {
    ok: true,
    survey: {
      ...{ folder, wave },
      opensAt: survey.opensAt ?? windowOf(wave).opensAt,
      closesAt: survey.closesAt ?? windowOf(wave).closesAt,
      units: new Map(units.map((unit) => [unit.id, unit])),
      ...{ questionnaires, hashes },
      ...(previous === undefined ? {} : { previous }),
    },
  }
}

/**
 * Every other wave of the folder, by id, with its own times: the service closes them and keeps what they hold no longer
 * than they say. A folder without `wave.yaml` is none; one that has faults is told of and stops nobody.
 */
export const openOtherSurveys = async (
  { folder: ownFolder, wave: own }: Survey,
  folder = dirname(ownFolder),
): Promise<{ surveys: Map<string, Survey>; faults: Fault[] }> => {
  const surveys = new Map<string, Survey>()
  const faults: Fault[] = []
  for (const { name } of (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
    if (!existsSync(join(folder, name, 'wave.yaml'))) continue
    const read = await openSurvey({ folder, wave: name, opensAt: null, closesAt: null })
    if (!read.ok) faults.push(...read.faults)
    else if (read.survey.wave.id !== own.id) surveys.set(read.survey.wave.id, read.survey)
  }
  return { surveys, faults }
}

/**
 * What the service does not start on, in sentences: versions that have been answered and are not as they were. None: notes
 * the text of each. Throws `StoreAway`.
 */
export const faultsOfVersions = async (
  { redis, sql }: Pick<Stores, 'redis' | 'sql'>,
  surveys: readonly Survey[],
): Promise<string[]> => {
  const found = await versionFaults({
    ...{ surveys, versions: openVersions(sql), now: new Date() },
    progress: progressStore(redis, async () => undefined),
  })
  return found.map(versionFaultText)
}

/**
 * `readSettings`, whether SURVEY_WAVE is there, and whether the survey is ever open by its times and those of the settings:
 * all that is wrong with the settings is told at once.
 */
export const readSettingsAndWave = (
  env: Readonly<Record<string, string | undefined>>,
): ReturnType<typeof readSettings> => {
  const read = readSettings(env)
  const wave = folderName.safeParse(read.ok ? read.settings.survey.wave : env.SURVEY_WAVE?.trim())
  if (!wave.success) return read
  const folder = read.ok ? read.settings.survey.folder : dialogsDirOf(env)
  const file = join(folder, wave.data, 'wave.yaml')
  const found = existsSync(file) ? neverOpen(file, read) : isFolder(folder) ? noWave : noFolder
  return found === null ? read : { ok: false, faults: [...(read.ok ? [] : read.faults), found] }
}

const noWave: SettingFault = {
  name: 'SURVEY_WAVE',
  reason: 'must be a folder in DIALOGS_DIR with a wave.yaml; there is none of this name',
}
const noFolder: SettingFault = { name: 'DIALOGS_DIR', reason: 'must be a folder; there is none' }

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/** One time of the settings beside the other of `wave.yaml`; a faulty `wave.yaml` is told of by `openSurvey`. */
const neverOpen = (file: string, read: ReturnType<typeof readSettings>): SettingFault | null => {
  if (!read.ok) return null
  const { opensAt, closesAt } = read.settings.survey
  if ((opensAt === null) === (closesAt === null)) return null
  const loaded = loadWave(file, savedText(readFileSync(file)))
  if ('faults' in loaded) return null
  const own = windowOf(loaded.wave)
  if ((opensAt ?? own.opensAt) < (closesAt ?? own.closesAt)) return null
  return opensAt === null
    ? { name: 'SURVEY_CLOSES_AT', reason: 'must be after the opening in wave.yaml, or SURVEY_OPENS_AT be set too' }
    : { name: 'SURVEY_OPENS_AT', reason: 'must be before the closing in wave.yaml, or SURVEY_CLOSES_AT be set too' }
}
