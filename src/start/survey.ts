/** The waves of DIALOGS_DIR, read and checked, and which of them takes answers. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Survey } from '../app/service.ts'
import { answerFaults, waveFaults } from '../app/upkeep/answers.ts'
import {
  idFaults,
  storedSessions,
  unitFaultOf,
  unitFaults,
  versionFaultOf,
  versionFaults,
} from '../app/upkeep/versions.ts'
import { textIn } from '../edge/files/wave-files.ts'
import { readWaveFolder } from '../edge/files/wave-folder.ts'
import { progressStore } from '../edge/redis/progress-store.ts'
import { openResults } from '../edge/sql/results.ts'
import { openVersions } from '../edge/sql/versions.ts'
import { cardFaults } from '../edge/teams/cards/card-faults.ts'
import type { Fault } from '../questionnaire/fault.ts'
import { previousIn } from '../questionnaire/last-wave.ts'
import { DAY_MS, loadWave, readInstant, windowOf } from '../questionnaire/wave.ts'
import { savedText } from '../questionnaire/yaml.ts'
import { folderName } from '../settings/kinds.ts'
import type { SettingFault } from '../settings/rules.ts'
import { dialogsDirOf, readSettings, type Settings } from '../settings/settings.ts'
import type { Stores } from './stores.ts'

type Read = { ok: true; survey: Survey } | { ok: false; faults: Fault[] }

/** Which wave, and its times where the settings have them; `folder`: as in the settings, absent: that of this installation. */
type Asked = Omit<Settings['survey'], 'folder' | 'wave'> & { wave: string; folder?: string }

/** Reads `<folder>/<wave>`. SURVEY_OPENS_AT and SURVEY_CLOSES_AT take the place of the wave's own times. */
export const openSurvey = async (survey: Asked): Promise<Read> => {
  const folder = join(survey.folder ?? dialogsDirOf({}), survey.wave)
  const read = await readWaveFolder(folder, cardFaults)
  if ('faults' in read) return { ok: false, faults: read.faults }
  const { wave, units, questionnaires, hashes, previous, heirs, borders, called } = read
  return {
    ok: true,
    survey: {
      folder,
      wave,
      opensAt: survey.opensAt ?? windowOf(wave).opensAt,
      closesAt: survey.closesAt ?? windowOf(wave).closesAt,
      units: new Map(units.map((unit) => [unit.id, unit])),
      questionnaires,
      hashes,
      ...(previous === undefined ? {} : { previous }),
      ...(heirs === undefined ? {} : { heirs }),
      ...(borders === undefined ? {} : { borders }),
      ...(called === undefined ? {} : { called }),
    },
  }
}

/**
 * What the service does not start on: versions that have been answered and are not as they were, units that have answered and are
 * not in `units.csv`, and waves whose id was changed after that. None: notes the text of each version. Throws `StoreAway`.
 */
export const faultsOfVersions = async (
  { redis, sql }: Pick<Stores, 'redis' | 'sql'>,
  surveys: readonly Survey[],
): Promise<Fault[]> => {
  const sessions = await storedSessions(progressStore(redis, async () => undefined))
  return standingFaults({ surveys, sessions, versions: openVersions(sql), now: new Date() })
}

/** The same of what has been read of the stores. */
export const standingFaults = async (given: Parameters<typeof versionFaults>[0]): Promise<Fault[]> => {
  const [renamed, lost] = [await idFaults(given), await unitFaults(given)]
  return [...renamed, ...(await versionFaults(given)).map(versionFaultOf), ...lost.map(unitFaultOf)]
}

/**
 * The same surveys, each that goes on from another one with what its units answered then, as the results store has it; its own
 * `previous.jsonl` goes before. Of waves that have closed at `now`, ms, nobody asks. Throws `StoreAway`.
 */
export const withPrevious = async (
  { sql }: Pick<Stores, 'sql'>,
  surveys: readonly Survey[],
  now: number,
): Promise<Survey[]> => {
  const results = openResults(sql)
  return Promise.all(
    surveys.map(async (survey) => {
      const { continues } = survey.wave
      if (continues === undefined || survey.previous !== undefined || survey.closesAt <= now) return survey
      const documents: unknown[] = []
      for await (const document of results.latest(continues.wave)) documents.push(document)
      if (documents.length === 0) return survey
      const { heirs = new Map(), borders = new Map() } = survey
      const about = { heirs, borders, split: continues.split }
      return { ...survey, previous: previousIn(documents, new Set(survey.units.keys()), about) }
    }),
  )
}

/** Every wave of the folder. `taking`: the id of the one that SURVEY_WAVE names. `alarms`: of folders that stop nobody. */
export type Opened = { ok: true; surveys: Survey[]; taking: string | null; alarms: Fault[] }
type NotOpened = { ok: false; faults: Fault[]; reasons: string[] }

/**
 * Reads every wave of the folder but its drafts. Refused, with all that is wrong: the wave that SURVEY_WAVE names, or one that by its own
 * dates is open or still to be deleted from, has faults; without SURVEY_WAVE, two are open at once from `now` on, ms.
 */
export const openSurveys = async (asked: Settings['survey'], now: number): Promise<Opened | NotOpened> => {
  const { folder, wave } = asked
  const surveys: Survey[] = []
  const faults: Fault[] = []
  const alarms: Fault[] = []
  for (const name of waveFolders(folder)) {
    const times = name === wave ? asked : { opensAt: null, closesAt: null }
    const read = await openSurvey({ folder, wave: name, opensAt: times.opensAt, closesAt: times.closesAt })
    // Nobody has been asked by a draft, so nothing of it is to be looked after.
    if (read.ok && read.survey.wave.draft === true && name !== wave) continue
    if (read.ok) surveys.push(read.survey)
    else if (name === wave || (await isLookedAfter(join(folder, name), now))) faults.push(...read.faults)
    else alarms.push(...read.faults)
  }
  const taking = surveys.find(({ folder: own }) => wave !== null && own === join(folder, wave))?.wave.id ?? null
  const reasons = [...twice(surveys), ...(wave === null ? together(surveys, now) : [])]
  if (wave === null && surveys.length === 0) reasons.push(`DIALOGS_DIR: ${folder} holds no wave that can be read`)
  if (faults.length > 0 || reasons.length > 0) return { ok: false, faults, reasons }
  return { ok: true, surveys, taking, alarms }
}

/** Folders with a `wave.yaml`, by name. */
export const waveFolders = (folder: string): string[] =>
  (isFolder(folder) ? readdirSync(folder, { withFileTypes: true }) : [])
    .filter(({ name }) => existsSync(join(folder, name, 'wave.yaml')))
    .map(({ name }) => name)
    .sort()

/** The name of the folder whose wave is open at `now`, ms, by its own dates; undefined: none is, as far as can be read. */
export const openFolder = (folder: string, now: number): string | undefined =>
  waveFolders(folder).find((name) => {
    const file = join(folder, name, 'wave.yaml')
    const loaded = loadWave(file, savedText(readFileSync(file)))
    if ('faults' in loaded || loaded.wave.draft === true) return false
    const { opensAt, closesAt } = windowOf(loaded.wave)
    return opensAt <= now && now < closesAt
  })

const nameOf = ({ folder, wave }: Survey): string => `${wave.id} (${folder})`

const twice = (surveys: readonly Survey[]): string[] =>
  [...Map.groupBy(surveys, ({ wave }) => wave.id).values()]
    .filter((same) => same.length > 1)
    .map((same) => `DIALOGS_DIR: two folders hold the same wave: ${same.map(nameOf).join(' and ')}`)

const together = (surveys: readonly Survey[], now: number): string[] =>
  surveys.flatMap((one, i) =>
    surveys
      .slice(i + 1)
      .filter((other) => Math.max(one.opensAt, other.opensAt, now) < Math.min(one.closesAt, other.closesAt))
      .map(
        (other) =>
          `SURVEY_WAVE: must say which takes answers, or their dates be changed: ${nameOf(one)} and ${nameOf(other)} are open at once`,
      ),
  )

/** Where `wave.yaml` tells no days: the longest that a wave has kept anything. */
const KEPT_DAYS = 365

/**
 * Whether a faulty wave is open at `now`, or closed with something left to delete, as far as its dates can be read at all:
 * line by line, since what is faulty may be no YAML.
 */
const isLookedAfter = async (folder: string, now: number): Promise<boolean> => {
  const read = await textIn(join(folder, 'wave.yaml'))
  const text = read !== null && 'text' in read ? read.text : ''
  const found = (key: string) => new RegExp(`\\b${key}: *['"]?([^\\s'",}#]+)`).exec(text)?.[1] ?? ''
  const [opensAt, closesAt] = [readInstant(found('opensAt'), 'opening'), readInstant(found('closesAt'), 'closing')]
  const days = ['progressDays', 'linkDays', 'textAnswerDays'].map((key) => Number.parseInt(found(key), 10) || 0)
  const kept = Math.max(...days) || KEPT_DAYS
  return opensAt !== null && closesAt !== null && opensAt <= now && now < closesAt + kept * DAY_MS
}

/**
 * The wave that a command is about: the one `named` (by folder or id), that of SURVEY_WAVE, the open one, or the only one.
 * Else the reasons, and the names to choose from.
 */
export const surveyFor = async (
  asked: Settings['survey'],
  { named, now }: { named: string | null; now: number },
): Promise<{ ok: true; survey: Survey } | NotOpened> => {
  const only = named ?? asked.wave
  if (only !== null && existsSync(join(asked.folder, only, 'wave.yaml'))) {
    const times = only === asked.wave ? asked : { opensAt: null, closesAt: null }
    const read = await openSurvey({
      folder: asked.folder,
      wave: only,
      opensAt: times.opensAt,
      closesAt: times.closesAt,
    })
    return read.ok ? read : { ...read, reasons: [] }
  }
  const all = await openSurveys(asked, now)
  if (!all.ok) return all
  const { surveys } = all
  const isOpen = (one: Survey) => now >= one.opensAt && now < one.closesAt
  const survey =
    named === null
      ? (surveys.find(isOpen) ?? (surveys.length === 1 ? surveys[0] : undefined))
      : surveys.find(({ wave }) => wave.id === named)
  if (survey !== undefined) return { ok: true, survey }
  const why = named === null ? 'no wave is open: say which' : `there is no wave ${named}`
  return { ok: false, faults: [], reasons: [`--wave: ${why} (${surveys.map(({ wave }) => wave.id).join(', ')})`] }
}

/**
 * `readSettings`, whether DIALOGS_DIR and SURVEY_WAVE are there, and whether the survey is ever open by its times and those
 * of the settings: all that is wrong with the settings is told at once.
 */
export const readSettingsAndWave = (
  env: Readonly<Record<string, string | undefined>>,
): ReturnType<typeof readSettings> => {
  const read = readSettings(env)
  const folder = read.ok ? read.settings.survey.folder : dialogsDirOf(env)
  const found = isFolder(folder)
    ? waveFault(folder, read.ok ? read.settings.survey.wave : env.SURVEY_WAVE, read)
    : noFolder
  return found === null ? read : { ok: false, faults: [...(read.ok ? [] : read.faults), found] }
}

const waveFault = (
  folder: string,
  given: string | null | undefined,
  read: ReturnType<typeof readSettings>,
): SettingFault | null => {
  const wave = folderName.safeParse(given?.trim())
  if (!wave.success) return null
  const file = join(folder, wave.data, 'wave.yaml')
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? neverOpen(file, read) : noWave
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

/**
 * All that is wrong between the waves' files and what the stores hold, told before a report leaves it out. Of every wave of the folder, drafts and those that have closed too. A wave whose files cannot be read is passed over: its own faults come first.
 * Notes nothing. Throws `StoreAway`.
 */
export const storedFaults = async ({ redis, sql }: Pick<Stores, 'redis' | 'sql'>, folder: string): Promise<Fault[]> => {
  const names = waveFolders(folder)
  const read = await Promise.all(names.map((wave) => openSurvey({ folder, wave, opensAt: null, closesAt: null })))
  const surveys = read.flatMap((one) => (one.ok ? [one.survey] : []))
  const versions = { ...openVersions(sql), note: async () => undefined }
  const sessions = await storedSessions(progressStore(redis, async () => undefined))
  const standing = await standingFaults({ surveys, sessions, versions, now: new Date() })
  // Under the name of its folder stands what a wave whose id was changed has been answered with.
  const known = new Set([...names, ...surveys.map(({ wave }) => wave.id)])
  return [
    ...standing,
    ...(await answerFaults(surveys, openResults(sql))),
    ...(await waveFaults(folder, known, { sessions, versions })),
  ]
}

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
