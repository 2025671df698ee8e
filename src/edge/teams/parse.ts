import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ConversationReference } from '../../app/ports/people.ts'
import type { Envelope } from '../../app/ports/progress.ts'
import type { SteadyMs } from '../../app/steady.ts'
import type { Input } from '../../engine/session.ts'
import { legible, trimWritten } from '../../norwegian/written.ts'
import { fromJson, LONGEST_TEXT, parseCard } from './parse-card.ts'
import { type ShownText, shownText } from './shown-text.ts'

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

/** `personIdOf`: tenant and object id to person id. */
type ParseWorld = { now: SteadyMs; personIdOf: (tenantId: string, objectId: string) => string }

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
  if (!isPersonal(activity)) {
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
    const isSpoken = activity.type === 'message' && !isOurs && isPersonal(activity)
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
 * ids that begin with 19, and what is written there names its team, channel or meeting.
 */
function isPersonal({ conversation, channelData }: Activity): boolean {
  const { conversationType, isGroup, id } = conversation
  const { team, channel, meeting, teamsTeamId, teamsChannelId } = channelData ?? {}
  const isShared = [team, channel, meeting, teamsTeamId, teamsChannelId].some(
    (place) => place !== undefined && place !== null,
  )
  return conversationType === 'personal' && isGroup !== true && !id.startsWith('19:') && !isShared
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
  // Some clients send a value with what was typed: nothing, or the text once more. Only an object can be of a card.
  const isTyped = activity.text?.trim() && !holdsSomething(fromJson(activity.value))
  if (activity.value !== undefined && activity.value !== null && !isTyped) return sent(cardInput(activity.value))
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

function holdsSomething(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
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

/** A person mentions the bot once or twice. */
const MOST_MENTIONS = 20
/** Of markup, which is several times as long as what it shows. */
const LONGEST_MARKUP = 8 * LONGEST_TEXT

/**
 * What the person wrote, as the client shows it: without the bot's mention, markup and what was quoted, with the signs as
 * they were typed and line ends as `\n`. Empty when nothing was written.
 */
function parseText(activity: Activity): string {
  const html = htmlOf(activity)
  const mentions = mentionsOfUs(activity)
  const shown = html === null ? nothing : ofMarkup(html, mentions)
  // The plain copy has all words alike.
  const typed = shown.quoted || shown.struck ? '' : ofText(activity.text ?? '', mentions)
  return trimWritten(isSame(shown.text, typed) || shown.text === '' ? typed : shown.text).slice(0, LONGEST_TEXT)
}

/** The formatted copy that stands beside rich text; not an uploaded file. */
function htmlOf(activity: Activity): string | null {
  const html = activity.attachments?.find(({ contentType }) => isMarkup(contentType))
  return typeof html?.content === 'string' ? html.content : null
}

/** Whether an attachment of this type is the message itself in its formatted form. */
function isMarkup(contentType: string | null | undefined): boolean {
  return /^text\/html(?:;|$)/i.test(contentType ?? '')
}

const nothing: ShownText = { text: '', quoted: false, struck: false }

function ofMarkup(html: string, mentions: ReadonlySet<string>): ShownText {
  const names = new Set([...mentions].map((mention) => shownText(mention, { spaces: 'markup' }).text.trim()))
  const { text, ...leftOut } = shownText(html.slice(0, LONGEST_MARKUP), { spaces: 'markup', without: names })
  return { text: text.replace(/ +$/gm, '').trim(), ...leftOut }
}

function ofText(text: string, mentions: ReadonlySet<string>): string {
  const unaddressed = [...mentions].reduce(
    (rest, mention) => rest.replaceAll(` ${mention} `, ' ').replaceAll(mention, ' '),
    text.slice(0, 2 * LONGEST_TEXT),
  )
  return shownText(unaddressed, { spaces: 'typed' }).text
}

/** The same words: then the plain form is the better one, as it keeps the tabs and blanks that markup makes one of. */
function isSame(shown: string, typed: string): boolean {
  const words = (text: string) => text.replace(/\s+/g, ' ').trim()
  return /\t| {2}/.test(typed.trim()) && words(shown) === words(typed)
}

function mentionsOfUs({ entities, recipient }: Activity): ReadonlySet<string> {
  const mentions = new Set<string>()
  for (const entity of entities ?? []) {
    const mention = mentionSchema.safeParse(entity)
    if (mention.success && mention.data.mentioned.id === recipient?.id) mentions.add(mention.data.text)
    if (mentions.size === MOST_MENTIONS) break
  }
  return mentions
}

/**
 * Ids of Teams are under 300 characters; longer ones are not from Teams. They go into addresses, keys and SQL, where
 * control characters, half letters and ways up (`..`) would be something else.
 */
const id = z
  .string()
  .max(1000)
  .regex(/^(?!\.{1,2}$)[^\p{Cc}\p{Cs}]+$/u)
const directoryId = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
const account = z.looseObject({ id, aadObjectId: directoryId.nullish(), role: z.string().nullish() })

/**
 * As much of an activity as we read. Unknown fields are accepted (specification A2005) and unknown entities ignored
 * (A2104); a known field of the wrong type makes the activity malformed. Optional fields may also be null.
 */
const activitySchema = z.looseObject({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  timestamp: z.string().max(100).nullish(),
  name: z.string().max(200).nullish(),
  action: z.string().max(100).nullish(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().min(1).max(500),
  from: account,
  recipient: account.nullish(),
  conversation: z.looseObject({
    id,
    tenantId: directoryId.nullish(),
    conversationType: z.string().max(100).nullish(),
    isGroup: z.boolean().nullish(),
  }),
  channelData: z
    .looseObject({
      eventType: z.string().max(100).nullish(),
      tenant: z.looseObject({ id: directoryId.nullish() }).nullish(),
      team: z.unknown().optional(),
      teamsTeamId: z.unknown().optional(),
      channel: z.unknown().optional(),
      teamsChannelId: z.unknown().optional(),
      meeting: z.unknown().optional(),
    })
    .nullish(),
  text: z.string().nullish(),
  textFormat: z.string().max(100).nullish(),
  locale: z.string().max(100).nullish(),
  replyToId: id.or(z.literal('')).nullish(),
  attachments: z
    .array(z.looseObject({ contentType: z.string().max(300).nullish(), content: z.unknown().optional() }))
    .nullish(),
  entities: z.array(z.looseObject({ type: z.string().nullish() })).nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
  value: z.unknown().optional(),
})

/** An activity of which every field that is read has its right type. */
type Activity = z.infer<typeof activitySchema>

/** `value` of an `adaptiveCard/action` invoke. */
const invokeValueSchema = z.looseObject({
  action: z.preprocess(fromJson, z.looseObject({ verb: z.string().max(200).nullish(), data: z.unknown().optional() })),
  trigger: z.string().max(100).nullish(),
})

/** The mention entity; other entities do not pass. */
const mentionSchema = z.looseObject({
  type: z.literal('mention'),
  text: z.string().min(1).max(1000),
  mentioned: z.looseObject({ id }),
})
