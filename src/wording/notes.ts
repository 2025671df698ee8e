/** Notes as words. */

import { isAnswered, position, topicsOf } from '../engine/route.ts'
import type { Entry, Note } from '../engine/session.ts'
import type { Language, Question } from '../questionnaire/schema.ts'
import { hasChoices, isAsked } from '../questionnaire/shape.ts'
import { questionIn } from '../questionnaire/versions.ts'
import { DAY_MS } from '../questionnaire/wave.ts'
import { capital, translate, translateList } from '../texts/translate.ts'
import { answerText, rowsNamed } from './answers.ts'
import { type FormUse, formPath } from './form-address.ts'
import { dayText, momentText, shortMomentText } from './moment.ts'
import type { Line } from './view.ts'
import { joined, minutesLeft, minutesText, progressOf, progressText, type Vars, type Words } from './words.ts'

/** A note that needs no session: to people who are not linked, and when nothing could be stored. */
export const say = (note: Note, language: Language): string => translate(language, note.key, note.vars ?? {})

/** A note in a session: ids in its variables become words. Plain text. */
export const sayIn = (words: Words, note: Note): string => {
  const vars = varsOf(words, note.vars ?? {})
  if (note.key === 'turn.form' && words.pages !== undefined)
    return words.t('turn.form_web', formsOf(words, words.pages))
  return isTalk(note) ? talkText(words, note, vars) : words.t(note.key, vars)
}

/** Where the unit's form of this part is, to read and to fill in by hand. */
const formsOf = ({ wave, questionnaire: { part }, unit: { kind }, language }: Words, pages: string): Vars => {
  const at = (use: FormUse) => `${pages}${formPath({ wave: wave.id, part, kind, language, use })}`
  return { screen: at('screen'), paper: at('paper') }
}

const varsOf = (words: Words, vars: Vars): Vars => {
  const between = typeof vars.between === 'string' ? { between: namesOf(words, vars.between) } : {}
  const named = { ...(vars.list === 'topics' ? { list: topicsText(words) } : {}), ...topicOf(words, vars.section) }
  const people = {
    ...(typeof vars.by === 'number' ? whoAndWhat(words, vars, vars.by) : {}),
    ...(typeof vars.open === 'string' ? { open: questionsText(words, vars.open, mostOpen) } : {}),
    ...(typeof vars.asked === 'string' ? { asked: askedText(words, vars.asked) } : {}),
  }
  const question = questionIn(words.questionnaire, vars.question)
  if (question === undefined) return { ...vars, ...between, ...people, ...named }
  const stop = words.stops.find((s) => s.question.id === question.id)
  const choice = hasChoices(question) ? question.choices.find((c) => c.id === vars.choice) : undefined
  return {
    ...vars,
    ...between,
    ...people,
    ...named,
    author: authorIn(words, stop?.entry),
    asked: words.plain(question.text),
    number: position(words.stops, question.id)?.n ?? '',
    answer: answerText(words, question, stop?.entry),
    ...(typeof vars.rows === 'string'
      ? { rows: rowsNamed(words, question, stop?.entry?.answer, vars.rows.split(',')) }
      : {}),
    ...(typeof vars.choices === 'string' ? { to: choicesText(words, question, vars.choices) } : {}),
    ...(choice ? { choice: words.plain(choice.text), to: words.plain(choice.text) } : {}),
  }
}

/** Choices by id, as they are read. */
const choicesText = (words: Words, question: Question, ids: string): string =>
  (hasChoices(question) ? question.choices : [])
    .filter((choice) => ids.split(',').includes(choice.id))
    .map((choice) => words.plain(choice.text))
    .join(', ')

/** More numbers, or spans of them, than this in a sentence are counted instead. */
const maxNumbers = 8
/** Of those without an answer, which are asked for. */
const mostOpen = 16

/** Who it was, and «spørsmål 3 og 4» or «12 spørsmål» for lists of question ids. */
const whoAndWhat = (words: Words, vars: Vars, by: number): Vars => ({
  name: nameFirst(words, by),
  who: nameOf(words, by),
  ...(typeof vars.questions === 'string' ? { questions: questionsText(words, vars.questions) } : {}),
  ...(typeof vars.yours === 'string' ? { yours: questionsText(words, vars.yours) } : {}),
})

/** Sections as they can be passed on, a line each, numbered as they are chosen. */
const topicsText = (words: Words): string =>
  topicsOf(words.stops)
    .map((section, i) => `${i + 1}. ${words.plain(section.title)}`)
    .join('\n')

const topicOf = (words: Words, section: unknown): Vars => {
  const found = words.questionnaire.sections.find(({ id }) => id === section)
  return found === undefined ? {} : { topic: words.plain(found.title) }
}

/** « (svart av Kari Nordmann, 5.11. kl. 09.12)», or nothing. */
const authorIn = (words: Words, entry: Entry | undefined): string => {
  const author = authorText(words, entry)
  return author === '' ? '' : words.t('card.author_in', { author })
}

const questionsText = (words: Words, ids: string, most = maxNumbers): string => {
  const numbers = ids
    .split(',')
    .flatMap((id) => position(words.stops, id)?.n ?? [])
    .toSorted((a, b) => a - b)
  const spans = spansOf(numbers)
  if (spans.length > most) return words.t('card.questions_counted', { count: numbers.length })
  return words.t('card.questions_numbered', { numbers: joined(words, spans, 'and') })
}

/** «3», «4–9»: three and more that follow each other stand as one. */
const spansOf = (numbers: readonly number[]): string[] => {
  const spans: number[][] = []
  for (const number of numbers) {
    const last = spans.at(-1)
    if (last?.at(-1) === number - 1) last.push(number)
    else spans.push([number])
  }
  return spans.flatMap((span) => (span.length > 2 ? [`${span[0]}–${span.at(-1)}`] : span.map(String)))
}

/** Questions by id, a line each, with their numbers. */
const askedText = (words: Words, ids: string): string =>
  ids
    .split(',')
    .flatMap((id) => {
      const stop = words.stops.find(({ question }) => question.id === id)
      return stop === undefined ? [] : `${position(words.stops, id)?.n ?? ''}. ${words.plain(stop.question.text)}`
    })
    .join('\n')

const namesOf = (words: Words, between: string): string =>
  either(
    words,
    between.split(',').map((name) => words.t(`commands.${name}`)),
  )

/** «a, b eller c». */
export const either = (words: Pick<Words, 't'>, items: readonly string[]): string => joined(words, items, 'or')

/** Notes as lines above a card: they may hold a person's own words, so no Markdown is read in them. */
export const noteLines = (words: Words, notes: readonly Note[]): Line[] =>
  notes.map((note) => ({ text: sayIn(words, note), own: true }))

// Who gave an answer, in words: a name where the register has one. Names are a person's own words: never read as Markdown.

/** The name of the person at `index` of `Session.people`; «en kollega» where the register knows none (any more). */
export const nameOf = ({ t, session, people }: Words, index: number): string => {
  const person = session.people[index]
  return (person === undefined ? undefined : people?.[person]) ?? t('card.a_colleague')
}

/** The same at the beginning of a sentence. */
export const nameFirst = (words: Words, index: number): string => capital(nameOf(words, index))

/** True when somebody else than the reader has a part in the answers. */
export const hasOthers = ({ session, seat }: Words): boolean =>
  session.people.some((person) => person !== seat.personId)

/** «Kari Nordmann, 5.11. kl. 09.12», «deg, …»; '' while only the reader has answered, or there is no answer. */
export const authorText = (words: Words, entry: Entry | undefined): string => {
  if (entry === undefined || !hasOthers(words) || (entry.answer === undefined && entry.missing === undefined)) return ''
  const isMine = words.session.people[entry.by] === words.seat.personId
  const name = isMine ? words.t('card.you') : nameOf(words, entry.by)
  return words.t('card.author', { name, at: shortMomentText(entry.at) })
}

// What the bot says beside questions and answers, with the facts of this survey and this unit in it.

/** Whether a note is one of these. */
export const isTalk = ({ key }: Note): boolean => key.startsWith('talk.')

/** Whether a note has several wordings, which take turns by themselves. */
export const hasWordings = (words: Words, { key }: Note): boolean => translateList(words.language, key).length > 0

/** A note in words. `vars.n` chooses among several wordings; `vars` holds what the note names beside the facts. */
export const talkText = (words: Words, { key, vars = {} }: Note, more: Vars): string => {
  const fitting = fittingKey(words, key)
  const count = translateList(words.language, fitting).length
  const chosen = count === 0 ? fitting : `${fitting}.${Number(vars.n ?? 0) % count}`
  return words.t(chosen, { ...factsOf(words), ...more })
}

/** Of what depends on how far the unit has come, the text that is true now. */
const fittingKey = (words: Words, key: string): string => {
  const { session, stops, wave } = words
  if (key === 'talk.what_is_this' && wave.about === undefined) return 'talk.what_is_this_alone'
  if (key === 'talk.who_else' && didOthers(words).length === 0) return 'talk.who_else_alone'
  if (key === 'talk.who_sees_before' && wave.partials === 'deliver') return 'talk.who_sees_before_deliver'
  if (key === 'talk.web' && words.pages === undefined) return 'talk.paper'
  if (key === 'talk.code_lasts' && words.pages === undefined) return 'talk.code_lasts_once'
  if ((key === 'talk.two_forms' || key === 'talk.other_part') && partsBeside(words).length === 0)
    return 'talk.two_forms_not'
  if (key === 'talk.copy' && words.pages !== undefined) return 'talk.copy_web'
  if (key === 'talk.how_long' && progressOf(stops).left.length === 0) return 'talk.nothing_left'
  if (key === 'talk.how_long' && words.sections === undefined && session.state === 'not_started')
    return 'panel.status.ahead'
  if (key !== 'talk.sent_or_not') return key
  if (session.submission === null) return 'talk.sent_no'
  return session.state === 'reopened' ? 'talk.sent_changed' : 'talk.sent_yes'
}

/** Titles of the wave's other parts. */
const partsBeside = ({ wave, questionnaire, plain }: Words): string[] =>
  Object.entries(wave.parts).flatMap(([id, { title }]) => (id === questionnaire.part ? [] : [plain(title)]))

/** «Kari Nordmann på spørsmål 1–3»: what each of the others has answered in this part; who has no answer there now is left out. */
const didOthers = (words: Words): string[] =>
  words.session.people.flatMap((id, index) =>
    id === words.seat.personId ? [] : did(words, index, nameOf(words, index)),
  )

const did = (words: Words, index: number, name: string): string[] => {
  const own = words.stops.filter(({ question, entry }) => isAsked(question) && isAnswered(entry) && entry?.by === index)
  const questions = questionsText(words, own.map(({ question }) => question.id).join(','))
  return own.length === 0 ? [] : [words.t('talk.did', { name, questions })]
}

/** The same, the reader last. */
const didAll = (words: Words): string[] => {
  const index = words.session.people.indexOf(words.seat.personId)
  return [...didOthers(words), ...(index < 0 ? [] : did(words, index, words.t('talk.you')))]
}

const factsOf = (words: Words): Vars => {
  const { wave, session, stops } = words
  const { progressDays, linkDays, textAnswerDays } = wave.retention
  const { of } = progressOf(stops)
  const beside = partsBeside(words)
  const others = joined(
    words,
    beside.map((title) => `«${title}»`),
    'and',
  )
  return {
    standing: progressText(words),
    of,
    takes: minutesText(words),
    did: joined(words, didAll(words), 'and'),
    others,
    beside: words.t('talk.beside', { count: beside.length, others }),
    minutes: minutesLeft(words),
    copyGone: endOf(words, Math.min(progressDays, textAnswerDays)),
    personGone: endOf(words, linkDays),
    wordsGone: endOf(words, textAnswerDays),
    address: words.pages === undefined ? '' : `${words.pages}/svar`,
    controller: words.plain(wave.controller),
    why: wave.why === undefined ? words.t('panel.start.why') : words.plain(wave.why),
    about: wave.about === undefined ? '' : words.plain(wave.about),
    at: session.submission === null ? '' : momentText(session.submission.at),
  }
}

/** The day on which so many days have passed since the survey closed. */
const endOf = ({ closesAt }: Words, days: number): string => dayText(closesAt + days * DAY_MS)
