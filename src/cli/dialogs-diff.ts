import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { previewMove } from '../app/preview-move.ts'
import { cardFaults } from '../edge/teams/cards/card-faults.ts'
import { readQuestionnaires } from '../questionnaire/check.ts'
import { type Difference, diffQuestionnaires } from '../questionnaire/diff-questionnaires.ts'
import { savedText } from '../questionnaire/saved-text.ts'
import type { Questionnaire } from '../questionnaire/schema.ts'
import { dialogsDir } from '../start/open-survey.ts'
import { type Cli, counted, print } from './cli.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { withStores } from './with-stores.ts'

type Options = { json?: true; sessions: boolean }

/** `dialogs diff`: what changes between two versions, and for how many open sessions. */
export function addDialogsDiff(parent: Command, cli: Cli): void {
  parent
    .command('diff <older> <newer>')
    .description(
      'what publishing a version changes, and for how many open sessions; files, or names such as raadmann.v1 of the wave',
    )
    .option('--no-sessions', 'compare the files only, without asking the stores')
    .option('--json', 'print JSON')
    .action(async (older: string, newer: string, options: Options) => cli.end(await diff(cli, [older, newer], options)))
}

async function diff(cli: Cli, names: [string, string], options: Options): Promise<ExitCode> {
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
  return withStores(cli, async ({ progress, survey }) => {
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

/** A file, or a file of the wave by its name without ending. Undefined: it cannot be read or has faults, which were told. */
async function questionnaireNamed(cli: Cli, name: string): Promise<Questionnaire | undefined> {
  const wave = cli.env.SURVEY_WAVE ?? 'kommuneundersokelsen-2018'
  const file = name.endsWith('.yaml') ? name : join(dialogsDir, wave, `${name}.yaml`)
  const text = await readFile(file)
    .then(savedText)
    .catch(() => null)
  if (text === null) {
    cli.err(`${file} cannot be read.\n`)
    return undefined
  }
  const { faults, questionnaires } = readQuestionnaires([{ file, text }], cardFaults)
  for (const fault of faults) cli.err(`${fault.file}:${fault.line}:${fault.column} ${fault.message}\n`)
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
