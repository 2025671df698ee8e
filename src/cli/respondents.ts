import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type Command, Option } from 'commander'
import type { ListedRespondent } from '../app/ports/register.ts'
import { type ImportReport, importRespondents } from '../app/respondents/import.ts'
import { listUnreachable } from '../app/respondents/invite.ts'
import { accessRespondent, eraseRespondent } from '../app/respondents/rights.ts'
import { bom, csvText } from '../edge/files/csv.ts'
import { openPrivateFile } from '../edge/files/private-files.ts'
import { readRespondentsSheet } from '../edge/files/respondents-file.ts'
import type { FileFault } from '../register/respondents-file.ts'
import {
  type RespondentFlag,
  type RespondentStatus,
  respondentFlags,
  respondentStatuses,
  standsAs,
} from '../register/states.ts'
import { type Cli, columns, counted, type ExitCode, exitCode, print } from './cli.ts'
import { type Opened, withStores } from './on-stores.ts'

type ListOptions = { status?: (RespondentStatus | RespondentFlag)[]; json?: true }

/** `respondents list`: every respondent with state and flags. */
export function addRespondentsList(parent: Command, cli: Cli): void {
  parent
    .command('list')
    .description('respondents with their state')
    .addOption(new Option('--status <status...>', 'only these').choices([...respondentStatuses, ...respondentFlags]))
    .option('--json', 'print JSON')
    .action(async (options: ListOptions) => {
      const code = await withStores(cli, async ({ book }) => {
        const { status: wanted } = options
        const all = await book.list({})
        const found = wanted === undefined ? all : all.filter((one) => wanted.some((each) => standsAs(one, each)))
        print(cli, options, found, columns([['id', 'unit', 'part', 'name', 'state'], ...found.map(listRow)]))
        return exitCode.done
      })
      cli.end(code)
    })
}

function listRow(one: ListedRespondent): string[] {
  const flags = [
    ...(one.unreachable !== null && one.unreachable !== 'not_linked' ? [`unreachable(${one.unreachable})`] : []),
    ...(one.optedOut ? ['opted_out'] : []),
    ...(one.snoozedUntil === null ? [] : ['snoozed']),
  ]
  return [one.id, `${one.unitId} ${one.unitName}`, one.part, one.name, [one.status, ...flags].join(' ')]
}

type ImportOptions = { dryRun?: true; json?: true }

/** `respondents import`: adds and updates from CSV or XLSX, all or nothing. */
export function addRespondentsImport(parent: Command, cli: Cli): void {
  parent
    .command('import <file>')
    .description('add and update respondents from a CSV or XLSX file; all or nothing')
    .option('--dry-run', 'say what would happen and change nothing')
    .option('--json', 'print JSON')
    .action(async (file: string, options: ImportOptions) => cli.end(await runImport(cli, file, options)))
}

async function runImport(cli: Cli, file: string, options: ImportOptions): Promise<ExitCode> {
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

function report(cli: Cli, options: ImportOptions, result: ImportReport): ExitCode {
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

type ExportOptions = { unreachable: true; out?: string; json?: true }

/** `respondents export --unreachable`: whom to reach otherwise, as CSV. */
export function addRespondentsExport(parent: Command, cli: Cli): void {
  parent
    .command('export')
    .description('whom the bot cannot write to, and why')
    .requiredOption('--unreachable', 'those whom the bot cannot write to')
    .option('--out <file>', 'write here, readable by you alone, instead of to the terminal')
    .option('--json', 'print JSON')
    .action(async (options: ExportOptions) => cli.end(await withStores(cli, (opened) => run(cli, options, opened))))
}

async function run(cli: Cli, options: ExportOptions, { book }: Opened): Promise<ExitCode> {
  const found = await listUnreachable(book)
  const header = ['id', 'unit', 'unit_name', 'part', 'name', 'email', 'status', 'reason']
  const text = csvText([header, ...found.map(unreachableRow)])
  if (options.out === undefined) {
    print(cli, options, found, [text.trimEnd()])
    return exitCode.done
  }
  const file = await openPrivateFile(options.out)
  if (file === null) {
    cli.err(`${options.out} is there already or cannot be made.\n`)
    return exitCode.refused
  }
  await file.writeFile(bom + text)
  await file.close()
  print(cli, options, { written: found.length, file: options.out }, [
    `${counted(found.length, 'respondent')} in ${options.out}`,
  ])
  return exitCode.done
}

function unreachableRow(one: ListedRespondent): string[] {
  return [one.id, one.unitId, one.unitName, one.part, one.name, one.email, one.status, one.unreachable ?? '']
}

/** `respondents access`: everything that is stored on one person, as JSON. */
export function addRespondentsAccess(parent: Command, cli: Cli): void {
  parent
    .command('access <id>')
    .description('what is stored on a person, as JSON')
    .option('--json', 'print JSON, as without it')
    .action(async (id: string) => {
      const code = await withStores(cli, async (opened) => {
        const wave = opened.survey.wave.id
        const found = await accessRespondent(opened, { wave, respondentId: id })
        if (found === null) {
          cli.err(`${id} is no respondent of this wave.\n`)
          return exitCode.refused
        }
        print(cli, { json: true }, found, [])
        return exitCode.done
      })
      cli.end(code)
    })
}

/** `respondents erase`: removes the person; what the unit has answered stays. */
export function addRespondentsErase(parent: Command, cli: Cli): void {
  parent
    .command('erase <id>')
    .description("remove a person; the unit's answers and submissions stay")
    .option('--json', 'print JSON')
    .action(async (id: string, options: { json?: true }) => {
      const code = await withStores(cli, async (opened) => {
        const request = { wave: opened.survey.wave.id, respondentId: id, at: cli.now(), actor: cli.actor }
        if (!(await eraseRespondent({ ...opened, pause }, request))) {
          cli.err(`${id} is no respondent of this wave.\n`)
          return exitCode.refused
        }
        print(cli, options, { erased: id }, [`${id} is removed.`])
        return exitCode.done
      })
      cli.end(code)
    })
}
