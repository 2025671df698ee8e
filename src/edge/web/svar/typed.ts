/** What somebody gave on a form: read, and in words, to be shown back to them where it could not be stored. */
import { heldBy, type PostedQuestion } from '../../../app/web/theme-turn.ts'
import type { Language, Question, Questionnaire } from '../../../questionnaire/schema.ts'
import { choicesOf, rowsOf } from '../../../questionnaire/shape.ts'

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
  for (const [name, r] of form) {
    const id = /^([a-z][a-z0-9_]{0,63})\.r$/.exec(name)?.[1]
    if (id === undefined || !/^\d{1,9}$/.test(r)) continue
    const own = [...new Set(form.keys())]
      .filter((key) => key.startsWith(`${id}.`))
      .map((key) => key.slice(id.length + 1))
    const values = Object.fromEntries(
      own
        .filter((key) => /^(answer|other|row\..+|rank\.\d+)$/.test(key))
        .map((key) => [
          key,
          form
            .getAll(`${id}.${key}`)
            .filter((value) => value !== '')
            .join(','),
        ]),
    )
    const missing = form.getAll(`${id}.missing`).at(-1)
    const sure = form.get(`${id}.sure`)
    found.set(id, {
      ...{ r: Number(r), was: form.get(`${id}.was`) ?? '', values },
      ...(missing === 'dont_know' || missing === 'not_applicable' ? { missing } : {}),
      ...(sure === 'mine' || sure === 'theirs' ? { sure } : {}),
    })
  }
  return found
}

/** A question by its id. */
export const questionIn = (questionnaire: Questionnaire | undefined, id: string | undefined): Question | undefined =>
  questionnaire?.sections.flatMap(({ questions }) => questions).find((question) => question.id === id)
