import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { eraseRespondent } from '../app/erase-respondent.ts'
import { type Cli, print } from './cli.ts'
import { exitCode } from './exit-code.ts'
import { withStores } from './with-stores.ts'

/** `respondents erase`: removes the person; what the unit has answered stays. */
export function addRespondentsErase(parent: Command, cli: Cli): void {
  parent
    .command('erase <id>')
    .description("remove a person; the unit's answers and submissions stay")
    .option('--json', 'print JSON')
    .action(async (id: string, options: { json?: true }) => {
      const code = await withStores(cli, async (opened) => {
        const request = { wave: opened.survey.wave.id, respondentId: id, at: cli.now(), actor: cli.actor }
        if (!(await eraseRespondent({ ...opened, pause }, request))) {
          cli.err(`${id} is no respondent of this wave.\n`)
          return exitCode.refused
        }
        print(cli, options, { erased: id }, [`${id} is removed.`])
        return exitCode.done
      })
      cli.end(code)
    })
}
