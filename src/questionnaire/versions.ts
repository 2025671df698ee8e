/** What differs between two versions of a questionnaire, for the editor who is about to publish the newer one. */
import type { Question, Questionnaire } from './schema.ts'
import { asks, hasChoices, isSameKind } from './shape.ts'

/** `gone` and `changed` carry the older version's id; `details` are in English, for the command line. */
export type Difference =
  | { type: 'new'; question: string }
  | { type: 'gone'; question: string }
  | { type: 'renamed'; question: string; to: string }
  | { type: 'moved'; question: string; to: string }
  | { type: 'changed'; question: string; details: string[] }

type Placed = { question: Question; section: string }

const placed = (questionnaire: Questionnaire): Placed[] =>
  questionnaire.sections.flatMap((section) => section.questions.map((question) => ({ question, section: section.id })))

/** Every difference, in the order of the newer version and then what is gone. Empty: only texts around questions differ. */
export const diffQuestionnaires = (older: Questionnaire, newer: Questionnaire): Difference[] => {
  const before = new Map(placed(older).map((each) => [each.question.id, each]))
  const taken = new Set<string>()
  const found = placed(newer).flatMap(({ question, section }): Difference[] => {
    const { id, was } = question
    const from = before.has(id) ? id : was !== undefined && before.has(was) ? was : undefined
    const old = from === undefined ? undefined : before.get(from)
    if (from === undefined || old === undefined) return [{ type: 'new', question: id }]
    taken.add(from)
    const details = detailsOf(old.question, question)
    return [
      ...(from === id ? [] : [{ type: 'renamed' as const, question: from, to: id }]),
      ...(old.section === section ? [] : [{ type: 'moved' as const, question: from, to: section }]),
      ...(details.length === 0 ? [] : [{ type: 'changed' as const, question: from, details }]),
    ]
  })
  const gone = [...before.keys()].filter((id) => !taken.has(id))
  return [...found, ...gone.map((question) => ({ type: 'gone' as const, question }))]
}

const detailsOf = (older: Question, newer: Question): string[] => {
  if (!isSameKind(older, newer)) return [`kind: ${older.kind} → ${newer.kind}`]
  const lists = (['choices', 'rows'] as const).flatMap((list) =>
    idChanges(list, idsIn(older, list), idsIn(newer, list)),
  )
  const rest = [...new Set([...Object.keys(older), ...Object.keys(newer)])]
    .filter((key) => !['id', 'was', 'kind'].includes(key) && !equal(fieldOf(older, key), fieldOf(newer, key)))
    .filter((key) => !(key === 'choices' || key === 'rows') || lists.every((line) => !line.startsWith(key)))
  return [...lists, ...rest.map((key) => `${key} changed`)]
}

const idChanges = (list: string, older: string[], newer: string[]): string[] => {
  const gone = older.filter((id) => !newer.includes(id))
  const fresh = newer.filter((id) => !older.includes(id))
  return [
    ...(gone.length === 0 ? [] : [`${list} gone: ${gone.join(', ')}`]),
    ...(fresh.length === 0 ? [] : [`${list} new: ${fresh.join(', ')}`]),
  ]
}

const idsIn = (question: Question, list: 'choices' | 'rows'): string[] => {
  if (list === 'choices') return hasChoices(question) ? question.choices.map(({ id }) => id) : []
  return asks(question, 'rows') ? question.rows.map(({ id }) => id) : []
}

const fieldOf = (question: Question, key: string): unknown =>
  Object.entries(question).find(([name]) => name === key)?.[1]

// Both come from the same schema, which fixes the order of keys.
const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

// What a question is called in another version of its questionnaire.

export type Versions = ReadonlyMap<number, Questionnaire>

export const questionsOf = (questionnaire: Questionnaire | undefined): Question[] =>
  questionnaire?.sections.flatMap((section) => section.questions) ?? []

/** The question of this id; undefined: there is none. */
export const questionIn = (questionnaire: Questionnaire, id: string | number | undefined): Question | undefined =>
  questionsOf(questionnaire).find((question) => question.id === id)

/** The versions after `from` up to `to`, in order; those that were never published are not there. */
export const stepsBetween = (versions: Versions, from: number, to: number): Questionnaire[] =>
  [...versions.values()].filter(({ version }) => version > from && version <= to).sort((a, b) => a.version - b.version)

/** What the question of version `from` is called in version `to`; a question that is gone keeps its name. */
export const nameIn = (versions: Versions, question: string, { from, to }: { from: number; to: number }): string =>
  stepsBetween(versions, from, to).reduce((name, step) => {
    const questions = questionsOf(step)
    if (questions.some((q) => q.id === name)) return name
    return questions.find((q) => q.was === name)?.id ?? name
  }, question)

/**
 * The names that the questions of a submission have in version `to`. A question that stands in it under its own id is not
 * pushed aside by another that has been given that id.
 */
export const namesFor = (
  versions: Versions,
  asked: readonly string[],
  between: { from: number; to: number },
): ReadonlyMap<string, string> =>
  new Map(
    asked.flatMap((id): [string, string][] => {
      const name = nameIn(versions, id, between)
      return name !== id && asked.includes(name) ? [] : [[id, name]]
    }),
  )
