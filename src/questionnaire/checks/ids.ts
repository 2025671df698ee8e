/** Ids that stand twice, and choices that read the same. */
import type { Finding, Path } from '../faults.ts'
import type { Choice } from '../schema.ts'
import { valueAt } from '../shape.ts'
import type { Draft } from './draft.ts'
import { canHold } from './reach.ts'

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

type Named = { id: unknown; path: Path }

const named = (data: unknown, path: Path): Named[] =>
  list(valueAt(data, path)).map((item, i) => ({ id: valueAt(item, ['id']), path: [...path, i, 'id'] }))

const repeats = (what: string, items: readonly Named[]): Finding[] => {
  const seen = new Set<unknown>()
  return items.flatMap(({ id, path }): Finding[] => {
    if (typeof id !== 'string') return []
    const again = seen.has(id)
    seen.add(id)
    return again ? [{ path, code: 'duplicate_id', message: `there are two ${what} «${id}»` }] : []
  })
}

const sameText = (a: Choice, b: Choice): 'nb' | 'nn' | undefined => {
  const plain = (text: string) => text.trim().toLowerCase()
  return (['nb', 'nn'] as const).find((language) => plain(a.text[language]) === plain(b.text[language]))
}

/** Two choices with one text cannot be told apart, unless they are never shown together. */
const sameTexts = (draft: Draft): Finding[] =>
  draft.questions.flatMap(({ question, path }) => {
    if (!('choices' in question)) return []
    return question.choices.flatMap((choice, i) =>
      question.choices.slice(0, i).flatMap((earlier): Finding[] => {
        const language = sameText(earlier, choice)
        const conditions = [earlier.when, choice.when].filter((c) => c !== undefined)
        if (language === undefined || !canHold(draft, conditions)) return []
        const message = `the choices «${earlier.id}» and «${choice.id}» have the same text (${language})`
        return [{ path: [...path, 'choices', i, 'text', language], code: 'duplicate_choice_text', message }]
      }),
    )
  })

/** Duplicate ids of sections, questions, and of choices, rows and checks within a question; choices with one text. */
export const checkIds = (draft: Draft): Finding[] => {
  const { data } = draft
  const sections = list(valueAt(data, ['sections']))
  const questions = sections.flatMap((_, s) => named(data, ['sections', s, 'questions']))
  const within = questions.flatMap(({ path }) => {
    const question = path.slice(0, -1)
    return (['choices', 'rows', 'checks'] as const).flatMap((key) => repeats(key, named(data, [...question, key])))
  })
  const were = questions.map(({ path }) => {
    const was = [...path.slice(0, -1), 'was']
    return { id: valueAt(data, was), path: was }
  })
  return [
    ...repeats('sections', named(data, ['sections'])),
    ...repeats('questions', questions),
    ...repeats('questions that were', were),
    ...within,
    ...sameTexts(draft),
  ]
}
