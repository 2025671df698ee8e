import { startServer } from '../../../src/edge/http/server.ts'
import type { BotSettings } from '../../../src/edge/teams/bot.ts'
import { openTeams, type Teams, type TeamsOptions } from '../../../src/edge/teams/channel.ts'
import type { Outcome, Turn } from '../../../src/edge/teams/messages.ts'
import { personIdOf } from '../../../src/register/ids.ts'

/** The real server, adapter and authentication around a turn of the test's choice, on a free loopback port. */
export async function startService(
  bot: BotSettings,
  makeTurn: (teams: Teams) => Turn,
  now: () => number = Date.now,
  broken: Partial<Pick<TeamsOptions, 'words' | 'personIdOf' | 'patience'>> = {},
) {
  const faults: unknown[] = []
  const outcomes: Outcome[] = []
  const unsaid: string[] = []
  const onFault = (error: unknown) => faults.push(error)
  const words = (text: string) => `ord: ${text}`
  const onOutcome = ({ outcome }: { outcome: Outcome }) => outcomes.push(outcome)
  const onUnsaid = ({ kind }: { kind: string }) => unsaid.push(kind)
  const teams = openTeams(bot, { words, personIdOf, now, onFault, onUnsaid, onOutcome, ...broken })
  const messages = teams.messages(makeTurn(teams))
  const listener = await startServer({ host: '127.0.0.1', port: 0 }, { messages, ready: async () => true, onFault })
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${listener.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const stop = async () => {
    await listener.stop(100)
    await teams.close()
  }
  return { url: listener.url, port: listener.port, channel: teams.channel, post, faults, unsaid, outcomes, stop }
}
export type Service = Awaited<ReturnType<typeof startService>>

/** Development settings: no credentials, loopback connectors. */
export const openSettings: BotSettings = { appId: null, sdk: {}, allowedServiceHosts: ['127.0.0.1', 'localhost'] }

/** A turn that says back what was typed, and answers a pressed card with a note. */
export function echoTurn({ channel }: Teams): Turn {
  return async ({ input, via, reference }) => {
    const text = {
      type: 'text' as const,
      language: 'nb' as const,
      text: input.type === 'text' ? input.text : input.type,
    }
    const after = async () => {
      if (via === 'message') await channel.send(reference, text)
    }
    return { pressed: null, text, after }
  }
}
