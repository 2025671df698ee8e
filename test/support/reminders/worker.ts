/** A worker process, to be killed: sends what the queue brings, and looks after the campaigns. */

import { setInterval } from 'node:timers/promises'
import { schedulerRound } from '../../../src/app/reminding/rounds.ts'
import { sendOne } from '../../../src/app/reminding/send-one.ts'
import { connectForQueue, connectRedis } from '../../../src/edge/redis/connect.ts'
import { reminderWorker } from '../../../src/edge/redis/reminder-queue.ts'
import { openSql } from '../../../src/edge/sql/database.ts'
import { openTeams } from '../../../src/edge/teams/channel.ts'
import { personIdOf } from '../../../src/register/ids.ts'
import { readSurvey, reminderDeps, silent } from './world.ts'

const { sqlUrl, socketPath, offset, perSecond, perSecondPerTenant, lockDuration, concurrency, mailPort } = JSON.parse(
  process.argv[2] ?? '{}',
)

const sql = openSql({ url: sqlUrl }, { connectMs: 10_000, statementMs: 20_000 })
const redis = await connectRedis({ socketPath })
const now = () => Date.now() + offset
const teams = openTeams(
  { appId: null, sdk: {}, allowedServiceHosts: ['127.0.0.1'] },
  { words: (key) => key, personIdOf, onFault: () => undefined, onOutcome: () => undefined },
)
const survey = await readSurvey()
const deps = reminderDeps({
  ...{ sql, redis, survey, channel: teams.channel, now, rates: { perSecond, perSecondPerTenant } },
  ...(mailPort === undefined ? {} : { mailPort }),
})
reminderWorker(await connectForQueue({ socketPath }), (key) => sendOne(deps, key), silent, {
  lockDuration,
  concurrency,
})
process.send?.('ready')
for await (const _ of setInterval(200)) await schedulerRound(deps).catch(() => undefined)
