import { setTimeout } from 'node:timers/promises'
import type { Channel } from '../../app/ports/channel.ts'
import { type BotSettings, TeamsAdapter, TeamsAuthentication } from './bot.ts'
import { createChannel } from './channel.ts'
import { createMessages, type MessagesHandler, type MessagesOptions, type Turn } from './messages.ts'
import type { OnToken } from './own-token.ts'

/** A token is good for every connector; nothing is sent there. */
const ANY_SERVICE_URL = 'https://smba.trafficmanager.net/emea/'

/** What is not said by then is said by the next process, from the outbox. */
const LAST_WORDS_MS = 3_000

/**
 * `now`: ms since 1970 UTC; the machine's clock when absent. `callTimeoutMs`: of one call to the connector; 10 s when absent.
 * `gccServiceUrl`: the connector of GCC tenants; Microsoft's when absent. `onToken`: hears when the bot's own token ceases
 * to be had (a code), and when it is again (null).
 */
export type TeamsOptions = Pick<MessagesOptions, 'words' | 'personIdOf' | 'onFault' | 'onOutcome'> & {
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
  /** Waits for what turns still have to say, at most 3 s, and closes the connections. */
  close(): Promise<void>
}

/** Teams, in and out, from the settings. Connects to nothing until it is called. */
export function openTeams(bot: BotSettings, options: TeamsOptions): Teams {
  const { now = Date.now, callTimeoutMs, gccServiceUrl, onToken, ...rest } = options
  const authentication = new TeamsAuthentication(bot, { now, callTimeoutMs, onToken })
  const adapter = new TeamsAdapter(authentication)
  const channel = createChannel(adapter, authentication, gccServiceUrl)
  const speaking = new Set<Promise<void>>()
  const speak = (saying: Promise<void>) => {
    const settled = saying.catch(rest.onFault).finally(() => speaking.delete(settled))
    speaking.add(settled)
  }
  return {
    channel,
    hasToken: () => authentication.hasToken(() => adapter.connector(ANY_SERVICE_URL)),
    messages: (turn) => createMessages({ ...rest, now, authentication, adapter, channel, turn, speak }),
    close: async () => {
      await Promise.race([Promise.all(speaking), setTimeout(LAST_WORDS_MS, undefined, { ref: false })])
      await authentication.close()
    },
  }
}
