/** `tables.xlsx`: the report's numbers as sheets. */

import type { Cell, Row, SheetData } from 'write-excel-file/node'
import { dispositions, letterOf, rateNames } from '../../outcome/rates.ts'
import type { Language, Text } from '../../questionnaire/schema.ts'
import { inOslo } from '../../reminders/calendar.ts'
import type { ChangeLine } from '../../report/change-lines.ts'
import type { ReportDocument } from '../../report/document.ts'
import type { GroupResponse, Report } from '../../report/model.ts'
import type { FlatLine } from '../../report/tables.ts'
import { dimensionLabel, doc, groupLabel, outcomeLabel } from '../../report/words.ts'
import { cellText } from '../../results/spreadsheet.ts'
import { translate } from '../../texts/translate.ts'

/** The writer leaves a text as it is: what the format would take for an escape is ours to write. */
const asWritten = (data: SheetData): SheetData =>
  data.map((row) =>
    row.map((cell): Cell => {
      if (typeof cell === 'string') return cellText(cell)
      return typeof cell === 'object' && cell !== null && 'value' in cell && typeof cell.value === 'string'
        ? { ...cell, value: cellText(cell.value) }
        : cell
    }),
  )

const head = (names: readonly string[]): Row => names.map((value): Cell => ({ value, fontWeight: 'bold', wrap: true }))

const lineRow = (language: Language, line: FlatLine): Row => [
  line.variable,
  line.row,
  line.question,
  line.rowLabel,
  line.groupLabel,
  line.measure,
  line.measureLabel,
  line.n,
  line.count,
  line.suppressed ? doc(language, 'hidden') : line.value,
  line.base,
]

const lineHead = (language: Language): Row =>
  head(
    [
      ...['variable', 'row', 'question', 'row_text', 'group_column', 'answer_code', 'answer'],
      ...['n', 'count', 'percent_or_value', 'base_column'],
    ].map((k) => doc(language, k)),
  )

const widths = [22, 20, 50, 36, 30, 22, 36, 10, 10, 10, 36].map((width) => ({ width }))

const groupCells = ({ units, any, parts, all, rate }: GroupResponse): number[] => [
  units,
  any,
  ...Object.values(parts),
  all,
  rate,
]

/** A line per part: what the rates are of, the rates in whole per cent, what became of every unit. */
const partsSheet = (language: Language, { response }: Report, partTitles: PartTitles): SheetData => [
  head([
    doc(language, 'part_column'),
    doc(language, 'units'),
    ...rateNames.map((name) => `${name.toUpperCase()} (%)`),
    ...dispositions.map((one) => `${outcomeLabel(language, one)} (${letterOf[one]})`),
  ]),
  ...Object.entries(response.byPart).map(
    ([part, { base, rates, dispositions: counts }]): Row => [
      partTitles[part]?.[language] ?? part,
      base,
      ...rateNames.map((name) => rates[name]),
      ...dispositions.map((one) => counts[one]),
    ],
  ),
]

type PartTitles = Readonly<Record<string, Text>>

/** The tables of the response chapter below each other; they are made of texts, with numbers where they are numbers. */
const responseSheet = (language: Language, report: Report, partTitles: PartTitles): SheetData => [
  [
    ...head(['dimension', 'group_column', 'units', 'answered'].map((k) => doc(language, k))),
    ...head(Object.keys(report.response.byPart).map((part) => partTitles[part]?.[language] ?? part)),
    ...head(['all_parts', 'rate'].map((k) => doc(language, k))),
  ],
  ['', doc(language, 'total'), ...groupCells(report.response)],
  ...Object.entries(report.response.breakdowns).flatMap(([dimension, groups]) =>
    Object.entries(groups).map(
      ([id, g]): Row => [
        dimensionLabel({ language, groups: report.groups }, dimension),
        groupLabel({ language, groups: report.groups }, dimension, id),
        ...groupCells(g),
      ],
    ),
  ),
]

/** A line per number of change; the codes of `whom` and `word` as the publication export has them. */
const changesSheet = (
  language: Language,
  lines: readonly ChangeLine[],
  year: { before: number; now: number },
): SheetData => {
  const text = (key: string) => translate(language, `report.since.${key}`)
  return [
    head([
      ...['variable', 'row', 'question', 'row_text', 'answer_code', 'answer'].map((key) => doc(language, key)),
      text('whom'),
      ...[year.before, year.now].map((of) => `${doc(language, 'n')} ${of}`),
      ...[text('of'), text('out'), String(year.before), String(year.now), text('change')],
      ...['95 % −', '95 % +', text('in_words'), doc(language, 'group_column')],
    ]),
    ...lines.map(
      (line): Row => [
        ...[line.variable, line.row, line.question, line.rowLabel, line.measure, line.measureLabel],
        ...[text(line.whom), line.n_before, line.n_now, line.of, line.out],
        line.suppressed ? doc(language, 'hidden') : line.before,
        ...[line.now, line.change, line.low, line.high],
        ...[line.word === '' ? '' : text(`word.${line.word}`), line.groupLabel],
      ],
    ),
  ]
}

const aboutSheet = (document: ReportDocument): SheetData => [
  [{ value: document.title, fontWeight: 'bold' }],
  ...[document.made, ...document.notices].map((line): Row => [line]),
  [null],
  ...document.findings.map((f): Row => [f.text, f.numbers]),
]

/** Writes the workbook: about, response, whole wave, groups. */
export const writeTables = async (
  file: string,
  {
    report,
    document,
    lines,
    changes,
    partTitles,
  }: {
    report: Report
    document: ReportDocument
    lines: readonly FlatLine[]
    /** Empty: the report tells of no change, and there is no sheet of it. */
    changes: readonly ChangeLine[]
    partTitles: PartTitles
  },
): Promise<void> => {
  const { language } = document
  const rows = (wanted: readonly FlatLine[]) => [lineHead(language), ...wanted.map((line) => lineRow(language, line))]
  const sheets = [
    { sheet: doc(language, 'sheet_about'), data: aboutSheet(document), columns: [{ width: 120 }, { width: 16 }] },
    {
      sheet: doc(language, 'sheet_response'),
      data: responseSheet(language, report, partTitles),
      columns: [18, 26, 10, 10, ...Object.keys(partTitles).map(() => 16), 12, 12].map((width) => ({ width })),
      stickyRowsCount: 1,
    },
    {
      sheet: doc(language, 'sheet_parts'),
      data: partsSheet(language, report, partTitles),
      columns: [36, ...Array.from({ length: 1 + rateNames.length + dispositions.length }, () => 12)].map((width) => ({
        width,
      })),
      stickyRowsCount: 1,
    },
    {
      sheet: doc(language, 'sheet_tables'),
      data: rows(lines.filter((l) => l.dimension === '')),
      columns: widths,
      stickyRowsCount: 1,
    },
    {
      sheet: doc(language, 'sheet_groups'),
      data: rows(lines.filter((l) => l.dimension !== '')),
      columns: widths,
      stickyRowsCount: 1,
    },
    ...(report.since === undefined || changes.length === 0
      ? []
      : [
          {
            sheet: translate(language, 'report.since.sheet'),
            data: changesSheet(language, changes, {
              before: report.since.year,
              now: inOslo(Date.parse(report.opensAt)).year,
            }),
            columns: [22, 20, 50, 36, 22, 36, 12, ...Array.from({ length: 10 }, () => 10)].map((width) => ({ width })),
            stickyRowsCount: 1,
          },
        ]),
  ]
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  await writeXlsxFile(sheets.map((one) => ({ ...one, data: asWritten(one.data) }))).toFile(file)
}
