/** A question's open card. */

import { isDelivered, isSettled, position, previous, revisionOf, type Stop, windowAt } from '../engine/route.ts'
import type { Note, Pending, Reply } from '../engine/session.ts'
import { formatAmount } from '../kinds/figure.ts'
import { fromCard } from '../kinds/index.ts'
import { maxActions, presentation } from '../kinds/words.ts'
import { personalKinds } from '../norwegian/personal.ts'
import type { Answer, Problem } from '../questionnaire/answer.ts'
import type { Question } from '../questionnaire/schema.ts'
import { asks, gives, isAsked } from '../questionnaire/shape.ts'
import { capital } from '../texts/translate.ts'
import { answerLines, answerText, givenText, partlyText, previousConfirmText, previousLines } from './answers.ts'
import { shortMomentText } from './moment.ts'
import { authorText, nameFirst, noteLines } from './notes.ts'
import { exampleOf, problemText } from './problems.ts'
import { cardInput, choiceViews } from './question-input.ts'
import type { Action, Line, Version, View } from './view.ts'
import type { Words } from './words.ts'

type Shown = Extract<Reply, { type: 'question' }>

/** The card of a question that applies: with its input, or, while a soft check waits, with «ja» and «endre». */
export const questionView = (words: Words, stop: Stop, reply: Shown): View => {
  const { question } = stop
  const at = position(words.stops, question.id)
  const place = placeText(words, question.id)
  const waiting = reply.pending?.type === 'confirm' && reply.pending.question === question.id ? reply.pending : null
  return {
    type: 'question',
    language: words.language,
    summary: `${words.plain(stop.section.title)} · ${place}`,
    notes: [
      ...noteLines(words, reply.notes),
      ...(waiting
        ? waitingLines(words, stop, waiting)
        : [...previousLines(words, stop), ...standingLines(words, stop)]),
    ],
    section: words.text(stop.section.title),
    position: place,
    done: at && at.of > 0 ? at.answered / at.of : 0,
    title: words.text(question.text),
    ...(question.help && !waiting ? { help: words.text(question.help) } : {}),
    ...(reply.problem ? { problem: refusal(words, stop, reply) } : {}),
    input: waiting ? { kind: 'none' } : cardInput(words, stop, reply.given),
    actions: waiting ? confirmActions(words, stop, waiting.why) : questionActions(words, stop),
    ...(waiting ? { hint: words.t('card.yes_or_no') } : { hint: hint(words, stop) }),
    ...(waiting?.why === 'overtaken' ? { versions: versionsOf(words, stop, waiting.answer) } : {}),
  }
}

/** «Spørsmål 7 av 24», counted on the respondent's route; «Informasjon» for what takes no answer; '' off the route. */
const placeText = (words: Words, question: string): string => {
  const at = position(words.stops, question)
  if (at === undefined) return ''
  return at.n === null ? words.t('card.information') : words.t('card.position', { n: at.n, of: at.of })
}

const refusal = (words: Words, stop: Stop, { problem, given }: Shown): string => {
  const read = given ? fromCard(stop.question, given, stop) : null
  return problem ? problemText(words, stop, problem, read && 'answer' in read ? read.answer : undefined) : ''
}

/** What stands now, where the input does not show it. */
const standingLines = (words: Words, stop: Stop): Line[] => {
  const { question, entry } = stop
  const partly = partlyText(words, question.id)
  if (partly) return [{ text: partly, subtle: true }]
  const unseen = entry?.missing !== undefined || (asks(question, 'choice') && presentation(question) === 'buttons')
  if (!isSettled(entry)) return []
  const author = authorText(words, entry)
  const who: Line[] = author === '' ? [] : [{ text: capital(author), own: true, subtle: true }]
  if (!unseen) return who
  return [
    { text: words.t('card.current', { answer: answerText(words, question, entry) }), own: true, subtle: true },
    ...who,
  ]
}

const waitingLines = (words: Words, stop: Stop, pending: Confirm): Line[] => [
  { text: words.t('card.you_wrote', { answer: givenText(words, stop.question, pending.answer) }), own: true },
  { text: confirmText(words, stop, pending), own: true, strong: true },
]

/** What a «ja» is asked for: «Jeg skriver opp …», the soft check's own words, or whose answer it would take the place of. */
const confirmText = (words: Words, stop: Stop, pending: Confirm): string => {
  const { question, entry } = stop
  if (pending.why === 'overtaken' && entry !== undefined) {
    const [name, at] = [nameFirst(words, entry.by), shortMomentText(entry.at)]
    return words.t('card.overtaken', { name, at, answer: answerText(words, question, entry) })
  }
  if (pending.why === 'previous') return previousConfirmText(words, stop, pending.answer)
  if (isPersonal(pending.why)) return words.t(`card.${pending.why}`)
  const check = isAsked(question) ? question.checks.find((c) => c.id === pending.check) : undefined
  if (check) return words.plainWith(check.message, question.id, pending.answer)
  if (pending.why === 'put_right') return putRightText(words, stop, pending.answer)
  const key = pending.why === 'to_us' || pending.why === 'earlier' ? pending.why : 'did_you_mean'
  return words.t(`card.${key}`, { answer: givenText(words, question, pending.answer) })
}

/** A colleague's answer, which stands, and the reader's own, which does not yet; neither is cut. */
const versionsOf = (words: Words, stop: Stop, answer: Answer): Version[] => {
  const { question, entry } = stop
  const [yes, no] = confirmActions(words, stop, 'overtaken')
  if (entry === undefined || yes === undefined || no === undefined) return []
  const name = nameFirst(words, entry.by)
  return [
    {
      heading: words.t('card.version_theirs', { name, at: shortMomentText(entry.at) }),
      lines: answerLines(words, question, entry),
      action: no,
    },
    {
      heading: words.t('card.version_own'),
      lines: answerLines(words, question, { r: entry.r, by: entry.by, at: entry.at, answer }),
      action: yes,
    },
  ]
}

/** The question that is put right, with the old answer and the new; of a matrix the rows that change. */
const putRightText = (words: Words, { question, entry }: Stop, answer: Answer): string => {
  const rows = gives(answer, 'rows') && asks(question, 'rows') ? changedRows(entry?.answer, answer) : undefined
  const [row] = rows === undefined ? [] : Object.keys(rows.value)
  const was = entry?.answer
  const old =
    row !== undefined && asks(question, 'rows') && gives(was, 'rows')
      ? question.choices.find(({ id }) => id === was.value[row])
      : undefined
  return words.t('card.put_right', {
    number: position(words.stops, question.id)?.n ?? '',
    asked: words.plain(question.text),
    old:
      row === undefined ? answerText(words, question, entry) : old ? words.plain(old.text) : words.t('card.unanswered'),
    answer: givenText(words, question, rows ?? answer),
  })
}

type Rows = Extract<Answer, { kind: 'matrix' }>

const changedRows = (was: Answer | undefined, now: Rows): Rows => {
  const before = gives(was, 'rows') ? was.value : {}
  const changed = Object.entries(now.value).filter(([row, choice]) => choice !== before[row])
  return { kind: 'matrix', value: Object.fromEntries(changed) }
}

/** Asked again it is put in other words, and never in the same twice running. */
const againText = (words: Words, { question }: Stop, pending: Confirm): string => {
  if (isPersonal(pending.why))
    return words.t(`card.${(pending.asked ?? 0) % 2 === 1 ? 'asked_as_it_stands' : pending.why}`)
  const answer = givenText(words, question, pending.answer)
  return words.t(`card.${(pending.asked ?? 0) % 2 === 1 ? 'asked_again' : 'asked_once_more'}`, { answer })
}

/** «Stemmer det?» after typing, as a card of its own: it leaves the question's card as it is. */
export const confirmView = (words: Words, stop: Stop, pending: Confirm, notes: readonly Note[]): View => {
  const { question } = stop
  const title = placeText(words, question.id)
  const said = pending.asked ? againText(words, stop, pending) : confirmText(words, stop, pending)
  return {
    type: 'panel',
    language: words.language,
    summary: `${words.plain(stop.section.title)} · ${title}`,
    title,
    blocks: [{ lines: [...noteLines(words, notes), { text: said, own: true }] }],
    actions: confirmActions(words, stop, pending.why).map((action) => ({ ...action, values: { from: 'chat' } })),
  }
}

/**
 * What was typed may be one of a few things, each named on its own button: choices, or figures. Undefined: the problem is
 * another one, or there are too many of them for buttons.
 */
export const whichView = (words: Words, stop: Stop, problem: Problem, said: string): View | undefined => {
  const { question } = stop
  const values = buttonValues(words, stop, problem)
  if (values.length < 2 || values.length > maxWhich) return undefined
  const title = placeText(words, question.id)
  const ref = refOf(words, question.id)
  return {
    type: 'panel',
    language: words.language,
    summary: `${words.plain(stop.section.title)} · ${title}`,
    title,
    blocks: [{ lines: [{ text: said, own: true }] }],
    actions: values.map(([answer, label]) => ({ verb: 'answer', title: label, ref, values: { answer, from: 'chat' } })),
  }
}
const maxWhich = 4

/** What each button answers, and what it says; empty where a press could not answer the question. */
const buttonValues = (words: Words, stop: Stop, problem: Problem): (readonly [answer: string, label: string])[] => {
  const { question } = stop
  if (problem.code === 'ambiguous_choice' && asks(question, 'choice'))
    return choiceViews(words, stop)
      .filter((c) => problem.candidates.includes(c.id))
      .map((c) => [c.id, c.title])
  if (problem.code !== 'ambiguous_number' || !asks(question, 'figure')) return []
  return problem.candidates.map((value) => [String(value), formatAmount(value)])
}

const refOf = (words: Words, question: string) => ({
  s: words.session.id,
  q: question,
  r: revisionOf(words.session, question),
})

const confirmActions = (words: Words, { question }: Stop, why: Confirm['why']): Action[] => {
  const [yes, no] = confirmTitles[why]
  const ref = refOf(words, question.id)
  return [
    { verb: 'confirm_yes', title: words.t(`card.${yes}`), ref, main: true },
    { verb: 'confirm_no', title: words.t(`card.${no}`), ref },
  ]
}
type Confirm = Extract<Pending, { type: 'confirm' }>

const isPersonal = (why: Confirm['why']): boolean => personalKinds.has(why)

/** What the two buttons under «stemmer det?» say: texts of `locales/card.json`. */
const confirmTitles: Record<Confirm['why'], readonly [yes: string, no: string]> = {
  near_miss: ['yes', 'no'],
  earlier: ['yes', 'keep'],
  put_right: ['yes', 'keep'],
  soft_check: ['yes', 'no'],
  previous: ['yes', 'no'],
  overtaken: ['replace', 'keep_theirs'],
  identity_number: ['include', 'no'],
  health: ['include', 'no'],
  person: ['include', 'no'],
  to_us: ['is_answer', 'is_question'],
}

/** The ways to answer, then the ways around it, as far as there is room for six buttons. */
const questionActions = (words: Words, stop: Stop): Action[] => {
  const { question, entry } = stop
  const ref = refOf(words, question.id)
  const button = (verb: Action['verb'], key: string): Action => ({ verb, title: words.t(`card.${key}`), ref })
  const settled = isSettled(entry)
  const around = [
    ...(settled && isAsked(question) ? [button('continue', 'keep')] : []),
    ...(previous(words.questionnaire, words.stops, question.id) ? [button('back', 'back')] : []),
  ]
  if (!isAsked(question)) return [{ ...button('read', 'read'), main: true as const }, ...around]
  const perRow = asks(question, 'rows')
  const answering: Action[] =
    presentation(question) === 'buttons'
      ? choiceViews(words, stop).map((c) => ({ verb: 'answer', title: c.title, ref, values: { answer: c.id } }))
      : [{ ...button('answer', 'answer'), main: true as const }]
  const missing = [
    ...(question.dontKnow && !perRow ? [button('dont_know', 'dont_know')] : []),
    ...(question.notApplicable && !perRow ? [button('not_applicable', 'not_applicable')] : []),
    ...(question.required || settled ? [] : [button('skip', 'skip')]),
  ]
  return [...answering, ...missing, ...around].slice(0, maxActions)
}

const hint = (words: Words, stop: Stop): string => {
  const { question } = stop
  if (asks(question, 'choice') && presentation(question) === 'input') return words.t('hint.single_list')
  const [first, second] = choiceViews(words, stop)
  const choice = (second ?? first)?.title.toLowerCase() ?? ''
  return words.t(`hint.${question.kind}`, { choice, example: exampleOf(question) })
}

// A question's card after it was answered, left, or overtaken: the answer as it stands, and a way on.

/** A question that left the route shows no answer: what was given is set aside. */
export const closedView = (words: Words, question: Question, notes: readonly Note[]): View => {
  const stop = words.stops.find((s) => s.question.id === question.id)
  const position = placeText(words, question.id)
  const given = words.session.entries[question.id]
  const aside = given?.answer !== undefined || given?.missing !== undefined
  const gone: Line[] = [
    { text: words.t('card.gone') },
    ...(aside ? [{ text: words.t('card.set_aside'), subtle: true as const }] : []),
  ]
  return {
    type: 'closed',
    language: words.language,
    summary: position || words.t('panel.review.summary'),
    position,
    title: words.text(question.text),
    notes: [...noteLines(words, notes), ...(stop ? [] : gone)],
    answer: stop ? standing(words, question) : [],
    actions: stop ? wayOn(words, question) : [],
  }
}

/** The card of a question that a newer version, or the person's topics, no longer have. */
export const unknownView = ({ language, t }: Words): View => ({
  type: 'closed',
  language,
  position: '',
  notes: [],
  answer: [],
  actions: [],
  summary: t('card.not_here'),
  title: t('card.not_here'),
})

const standing = (words: Words, question: Question): Line[] => {
  const entry = words.stops.find((s) => s.question.id === question.id)?.entry
  const lines = answerLines(words, question, entry)
  const partly = partlyText(words, question.id)
  if (partly) return [{ text: partly, subtle: true }, ...lines]
  const isMine = entry !== undefined && words.session.people[entry.by] === words.seat.personId
  const author = isMine ? '' : authorText(words, entry)
  if (lines.length > 0 && author !== '') return [...lines, { text: author, own: true, subtle: true }]
  return lines.length > 0 || !isAsked(question) ? lines : [{ text: words.t('card.unanswered'), subtle: true }]
}

const wayOn = (words: Words, question: Question): Action[] => {
  const { session } = words
  if (windowAt(words) !== 'open' || isDelivered(session) || !isAsked(question)) return []
  const ref = { s: session.id, q: question.id }
  if (session.state === 'submitted' && words.sections !== undefined) return []
  if (session.state === 'submitted') return [{ verb: 'reopen', title: words.t('card.reopen'), ref }]
  const entry = words.stops.find((s) => s.question.id === question.id)?.entry
  return [{ verb: 'change', title: words.t(isSettled(entry) ? 'card.change' : 'card.answer_late'), ref }]
}
