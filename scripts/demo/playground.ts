/** Microsoft 365 Agents Playground beside the bot, with a person and a tenant that the register knows. */

import type { ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'yaml'
import { spawnGuarded } from '../../src/edge/embedded/redis-child.ts'
import { type Seated, tenantId, you } from './people.ts'

export const PLAYGROUND_PORT = 56150

/** `who`: the person at the keyboard; absent: the demo's own. */
type Options = { dataDir: string; botUrl: string; port: number; who?: Seated }

/** Starts it; `config` and log lie in the data folder. It ends with this process, however that ends, or by `letGo`. */
export const startPlayground = ({ dataDir, botUrl, port, who = you }: Options): ChildProcess => {
  const config = join(dataDir, 'playground.yml')
  writeFileSync(config, stringify(settings(who)))
  const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js')
  return spawnGuarded({
    program: process.execPath,
    args: [
      ...[cli, 'start', '--app-endpoint', `${botUrl}/api/messages`, '--channel-id', 'msteams'],
      ...['--port', String(port), '--disable-telemetry'],
    ],
    signal: 'TERM',
    output: 'ignore',
    options: {
      env: {
        ...process.env,
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
        M365_AGENTS_PLAYGROUND_LOGFILE: join(dataDir, 'playground.log'),
        TEAMSAPPTESTER_BROWSER: 'none',
      },
    },
  })
}

/** Whether it answers within half a minute: it takes some seconds, and a page that is not there yet puzzles. */
export const answers = async (port: number): Promise<boolean> => {
  for (const end = Date.now() + 30_000; Date.now() < end; await wait(200)) {
    const there = await fetch(`http://localhost:${port}`).then(
      () => true,
      () => false,
    )
    if (there) return true
  }
  return false
}

/** The Playground wants at least five people besides the one at the keyboard. */
const settings = (who: Seated) => ({
  version: '0.1.1',
  tenantId,
  bot: { id: '00000000-0000-4000-8000-000000000011', name: 'Kommunedialog' },
  currentUser: person(who.userId, who.name, who.objectId, who.email),
  users: ['Ola', 'Ingrid', 'Per', 'Anne', 'Lars'].map((name, i) =>
    person(
      `user-id-${i + 1}`,
      `${name} Nordmann`,
      `00000000-0000-4000-8000-00000000002${i + 1}`,
      `${name.toLowerCase()}@demo.example`,
    ),
  ),
  personalChat: { id: who.chatId },
  groupChat: { id: 'group-chat-id', name: 'Gruppe' },
  team: {
    id: 'team-id',
    name: 'Team',
    aadGroupId: '00000000-0000-4000-8000-000000000031',
    channels: [{ id: 'channel-id', name: 'Kanal' }],
  },
})

// «userPrincipleName» is how the Playground spells it.
const person = (id: string, name: string, aadObjectId: string, email: string) => {
  const [givenName = name, surname = ''] = name.split(' ')
  return { id, name, userPrincipleName: email, aadObjectId, givenName, surname, email }
}
