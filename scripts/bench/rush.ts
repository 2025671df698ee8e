/** npm run bench -- --rush: everybody writes, begins, answers and goes on at the same moment; the slowest, and who was told to try again. */
import { startLoopbackConnector } from '../../test/support/channel.ts'
import { type Registered, register } from '../../test/support/registered.ts'
import { type Rushed, rushers, startRush } from '../../test/support/rush.ts'
import { startPglite } from '../../test/support/start-pglite.ts'
import { startPostgres } from '../../test/support/start-postgres.ts'
import { startRedis } from '../../test/support/start-redis.ts'
import { startBot } from './processes.ts'
import { serviceSettings } from './turns.ts'

type Database = 'PostgreSQL' | 'PGlite'
type RushFigures = { database: Database; move: string; rushed: Rushed }

/** `sizes`: how many people. `say` hears of each rush that is done. */
export const measureRush = async (sizes: readonly number[], say: (text: string) => void): Promise<RushFigures[]> => {
  const figures: RushFigures[] = []
  for (const database of ['PostgreSQL', 'PGlite'] as const) {
    for (const size of sizes) {
      const rushed = await rushOn(database, rushers(size))
      figures.push(...rushed)
      say(
        `${database}, ${size} people: ${rushed.map(({ rushed: { refused } }) => refused).join(', ')} told to try again`,
      )
    }
  }
  return figures
}

const rushOn = async (database: Database, people: readonly Registered[]): Promise<RushFigures[]> => {
  const [connector, redis, sql] = await Promise.all([
    ...([startLoopbackConnector(), startRedis()] as const),
    database === 'PostgreSQL' ? startPostgres() : startPglite(),
  ])
  try {
    await register(sql.url, people)
    const settings = { REDIS_URL: redis.url, DATABASE_URL: sql.url }
    const bot = await startBot('src/main.ts', serviceSettings({ settings }))
    try {
      const rush = startRush({ url: () => bot.url, connector }, people)
      const moves: [string, () => Promise<Rushed>][] = [
        ['first word', () => rush.say('hei')],
        ['press «Start»', () => rush.press('start')],
        ['typed answer', () => rush.say('1')],
        ['«fortsett»', () => rush.say('fortsett')],
      ]
      const figures: RushFigures[] = []
      for (const [move, go] of moves) figures.push({ database, move, rushed: await go() })
      return figures
    } finally {
      await bot.stop()
    }
  } finally {
    await Promise.all([connector.stop(), redis.stop()])
    await sql.stop()
  }
}

/** A Markdown table. */
export const rushTable = (figures: readonly RushFigures[]): string => {
  const seconds = (ms: number) => (ms / 1000).toFixed(1)
  return [
    '| database | people at once | all do | slowest answer, s | slowest message, s | without an answer | told to try again |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...figures.map(
      ({ database, move, rushed: { people, slowestAnswer, slowestMessage, unanswered, refused } }) =>
        `| ${[database, people, move, seconds(slowestAnswer), seconds(slowestMessage), unanswered, refused].join(' | ')} |`,
    ),
  ].join('\n')
}
