/** How a questionnaire looks: every question as it is shown (`dialogs preview`), or a form to hand out (`dialogs form`). */

import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'

import { type Command, Option } from 'commander'
import { formPdf } from '../edge/pdf/form.ts'
import { type Language, languages } from '../questionnaire/schema.ts'
import { readInstant, type UnitKind, windowOf } from '../questionnaire/wave.ts'
import { formOf } from '../wording/form.ts'
import { type PreviewSection, previewOf } from '../wording/preview.ts'
import { plainOf } from '../wording/view.ts'
import { type Cli, type ExitCode, exitCode, print } from './cli.ts'
import { inWave } from './dialogs.ts'

type PreviewOptions = { lang: Language; kind: UnitKind; unit?: string; json?: true }

export function addDialogsPreview(parent: Command, cli: Cli): void {
  parent
    .command('preview <questionnaire>')
    .description(
      'every question as it is shown, with whom it is for in words; a part of the wave, or a file such as dialogs/<wave>/<part>.v1.yaml',
    )
    .addOption(new Option('--lang <language>', 'language form').choices(languages).default('nb'))
    .addOption(
      new Option('--kind <kind>', 'for a municipality or a district').choices(['kommune', 'bydel']).default('kommune'),
    )
    .option('--unit <id>', 'with the name of this unit (goes before --kind; absent: the first of the kind)')
    .option('--json', 'print JSON')
    .action(async (questionnaire: string, options: PreviewOptions) =>
      cli.end(await preview(cli, questionnaire, options)),
    )
}

async function preview(cli: Cli, name: string, options: PreviewOptions): Promise<ExitCode> {
  const found = await inWave(cli, name, options.unit)
  if (found === null) return exitCode.refused
  const { questionnaire, folder } = found
  const { wave, units } = folder
  const unit = found.unit ?? units.find(({ kind }) => kind === options.kind)
  if (unit === undefined) {
    cli.err(`No ${options.kind} in the wave.\n`)
    return exitCode.refused
  }
  const sections = previewOf({ questionnaire, wave, unit, language: options.lang, ...windowOf(wave) })
  print(cli, options, sections, sections.flatMap(linesOf))
  return exitCode.done
}

const linesOf = ({ title, knows, only, items }: PreviewSection): string[] => [
  `## ${title}`,
  ...[knows, only].filter((line) => line !== undefined),
  '',
  ...items.flatMap((item) => [...(item.only === undefined ? [] : [item.only]), ...item.parts, plainOf(item.view), '']),
]

type FormOptions = { pdf: string; lang: Language; kind: UnitKind; unit?: string; paper?: true; json?: true }

export function addDialogsForm(parent: Command, cli: Cli): void {
  parent
    .command('form <questionnaire>')
    .description(
      'every question with its choices and whom it is for, as a PDF to read or (--paper) to fill in; a part of the wave, or a file such as dialogs/<wave>/<part>.v1.yaml',
    )
    .requiredOption('--pdf <file>', 'the PDF to write')
    .option('--paper', 'with boxes and lines to fill in by hand')
    .addOption(new Option('--lang <language>', 'language form').choices(languages).default('nb'))
    .addOption(
      new Option('--kind <kind>', 'for a municipality or a district').choices(['kommune', 'bydel']).default('kommune'),
    )
    .option('--unit <id>', 'for this unit: its name and only what it can be asked (goes before --kind)')
    .option('--json', 'print JSON')
    .action(async (questionnaire: string, options: FormOptions) => cli.end(await form(cli, questionnaire, options)))
}

async function form(cli: Cli, name: string, options: FormOptions): Promise<ExitCode> {
  const found = await inWave(cli, name, options.unit)
  if (found === null) return exitCode.refused
  const { questionnaire, unit, folder } = found
  const { wave } = folder
  const closesAt = closingOf(cli, basename(found.path)) ?? windowOf(wave).closesAt
  if (Number.isNaN(closesAt)) {
    cli.err('SURVEY_CLOSES_AT: must be ISO 8601, as in 2026-11-01T08:00; Europe/Oslo without a zone\n')
    return exitCode.settings
  }
  const made = formOf({
    questionnaire,
    wave,
    unit: unit ?? { kind: options.kind },
    language: options.lang,
    use: options.paper ? 'paper' : 'screen',
    closesAt,
  })
  const pdf = await formPdf(made, { author: wave.controller[options.lang], at: cli.now().getTime() })
  await writeFile(options.pdf, pdf)
  const about = { file: options.pdf, wave: wave.id, title: made.title, closesAt: new Date(closesAt).toISOString() }
  print(cli, options, about, [`${options.pdf}: ${made.title}`])
  return exitCode.done
}

/** What the settings say of the closing of the wave in this folder, ms; null: nothing, NaN: no time. They are about one wave. */
function closingOf(cli: Cli, folder: string): number | null {
  const { SURVEY_WAVE, SURVEY_CLOSES_AT } = cli.env
  const text = SURVEY_CLOSES_AT?.trim()
  if (!text || SURVEY_WAVE?.trim() !== folder) return null
  return readInstant(text, 'closing') ?? Number.NaN
}
