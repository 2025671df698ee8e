/** `dialogs preview`: every question of a part as it is shown, with the routing in words. Nothing is answered or stored. */

import { type Command, Option } from 'commander'
import { type Language, languages } from '../questionnaire/schema.ts'
import { type UnitKind, windowOf } from '../questionnaire/wave.ts'
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
