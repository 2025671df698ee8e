/** A turn of somebody who administers. Null: it is nothing of an administrator's, and the ordinary bot answers. */
import type { AdminVerb, CardVerb } from '../../engine/types.ts'
import { type AdminTask, mayAdminister } from '../../register/who-may.ts'
import type { Declined } from '../delegation/delegation-ports.ts'
import { isAsked } from '../deps.ts'
import type { Link } from '../people.ts'
import { languageOfClient } from '../plain.ts'
import type { Envelope } from '../ports.ts'
import { StoreAway } from '../ports.ts'
import { nothing, type TurnResult } from '../turn-result.ts'
import type { AdminDeps } from './admin-deps.ts'
import type { Panel } from './admin-words.ts'
import { byButton } from './by-button.ts'
import { byCommand } from './by-command.ts'
import { declinedNews, withDeclined } from './declined-news.ts'
import { type AdminCommand, readAdminCommand } from './read-command.ts'
import { donePanel } from './small-panels.ts'

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
export const adminTurn = async (deps: AdminDeps, envelope: Envelope, link: Link): Promise<TurnResult | null> => {
  const { input, locale } = envelope
  if (link.role === null) return null
  const language = languageOfClient(locale)
  if (input.type === 'card') {
    const { card } = input
    const verb = card.do
    if (!isAdminVerb(verb)) return null
    if (!mayAdminister(link.role, TASKS[verb])) return pressed(deps, envelope, donePanel(language, 'no_right'))
    // A refresh of an old card is no wish of anybody's.
    if (input.trigger === 'automatic' && !['admin_progress', 'admin_status'].includes(verb)) return null
    return pressed(deps, envelope, await byButton(deps, { language, envelope, card: { ...card, do: verb } }))
  }
  const command = commandOf(deps, envelope, link)
  if (command === null) return null
  const may = mayAdminister(link.role, taskOf(command))
  const panel = may ? await byCommand(deps, { language, link, command }) : donePanel(language, 'no_right')
  const declined = await declinedNews(deps, link)
  const after = async (): Promise<void> => {
    if (await say(deps, envelope, withDeclined(panel, declined, deps.survey))) await noteTold(deps, link, declined)
  }
  return { outcome: 'stored', pressed: null, text: null, after }
}

/** When this is lost they are told again; it stands in the status all the time. */
const noteTold = async (deps: AdminDeps, { personId }: Link, declined: readonly Declined[]): Promise<void> => {
  if (declined.length === 0) return
  await deps.register.toldOfDeclined(personId, declined, new Date(deps.now())).catch((error: unknown) => {
    if (!(error instanceof StoreAway)) throw error
    deps.log.warn({ personId, code: error.code }, 'admin.told_not_noted')
  })
}

const commandOf = (deps: AdminDeps, { input }: Envelope, { memberships }: Link): AdminCommand | null => {
  const only = !memberships.some((each) => isAsked(deps.survey, each))
  if (input.type === 'joined') return only ? { name: 'help' } : null
  if (input.type !== 'text') return null
  const command = readAdminCommand(input.text, deps.survey, deps.now())
  if (command === null) return only ? { name: 'help' } : null
  // «status quo» may be an answer of somebody who answers.
  return command.name === 'not_understood' && !only && !/^p/i.test(input.text.trim()) ? null : command
}

const pressed = (deps: AdminDeps, envelope: Envelope, panel: Panel): TurnResult => ({
  outcome: 'stored',
  pressed: envelope.via === 'invoke' ? panel : null,
  text: null,
  // The response reaches one device; the message itself is what every other one shows.
  after: envelope.replyToId === undefined ? nothing : () => show(deps, envelope, envelope.replyToId ?? '', panel),
})

/** Whether it has reached the chat. */
const say = async (deps: AdminDeps, { reference, person }: Envelope, panel: Panel): Promise<boolean> => {
  const sent = await deps.channel.send(reference, panel)
  if (!('kind' in sent)) return true
  deps.log.warn({ personId: person.personId, status: sent.status, code: sent.code }, 'admin.not_sent')
  return false
}

const show = async (
  deps: AdminDeps,
  { reference, person }: Envelope,
  activityId: string,
  panel: Panel,
): Promise<void> => {
  const sent = await deps.channel.update(reference, activityId, panel)
  if ('kind' in sent)
    deps.log.warn({ personId: person.personId, status: sent.status, code: sent.code }, 'admin.not_shown')
}
