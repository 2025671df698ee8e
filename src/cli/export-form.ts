/** `dialogs export --xlsform`: questionnaires as workbooks that other survey tools read. */

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { writeXlsForm } from '../edge/files/xlsform-file.ts'
import type { Questionnaire } from '../questionnaire/schema.ts'
import type { UnitKind } from '../questionnaire/wave.ts'
import { type Left, xlsFormOf } from '../wording/xlsform/sheets.ts'
import { type Cli, counted, type ExitCode, exitCode, print } from './cli.ts'
import { inWave, partsOfWave } from './dialogs.ts'

type ExportOptions = { xlsform: true; out: string; kind: UnitKind; json?: true }

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
    .option('--json', 'print JSON')
    .action(async (questionnaire: string | undefined, options: ExportOptions) =>
      cli.end(await exported(cli, questionnaire, options)),
    )
}

async function exported(cli: Cli, name: string | undefined, options: ExportOptions): Promise<ExitCode> {
  const found = name === undefined ? await partsOfWave(cli) : await inWave(cli, name, undefined)
  if (found === null) return exitCode.refused
  const questionnaires = 'questionnaire' in found ? [found.questionnaire] : found.questionnaires
  await mkdir(options.out, { recursive: true })
  const files = await Promise.all(questionnaires.map((questionnaire) => written(questionnaire, options)))
  const lines = files.flatMap(({ file, questions, left }) => [
    `${file}: ${counted(questions, 'question')}`,
    ...leftLines(left),
  ])
  print(cli, options, files, lines)
  return exitCode.done
}

async function written(questionnaire: Questionnaire, { out, kind }: ExportOptions) {
  const form = xlsFormOf({ questionnaire, kind })
  const file = join(out, `${questionnaire.part}.v${questionnaire.version}.xlsx`)
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
