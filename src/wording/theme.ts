/** A theme on one page: all its questions that apply, filled with what stands or was just given. */

import { isSettled, position, revisionOf, type Stop, topicsOf } from '../engine/route.ts'
import { cardValues } from '../kinds/index.ts'
import type { Language } from '../questionnaire/schema.ts'
import { asks, isAsked } from '../questionnaire/shape.ts'
import { capital } from '../texts/translate.ts'
import { previousLines } from './answers.ts'
import { authorText } from './notes.ts'
import { inputView } from './question-input.ts'
import type { InputView, Line, Version } from './view.ts'
import { type Context, progressOf, type Words, wordsFor } from './words.ts'

/** «Vet ikke» and «ikke aktuelt», where a question takes them. */
export type WithoutAnswer = 'dont_know' | 'not_applicable'

/** What somebody gave on the page, as fields hold it. `fault`: why it is not stored. */
export type GivenThere = { values: Record<string, string>; missing?: WithoutAnswer; fault?: ThemeFault }

/**
 * `text`: in words. `sure`: it is stored where the person says that it is right. `versions`: a colleague's answer stands;
 * the person chooses.
 */
export type ThemeFault = { text: string; sure?: true; versions?: Version[] }

export type ThemeQuestion = {
  id: string
  /** The revision of its answer as the page shows it. */
  r: number
  position: string
  title: string
  help?: string
  notes: Line[]
  input: InputView
  /** What stands, as fields hold it, whatever was given since. */
  stored: { values: Record<string, string>; missing?: WithoutAnswer }
  besides: { value: WithoutAnswer; title: string; chosen: boolean }[]
  isSettled: boolean
  fault?: ThemeFault
}

export type ThemeView = {
  language: Language
  id: string
  title: string
  /** «Tema 2 av 4», and the share of all questions that is answered, 0–1. */
  position: string
  done: number
  knows?: string
  questions: ThemeQuestion[]
  /** The themes around it; absent: there is none. */
  before?: string
  after?: string
}

/** `section` undefined, or of a theme that is not on the route: the first with a question that is open. Null: there is no theme. */
export const themeView = (
  context: Context,
  section: string | undefined,
  given: ReadonlyMap<string, GivenThere> = new Map(),
): ThemeView | null => {
  const words = wordsFor(context)
  const topics = topicsOf(words.stops)
  const open = words.stops.find(({ question, entry }) => isAsked(question) && !isSettled(entry))?.section
  const here = topics.find(({ id }) => id === section) ?? open ?? topics[0]
  if (here === undefined) return null
  const at = topics.indexOf(here)
  const [before, after] = [topics[at - 1], topics[at + 1]]
  const { left, of } = progressOf(words.stops)
  return {
    language: words.language,
    id: here.id,
    title: words.plain(here.title),
    position: words.t('web.theme.position', { n: at + 1, of: topics.length }),
    done: of === 0 ? 0 : (of - left.length) / of,
    ...(here.knows === undefined
      ? {}
      : { knows: words.t('panel.all_questions.knows', { knows: words.plain(here.knows) }) }),
    questions: words.stops
      .filter((stop) => stop.section === here)
      .map((stop) => themeQuestion(words, stop, given.get(stop.question.id))),
    ...(before === undefined ? {} : { before: before.id }),
    ...(after === undefined ? {} : { after: after.id }),
  }
}

const themeQuestion = (words: Words, stop: Stop, given: GivenThere | undefined): ThemeQuestion => {
  const { question, entry } = stop
  const stored = storedOf(stop)
  const chosen = given === undefined ? stored.missing : given.missing
  const author = authorText(words, entry)
  const at = position(words.stops, question.id)
  return {
    id: question.id,
    r: revisionOf(words.session, question.id),
    position: at?.n == null ? '' : words.t('card.position', { n: at.n, of: at.of }),
    title: words.plain(question.text),
    ...(question.help === undefined ? {} : { help: words.plain(question.help) }),
    notes: [...previousLines(words, stop), ...(author === '' ? [] : [{ text: capital(author), own: true as const }])],
    input: inputView(words, stop, given?.values),
    stored,
    besides: besidesOf(stop).map((value) => ({ value, title: words.t(`card.${value}`), chosen: chosen === value })),
    isSettled: isSettled(entry),
    ...(given?.fault === undefined ? {} : { fault: given.fault }),
  }
}

/** What stands, as fields hold it. */
export const storedOf = ({ question, entry }: Stop): ThemeQuestion['stored'] => {
  const missing = entry?.missing
  return {
    values: entry?.answer === undefined ? {} : cardValues(question, entry.answer),
    ...(missing === 'dont_know' || missing === 'not_applicable' ? { missing } : {}),
  }
}

/** A row says it in its own field. */
const besidesOf = ({ question }: Stop): WithoutAnswer[] =>
  !isAsked(question) || asks(question, 'rows')
    ? []
    : [
        ...(question.dontKnow ? (['dont_know'] as const) : []),
        ...(question.notApplicable ? (['not_applicable'] as const) : []),
      ]
