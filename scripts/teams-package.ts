// npm run teams:package [-- FILE]: the Teams app as a zip, from the settings of the environment or .env.

import { readFileSync, writeFileSync } from 'node:fs'
import { loadDotEnv } from '../src/settings/dot-env.ts'
import { readSettings } from '../src/settings/settings.ts'
import { teamsPackage } from './teams/package-files.ts'

/** sysexits.h EX_USAGE and EX_CONFIG */
const WRONG_USE = 64
const WRONG_SETTINGS = 78

const unread = await loadDotEnv(process.cwd())
const read = readSettings(process.env)
const [file = 'teams-app.zip', ...more] = process.argv.slice(2)
if (more.length > 0 || file.startsWith('-')) {
  console.error('There is one argument, the file to write: npm run teams:package -- teams-app.zip')
  process.exitCode = WRONG_USE
} else if (unread !== null) {
  console.error(`${unread.name}: ${unread.reason}`)
  process.exitCode = WRONG_SETTINGS
} else if (!read.ok) {
  for (const { name, reason } of read.faults) console.error(`${name}: ${reason}`)
  process.exitCode = WRONG_SETTINGS
} else if (read.settings.bot.appId === null) {
  console.error('MicrosoftAppId: must be set: the package names the bot by it')
  process.exitCode = WRONG_SETTINGS
} else {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const made = teamsPackage({ botId: read.settings.bot.appId, version: String(version) })
  if ('faults' in made) {
    for (const fault of made.faults) console.error(fault)
    process.exitCode = 1
  } else {
    try {
      writeFileSync(file, made.zip)
      console.log(`${file}: ${made.zip.length} bytes. Upload it in the Teams admin center, under «Manage apps».`)
    } catch {
      console.error(`${file} cannot be written.`)
      process.exitCode = 1
    }
  }
}
