/** What somebody gave on a form: read, and in words, to be shown back to them where it could not be stored. */
import { heldBy, type PostedQuestion } from '../../../app/web/theme-turn.ts'
import type { Language, Question } from '../../../questionnaire/schema.ts'
import { choicesOf, rowsOf } from '../../../questionnaire/shape.ts'
import { joined, valuesIn } from '../form.ts'

/** The values of a form as lines: choices by their texts, everything else as it was typed. */
export const typedLines = (
  values: Record<string, string>,
  question: Question | undefined,
  language: Language,
): string[] => {
  const choices = choicesOf(question)
  const rows = rowsOf(question)
  return Object.entries(values)
    .filter(([key, value]) => /^(answer|other|text|row\..+|rank\.\d+)$/.test(key) && value.trim() !== '')
    .map(([key, value]) => {
      const named = value.split(',').map((id) => choices.find((choice) => choice.id === id)?.text[language])
      const said = named.every((name) => name !== undefined) ? named.join(', ') : value
      const row = rows.find(({ id }) => key === `row.${id}`)
      return row === undefined ? said : `${row.text[language]}: ${said}`
    })
}

/** What stood in the fields of a posted page, where nobody has looked at it yet: of a theme what was touched. */
export const lostLines = (form: URLSearchParams): string[] =>
  form.has('tema')
    ? [...questionsIn(form).values()]
        .filter((posted) => heldBy(posted) !== posted.was)
        .flatMap(({ values }) => typedLines(values, undefined, 'nb'))
    : typedLines(Object.fromEntries(form), undefined, 'nb')

/** The questions of a posted page, by the id that their fields' names begin with. */
export const questionsIn = (form: URLSearchParams): Map<string, PostedQuestion> => {
  const found = new Map<string, PostedQuestion>()
  for (const [id, fields] of fieldsById(form)) {
    const r = fields.get('r')?.findLast((value) => /^\d{1,9}$/.test(value))
    if (r === undefined) continue
    const values = Object.fromEntries(
      [...fields]
        .filter(([key]) => /^(answer|other|row\..+|rank\.\d+)$/.test(key))
        .map(([key, given]) => [key, joined(given)]),
    )
    const missing = fields.get('missing')?.at(-1)
    const sure = fields.get('sure')?.[0]
    found.set(id, {
      r: Number(r),
      was: fields.get('was')?.[0] ?? '',
      values,
      ...(missing === 'dont_know' || missing === 'not_applicable' ? { missing } : {}),
      ...(sure === 'mine' || sure === 'theirs' ? { sure } : {}),
    })
  }
  return found
}

/** The fields of each question, by what follows the id in their names. */
const fieldsById = (form: URLSearchParams): Map<string, Map<string, string[]>> => {
  const found = new Map<string, Map<string, string[]>>()
  for (const [name, values] of valuesIn(form)) {
    const [, id = '', key = ''] = /^([a-z][a-z0-9_]{0,63})\.(.+)$/s.exec(name) ?? []
    if (id === '') continue
    const fields = found.get(id) ?? new Map<string, string[]>()
    found.set(id, fields.set(key, values))
  }
  return found
}
