/**
 * The shape of what a question asks for and an answer gives. Kinds that look alike to a table, a card or a report have one
 * shape, so that a new kind of a known shape needs no line there; who does one thing for each shape gives a table with all.
 */
import type { Answer, AnswerOf } from './answer.ts'
import type { Choice, Question, QuestionKind, QuestionOf, Row, Text } from './schema.ts'

/** `none` is not answered, only read. */
const kinds = {
  single: { shape: 'choice', answer: 'single' },
  multiple: { shape: 'choices', answer: 'multiple' },
  matrix: { shape: 'rows', answer: 'matrix' },
  number: { shape: 'figure', answer: 'number' },
  percent: { shape: 'figure', answer: 'percent' },
  date: { shape: 'date', answer: 'date' },
  ranking: { shape: 'order', answer: 'ranking' },
  short_text: { shape: 'words', answer: 'text' },
  long_text: { shape: 'words', answer: 'text' },
  info: { shape: 'none', answer: null },
} as const satisfies Record<QuestionKind, { shape: string; answer: Answer['kind'] | null }>

type Kinds = typeof kinds
export type Shape = Kinds[QuestionKind]['shape']
/** The shapes that take an answer. */
export type AskedShape = Exclude<Shape, 'none'>

type KindOfShape<S extends Shape> = { [K in QuestionKind]: Kinds[K]['shape'] extends S ? K : never }[QuestionKind]
export type QuestionOfShape<S extends Shape> = QuestionOf<KindOfShape<S>>
/** What is asked with a known set of answers: all but own words. */
export type ClosedQuestion = QuestionOfShape<Exclude<AskedShape, 'words'>>
/** What is asked with a figure that is no share: its answer is a number. */
export type CountQuestion = Exclude<QuestionOfShape<'figure'>, { kind: 'percent' }>
export type AnswerOfShape<S extends AskedShape> = AnswerOf<NonNullable<Kinds[KindOfShape<S>]['answer']>>

const shapeOfAnswer = new Map<string | null, Shape>(Object.values(kinds).map(({ shape, answer }) => [answer, shape]))

/** Whether a question is of one of the shapes; false without a question. */
export function asks<Q extends { readonly kind: QuestionKind }, S extends Shape>(
  question: Q | null | undefined,
  ...shapes: S[]
): question is Q & { readonly kind: KindOfShape<S> } {
  return question != null && (shapes as string[]).includes(kinds[question.kind].shape)
}

/** Whether an answer, stored or submitted, is of one of the shapes; false without an answer. */
export function gives<A extends { readonly kind: string }, S extends AskedShape>(
  answer: A | null | undefined,
  ...shapes: S[]
): answer is A & { readonly kind: AnswerOfShape<S>['kind'] } {
  return answer != null && (shapes as (string | undefined)[]).includes(shapeOfAnswer.get(answer.kind))
}

/** The shape of a question. */
export const shapeOf = <K extends QuestionKind>(question: { readonly kind: K }): Kinds[K]['shape'] =>
  kinds[question.kind].shape

/** Whether it takes an answer at all; a text between questions does not. */
export const isAsked = (question: Question): question is QuestionOfShape<AskedShape> => !asks(question, 'none')

/** Whether an answer of this kind belongs to the question: it may have been given to an earlier version of it. */
export const isFor = (question: Question, answer: { readonly kind: string }): boolean =>
  kinds[question.kind].answer === answer.kind

/** The kinds of answers that have one of the shapes, as they are stored. */
export const answerKindsOf = (...shapes: AskedShape[]): string[] =>
  [...shapeOfAnswer].flatMap(([kind, shape]) => (kind !== null && shapes.some((one) => one === shape) ? [kind] : []))

/** Whether two questions, or two answers, are of one kind: a share is no number, though both are figures. */
export const isSameKind = <T extends { readonly kind: string }>(one: T, other: { readonly kind: string }): boolean =>
  one.kind === other.kind

/** The kinds of question that have one of the shapes, as an author writes them. */
export const kindsOf = (...shapes: Shape[]): QuestionKind[] =>
  (Object.keys(kinds) as QuestionKind[]).filter((kind) => shapes.includes(kinds[kind].shape))

/** Whether choices are part of the question: one, several, an order, or the scale of rows. */
export const hasChoices = (
  question: Question | null | undefined,
): question is Extract<Question, { choices: Choice[] }> => asks(question, 'choice', 'choices', 'rows', 'order')

/** All choices of a question, shown or not; none where it has none. */
export const choicesOf = (question: Question | null | undefined): readonly Choice[] =>
  hasChoices(question) ? question.choices : []

/** All rows of a question, shown or not; none where it has none. */
export const rowsOf = (question: Question | null | undefined): readonly Row[] =>
  asks(question, 'rows') ? question.rows : []

/** The ids of the choices that an answer takes, in its order; none where it takes none. */
export const chosenIn = (answer: Answer): readonly string[] => {
  if (gives(answer, 'choice')) return [answer.value]
  if (gives(answer, 'choices', 'order')) return answer.value
  return gives(answer, 'rows') ? Object.values(answer.value) : []
}

/** The answer to rows; undefined for any other and for none. */
export const rowsGiven = (answer: Answer | null | undefined): AnswerOfShape<'rows'> | undefined =>
  gives(answer, 'rows') ? answer : undefined

/** Whether a figure is a share in per cent. */
export const isShare = <Q extends { readonly kind: string }>(of: Q): of is Extract<Q, { kind: 'percent' }> =>
  of.kind === 'percent'

/** What a figure is a number of; undefined where the question does not say, and of a share. */
export const unitOf = (question: Question): Text | undefined => (question.kind === 'number' ? question.unit : undefined)

/** The least and the most that a figure may be, both taken; undefined where there is no limit. A share has 0 and 100. */
export const boundsOf = (question: QuestionOfShape<'figure'>): { min: number | undefined; max: number | undefined } =>
  isShare(question) ? { min: question.min ?? 0, max: question.max ?? 100 } : { min: question.min, max: question.max }

/** A figure as the answer to its question. */
export const figureOf = (question: QuestionOfShape<'figure'>, value: number): AnswerOfShape<'figure'> => ({
  kind: kinds[question.kind].answer,
  value,
})

/** One of a question's choices, by its id, as the answer to it. */
export const chosenAs = (question: QuestionOfShape<'choice' | 'choices'>, id: string): Answer =>
  question.kind === 'single' ? { kind: question.kind, value: id } : { kind: 'multiple', value: [id] }

/** Whether own words may take several lines. */
export const isLongText = (question: Question | null | undefined): question is QuestionOf<'long_text'> =>
  question?.kind === 'long_text'

/** Whether own words take one line only. */
export const isShortText = (question: Question | null | undefined): boolean =>
  asks(question, 'words') && !isLongText(question)

/** What is made of each shape that a question may have, by the shape. */
export type ByShape<Q extends Question, Result> = {
  readonly [S in Kinds[Q['kind']]['shape']]: (question: Extract<Q, { kind: KindOfShape<S> }>) => Result
}

/**
 * What the table makes of a question: `byShape(question, { figure: ({ min }) => …, date: …, … })`. A shape that the table
 * lacks is an error of types, so that a new one is missed nowhere.
 */
export const byShape = <Q extends Question, Result>(question: Q, table: ByShape<Q, Result>): Result => {
  const of = table[kinds[question.kind].shape as keyof typeof table] as (question: Q) => Result
  return of(question)
}

/** What the table makes of an answer, stored or submitted; as `byShape`. */
export const byAnswer = <A extends { readonly kind: string }, Result>(
  answer: A,
  table: { readonly [S in AskedShape]: (answer: Extract<A, { kind: AnswerOfShape<S>['kind'] }>) => Result },
): Result => {
  const of = table[shapeOfAnswer.get(answer.kind) as AskedShape] as (answer: A) => Result
  return of(answer)
}
