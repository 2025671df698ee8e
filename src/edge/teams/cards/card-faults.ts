/** What only the finished card shows: its size and its buttons. Given to `dialogs check`, which knows no cards. */

import { newSeat, newSession } from '../../../engine/session.ts'
import type { CardFaults } from '../../../questionnaire/check.ts'
import { type SaidOfFault, said } from '../../../questionnaire/fault.ts'
import { type Language, languages, type Question, type Questionnaire } from '../../../questionnaire/schema.ts'
import { asks, hasChoices } from '../../../questionnaire/shape.ts'
import type { Unit, Wave } from '../../../questionnaire/wave.ts'
import { render } from '../../../wording/render.ts'
import type { Context } from '../../../wording/words.ts'
import { cardBytes, cardOf, LARGEST_CARD_BYTES } from './card.ts'

/** Teams shows six; more are cut off (teams-facts.md section 4). */
const MOST_ACTIONS = 6

const unit = (kind: Unit['kind']): Unit => ({
  id: '0000',
  kind,
  name: 'Nordre Søndre Østre',
  county: 'Møre og Romsdal',
  language: 'neutral',
  population: 10_000,
  imdiRegion: 'Vest',
  centrality: null,
})

/** Faults of the question's open card, in either language form and for either kind of unit, every choice and row shown. */
export const cardFaults: CardFaults = (question, questionnaire) => {
  const alone = alwaysAsked(question, questionnaire)
  const seen = languages.flatMap((language) =>
    (['kommune', 'bydel'] as const).flatMap((kind) => faultsOf(question.id, contextOf(alone, language, unit(kind)))),
  )
  return [...new Map(seen.map((fault) => [fault.code, fault])).values()]
}
cardFaults.ofRelease = true

const faultsOf = (question: string, context: Context): SaidOfFault[] => {
  const view = render({ type: 'question', question, notes: [] }, context)
  if (view.type !== 'question') return []
  const bytes = cardBytes(cardOf(view))
  const faults: SaidOfFault[] = []
  if (bytes > LARGEST_CARD_BYTES) {
    faults.push(said('card_too_large', { bytes, most: LARGEST_CARD_BYTES }))
  }
  if (view.actions.length > MOST_ACTIONS) {
    faults.push(said('too_many_actions', { buttons: view.actions.length, most: MOST_ACTIONS }))
  }
  return faults
}

/** The question in a questionnaire of its own, without any condition. */
const alwaysAsked = (question: Question, questionnaire: Questionnaire): Questionnaire => {
  const { when: _, ...rest } = question
  const shown = <T extends { when?: unknown }>(items: T[]): T[] => items.map(({ when: __, ...item }) => item as T)
  const bare = {
    ...rest,
    ...(hasChoices(question) ? { choices: shown(question.choices) } : {}),
    ...(asks(question, 'rows') ? { rows: shown(question.rows) } : {}),
  } as Question
  const section = questionnaire.sections.find(({ questions }) => questions.some(({ id }) => id === question.id))
  const { when: __, ...around } = section ?? { id: 'alone', title: questionnaire.title }
  return { ...questionnaire, sections: [{ ...around, questions: [bare] }] }
}

const contextOf = (questionnaire: Questionnaire, language: Language, about: Unit): Context => ({
  questionnaire,
  wave: exampleWave(questionnaire),
  unit: about,
  session: newSession({
    id: 'AAAAAAAAAAAAAAAA',
    wave: questionnaire.wave,
    unitId: about.id,
    part: questionnaire.part,
    version: 1,
  }),
  seat: newSeat({ sessionId: 'AAAAAAAAAAAAAAAA', personId: 'AAAAAAAAAAAAAAAAAAAAAA', language }),
  now: 0,
  opensAt: 0,
  closesAt: 1,
})

const words = (text: string) => ({ nb: text, nn: text })

/** A wave for looking at a questionnaire's cards on its own; nothing of it is sent to anybody. */
const exampleWave = ({ wave, part, version, title }: Questionnaire): Wave => ({
  schema: 'kommunedialog.wave.v1',
  id: wave,
  title,
  opensAt: '2018-01-01',
  closesAt: '2018-12-31',
  parts: { [part]: { version, title } },
  moveSessions: 'stay',
  rateBase: 'with_oslo',
  partials: 'keep',
  interview: { complete: 80, partial: 50 },
  contact: { name: 'IMDi', email: 'kontakt@imdi.example' },
  controller: words('IMDi'),
  legalBasis: words('…'),
  retention: { progressDays: 0, linkDays: 0, textAnswerDays: 0 },
  reminders: {
    standing: false,
    daysBeforeClosing: [],
    minDaysBetween: 0,
    maxPerPerson: 0,
    window: { from: '08:00', to: '16:00' },
  },
  quietDays: [],
  suppressionLimit: 5,
})
