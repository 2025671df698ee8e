/**
 * A wave whose questionnaire was published anew has submissions of several versions. They are counted as answers to the
 * newest: under its question ids, with the choices that only an older version offered after its own.
 */
import type { Choice, Question, Questionnaire } from '../questionnaire/schema.ts'
import { asks, choicesOf, gives, isFor, isSameKind } from '../questionnaire/shape.ts'
import { nameIn, namesFor, questionsOf, type Versions } from '../questionnaire/versions.ts'
import type { Wave } from '../questionnaire/wave.ts'
import type { SubmittedAnswer } from '../results/submission.ts'
import { itemOfRelease, type Release } from './measure.ts'
import type { Answered } from './model.ts'

export type Countable = {
  questionnaires: Questionnaire[]
  submissions: Answered[]
  /** An earlier release under the ids of now, so that a question renamed since is still told of before. */
  asNow(release: Release): Release
}

type Published = { wave: Pick<Wave, 'parts'>; questionnaires: ReadonlyMap<string, Versions> }

/** The newest questionnaire of each part, in the order of the wave. */
export const newestOf = ({ wave, questionnaires }: Published): Questionnaire[] =>
  Object.entries(wave.parts).flatMap(([part, { version }]) => questionnaires.get(part)?.get(version) ?? [])

/** The newest questionnaire of each part, in the order of the wave, and every submission as an answer to it. */
export const overVersions = (
  wave: Published['wave'],
  published: Published['questionnaires'],
  submissions: readonly Answered[],
): Countable => {
  const newest = newestOf({ wave, questionnaires: published })
  return {
    questionnaires: newest.map((it) => withOlderChoices(it, published.get(it.part) ?? new Map())),
    asNow: (release) => newest.reduce((one, it) => renamed(one, it, published.get(it.part) ?? new Map()), release),
    submissions: submissions.map((submission) => {
      const to = newest.find((it) => it.part === submission.part)
      return to === undefined ? submission : asAnswerTo(to, published.get(to.part) ?? new Map(), submission)
    }),
  }
}

/** Items are a question's id, or that and a row's. */
const renamed = (release: Release, newest: Questionnaire, versions: Versions): Release => {
  const older = [...versions.values()].filter(({ version }) => version < newest.version)
  const names = new Map(
    older.flatMap((it) =>
      questionsOf(it).map((q) => [q.id, nameIn(versions, q.id, { from: it.version, to: newest.version })]),
    ),
  )
  const items = Object.entries(release.items).map(([id, item]): [string, Release['items'][string]] => {
    const about = itemOfRelease(id)
    const [question = '', ...row] = about.item.split('.')
    const now = [names.get(question) ?? question, ...row].join('.') + about.panel
    return [Object.hasOwn(release.items, now) ? id : now, item]
  })
  return { ...release, items: Object.fromEntries(items) }
}

/** A scale stays as it is: a step of another scale has no place on it. */
const withOlderChoices = (newest: Questionnaire, versions: Versions): Questionnaire => ({
  ...newest,
  sections: newest.sections.map((section) => ({
    ...section,
    questions: section.questions.map((question) =>
      asks(question, 'choice', 'choices', 'order')
        ? { ...question, choices: [...question.choices, ...olderChoices(question, newest, versions)] }
        : question,
    ),
  })),
})

const olderChoices = (question: Question & { choices: Choice[] }, newest: Questionnaire, versions: Versions) => {
  const known = new Set(question.choices.map((choice) => choice.id))
  const older = [...versions.values()]
    .filter(({ version }) => version < newest.version)
    .sort((a, b) => b.version - a.version)
  return older.flatMap((it) => {
    const to = { from: it.version, to: newest.version }
    const then = questionsOf(it).find((q) => isSameKind(q, question) && nameIn(versions, q.id, to) === question.id)
    const gone = choicesOf(then).filter((choice) => !known.has(choice.id))
    for (const choice of gone) known.add(choice.id)
    return gone
  })
}

const asAnswerTo = (newest: Questionnaire, versions: Versions, submission: Answered): Answered => {
  const from = submission.questionnaireVersion
  if (from === undefined || from >= newest.version || !versions.has(from)) return submission
  const asked = [...Object.keys(submission.answers), ...Object.keys(submission.missing)]
  const names = namesFor(versions, asked, { from, to: newest.version })
  const named = <T>(record: Record<string, T>): [string, T][] =>
    Object.entries(record).flatMap(([id, value]) => {
      const name = names.get(id)
      return name === undefined ? [] : [[name, value]]
    })
  const questions = new Map(questionsOf(newest).map((question) => [question.id, question]))
  const answers = named(submission.answers).flatMap(([id, answer]): [string, SubmittedAnswer][] => {
    const fitting = fitted(questions.get(id), answer)
    return fitting === null ? [] : [[id, fitting]]
  })
  return { ...submission, answers: Object.fromEntries(answers), missing: Object.fromEntries(named(submission.missing)) }
}

/** Null: what was asked then is not what is counted now, so that it counts as not asked. */
const fitted = (question: Question | undefined, answer: SubmittedAnswer): SubmittedAnswer | null => {
  if (question === undefined) return answer
  if (!isFor(question, answer)) return null
  if (!asks(question, 'rows') || !gives(answer, 'rows')) return answer
  const steps = new Set(question.choices.map((choice) => choice.id))
  const kept = Object.entries(answer.value).filter(([, step]) => steps.has(step))
  return { ...answer, value: Object.fromEntries(kept) }
}
