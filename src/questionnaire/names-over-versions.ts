/** What a question is called in another version of its questionnaire. */
import type { Question, Questionnaire } from './schema.ts'

export type Versions = ReadonlyMap<number, Questionnaire>

export const questionsOf = (questionnaire: Questionnaire | undefined): Question[] =>
  questionnaire?.sections.flatMap((section) => section.questions) ?? []

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
