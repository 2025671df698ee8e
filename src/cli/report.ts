import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Survey } from '../app/service.ts'
import { makeFolder, makeWritableFolder } from '../edge/files/private-files.ts'
import { reportHtml } from '../edge/report/html.ts'
import { findChromium, printPdf } from '../edge/report/pdf.ts'
import { readDemoShares, writeReport } from '../edge/report/write-report.ts'
import type { Fault } from '../questionnaire/fault.ts'
import { type Language, languages, type Questionnaire } from '../questionnaire/schema.ts'
import { asks, choicesOf } from '../questionnaire/shape.ts'
import { questionsOf } from '../questionnaire/versions.ts'
import { type DemoShares, withTarget } from '../report/demo-shares.ts'
import type { Answered } from '../report/model.ts'
import { newestOf } from '../report/over-versions.ts'
import { unitDocument } from '../report/unit-report.ts'
import type { DocumentInput } from '../report/whole-report.ts'
import { readSettings } from '../settings/settings.ts'
import { earlierSurvey, surveyFor } from '../start/survey.ts'
import {
  type Cli,
  counted,
  type ExitCode,
  exitCode,
  fromZero,
  print,
  refusedFor,
  sayFaults,
  wrongSettings,
} from './cli.ts'
import { generateSubmissions } from './demo/generate.ts'
import { withStores } from './on-stores.ts'
import { type Answers, followingOf, sayUnreadable, storedAnswers, surveyReport } from './survey-report.ts'

type Target = { question: string; choice: string; percent: number }
type Options = {
  out: string
  lang: Language
  unit?: string
  demo?: true
  units: number
  seed: number
  target: Target[]
  after: string[]
  internal?: true
  json?: true
}

const targetOf = (text: string, sofar: Target[]): Target[] => {
  const [, question, choice, percent] = /^([a-z0-9_]+)\.([a-z0-9_]+)=(\d{1,3})$/u.exec(text) ?? []
  if (!question || !choice || !percent || Number(percent) > 100)
    throw new InvalidArgumentError('such as resultatmaal.ja=61')
  return [...sofar, { question, choice, percent: Number(percent) }]
}

const several = (text: string, sofar: string[]): string[] => [...sofar, text]

/** `report`: the finished report of a wave, or of a generated answer set. */
export function addReport(command: Command, cli: Cli): void {
  command
    .requiredOption('--out <dir>', 'folder to write into')
    .addOption(new Option('--lang <form>', 'language form').choices(languages).default('nb'))
    .option('--unit <id>', "one unit's own report, after closing")
    .addOption(
      new Option('--after <file>', 'release.json of an earlier published report, kept elsewhere (repeatable)')
        .argParser(several)
        .default([])
        // Nothing that was invented has been shown of anybody.
        .conflicts('demo'),
    )
    .addOption(
      new Option('--internal', 'to look at before publishing: marked as internal, not counted as shown').conflicts(
        'unit',
      ),
    )
    .option('--demo', 'of a generated answer set that shows the shares in demo.yaml of the wave')
    .option('--units <n>', 'with --demo: how many units answer', fromZero, 300)
    .option('--seed <n>', 'with --demo: another seed, another set', fromZero, 2018)
    .option('--target <question.choice=percent>', 'with --demo: another share (repeatable)', targetOf, [])
    .option('--json', 'print JSON')
    .action(async (options: Options, command: Command) => {
      const alone = ['units', 'seed', 'target'].find((name) => command.getOptionValueSource(name) === 'cli')
      if (alone !== undefined && options.demo !== true) command.error(`error: --${alone} goes with --demo alone`)
      cli.end(await run(cli, options))
    })
}

const run = async (cli: Cli, options: Options): Promise<ExitCode> => {
  if (options.demo !== true) {
    return withStores(cli, async (stores) => write(cli, options, stores.survey, await storedAnswers(stores, cli.now())))
  }
  const read = readSettings(cli.env)
  if (!read.ok) {
    return wrongSettings(cli, read.faults)
  }
  const found = await surveyFor(read.settings.survey, { named: cli.wave ?? null, now: cli.now().getTime() })
  if (!found.ok) return refusedFor(cli, found)
  const unknown = options.target.find((target) => !isKnown(newestOf(found.survey), target))
  if (unknown !== undefined) {
    cli.err(`${unknown.question}.${unknown.choice} is no choice or row of this survey.\n`)
    return exitCode.refused
  }
  const demo = await readDemoShares(found.survey.folder, newestOf(found.survey))
  if ('faults' in demo) return faulty(cli, demo.faults)
  const answers = demoAnswers(found.survey, demo.shares, options)
  const earlier = await earlierSurvey(found.survey)
  if (earlier === null) return write(cli, options, found.survey, answers)
  const shares = await readDemoShares(earlier.folder, newestOf(earlier))
  if ('faults' in shares) return faulty(cli, shares.faults)
  // Another set than this wave's: else nobody would have changed.
  const then = demoAnswers(earlier, shares.shares, { ...options, seed: options.seed + 1, target: [] })
  return write(cli, options, found.survey, {
    ...answers,
    earlier: [{ survey: earlier, ...then, following: followingOf(found.survey), unanswered: [] }],
  })
}

/** A target that is misspelt would be passed over. */
const isKnown = (questionnaires: readonly Questionnaire[], { question, choice }: Target): boolean =>
  questionnaires
    .flatMap(questionsOf)
    .filter(({ id }) => id === question)
    .flatMap((q) => (asks(q, 'rows') ? q.rows : choicesOf(q)).map(({ id: of }) => of))
    .includes(choice)

const demoAnswers = (survey: Survey, shares: DemoShares, { units, seed, target }: Options): Answers => {
  const targets = target.reduce(
    (all, { question, choice, percent }) => withTarget(all, question, choice, percent),
    shares,
  )
  const { wave, opensAt, closesAt } = survey
  const about = { wave, opensAt, closesAt, count: units, seed, targets }
  const submissions = generateSubmissions({
    ...about,
    questionnaires: newestOf(survey),
    units: [...survey.units.values()],
  })
  return { submissions, unreadable: 0, earlier: [], kind: 'demo' }
}

const write = async (cli: Cli, options: Options, survey: Survey, answers: Answers): Promise<ExitCode> => {
  const { out, after, unit: unitId } = options
  const refused = unitId === undefined ? null : refusal(survey, unitId, cli.now())
  if (refused !== null) {
    cli.err(`${refused}\n`)
    return exitCode.refused
  }
  // First: what could not be written would count as shown all the same.
  makeWritableFolder(out)
  const use = options.internal === true ? 'internal' : 'release'
  const built = await surveyReport(survey, answers, { out, after, use, now: cli.now() })
  if ('faults' in built) return faulty(cli, built.faults)
  const { report, release, releasesBefore, earlier, plan, questionnaires, submissions } = built
  const partTitles = Object.fromEntries(Object.entries(survey.wave.parts).map(([part, { title }]) => [part, title]))
  const about = { report, questionnaires, plan, partTitles, language: options.lang }
  const path = cli.env.PATH ?? ''
  if (unitId !== undefined) {
    return writeUnitReport(cli, options, { ...about, survey, submissions, unitId, out, path })
  }
  const { files, withoutPdf } = await writeReport(out, {
    ...about,
    release,
    path,
    earlier: [...earlier, ...releasesBefore],
  })
  if (withoutPdf)
    cli.err('No report.pdf: Chromium was not found, or did not print. report.html prints from any browser.\n')
  sayUnreadable(cli, answers)
  if (answers.kind === 'real' && answers.undelivered > 0)
    cli.err(`Internal: ${counted(answers.undelivered, 'submission')} still on the way to the results store.\n`)
  if (earlier.length > 0)
    cli.err(`What would show the difference from ${counted(earlier.length, 'earlier release')} is hidden.\n`)
  print(cli, options, { submissions: submissions.length, status: report.status, files }, [
    `${counted(submissions.length, 'submission')}, ${report.status}`,
    ...files,
  ])
  return exitCode.done
}

const faulty = (cli: Cli, faults: readonly Fault[]): ExitCode => {
  sayFaults(cli, faults)
  return exitCode.refused
}

type Asked = DocumentInput & {
  survey: Survey
  submissions: readonly Answered[]
  unitId: string
  out: string
  path: string
}

/** Why the unit gets no report of its own: it is not in the wave, or the survey is open. Null: it may have one. */
const refusal = ({ wave, units, closesAt }: Survey, unitId: string, now: Date): string | null => {
  if (!units.has(unitId)) return `${unitId} is no unit of ${wave.id}.`
  return now.getTime() < closesAt ? 'A unit sees how others answered after the survey has closed.' : null
}

/** Writes one unit's own report, readable by its owner alone; refused as `refusal` says, and for an internal report, as answers are on their way. */
const writeUnitReport = async (cli: Cli, options: Options, asked: Asked): Promise<ExitCode> => {
  const unit = asked.survey.units.get(asked.unitId)
  if (unit === undefined || asked.report.status === 'internal') {
    cli.err('A unit sees how others answered when all answers are in: no report was written.\n')
    return exitCode.refused
  }
  makeFolder(asked.out)
  const html = join(asked.out, `report-${unit.id}.html`)
  const pdf = join(asked.out, `report-${unit.id}.pdf`)
  await Promise.all([html, pdf].map((file) => rm(file, { force: true })))
  await writeFile(html, await reportHtml(unitDocument({ ...asked, unit })), { flag: 'wx', mode: 0o600 })
  const chromium = await findChromium(asked.path)
  const printed = chromium !== null && (await printPdf(chromium, html, pdf))
  if (printed) await chmod(pdf, 0o600)
  const files = [html, ...(printed ? [pdf] : [])]
  print(cli, options, { unit: unit.id, files }, files)
  return exitCode.done
}
