import { Command, CommanderError } from 'commander'
import { version } from '../config/version.ts'
import { addAdminsVerbs } from './admins-add.ts'
import { addAuditVerbs } from './audit-list.ts'
import { addBackup } from './backup.ts'
import type { Cli } from './cli.ts'
import { addDialogsCheck } from './dialogs-check.ts'
import { addDialogsDiff } from './dialogs-diff.ts'
import { addDialogsPlay } from './dialogs-play.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { addRemindersVerbs } from './reminders.ts'
import { addReport } from './report.ts'
import { addRespondentsAccess } from './respondents-access.ts'
import { addRespondentsErase } from './respondents-erase.ts'
import { addRespondentsExport } from './respondents-export.ts'
import { addRespondentsImport } from './respondents-import.ts'
import { addRespondentsInvite } from './respondents-invite.ts'
import { addRespondentsList } from './respondents-list.ts'
import { addRestore } from './restore.ts'
import { addResultsDeliveries } from './results-deliveries.ts'
import { addResultsExport } from './results-export.ts'

/** Runs one command line and returns its exit code. Wrong use is explained on `err` and ends with 64. */
export async function runCli(args: readonly string[], world: Omit<Cli, 'end'>): Promise<ExitCode> {
  let ended: ExitCode = exitCode.done
  const cli: Cli = { ...world, end: (code) => (ended = code) }
  try {
    await program(cli).parseAsync([...args], { from: 'user' })
    return ended
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      // Messages of our stores hold codes only, those of the file system the path that was given.
      cli.err(`kommunedialog: ${error instanceof Error ? error.message : 'unknown fault'}\n`)
      return exitCode.refused
    }
    const asked = ['commander.helpDisplayed', 'commander.version']
    return asked.includes(error.code) ? exitCode.done : exitCode.usage
  }
}

function program(cli: Cli): Command {
  const top = new Command('kommunedialog')
    .description("IMDi's kommuneundersøkelse as a dialog in Teams: the operator's commands")
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: cli.out, writeErr: cli.err })
    .showHelpAfterError('Add --help to see how it is used.')
  const dialogs = top.command('dialogs').description('questionnaires')
  addDialogsCheck(dialogs, cli)
  addDialogsDiff(dialogs, cli)
  addDialogsPlay(dialogs, cli)
  const respondents = top.command('respondents').description('who is asked')
  addRespondentsImport(respondents, cli)
  addRespondentsList(respondents, cli)
  addRespondentsExport(respondents, cli)
  addRespondentsInvite(respondents, cli)
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
