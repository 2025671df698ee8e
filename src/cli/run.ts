/** The command line as a whole: every verb, and how it ends. */

import { Command, CommanderError } from 'commander'
import { version } from '../settings/settings.ts'
import { addAdminsVerbs, addAuditVerbs } from './admins.ts'
import { addBackup, addRestore } from './backup.ts'
import { type Cli, type ExitCode, exitCode } from './cli.ts'
import { addDialogsCheck, addDialogsDiff, addDialogsPlay, addDialogsPublish } from './dialogs.ts'
import { addDialogsExport } from './export-form.ts'
import { addRespondentsInvite } from './invitations.ts'
import { addRespondentsLetters } from './letters.ts'
import { addRespondentsConfirm, addRespondentsMark } from './mark.ts'
import { addDialogsForm, addDialogsPreview } from './preview.ts'
import { addRemindersVerbs } from './reminders.ts'
import { addReport } from './report.ts'
import {
  addRespondentsAccess,
  addRespondentsErase,
  addRespondentsExport,
  addRespondentsImport,
  addRespondentsList,
} from './respondents.ts'
import { addResultsDeliveries, addResultsExport } from './results.ts'
import { addDialogsSimulate } from './simulate.ts'

/** Runs one command line and returns its exit code. Wrong use is explained on `err` and ends with 64. */
export async function runCli(args: readonly string[], world: Omit<Cli, 'end'>): Promise<ExitCode> {
  let ended: ExitCode = exitCode.done
  const cli: Cli = { ...world, end: (code) => (ended = code) }
  try {
    const top = program(cli)
    refuseUnknown(top, args)
    await top.parseAsync([...args], { from: 'user' })
    return ended
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      // Messages of our stores hold codes only, those of the file system the path that was given.
      cli.err(`kommunedialog: ${fileFault(error) ?? (error instanceof Error ? error.message : 'unknown fault')}\n`)
      return exitCode.refused
    }
    // Help or the version that was asked for is no fault.
    return error.exitCode === 0 ? exitCode.done : exitCode.usage
  }
}

/**
 * Ends with what verbs there are where one is named that there is not: `commander` passes over it and explains the noun as if it had been asked
 * for, where `--help` stands beside it.
 */
function refuseUnknown(top: Command, args: readonly string[]): void {
  let noun = top
  for (let at = 0; at < args.length && noun.commands.length > 0; at += 1) {
    const arg = args[at] ?? ''
    if (arg === '--') return
    if (arg.startsWith('-')) {
      // Only the options of the whole stand before a verb.
      const takesValue = top.options.some(({ short, long, required }) => required && (arg === short || arg === long))
      if (takesValue) at += 1
      continue
    }
    if (arg === 'help') continue
    const verb = noun.commands.find((command) => command.name() === arg)
    if (verb !== undefined) {
      noun = verb
    } else {
      const names = noun.commands.map((command) => command.name()).join(', ')
      const of = noun === top ? '' : ` of ${noun.name()}`
      noun.error(`error: unknown command '${arg}'${of}. There are: ${names}`)
    }
  }
}

const FILE: Readonly<Record<string, string>> = {
  ENOENT: 'cannot be made or read: it, or the folder it is to stand in, is not there',
  ENOTDIR: 'cannot be made or read: a part of its path is a file, not a folder',
  EEXIST: 'is there already, and is a file, not a folder',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read or written here by this user',
  EPERM: 'may not be read or written here by this user',
  EROFS: 'cannot be written: the disk is read-only',
  ENOSPC: 'cannot be written: the disk is full',
}

/** What the file system answered, in words; null: it was not the file system, or of a kind that has no words here. */
function fileFault(error: unknown): string | null {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return null
  const words = FILE[String(error.code)]
  return words === undefined ? null : `${String(error.code)}: ${String(error.path)} ${words}`
}

function program(cli: Cli): Command {
  const top = new Command('kommunedialog')
    .description("A survey of municipalities as a dialog in Teams: the operator's commands")
    .version(version)
    .option('--wave <id>', 'which wave (default: that of SURVEY_WAVE, the one that is open, or the only one)')
    .configureHelp({ showGlobalOptions: true })
    .hook('preAction', (command) => {
      const { wave } = command.opts<{ wave?: string }>()
      if (wave !== undefined) cli.wave = wave
    })
    .exitOverride()
    .configureOutput({ writeOut: cli.out, writeErr: cli.err })
    .showHelpAfterError('Add --help to see how it is used.')
  const dialogs = top.command('dialogs').description('questionnaires')
  addDialogsCheck(dialogs, cli)
  addDialogsDiff(dialogs, cli)
  addDialogsPlay(dialogs, cli)
  addDialogsForm(dialogs, cli)
  addDialogsPreview(dialogs, cli)
  addDialogsPublish(dialogs, cli)
  addDialogsSimulate(dialogs, cli)
  addDialogsExport(dialogs, cli)
  const respondents = top.command('respondents').description('who is asked')
  addRespondentsImport(respondents, cli)
  addRespondentsList(respondents, cli)
  addRespondentsExport(respondents, cli)
  addRespondentsInvite(respondents, cli)
  addRespondentsLetters(respondents, cli)
  addRespondentsMark(respondents, cli)
  addRespondentsConfirm(respondents, cli)
  addRespondentsAccess(respondents, cli)
  addRespondentsErase(respondents, cli)
  addAdminsVerbs(top.command('admins').description('who may administer'), cli)
  addRemindersVerbs(top.command('reminders').description('inviting and reminding'), cli)
  const results = top.command('results').description('submissions')
  addResultsExport(results, cli)
  addResultsDeliveries(results, cli)
  addReport(top, cli)
  addAuditVerbs(top.command('audit').description('the audit trail'), cli)
  addBackup(top, cli)
  addRestore(top, cli)
  return top
}
