/** The unit's answers as a document to keep: every question on its route with what was answered, in plain texts for whoever sets it. */

import { isChangedSinceSent, position, type Stop, topicsOf } from '../engine/route.ts'
import type { Entry } from '../engine/session.ts'
import { display } from '../kinds/index.ts'
import type { ShownAnswer } from '../kinds/kind.ts'
import type { Language } from '../questionnaire/schema.ts'
import { asks, isAsked, rowsOf } from '../questionnaire/shape.ts'
import { momentText } from './moment.ts'
import { hasOthers, nameOf } from './notes.ts'
import { referenceOf } from './panels.ts'
import { type Context, missingKey, progressText, setAsideIn, type Words, wordsFor } from './words.ts'

export type AnswersCopy = {
  language: Language
  title: string
  /** Whose answers, of which survey, how far they are, and when the copy was made: a line each. */
  facts: { label: string; value: string }[]
  /** What has to be known to read it, a paragraph each. */
  notes: string[]
  sections: { title: string; items: CopiedAnswer[] }[]
  /** Answers that do not count now, by their questions; absent: there are none. */
  aside?: { title: string; intro: string; questions: string[] }
  footer: string
}

/** `by`: who answered and when, where several people have. */
export type CopiedAnswer = { title: string; by?: string; answer: CopiedText }

/** `own`: the person's own words, in paragraphs. `none`: there is no answer; says why. */
type CopiedText =
  | { kind: 'lines'; lines: { text: string; own: boolean }[] }
  | { kind: 'rows'; columns: [row: string, answer: string]; rows: [row: string, answer: string][] }
  | { kind: 'none'; text: string }

/** Only what the reader may see: a colleague who was asked about a theme gets that theme alone. */
export const answersCopyOf = (context: Context): AnswersCopy => {
  const words = wordsFor(context)
  const { t, stops, language, sections } = words
  return {
    language,
    title: t('copy.title'),
    facts: factsOf(words),
    notes: [progressText(words), ...(sections === undefined ? [] : [t('copy.section_only')])],
    sections: topicsOf(stops).map((section) => ({
      title: words.plain(section.title),
      items: stops
        .filter((stop) => stop.section === section && isAsked(stop.question))
        .map((stop) => copiedAnswer(words, stop)),
    })),
    ...asideOf(words),
    footer: t('copy.footer', { title: words.plain(words.wave.title) }),
  }
}

const factsOf = (words: Words): AnswersCopy['facts'] => {
  const { t, unit, wave, questionnaire, now } = words
  const part = Object.hasOwn(wave.parts, questionnaire.part) ? wave.parts[questionnaire.part] : undefined
  return [
    { label: t(`form.unit_${unit.kind}`), value: `${unit.name} (${unit.id})` },
    { label: t('copy.survey'), value: words.plain(wave.title) },
    { label: t('copy.part'), value: part === undefined ? questionnaire.part : words.plain(part.title) },
    { label: t('copy.state'), value: stateOf(words) },
    { label: t('copy.made'), value: momentText(now) },
  ]
}

/** Whether what stands here is what was sent in. */
const stateOf = ({ t, session }: Words): string => {
  const { submission } = session
  if (submission === null) return t('copy.not_sent')
  const vars = { at: momentText(submission.at), reference: referenceOf(submission) }
  return t(isChangedSinceSent(session) || session.state === 'reopened' ? 'copy.changed' : 'copy.sent', vars)
}

const copiedAnswer = (words: Words, stop: Stop): CopiedAnswer => {
  const { question, entry } = stop
  const by = authorOf(words, entry)
  return {
    title: words.t('form.question_title', {
      n: position(words.stops, question.id)?.n ?? '',
      question: words.plain(question.text),
    }),
    ...(by === '' ? {} : { by }),
    answer: textOf(words, stop),
  }
}

/** Who answered, and when, where several people have: by name, also the reader's own, for others will read it too. */
const authorOf = (words: Words, entry: Entry | undefined): string => {
  if (entry === undefined || !hasOthers(words) || (entry.answer ?? entry.missing) === undefined) return ''
  const isOwn = words.session.people[entry.by] === words.seat.personId
  const isNamed = words.people?.[words.session.people[entry.by] ?? ''] !== undefined
  const name = isOwn && !isNamed ? words.t('card.you') : nameOf(words, entry.by)
  return words.t('copy.by', { name, at: momentText(entry.at) })
}

const textOf = (words: Words, { question, entry, rowIds }: Stop): CopiedText => {
  const { t } = words
  if (entry?.missing) return { kind: 'none', text: t(missingKey(entry.missing, question)) }
  if (!entry?.answer) return { kind: 'none', text: t('card.unanswered') }
  const shown = display(question, entry.answer, words.plain)
  if (!asks(question, 'rows')) return { kind: 'lines', lines: shown.map((one) => lineOf(words, one)) }
  const rows = rowsOf(question).filter(({ id }) => rowIds.includes(id))
  return {
    kind: 'rows',
    columns: [t('form.row'), t('copy.answer')],
    rows: rows.map(({ text }): [string, string] => {
      const label = words.plain(text)
      const found = shown.find((one) => one.label === label)
      return [label, found === undefined ? t('card.unanswered') : saidIn(words, found)]
    }),
  }
}

const saidIn = ({ t }: Words, shown: ShownAnswer): string =>
  plainly('text' in shown ? shown.text : t(missingKey(shown.missing)))

const lineOf = (words: Words, shown: ShownAnswer): { text: string; own: boolean } => {
  const said = saidIn(words, shown)
  const { label } = shown
  // A place in a ranking is a number: «1. Været».
  const text = label === undefined ? said : /^\d+$/u.test(label) ? `${label}. ${said}` : `${label}: ${said}`
  return { text, own: 'own' in shown && shown.own === true }
}

/** Without signs that only turn the direction: a font draws them as boxes. */
const plainly = (text: string): string => text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')

const asideOf = (words: Words): Pick<AnswersCopy, 'aside'> => {
  const questions = setAsideIn(words).map(({ text }) => words.plain(text))
  if (questions.length === 0) return {}
  return {
    aside: {
      title: words.t('panel.review.set_aside_heading'),
      intro: words.t('panel.review.set_aside'),
      questions,
    },
  }
}
