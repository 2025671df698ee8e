import { readSettings, type Settings } from '../config.ts'
import { batchLimits } from '../edge/sql/open-sql.ts'
import { openStores, type Stores } from '../start/open-stores.ts'
import type { Cli } from './cli.ts'
import { type ExitCode, exitCode } from './exit-code.ts'

/**
 * Runs a command on the bare stores of the settings. `whenOwned`: whether it may work beside a service that has the
 * embedded stores open. Wrong settings end with 78, stores that are away or not to be had with 1 and the reason.
 */
export async function onStores(
  cli: Cli,
  whenOwned: 'join' | 'refuse',
  work: (stores: Stores, settings: Settings) => Promise<ExitCode>,
): Promise<ExitCode> {
  const read = readSettings(cli.env)
  if (!read.ok) {
    for (const { name, reason } of read.faults) cli.err(`${name}: ${reason}\n`)
    return exitCode.settings
  }
  const opened = await openStores(read.settings, { whenOwned, limits: batchLimits, log: () => undefined })
  if (!opened.ok) {
    cli.err(`${opened.fault.reason}\n`)
    return exitCode.refused
  }
  try {
    return await work(opened.stores, read.settings)
  } finally {
    await opened.stores.close()
  }
}
