import { stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Command, Option } from 'commander'
import { previewMove } from '../app/upkeep/versions.ts'
import { comparePublished, hashVersions, readPublished, writePublished } from '../edge/files/published.ts'
import { namesIn, ofFile, textIn } from '../edge/files/wave-files.ts'
import {
  checkWaveFolder,
  readHistory,
  readWaveFolder,
  sharedFolder,
  type WaveFolder,
} from '../edge/files/wave-folder.ts'
import { checkReportFolder } from '../edge/report/write-report.ts'
import { cardFaults } from '../edge/teams/cards/card-faults.ts'
import { type Input, newSeat, newSession, type World } from '../engine/session.ts'
import { step } from '../engine/step.ts'
import { readQuestionnaires } from '../questionnaire/check.ts'
import { type PlacedWave, waveFaults } from '../questionnaire/checks/between-waves.ts'
import { type Fault, type FaultLanguage, faultLanguages, faultText, said, sortFaults } from '../questionnaire/fault.ts'
import { type Language, languages, type Questionnaire } from '../questionnaire/schema.ts'
import { type Difference, diffQuestionnaires } from '../questionnaire/versions.ts'
import type { Unit } from '../questionnaire/wave.ts'
import { dialogsDirOf } from '../settings/settings.ts'
import { openFolder, storedFaults, waveFolders } from '../start/survey.ts'
import { render } from '../wording/render.ts'
import { type Action, plainOf, type View } from '../wording/view.ts'
import { type Cli, counted, type ExitCode, exitCode, print, sayFaults } from './cli.ts'
import { onStores, withStores } from './on-stores.ts'

/**
 * `dialogs check`: every fault of every file of a wave's folder, with file, line and column, for those who edit; advice beside it,
 * on standard error.
 */
export function addDialogsCheck(parent: Command, cli: Cli): void {
  parent
    .command('check [path]')
    .description(
      'every fault of every file of a wave; path: a wave folder, one questionnaire, or (absent) all of DIALOGS_DIR',
    )
    .addOption(new Option('--lang <language>', 'language of the faults').choices(faultLanguages).default('nb'))
    .option('--stored', 'all of DIALOGS_DIR held against the answers in the stores too: what no report would have')
    .option('--json', 'print JSON')
    .action(async (path: string | undefined, options: CheckOptions, command: Command) => {
      if (path !== undefined && options.stored) command.error('error: --stored goes without a path')
      const folder = path ?? dialogsDirOf(cli.env)
      const found = await checked(cli, folder)
      if (!options.stored) return cli.end(told(cli, found, options))
      const ended = await onStores(cli, 'join', async (stores, { survey }) => {
        const stored = await storedFaults(stores, survey.folder)
        return told(cli, { ...found, faults: sortFaults([...found.faults, ...stored]) }, options)
      })
      cli.end(ended)
    })
}

type CheckOptions = { json?: true; stored?: true; lang: FaultLanguage }

function told(cli: Cli, { faults, advice }: Checked, options: CheckOptions): ExitCode {
  const { lang } = options
  const line = (it: Fault) => `${shown(it.file)}:${it.line}:${it.column} ${it.code} ${faultText(it, lang)}`
  for (const it of advice) cli.err(`${line(it)}\n`)
  const json = faults.map((it) => ({ ...it, message: faultText(it, lang) }))
  print(cli, options, json, faults.length === 0 ? [faultText(said('no_faults'), lang)] : faults.map(line))
  return faults.length === 0 ? exitCode.done : exitCode.refused
}

const shown = (file: string) => relative(process.cwd(), file) || file

type Checked = { faults: Fault[]; advice: Fault[] }

/** Every fault of a file, a wave's folder or a folder of waves. */
export async function checked(cli: Cli, path: string): Promise<Checked> {
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory() !== true) {
    const read = await textIn(path)
    if (read === null) return { faults: [ofFile(path, said('file_missing'))], advice: [] }
    if ('faults' in read) return { ...read, advice: [] }
    return readQuestionnaires([{ file: path, text: read.text }], cardFaults)
  }
  const { names, faults: closed } = await namesIn(path)
  const kinds = await Promise.all(
    names.map(async (name) => ({ name, is: await stat(join(path, name)).catch(() => null) })),
  )
  const folders = kinds.filter(({ name, is }) => is?.isDirectory() === true && name !== sharedFolder)
  const isWave = folders.length === 0 || kinds.some(({ name, is }) => is?.isFile() === true && name.endsWith('.yaml'))
  const waves = isWave ? [path] : folders.map(({ name }) => join(path, name))
  const read = await Promise.all(waves.map(checkedFolder))
  const history = await readHistory(isWave ? dirname(resolve(path)) : path)
  const shared = history === null || 'history' in history ? [] : history.faults
  // A wave that continues another one tells of them too.
  const own = read
    .flatMap(({ faults }) => faults)
    .filter(({ file }) => shared.every((one) => resolve(one.file) !== resolve(file)))
  const beside = waveFaults(
    read.flatMap(({ wave }) => wave ?? []),
    { isTold: Boolean(cli.env.SURVEY_WAVE) },
  )
  return { faults: sortFaults([...closed, ...own, ...beside, ...shared]), advice: read.flatMap(({ advice }) => advice) }
}

async function checkedFolder(folder: string): Promise<Checked & { wave: PlacedWave | null }> {
  const { faults, advice, questionnaires, wave } = await checkWaveFolder(folder, cardFaults)
  return { faults: [...faults, ...(await checkReportFolder(folder, questionnaires))], advice, wave }
}

type DiffOptions = { json?: true; sessions: boolean }

/** `dialogs diff`: what changes between two versions, and for how many open sessions. */
export function addDialogsDiff(parent: Command, cli: Cli): void {
  parent
    .command('diff <older> <newer>')
    .description(
      'what publishing a version changes, and for how many open sessions; files, or names such as <part>.v1 of the wave',
    )
    .option('--no-sessions', 'compare the files only, without asking the stores')
    .option('--json', 'print JSON')
    .action(async (older: string, newer: string, options: DiffOptions) =>
      cli.end(await diff(cli, [older, newer], options)),
    )
}

async function diff(cli: Cli, names: [string, string], options: DiffOptions): Promise<ExitCode> {
  const [older, newer] = await Promise.all(names.map((name) => questionnaireNamed(cli, name)))
  if (!older || !newer) return exitCode.refused
  if (older.part !== newer.part || older.version >= newer.version) {
    cli.err(`${names.join(' and ')} are not an older and a newer version of the same part.\n`)
    return exitCode.refused
  }
  const differences = diffQuestionnaires(older, newer)
  const lines = differences.length === 0 ? ['No question differs.'] : differences.map(lineOf)
  if (!options.sessions) {
    print(cli, options, { differences }, lines)
    return exitCode.done
  }
  // Sessions of the wave whose files were compared.
  const here = names.some((name) => name.endsWith('.yaml')) ? cli : { ...cli, wave: waveFolderOf(cli) }
  return withStores(here, async ({ progress, survey }) => {
    const { wave, units } = survey
    const sessions = await previewMove(progress, { wave: wave.id, units: units.values(), older, newer })
    const rule = wave.moveSessions === 'move' ? 'The wave moves them.' : 'The wave lets them stay on their version.'
    const told = [
      `Open sessions on version ${older.version}: ${sessions.sessions}. ${rule}`,
      `Moved, ${sessions.askedMore} would be asked something new and ${sessions.askedAgain} something again; ${counted(sessions.answersSetAside, 'answer')} would be set aside.`,
    ]
    print(cli, options, { differences, sessions, moveSessions: wave.moveSessions }, [...lines, '', ...told])
    return exitCode.done
  })
}

/** The folder of the wave that the command or SURVEY_WAVE names, of the open one, or of the first: files are looked at here, not answers. */
const waveFolderOf = (cli: Cli): string => {
  const folder = dialogsDirOf(cli.env)
  const named = cli.wave ?? cli.env.SURVEY_WAVE?.trim()
  return named || (openFolder(folder, cli.now().getTime()) ?? waveFolders(folder)[0] ?? '')
}

/** A file, or a file of the wave by its name without ending. Undefined: it cannot be read or has faults, which were told. */
async function questionnaireNamed(cli: Cli, name: string): Promise<Questionnaire | undefined> {
  const file = name.endsWith('.yaml') ? name : join(dialogsDirOf(cli.env), waveFolderOf(cli), `${name}.yaml`)
  const read = (await textIn(file)) ?? { faults: [ofFile(file, said('file_missing'))] }
  const { faults, questionnaires } =
    'faults' in read ? { ...read, questionnaires: [] } : readQuestionnaires([{ file, text: read.text }], cardFaults)
  sayFaults(cli, faults)
  return faults.length > 0 ? undefined : questionnaires[0]?.questionnaire
}

function lineOf(difference: Difference): string {
  switch (difference.type) {
    case 'new':
      return `+ ${difference.question}`
    case 'gone':
      return `- ${difference.question}: its answers are set aside`
    case 'renamed':
      return `= ${difference.question} is now ${difference.to}: its answers are kept`
    case 'moved':
      return `= ${difference.question} is now in section ${difference.to}`
    case 'changed':
      return `~ ${difference.question}: ${difference.details.join('; ')}`
  }
}

// `dialogs play`: a questionnaire in the terminal, on the real engine. Nothing is stored.

type PlayOptions = { lang: Language; unit?: string }

/** A year each way: a player is not bound by the wave's dates. */
export const openForMs = 365 * 24 * 60 * 60_000

export function addDialogsPlay(parent: Command, cli: Cli): void {
  parent
    .command('play <questionnaire>')
    .description(
      'the questionnaire in the terminal; a file such as dialogs/<wave>/<part>.v1.yaml, or a part. Type answers, or !2 for the second button',
    )
    .addOption(new Option('--lang <language>', 'language form').choices(languages).default('nb'))
    .option('--unit <id>', 'the unit that answers (absent: the first one)')
    .action(async (questionnaire: string, options: PlayOptions) => cli.end(await play(cli, questionnaire, options)))
}

async function play(cli: Cli, name: string, options: PlayOptions) {
  const found = await inWave(cli, name, options.unit)
  if (found === null) return exitCode.refused
  const { questionnaire, folder } = found
  const unit = found.unit ?? folder.units[0]
  if (unit === undefined) return exitCode.refused
  const now = cli.now().getTime()
  const { wave, called } = folder
  const world = {
    questionnaire,
    wave,
    unit,
    opensAt: now - openForMs,
    closesAt: now + openForMs,
    ...(called === undefined ? {} : { called }),
  }
  await converse(cli, world, options.lang)
  return exitCode.done
}

/** Faults of a folder that are told where it is to be used. */
const MOST_TOLD = 10

/** A wave's folder; null when it has faults, which were told. */
async function readWave(cli: Cli, path: string): Promise<WaveFolder | null> {
  const folder = await readWaveFolder(path, cardFaults)
  if (!('faults' in folder)) return folder
  sayFaults(cli, folder.faults.slice(0, MOST_TOLD))
  cli.err(`${path}: ${counted(folder.faults.length, 'fault')}. See «dialogs check».\n`)
  return null
}

/** Every part of the wave in its newest version; null when the wave has faults, which were told. */
export async function partsOfWave(cli: Cli): Promise<{ questionnaires: Questionnaire[] } | null> {
  const folder = await readWave(cli, join(dialogsDirOf(cli.env), waveFolderOf(cli)))
  if (folder === null) return null
  const parts = Object.keys(folder.wave.parts)
  return { questionnaires: parts.flatMap((part) => chosenFrom(folder, part) ?? []) }
}

/** A questionnaire in its wave, and the unit that was named; null when one of them is not there or has faults, which were told. */
export async function inWave(
  cli: Cli,
  name: string,
  unitId: string | undefined,
): Promise<{ path: string; folder: WaveFolder; questionnaire: Questionnaire; unit: Unit | undefined } | null> {
  const isFile = name.endsWith('.yaml')
  const path = isFile ? dirname(resolve(name)) : join(dialogsDirOf(cli.env), waveFolderOf(cli))
  const folder = await readWave(cli, path)
  if (folder === null) return null
  const questionnaire = chosenFrom(folder, isFile ? basename(name, '.yaml') : name)
  const unit = folder.units.find(({ id }) => id === unitId)
  if (questionnaire === undefined || (unitId !== undefined && unit === undefined)) {
    cli.err(questionnaire === undefined ? `No questionnaire «${name}».\n` : `No unit «${unitId ?? ''}».\n`)
    return null
  }
  return { path, folder, questionnaire, unit }
}

/** «<part>.v1» or «<part>» (its newest version). */
function chosenFrom({ questionnaires }: WaveFolder, name: string): Questionnaire | undefined {
  const [part = '', version] = name.split('.v')
  const versions = questionnaires.get(part)
  return versions?.get(version === undefined ? Math.max(...versions.keys()) : Number(version))
}

async function converse(cli: Cli, world: Omit<World, 'now' | 'newId'>, language: Language): Promise<void> {
  const { part, version } = world.questionnaire
  let session = newSession({ id: 'play', wave: world.wave.id, unitId: world.unit.id, part, version })
  let seat = newSeat({ sessionId: 'play', personId: 'player', language })
  let buttons: Action[] = []
  const turn = (input: Input): void => {
    const now = { ...world, now: cli.now().getTime(), newId: cli.newId() }
    const outcome = step(now, { session, seat }, input)
    session = outcome.session
    seat = outcome.seat
    for (const { reply, place } of outcome.replies) {
      // Cards further up are not redrawn in a terminal.
      if (place === 'open') continue
      const view = render(reply, { ...now, session, seat })
      cli.out(`${plainOf(view)}\n\n`)
      if (buttonsOf(view).length > 0) buttons = buttonsOf(view)
    }
  }
  turn({ type: 'joined' })
  for await (const line of createInterface({ input: process.stdin })) {
    const pressed = /^!(\d+)$/u.exec(line.trim())?.[1]
    const action = pressed === undefined ? undefined : buttons[Number(pressed) - 1]
    if (!action) turn({ type: 'text', text: line })
    else
      turn({ type: 'card', trigger: 'manual', card: { ...action.ref, do: action.verb, values: { ...action.values } } })
  }
}

const buttonsOf = (view: View): Action[] => {
  if (view.type === 'text') return []
  const inside = view.type === 'panel' ? view.blocks.flatMap((block) => block.actions ?? []) : []
  return [...inside, ...view.actions]
}

type PublishOptions = { dryRun?: true; json?: true }

/** `dialogs publish`: notes every new version of a questionnaire, which cannot change from then on. */
export function addDialogsPublish(parent: Command, cli: Cli): void {
  parent
    .command('publish')
    .description('notes every new questionnaire version of DIALOGS_DIR in published.json; drafts are passed over')
    .option('--dry-run', 'say what would be noted, and note nothing')
    .option('--json', 'print JSON')
    .action(async (options: PublishOptions) => cli.end(await publish(cli, options)))
}

/** All of it or nothing: where a published version has changed, or a wave has faults, nothing is noted. */
async function publish(cli: Cli, options: PublishOptions): Promise<ExitCode> {
  const folder = dialogsDirOf(cli.env)
  const { faults } = await checked(cli, folder)
  if (faults.length > 0) {
    cli.err(`${folder}: ${counted(faults.length, 'fault')}, nothing noted. See «dialogs check».\n`)
    return exitCode.refused
  }
  const noted = await readPublished(folder)
  if (noted === null) {
    cli.err(`${folder}/published.json is no list of hashes, nothing noted. Bring it back from the repository.\n`)
    return exitCode.refused
  }
  const found = hashVersions(folder)
  const { changed, gone, added } = comparePublished(noted, found)
  for (const file of changed) cli.err(`${file} has been published and has changed since: make it a new version.\n`)
  for (const file of gone) {
    cli.err(`${file} has been published and is gone, or its wave is a draft again: bring it back.\n`)
  }
  const isRefused = changed.length + gone.length > 0
  const doNote = !isRefused && options.dryRun !== true && added.length > 0
  if (doNote) await writePublished(folder, { ...found, ...noted })
  const lines =
    added.length === 0
      ? [`Nothing new. ${counted(Object.keys(noted).length, 'version')} noted before.`]
      : added.map((file) => (doNote ? `published ${file}` : `would be published: ${file}`))
  print(cli, options, { published: doNote ? added : [], wouldBe: doNote ? [] : added, changed, gone }, lines)
  return isRefused ? exitCode.refused : exitCode.done
}
