/** «Sendt videre»: who was asked about what, and taking it back. */

import { isSettled, route } from '../../engine/route.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { isAsked } from '../../questionnaire/shape.ts'
import { translate } from '../../texts/translate.ts'
import type { Panel } from '../../wording/view.ts'
import { languageOfClient, orLogged } from '../conversation/outside.ts'
import { languageOfSeat, readOrNull, sessionIn } from '../conversation/stored-state.ts'
import type { Membership } from '../ports/people.ts'
import type { Envelope } from '../ports/progress.ts'
import type { Delegation } from '../ports/register.ts'
import { type Deps, nothing, questionnaireOf, type TurnResult } from '../service.ts'

/** Answers a respondent of the whole part. Throws `StoreAway`. */
export const delegationTurn = async (deps: Deps, envelope: Envelope, membership: Membership): Promise<TurnResult> => {
  const card = envelope.input.type === 'card' ? envelope.input : null
  const notes = card === null || card.trigger === 'automatic' ? [] : await takeBack(deps, envelope, membership)
  const panel = await panelOf(deps, envelope, membership, notes)
  if (card !== null && envelope.via === 'invoke') return { pressed: panel, text: null, after: nothing }
  return { pressed: null, text: null, after: () => say(deps, envelope, panel) }
}

const takeBack = async (deps: Deps, { input, person }: Envelope, { unitId, part }: Membership): Promise<string[]> => {
  const id = input.type === 'card' ? (input.card.values.delegation ?? '') : ''
  const taken = await deps.register.takeBack({ unitId, part, id, by: person.personId, at: new Date(deps.now()) })
  // The copy of the right goes with it: what they write next is met as a stranger's.
  if (taken?.personId != null) await deps.progress.dropLink(deps.survey.wave.id, taken.personId)
  return [taken === null ? 'nothing_taken' : 'taken']
}

const panelOf = async (
  deps: Deps,
  { person, locale }: Envelope,
  { unitId, part, sessionId }: Membership,
  notes: string[],
): Promise<Panel> => {
  const stored = await deps.progress.readTurn(sessionId, person.personId)
  const language = languageOfSeat(stored.seat) ?? languageOfClient(locale)
  const there = readOrNull(sessionIn(stored.session))
  const unit = deps.survey.units.get(unitId)
  const questionnaire = questionnaireOf(deps.survey, part, there?.version)
  const stops = unit && questionnaire ? route(questionnaire, unit, there?.entries ?? {}) : []
  const t = (key: string, vars: Record<string, unknown> = {}) => translate(language, `delegation.${key}`, vars)
  const open = await deps.register.delegations({ unitId, part })
  const block = (one: Delegation): Panel['blocks'][number] => {
    const own = stops.filter((s) => isAsked(s.question) && (one.section === null || s.section.id === one.section))
    const topic = questionnaire?.sections.find(({ id }) => id === one.section)?.title[language]
    const what = one.section === null ? 'whole' : topic === undefined ? 'topic_gone' : 'topic'
    const answered = own.filter((stop) => isSettled(stop.entry)).length
    return {
      lines: [
        {
          text: t(what, { name: one.name, topic: topic ?? '' }),
          own: true,
          strong: true,
        },
        { text: t(one.state, { answered, of: own.length }), subtle: true },
      ],
      actions: [{ verb: 'take_back', title: t('take_back'), ref: { s: sessionId }, values: { delegation: one.id } }],
    }
  }
  const lines = [...notes.map((note) => t(note)), t(open.length === 0 ? 'none' : 'intro')].map((text) => ({ text }))
  // Six buttons of a card; older ones come forward as newer ones are taken back.
  const blocks = open.slice(-MOST_SHOWN).map(block)
  return panelWith(language, t('title'), [{ lines }, ...blocks])
}

const MOST_SHOWN = 6

const panelWith = (language: Language, title: string, blocks: Panel['blocks']): Panel => ({
  type: 'panel',
  language,
  summary: title,
  title,
  blocks,
  actions: [],
})

const say = async (deps: Deps, { reference, person }: Envelope, panel: Panel): Promise<void> => {
  const sent = await deps.channel.send(reference, panel)
  orLogged(deps, sent, { personId: person.personId }, 'delegation.not_shown')
}
