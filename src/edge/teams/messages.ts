/** `POST /api/messages`: who calls, what it means, one turn, the answer within the time that Teams waits. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Channel, SendFailure } from '../../app/ports/channel.ts'
import type { ConversationReference } from '../../app/ports/people.ts'
import type { Envelope } from '../../app/ports/progress.ts'
import { type TurnResult, turnIdOf } from '../../app/service.ts'
import { steadyNow } from '../../app/steady.ts'
import { ANSWER_WITHIN_MS, BEGIN_WITHIN_MS } from '../../app/waiting-line.ts'
import { remember } from '../../memory.ts'
import type { View } from '../../wording/view.ts'
import { answer, answerFault } from '../http/answer.ts'
import { type InvokeBody, invokeBody, textBody } from './bodies.ts'
import type { TeamsAdapter, TeamsAuthentication } from './bot.ts'
import { type Parsed, parse, senderOf } from './parse.ts'
import type { Entered, Rates } from './rates.ts'

/** One turn; rejects when nothing was stored. */
export type Turn = (envelope: Envelope) => Promise<TurnResult>

/** `onOutcome` gets codes only, for metrics and logs: what became of the request, its time in ms, the turn's id ('': none). */
export type MessagesOptions = NoticeOptions & {
  authentication: TeamsAuthentication
  adapter: TeamsAdapter
  turn: Turn
  personIdOf: (tenantId: string, objectId: string) => string
  now: () => number
  onFault: (error: unknown) => void
  onOutcome?: (ended: { outcome: Outcome; ms: number; turn: string }) => void
  /** Absent: as long as Teams waits. */
  patience?: Patience
  rates: Rates
}
/**
 * How long who asks waits for an answer; from when a turn that has not begun cannot be answered in that time; and how long it waits in
 * line at most, ms.
 */
type Patience = { answerMs: number; beginMs: number; longestMs: number }
export const asTeamsWaits: Patience = {
  answerMs: ANSWER_WITHIN_MS,
  beginMs: BEGIN_WITHIN_MS,
  // By then the person has written again, or gone.
  longestMs: 60_000,
}

/**
 * `crowded`: put off, as so many others waited, or refused, as they were too many to wait. What became of one put off is told apart, when
 * it has ended: `late`, `not_stored`, or `given_up`, if its turn did not come in the longest time or before the process stopped.
 */
export type Outcome =
  | 'answered'
  | 'ignored'
  | 'malformed'
  | 'refused'
  | 'keys_away'
  | 'notice'
  | 'not_stored'
  | 'late'
  | 'too_fast'
  | 'crowded'
  | 'given_up'
export type MessagesHandler = (body: unknown, request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * The handler of `POST /api/messages`: check the caller, parse, one turn, answer. Never 5xx for content, nor for a fault of
 * our own once the caller is known: Teams would deliver the same again, and in the end nothing more.
 */
export function createMessages(options: MessagesOptions): MessagesHandler {
  const { patience = asTeamsWaits, rates } = options
  const context: Context = { options, patience, notices: createNotices(options), rates }

  return async function messages(body, request, response) {
    const startedAt = steadyNow()
    const done = (outcome: Outcome, turn = '') =>
      options.onOutcome?.({ outcome, ms: Math.round(performance.now() - startedAt), turn })
    const verdict = await verified(body, request, options)
    if (verdict !== 'accepted') {
      answerFault(response, verdict === 'away' ? 503 : 401)
      return done(verdict === 'away' ? 'keys_away' : 'refused')
    }
    try {
      const parsed = parse(body, { now: startedAt, personIdOf: options.personIdOf })
      const turn = parsed.type === 'envelope' ? turnIdOf(parsed.envelope.activityId) : ''
      done(await answerParsed(parsed, response, { ...context, afterwards: (outcome) => done(outcome, turn) }), turn)
    } catch (fault) {
      options.onFault(fault)
      answerUnread(body, response, context)
      done('not_stored')
    }
  }
}

/** A fault of ours while the caller is checked lets nobody in, and is no reason for Teams to give up: 503. */
async function verified(body: unknown, request: IncomingMessage, options: MessagesOptions) {
  try {
    return await options.authentication.verify(body, request.headers.authorization ?? '')
  } catch (fault) {
    options.onFault(fault)
    return 'away'
  }
}

/** What could not be read is answered all the same: in the answer for who pressed, by a message for who wrote. */
function answerUnread(body: unknown, response: ServerResponse, { options, rates }: Context): void {
  const sender = senderOf(body)
  const text = wordsOr(options, sender?.locale)
  answer(response, 200, sender?.via === 'invoke' ? textBody(text) : undefined)
  if (sender?.via !== 'message' || text === '' || !rates.mayTell(sender.reference.conversationId, performance.now()))
    return
  options.speak(say(sender.reference, text, options))
}

/** Empty when finding the words is what failed. */
function wordsOr({ words, onFault }: MessagesOptions, locale: string | undefined): string {
  try {
    return words('not_stored', locale)
  } catch (fault) {
    onFault(fault)
    return ''
  }
}

type Context = { options: MessagesOptions; patience: Patience; notices: Notices; rates: Rates }
/** `afterwards`: hears what became of a turn that was put off. */
type Asking = Context & { afterwards: (outcome: Outcome) => void }

async function answerParsed(parsed: Parsed, response: ServerResponse, context: Asking): Promise<Outcome> {
  switch (parsed.type) {
    case 'malformed':
      answerFault(response, 400)
      return 'malformed'
    case 'ignored':
      answer(response, 200)
      return 'ignored'
    case 'not_personal':
    case 'no_identity':
      answer(response, 200, parsed.via === 'invoke' ? context.notices.inResponse(parsed) : undefined)
      if (parsed.via === 'message') context.notices.send(parsed)
      return 'notice'
    case 'envelope':
      return runMeasured(parsed.envelope, response, context)
  }
}

/**
 * Nothing of a turn that is refused here is stored or confirmed, and who pressed or wrote is told so. One whose turn does not come in
 * time is not refused, as nobody would know when to try again: it is answered before Teams gives up, waits on, and is answered by sending.
 */
async function runMeasured(envelope: Envelope, response: ServerResponse, context: Asking): Promise<Outcome> {
  const { options, patience, rates } = context
  const { person, via, locale, receivedAt } = envelope
  const since = () => performance.now() - receivedAt
  const entering = rates.enter(person, performance.now(), patience.longestMs - since())
  const entered = await inTime(entering, patience.beginMs - since())
  if (typeof entered === 'function') {
    const started = begin(envelope, options)
    // Not when it is answered: one that is late still holds what it uses of the stores.
    void started.then(entered)
    return answerTurn(started, { envelope, response, options, leftMs: patience.answerMs - since() })
  }
  // Before anything is answered, so that the place that comes is given back whatever becomes of the answer.
  if (entered === undefined) options.speak(putOff(entering, envelope, context))
  const text = entered === undefined ? 'put_off' : 'too_fast'
  answer(response, 200, via === 'invoke' ? textBody(options.words(text, locale)) : undefined)
  if (via === 'message' && rates.mayTell(person.personId, performance.now()))
    options.speak(sayPlain(text, envelope, options))
  return entered ?? 'crowded'
}

/** Takes the turn when its place comes, and says everything by sending. */
async function putOff(entering: Promise<Entered>, envelope: Envelope, context: Asking): Promise<void> {
  const { options, afterwards } = context
  const entered = await entering
  if (typeof entered !== 'function') {
    afterwards('given_up')
    return sayPlain('too_fast', envelope, options)
  }
  // What would stand in the answer is sent as well: the request has had its answer.
  const turn = await begin({ ...envelope, via: 'message' }, options).finally(entered)
  afterwards(turn === 'failed' ? 'not_stored' : 'late')
  await sayLate(turn, envelope, options)
}

/** Resolves to undefined when it takes longer. */
function inTime<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), ms)
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** By sending, to a person who wrote or pressed; nobody pressed what came by itself. */
async function sayPlain(text: EdgeText, { input, reference, locale }: Envelope, options: MessagesOptions) {
  if (input.type !== 'text' && (input.type !== 'card' || input.trigger === 'automatic')) return
  await say(reference, options.words(text, locale), options)
}

/** By sending: a view, or a text of the edge. */
async function say(to: ConversationReference, what: View | string, options: NoticeOptions): Promise<void> {
  const view: View = typeof what === 'string' ? { type: 'text', language: 'nb', text: what } : what
  hearUnsaid(await options.channel.send(to, view), options)
}

const hearUnsaid = (sent: Awaited<ReturnType<Channel['send']>>, { onUnsaid }: NoticeOptions): void => {
  if ('kind' in sent) onUnsaid?.(sent)
}

/** What a turn whose request has been answered has to say, all of it by sending. */
async function sayLate(late: TurnResult | 'failed', envelope: Envelope, options: MessagesOptions): Promise<void> {
  const { reference, replyToId } = envelope
  if (late === 'failed') return sayPlain('not_stored', envelope, options)
  if (late.pressed !== null && replyToId !== undefined) {
    hearUnsaid(await options.channel.update(reference, replyToId, late.pressed), options)
  }
  if (late.text !== null) await say(reference, late.text, options)
  await late.after()
}

/** One turn; never rejects. */
const begin = async (envelope: Envelope, { turn, onFault }: MessagesOptions): Promise<TurnResult | 'failed'> => {
  try {
    return await turn(envelope)
  } catch (fault) {
    onFault(fault)
    return 'failed'
  }
}

/** `leftMs`: how long there is until the answer has to be given. */
type Answering = { envelope: Envelope; response: ServerResponse; options: MessagesOptions; leftMs: number }

async function answerTurn(
  started: Promise<TurnResult | 'failed'>,
  { envelope, response, options, leftMs }: Answering,
): Promise<Outcome> {
  let result: TurnResult | 'late' | 'failed' = 'failed'
  const received = options.adapter.receive(checkedFields(envelope), async (context) => {
    result = (await inTime(started, leftMs)) ?? 'late'
    if (envelope.via === 'invoke') {
      await context.sendActivity({
        type: 'invokeResponse',
        value: { status: 200, body: bodyFor(result, envelope, options) },
      })
    }
  })
  // What was stored is said whatever became of the answer: nobody else knows yet that it is to be.
  const invoked = await received.catch((fault: unknown) => {
    options.onFault(fault)
    return envelope.via === 'invoke' ? { body: invokeBody(null, null) } : undefined
  })
  answer(response, 200, invoked?.body)
  return conclude(result, started, envelope, options)
}

function conclude(
  result: TurnResult | 'late' | 'failed',
  started: Promise<TurnResult | 'failed'>,
  envelope: Envelope,
  options: MessagesOptions,
): Outcome {
  if (result === 'late') {
    // It may still be stored, and then everything is said by sending.
    options.speak(started.then((ended) => sayLate(ended, envelope, options)))
    return 'late'
  }
  if (result === 'failed') {
    if (envelope.via === 'message') options.speak(sayPlain('not_stored', envelope, options))
    return 'not_stored'
  }
  options.speak(result.after())
  return 'answered'
}

function bodyFor(result: TurnResult | 'late' | 'failed', envelope: Envelope, { words }: MessagesOptions): InvokeBody {
  if (result === 'late') return textBody(words('put_off', envelope.locale))
  return result === 'failed' ? textBody(words('not_stored', envelope.locale)) : invokeBody(result.pressed, result.text)
}

function checkedFields(envelope: Envelope) {
  const { serviceUrl, channelId, conversationId }: ConversationReference = envelope.reference
  return { type: envelope.via, id: envelope.activityId, channelId, serviceUrl, conversationId }
}

/** What gets a notice in place of a turn. */
type Unserved = Extract<Parsed, { type: 'not_personal' | 'no_identity' }>
type Notices = { send(to: Unserved): void; inResponse(to: Unserved): InvokeBody }

/** Texts the edge needs when no turn could make one; `locale` as the client sent it. */
type EdgeText = 'not_stored' | 'put_off' | 'not_personal' | 'no_identity' | 'too_fast'

type NoticeOptions = {
  channel: Channel
  words: (text: EdgeText, locale: string | undefined) => string
  /** Takes what is being said after the answer, so that stopping can wait for it. */
  speak: (saying: Promise<void>) => void
  /** Hears why something that is said beside the turn did not reach the person: it is not said again. */
  onUnsaid?: (failure: SendFailure) => void
}

/** A conversation that was told is not told again while it is among the last thousand. */
const NOTICES_REMEMBERED = 1000

/** One short notice for group chats, channels and callers without an identity: why nothing is asked here. */
function createNotices(options: NoticeOptions): Notices {
  const { words, speak } = options
  const told = new Map<string, true>()

  function isFirst(conversationId: string): boolean {
    if (told.has(conversationId)) return false
    remember(told, conversationId, true, NOTICES_REMEMBERED)
    return true
  }

  return {
    send({ type, reference, locale }) {
      if (isFirst(reference.conversationId)) speak(say(reference, words(type, locale), options))
    },
    inResponse: ({ type, locale }) => textBody(words(type, locale)),
  }
}
