import type { Command } from 'commander'
import { accessRespondent } from '../app/access-respondent.ts'
import { type Cli, print } from './cli.ts'
import { exitCode } from './exit-code.ts'
import { withStores } from './with-stores.ts'

/** `respondents access`: everything that is stored on one person, as JSON. */
export function addRespondentsAccess(parent: Command, cli: Cli): void {
  parent
    .command('access <id>')
    .description('what is stored on a person, as JSON')
    .option('--json', 'print JSON, as without it')
    .action(async (id: string) => {
      const code = await withStores(cli, async (opened) => {
        const wave = opened.survey.wave.id
        const found = await accessRespondent(opened, { wave, respondentId: id })
        if (found === null) {
          cli.err(`${id} is no respondent of this wave.\n`)
          return exitCode.refused
        }
        print(cli, { json: true }, found, [])
        return exitCode.done
      })
      cli.end(code)
    })
}
