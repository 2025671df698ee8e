/** A survey wave's folder: wave.yaml, units.csv and the questionnaires of each part and version. */

import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { getCompileCacheDir } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { type Called, loadCalled } from '../../questionnaire/called.ts'
import {
  type CardFaults,
  foundFaultless,
  loadQuestionnaire,
  readQuestionnaires,
  recallFaultless,
  type SourceFile,
} from '../../questionnaire/check.ts'
import { exampleFindings } from '../../questionnaire/checks/addresses.ts'
import {
  continuedFaults,
  countyAdvice,
  orderFindings,
  type PlacedWave,
  twiceAsked,
  type Written,
  waveAdvice,
} from '../../questionnaire/checks/between-waves.ts'
import { frameAdvice, frameFaults } from '../../questionnaire/checks/frame.ts'
import { type Fault, said, sortFaults } from '../../questionnaire/fault.ts'
import { type Borders, loadHistory, type UnitHistory } from '../../questionnaire/history.ts'
import { type Heirs, loadPrevious, type PreviousAnswers } from '../../questionnaire/last-wave.ts'
import type { Questionnaire } from '../../questionnaire/schema.ts'
import { loadUnits } from '../../questionnaire/units.ts'
import { daysOf, loadWave, type Unit, type Wave, windowOf } from '../../questionnaire/wave.ts'
import { notUtf8, notUtf8At, parseYaml } from '../../questionnaire/yaml.ts'
import { type Found, MOST_ANSWERS_BYTES, namesIn, ofFile, textIn } from './wave-files.ts'

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
  /** How the borders of this wave's units have changed since; with `heirs`. */
  borders?: Borders
  /** Only where the folder has `called.json`. */
  called?: Called
}

type Named = { file: string; questionnaire: Questionnaire }
type LoadedWave = Exclude<ReturnType<typeof loadWave>, { faults: Fault[] }>

const absent = (file: string): Fault => ofFile(file, said('file_missing'))

/** The questionnaires among the files of a folder; `faults`: of those that cannot be read at all. */
const sources = async (dir: string, names: readonly string[]): Promise<{ files: SourceFile[]; faults: Fault[] }> => {
  const all = names.filter((name) => isQuestionnaire(name)).map((name) => join(dir, name))
  const found = await Promise.all(all.map(async (file) => ({ file, read: await textIn(file) })))
  return {
    files: found.flatMap(({ file, read }) => (read !== null && 'text' in read ? [{ file, text: read.text }] : [])),
    faults: found.flatMap(({ read }) => (read !== null && 'faults' in read ? read.faults : [])),
  }
}

const isQuestionnaire = (name: string): boolean => /\.v\d+\.yaml$/u.test(name)

/** What else a wave's folder holds that is read. */
const others = [
  ...['wave.yaml', 'units.csv', 'report.yaml', 'trend.yaml', 'demo.yaml'],
  ...['previous.jsonl', 'successors.csv', 'called.json'],
]

/** Files of the kinds that are read, under names that nobody reads: most often a name that is misspelt. */
const unreadAdviceOf = (dir: string, names: readonly string[]): Fault[] =>
  names
    .filter((name) => /\.(ya?ml|csv|jsonl?)$/iu.test(name) && !name.startsWith('.'))
    .filter((name) => !isQuestionnaire(name) && !others.includes(name))
    .map((name) => ofFile(join(dir, name), said('unknown_file', { names: ['<part>.v1.yaml', ...others] })))

/** SHA-256 in hex of a version's text. Line ends do not count: Git changes them on Windows. */
export const versionHash = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')

/** What fits together only when the files are seen side by side. */
const togetherFaults = ({ wave, locate }: LoadedWave, named: readonly Named[], names: readonly string[]): Fault[] => {
  const strangers = named.flatMap(({ file, questionnaire: it }): Fault[] => {
    if (it.wave !== wave.id) return [ofFile(file, said('other_wave', { own: it.wave, wave: wave.id }))]
    return Object.hasOwn(wave.parts, it.part) ? [] : [ofFile(file, said('unknown_part', { part: it.part }))]
  })
  const lacking = Object.entries(wave.parts).flatMap(([part, { version }]): Fault[] => {
    const file = `${part}.v${version}.yaml`
    // One that is there and cannot be read has told why itself.
    if (names.includes(file) || named.some(({ questionnaire: q }) => q.part === part && q.version === version))
      return []
    const missing = said('version_missing', { file })
    return [locate({ path: ['parts', part, 'version'], ...missing })]
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
  const { names } = await namesIn(dir)
  const files = names.filter((name) => name.endsWith('.yaml')).map((name) => join(dir, name))
  const found = await Promise.all(
    files.map(async (file) => {
      const it = await textIn(file)
      const read = parseYaml(file, it !== null && 'text' in it ? it.text : '')
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
  /** `wave.yaml` where it has no fault of its own. */
  wave: PlacedWave | null
}

/**
 * Looks through a wave's folder. All faults of all files at once, with file, line and column; a folder that is not there is
 * one (`file_missing`), and so is a file that cannot be read. `questionnaires` is null where one does not parse.
 */
export const checkWaveFolder = async (dir: string, cardFaults: CardFaults): Promise<CheckedFolder> => {
  const [waveFile, unitsFile] = [join(dir, 'wave.yaml'), join(dir, 'units.csv')]
  const [waveText, unitsText, inside] = [await textIn(waveFile), await textIn(unitsFile), await namesIn(dir)]
  const loaded = loadedAs(waveText, { faults: [absent(waveFile)] }, (text) => loadWave(waveFile, text))
  // Without wave.yaml it may be no wave at all, only questionnaires: then no units are asked for.
  const noUnits = { faults: waveText === null ? [] : [absent(unitsFile)] }
  const units = loadedAs(unitsText, noUnits, (text) => loadUnits(unitsFile, text))
  const { files, faults: unread } = await sources(dir, inside.names)
  const { faults: own, advice: onTexts, questionnaires } = readOnce(files, cardFaults)
  const together = 'faults' in loaded ? loaded.faults : togetherFaults(loaded, questionnaires, inside.names)
  const read = await readHistory(dirname(resolve(dir)))
  const history = read === null || 'faults' in read ? null : read.history
  const wave = 'faults' in loaded ? null : loaded.wave
  const last = await previousIn(dir, 'faults' in units ? null : units.units, { wave, history })
  const frame =
    'faults' in units || wave === null || history === null ? null : { file: unitsFile, ...units, wave, history }
  const texts = new Map(files.map(({ file, text }) => [file, text]))
  const written = questionnaires.map((one) => ({ ...one, text: texts.get(one.file) ?? '' }))
  const continued = 'faults' in loaded ? null : await againstEarlier(dir, loaded, written)
  const unfollowed = 'faults' in loaded || read !== null ? [] : historyAdvice(loaded)
  const all = files.length + unread.length
  const parsed = questionnaires.length < all ? null : questionnaires.map(({ questionnaire }) => questionnaire)
  const calls = await calledIn(dir, parsed)
  const faults = sortFaults([
    ...[...inside.faults, ...unread, ...own, ...together, ...(continued?.faults ?? [])],
    ...(wave === null ? [] : twiceAsked(written, wave)),
    ...[...(frame === null ? [] : frameFaults(frame)), ...('faults' in last ? last.faults : [])],
    ...[...('faults' in units ? units.faults : []), ...('faults' in calls ? calls.faults : [])],
    ...(wave?.continues !== undefined && read !== null && 'faults' in read ? read.faults : []),
  ])
  const advice = sortFaults([
    ...[...unreadAdviceOf(dir, inside.names), ...onTexts, ...unfollowed, ...(continued?.advice ?? [])],
    ...[
      ...('faults' in loaded ? [] : waveAdvice(loaded)),
      ...('faults' in units ? [] : countyAdvice(written, units.units)),
    ],
    ...[...(frame === null ? [] : frameAdvice(frame)), ...('nowhere' in last ? last.nowhere : [])],
  ])
  const found = { faults, advice, questionnaires: parsed, wave: 'faults' in loaded ? null : placed(waveFile, loaded) }
  if (faults.length > 0 || 'faults' in loaded || 'faults' in units || 'faults' in last || 'faults' in calls)
    return { ...found, folder: null }
  const hashes = new Map(files.map(({ file, text }) => [basename(file, '.yaml'), versionHash(text)]))
  const folder: WaveFolder = { wave: loaded.wave, units: units.units, questionnaires: byPart(questionnaires), hashes }
  const { previous, heirs, borders } = last
  if (previous !== undefined) folder.previous = previous
  if (heirs !== undefined) folder.heirs = heirs
  if (borders !== undefined) folder.borders = borders
  if (calls.called !== undefined) folder.called = calls.called
  return { ...found, folder }
}

/** What is made of a file's text; `none` where there is no file. */
const loadedAs = <T>(read: Found, none: { faults: Fault[] }, load: (text: string) => T): T | { faults: Fault[] } =>
  read === null ? none : 'faults' in read ? read : load(read.text)

/** What people call the answers, where the folder tells. `questionnaires` is null where one does not parse: then nothing is held against them. */
const calledIn = async (
  dir: string,
  questionnaires: readonly Questionnaire[] | null,
): Promise<{ called?: Called } | { faults: Fault[] }> => {
  const file = join(dir, 'called.json')
  const read = await textIn(file)
  if (read === null) return {}
  return 'faults' in read ? read : loadCalled(file, read.text, questionnaires)
}

const placed = (file: string, { wave, locate }: LoadedWave): PlacedWave => ({ file, wave, locate, ...windowOf(wave) })

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
  const read = await textIn(file)
  return read === null || 'faults' in read ? read : loadHistory(file, read.text)
}

/** Without a history every unit of the wave that this one continues is its own. */
const historyAdvice = ({ wave, locate }: LoadedWave): Fault[] => {
  if (wave.continues === undefined) return []
  const vars = { file: `${sharedFolder}/${historyFile}`, wave: wave.continues.wave }
  return [locate({ path: ['continues'], ...said('no_history', vars) })]
}

/** What of the wave before cannot be held against: where its first fault is. */
const unreadAdvice = ([fault]: readonly Fault[], wave: string): Fault[] => {
  if (fault === undefined) return []
  return [{ ...fault, ...said('earlier_unread', { wave }) }]
}

/**
 * Held against the wave that this one continues; that its folder does not lie beside, or that a questionnaire there cannot be
 * read, hinders nothing and is said.
 */
const againstEarlier = async (
  dir: string,
  { wave, locate }: LoadedWave,
  written: readonly Written[],
): Promise<{ faults: Fault[]; advice: Fault[] }> => {
  if (wave.continues === undefined) return { faults: [], advice: [] }
  const { wave: continued } = wave.continues
  const folder = join(dirname(resolve(dir)), continued)
  const earlier = await sources(folder, (await namesIn(folder)).names)
  const then = earlier.files.map(({ file, text }) => loadQuestionnaire(file, text))
  const before = loadedAs(await textIn(join(folder, 'wave.yaml')), { faults: [] }, (text) => loadWave(folder, text))
  const path = ['continues', 'wave']
  return {
    faults: [
      ...('faults' in before ? [] : orderFindings(wave, before.wave).map((it) => locate({ path, ...it }))),
      ...continuedFaults(written, {
        wave: continued,
        questionnaires: then.flatMap((one) => ('faults' in one ? [] : [one.questionnaire])),
      }),
    ],
    advice: [
      ...(earlier.files.length > 0 ? [] : [locate({ path, ...said('unknown_wave', { wave: continued }) })]),
      ...[
        ...earlier.faults.map((one) => [one]),
        ...then.flatMap((one) => ('faults' in one ? [one.faults] : [])),
      ].flatMap((faults) => unreadAdvice(faults, continued)),
    ],
  }
}

type Around = { wave: Wave | null; history: UnitHistory | null }

type Last = { previous?: PreviousAnswers; heirs?: Heirs; borders?: Borders; nowhere: Fault[] }

/**
 * The last wave's answers, where the folder has `previous.jsonl`; what its units have become, where this one continues one.
 * @param units null where they cannot be read: then nobody can say where answers arrive
 */
const previousIn = async (
  dir: string,
  units: readonly Unit[] | null,
  { wave, history }: Around,
): Promise<Last | { faults: Fault[] }> => {
  const [file, moves] = [join(dir, 'previous.jsonl'), join(dir, 'successors.csv')]
  const [answers, successors] = [await textIn(file, MOST_ANSWERS_BYTES), await textIn(moves)]
  // Answers are let hold the sign that stands for what is not UTF-8; they are asked as bytes.
  const foreign =
    answers !== null && 'bytes' in answers && !isUtf8(answers.bytes) ? [foreignFault({ file, text: answers.text })] : []
  const unread = [answers, successors].flatMap((one) => (one !== null && 'faults' in one ? one.faults : []))
  const { continues } = wave ?? {}
  const span = continues === undefined || wave === null ? null : { from: continues.unitsAt, to: daysOf(wave).from }
  const followed =
    span === null || history === null ? {} : { heirs: history.heirs(span), borders: history.borders(span) }
  const source = (name: string, read: Found) =>
    read === null || 'faults' in read ? null : { file: name, text: read.text }
  const read = loadPrevious(
    foreign.length > 0 ? null : source(file, answers),
    source(moves, successors),
    units === null ? null : new Set(units.map(({ id }) => id)),
    { ...followed, ...(continues === undefined ? {} : { split: continues.split }) },
  )
  const faults = [...foreign, ...unread, ...('faults' in read ? read.faults : [])]
  if (faults.length > 0 || 'faults' in read) return { faults }
  if (answers === null || units === null) return { ...followed, nowhere: [] }
  return { ...followed, previous: read.previous, nowhere: read.nowhere }
}

const foreignFault = ({ file, text }: { file: string; text: string }): Fault => {
  const line = text.slice(0, Math.max(0, notUtf8At(text))).split('\n').length
  return { file, line, column: 1, ...notUtf8 }
}

// To read and check the questionnaires of two waves is a quarter of a start. Where Node keeps what it has compiled, those that are
// without fault are kept beside it, under a hash of all that the check goes by: their text, the code, the texts and the packages.

/** `readQuestionnaires`, which reads no text that was found without fault or advice before, in this process or by this code in another. */
const readOnce = (files: readonly SourceFile[], cardFaults: CardFaults): ReturnType<typeof readQuestionnaires> => {
  const compiled = cardFaults.ofRelease === true ? getCompileCacheDir() : undefined
  const unknown = files.filter(({ text }) => foundFaultless(text, cardFaults) === undefined)
  if (compiled === undefined || unknown.length === 0) return readQuestionnaires(files, cardFaults)
  const folder = join(compiled, 'questionnaires', codeHash())
  const places = unknown.map(({ text }) => ({ text, place: join(folder, `${versionHash(text)}.json`) }))
  const left = places.filter(({ text, place }) => {
    const kept = keptIn(place, text)
    if (kept !== null) recallFaultless(text, kept, cardFaults)
    return kept === null
  })
  const checked = readQuestionnaires(files, cardFaults)
  for (const { text, place } of left) {
    const faultless = foundFaultless(text, cardFaults)
    if (faultless !== undefined) keepIn(place, text, faultless)
  }
  return checked
}

let ownHash: string | undefined

/** Of what decides what a check finds, but for the questionnaire: Node, the packages, our own code and texts. */
const codeHash = (): string => {
  ownHash ??= codeHashOf(fileURLToPath(new URL('../../../', import.meta.url)))
  return ownHash
}

/** The same of an installation in this folder. */
export const codeHashOf = (root: string): string => {
  const hash = createHash('sha256').update(JSON.stringify(process.versions))
  const inside = ['src', 'locales'].flatMap((name) =>
    readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((file) => join(name, file)),
  )
  for (const file of ['package-lock.json', ...inside.filter((name) => /\.(ts|json)$/.test(name)).sort()]) {
    const bytes = readFileSync(join(root, file))
    hash.update(`\0${file}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

const sealed = (text: string, json: string): string => createHash('sha256').update(`${text}\0${json}`).digest('hex')

/** What is kept here of this text; null: nothing, or not what was written. */
const keptIn = (place: string, text: string): Questionnaire | null => {
  try {
    const [seal, json = ''] = readFileSync(place, 'utf8').split('\n')
    return seal === sealed(text, json) ? JSON.parse(json) : null
  } catch {
    return null
  }
}

/** Keeps it, and lets go of what other code has kept. Where it cannot be written, as in an image, it is checked at each start. */
const keepIn = (place: string, text: string, it: Questionnaire): void => {
  const json = JSON.stringify(it)
  if (!isDeepStrictEqual(JSON.parse(json), it)) return
  const folder = dirname(place)
  try {
    if (!existsSync(folder)) rmSync(dirname(folder), { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${place}.${process.pid}`, `${sealed(text, json)}\n${json}`)
    renameSync(`${place}.${process.pid}`, place)
  } catch {}
}
