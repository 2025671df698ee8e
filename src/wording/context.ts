/** What a reply is shown with: the stored state, and the words of the seat's language for this unit. */

import type { Stop } from '../engine/route.ts'
import { isSettled, route } from '../engine/route.ts'
import type { Seat, Session } from '../engine/types.ts'
import type { Answer } from '../questionnaire/answer.ts'
import { unitWords } from '../questionnaire/placeholders.ts'
import type { Language, Questionnaire, Text } from '../questionnaire/schema.ts'
import type { Unit, Wave } from '../questionnaire/wave.ts'
import { momentText } from './moment.ts'
import { pipedAnswers } from './piped.ts'
import { fill, translate } from './translate.ts'

/** Everything `render` reads. `opensAt`, `closesAt`, `now`: ms since 1970 UTC. */
export type Context = {
  questionnaire: Questionnaire
  wave: Wave
  unit: Unit
  session: Session
  seat: Seat
  now: number
  opensAt: number
  closesAt: number
}

export type Vars = Record<string, string | number>

/** A context with its language's words at hand. */
export type Words = Context & {
  language: Language
  stops: Stop[]
  /** A text of `locales/`, with unit words, contact and dates at hand. Plain: nothing in it is escaped. */
  t: (key: string, vars?: Vars) => string
  /** A text of the questionnaire as Markdown: a person's own words in it are escaped. */
  text: (text: Text) => string
  /** The same for places that read no Markdown: buttons, choices, labels, plain messages. */
  plain: (text: Text) => string
  /** A plain text read as if `question` had this answer. */
  plainWith: (text: Text, question: string, answer: Answer) => string
}

export const wordsFor = (context: Context): Words => {
  const { seat, unit, questionnaire, session, wave } = context
  const { language } = seat
  const stops = route(questionnaire, unit, session.entries)
  const named = unitData(language, unit)
  const around = {
    ...named,
    contact: wave.contact.email,
    opens: momentText(context.opensAt),
    closes: momentText(context.closesAt),
    part: fill(language, questionnaire.title[language], named),
  }
  const plainData = { ...named, svar: pipedAnswers(stops, language, named, 'plain') }
  const markdownData = { ...named, svar: pipedAnswers(stops, language, named, 'markdown') }
  return {
    ...context,
    language,
    stops,
    t: (key, vars = {}) => translate(language, key, { ...around, ...vars }),
    text: (text) => fill(language, text[language], markdownData),
    plain: (text) => fill(language, text[language], plainData),
    plainWith: (text, question, answer) => {
      const then = stops.map((stop) =>
        stop.question.id === question ? { ...stop, entry: { r: 0, by: 0, at: 0, answer } } : stop,
      )
      return fill(language, text[language], { ...named, svar: pipedAnswers(then, language, named, 'plain') })
    },
  }
}

/** «kommunen» or «bydelen», and so on; with a capital for the beginning of a sentence. */
export const unitData = (language: Language, unit: Pick<Unit, 'kind' | 'name'>): Record<string, string> =>
  Object.fromEntries(
    unitWords.flatMap((word) => {
      const said = translate(language, `units.${unit.kind}.${word}`, { name: unit.name })
      return [
        [word, said],
        [word.charAt(0).toUpperCase() + word.slice(1), said.charAt(0).toUpperCase() + said.slice(1)],
      ]
    }),
  )

/** How far the respondent has come, information not counted. */
export const progressOf = (stops: readonly Stop[]): { answered: number; of: number; left: Stop[] } => {
  const asked = stops.filter((stop) => stop.question.kind !== 'info')
  const left = asked.filter((stop) => !isSettled(stop.entry))
  return { answered: asked.length - left.length, of: asked.length, left }
}
