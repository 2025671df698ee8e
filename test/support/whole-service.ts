/** Everything a fault test needs: Redis, PostgreSQL behind a cuttable way, a connector, a register and the service. */

import { allSaid } from './all-said.ts'
import { startLoopbackConnector } from './channel.ts'
import { cuttable } from './cuttable.ts'
import { type PersonInTeams, personInTeams } from './person-in-teams.ts'
import { objectIdOf, type Registered, register, tenantId } from './registered.ts'
import { serviceProcess } from './service-process.ts'
import { startPostgres } from './start-postgres.ts'
import { startRedis } from './start-redis.ts'
import { units } from './survey-2018.ts'
import { wave2018 } from './wave-2018.ts'

export type WholeService = Awaited<ReturnType<typeof wholeService>>

/** Who answers part `raadmann`, of each unit. */
export const oneOfEach: readonly Registered[] = units.map(({ id }, i) => ({
  ...{ unit: id, part: 'raadmann' as const, tenantId },
  objectId: objectIdOf(i),
}))

/** Starts it all. Person `n` is the n-th respondent; unless told otherwise of part `raadmann` of the n-th unit. */
export const wholeService = async (settings: Record<string, string> = {}, respondents = oneOfEach) => {
  const [connector, redis, postgres] = await Promise.all([startLoopbackConnector(), startRedis(), startPostgres()])
  const way = await cuttable(`${postgres.socket}/.s.PGSQL.${postgres.port}`)
  await register(postgres.url, respondents)
  const service = serviceProcess({
    REDIS_URL: redis.url,
    DATABASE_URL: `postgres://postgres@127.0.0.1:${way.port}/postgres`,
    SURVEY_WAVE: wave2018,
    SURVEY_OPENS_AT: '2018-01-01',
    SURVEY_CLOSES_AT: '2099-01-01',
    ...settings,
  })
  await service.start()
  return {
    ...{ connector, redis, postgres, way, service, respondents },
    person: (n: number) => personInTeams({ url: service.url, connector }, { tenantId, objectId: objectIdOf(n) }),
    /**
     * Says it and returns all that the bot says to it, as one text: a reply may be of several messages, and of none but the
     * first is known that it has come when it is there. Throws when nothing comes, or Redis is away.
     */
    hears: async (person: PersonInTeams, text: string): Promise<string> => {
      const before = person.chat().length
      await person.say(text)
      await person.until(() => person.chat().length > before)
      await allSaid(redis.url)
      const said = person.chat().slice(before)
      return said.flatMap(({ texts }) => texts).join(' ')
    },
    stop: async () => {
      await service.kill()
      await Promise.all([connector.stop(), redis.stop(), way.stop()])
      await postgres.stop()
    },
  }
}
