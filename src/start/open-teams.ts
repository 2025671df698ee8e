/** The Teams edge, joined with the turn, the words and the log. */
import type { Deps, Log } from '../app/deps.ts'
import { languageOfClient } from '../app/plain.ts'
import type { Channel } from '../app/ports.ts'
import { turn } from '../app/turn.ts'
import type { BotSettings } from '../edge/teams/authentication.ts'
import type { MessagesHandler } from '../edge/teams/messages.ts'
import { openTeams as openEdge } from '../edge/teams/open-teams.ts'
import { personIdOf } from '../register/person-id.ts'
import { say } from '../wording/say.ts'
import type { Measures } from './measures.ts'

export type Teams = {
  channel: Channel
  /** The handler of `POST /api/messages`. */
  messages(deps: Deps): MessagesHandler
  /** Whether the bot has a token of its own to speak with. Never rejects. */
  hasToken(): Promise<boolean>
  /** A fault in our own code: its name goes to the log, its text may hold anything. */
  onFault(error: unknown): void
  close(): Promise<void>
}

/** Opens it; connects to nobody yet. */
export const openTeams = (settings: BotSettings, { log, measures }: { log: Log; measures: Measures }): Teams => {
  const onFault = (error: unknown) => log.error({ fault: error instanceof Error ? error.name : typeof error }, 'fault')
  const edge = openEdge(settings, {
    ...{ personIdOf, onFault },
    words: (text, locale) => say({ key: `turn.${text}` }, languageOfClient(locale)),
    onToken: (code) => {
      if (code === null) log.info({}, 'token.back')
      else log.error({ code }, 'token.none')
    },
    onOutcome: ({ outcome, ms, turn: id }) => {
      measures.turn(outcome, ms)
      log.info({ turn: id, outcome, ms }, 'turn')
    },
  })
  return {
    channel: edge.channel,
    onFault,
    hasToken: edge.hasToken,
    messages: (deps) => edge.messages((envelope) => turn(deps, envelope)),
    close: () => edge.close(),
  }
}
