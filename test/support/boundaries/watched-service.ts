/** The service with a watch on every way out of it and into it; real Redis, real PostgreSQL, a process of its own. */

import { Redis } from 'ioredis'
import { startLoopbackConnector } from '../channel.ts'
import { personInTeams } from '../person-in-teams.ts'
import { objectIdOf, register, tenantId } from '../registered.ts'
import { SECRET, startResultsReceiver } from '../results-receiver.ts'
import { serviceProcess } from '../service-process.ts'
import { startPostgres } from '../start-postgres.ts'
import { startRedis } from '../start-redis.ts'
import { units } from '../survey-2018.ts'
import { wave2018 } from '../wave-2018.ts'
import { httpProtocol, redisProtocol, sqlProtocol } from './protocols.ts'
import { createWatch } from './watch.ts'
import { watchedWay } from './watched-way.ts'

export type WatchedService = Awaited<ReturnType<typeof watchedService>>

/** Starts it all. Person `n` answers part `raadmann` of the n-th unit. */
export const watchedService = async () => {
  const [connector, redis, postgres, receiver] = await Promise.all([
    startLoopbackConnector(),
    startRedis(),
    startPostgres(),
    startResultsReceiver(),
  ])
  const respondents = units.map(({ id }, i) => ({
    ...{ unit: id, part: 'raadmann' as const, tenantId },
    objectId: objectIdOf(i),
  }))
  await register(postgres.url, respondents)
  const watch = createWatch()
  const http = (url: string) => ({ host: '127.0.0.1', port: Number(new URL(url).port) })
  const ways = await Promise.all([
    watchedWay({ to: () => ({ path: redis.socketPath }), protocol: redisProtocol, watch }),
    watchedWay({
      to: () => ({ path: `${postgres.socket}/.s.PGSQL.${postgres.port}` }),
      protocol: sqlProtocol,
      watch,
    }),
    watchedWay({
      to: () => http(connector.serviceUrl),
      protocol: httpProtocol((method) => (method === 'PUT' ? 'connector: update' : 'connector: send')),
      watch,
    }),
    watchedWay({ to: () => http(receiver.url), protocol: httpProtocol(() => 'results: post'), watch }),
    watchedWay({ to: () => http(service.url()), protocol: httpProtocol(() => 'answer to Teams'), watch }),
  ])
  const [toRedis, toSql, toConnector, toResults, toService] = ways.map(({ port }) => port)
  const service = serviceProcess({
    REDIS_URL: `redis://127.0.0.1:${toRedis}`,
    DATABASE_URL: `postgres://postgres@127.0.0.1:${toSql}/postgres`,
    RESULTS_URL: `http://127.0.0.1:${toResults}/in`,
    RESULTS_SECRET: SECRET,
    SURVEY_WAVE: wave2018,
    SURVEY_OPENS_AT: '2018-01-01',
    SURVEY_CLOSES_AT: '2099-01-01',
  })
  await service.start()
  const store = new Redis(redis.socketPath)
  const place = {
    url: () => `http://127.0.0.1:${toService}`,
    connector: { ...connector, serviceUrl: `http://127.0.0.1:${toConnector}/` },
  }
  return {
    ...{ watch, service, respondents, receiver, postgres, store },
    person: (n: number) => personInTeams(place, { tenantId, objectId: objectIdOf(n) }),
    /** What a killed process held is free again, as after its lease: nobody waits for it here. */
    leasesEnd: async () => {
      const leases = await store.keys('*:lease:*')
      if (leases.length > 0) await store.del(...leases)
      for (const due of await store.keys('*:due')) {
        for (const seat of await store.zrange(due, '0', '-1')) await store.zadd(due, 'XX', '0', seat)
      }
    },
    stop: async () => {
      await service.kill()
      store.disconnect()
      await Promise.all([...ways, connector, redis, receiver].map((each) => each.stop()))
      await postgres.stop()
    },
  }
}
