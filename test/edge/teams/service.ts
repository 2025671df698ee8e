import { startServer } from '../../../src/edge/http/server.ts'
import { TeamsAdapter } from '../../../src/edge/teams/adapter.ts'
import { type BotSettings, TeamsAuthentication } from '../../../src/edge/teams/authentication.ts'
import { createChannel } from '../../../src/edge/teams/channel.ts'
import { createMessages, type Outcome, type Turn } from '../../../src/edge/teams/messages.ts'
import { personIdOf } from '../../../src/register/person-id.ts'

/** The real server, adapter and authentication around a turn of the test's choice, on a free loopback port. */
export async function startService(
  bot: BotSettings,
  makeTurn: (channel: ReturnType<typeof createChannel>) => Turn,
  now: () => number = Date.now,
) {
  const faults: unknown[] = []
  const outcomes: Outcome[] = []
  const authentication = new TeamsAuthentication(bot, now)
  const adapter = new TeamsAdapter(authentication)
  const channel = createChannel(adapter, authentication)
  const messages = createMessages({
    authentication,
    adapter,
    channel,
    turn: makeTurn(channel),
    words: (text) => `ord: ${text}`,
    personIdOf,
    now,
    onFault: (error) => faults.push(error),
    onOutcome: (outcome) => outcomes.push(outcome),
  })
  const listener = await startServer(
    { host: '127.0.0.1', port: 0 },
    { messages, ready: async () => true, onFault: (error) => faults.push(error) },
  )
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${listener.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const stop = async () => {
    await listener.stop(100)
    await authentication.close()
  }
  return { url: listener.url, channel, post, faults, outcomes, stop }
}

/** Development settings: no credentials, loopback connectors. */
export const openSettings: BotSettings = { appId: null, sdk: {}, allowedServiceHosts: ['127.0.0.1', 'localhost'] }

/** A turn that says back what was typed, and answers a pressed card with a note. */
export function echoTurn(channel: ReturnType<typeof createChannel>): Turn {
  return async ({ input, via, reference }) => {
    const text = input.type === 'text' ? input.text : input.type
    const view = { type: 'text' as const, language: 'nb' as const, text }
    return {
      pressed: null,
      note: view,
      after: () => {
        if (via === 'message') void channel.send(reference, view)
      },
    }
  }
}
