/** `respondents mark` and `respondents confirm`: what only people have been told, as of mail that came back, or of who is the right one. */

import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { isUtf16, savedText } from '../questionnaire/yaml.ts'
import { addressesIn } from '../register/address-list.ts'
import { type Cli, counted, type ExitCode, exitCode, print } from './cli.ts'
import { withStores } from './on-stores.ts'

/** `respondents confirm`: an operator says yes for those who answer a part, as when none of them is left. */
export function addRespondentsConfirm(parent: Command, cli: Cli): void {
  parent
    .command('confirm <id>')
    .description('say that a respondent, or their new address or account, is right, where the part has answers')
    .option('--json', 'print JSON')
    .action(async (id: string, options: { json?: true }) => {
      const code = await withStores(cli, async ({ book }) => {
        if (!(await book.confirm(id, { at: cli.now(), actor: cli.actor }))) {
          cli.err(`${id} is no respondent of this wave, or waits for nobody's yes.\n`)
          return exitCode.refused
        }
        print(cli, options, { confirmed: id }, [`${id} is let in.`])
        return exitCode.done
      })
      cli.end(code)
    })
}

type Options = { mailRefused: string; json?: true }

export function addRespondentsMark(parent: Command, cli: Cli): void {
  parent
    .command('mark')
    .description('take down what is known from elsewhere')
    .requiredOption(
      '--mail-refused <file>',
      'addresses that mail came back from, one a line: they get no more of it until they are changed',
    )
    .option('--json', 'print JSON')
    .action(async (options: Options) => cli.end(await mark(cli, options)))
}

async function mark(cli: Cli, options: Options): Promise<ExitCode> {
  const bytes = await readFile(options.mailRefused).catch(() => null)
  if (bytes === null) {
    cli.err(`${options.mailRefused} cannot be read.\n`)
    return exitCode.refused
  }
  if (isUtf16(bytes)) {
    cli.err(`${options.mailRefused} is UTF-16: save it as UTF-8.\nNothing was marked.\n`)
    return exitCode.refused
  }
  const { addresses, faults } = addressesIn(savedText(bytes))
  for (const line of faults) cli.err(`line ${line}: no address, or more than one.\n`)
  if (faults.length > 0 || addresses.length === 0) {
    cli.err('Nothing was marked.\n')
    return exitCode.refused
  }
  return withStores(cli, async ({ book }) => {
    const { marked, unknown } = await book.markMailRefused(addresses, { at: cli.now(), actor: cli.actor })
    for (const address of unknown) cli.err(`${address}: no respondent of this wave has it.\n`)
    print(cli, options, { marked, unknown }, [`${counted(marked, 'respondent')} marked.`])
    return unknown.length > 0 ? exitCode.refused : exitCode.done
  })
}
