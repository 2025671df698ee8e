import { createHash } from 'node:crypto'
import type { ConversationReference } from '../../app/people.ts'
import type { Envelope } from '../../app/ports.ts'
import type { Input } from '../../engine/types.ts'
import { legible } from '../../norwegian/written.ts'
import { type Activity, activitySchema, invokeValueSchema } from './activity-schema.ts'
import { fromJson, parseCard } from './parse-card.ts'
import { htmlOf, isMarkup, parseText } from './parse-text.ts'

/** What an activity is to us. `reason`s are codes and hold nothing of the activity. */
export type Parsed =
  | { type: 'envelope'; envelope: Envelope }
  /** Nothing to answer: 200 and silence. */
  | { type: 'ignored'; reason: string }
  /** 400. */
  | { type: 'malformed'; reason: string }
  /** Group chat or channel: one short notice, no questions. */
  | { type: 'not_personal'; via: Envelope['via']; reference: ConversationReference; locale?: string }
  /** Teams did not say who it is. */
  | { type: 'no_identity'; via: Envelope['via']; reference: ConversationReference; locale?: string }

/** `now`: ms of the process' steady clock. `personIdOf`: tenant and object id to person id. */
export type ParseWorld = { now: number; personIdOf: (tenantId: string, objectId: string) => string }

type Read = { input: Input; via: Envelope['via'] } | { type: 'ignored' | 'malformed'; reason: string }

/** Turns an activity as it came over the wire into an envelope, or says why not. Pure; never throws. */
export function parse(body: unknown, world: ParseWorld): Parsed {
  const checked = activitySchema.safeParse(body)
  if (!checked.success) return { type: 'malformed', reason: checked.error.issues[0]?.path.join('.') ?? 'body' }
  const activity = checked.data
  if (activity.from.role === 'bot' || activity.from.id === activity.recipient?.id) return ignored('own')
  const read = readInput(activity)
  if (!('input' in read)) return read
  const place = {
    via: read.via,
    reference: referenceOf(activity),
    ...(activity.locale ? { locale: activity.locale } : {}),
  }
  if (!isPersonal(activity.conversation)) {
    return speaksToUs(read.input) ? { type: 'not_personal', ...place } : ignored('not_personal')
  }
  const objectId = activity.from.aadObjectId?.toLowerCase()
  if (!objectId || !place.reference.tenantId) {
    return speaksToUs(read.input) ? { type: 'no_identity', ...place } : ignored('no_identity')
  }
  const { tenantId } = place.reference
  return {
    type: 'envelope',
    envelope: {
      activityId: activityIdOf(activity),
      person: { personId: world.personIdOf(tenantId, objectId), tenantId, objectId },
      input: read.input,
      ...(activity.replyToId ? { replyToId: activity.replyToId } : {}),
      receivedAt: world.now,
      ...place,
    },
  }
}

/** Where an activity that could not be read came from, and how it is answered; null when not even that can be told. Never throws. */
export function senderOf(body: unknown): Sender | null {
  try {
    const activity = activitySchema.parse(body)
    const isOurs = activity.from.role === 'bot' || activity.from.id === activity.recipient?.id
    const isSpoken = activity.type === 'message' && !isOurs && isPersonal(activity.conversation)
    const via = activity.type === 'invoke' ? 'invoke' : isSpoken ? 'message' : 'silence'
    return { reference: referenceOf(activity), via, ...(activity.locale ? { locale: activity.locale } : {}) }
  } catch {
    return null
  }
}
/** `silence`: nobody waits for a word. */
type Sender = { reference: ConversationReference; via: Envelope['via'] | 'silence'; locale?: string }

/**
 * A chat is personal only where all says so: others would read the answers along. Group chats, meetings and channels have
 * ids that begin with 19.
 */
function isPersonal({ conversationType, isGroup, id }: Activity['conversation']): boolean {
  return conversationType === 'personal' && isGroup !== true && !id.startsWith('19:')
}

/** What an event means to the person. A new version of the app that brings the bot comes without the person's doing. */
const INSTALLED: ReadonlyMap<string, Input> = new Map([
  ['add', { type: 'joined' }],
  ['remove', { type: 'left' }],
  ['remove-upgrade', { type: 'left' }],
])
/** Events of an edited or deleted message; those that say nothing more are one of them. */
const EDITED: ReadonlySet<string> = new Set(['', 'editMessage', 'undeleteMessage', 'softDeleteMessage'])

function readInput(activity: Activity): Read {
  switch (activity.type) {
    case 'message':
      return activity.id ? readMessage(activity) : malformed('id')
    case 'invoke':
      return activity.id ? readInvoke(activity) : malformed('id')
    case 'messageUpdate':
    case 'messageDelete':
      return EDITED.has(activity.channelData?.eventType ?? '') ? sent({ type: 'edited' }) : ignored('event')
    case 'messageReaction':
      return sent({ type: 'reaction' })
    case 'installationUpdate': {
      const installed = INSTALLED.get(activity.action ?? '')
      return installed === undefined ? ignored('installation') : sent(installed)
    }
    case 'conversationUpdate':
      return readMembers(activity)
    default:
      return ignored('type')
  }
}

function readMessage(activity: Activity): Read {
  if (activity.value !== undefined && activity.value !== null) return sent(cardInput(activity.value))
  const files = (activity.attachments ?? []).filter(
    ({ contentType }) => !isMarkup(contentType) && !isQuoted(contentType),
  )
  // A text beside a file is not stored alone: the person would believe that the file was read.
  if (files.length > 0) return sent({ type: 'unreadable' })
  const written = parseText(activity)
  const text = legible(written)
  if (text !== '') return sent({ type: 'text', text, ...(written === text ? {} : { written }) })
  return htmlOf(activity) === null ? ignored('empty') : sent({ type: 'unreadable' })
}

/** An earlier message that this one replies to; its text stands in no element of ours. */
function isQuoted(contentType: string | null | undefined): boolean {
  return /^messagereference$/i.test(contentType ?? '')
}

function readInvoke(activity: Activity): Read {
  if (activity.name !== 'adaptiveCard/action') return ignored('invoke')
  const value = invokeValueSchema.safeParse(fromJson(activity.value))
  if (!value.success) return malformed('value')
  const { action, trigger } = value.data
  const input = cardInput(action.data, action.verb)
  // Only a press changes anything.
  if (input.type === 'card' && (trigger ?? 'manual') !== 'manual') input.trigger = 'automatic'
  return { input, via: 'invoke' }
}

function readMembers(activity: Activity): Read {
  const us = new Set([activity.recipient?.id, activity.from.id])
  if (activity.membersAdded?.some((member) => us.has(member.id))) return sent({ type: 'joined' })
  // The person leaving a personal chat is told by the removal of the bot.
  if (activity.membersRemoved?.some((member) => member.id === activity.recipient?.id)) return sent({ type: 'left' })
  return ignored('members')
}

/** Data that is not ours gets the present state and a way on. */
function cardInput(data: unknown, verb?: string | null): Input {
  const card = parseCard(fromJson(data), verb)
  return card === null ? { type: 'other' } : { type: 'card', card, trigger: 'manual' }
}

function referenceOf(activity: Activity): ConversationReference {
  const told = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter(
    (id) => typeof id === 'string' && id !== '',
  )
  const tenants = new Set(told.map((id) => id?.toLowerCase()))
  return {
    serviceUrl: activity.serviceUrl,
    channelId: activity.channelId,
    conversationId: activity.conversation.id,
    // Two tenants in one activity name nobody.
    tenantId: tenants.size === 1 ? ([...tenants][0] ?? '') : '',
    botId: activity.recipient?.id ?? '',
    userId: activity.from.id,
  }
}

/** Edits and deletions carry the id of the message they change; some events carry none. */
function activityIdOf(activity: Activity): string {
  if (activity.id && activity.type !== 'messageUpdate' && activity.type !== 'messageDelete') return activity.id
  const event = [activity.type, activity.id, activity.action, activity.channelData?.eventType, activity.timestamp]
  const conversation = createHash('sha256').update(activity.conversation.id).digest('base64url').slice(0, 12)
  return `${event.map((part) => part ?? '').join('/')}/${conversation}`
}

/** Whether silence would be impolite. */
function speaksToUs(input: Input): boolean {
  return (
    input.type === 'text' ||
    input.type === 'card' ||
    input.type === 'joined' ||
    input.type === 'unreadable' ||
    input.type === 'other'
  )
}

function sent(input: Input): Read {
  return { input, via: 'message' }
}

function ignored(reason: string): { type: 'ignored'; reason: string } {
  return { type: 'ignored', reason }
}

function malformed(reason: string): { type: 'malformed'; reason: string } {
  return { type: 'malformed', reason }
}
