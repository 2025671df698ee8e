/** Why something given was not stored, and what to do about it. Plain text. */

import { type Stop, stopOf } from '../engine/route.ts'
import type { Reply } from '../engine/session.ts'
import { formatDate } from '../kinds/date.ts'
import { formatAmount } from '../kinds/figure.ts'
import type { AskedAbout } from '../norwegian/meaning.ts'
import { notHeard } from '../norwegian/talk.ts'
import type { Answer, Problem } from '../questionnaire/answer.ts'
import type { Choice, Question } from '../questionnaire/schema.ts'
import { asks, choicesOf, hasChoices, isAsked, isShare, rowsOf } from '../questionnaire/shape.ts'
import { clipped } from './answers.ts'
import { either, sayIn } from './notes.ts'
import { howMany, inputView } from './question-input.ts'
import { joined, type Vars, type Words } from './words.ts'

/** Choices named in a sentence at most; more are «et av svarene på kortet». */
const maxNamed = 7

/** The reason in the respondent's language. `given`: the answer that was refused, for checks that name it. */
export const problemText = (words: Words, stop: Stop, problem: Problem, given?: Answer): string => {
  const { question } = stop
  if (problem.code === 'check') {
    const check = isAsked(question) ? question.checks.find((c) => c.id === problem.check) : undefined
    if (check === undefined) return words.t('problems.not_understood', { how: howText(words, stop) })
    return given ? words.plainWith(check.message, question.id, given) : words.plain(check.message)
  }
  // «Hvor mange» is no question about a share.
  const key = problem.code === 'number_vague' && isShare(question) ? 'share_vague' : problem.code
  return words.t(`problems.${key}`, { how: howText(words, stop), ...varsOf(words, stop, problem) })
}

const varsOf = (words: Words, { question }: Stop, problem: Exclude<Problem, { code: 'check' }>): Vars => {
  const choices: readonly Choice[] = choicesOf(question)
  const rows = rowsOf(question)
  const named = (id: string): string => {
    const found = choices.find((c) => c.id === id) ?? rows.find((r) => r.id === id)
    return found ? words.plain(found.text) : id
  }
  switch (problem.code) {
    case 'ambiguous_choice':
      return {
        candidates: either(
          words,
          problem.candidates.map((id) => `«${named(id)}»`),
        ),
      }
    case 'ambiguous_number':
      return { candidates: either(words, problem.candidates.map(formatAmount)) }
    case 'exclusive_combined':
    case 'specify_missing':
      return { choice: named(problem.choice) }
    case 'same_as_which':
      return { choice: words.plain((choices[1] ?? choices[0])?.text ?? { nb: '', nn: '' }).toLowerCase() }
    case 'too_small':
      return { min: formatAmount(problem.min) }
    case 'too_large':
      return { max: formatAmount(problem.max) }
    case 'decimals':
      return { count: problem.max }
    case 'too_long':
      return { count: problem.length, max: problem.max }
    case 'rank_incomplete':
      return { count: problem.places }
    case 'number_range':
      return { low: formatAmount(problem.low), high: formatAmount(problem.high) }
    case 'other_unit':
      return { unit: problem.unit }
    case 'share_as_fraction':
      return { percent: formatAmount(Math.round(problem.value * 1000) / 10) }
    case 'date_too_early':
      return { min: formatDate(problem.min) }
    case 'date_too_late':
      return { max: formatDate(problem.max) }
    case 'rows_missing':
      return { rows: clipped(problem.rows.map((id) => `«${named(id)}»`).join(', '), 300) }
    default:
      return Object.fromEntries(
        Object.entries(problem).flatMap(([key, value]) => (typeof value === 'number' ? [[key, value]] : [])),
      )
  }
}

/** Asked between what may have been meant: nothing was wrong with it, and to ask so without end helps nobody. */
const betweenTwo: ReadonlySet<Problem['code']> = new Set<Problem['code']>([
  'ambiguous_choice',
  'ambiguous_number',
  'ambiguous_row',
])

/**
 * Why typed words were not stored; who is told so again hears an example, then how to pass the question by, and from then on what can be
 * answered and that in turn.
 */
export const refusedText = (
  words: Words,
  stop: Stop,
  { problem, answer, again = 0 }: Extract<Reply, { type: 'refused' }>,
): string => {
  const { question } = stop
  const reason = problemText(words, stop, problem, answer)
  if (again === 0) return [reason, ...withoutAnswer(words, question)].join(' ')
  const isHeard = !notHeard.has(problem.code)
  if (isHeard && (again % 2 === 1 || !betweenTwo.has(problem.code)))
    return again % 2 === 0 ? reason : words.t('talk.hint_again', { text: reason })
  if (again === 1) return words.t(`talk.example.${question.kind}`)
  if (again % 2 === 1) return reason
  return words.t(!isAsked(question) || question.required ? 'talk.hint_help' : 'talk.hint_skip')
}

/** What the questionnaire says to what was asked; where it says nothing, that, with the question's help and whom to ask. */
const explainedText = (words: Words, stop: Stop, about: AskedAbout | undefined): string => {
  const { question } = stop
  const help = question.help === undefined ? '' : words.plain(question.help)
  if (about === undefined) return help === '' ? howText(words, stop) : help
  if (about.many) return manyText(words, question, about)
  const texts = about.texts.map((text) => words.plain(text)).join(' ')
  const named = namedChoices(question, about.choices ?? []).map(({ text }) => `«${words.plain(text)}»`)
  const choices = joined(words, named, 'and')
  if (texts !== '' && about.texts.length < named.length) return `${texts} ${words.t('talk.choices_two', { choices })}`
  if (texts !== '') return texts
  if (named.length > 0) return words.t('talk.choices_compared', { choices })
  return words.t(help === '' ? 'talk.unexplained' : 'talk.unexplained_help', { help })
}

/** How many may be chosen, after the yes or no to who asked for so many. */
const manyText = ({ t, plain }: Words, question: Question, { wish, only, why, withHelp }: AskedAbout): string => {
  if (asks(question, 'rows')) return `${t('card.matrix')}.`
  const isList = asks(question, 'choices')
  const said = `${isList ? howMany(t, question.min, question.max) : t('card.choose')}.`
  const text = withHelp && question.help !== undefined ? `${said} ${plain(question.help)}` : said
  const most = isList ? (question.max ?? question.choices.length) : 1
  if (why) return !isList || question.max !== undefined ? `${said} ${t('talk.many_why')}` : said
  if (wish === undefined) return text
  return t((only ? most === wish : most >= wish) ? 'talk.yes_so' : 'talk.no_so', { text })
}

const namedChoices = (question: Question, ids: readonly string[]): Choice[] =>
  hasChoices(question) ? question.choices.filter(({ id }) => ids.includes(id)) : []

/** What a question means, or how it is answered, and the question again in a line. */
export const briefHelp = (
  words: Words,
  id: string,
  { brief, about, also = [] }: Extract<Reply, { type: 'help' }>,
): string => {
  const stop = stopOf(words.stops, id)
  if (stop === undefined) return words.t('card.not_here')
  const { question } = stop
  const meant = brief === 'how' ? howText(words, stop) : explainedText(words, stop, about)
  if (about?.inText) return words.t('talk.in_question', { asked: words.plain(question.text) })
  const beside = also.map((note) => sayIn(words, note))
  return [meant, ...beside, words.t('talk.question_again', { asked: words.plain(question.text) })].join('\n\n')
}

/** What somebody without an answer that fits can say, where the question takes it: «vet ikke», «ikke aktuelt». */
export const withoutAnswer = ({ t }: Words, question: Question): string[] =>
  !isAsked(question)
    ? []
    : [
        ...(question.dontKnow ? [t('help.dont_know')] : []),
        ...(question.notApplicable ? [t('help.not_applicable')] : []),
      ]

/** The figure that a hint shows: the question's own, else a small one that most figures can be. */
export const exampleOf = (question: Question): string => {
  if (!asks(question, 'figure')) return ''
  return formatAmount(question.example ?? (isShare(question) ? 5 : 3))
}

/** How the question is answered by typing: «Svar med Ja eller Nei.» */
export const howText = (words: Words, stop: Stop): string => {
  const { question } = stop
  const choices = hasChoices(question) ? question.choices.filter((c) => stop.choiceIds.includes(c.id)) : []
  const named = choices.length <= maxNamed ? choices : []
  const list =
    named.length > 0
      ? either(
          words,
          named.map((c, i) => `${i + 1}: ${words.plain(c.text)}`),
        )
      : `1–${choices.length}`
  return words.t(`how.${question.kind}`, { choices: list, example: exampleOf(question) })
}

// «Rad 3 av 11: …» when a matrix is answered by typing.

/** The row with the scale to answer on; '' without a row. Plain text. */
export const rowText = (words: Words, stop: Stop, row: string | undefined): string => {
  if (row === undefined || !asks(stop.question, 'rows')) return ''
  const shown = inputView(words, stop, undefined)
  if (shown.kind !== 'matrix') return ''
  const asked = shown.rows.find((r) => r.id === row)
  if (asked === undefined) return ''
  const scale = shown.scale.map((c) => `${c.number} ${c.title}`).join(' · ')
  const place = words.t('card.row', { n: asked.number, of: shown.rows.length, row: asked.title })
  // Reads well also where a client joins the lines.
  return `${place}\n${words.t('card.scale', { scale })}`
}
