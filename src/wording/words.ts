/** What a reply is shown with: the stored state, and the words of the seat's language for this unit. */

import { isSettled, ownSections, routeOf, type Stop, setAside, within } from '../engine/route.ts'
import type { Entry, Seat, Session } from '../engine/session.ts'
import { display } from '../kinds/index.ts'
import type { Answer } from '../questionnaire/answer.ts'
import type { Previous } from '../questionnaire/last-wave.ts'
import type { Language, Question, Questionnaire, Text } from '../questionnaire/schema.ts'
import { asks, isAsked, isLongText } from '../questionnaire/shape.ts'
import { questionIn } from '../questionnaire/versions.ts'
import type { Unit, Wave } from '../questionnaire/wave.ts'
import { fill, surveyData, translate, unitData } from '../texts/translate.ts'
import { endText, momentText } from './moment.ts'
import { escapeMarkdown, isolated } from './view.ts'

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
  /** Person id → name, as in `World`. */
  people?: Readonly<Record<string, string>>
  /** The last wave's answers, as in `World`. */
  previous?: readonly Previous[]
  /** The only sections the reader may see; absent: all. */
  sections?: readonly string[]
  /** Where people find the pages; absent: nowhere. */
  pages?: string
}

export type Vars = Record<string, string | number>

/** A context with its language's words at hand; `questionnaire` and `stops` hold only what the reader may see. */
export type Words = Context & {
  language: Language
  stops: Stop[]
  /** How many questions are asked of all who answer together. */
  wholeOf: number
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
  const { session, unit, sections } = context
  const { language } = context.seat
  const walked = routeOf(context.questionnaire, unit, session.entries)
  const stops = within(sections, walked)
  // A text may repeat an answer of a section the reader may not see: «…» stands for it.
  const quotable = sections === undefined ? stops : walked.map((stop) => (stops.includes(stop) ? stop : emptied(stop)))
  const around = aroundFor(context)
  const filled = (text: Text, form: 'plain' | 'markdown', from: readonly Stop[]): string => {
    const raw = text[language]
    if (!raw.includes('{{')) return raw
    // Most texts repeat no answer, so the answers are put into words only for those that do.
    const svar = raw.includes('svar.') ? pipedAnswers(from, language, around, form) : {}
    return fill(language, raw, { ...around, svar })
  }
  return {
    ...context,
    questionnaire: ownSections(context.questionnaire, sections),
    language,
    stops,
    wholeOf: progressOf(walked).of,
    t: (key, vars = {}) => translate(language, key, { ...around, ...vars }),
    text: (text) => filled(text, 'markdown', quotable),
    plain: (text) => filled(text, 'plain', quotable),
    plainWith: (text, question, answer) =>
      filled(
        text,
        'plain',
        quotable.map((stop) =>
          stop.question.id === question ? { ...stop, entry: { r: 0, by: 0, at: 0, answer } } : stop,
        ),
      ),
  }
}

const emptied = ({ entry: _, ...stop }: Stop): Stop => stop

/** Remembered surroundings at most: every unit of a wave (437) in both language forms, with room to spare. */
const maxRemembered = 2000
const remembered = new Map<string, Record<string, string>>()

/** What every text can name: the unit's words, whom to ask, when it opens and closes. Made once per unit and language. */
const aroundFor = ({
  seat: { language },
  unit,
  wave,
  questionnaire,
  opensAt,
  closesAt,
}: Context): Record<string, string> => {
  const key = [
    language,
    unit.kind,
    unit.name,
    questionnaire.part,
    questionnaire.version,
    wave.id,
    wave.contact.name,
    wave.contact.email,
    wave.controller[language],
    opensAt,
    closesAt,
  ].join('|')
  const known = remembered.get(key)
  if (known) return known
  const named = unitData(language, unit)
  const made = {
    ...named,
    ...surveyData(wave, language),
    opens: momentText(opensAt),
    closes: endText(closesAt),
    part: fill(language, questionnaire.title[language], named),
  }
  if (remembered.size >= maxRemembered) remembered.clear()
  remembered.set(key, made)
  return made
}

/** How far the respondent has come, information not counted. `answered` and `skipped` and `left` make up `of`. */
export const progressOf = (stops: readonly Stop[]): { answered: number; skipped: number; of: number; left: Stop[] } => {
  const asked = stops.filter((stop) => isAsked(stop.question))
  const left = asked.filter((stop) => !isSettled(stop.entry))
  // Who has nothing to add has said so.
  const skipped = asked.filter(({ question, entry }) => entry?.missing === 'skipped' && !isLongText(question)).length
  return { answered: asked.length - left.length - skipped, skipped, of: asked.length, left }
}

/** «Dere har svart på 22 av 23 spørsmål. Ett spørsmål er hoppet over.» */
export const progressText = ({ t, stops }: Words): string => {
  const { answered, skipped, of } = progressOf(stops)
  if (of === 0) return t('panel.progress.none')
  const count = answered === of ? t('panel.progress.all', { count: of }) : t('panel.progress.some', { answered, of })
  return skipped === 0 ? count : `${count} ${t('panel.progress.skipped', { count: skipped })}`
}

/** Minutes that the reader's own rest takes, about. */
export const minutesLeft = ({ questionnaire, stops, wholeOf }: Words): number => {
  const { left } = progressOf(stops)
  return wholeOf === 0 ? 0 : Math.max(1, Math.round((questionnaire.minutes * left.length) / wholeOf))
}

/** «Det tar om lag 10 minutter», or «10–20 minutter» where it depends on the answers. */
export const minutesText = ({ t, questionnaire: { minutes, minutesFrom } }: Words): string =>
  minutesFrom === undefined
    ? t('panel.start.minutes', { minutes })
    : t('panel.start.minutes_between', { from: minutesFrom, minutes })

// Earlier answers inside later texts: `{{svar.<question id>}}`.

/** Stands where an answer would, when there is none yet. */
const none = '…'

/** By question id, the answer in one line. `markdown`: a person's own words are escaped. */
const pipedAnswers = (
  stops: readonly Stop[],
  language: Language,
  unit: Record<string, string>,
  form: 'plain' | 'markdown',
): Record<string, string> =>
  Object.fromEntries(
    stops.map(({ question, entry }) => [question.id, oneLine(question, entry, { language, unit, form })]),
  )

type How = { language: Language; unit: Record<string, string>; form: 'plain' | 'markdown' }

const oneLine = (question: Question, entry: Entry | undefined, { language, unit, form }: How): string => {
  if (entry?.missing) return translate(language, missingKey(entry.missing, question)).toLowerCase()
  if (!entry?.answer) return none
  const say = (text: Text) => fill(language, text[language], unit)
  return display(question, entry.answer, say)
    .map((shown) => {
      const text = 'text' in shown ? shown.text : translate(language, missingKey(shown.missing)).toLowerCase()
      const own = 'own' in shown && shown.own ? ownText(text, form) : text
      return 'own' in shown || asks(question, 'rows') ? [shown.label, own].filter(Boolean).join(': ') : own
    })
    .join(', ')
}

const ownText = (text: string, form: How['form']): string => isolated(form === 'markdown' ? escapeMarkdown(text) : text)

/** Questions with an answer that does not count now, as far as the reader may see them. */
export const setAsideIn = ({ questionnaire, stops, session }: Words): Question[] =>
  setAside(stops, session.entries).flatMap((id) => questionIn(questionnaire, id) ?? [])

/** The key of the word for a missing value; `question`: of a whole question, for a remark that nobody made is nothing passed over. */
export const missingKey = (missing: 'skipped' | 'dont_know' | 'not_applicable', question?: Question): string =>
  missing === 'skipped' && question !== undefined && isLongText(question) ? 'card.no_remark' : `card.${missing}`

/** «a, b og c» by `and`, «a, b eller c» by `or`. */
export const joined = (words: Pick<Words, 't'>, items: readonly string[], by: 'or' | 'and'): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${words.t(`card.${by}`)} ${items.at(-1)}`
