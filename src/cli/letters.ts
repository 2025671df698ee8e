/** `respondents letters`: letters with codes, to be printed. */

import { rm } from 'node:fs/promises'
import type { Command } from 'commander'
import { lettersFile, makeLetters } from '../app/respondents/letters.ts'
import { openPrivateFile } from '../edge/files/private-files.ts'
import { lettersPdf } from '../edge/pdf/letters.ts'
import { pagesOf } from '../start/mail.ts'
import { type Cli, counted, type ExitCode, exitCode, print } from './cli.ts'
import { requestOf, tellAnswered, withAddresses } from './invitations.ts'
import type { Opened } from './on-stores.ts'

type Options = { pdf: string; id?: string[]; part?: string[]; json?: true }

export function addRespondentsLetters(parent: Command, cli: Cli): void {
  parent
    .command('letters')
    .description(
      'letters with code and address as a PDF, a page for each: everybody who is not linked, as long as nothing of the part is answered',
    )
    .requiredOption('--pdf <file>', 'the PDF to write, readable by you alone')
    .option('--id <id...>', 'only these respondents, linked ones too')
    .option('--part <name...>', 'only these parts')
    .option('--json', 'print JSON')
    .action(async (options: Options) => cli.end(await withAddresses(cli, (opened) => letters(cli, options, opened))))
}

async function letters(cli: Cli, options: Options, opened: Opened): Promise<ExitCode> {
  const { survey, settings } = opened
  const address = pagesOf(settings)
  const strange = (options.part ?? []).filter((part) => !Object.hasOwn(survey.wave.parts, part))
  for (const part of strange) cli.err(`${part} is no part of this survey.\n`)
  if (strange.length > 0) return exitCode.refused
  if (address === null) {
    cli.err('Letters need PUBLIC_URL and CODE_SECRET: they bring people to the pages.\n')
    return exitCode.refused
  }
  const file = await openPrivateFile(options.pdf)
  if (file === null) {
    cli.err(`${options.pdf} is there already or cannot be made; no letters were made.\n`)
    return exitCode.refused
  }
  const dropped = async () => {
    await file.close()
    // An empty file would be in the way of the next try.
    await rm(options.pdf, { force: true })
  }
  const asked = { ids: options.id ?? null, parts: options.part ?? null }
  const made = await makeLetters(opened, asked, requestOf(cli, opened)).catch(async (error: unknown) => {
    await dropped()
    throw error
  })
  const { invitations, answered, unknown } = made
  for (const id of unknown) cli.err(`${id} is no respondent of this wave, or of the parts that were named.\n`)
  tellAnswered(cli, answered)
  if (invitations.length === 0) {
    await dropped()
    cli.err('No letters were made.\n')
    return exitCode.refused
  }
  const inTeams = settings.bot.appId !== null
  const { pages, about } = lettersFile(invitations, { survey, address, inTeams })
  await file.writeFile(await lettersPdf(pages, { ...about, at: cli.now().getTime() }))
  await file.close()
  const result = { letters: invitations.length, answered: answered.length, unknown: unknown.length, file: options.pdf }
  print(cli, options, result, [`${counted(invitations.length, 'letter')} in ${options.pdf}`])
  return unknown.length > 0 ? exitCode.refused : exitCode.done
}
