import type { IncomingMessage, ServerResponse } from 'node:http'
import { ANSWER_WITHIN_MS, BEGIN_WITHIN_MS } from '../../app/patience.ts'
import type { ConversationReference } from '../../app/people.ts'
import type { Envelope } from '../../app/ports.ts'
import { turnIdOf } from '../../app/turn-id.ts'
import type { View } from '../../wording/view.ts'
import { answer, answerFault } from '../http/answer.ts'
import type { TeamsAdapter } from './adapter.ts'
import type { TeamsAuthentication } from './authentication.ts'
import { type InvokeBody, invokeBody, textBody } from './invoke-response.ts'
import { createNotices, type NoticeOptions, type Notices } from './notices.ts'
import { type Parsed, parse, senderOf } from './parse.ts'
import { createRates, type Rates } from './rates.ts'

/** `text` stands under the pressed card when no card replaces it. `after` says the rest once the caller has its answer. */
export type TurnResult = { pressed: View | null; text: View | null; after(): Promise<void> }
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
}
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
  const context: Context = { options, notices: createNotices(options), rates: createRates() }

  return async function messages(body, request, response) {
    const startedAt = performance.now()
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

type Context = { options: MessagesOptions; notices: Notices; rates: Rates }

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

/** Nothing of a turn that is refused here is stored or confirmed, and who pressed or wrote is told so. */
async function runMeasured(envelope: Envelope, response: ServerResponse, context: Context): Promise<Outcome> {
  const { options, rates } = context
  const { person, via, input, reference, locale, receivedAt } = envelope
  const entered = await rates.enter(person, performance.now(), BEGIN_WITHIN_MS)
  if (typeof entered === 'function') {
    const leftMs = ANSWER_WITHIN_MS - (performance.now() - receivedAt)
    return runTurn(envelope, response, { options, leftMs }).finally(entered)
  }
  answer(response, 200, via === 'invoke' ? textBody(options.words('too_fast', locale)) : undefined)
  const speaks = via === 'message' && (input.type === 'text' || input.type === 'card')
  if (speaks && rates.mayTell(person.personId, performance.now())) {
    const text = options.words('too_fast', locale)
    options.speak(options.channel.send(reference, { type: 'text', language: 'nb', text }).then(() => undefined))
  }
  return entered
}

/** `leftMs`: until the answer has to be given. */
type Running = { options: MessagesOptions; leftMs: number }

async function runTurn(envelope: Envelope, response: ServerResponse, { options, leftMs }: Running): Promise<Outcome> {
  const started = options.turn(envelope)
  let result: TurnResult | 'late' | 'failed' = 'failed'
  const received = options.adapter.receive(checkedFields(envelope), async (context) => {
    result = await inTime(started, leftMs, options.onFault)
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
  started: Promise<TurnResult>,
  envelope: Envelope,
  options: MessagesOptions,
): Outcome {
  if (result === 'late') {
    // It may still be stored, and then everything is said by sending.
    options.speak(
      started.then(
        (late) => late.after(),
        () => apologise(envelope, options),
      ),
    )
    return 'late'
  }
  if (result === 'failed') {
    options.speak(apologise(envelope, options))
    return 'not_stored'
  }
  options.speak(result.after())
  return 'answered'
}

/** In a message, for who typed; a pressed button was told in its answer. */
async function apologise(
  { via, input, reference, locale }: Envelope,
  { channel, words }: MessagesOptions,
): Promise<void> {
  if (via === 'invoke' || (input.type !== 'text' && input.type !== 'card')) return
  await channel.send(reference, { type: 'text', language: 'nb', text: words('not_stored', locale) })
}

function bodyFor(result: TurnResult | 'late' | 'failed', envelope: Envelope, { words }: MessagesOptions): InvokeBody {
  return typeof result === 'string'
    ? textBody(words('not_stored', envelope.locale))
    : invokeBody(result.pressed, result.text)
}

function inTime(
  turn: Promise<TurnResult>,
  leftMs: number,
  onFault: (error: unknown) => void,
): Promise<TurnResult | 'late' | 'failed'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('late'), leftMs)
    turn
      .catch((error: unknown): 'failed' => {
        onFault(error)
        return 'failed'
      })
      .then(resolve)
      .finally(() => clearTimeout(timer))
  })
}

function checkedFields(envelope: Envelope) {
  const { serviceUrl, channelId, conversationId }: ConversationReference = envelope.reference
  return { type: envelope.via, id: envelope.activityId, channelId, serviceUrl, conversationId }
}
