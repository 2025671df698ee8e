/** Everything of a questionnaire that has a condition, and whether somebody was shown it. */

import type { Stop } from '../../engine/route.ts'
import {
  type AnswerTest,
  answerTestsIn,
  type Condition,
  type UnitTest,
  unitTestsIn,
} from '../../questionnaire/condition.ts'
import type { Question, Questionnaire } from '../../questionnaire/schema.ts'
import { choicesOf, isAsked, rowsOf } from '../../questionnaire/shape.ts'

export type Of = 'section' | 'question' | 'choice' | 'row'
/** `name`: `del`, `plan`, `plan.ja`; `isIn`: whether it could have been shown there, as what it stands in was; `isShown`: whether it was. */
export type Conditional = {
  of: Of
  name: string
  when: Condition
  isIn: (stops: readonly Stop[]) => boolean
  isShown: (stops: readonly Stop[]) => boolean
}

const stopAt = (stops: readonly Stop[], id: string) => stops.find(({ question }) => question.id === id)

/** In the order of the questionnaire. */
export const conditionalsOf = ({ sections }: Questionnaire): Conditional[] =>
  sections.flatMap((section): Conditional[] => {
    const inSection = (stops: readonly Stop[]) => stops.some((stop) => stop.section.id === section.id)
    const isIn = section.when === undefined ? () => true : inSection
    return [
      ...(section.when === undefined
        ? []
        : [{ of: 'section' as const, name: section.id, when: section.when, isIn: () => true, isShown: inSection }]),
      ...section.questions.flatMap((question) => ofQuestion(question, isIn)),
    ]
  })

const ofQuestion = (question: Question, isIn: Conditional['isIn']): Conditional[] => {
  const isAt = (stops: readonly Stop[]) => stopAt(stops, question.id) !== undefined
  const inside = (
    of: Of,
    items: readonly { id: string; when?: Condition | undefined }[],
    ids: keyof Stop & `${string}Ids`,
  ) =>
    items.flatMap(({ id, when }): Conditional[] =>
      when === undefined
        ? []
        : [
            {
              of,
              name: `${question.id}.${id}`,
              when,
              isIn: isAt,
              isShown: (s) => stopAt(s, question.id)?.[ids].includes(id) === true,
            },
          ],
    )
  return [
    ...(question.when === undefined
      ? []
      : [{ of: 'question' as const, name: question.id, when: question.when, isIn, isShown: isAt }]),
    ...inside('choice', choicesOf(question), 'choiceIds'),
    ...inside('row', rowsOf(question), 'rowIds'),
  ]
}

/** Every condition of the questionnaire: of what is shown, and of its checks. */
const allConditions = (questionnaire: Questionnaire): Condition[] => [
  ...conditionalsOf(questionnaire).map(({ when }) => when),
  ...questionnaire.sections.flatMap(({ questions }) =>
    questions.flatMap((question) => (isAsked(question) ? question.checks.map(({ when }) => when) : [])),
  ),
]

/** What is tested of answers and of the unit, anywhere. */
export const testsOf = (questionnaire: Questionnaire): { answers: AnswerTest[]; unit: UnitTest[] } => {
  const all = allConditions(questionnaire)
  return { answers: all.flatMap(answerTestsIn), unit: all.flatMap(unitTestsIn) }
}
