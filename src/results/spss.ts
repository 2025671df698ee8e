/** An SPSS syntax file that reads the CSV beside it and labels it. Also read by PSPP. */

import type { Language } from '../questionnaire/schema.ts'
import { translate } from '../texts/translate.ts'
import { type Cell, type Described, fittedNames, missingCodes } from './table.ts'

/** Limits of SPSS, in bytes of UTF-8. */
const maxVariableLabel = 255
const maxValueLabel = 120
const maxName = 64
/** Of syntax, in bytes; SPSS itself gives up at 256. */
const maxLine = 250
/** Wide enough for 4,000 characters of three bytes; the longest that SPSS takes is 32,767. */
const textWidths: Record<'text' | 'date', number> = { text: 12_000, date: 10 }
const headWidth = 80

const reserved = new Set(['ALL', 'AND', 'BY', 'EQ', 'GE', 'GT', 'LE', 'LT', 'NE', 'NOT', 'OR', 'TO', 'WITH'])

const cut = (text: string, bytes: number): string => {
  const signs = [...text.toWellFormed()]
  while (Buffer.byteLength(signs.join('')) > bytes) signs.pop()
  return signs.join('').trimEnd()
}

/** A label in quotes, on as many lines as it takes: texts joined by `+` are one. */
const quoted = (text: string, bytes: number): string => {
  const pieces: string[] = ['']
  for (const sign of cut(text.replace(/\s+/gu, ' '), bytes)) {
    const next = sign === "'" ? "''" : sign
    const last = pieces.at(-1) ?? ''
    // With a name of 64 bytes, the quotes and the sign that joins.
    if (Buffer.byteLength(last + next) > maxLine - maxName - 10) pieces.push(next)
    else pieces[pieces.length - 1] = last + next
  }
  return pieces.map((piece) => `'${piece}'`).join(' +\n    ')
}

/** Names as SPSS takes them: at most 64 bytes, no reserved word, each once whatever the letter case. */
export const spssNames = (columns: readonly Described[]): string[] =>
  fittedNames(
    columns.map(({ name }) => name),
    {
      clean: (name) => (reserved.has(name.toUpperCase()) ? `${name}_v` : name).replace(/[_.]+$/u, ''),
      cut: (name, spare) => cut(name, maxName - spare),
      reserved: new Set(),
      fallback: 'v',
    },
  )

const isText = ({ type }: Described): boolean => type === 'text' || type === 'date'

const format = (column: Described): string => {
  if (column.type === 'text' || column.type === 'date') {
    return `A${column.question === undefined ? headWidth : textWidths[column.type]}`
  }
  return column.type === 'number' ? 'F12.6' : 'F8.0'
}

const missingLabels = (language: Language): { code: number; label: string }[] =>
  Object.entries(missingCodes).map(([kind, code]) => ({ code, label: translate(language, `report.missing.${kind}`) }))

/** A numeric column's values and missing kinds, with their labels. */
const valueLabels = (name: string, column: Described, language: Language): string => {
  const own = column.values.map(({ code, label }) => ({ code, label: label[language] }))
  const all = [...own, ...missingLabels(language)].map(({ code, label }) => `  ${code} ${quoted(label, maxValueLabel)}`)
  return [`  /${name}`, ...all].join('\n')
}

/** A cell as the syntax expects it: choices by number, text on one line. */
export const spssCell = (column: Described, cell: Cell): Cell => {
  if (typeof cell !== 'string') return cell
  if (column.type === 'choice') return column.values.find((v) => v.id === cell)?.code ?? null
  return cell.replace(/\s+/gu, ' ')
}

/**
 * The syntax for one CSV file (UTF-8, comma, quotes doubled, names in the first line) with these columns. Missing kinds
 * are one declared range: SPSS takes three single values or a range, and there are five kinds.
 */
export const spssSyntax = (csv: string, columns: readonly Described[], language: Language): string => {
  const names = spssNames(columns)
  const numbered = columns.flatMap((column, i) => (isText(column) ? [] : [{ column, name: names[i] ?? '' }]))
  const answers = numbered.filter(({ column }) => column.type !== 'whole')
  return `* Encoding: UTF-8.
* ${csv}: ${columns.length} variables. Run in the folder where the file is.
SET DECIMAL=DOT.
GET DATA
  /TYPE=TXT
  /FILE='${csv}'
  /ENCODING='UTF-8'
  /ARRANGEMENT=DELIMITED
  /DELIMITERS=','
  /QUALIFIER='"'
  /FIRSTCASE=2
  /VARIABLES=
${columns.map((column, i) => `    ${names[i]} ${format(column)}`).join('\n')}.

VARIABLE LABELS
${columns.map((column, i) => `  ${i === 0 ? '' : '/'}${names[i]} ${quoted(column.label[language], maxVariableLabel)}`).join('\n')}.

VALUE LABELS
${answers.map(({ column, name }) => valueLabels(name, column, language)).join('\n')}.

MISSING VALUES ${answers.map(({ name }) => name).join('\n  ')} (${Math.min(...Object.values(missingCodes))} THRU ${Math.max(...Object.values(missingCodes))}).
EXECUTE.
`
}
