/** A survey wave's folder: wave.yaml, units.csv and the questionnaires of each part and version. */

import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type CardFaults, loadQuestionnaire, readQuestionnaires, type SourceFile } from '../../questionnaire/check.ts'
import { exampleFindings } from '../../questionnaire/checks/addresses.ts'
import { continuedFaults } from '../../questionnaire/checks/continued.ts'
import { frameAdvice, frameFaults } from '../../questionnaire/checks/frame.ts'
import { loadHistory, type UnitHistory } from '../../questionnaire/history.ts'
import { type Heirs, loadPrevious, type PreviousAnswers } from '../../questionnaire/last-wave.ts'
import type { Questionnaire } from '../../questionnaire/schema.ts'
import { loadUnits } from '../../questionnaire/units.ts'
import { daysOf, loadWave, type Unit, type Wave } from '../../questionnaire/wave.ts'
import { type Fault, notUtf8, notUtf8At, parseYaml, savedText, sortFaults } from '../../questionnaire/yaml.ts'

export type WaveFolder = {
  wave: Wave
  units: Unit[]
  /** Part → version → questionnaire; older versions serve the sessions that began on them. */
  questionnaires: Map<string, Map<number, Questionnaire>>
  /** SHA-256 of each version's text, by `<part>.v<version>`. */
  hashes: Map<string, string>
  /** Only where the folder has `previous.jsonl`. */
  previous?: PreviousAnswers
  /** What the units of the wave that this one continues have become; a unit that is not there is its own. */
  heirs?: Heirs
}

type Named = { file: string; questionnaire: Questionnaire }
type LoadedWave = Exclude<ReturnType<typeof loadWave>, { faults: Fault[] }>

const absent = (file: string): Fault => ({
  file,
  line: 1,
  column: 1,
  code: 'file_missing',
  message: 'the file is not there',
})

const readText = async (file: string): Promise<string | undefined> => {
  try {
    return savedText(await readFile(file))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

const namesIn = async (dir: string): Promise<string[]> => {
  try {
    return await readdir(dir)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

const sources = async (dir: string): Promise<SourceFile[]> => {
  const names = (await namesIn(dir)).filter((name) => /\.v\d+\.yaml$/u.test(name)).sort()
  return Promise.all(
    names.map(async (name) => ({ file: join(dir, name), text: savedText(await readFile(join(dir, name))) })),
  )
}

/** SHA-256 in hex of a version's text. Line ends do not count: Git changes them on Windows. */
export const versionHash = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')

/** What fits together only when the files are seen side by side. */
const togetherFaults = ({ wave, locate }: LoadedWave, named: readonly Named[]): Fault[] => {
  const at = (file: string, code: string, message: string): Fault => ({ file, line: 1, column: 1, code, message })
  const strangers = named.flatMap(({ file, questionnaire: it }): Fault[] => {
    if (it.wave !== wave.id) return [at(file, 'other_wave', `belongs to «${it.wave}», the folder is «${wave.id}»`)]
    return Object.hasOwn(wave.parts, it.part) ? [] : [at(file, 'unknown_part', `wave.yaml has no part «${it.part}»`)]
  })
  const lacking = Object.entries(wave.parts).flatMap(([part, { version }]): Fault[] => {
    if (named.some(({ questionnaire: q }) => q.part === part && q.version === version)) return []
    const message = `there is no ${part}.v${version}.yaml that can be read`
    return [locate({ path: ['parts', part, 'version'], code: 'version_missing', message })]
  })
  return [...strangers, ...lacking]
}

const byPart = (named: readonly Named[]): WaveFolder['questionnaires'] => {
  const parts: WaveFolder['questionnaires'] = new Map()
  for (const { questionnaire: it } of named) {
    const versions = parts.get(it.part) ?? new Map<number, Questionnaire>()
    parts.set(it.part, versions.set(it.version, it))
  }
  return parts
}

/**
 * Every text of the folder's YAML files with an address that leads nowhere (`example_address`), which the check lets pass: a
 * wave may be tried with them. A file that is no YAML has none.
 */
export const exampleAddresses = async (dir: string): Promise<Fault[]> => {
  const names = (await namesIn(dir)).filter((name) => name.endsWith('.yaml')).map((name) => join(dir, name))
  const found = await Promise.all(
    names.map(async (file) => {
      const read = parseYaml(file, (await readText(file)) ?? '')
      return 'faults' in read ? [] : exampleFindings(read.data).map(read.locate)
    }),
  )
  return sortFaults(found.flat())
}

/** What was found of a folder; `folder` where it can be used, which is where there are no faults. `advice` hinders nothing. */
export type CheckedFolder = {
  faults: Fault[]
  advice: Fault[]
  questionnaires: Questionnaire[] | null
  folder: WaveFolder | null
}

/**
 * Looks through a wave's folder. All faults of all files at once, with file, line and column; a folder that is not there is
 * one (`file_missing`). `questionnaires` is null where one does not parse. Throws when a file is there and cannot be read.
 */
export const checkWaveFolder = async (dir: string, cardFaults: CardFaults): Promise<CheckedFolder> => {
  const waveFile = join(dir, 'wave.yaml')
  const unitsFile = join(dir, 'units.csv')
  const waveText = await readText(waveFile)
  const unitsText = await readText(unitsFile)
  const loaded = waveText === undefined ? { faults: [absent(waveFile)] } : loadWave(waveFile, waveText)
  // Without wave.yaml it may be no wave at all, only questionnaires: then no units are asked for.
  const noUnits = { faults: waveText === undefined ? [] : [absent(unitsFile)] }
  const units = unitsText === undefined ? noUnits : loadUnits(unitsFile, unitsText)
  const files = await sources(dir)
  const { faults: own, advice: onTexts, questionnaires } = readQuestionnaires(files, cardFaults)
  const together = 'faults' in loaded ? loaded.faults : togetherFaults(loaded, questionnaires)
  const read = await readHistory(dirname(resolve(dir)))
  const history = read === null || 'faults' in read ? null : read.history
  const wave = 'faults' in loaded ? null : loaded.wave
  // Without its units nobody can say who has answered.
  const last = 'faults' in units ? null : await previousIn(dir, units.units, { wave, history })
  const frame =
    'faults' in units || wave === null || history === null ? null : { file: unitsFile, ...units, wave, history }
  const continued = 'faults' in loaded ? null : await againstEarlier(dir, loaded, { files, questionnaires })
  const unfollowed = 'faults' in loaded || read !== null ? [] : historyAdvice(loaded)
  const faults = sortFaults([
    ...(continued?.faults ?? []),
    ...[...own, ...together, ...(frame === null ? [] : frameFaults(frame)), ...(last?.faults ?? [])],
    ...('faults' in units ? units.faults : []),
    ...(wave?.continues !== undefined && read !== null && 'faults' in read ? read.faults : []),
  ])
  const advice = sortFaults([
    ...[...onTexts, ...unfollowed, ...(continued?.advice ?? [])],
    ...[...(frame === null ? [] : frameAdvice(frame)), ...(last?.nowhere ?? [])],
  ])
  const parsed = questionnaires.length < files.length ? null : questionnaires.map(({ questionnaire }) => questionnaire)
  if (faults.length > 0 || 'faults' in loaded || 'faults' in units) {
    return { faults, advice, questionnaires: parsed, folder: null }
  }
  const hashes = new Map(files.map(({ file, text }) => [basename(file, '.yaml'), versionHash(text)]))
  const folder: WaveFolder = { wave: loaded.wave, units: units.units, questionnaires: byPart(questionnaires), hashes }
  const { previous, heirs } = last ?? {}
  if (previous !== undefined) folder.previous = previous
  if (heirs !== undefined) folder.heirs = heirs
  return { faults, advice, questionnaires: parsed, folder }
}

/** A wave's folder as it is used: `checkWaveFolder` without faults. */
export const readWaveFolder = async (
  dir: string,
  cardFaults: CardFaults,
): Promise<WaveFolder | { faults: Fault[] }> => {
  const { faults, folder } = await checkWaveFolder(dir, cardFaults)
  return folder ?? { faults }
}

/** Beside the folders of the waves: what is of all of them. */
export const sharedFolder = 'enheter'
const historyFile = 'historikk.csv'

/** `enheter/historikk.csv` of the folder that the waves lie in; null: it has none. All its faults. */
export const readHistory = async (dialogs: string): Promise<{ history: UnitHistory } | { faults: Fault[] } | null> => {
  const file = join(dialogs, sharedFolder, historyFile)
  const text = await readText(file)
  return text === undefined ? null : loadHistory(file, text)
}

type Read = { files: readonly SourceFile[]; questionnaires: readonly Named[] }

/** Without a history every unit of the wave that this one continues is its own. */
const historyAdvice = ({ wave, locate }: LoadedWave): Fault[] => {
  if (wave.continues === undefined) return []
  const message = `det er ingen ${sharedFolder}/${historyFile} ved siden av undersøkelsene: enheter som er slått sammen, delt eller har fått nytt nummer siden «${wave.continues.wave}», kjennes ikke igjen`
  return [locate({ path: ['continues'], code: 'no_history', message })]
}

/** What of the wave before cannot be held against: where its first fault is. */
const unreadAdvice = ([fault]: readonly Fault[], wave: string): Fault[] => {
  if (fault === undefined) return []
  const message = `spørreskjemaet i «${wave}» kan ikke leses: spørsmålene i det er ikke holdt opp mot dem i denne undersøkelsen`
  return [{ ...fault, code: 'earlier_unread', message }]
}

/**
 * Held against the wave that this one continues; that its folder does not lie beside, or that a questionnaire there cannot be
 * read, hinders nothing and is said.
 */
const againstEarlier = async (
  dir: string,
  { wave, locate }: LoadedWave,
  { files, questionnaires }: Read,
): Promise<{ faults: Fault[]; advice: Fault[] }> => {
  if (wave.continues === undefined) return { faults: [], advice: [] }
  const { wave: continued } = wave.continues
  const earlier = await sources(join(dirname(resolve(dir)), continued))
  const then = earlier.map(({ file, text }) => loadQuestionnaire(file, text))
  const written = questionnaires.map((one) => ({
    ...one,
    text: files.find(({ file }) => file === one.file)?.text ?? '',
  }))
  const message = `det er ingen undersøkelse «${continued}» ved siden av denne: endringer siden da kan ikke regnes ut`
  return {
    faults: continuedFaults(written, {
      wave: continued,
      questionnaires: then.flatMap((one) => ('faults' in one ? [] : [one.questionnaire])),
    }),
    advice: [
      ...(earlier.length > 0 ? [] : [locate({ path: ['continues', 'wave'], code: 'unknown_wave', message })]),
      ...then.flatMap((one) => ('faults' in one ? unreadAdvice(one.faults, continued) : [])),
    ],
  }
}

type Around = { wave: Wave | null; history: UnitHistory | null }

type Last = { previous?: PreviousAnswers; heirs?: Heirs; faults?: Fault[]; nowhere?: Fault[] }

/** The last wave's answers, where the folder has `previous.jsonl`; what its units have become, where this one continues one. */
const previousIn = async (dir: string, units: readonly Unit[], { wave, history }: Around): Promise<Last> => {
  const [file, moves] = [join(dir, 'previous.jsonl'), join(dir, 'successors.csv')]
  const [text, movesText] = [await readText(file), await readText(moves)]
  // Answers are let hold the sign that stands for what is not UTF-8; they are asked as bytes.
  if (text !== undefined && !isUtf8(await readFile(file))) return { faults: [foreignFault({ file, text })] }
  const { continues } = wave ?? {}
  const span = continues === undefined || wave === null ? null : { from: continues.unitsAt, to: daysOf(wave).from }
  const heirs = span === null || history === null ? {} : { heirs: history.heirs(span) }
  const read = loadPrevious(
    text === undefined ? null : { file, text },
    movesText === undefined ? null : { file: moves, text: movesText },
    new Set(units.map(({ id }) => id)),
    { ...heirs, ...(continues === undefined ? {} : { split: continues.split }) },
  )
  if ('faults' in read) return read
  return { ...heirs, ...(text === undefined ? {} : { previous: read.previous, nowhere: read.nowhere }) }
}

const foreignFault = ({ file, text }: { file: string; text: string }): Fault => {
  const line = text.slice(0, Math.max(0, notUtf8At(text))).split('\n').length
  return { file, line, column: 1, ...notUtf8 }
}
