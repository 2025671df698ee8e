/** `npm run demo`: the bot on embedded stores, a demo register, and Agents Playground beside it. */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { webLink } from '../src/app/respondents/invite.ts'
import { letGo } from '../src/edge/embedded/redis-child.ts'
import { servingLimits } from '../src/edge/sql/database.ts'
import { placedText } from '../src/questionnaire/fault.ts'
import { inOslo } from '../src/reminders/calendar.ts'
import { loadDotEnv } from '../src/settings/dot-env.ts'
import { readSettings } from '../src/settings/settings.ts'
import { startService } from '../src/start/service.ts'
import { openStores } from '../src/start/stores.ts'
import { faultsOfVersions, openSurvey } from '../src/start/survey.ts'
import { startCaughtMail } from './demo/caught-mail.ts'
import { type Account, type Issuer, startIssuer } from './demo/issuer.ts'
import { codeOf, fillRegister, invitationIsOut, tenantId, you } from './demo/people.ts'
import { answers, PLAYGROUND_PORT, startPlayground } from './demo/playground.ts'
import { takenPorts } from './demo/taken-ports.ts'
import { ensureSystemPackages } from './platform/system-packages.ts'

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`)
  process.exit(78)
}

const { values } = optionsOf(process.argv.slice(2))

function optionsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        // A folder of DIALOGS_DIR; a draft may be tried too.
        wave: { type: 'string', default: '' },
        unit: { type: 'string', default: '' },
        part: { type: 'string', default: '' },
        // As DIALOGS_DIR, for trying out a questionnaire of one's own.
        dialogs: { type: 'string', default: '' },
        // Then nobody is written to by mail.
        'no-mail': { type: 'boolean', default: false },
        'playground-port': { type: 'string', default: String(PLAYGROUND_PORT) },
      },
    })
  } catch (error) {
    refuse(`npm run demo -- [--wave kommuneundersokelsen-2018] [--unit 1201] [--part raadmann] [--dialogs folder] [--no-mail] [--playground-port 56150]
${error instanceof Error ? error.message : error}`)
  }
}

const unread = await loadDotEnv(process.cwd())
if (unread !== null) refuse(`${unread.name}: ${unread.reason}`)
/** Whose own time is long past. */
const DEMO_WAVE = 'kommuneundersokelsen-2018'
const openFrom = process.env.SURVEY_OPENS_AT || inOslo(Date.now()).minus({ days: 14 }).toISODate()
const openTo = process.env.SURVEY_CLOSES_AT || `${inOslo(Date.now()).plus({ days: 30 }).toISODate()}T16:00`
/** Who may sign in at `/admin`, where no issuer is set: the person at the keyboard, whom the table makes an administrator. */
const accounts: Account[] = [
  { id: 'administrator', name: `${you.name} (administrator)`, roles: [], tenantId, objectId: you.objectId },
  { id: 'analytiker', name: 'Ane Analytiker (analytiker)', roles: ['Survey.Analyst'] },
]
const issuer: Issuer | null = process.env.ADMIN_OIDC_ISSUER ? null : await startIssuer({ accounts })
/** Mails of the demo reach nobody: they are caught here, unless there is a server in the settings. */
const mailFolder = join(resolve(process.env.DATA_DIR || '.data'), 'mails')
const caught = values['no-mail'] || process.env.SMTP_URL ? null : await startCaughtMail(mailFolder)
const read = readSettings({
  ...process.env,
  ...(caught === null
    ? {}
    : { SMTP_URL: `smtp://127.0.0.1:${caught.port}`, MAIL_FROM: 'Demo <svar@demo.example>', MAIL_RATE: '50' }),
  ...(issuer?.settings ?? {}),
  SURVEY_WAVE: values.wave || process.env.SURVEY_WAVE || DEMO_WAVE,
  SURVEY_OPENS_AT: openFrom,
  SURVEY_CLOSES_AT: openTo,
  DIALOGS_DIR: values.dialogs || process.env.DIALOGS_DIR,
  LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
})
if (!read.ok) refuse(read.faults.map(({ name, reason }) => `${name}: ${reason}`).join('\n'))
const { settings } = read
const wave = settings.survey.wave ?? DEMO_WAVE
const surveyRead = await openSurvey({ ...settings.survey, wave })
if (!surveyRead.ok) refuse(surveyRead.faults.map((fault) => placedText(fault)).join('\n'))
const { survey } = surveyRead
const units = [...survey.units.values()]
/** Bergen, which every wave has asked, by whatever number it had. */
const unit =
  values.unit === '' ? (units.find(({ name }) => name === 'Bergen') ?? units[0]) : survey.units.get(values.unit)
if (unit === undefined) refuse(`--unit ${values.unit}: no such unit in ${wave}`)
const parts = Object.keys(survey.wave.parts)
const part = values.part || (parts[0] ?? '')
if (!parts.includes(part)) refuse(`--part: one of ${parts.join(', ')}`)
const playgroundPort = Number(values['playground-port'])
const taken = await takenPorts([
  { name: 'PORT=<number> npm run demo', ...settings.listen },
  { name: 'OPS_PORT=<number> npm run demo', ...settings.ops },
  { name: 'npm run demo -- --playground-port <number>', port: playgroundPort },
])
if (taken.length > 0) {
  const other = taken.map(({ name, port }) => `  ${port} is taken; another one: ${name}`)
  refuse(['The demo did not start. Is another one running? End it, or choose other ports:', ...other].join('\n'))
}

const log = pino({ level: settings.logLevel, base: null })
if (settings.redis.kind === 'embedded') {
  const ensured = ensureSystemPackages(['redis-server'])
  if (!ensured.ok) refuse(`The demo needs redis-server. Type:\n\n  ${ensured.command}\n\nand run npm run demo again.`)
}
const opened = await openStores(settings, {
  whenOwned: 'refuse',
  limits: servingLimits,
  log: (event) => log.info(event),
})
if (!opened.ok) refuse(opened.fault.reason)
const { stores } = opened
const gone = await faultsOfVersions(stores, [survey])
if (gone.length > 0) {
  await stores.close()
  refuse([...gone, `Or begin anew: remove ${settings.dataDir}.`].join('\n'))
}
const count = await fillRegister(stores, survey, { unitId: unit.id, part })
if (caught !== null) await invitationIsOut(stores, survey)
const service = await startService({
  ...{ settings, stores, surveys: [survey], taking: survey.wave.id, log },
}).catch(async (error: unknown) => {
  await stores.close()
  refuse(`The bot did not start: ${error instanceof Error ? error.message : error}`)
})
const code = settings.web === null ? null : await codeOf(stores, survey, settings.web.codeSecrets)
const playground = startPlayground({
  dataDir: settings.dataDir,
  botUrl: service.url ?? '',
  port: playgroundPort,
})

const say = (line = '') => process.stdout.write(`${line}\n`)
let stopping = false
const stop = async (): Promise<void> => {
  if (stopping) return
  stopping = true
  letGo(playground)
  await service.stop()
  await issuer?.stop()
  await stores.close()
  say('Stoppet.')
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop())
playground.on('exit', (code) => {
  if (!stopping) say(`Agents Playground stoppet (kode ${code}); boten går videre på ${service.url}.`)
})

if (!(await answers(playgroundPort))) say(`Agents Playground svarer ikke på port ${playgroundPort} ennå.`)
say()
say(`  Åpne i nettleseren:  http://localhost:${playgroundPort}`)
if (code !== null) say(`  Eller uten Teams:    ${webLink(settings.web?.publicUrl ?? service.url ?? '', code)}`)
if (settings.adminPage !== null)
  say(
    `  Administratorsiden:   ${settings.web?.publicUrl ?? service.url}/admin${issuer === null ? '' : ' (velg administrator eller analytiker)'}`,
  )
if (caught !== null) say(`  E-post fanges opp i: ${mailFolder} (en påminnelse når dem som ikke er i Teams)`)
say()
say(`  Du er ${you.name}, svarer på delen «${part}» for ${unit.name}, og er også administrator.`)
say('  Trykk «Start». Prøv knappene, og prøv å skrive svar: «ja», «1», «vet ikke», «tilbake», «vis svar»,')
say('  «nynorsk», «pause», «hjelp». Stopp med Ctrl+C, start igjen og skriv «fortsett»: du er der du var.')
say('  Lastes siden på nytt, tømmer Playground vinduet, ikke undersøkelsen: skriv «fortsett» da også.')
say()
say('  Fra et annet vindu, mens dette går (første linje: åpen nå, uansett datoene i wave.yaml):')
say(`    export SURVEY_WAVE=${wave} SURVEY_OPENS_AT=${openFrom} SURVEY_CLOSES_AT=${openTo}`)
say('    npx kommunedialog respondents list')
say('    npx kommunedialog results export --format csv --out ut')
say(`  En annen enhet eller del:  npm run demo -- --wave ${wave} --unit 030103 --part ${parts.at(-1)}`)
say()
say(`  ${count} svarere i registeret. Data ligger i ${settings.dataDir}. Ctrl+C avslutter.`)
say()
