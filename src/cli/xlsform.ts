/** `dialogs export --xlsform` and `dialogs import`: questionnaires as workbooks that other survey tools read, and the other way. */

import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { draftText, readXlsForm, writeDraft, writeXlsForm } from '../edge/files/xlsform-file.ts'
import { type FaultLanguage, faultLanguages, faultText, type SaidOfFault, said } from '../questionnaire/fault.ts'
import { id, type Questionnaire } from '../questionnaire/schema.ts'
import type { UnitKind } from '../questionnaire/wave.ts'
import { draftOf, type FormDraft } from '../wording/xlsform/draft.ts'
import { readForm } from '../wording/xlsform/read-form.ts'
import { type Left, xlsFormOf } from '../wording/xlsform/sheets.ts'
import type { Remark } from '../wording/xlsform/terms.ts'
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

// The other way: a draft of a part, from a form that was made elsewhere.

type ImportOptions = { out: string; part?: string; overwrite?: true; lang: FaultLanguage; json?: true }

export function addDialogsImport(parent: Command, cli: Cli): void {
  parent
    .command('import <form>')
    .description(
      'a draft of a part from a form of another survey tool: a workbook (.xlsx) in XLSForm, as KoboToolbox, ODK and SurveyCTO have them',
    )
    .requiredOption('--out <path>', 'where the draft is written: a file (.yaml), or the folder of a wave')
    .option('--part <id>', 'what the part is called (absent: as the file, or as the form says)', partId)
    .addOption(new Option('--lang <language>', 'language of what is told').choices(faultLanguages).default('nb'))
    .option(
      '--overwrite',
      'in place of a draft of this name that is there (absent: it stops it, and nothing is written)',
    )
    .option('--json', 'print JSON')
    .action(async (form: string, options: ImportOptions) => cli.end(await imported(cli, form, options)))
}

function partId(value: string): string {
  if (id.safeParse(value).success) return value
  throw new InvalidArgumentError(
    'It is written with small letters a–z, digits and underscores, and begins with a letter.',
  )
}

const isYaml = (path: string): boolean => ['.yaml', '.yml'].includes(extname(path))

async function imported(cli: Cli, file: string, options: ImportOptions): Promise<ExitCode> {
  const read = await readXlsForm(file)
  if ('refused' in read) return refuse(cli, file, options, read.refused)
  const { form, faults } = readForm(read.sheets)
  if (faults.length > 0) return refuse(cli, file, options, faults)
  const draft = draftOf({ form, ...named(cli, file, options) })
  const { part, version, wave } = draft.data
  if (draft.places.size === 0) {
    return refuse(cli, file, options, [{ ...said('form.not_asked'), sheet: 'survey', row: 1 }, ...draft.left])
  }
  const name = `${part}.v${version}.yaml`
  const path = isYaml(options.out) ? options.out : join(options.out, name)
  const say = (it: SaidOfFault) => faultText(it, options.lang)
  if (options.overwrite !== true && existsSync(path)) {
    cli.err(`${say(said('form_done.there', { path }))}\n`)
    return exitCode.refused
  }
  if (basename(path) !== name) draft.changed.push({ ...said('file_name', { name }), sheet: 'settings', row: 1 })
  await mkdir(dirname(path), { recursive: true })
  const beside = new Map<number, string[]>()
  for (const it of [...draft.left, ...draft.changed]) {
    const line = `${it.sheet}:${it.row} ${say(it)}`
    const row = it.sheet === 'survey' ? it.row : 1
    beside.set(row, [...(beside.get(row) ?? []), line])
  }
  await writeDraft(path, draftText(draft, say(said('form_done.draft', { file: basename(file) })), beside))
  const sections = draft.data.sections as { questions: unknown[] }[]
  const counts = { sections: sections.length, questions: sections.reduce((sum, one) => sum + one.questions.length, 0) }
  const { left, changed, missing } = draft
  const json = {
    left: left.map(inJson(options)),
    changed: changed.map(inJson(options)),
    missing: missing.map(inJson(options)),
  }
  const done = say(said('form_done', { path, ...counts }))
  print(cli, options, { file: path, wave, part, version, ...counts, ...json }, [
    done,
    ...draftLines(file, draft, options),
  ])
  return exitCode.done
}

/** What the command says of the draft, and what its place says: a file is called `<part>.v<version>.yaml`, in the folder of its wave. */
function named(cli: Cli, file: string, { out, part }: ImportOptions) {
  const isFile = isYaml(out)
  const folder = basename(resolve(isFile ? dirname(out) : out))
  const [, ofFile, version] = (isFile ? /^([a-z]\w*)\.v(\d+)\.yaml$/u : /^$/u).exec(basename(out)) ?? []
  const wave = cli.wave ?? (existsSync(join(isFile ? dirname(out) : out, 'wave.yaml')) ? folder : undefined)
  const name = part ?? ofFile
  return {
    file: basename(file, extname(file)),
    folder,
    ...(wave === undefined ? {} : { wave }),
    ...(name === undefined ? {} : { part: name }),
    ...(version === undefined ? {} : { version: Number(version) }),
  }
}

type Told = SaidOfFault & Partial<Pick<Remark, 'sheet' | 'row'>>

const inJson =
  ({ lang }: ImportOptions) =>
  ({ sheet, row, code, key, ...it }: Told) => ({
    sheet,
    row,
    code,
    key,
    message: faultText({ code, key, ...it }, lang),
  })

function refuse(cli: Cli, file: string, options: ImportOptions, faults: readonly Told[]): ExitCode {
  print(cli, options, faults.map(inJson(options)), remarkLines(file, faults, options))
  return exitCode.refused
}

const headings = {
  left: 'form_done.left',
  changed: 'form_done.changed',
  missing: 'form_done.missing',
} as const

const draftLines = (file: string, draft: FormDraft, options: ImportOptions): string[] =>
  (Object.keys(headings) as (keyof typeof headings)[]).flatMap((what) =>
    draft[what].length === 0
      ? []
      : [
          faultText(said(headings[what]), options.lang),
          ...remarkLines(file, draft[what], options).map((line) => `  ${line}`),
        ],
  )

/** As «dialogs check» tells it, with sheet and row; what is said of several rows is said once. */
function remarkLines(file: string, remarks: readonly Told[], { lang }: ImportOptions): string[] {
  const rows = new Map<string, { sheet: string | undefined; code: string; text: string; rows: number[] }>()
  for (const it of remarks) {
    const text = faultText(it, lang)
    const key = `${it.sheet} ${it.key} ${text}`
    const before = rows.get(key) ?? { sheet: it.sheet, code: it.code, text, rows: [] }
    if (it.row !== undefined) before.rows.push(it.row)
    rows.set(key, before)
  }
  return [...rows.values()].map(({ sheet, code, text, rows: at }) =>
    sheet === undefined ? `${file} ${code} ${text}` : `${file}:${sheet}:${at.join(',')} ${code} ${text}`,
  )
}
