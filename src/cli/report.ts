import { join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Survey } from '../app/deps.ts'
import { readSettings } from '../config.ts'
import { readReportFolder } from '../edge/report/report-folder.ts'
import { readReleases, writeReport } from '../edge/report/write-report.ts'
import type { Language, Questionnaire } from '../questionnaire/schema.ts'
import { buildReport } from '../report/build-report.ts'
import type { Answered } from '../report/model.ts'
import { submissionDocument } from '../results/submission-schema.ts'
import { dialogsDir, openSurvey } from '../start/open-survey.ts'
import { type Cli, print } from './cli.ts'
import { generateSubmissions } from './demo/generate-submissions.ts'
import type { Targets } from './demo/targets.ts'
import { publishedTargets, withTarget } from './demo/targets.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { writeUnitReport } from './report-unit.ts'
import { withStores } from './with-stores.ts'

type Target = { question: string; choice: string; percent: number }
type Options = {
  wave?: string
  out: string
  lang: Language
  unit?: string
  demo?: true
  units: number
  seed: number
  target: Target[]
  after: string[]
  json?: true
}
type Answers = { submissions: Answered[]; unreadable: number; kind: 'real' | 'demo' }

const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/u.test(text)) throw new InvalidArgumentError('a whole number is needed')
  return Number(text)
}

const targetOf = (text: string, sofar: Target[]): Target[] => {
  const [, question, choice, percent] = /^([a-z0-9_]+)\.([a-z0-9_]+)=(\d{1,3})$/u.exec(text) ?? []
  if (!question || !choice || !percent || Number(percent) > 100)
    throw new InvalidArgumentError('such as resultatmaal.ja=61')
  return [...sofar, { question, choice, percent: Number(percent) }]
}

const several = (text: string, sofar: string[]): string[] => [...sofar, text]

/** `report`: the finished report of a wave, or of a generated answer set. */
export function addReport(parent: Command, cli: Cli): void {
  parent
    .command('report')
    .description('the report of a wave: report.html, report.json, tables.xlsx and, where Chromium is found, report.pdf')
    .option('--wave <id>', 'folder under dialogs/ (default: SURVEY_WAVE)')
    .requiredOption('--out <dir>', 'folder to write into')
    .addOption(new Option('--lang <form>', 'language form').choices(['nb', 'nn']).default('nb'))
    .option('--unit <id>', "one unit's own report, after closing")
    .option('--after <file>', 'release.json of an earlier published report, kept elsewhere (repeatable)', several, [])
    .option('--demo', 'of a generated answer set that meets the published figures of 2018')
    .option('--units <n>', 'with --demo: how many units answer', wholeNumber, 300)
    .option('--seed <n>', 'with --demo: another seed, another set', wholeNumber, 2018)
    .option('--target <question.choice=percent>', 'with --demo: another share (repeatable)', targetOf, [])
    .option('--json', 'print JSON')
    .action(async (options: Options) => cli.end(await run(cli, options)))
}

const run = async (given: Cli, options: Options): Promise<ExitCode> => {
  const cli = options.wave === undefined ? given : { ...given, env: { ...given.env, SURVEY_WAVE: options.wave } }
  if (options.demo !== true) {
    return withStores(cli, async ({ survey, results }) => {
      const answers: Answers = { submissions: [], unreadable: 0, kind: 'real' }
      for await (const stored of results.latest(survey.wave.id)) {
        const parsed = submissionDocument.safeParse(stored)
        if (parsed.success) answers.submissions.push(parsed.data)
        else answers.unreadable += 1
      }
      return write(cli, options, survey, answers)
    })
  }
  const read = readSettings(cli.env)
  if (!read.ok) {
    for (const { name, reason } of read.faults) cli.err(`${name}: ${reason}\n`)
    return exitCode.settings
  }
  const found = await openSurvey({ ...read.settings.survey })
  if (!found.ok) {
    for (const fault of found.faults) cli.err(`${fault.file}:${fault.line}:${fault.column} ${fault.message}\n`)
    return exitCode.refused
  }
  return write(cli, options, found.survey, demoAnswers(found.survey, options))
}

/** The newest questionnaire of each part, in the order of the wave. */
const newest = ({ wave, questionnaires }: Survey): Questionnaire[] =>
  Object.entries(wave.parts).flatMap(([part, { version }]) => questionnaires.get(part)?.get(version) ?? [])

const demoAnswers = (survey: Survey, { units, seed, target }: Options): Answers => {
  const targets = target.reduce(
    (all: Targets, { question, choice, percent }) => withTarget(all, question, choice, percent),
    publishedTargets,
  )
  const { wave, opensAt, closesAt } = survey
  const about = { wave, opensAt, closesAt, count: units, seed, targets }
  const submissions = generateSubmissions({
    ...about,
    questionnaires: newest(survey),
    units: [...survey.units.values()],
  })
  return { submissions, unreadable: 0, kind: 'demo' }
}

const write = async (cli: Cli, options: Options, survey: Survey, answers: Answers): Promise<ExitCode> => {
  const { wave, opensAt, closesAt } = survey
  const read = await readReportFolder(join(dialogsDir, wave.id))
  if ('faults' in read) {
    for (const fault of read.faults) cli.err(`${fault.file}:${fault.line}:${fault.column} ${fault.message}\n`)
    return exitCode.refused
  }
  const { trend, plan } = read
  const questionnaires = newest(survey)
  const isReal = answers.kind === 'real'
  const earlier = isReal ? await readReleases(options.out, options.after, wave.id) : []
  const { report, release } = buildReport({
    wave,
    questionnaires,
    units: [...survey.units.values()],
    submissions: answers.submissions,
    trend,
    plan,
    earlier,
    // A generated set is shown as the finished wave.
    now: isReal ? cli.now().getTime() : Math.max(cli.now().getTime(), closesAt),
    opensAt,
    closesAt,
    answers: answers.kind,
  })
  const partTitles = Object.fromEntries(Object.entries(wave.parts).map(([part, { title }]) => [part, title]))
  const about = { report, questionnaires, plan, partTitles, language: options.lang }
  const path = cli.env['PATH'] ?? ''
  if (options.unit !== undefined) {
    return writeUnitReport(cli, {
      ...about,
      survey,
      submissions: answers.submissions,
      unitId: options.unit,
      out: options.out,
      path,
    })
  }
  const { files, withoutPdf } = await writeReport(options.out, { ...about, release, earlier, path })
  if (withoutPdf)
    cli.err('No report.pdf: Chromium was not found, or did not print. report.html prints from any browser.\n')
  if (answers.unreadable > 0) cli.err(`Left out, as they do not parse: ${answers.unreadable} submissions.\n`)
  if (earlier.length > 0)
    cli.err(`Numbers that would show the difference from ${earlier.length} earlier release(s) are hidden.\n`)
  const submissions = answers.submissions.length
  print(cli, options, { submissions, status: report.status, files }, [
    `${submissions} submissions, ${report.status}`,
    ...files,
  ])
  return exitCode.done
}
