/** The Teams edge, joined with the turn. */
import { setTimeout } from 'node:timers/promises'
import type { Deps, Log } from '../app/deps.ts'
import { languageOfClient } from '../app/plain.ts'
import type { Channel } from '../app/ports.ts'
import { turn } from '../app/turn.ts'
import { TeamsAdapter } from '../edge/teams/adapter.ts'
import { type BotSettings, TeamsAuthentication } from '../edge/teams/authentication.ts'
import { createChannel } from '../edge/teams/channel.ts'
import { createMessages } from '../edge/teams/messages.ts'
import { personIdOf } from '../register/person-id.ts'
import { say } from '../wording/say.ts'

/** What is not said by then is said by the next process, from the outbox. */
const LAST_WORDS_MS = 3_000

export type Teams = {
  channel: Channel
  /** The handler of `POST /api/messages`. */
  messages(deps: Deps): ReturnType<typeof createMessages>
  /** A fault in our own code: its name goes to the log, its text may hold anything. */
  onFault(error: unknown): void
  close(): Promise<void>
}

/** Opens it; connects to nobody yet. */
export const openTeams = (settings: BotSettings, log: Log): Teams => {
  const authentication = new TeamsAuthentication(settings)
  const adapter = new TeamsAdapter(authentication)
  const channel = createChannel(adapter, authentication)
  const onFault = (error: unknown) => log.error({ fault: error instanceof Error ? error.name : typeof error }, 'fault')
  const saying = new Set<Promise<void>>()
  const speak = (one: Promise<void>) => {
    const ended: Promise<void> = one.catch(onFault).finally(() => saying.delete(ended))
    saying.add(ended)
  }
  return {
    channel,
    onFault,
    messages: (deps) =>
      createMessages({
        ...{ authentication, adapter, channel, personIdOf, onFault },
        now: Date.now,
        words: (text, locale) => say({ key: `turn.${text}` }, languageOfClient(locale)),
        onOutcome: (outcome, ms) => log.info({ outcome, ms }, 'turn'),
        turn: (envelope) => turn(deps, envelope),
        speak,
      }),
    close: async () => {
      await Promise.race([Promise.all(saying), setTimeout(LAST_WORDS_MS, undefined, { ref: false })])
      await authentication.close()
    },
  }
}
