/** `dialogs export --xlsform`: questionnaires as workbooks that other survey tools read. */

import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { writeXlsForm } from '../edge/files/xlsform-file.ts'
import type { Questionnaire } from '../questionnaire/schema.ts'
import type { UnitKind } from '../questionnaire/wave.ts'
import { type Left, xlsFormOf } from '../wording/xlsform/sheets.ts'
import { type Cli, counted, type ExitCode, exitCode, print } from './cli.ts'
import { inWave, partsOfWave } from './dialogs.ts'

type ExportOptions = { xlsform: true; out: string; kind: UnitKind; overwrite?: true; json?: true }

export function addDialogsExport(parent: Command, cli: Cli): void {
  parent
    .command('export [questionnaire]')
    .description(
      'the questionnaire for other survey tools, bokmål and nynorsk in one file; a part, a file such as dialogs/<wave>/<part>.v1.yaml, or (absent) every part of the wave',
    )
    .requiredOption('--xlsform', 'as XLSForm (KoboToolbox, ODK, SurveyCTO)')
    .requiredOption('--out <folder>', 'where the workbooks are written')
    .addOption(
      new Option('--kind <kind>', 'with the words for a municipality or a district')
        .choices(['kommune', 'bydel'])
        .default('kommune'),
    )
    .option(
      '--overwrite',
      'in place of workbooks of these names that are there (absent: they stop it, and nothing is written)',
    )
    .option('--json', 'print JSON')
    .action(async (questionnaire: string | undefined, options: ExportOptions) =>
      cli.end(await exported(cli, questionnaire, options)),
    )
}

async function exported(cli: Cli, name: string | undefined, options: ExportOptions): Promise<ExitCode> {
  const found = name === undefined ? await partsOfWave(cli) : await inWave(cli, name, undefined)
  if (found === null) return exitCode.refused
  const questionnaires = 'questionnaire' in found ? [found.questionnaire] : found.questionnaires
  const there = options.overwrite === true ? [] : questionnaires.map(pathIn(options)).filter((path) => existsSync(path))
  if (there.length > 0) {
    for (const path of there)
      cli.err(`${path} is there already; nothing was written. With --overwrite it is written over.\n`)
    return exitCode.refused
  }
  await mkdir(options.out, { recursive: true })
  const files = await Promise.all(questionnaires.map((questionnaire) => written(questionnaire, options)))
  const lines = files.flatMap(({ file, questions, left }) => [
    `${file}: ${counted(questions, 'question')}`,
    ...leftLines(left),
  ])
  print(cli, options, files, lines)
  return exitCode.done
}

const pathIn =
  ({ out }: Pick<ExportOptions, 'out'>) =>
  ({ part, version }: Pick<Questionnaire, 'part' | 'version'>): string =>
    join(out, `${part}.v${version}.xlsx`)

async function written(questionnaire: Questionnaire, { out, kind }: ExportOptions) {
  const form = xlsFormOf({ questionnaire, kind })
  const file = pathIn({ out })(questionnaire)
  await writeXlsForm(file, form)
  const questions = questionnaire.sections.reduce((sum, section) => sum + section.questions.length, 0)
  return { file, questions, left: form.left }
}

const why: Record<Left['what'], string> = {
  heard: 'how people type the answers is left out',
  prefill: 'the answer of the last wave is not shown',
  missing: '«vet ikke» and «ikke aktuelt» are left blank there',
  places: 'all are put in order, not the first places alone',
  soft: 'a rule that asks is a note, and refuses nothing',
}

const leftLines = (left: readonly Left[]): string[] =>
  (Object.keys(why) as Left['what'][]).flatMap((what) => {
    const questions = left.filter((one) => one.what === what).map(({ question }) => question)
    return questions.length === 0 ? [] : [`  ${why[what]}: ${questions.join(', ')}`]
  })
