import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Command } from 'commander'
import { checkWaveFolder } from '../edge/files/wave-folder.ts'
import { checkReportFolder } from '../edge/report/report-folder.ts'
import { cardFaults } from '../edge/teams/cards/card-faults.ts'
import { checkQuestionnaire } from '../questionnaire/check.ts'
import { type Fault, sortFaults } from '../questionnaire/faults.ts'
import { savedText } from '../questionnaire/saved-text.ts'
import { dialogsDir } from '../start/open-survey.ts'
import { type Cli, print } from './cli.ts'
import { type ExitCode, exitCode } from './exit-code.ts'

/** `dialogs check`: every fault of every file of a wave's folder, with file, line and column. */
export function addDialogsCheck(parent: Command, cli: Cli): void {
  parent
    .command('check [path]')
    .description(
      'every fault of every file of a wave; path: a wave folder, one questionnaire, or (absent) all of dialogs/',
    )
    .option('--json', 'print JSON')
    .action(async (path: string | undefined, options: { json?: true }) =>
      cli.end(await check(cli, path ?? dialogsDir, options)),
    )
}

async function check(cli: Cli, path: string, options: { json?: true }): Promise<ExitCode> {
  const faults = await faultsOf(path)
  if (faults === null) {
    cli.err(`${path} cannot be read.\n`)
    return exitCode.refused
  }
  const lines = faults.map(
    (fault) => `${shown(fault.file)}:${fault.line}:${fault.column} ${fault.code} ${fault.message}`,
  )
  print(cli, options, faults, lines.length === 0 ? ['No faults.'] : lines)
  return faults.length === 0 ? exitCode.done : exitCode.refused
}

const shown = (file: string) => relative(process.cwd(), file) || file

/** Null: there is nothing there to read. */
async function faultsOf(path: string): Promise<Fault[] | null> {
  const found = await stat(path).catch(() => null)
  if (found === null) return null
  if (found.isFile()) return checkQuestionnaire([{ file: path, text: savedText(await readFile(path)) }], cardFaults)
  const inside = await readdir(path, { withFileTypes: true })
  const folders = inside.filter((entry) => entry.isDirectory()).map((entry) => join(path, entry.name))
  const waves =
    inside.some((entry) => entry.isFile() && entry.name.endsWith('.yaml')) || folders.length === 0 ? [path] : folders
  return (await Promise.all(waves.map(folderFaults))).flat()
}

async function folderFaults(folder: string): Promise<Fault[]> {
  const { faults, questionnaires } = await checkWaveFolder(folder, cardFaults)
  return sortFaults([...faults, ...(await checkReportFolder(folder, questionnaires))])
}
