/** The command line as a whole: every verb, and how it ends. */

import { Command, CommanderError } from 'commander'
import { version } from '../settings/version.ts'
import { type Cli, type ExitCode, exitCode } from './cli.ts'

/** Adds to the command that it is given: its verbs, or its options and what it does. */
type Add = (command: Command, cli: Cli) => void
type Load = () => Promise<Add>
/** `load`: the whole, or verb by verb. */
type Offer = { description: string; load: Load | Readonly<Record<string, Load>> }

// Loaded when it is named: to load them all takes a second, and most commands are run for one.
const offers: Readonly<Record<string, Offer>> = {
  dialogs: {
    description: 'questionnaires',
    load: {
      check: async () => (await import('./dialogs.ts')).addDialogsCheck,
      diff: async () => (await import('./dialogs.ts')).addDialogsDiff,
      play: async () => (await import('./dialogs.ts')).addDialogsPlay,
      form: async () => (await import('./preview.ts')).addDialogsForm,
      preview: async () => (await import('./preview.ts')).addDialogsPreview,
      publish: async () => (await import('./dialogs.ts')).addDialogsPublish,
      simulate: async () => (await import('./simulate.ts')).addDialogsSimulate,
      export: async () => (await import('./xlsform.ts')).addDialogsExport,
      import: async () => (await import('./xlsform.ts')).addDialogsImport,
    },
  },
  respondents: {
    description: 'who is asked',
    load: {
      import: async () => (await import('./respondents.ts')).addRespondentsImport,
      list: async () => (await import('./respondents.ts')).addRespondentsList,
      export: async () => (await import('./respondents.ts')).addRespondentsExport,
      invite: async () => (await import('./invitations.ts')).addRespondentsInvite,
      letters: async () => (await import('./letters.ts')).addRespondentsLetters,
      mark: async () => (await import('./mark.ts')).addRespondentsMark,
      confirm: async () => (await import('./mark.ts')).addRespondentsConfirm,
      access: async () => (await import('./respondents.ts')).addRespondentsAccess,
      erase: async () => (await import('./respondents.ts')).addRespondentsErase,
    },
  },
  admins: { description: 'who may administer', load: async () => (await import('./admins.ts')).addAdminsVerbs },
  reminders: {
    description: 'inviting and reminding',
    load: async () => (await import('./reminders.ts')).addRemindersVerbs,
  },
  results: {
    description: 'submissions',
    load: async () => (await import('./results.ts')).addResultsVerbs,
  },
  report: {
    description: 'the report of a wave: report.html, report.json, tables.xlsx and, where Chromium is found, report.pdf',
    load: async () => (await import('./report.ts')).addReport,
  },
  audit: { description: 'the audit trail', load: async () => (await import('./admins.ts')).addAuditVerbs },
  backup: {
    description: 'everything in both stores, in one file that only its owner can read; the service may run',
    load: async () => (await import('./backup.ts')).addBackup,
  },
  'restore <file>': {
    description: 'both stores from a backup, with the service stopped; SQL that is in use is left as it is and counts',
    load: async () => (await import('./backup.ts')).addRestore,
  },
}

/** Runs one command line and returns its exit code. Wrong use is explained on `err` and ends with 64. */
export async function runCli(args: readonly string[], world: Omit<Cli, 'end'>): Promise<ExitCode> {
  let ended: ExitCode = exitCode.done
  const cli: Cli = { ...world, end: (code) => (ended = code) }
  try {
    const top = program(cli)
    const words = wordsOf(top, args)
    await load(top, cli, words)
    refuseUnknown(top, words)
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

/** The arguments that name a noun and a verb, where they do: no options, and no values of those that stand before a verb. */
function wordsOf(top: Command, args: readonly string[]): string[] {
  const words: string[] = []
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (arg === '--') break
    if (!arg.startsWith('-')) {
      if (arg !== 'help') words.push(arg)
      continue
    }
    // Only the options of the whole stand before a verb.
    const takesValue = top.options.some(({ short, long, required }) => required && (arg === short || arg === long))
    if (takesValue) at += 1
  }
  return words
}

/** Fills in what the words name: a verb, or all verbs of a noun whose verb is not named, or is none. */
async function load(top: Command, cli: Cli, [noun, verb = '']: readonly string[]): Promise<void> {
  const command = top.commands.find((one) => one.name() === noun)
  const offer = Object.entries(offers).find(([usage]) => usage.split(' ')[0] === noun)?.[1]
  if (command === undefined || offer === undefined) return
  const verbs = typeof offer.load === 'function' ? { [verb]: offer.load } : offer.load
  const named = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  for (const each of named === undefined ? Object.values(verbs) : [named]) (await each())(command, cli)
}

/**
 * Ends with what verbs there are where one is named that there is not: `commander` passes over it and explains the noun as if it had been asked
 * for, where `--help` stands beside it.
 */
function refuseUnknown(top: Command, words: readonly string[]): void {
  let noun = top
  for (const word of words) {
    if (noun.commands.length === 0) return
    const verb = noun.commands.find((command) => command.name() === word)
    if (verb !== undefined) {
      noun = verb
    } else {
      const names = noun.commands.map((command) => command.name()).join(', ')
      const of = noun === top ? '' : ` of ${noun.name()}`
      noun.error(`error: unknown command '${word}'${of}. There are: ${names}`)
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
  for (const [usage, { description }] of Object.entries(offers)) top.command(usage).description(description)
  return top
}
