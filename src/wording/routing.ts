/** Conditions in words, for those who see a questionnaire as a whole: «dere svarte «Ja» på spørsmål 3». */

import { formatDate } from '../kinds/date.ts'
import { formatAmount } from '../kinds/figure.ts'
import type { Say } from '../kinds/kind.ts'
import type { AnswerTest, Condition, UnitTest } from '../questionnaire/condition.ts'
import type { Question } from '../questionnaire/schema.ts'
import { asks, hasChoices } from '../questionnaire/shape.ts'
import type { Vars } from './words.ts'
import { joined } from './words.ts'

/** What a condition is told with. */
export type Routing = {
  t: (key: string, vars?: Vars) => string
  /** A text of the questionnaire with its placeholders filled in. */
  say: Say
  /** The question that a test names, with its number in the form; null: it is not there. */
  questionOf: (id: string) => { question: Question; n: number } | null
}

/** A condition as a clause that follows «hvis». Operators mean what `questionnaire/condition.ts` says they do. */
export const conditionText = (routing: Routing, condition: Condition): string => {
  if ('all' in condition) return clauses(routing, condition.all, 'and')
  if ('any' in condition) return clauses(routing, condition.any, 'or')
  if ('not' in condition) return deniedText(routing, condition.not)
  return 'unit' in condition ? unitText(routing, condition) : answerText(routing, condition)
}

/** The plain ones are denied by a word of their own: «dere ikke svarte «Ja»». */
const deniedText = (routing: Routing, condition: Condition): string => {
  if ('question' in condition && (condition.is ?? condition.in ?? condition.includes) !== undefined) {
    return answerText(routing, condition, 'not_')
  }
  return routing.t('form.if.not', { what: conditionText(routing, condition) })
}

/** An «or» inside an «and» begins with «enten», so that it is seen where it ends. */
const clauses = (routing: Routing, parts: readonly Condition[], by: 'and' | 'or'): string =>
  joined(
    routing,
    parts.map((part) => {
      const said = conditionText(routing, part)
      return by === 'and' && 'any' in part && part.any.length > 1 ? routing.t('form.if.either', { what: said }) : said
    }),
    by,
  )

/** Which way a bound points, with the value it is compared with. */
const boundOf = (test: Bounds) =>
  (['gt', 'gte', 'lt', 'lte'] as const).flatMap((name) => {
    const side = test[name]
    return side === undefined ? [] : [{ name, side }]
  })[0]

type Side = AnswerTest['gt']
type Bounds = Partial<Record<'gt' | 'gte' | 'lt' | 'lte', Side>>

/** `denied`: what the key of a plain test that is denied begins with. */
const answerText = (routing: Routing, test: AnswerTest, denied: '' | 'not_' = ''): string => {
  const { t } = routing
  const named = routing.questionOf(test.question)?.question
  const where = placeOf(routing, test)
  const says = (key: string, vars: Vars = {}) => t(`form.if.${key}`, { ...where, ...vars })
  const valueText = (value: string | number) => answerNamed(routing, named, value)
  const either = (values: readonly (string | number)[]) => joined(routing, values.map(valueText), 'or')
  const listed = (value: string | readonly string[]) => either(typeof value === 'string' ? [value] : value)
  if (test.answered !== undefined) return says(test.answered ? 'answered' : 'unanswered')
  if (test.missing === 'skipped') return says('skipped')
  if (test.missing !== undefined) return says('is', { answer: `«${t(`card.${test.missing}`)}»` })
  if (test.is !== undefined) return says(`${denied}is`, { answer: valueText(test.is) })
  if (test.isNot !== undefined) return says('is_not', { answer: valueText(test.isNot) })
  if (test.in !== undefined) return says(`${denied}is`, { answer: either(test.in) })
  if (test.includes !== undefined) return says(`${denied}includes`, { answer: listed(test.includes) })
  if (test.excludes !== undefined) return says('excludes', { answer: listed(test.excludes) })
  if (test.count !== undefined) return says('count', { amount: amountText(routing, test.count) })
  const bound = boundOf(test)
  if (bound === undefined) return says('answered')
  const { name, side } = bound
  const than = typeof side === 'object' ? '_than' : ''
  const sideText =
    typeof side === 'object'
      ? t('form.if.answer_to', placeOf(routing, side))
      : side === undefined
        ? ''
        : valueText(side)
  return says(`${asks(named, 'date') ? 'date' : 'figure'}_${name}${than}`, { side: sideText })
}

/** «på spørsmål 3», «for «Bolig» i spørsmål 3», and without the preposition. */
const placeOf = (
  { t, say, questionOf }: Routing,
  { question: id, row }: { question: string; row?: string | undefined },
) => {
  const found = questionOf(id)
  const question = found === null ? `«${id}»` : t('form.question', { n: found.n })
  if (row === undefined) return { of: question, at: t('form.if.at', { question }) }
  const rows = asks(found?.question, 'rows') ? found.question.rows : []
  const text = rows.find(({ id: known }) => known === row)?.text
  const named = { question, row: text === undefined ? row : say(text) }
  return { of: t('form.if.of_row', named), at: t('form.if.at_row', named) }
}

/** A choice by its text in quotes; a figure or a date as people write them. */
const answerNamed = ({ say }: Routing, question: Question | undefined, value: string | number): string => {
  if (typeof value === 'number') return formatAmount(value)
  const choice = question && hasChoices(question) ? question.choices.find(({ id }) => id === value) : undefined
  if (choice !== undefined) return `«${say(choice.text)}»`
  return asks(question, 'date') ? formatDate(value) : `«${value}»`
}

/** «minst 2», «høyst 3»: how many. */
const amountText = ({ t }: Routing, count: NonNullable<AnswerTest['count']>): string => {
  const least = count.gte ?? (count.gt === undefined ? undefined : count.gt + 1)
  const most = count.lte ?? (count.lt === undefined ? undefined : count.lt - 1)
  if (least !== undefined && most !== undefined)
    return least === most ? formatAmount(least) : t('form.if.between', { least, most })
  return least === undefined ? t('form.if.at_most', { most: most ?? 0 }) : t('form.if.at_least', { least })
}

const unitText = (routing: Routing, test: UnitTest): string => {
  const { t } = routing
  const valueText = (value: string | number) =>
    typeof value === 'number'
      ? formatAmount(value)
      : test.unit === 'kind' || test.unit === 'language'
        ? t(`form.if.unit_${test.unit}_${value}`)
        : value
  const property = t(`form.if.unit_${test.unit}`)
  if (test.is !== undefined) return t('form.if.unit_is', { property, value: valueText(test.is) })
  if (test.isNot !== undefined) return t('form.if.unit_is_not', { property, value: valueText(test.isNot) })
  if (test.in !== undefined) {
    return t('form.if.unit_is', { property, value: joined(routing, test.in.map(valueText), 'or') })
  }
  const bound = boundOf(test)
  if (bound === undefined || typeof bound.side !== 'number') return property
  return t(`form.if.unit_${bound.name}`, { property, value: formatAmount(bound.side) })
}
