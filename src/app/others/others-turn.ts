/** «Slik svarte andre», after closing. The numbers come when the turn is over. Null: the turn is about something else. */

import { commandOf } from '../../norwegian/commands.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { translate } from '../../wording/translate.ts'
import type { View } from '../../wording/view.ts'
import type { Deps } from '../deps.ts'
import { seatIn } from '../load-state.ts'
import type { Membership } from '../people.ts'
import { languageOfClient } from '../plain.ts'
import type { Envelope } from '../ports.ts'
import type { TurnResult } from '../turn-result.ts'
import type { OtherAnswers } from './other-answers.ts'
import { othersPanel } from './others-panel.ts'

/** Answers at once, and sends the panel afterwards. While the survey is open the step says when. Throws `StoreAway`. */
export const othersTurn = async (
  deps: Deps,
  envelope: Envelope,
  membership: Membership,
): Promise<TurnResult | null> => {
  const { others } = deps
  // Whoever enters a returned form for a unit has no answers of their own to compare.
  if (others === undefined || membership.mode === 'assisted' || deps.now() < deps.survey.closesAt) return null
  const page = pageAsked(envelope)
  if (page === null) return null
  const stored = await deps.progress.readTurn(membership.sessionId, envelope.person.personId)
  const seat = seatIn(stored.seat)
  const language = seat === null || seat === 'broken' ? languageOfClient(envelope.locale) : seat.language
  const about = { language, page }
  return {
    outcome: 'stored',
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
    if ('kind' in sent)
      deps.log.warn({ personId: envelope.person.personId, status: sent.status, code: sent.code }, 'others.not_shown')
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
