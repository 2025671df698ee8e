import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { type ImportReport, importRespondents } from '../app/import-respondents.ts'
import { readRespondentsSheet } from '../edge/files/respondents-file.ts'
import type { FileFault } from '../register/respondents-file.ts'
import { type Cli, print } from './cli.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { withStores } from './with-stores.ts'

type Options = { dryRun?: true; json?: true }

/** `respondents import`: adds and updates from CSV or XLSX, all or nothing. */
export function addRespondentsImport(parent: Command, cli: Cli): void {
  parent
    .command('import <file>')
    .description('add and update respondents from a CSV or XLSX file; all or nothing')
    .option('--dry-run', 'say what would happen and change nothing')
    .option('--json', 'print JSON')
    .action(async (file: string, options: Options) => cli.end(await runImport(cli, file, options)))
}

async function runImport(cli: Cli, file: string, options: Options): Promise<ExitCode> {
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) {
    cli.err(`${file} cannot be read.\n`)
    return exitCode.refused
  }
  const read = await readRespondentsSheet(bytes)
  if (read.type === 'refused') return report(cli, options, { type: 'refused', faults: read.faults, notices: [] })
  return withStores(cli, async ({ book, survey }) => {
    const rules = { unitIds: new Set(survey.units.keys()), parts: Object.keys(survey.wave.parts) }
    const by = { at: cli.now(), actor: cli.actor, newId: cli.newId }
    const mode = options.dryRun === true ? 'dry_run' : 'write'
    return report(cli, options, await importRespondents(book, { sheet: read.sheet, rules, mode, ...by }))
  })
}

function report(cli: Cli, options: Options, result: ImportReport): ExitCode {
  if (result.type === 'refused') {
    const lines = [`Refused, nothing imported. Faults: ${result.faults.length}.`, ...result.faults.map(faultLine)]
    print(cli, options, result, lines)
    return exitCode.refused
  }
  const verb = result.type === 'imported' ? 'Imported' : 'Would be imported'
  const changed = result.changed.map(({ line, fields }) => `  line ${line}: ${fields.join(', ')}`)
  print(cli, options, result, [
    `${verb}: ${result.added.length} added, ${result.changed.length} changed, ${result.unchanged.length} unchanged.`,
    ...(result.added.length > 0 ? [`Added: lines ${ranges(result.added)}`] : []),
    ...(changed.length > 0 ? ['Changed:', ...changed] : []),
    ...(result.unchanged.length > 0 ? [`Unchanged: lines ${ranges(result.unchanged)}`] : []),
    ...result.notices.map(({ line, column, message }) => `Note, line ${line}, ${column}: ${message}`),
  ])
  return exitCode.done
}

const faultLine = ({ line, column, message }: FileFault) =>
  `  line ${line}${column === undefined ? '' : `, ${column}`}: ${message}`

/** `[2, 3, 4, 7]` as `2–4, 7`. */
function ranges(lines: readonly number[]): string {
  const runs: { from: number; to: number }[] = []
  for (const line of lines) {
    const last = runs.at(-1)
    if (last !== undefined && line === last.to + 1) last.to = line
    else runs.push({ from: line, to: line })
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}
