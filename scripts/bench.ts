/**
 * npm run bench [-- --short] [-- --cpu-prof DIR] [-- --pages] [-- --scale] [-- --rush]: the service beside the SDK's own echo bot, in alternating rounds of one
 * run. Each measurement is a section of its own; ends with 1 when a goal is missed by more than the run's own spread.
 * `--pages` measures the pages and the mails alone; `--scale` measures several processes and a Redis Cluster instead, `--rush` everybody at the same moment (docs/scale.md).
 */
import { parseArgs } from 'node:util'
import { exportLines, measureExports } from './bench/exports.ts'
import { type Goal, goalTable, isMissed } from './bench/goals.ts'
import { measurePages, pageGoals, pageTable } from './bench/pages.ts'
import { startDriver } from './bench/processes.ts'
import { mailLine, measureReminders, reminderLines } from './bench/reminders.ts'
import { measureRush, rushTable } from './bench/rush.ts'
import { measureScale, scaleTables } from './bench/scale.ts'
import { measureSessions, sessionGoals, sessionLines } from './bench/sessions.ts'
import { startStores } from './bench/stores.ts'
import { allWalks, people } from './bench/survey.ts'
import { measureTurns, turnGoals, turnTable } from './bench/turns.ts'
import { measureUnderstanding, understandingGoals } from './bench/understanding.ts'

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    'cpu-prof': { type: 'string' },
    pages: { type: 'boolean', default: false },
    scale: { type: 'boolean', default: false },
    rush: { type: 'boolean', default: false },
  },
})
/** Medians need rounds, and rounds need a second or two to be more than noise. */
const plan = values.short ? { cycles: 3, roundMs: 1_000, warmMs: 1_500 } : { cycles: 7, roundMs: 2_000, warmMs: 5_000 }
const profile = values['cpu-prof']
const serviceArgs = profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profile]

const say = (text: string): void => void process.stdout.write(`${text}\n`)

if (values.rush) {
  const rushed = await measureRush(values.short ? [300] : [300, 500, 1_000], say)
  say(`\n${rushTable(rushed)}`)
  process.exit(rushed.every(({ rushed: { refused, unanswered } }) => refused + unanswered === 0) ? 0 : 1)
}
const driver = await startDriver()
driver.tell({ type: 'walks', walks: allWalks() })
if (values.scale) {
  const plan = values.short ? { rounds: 1, roundMs: 2_000, finished: 60 } : { rounds: 5, roundMs: 4_000, finished: 400 }
  const scale = await measureScale(driver, plan, say)
  say(`\n${scaleTables(scale)}`)
  await driver.stop()
  process.exit()
}
const stores = await startStores(people)
const pages = async (): Promise<Goal[]> => {
  const figures = await measurePages({ stores, driver, plan, serviceArgs })
  say(`\nPages and the chat, 32 people, in turns\n${pageTable(figures)}`)
  return pageGoals(figures)
}
const mails = async (): Promise<void> => say(mailLine(await measureReminders(values.short ? 100 : 1_000, 'mail')))
/** Says how each stands; the run ends with 1 when one is missed. */
const judge = (goals: readonly Goal[]): void => {
  say(`\n${goalTable(goals)}`)
  if (goals.some(isMissed)) process.exitCode = 1
}
try {
  if (values.pages) {
    judge(await pages())
    await mails()
  } else await everything()
} finally {
  await driver.stop()
  await stores.stop()
}

async function everything(): Promise<void> {
  const unchecked = await measureTurns({ stores, driver, plan, serviceArgs }, 'unchecked')
  say(`\nTurns, 32 people, callers unchecked\n${turnTable(unchecked)}`)
  const checked = await measureTurns({ stores, driver, plan, serviceArgs }, 'checked')
  say(`\nTurns, 32 people, callers checked\n${turnTable(checked)}`)
  const sessions = await measureSessions(stores, driver)
  const starts = [unchecked.startMs, checked.startMs, sessions.startMs]
  say(`\n${sessionLines(sessions)}`)
  say(
    `start to listening, ms: ${starts.map((ms) => ms.toFixed(0)).join(', ')}; echo bot: ${checked.echoStartMs.toFixed(0)}`,
  )

  const understanding = measureUnderstanding()
  judge([
    ...understandingGoals(understanding),
    ...turnGoals(unchecked),
    ...turnGoals(checked),
    ...sessionGoals(sessions, starts),
    ...(await pages()),
  ])

  say(`\n${exportLines(await measureExports(values.short ? 5_000 : undefined))}`)
  say(`\n${reminderLines(await measureReminders(values.short ? 1_000 : 10_000))}`)
  await mails()
}
