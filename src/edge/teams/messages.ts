import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Channel } from '../../app/ports/channel.ts'
import type { ConversationReference } from '../../app/ports/people.ts'
import type { Envelope } from '../../app/ports/progress.ts'
import { type TurnResult, turnIdOf } from '../../app/service.ts'
import { steadyNow } from '../../app/steady.ts'
import { ANSWER_WITHIN_MS, BEGIN_WITHIN_MS, type Leave, type WaitingLine, waitingLine } from '../../app/waiting-line.ts'
import { remember } from '../../memory.ts'
import { answer, answerFault } from '../http/answer.ts'
import { type InvokeBody, invokeBody, textBody } from './bodies.ts'
import type { TeamsAdapter, TeamsAuthentication } from './bot.ts'
import { type Parsed, parse, senderOf } from './parse.ts'

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
}
/** How long who asks waits for an answer, and from when a turn that has not begun cannot be answered in that time, ms. */
type Patience = { answerMs: number; beginMs: number }

/** `crowded`: put off, so many others waited; it is begun in its turn all the same. */
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
export type MessagesHandler = (body: unknown, request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * The handler of `POST /api/messages`: check the caller, parse, one turn, answer. Never 5xx for content, nor for a fault of
 * our own once the caller is known: Teams would deliver the same again, and in the end nothing more.
 */
export function createMessages(options: MessagesOptions): MessagesHandler {
  const { patience = { answerMs: ANSWER_WITHIN_MS, beginMs: BEGIN_WITHIN_MS } } = options
  const context: Context = { options, patience, notices: createNotices(options), rates: createRates() }

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
      const outcome = await answerParsed(parsed, response, context)
      done(outcome, parsed.type === 'envelope' ? turnIdOf(parsed.envelope.activityId) : '')
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
  options.speak(options.channel.send(sender.reference, { type: 'text', language: 'nb', text }).then(() => undefined))
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

async function answerParsed(parsed: Parsed, response: ServerResponse, context: Context): Promise<Outcome> {
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
async function runMeasured(envelope: Envelope, response: ServerResponse, context: Context): Promise<Outcome> {
  const { options, patience, rates } = context
  const { person, via, locale, receivedAt } = envelope
  const entering = rates.enter(person, performance.now(), LONGEST_LINE_MS)
  const entered = await within(entering, patience.beginMs)
  if (typeof entered === 'function') {
    const leftMs = patience.answerMs - (performance.now() - receivedAt)
    const started = begin(envelope, options)
    // Not when it is answered: one that is late still holds what it uses of the stores.
    void started.then(entered)
    return answerTurn(started, { envelope, response, options, leftMs })
  }
  if (entered === undefined) {
    answer(response, 200, via === 'invoke' ? textBody(options.words('put_off', locale)) : undefined)
    options.speak(
      entering.then((begun) =>
        typeof begun === 'function'
          ? sayLate(begin(envelope, options).finally(begun), envelope, options)
          : refuse(envelope, context),
      ),
    )
    return 'crowded'
  }
  answer(response, 200, via === 'invoke' ? textBody(options.words('too_fast', locale)) : undefined)
  if (via === 'message') options.speak(refuse(envelope, context))
  return entered
}

/** Resolves to undefined when it takes longer. */
function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), ms)
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** By sending; told once in a while, so that a storm is not answered by one. */
async function refuse({ person, input, reference, locale }: Envelope, { options, rates }: Context): Promise<void> {
  if (input.type !== 'text' && input.type !== 'card') return
  if (!rates.mayTell(person.personId, performance.now())) return
  await options.channel.send(reference, { type: 'text', language: 'nb', text: options.words('too_fast', locale) })
}

/** What a turn whose request has been answered has to say, all of it by sending. */
async function sayLate(
  turn: Promise<TurnResult | 'failed'>,
  envelope: Envelope,
  options: MessagesOptions,
): Promise<void> {
  const late = await turn
  if (late === 'failed') return apologise(envelope, options)
  if (late.text !== null) await options.channel.send(envelope.reference, late.text)
  await late.after()
}

/** One turn; never rejects. */
const begin = (envelope: Envelope, { turn, onFault }: MessagesOptions): Promise<TurnResult | 'failed'> =>
  turn(envelope).catch((fault: unknown) => {
    onFault(fault)
    return 'failed'
  })

/** `leftMs`: until the answer has to be given. */
type Answering = { envelope: Envelope; response: ServerResponse; options: MessagesOptions; leftMs: number }

async function answerTurn(
  started: Promise<TurnResult | 'failed'>,
  { envelope, response, options, leftMs }: Answering,
): Promise<Outcome> {
  let result: TurnResult | 'late' | 'failed' = 'failed'
  const received = options.adapter.receive(checkedFields(envelope), async (context) => {
    result = (await within(started, leftMs)) ?? 'late'
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
    options.speak(sayLate(started, envelope, options))
    return 'late'
  }
  if (result === 'failed') {
    if (envelope.via === 'message') options.speak(apologise(envelope, options))
    return 'not_stored'
  }
  options.speak(result.after())
  return 'answered'
}

/** Says by sending that it may not have been stored. */
async function apologise({ input, reference, locale }: Envelope, { channel, words }: MessagesOptions): Promise<void> {
  if (input.type !== 'text' && input.type !== 'card') return
  await channel.send(reference, { type: 'text', language: 'nb', text: words('not_stored', locale) })
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
}

/** A conversation that was told is not told again while it is among the last thousand. */
const NOTICES_REMEMBERED = 1000

/** One short notice for group chats, channels and callers without an identity: why nothing is asked here. */
function createNotices({ channel, words, speak }: NoticeOptions): Notices {
  const told = new Map<string, true>()

  function isFirst(conversationId: string): boolean {
    if (told.has(conversationId)) return false
    remember(told, conversationId, true, NOTICES_REMEMBERED)
    return true
  }

  return {
    send({ type, reference, locale }) {
      if (!isFirst(reference.conversationId)) return
      const saying = channel.send(reference, { type: 'text', language: 'nb', text: words(type, locale) })
      speak(saying.then(() => undefined))
    },
    inResponse: ({ type, locale }) => textBody(words(type, locale)),
  }
}

// How much one person and one tenant may ask of this process, so that nobody takes it from the others.

/** Nobody presses ten buttons a second for long; a storm of deliveries of one press passes. */
const PERSON = { burst: 120, perSecond: 10 }
/** Turns of one tenant at once: with a store that is slow, the rest of the process stays with the others. The next ones wait. */
const TENANT_AT_ONCE = 64
/** Turns at once in all: begun in the order they came, instead of all together and all late. */
const AT_ONCE = 256
/** A turn that has waited so long is refused: the person has written again by now, or gone. */
const LONGEST_LINE_MS = 60_000
/** People remembered; forgetting somebody only fills their measure again. */
const RATES_REMEMBERED = 10_000

type Measure = { left: number; at: number }
type Asking = { personId: string; tenantId: string }

/** `too_fast`: this person alone asks for more than people do. `crowded`: so many others wait that it could not begin in time. */
type Entered = Leave | 'too_fast' | 'crowded'

/** `now`: ms of a clock that is not set. */
type Rates = {
  /** Takes one turn's worth, and waits up to `patienceMs` for the turn to begin. What it gives is called when the turn has ended. */
  enter(asking: Asking, now: number, patienceMs: number): Promise<Entered>
  /** True once in ten seconds for a person: whoever is refused is told, but not each time. */
  mayTell(personId: string, now: number): boolean
}

const TELL_EVERY_MS = 10_000

/** Nobody has asked for anything yet. */
export function createRates(): Rates {
  const people = new Map<string, Measure>()
  const tenants = new Map<string, WaitingLine>()
  const all = waitingLine(AT_ONCE)
  const told = new Map<string, number>()

  /** Through the tenant's line into that of all: nobody's place in the second is held by a tenant that waits in the first. */
  async function begin(tenantId: string, patienceMs: number): Promise<Leave | null> {
    const line = tenants.get(tenantId) ?? waitingLine(TENANT_AT_ONCE)
    tenants.set(tenantId, line)
    const before = performance.now()
    const left = await line.enter(patienceMs)
    const leaveTenant = () => {
      left?.()
      if (line.isEmpty()) tenants.delete(tenantId)
    }
    const leaveAll = left === null ? null : await all.enter(patienceMs - (performance.now() - before))
    if (leaveAll === null) {
      leaveTenant()
      return null
    }
    return () => {
      leaveAll()
      leaveTenant()
    }
  }

  return {
    async enter({ personId, tenantId }, now, patienceMs) {
      if (!take(people, personId, { ...PERSON, now })) return 'too_fast'
      return (await begin(tenantId, patienceMs)) ?? 'crowded'
    },
    mayTell(personId, now) {
      const last = told.get(personId)
      if (last !== undefined && now - last < TELL_EVERY_MS) return false
      remember(told, personId, now, RATES_REMEMBERED)
      return true
    },
  }
}

type Filling = { burst: number; perSecond: number; now: number }

/** A measure that fills with time and loses one with each turn. */
function take(measures: Map<string, Measure>, key: string, { burst, perSecond, now }: Filling): boolean {
  const before = measures.get(key)
  const filled = before === undefined ? burst : before.left + (Math.max(0, now - before.at) / 1000) * perSecond
  const left = Math.min(burst, filled)
  if (left < 1) return false
  remember(measures, key, { left: left - 1, at: now }, RATES_REMEMBERED)
  return true
}
