/** «Slik svarte andre», after closing. The numbers come when the turn is over. Null: the turn is about something else. */

import { ownSections } from '../../engine/route.ts'
import { commandOf } from '../../norwegian/commands.ts'
import type { Language, Questionnaire } from '../../questionnaire/schema.ts'
import type { Unit } from '../../questionnaire/wave.ts'
import { countedQuestions } from '../../report/count.ts'
import { compareUnit, peersOf, unitLines } from '../../report/unit-report.ts'
import { say } from '../../report/words.ts'
import { translate } from '../../texts/translate.ts'
import { clipped } from '../../wording/answers.ts'
import type { Action, Panel, View } from '../../wording/view.ts'
import { languageOfClient, orLogged } from '../conversation/outside.ts'
import { languageOfSeat } from '../conversation/stored-state.ts'
import type { Membership } from '../ports/people.ts'
import type { Envelope } from '../ports/progress.ts'
import type { Comparing, Deps, OtherAnswers, TurnResult } from '../service.ts'

/** After closing: answers at once, and sends the panel afterwards. Null: nothing of the kind was asked. Throws `StoreAway`. */
export const othersTurn = async (
  deps: Deps,
  envelope: Envelope,
  membership: Membership,
): Promise<TurnResult | null> => {
  const { others } = deps
  const page = pageAsked(envelope)
  if (others === undefined || page === null) return null
  const stored = await deps.progress.readTurn(membership.sessionId, envelope.person.personId)
  const language = languageOfSeat(stored.seat) ?? languageOfClient(envelope.locale)
  const about = { language, page }
  return {
    pressed: null,
    text: null,
    after: () => tell(deps, others, { envelope, membership, about }),
  }
}

const pageAsked = ({ input }: Envelope): number | null => {
  if (input.type === 'card') {
    if (input.card.do !== 'others' || input.trigger !== 'manual') return null
    const page = input.card.values.page ?? ''
    return /^\d{1,3}$/u.test(page) ? Number(page) : 0
  }
  if (input.type !== 'text') return null
  const hearing = { choiceIds: [], rowIds: [], language: 'nb' as const, year: 0 }
  return commandOf(input.text, hearing)?.name === 'others' ? 0 : null
}

type Told = {
  envelope: Envelope
  membership: Membership
  about: { language: Language; page: number }
}

const tell = async (deps: Deps, others: OtherAnswers, told: Told): Promise<void> => {
  const { envelope, about } = told
  const text = (key: string): View => ({
    type: 'text',
    language: about.language,
    text: translate(about.language, `others.${key}`),
  })
  const send = async (view: View) => {
    const sent = await deps.channel.send(envelope.reference, view)
    orLogged(deps, sent, { personId: envelope.person.personId }, 'others.not_shown')
  }
  if (!others.areAtHand()) await send(text('fetching'))
  try {
    const numbers = await others.numbers()
    await send(numbers === null ? text('not_ready') : (panelOf(deps, told, numbers) ?? text('not_ready')))
  } catch (error) {
    deps.log.warn({ fault: error instanceof Error ? error.name : 'unknown' }, 'others.not_made')
    await send(text('failed'))
  }
}

const panelOf = (
  { survey }: Deps,
  { membership, about: { language, page } }: Told,
  numbers: NonNullable<Awaited<ReturnType<OtherAnswers['numbers']>>>,
): View | null => {
  const { unitId, part, sessionId, sections } = membership
  const unit = survey.units.get(unitId)
  const questionnaire = numbers.questionnaires.find((each) => each.part === part)
  if (unit === undefined || questionnaire === undefined) return null
  return othersPanel(
    { language, unit, questionnaire, sessionId, page, ...(sections === undefined ? {} : { sections }) },
    numbers,
  )
}

// «Slik svarte andre»: a page of the panel, one section of the questionnaire at a time.

type Asked = {
  language: Language
  unit: Unit
  questionnaire: Questionnaire
  sessionId: string
  /** The only sections this person was asked about. */
  sections?: readonly string[]
  /** Counts from 0; a page that is not there is the first. */
  page: number
}

const maxTitle = 200
const maxLine = 400

/** Own answers beside the country, the county and the size group, with the numbers of the report and no others. */
export const othersPanel = (asked: Asked, { report, submissions }: Comparing): Panel => {
  const { language, unit, questionnaire } = asked
  const t = (key: string, vars: Record<string, unknown> = {}) => translate(language, `others.${key}`, vars)
  const { part } = questionnaire
  const submission = submissions.find((s) => s.unit.id === unit.id && s.part === part)
  const sections = ownSections(questionnaire, asked.sections).sections.filter(
    (section) => countedQuestions({ ...questionnaire, sections: [section] }).length > 0,
  )
  const page = sections[asked.page] === undefined ? 0 : asked.page
  const section = sections[page]
  const blocks =
    section === undefined
      ? []
      : countedQuestions({ ...questionnaire, sections: [section] }).map((question) => {
          const { title, own, others } = unitLines(
            { language, unit, question, groups: report.groups },
            compareUnit(question, part, { report, unit, submission }),
          )
          return {
            lines: [
              { text: clipped(title, maxTitle), own: true as const, subtle: true as const },
              ...(own === '' ? [] : [{ text: clipped(own, maxLine), own: true as const, strong: true as const }]),
              ...others.map((text) => ({ text: clipped(text, maxLine), own: true as const })),
            ],
          }
        })
  const intro = [
    ...(section === undefined
      ? []
      : [{ text: t('intro', { page: page + 1, pages: sections.length, section: say(language, section.title) }) }]),
    ...(page === 0
      ? [{ text: t(peersOf(report, unit).length === 2 ? 'about' : 'about_country'), subtle: true as const }]
      : []),
    ...(submission === undefined ? [{ text: t('not_answered') }] : []),
  ]
  return {
    type: 'panel',
    language,
    summary: t('title'),
    title: t('title'),
    blocks: [{ lines: intro }, ...blocks],
    actions: around(asked.sessionId, { page, pages: sections.length }, t),
  }
}

const around = (
  sessionId: string,
  { page, pages }: { page: number; pages: number },
  t: (key: string) => string,
): Action[] => {
  const to = (key: string, n: number): Action => ({
    verb: 'others',
    title: t(key),
    ref: { s: sessionId },
    values: { page: String(n) },
  })
  return [...(page > 0 ? [to('earlier', page - 1)] : []), ...(page + 1 < pages ? [to('more', page + 1)] : [])]
}
