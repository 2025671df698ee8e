import { setTimeout } from 'node:timers/promises'
import type { Channel, SendFailure } from '../../app/ports/channel.ts'
import type { ConversationReference } from '../../app/ports/people.ts'
import { messageText } from './bodies.ts'
import { type BotSettings, TeamsAdapter, TeamsAuthentication } from './bot.ts'
import { GCC_SERVICE_URL } from './caller.ts'
import { type ConnectorAnswer, type ConnectorCall, ConnectorError, failureOf } from './connector.ts'
import { createMessages, type MessagesHandler, type MessagesOptions, type Turn } from './messages.ts'
import type { OnToken } from './own-token.ts'
import { createRates } from './rates.ts'

/** Guests keep their home address with this mark in the principal name, as a rule; they are no match. */
const GUEST = '#ext#'
/** Roles of members whom another tenant, or nobody, vouches for. */
const STRANGERS = new Set(['guest', 'anonymous'])

/** `place`: what of the conversation is called, a part of the path each. */
type Request = { method: ConnectorCall['method']; place: string[]; body?: string }

/**
 * The bot's way to Teams: the connector's REST calls, with the SDK's credentials. The SDK's generated client is left
 * aside, as its serializer and pipeline cost more than everything else in a send. Every call has one timeout and is tried
 * once, and once more at `gccServiceUrl` when the connector says that the conversation lives there; failures are values.
 * Nothing of what is sent is logged or kept.
 */
export function createChannel(
  adapter: TeamsAdapter,
  authentication: TeamsAuthentication,
  gccServiceUrl = GCC_SERVICE_URL,
): Channel {
  async function call<T>(
    { serviceUrl, conversationId }: ConversationReference,
    { method, place, body }: Request,
    read: (answer: Record<string, unknown>) => T,
  ): Promise<T | SendFailure> {
    if (!authentication.allowsService(serviceUrl)) return { kind: 'refused', status: null, code: 'service_url' }
    const path = pathOf([conversationId, ...place])
    if (path === null) return { kind: 'refused', status: null, code: 'address' }
    try {
      const authorization = await authentication.authorization(await adapter.connector(serviceUrl))
      const { text } = await atItsHost([serviceUrl, gccServiceUrl], (base) =>
        authentication.calls.call({
          method,
          url: `${base.replace(/\/$/, '')}/v3/conversations/${path}`,
          headers: {
            accept: 'application/json',
            ...(body ? { 'content-type': 'application/json; charset=utf-8' } : {}),
            ...(authorization ? { authorization } : {}),
          },
          body: body ?? null,
        }),
      )
      return read(parseAnswer(text))
    } catch (error) {
      return failureOf(error, method)
    }
  }

  return {
    send: (reference, view, notify) => {
      const body = messageText(reference, view, { notify })
      return call(reference, { method: 'POST', place: ['activities'], body }, ({ id }) => ({
        activityId: typeof id === 'string' && id !== '' ? id : null,
      }))
    },
    update: (reference, activityId, view) => {
      const body = messageText(reference, view, { id: activityId })
      return call(reference, { method: 'PUT', place: ['activities', activityId], body }, ({ id }) => ({
        activityId: typeof id === 'string' && id !== '' ? id : activityId,
      }))
    },
    principalName: (reference) =>
      call(reference, { method: 'GET', place: ['members', reference.userId] }, (member) =>
        principalNameOf(member, reference.tenantId),
      ),
  }
}

/** Null: an id that cannot stand in an address, or would lead to another. What was stored is not trusted. */
function pathOf(parts: readonly string[]): string | null {
  const fit = parts.every((part) => part.isWellFormed() && part !== '.' && part !== '..')
  return fit ? parts.map(encodeURIComponent).join('/') : null
}

/** A conversation of the American government's cloud: the refusing host has not taken the call, so it is not said twice. */
async function atItsHost(
  [host, gcc]: [string, string],
  call: (base: string) => Promise<ConnectorAnswer>,
): Promise<ConnectorAnswer> {
  try {
    return await call(host)
  } catch (error) {
    const isElsewhere = error instanceof ConnectorError && error.status === 403 && error.reason === 'InvalidBotApiHost'
    if (!isElsewhere) throw error
    return await call(gcc)
  }
}

/** The answer to a call that succeeded; empty when it is no JSON object, which some updates have. */
function parseAnswer(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** The name counts in the tenant that verified its domain, which must be the one the person writes from. */
function principalNameOf(member: Record<string, unknown>, tenantId: string): string | null {
  const { userPrincipalName: name, userRole: role, tenantId: home } = member
  if (typeof name !== 'string' || name === '' || name.toLowerCase().includes(GUEST)) return null
  if (typeof role === 'string' && STRANGERS.has(role.toLowerCase())) return null
  return typeof home === 'string' && home.toLowerCase() !== tenantId.toLowerCase() ? null : name
}

/** A token is good for every connector; nothing is sent there. */
const ANY_SERVICE_URL = 'https://smba.trafficmanager.net/emea/'

/** What is not said by then is said by the next process, from the outbox. */
const LAST_WORDS_MS = 3_000

/**
 * `now`: ms since 1970 UTC; the machine's clock when absent. `callTimeoutMs`: of one call to the connector; 10 s when absent.
 * `gccServiceUrl`: the connector of GCC tenants; Microsoft's when absent. `onToken`: hears when the bot's own token ceases
 * to be had (a code), and when it is again (null).
 */
export type TeamsOptions = Pick<
  MessagesOptions,
  'words' | 'personIdOf' | 'onFault' | 'onUnsaid' | 'onOutcome' | 'patience'
> & {
  now?: () => number
  callTimeoutMs?: number
  gccServiceUrl?: string
  onToken?: OnToken
}

export type Teams = {
  channel: Channel
  /** The handler of `POST /api/messages` around the use cases' turn. */
  messages(turn: Turn): MessagesHandler
  /** Whether the bot has a token of its own to speak with. Within about 1 s; never rejects. */
  hasToken(): Promise<boolean>
  /** Begins no more turns, waits for what there is still to say, at most 3 s, and closes the connections. */
  close(): Promise<void>
}

/** Teams, in and out, from the settings. Connects to nothing until it is called. */
export function openTeams(bot: BotSettings, options: TeamsOptions): Teams {
  const { now = Date.now, callTimeoutMs, gccServiceUrl, onToken, ...rest } = options
  const authentication = new TeamsAuthentication(bot, { now, callTimeoutMs, onToken })
  const adapter = new TeamsAdapter(authentication)
  const channel = createChannel(adapter, authentication, gccServiceUrl)
  const rates = createRates()
  const speaking = new Set<Promise<void>>()
  const speak = (saying: Promise<void>) => {
    const settled = saying.catch(rest.onFault).finally(() => speaking.delete(settled))
    speaking.add(settled)
  }
  return {
    channel,
    hasToken: () => authentication.hasToken(() => adapter.connector(ANY_SERVICE_URL)),
    messages: (turn) => createMessages({ ...rest, now, authentication, adapter, channel, turn, speak, rates }),
    close: async () => {
      // Who was put off has had an answer that Teams holds for the last: they are told to try again.
      rates.close()
      await Promise.race([Promise.all(speaking), setTimeout(LAST_WORDS_MS, undefined, { ref: false })])
      await authentication.close()
    },
  }
}
