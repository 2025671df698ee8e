/** The command line without a process of its own. */
import { randomBytes, randomUUID } from 'node:crypto'
import { runCli } from '../../src/cli/run.ts'

type World = Parameters<typeof runCli>[1]

/** Runs a command with these settings; `code`: how it ended. `other`: what is not as on any day, such as the clock. */
export const commandLine = async (args: readonly string[], env: World['env'], other: Partial<World> = {}) => {
  const said = { out: '', err: '' }
  const write = (to: 'out' | 'err') => (text: string) => {
    said[to] += text
  }
  const code = await runCli(args, {
    ...{ env, out: write('out'), err: write('err') },
    ...{ now: () => new Date(), newId: randomUUID, chance: randomBytes, actor: 'cli:test' },
    ...other,
  })
  return { code, ...said }
}
