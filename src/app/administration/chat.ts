/** A turn of somebody who administers. Null: it is nothing of an administrator's, and the ordinary bot answers. */

import { z } from 'zod'
import type { AdminVerb, CardData, CardVerb } from '../../engine/session.ts'
import {
  type AdminCommand,
  placeWords,
  readAdminCommand,
  readFreely,
  readPlaces,
} from '../../norwegian/administrator.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { type AdminTask, mayAdminister } from '../../register/states.ts'
import { partTitle, unitData } from '../../texts/translate.ts'
import { momentText } from '../../wording/moment.ts'
import type { Panel } from '../../wording/view.ts'
import { heardByAdmin, languageOfClient, orLogged } from '../conversation/outside.ts'
import type { Link } from '../ports/people.ts'
import { type Envelope, StoreAway } from '../ports/progress.ts'
import type { Declined } from '../ports/register.ts'
import { orderReminder } from '../reminding/order.ts'
import { standingPlan } from '../reminding/rounds.ts'
import { isAsked, nothing, type ReminderDeps, type Survey, type TurnResult } from '../service.ts'
import { beginAssisted, endAssisted } from '../together/paper-forms.ts'
import { t } from './card-parts.ts'
import {
  campaignsPanel,
  donePanel,
  faultPanel,
  helpPanel,
  selectionOf,
  showMissing,
  showPreview,
  showProgress,
  showStatus,
  wrongTimeText,
} from './panels.ts'

const TASKS: Record<AdminVerb, AdminTask> = {
  admin_status: 'see_status',
  admin_missing: 'see_status',
  admin_progress: 'see_status',
  admin_remind: 'remind',
  admin_send: 'remind',
  admin_drop: 'remind',
  admin_cancel: 'remind',
}
const taskOf = ({ name }: AdminCommand): AdminTask => {
  if (name === 'assist' || name === 'end_assist') return 'enter_answers'
  return name === 'remind' || name === 'standing' ? 'remind' : 'see_status'
}

const isAdminVerb = (verb: CardVerb): verb is AdminVerb => verb in TASKS

/**
 * Answers an administrator's command or button. Somebody who also answers for a unit keeps the ordinary bot for everything
 * else; somebody who does not gets the list of commands. Throws `StoreAway`.
 */
export const adminTurn = async (deps: ReminderDeps, envelope: Envelope, link: Link): Promise<TurnResult | null> => {
  const { input, locale } = envelope
  if (link.role === null) return null
  const language = languageOfClient(locale)
  if (input.type === 'card') {
    const { card } = input
    const verb = card.do
    if (!isAdminVerb(verb)) return null
    if (!mayAdminister(link.role, TASKS[verb])) return inPlaceOf(deps, envelope, donePanel(language, 'no_right'))
    // A refresh of an old card is no wish of anybody's.
    if (input.trigger === 'automatic' && !['admin_progress', 'admin_status'].includes(verb)) return null
    return inPlaceOf(deps, envelope, await byButton(deps, { language, envelope, card: { ...card, do: verb } }))
  }
  const command = commandOf(deps, envelope, link)
  if (command === null) return null
  const may = mayAdminister(link.role, taskOf(command))
  const said = command.name === 'help' && input.type === 'text' ? heardByAdmin(deps, language, input.text) : undefined
  const told = said === undefined ? [] : [said]
  const panel = may ? await byCommand(deps, { language, link, command, told }) : donePanel(language, 'no_right')
  const declined = await declinedNews(deps, link)
  const after = async (): Promise<void> => {
    if (await say(deps, envelope, withDeclined(panel, declined, deps.survey))) await noteTold(deps, link, declined)
  }
  return { pressed: null, text: null, after }
}

/** When this is lost they are told again; it stands in the status all the time. */
const noteTold = async (deps: ReminderDeps, { personId }: Link, declined: readonly Declined[]): Promise<void> => {
  if (declined.length === 0) return
  await deps.register.toldOfDeclined(personId, declined, new Date(deps.now())).catch((error: unknown) => {
    if (!(error instanceof StoreAway)) throw error
    deps.log.warn({ personId, code: error.code }, 'admin.told_not_noted')
  })
}

const commandOf = (deps: ReminderDeps, { input }: Envelope, { memberships }: Link): AdminCommand | null => {
  const only = !memberships.some((each) => isAsked(deps.survey, each))
  if (input.type === 'joined') return only ? { name: 'help' } : null
  if (input.type !== 'text') return null
  const command = readAdminCommand(input.text, deps.survey, deps.now())
  if (command === null) return only ? (readFreely(input.text, deps.survey) ?? { name: 'help' }) : null
  // «status quo» may be an answer of somebody who answers; «purr …» is none.
  return command.name === 'not_understood' && !only && command.begins !== 'remind' ? null : command
}

/** The panel takes the place of the card that was pressed. */
const inPlaceOf = (deps: ReminderDeps, envelope: Envelope, panel: Panel): TurnResult => ({
  pressed: envelope.via === 'invoke' ? panel : null,
  text: null,
  // The response reaches one device; the message itself is what every other one shows.
  after: envelope.replyToId === undefined ? nothing : () => show(deps, envelope, envelope.replyToId ?? '', panel),
})

/** Whether it has reached the chat. */
const say = async (deps: ReminderDeps, { reference, person }: Envelope, panel: Panel): Promise<boolean> => {
  const sent = await deps.channel.send(reference, panel)
  return orLogged(deps, sent, { personId: person.personId }, 'admin.not_sent')
}

const show = async (
  deps: ReminderDeps,
  { reference, person }: Envelope,
  activityId: string,
  panel: Panel,
): Promise<void> => {
  const sent = await deps.channel.update(reference, activityId, panel)
  orLogged(deps, sent, { personId: person.personId }, 'admin.not_shown')
}

/** What the cards' buttons carry. All of it may be made up: nothing in it gives a right. */
const values = z.object({
  // As long as a message may name places; nothing that does not fit may mean «everybody».
  words: z.string().max(4000).default(''),
  page: z.coerce.number().int().min(0).max(1000).catch(0),
  at: z.coerce.number().int().positive().nullable().catch(null),
  id: z.uuid().catch(''),
  draft: z.uuid().catch(''),
})

type ButtonPress = { language: Language; envelope: Envelope; card: CardData & { do: AdminVerb } }

/** The card in place of the one that was pressed. Throws `StoreAway`. */
const byButton = async (deps: ReminderDeps, pressed: ButtonPress): Promise<Panel> => {
  const { language, card, envelope } = pressed
  const read = values.safeParse(card.values)
  if (!read.success) return helpPanel(language)
  const given = read.data
  const { narrowing, unknown } = readPlaces(given.words, placeWords(deps.survey))
  if (unknown.length > 0) return helpPanel(language, [t(language, 'not_understood', { words: unknown.join(' ') })])
  const asked = { language, words: given.words, narrowing }
  switch (card.do) {
    case 'admin_status':
      return await showStatus(deps, asked)
    case 'admin_missing':
      return await showMissing(deps, { ...asked, page: given.page })
    case 'admin_remind':
      return await showPreview(deps, { ...asked, sendAt: given.at })
    case 'admin_progress':
      return await showProgress(deps, language, given.id)
    case 'admin_drop':
      return donePanel(language, 'dropped')
    case 'admin_cancel':
      if (!(await stillMayRemind(deps, envelope.person.personId))) return donePanel(language, 'no_right')
      await deps.campaigns.cancel(given.id, { at: deps.now(), actor: envelope.person.personId })
      return await showProgress(deps, language, given.id)
    case 'admin_send':
      if (!(await stillMayRemind(deps, envelope.person.personId))) return donePanel(language, 'no_right')
      return await send(deps, pressed, { ...asked, sendAt: given.at, draft: given.draft })
  }
}

type Sending = {
  words: string
  narrowing: ReturnType<typeof readPlaces>['narrowing']
  sendAt: number | null
  draft: string
}

/** Pressed twice, on two devices or delivered again: one campaign, and its progress. */
const send = async (
  deps: ReminderDeps,
  { language, envelope }: ButtonPress,
  { words, narrowing, sendAt, draft }: Sending,
): Promise<Panel> => {
  if (draft === '') return helpPanel(language)
  const ordered = await orderReminder(deps, {
    template: 'reminder',
    selection: selectionOf(deps, narrowing),
    sendAt,
    actor: envelope.person.personId,
    dedupeKey: `chat:${envelope.person.personId}:${draft}`,
    bodyHash: null,
  })
  // What was previewed for a time that has passed since is not what would be sent now.
  if (ordered.type === 'faulty') return faultPanel(deps.survey, language, ordered.faults)
  // Since the preview everybody was reminded or is done: the new preview says so, and has nothing to send with.
  if (ordered.type === 'nobody') return await showPreview(deps, { language, words, narrowing, sendAt })
  const activityId = envelope.replyToId
  if (activityId !== undefined) {
    await deps.campaigns.keepCard(ordered.id, { reference: envelope.reference, activityId, language })
  }
  return await showProgress(deps, language, ordered.id)
}

/** Campaigns in the list; the command line shows all. */
const NEWEST = 5

/** `told`: what is said above the page. */
type TypedCommand = { language: Language; link: Link; command: AdminCommand; told: readonly string[] }

/** The card that answers a command. Throws `StoreAway`. */
const byCommand = async (deps: ReminderDeps, { language, link, command, told }: TypedCommand): Promise<Panel> => {
  switch (command.name) {
    case 'status':
      return await showStatus(deps, { language, ...command, memberships: link.memberships })
    case 'missing':
      return await showMissing(deps, { language, ...command, page: 0 })
    case 'remind':
      return await showPreview(deps, { language, ...command })
    case 'campaigns':
      return campaignsPanel(language, await deps.campaigns.list(NEWEST))
    case 'standing': {
      if (!(await stillMayRemind(deps, link.personId))) return donePanel(language, 'no_right')
      await deps.campaigns.setStanding(command.to, { at: deps.now(), actor: link.personId })
      const { next } = await standingPlan(deps)
      return donePanel(
        language,
        next === null ? `standing_${command.to}_none` : 'standing_on',
        next === null ? {} : { at: momentText(next.at) },
      )
    }
    case 'assist': {
      const begun = await beginAssisted(deps, link, command)
      const unit = deps.survey.units.get(command.unitId)?.name ?? command.unitId
      const part = partTitle(deps.survey.wave, command.part, language)
      return donePanel(language, begun === 'begun' ? 'assisted_begun' : 'assisted_taken', { unit, part })
    }
    case 'end_assist':
      return donePanel(language, (await endAssisted(deps, link)) > 0 ? 'assisted_ended' : 'assisted_none')
    case 'help':
      return helpPanel(language, told)
    case 'not_understood':
      return helpPanel(language, [t(language, 'not_understood', { words: command.unknown })])
    case 'wrong_time':
      return helpPanel(language, [wrongTimeText(language, command, deps.survey.closesAt)])
  }
}

/** The link's copy in Redis may be old; what sends, stops and switches asks SQL. Throws `StoreAway`. */
const stillMayRemind = async ({ register }: Pick<ReminderDeps, 'register'>, personId: string): Promise<boolean> => {
  const link = await register.linkOf(personId)
  return mayAdminister(link?.role ?? null, 'remind')
}

// «Ikke jeg som svarer» reaches administrators: once in the next card that each of them asks for.

/** More than this in a day means a wrong file; the list is in the register. */
const MOST_NAMED = 10

/** What this person is to be told of; nothing for those who do not see persons. Throws `StoreAway`. */
const declinedNews = async ({ register }: ReminderDeps, link: Link): Promise<Declined[]> =>
  mayAdminister(link.role, 'see_persons') ? await register.declinedSince(link.personId) : []

/** The card with the news above everything else. */
const withDeclined = (panel: Panel, declined: readonly Declined[], survey: Survey): Panel => {
  if (declined.length === 0) return panel
  const { language } = panel
  const named = declined
    .slice(-MOST_NAMED)
    .map((one) => ({ text: sentence(language, survey, one), own: true as const }))
  const more = declined.length - named.length
  return {
    ...panel,
    blocks: [
      {
        heading: t(language, 'declined.title'),
        lines: [
          ...named,
          ...(more > 0 ? [{ text: t(language, 'declined.more', { count: more }) }] : []),
          { text: t(language, 'declined.what_now'), subtle: true as const },
        ],
      },
      ...panel.blocks,
    ],
  }
}

const sentence = (language: Language, { wave, units }: Survey, { name, unitId, part }: Declined): string => {
  const unit = units.get(unitId)
  const enhet = unit === undefined ? unitId : (unitData(language, unit).enhet ?? unitId)
  return t(language, 'declined.line', { name, enhet, part: partTitle(wave, part, language) })
}
