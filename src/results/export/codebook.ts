/** What each column of the wide table means, from the questionnaire itself, in both language forms. */
import type { Asked, Questionnaire, Text } from '../../questionnaire/schema.ts'
import { plainText } from '../../report/plain-text.ts'
import { translate } from '../../wording/translate.ts'
import type { FreeText } from './columns.ts'
import { questionsOver } from './over-versions.ts'

/**
 * `choice`: an id of `values`; `flag`: 1 or 0; `whole`: a count without missing values; `text` and `date` are texts.
 * `code` numbers the choices from 1, in the order of the newest version, for programs that want numbers.
 */
export type ColumnType = 'text' | 'date' | 'number' | 'whole' | 'choice' | 'flag'
export type CodedValue = { code: number; id: string; label: Text }
export type Described = {
  name: string
  type: ColumnType
  label: Text
  /** The question's id; absent for what identifies the submission. */
  question?: string
  values: CodedValue[]
}

const both = (key: string): Text => ({ nb: translate('nb', key), nn: translate('nn', key) })

const shown = (text: Text): Text => ({ nb: plainText('nb', text.nb), nn: plainText('nn', text.nn) })

const joined = (question: Text, item: Text): Text => ({
  nb: `${question.nb} – ${item.nb}`,
  nn: `${question.nn} – ${item.nn}`,
})

const headTypes: Record<string, ColumnType> = {
  submission_id: 'text',
  revision: 'whole',
  wave: 'text',
  part: 'text',
  questionnaire_version: 'whole',
  unit: 'text',
  unit_kind: 'text',
  unit_name: 'text',
  language: 'text',
  complete: 'whole',
  interview: 'choice',
  started_at: 'text',
  submitted_at: 'text',
  assisted: 'whole',
}

const coded = (choices: readonly { id: string; text: Text }[]): CodedValue[] =>
  choices.map(({ id, text }, i) => ({ code: i + 1, id, label: shown(text) }))

const flagValues: CodedValue[] = [
  { code: 0, id: '0', label: { nb: 'Ikke valgt', nn: 'Ikkje vald' } },
  { code: 1, id: '1', label: { nb: 'Valgt', nn: 'Vald' } },
]

const interviewValues: CodedValue[] = (['complete', 'partial', 'break_off'] as const).map((id, i) => ({
  ...{ code: i + 1, id, label: both(`report.outcome.${id}`) },
}))

const describe = (asked: Asked, freeText: FreeText): Described[] => {
  const { id } = asked
  const label = shown(asked.text)
  const entry = (suffix: string, type: ColumnType, of: Text = label, values: CodedValue[] = []): Described => ({
    name: suffix === '' ? id : `${id}__${suffix}`,
    type,
    label: of,
    question: id,
    values,
  })
  const item = (key: string) => joined(label, both(`report.codebook.${key}`))
  const specifies = 'choices' in asked && asked.choices.some((c) => c.specify) && freeText === 'with'
  const other = specifies ? [entry('other', 'text', item('other'))] : []
  switch (asked.kind) {
    case 'single':
      return [entry('', 'choice', label, coded(asked.choices)), ...other]
    case 'multiple':
      return [...asked.choices.map((c) => entry(c.id, 'flag', joined(label, shown(c.text)), flagValues)), ...other]
    case 'matrix':
      return asked.rows.map((row) => entry(row.id, 'choice', joined(label, shown(row.text)), coded(asked.choices)))
    case 'number':
    case 'percent':
      return [entry('', 'number'), entry('approximate', 'flag', item('approximate'), flagValues)]
    case 'ranking':
      return Array.from({ length: asked.places ?? asked.choices.length }, (_, i) =>
        entry(
          `${i + 1}`,
          'choice',
          joined(label, { nb: `${i + 1}. plass`, nn: `${i + 1}. plass` }),
          coded(asked.choices),
        ),
      )
    case 'date':
      return [entry('', 'date')]
    case 'short_text':
    case 'long_text':
      return freeText === 'with' ? [entry('', 'text')] : []
  }
}

/** Choices that only an older version has come after those of the newest, with the next codes. */
const merged = (newest: Described, older: Described): Described => {
  const extra = older.values.filter((v) => !newest.values.some((known) => known.id === v.id))
  const values = [...newest.values, ...extra.map((v, i) => ({ ...v, code: newest.values.length + i + 1 }))]
  return newest.type === 'choice' ? { ...newest, values } : newest
}

/** The columns of `exportColumns`, in its order, for a part over all its versions (newest first). */
export const codebookOf = (versions: readonly Questionnaire[], freeText: FreeText): Described[] => {
  const heads = Object.entries(headTypes).map(([name, type]): [string, Described] => [
    name,
    { name, type, label: both(`report.codebook.${name}`), values: name === 'interview' ? interviewValues : [] },
  ])
  const entries = new Map(heads)
  for (const one of questionsOver(versions).flatMap((asked) => asked.flatMap((q) => describe(q, freeText)))) {
    const known = entries.get(one.name)
    entries.set(one.name, known === undefined ? one : merged(known, one))
  }
  return [...entries.values()]
}
