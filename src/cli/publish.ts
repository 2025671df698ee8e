/** `dialogs publish`: notes every new version of a questionnaire, which cannot change from then on. */

import type { Command } from 'commander'
import { comparePublished, hashVersions, readPublished, writePublished } from '../edge/files/published.ts'
import { dialogsDirOf } from '../settings/settings.ts'
import { type Cli, counted, type ExitCode, exitCode, print } from './cli.ts'
import { checked } from './dialogs.ts'

type PublishOptions = { dryRun?: true; json?: true }

export function addDialogsPublish(parent: Command, cli: Cli): void {
  parent
    .command('publish')
    .description('notes every new questionnaire version of DIALOGS_DIR in published.json; drafts are passed over')
    .option('--dry-run', 'say what would be noted, and note nothing')
    .option('--json', 'print JSON')
    .action(async (options: PublishOptions) => cli.end(await publish(cli, options)))
}

/** All of it or nothing: where a published version has changed, or a wave has faults, nothing is noted. */
async function publish(cli: Cli, options: PublishOptions): Promise<ExitCode> {
  const folder = dialogsDirOf(cli.env)
  const { faults } = await checked(cli, folder)
  if (faults.length > 0) {
    cli.err(`${folder}: ${counted(faults.length, 'fault')}, nothing noted. See «dialogs check».\n`)
    return exitCode.refused
  }
  const noted = await readPublished(folder)
  if (noted === null) {
    cli.err(`${folder}/published.json is no list of hashes, nothing noted. Bring it back from the repository.\n`)
    return exitCode.refused
  }
  const found = hashVersions(folder)
  const { changed, gone, added } = comparePublished(noted, found)
  for (const file of changed) cli.err(`${file} has been published and has changed since: make it a new version.\n`)
  for (const file of gone) {
    cli.err(`${file} has been published and is gone, or its wave is a draft again: bring it back.\n`)
  }
  const isRefused = changed.length + gone.length > 0
  const doNote = !isRefused && options.dryRun !== true && added.length > 0
  if (doNote) await writePublished(folder, { ...found, ...noted })
  const lines =
    added.length === 0
      ? [`Nothing new. ${counted(Object.keys(noted).length, 'version')} noted before.`]
      : added.map((file) => (doNote ? `published ${file}` : `would be published: ${file}`))
  print(cli, options, { published: doNote ? added : [], wouldBe: doNote ? [] : added, changed, gone }, lines)
  return isRefused ? exitCode.refused : exitCode.done
}
