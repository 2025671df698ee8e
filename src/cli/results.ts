import { type Command, Option } from 'commander'
import type { ListedDelivery } from '../app/ports/register.ts'
import type { Survey } from '../app/service.ts'
import { exportResults } from '../app/submissions/export.ts'
import { auditOfOverWaves, exportOverWaves } from '../app/submissions/over-waves.ts'
import { openExportFolder } from '../edge/files/export-folder.ts'
import { makeWritableFolder } from '../edge/files/private-files.ts'
import { writeRelease } from '../edge/report/write-report.ts'
import { type Language, languages } from '../questionnaire/schema.ts'
import { type ChangeLine, changeLines } from '../report/change-lines.ts'
import { type FlatLine, flatLines } from '../report/tables.ts'
import { type ExportFormat, exportFormats, type TableFormat, writeTable } from '../results/formats.ts'
import { surveysBefore } from '../start/survey.ts'
import { type Cli, columns, counted, type ExitCode, exitCode, fromOne, print, sayFaults } from './cli.ts'
import { type Opened, withStores } from './on-stores.ts'
import { sayUnreadable, storedAnswers, surveyReport } from './survey-report.ts'

type ExportOptions = {
  format: ExportFormat
  out: string
  lang: Language
  delimiter?: 'semicolon' | 'comma'
  long?: true
  withText?: true
  publication?: true
  overWaves?: true
  json?: true
}

type TableOptions = ExportOptions & { format: TableFormat }

/** `results`: exports, and what has not reached the results store. */
export function addResultsVerbs(parent: Command, cli: Cli): void {
  addResultsExport(parent, cli)
  addResultsDeliveries(parent, cli)
}

/** `results export`: the newest submission of each unit and part, or with `--publication` the published tables. */
function addResultsExport(parent: Command, cli: Cli): void {
  parent
    .command('export')
    .description(
      'the newest submission of each unit and part, with codebook; --publication: the tables that may be published',
    )
    .addOption(new Option('--format <format>', 'file format').choices(exportFormats).makeOptionMandatory())
    .requiredOption('--out <dir>', 'folder to write into')
    .addOption(new Option('--lang <form>', 'language form of labels').choices(languages).default('nb'))
    .addOption(new Option('--delimiter <name>', 'of csv (default: semicolon)').choices(['semicolon', 'comma']))
    .option('--long', 'a row per thing asked (csv, xlsx)')
    .addOption(new Option('--with-text', 'with what people wrote in their own words').conflicts('publication'))
    .option('--over-waves', 'with the waves that this one goes on from, one key a unit (csv, xlsx, jsonl)')
    .option('--publication', 'tables instead of single answers, small groups hidden')
    .option('--json', 'print JSON')
    .action(async (options: ExportOptions, command: Command) => {
      const wrong = wrongUse(options)
      if (wrong !== null) command.error(`error: ${wrong}`)
      cli.end(await withStores(cli, (opened) => start(cli, options, opened)))
    })
}

/** Formats that can have a row per thing asked. */
const takesLong: readonly ExportFormat[] = ['csv', 'xlsx']

const takesTables = (format: ExportFormat): format is TableFormat => takesLong.includes(format) || format === 'jsonl'

/** What cannot be meant together; null: nothing. */
const wrongUse = ({ format, long, publication, overWaves, delimiter }: ExportOptions): string | null => {
  if (delimiter !== undefined && format !== 'csv') return '--delimiter goes with csv.'
  if (publication === true && !takesTables(format)) return 'Tables are not made for SPSS: use csv, xlsx or jsonl.'
  if (long === true && (publication === true || !takesLong.includes(format)))
    return '--long goes with csv and xlsx, and not with --publication.'
  if (overWaves === true && (!takesTables(format) || long === true || publication === true))
    return '--over-waves goes with csv, xlsx and jsonl, and not with --long or --publication.'
  return null
}

const start = (cli: Cli, options: ExportOptions, opened: Opened): Promise<ExitCode> => {
  const { format, publication } = options
  if (!takesTables(format)) return run(cli, options, opened)
  if (options.overWaves === true) return overWaves(cli, { ...options, format }, opened)
  return publication === true ? publish(cli, { ...options, format }, opened) : run(cli, options, opened)
}

const folderOf = ({ out, delimiter }: ExportOptions) => openExportFolder(out, delimiter === 'comma' ? ',' : ';')

async function run(cli: Cli, options: ExportOptions, { book, results, survey }: Opened): Promise<ExitCode> {
  const folder = await folderOf(options)
  const { format, lang: language, long, withText } = options
  const freeText = withText === true ? 'with' : 'without'
  const shape = long === true ? 'long' : 'wide'
  const { rows, unreadable } = await exportResults({ results, survey }, folder, { format, freeText, shape, language })
  const files = await folder.close()
  await book.audit({
    at: cli.now(),
    actor: cli.actor,
    action: `results.export.${options.format}`,
    subject: survey.wave.id,
    count: rows,
  })
  for (const id of unreadable) cli.err(`Left out, as it does not parse: submission ${id}\n`)
  print(cli, options, { rows, unreadable, files }, [counted(rows, 'submission'), ...files])
  return unreadable.length === 0 ? exitCode.done : exitCode.refused
}

/** The wave and those it goes on from, as far back as their folders are there. */
async function chainOf(survey: Survey): Promise<Survey[]> {
  return [survey, ...(await surveysBefore(survey))]
}

async function overWaves(cli: Cli, options: TableOptions, { book, results, survey }: Opened): Promise<ExitCode> {
  const folder = await folderOf(options)
  const freeText = options.withText === true ? 'with' : 'without'
  const chain = await chainOf(survey)
  const { format } = options
  const written = await exportOverWaves({ results, chain }, folder, { format, freeText })
  const { rows, unreadable } = written
  const files = await folder.close()
  await book.audit(...auditOfOverWaves(written, { at: cli.now(), actor: cli.actor, format }))
  for (const id of unreadable) cli.err(`Left out, as it does not parse: submission ${id}\n`)
  const waves = chain.map(({ wave }) => wave.id)
  print(cli, options, { rows, waves, unreadable, files }, [
    `${counted(rows, 'submission')} of ${waves.join(', ')}`,
    ...files,
  ])
  return unreadable.length === 0 ? exitCode.done : exitCode.refused
}

const head: readonly (keyof FlatLine)[] = [
  ...(['variable', 'row', 'question', 'rowLabel', 'dimension', 'group', 'groupLabel'] as const),
  ...(['measure', 'measureLabel', 'n', 'count', 'value', 'suppressed', 'base'] as const),
]

/** The numbers of the report, line by line: the same rule hides the same groups. Refused while the survey is open. */
async function publish(cli: Cli, options: TableOptions, { book, survey, ...stores }: Opened): Promise<ExitCode> {
  const { out, format, lang } = options
  if (cli.now().getTime() < survey.closesAt) return notYet(cli)
  // First: what could not be written would count as shown all the same.
  makeWritableFolder(out)
  const answers = await storedAnswers({ survey, ...stores }, cli.now())
  const built = await surveyReport(survey, answers, { out, after: [], use: 'release', now: cli.now() })
  if ('faults' in built) {
    sayFaults(cli, built.faults)
    return exitCode.refused
  }
  if (built.report.status === 'internal') return notYet(cli)
  const folder = await folderOf(options)
  const lines = flatLines(built.report, built.questionnaires, lang)
  await writeTable(folder, { format, book: 'tables', name: 'tables' }, head, lines)
  const { since, groups } = built.report
  const changes = since === undefined ? [] : changeLines(since, built.questionnaires, { language: lang, groups })
  const [first] = changes
  if (first !== undefined) {
    const names = Object.keys(first) as (keyof ChangeLine)[]
    await writeTable(folder, { format, book: 'tables', name: 'changes' }, names, changes)
  }
  sayUnreadable(cli, answers)
  const told = [...built.earlier, ...built.releasesBefore]
  const files = [...(await folder.close()), await writeRelease(out, { release: built.release, earlier: told })]
  const action = `results.export.publication.${format}`
  await book.audit({ at: cli.now(), actor: cli.actor, action, subject: survey.wave.id, count: lines.length })
  print(cli, options, { rows: lines.length, files }, [counted(lines.length, 'number'), ...files])
  return exitCode.done
}

const notYet = (cli: Cli): ExitCode => {
  cli.err('The survey is open, or answers are on their way: nothing of it is published yet.\n')
  return exitCode.refused
}

type DeliveriesOptions = { failed?: true; limit: number; json?: true }

/** `results deliveries` and `results retry`: what has not reached the results store, why, and trying again. */
function addResultsDeliveries(parent: Command, cli: Cli): void {
  parent
    .command('deliveries')
    .description('submissions that have not reached the results store, and why')
    .option('--failed', 'only those given up, which wait for `results retry`')
    .option('--limit <n>', 'at most so many', fromOne, 1000)
    .option('--json', 'print JSON')
    .action(async (options: DeliveriesOptions) => {
      const code = await withStores(cli, async ({ results }) => {
        const states = options.failed === true ? (['parked'] as const) : (['pending', 'parked'] as const)
        const found = await results.deliveries({ states, limit: options.limit })
        const head = ['submission', 'revision', 'unit', 'part', 'state', 'attempts', 'last attempt', 'why']
        print(cli, options, found, columns([head, ...found.map(row)]))
        return exitCode.done
      })
      cli.end(code)
    })
  parent
    .command('retry <submissionId>')
    .description('send a submission again that was given up; the running service takes it within a minute')
    .option('--json', 'print JSON')
    .action(async (submissionId: string, options: { json?: true }) => {
      const code = await withStores(cli, async ({ results }) => {
        const revisions = await results.retry(submissionId, { at: cli.now(), actor: cli.actor })
        if (revisions.length === 0) {
          cli.err(`${submissionId} is not among the deliveries that were given up.\n`)
          return exitCode.refused
        }
        print(cli, options, { submissionId, revisions }, [
          `${submissionId}, revision ${revisions.join(', ')}: due again.`,
        ])
        return exitCode.done
      })
      cli.end(code)
    })
}

function row(one: ListedDelivery): string[] {
  const tried = one.lastAttemptAt?.toISOString() ?? 'never'
  const why =
    one.lastAttemptAt === null ? 'not tried yet' : one.lastStatus === null ? 'no answer' : `HTTP ${one.lastStatus}`
  return [one.submissionId, `${one.revision}`, one.unitId, one.part, one.state, `${one.attempts}`, tried, why]
}
