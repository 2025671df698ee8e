/** What waits for the next page of a person on the web, in Redis, under the seat's own tag. */

import type { Cluster, Redis } from 'ioredis'
import { z } from 'zod'
import type { PageNews } from '../../app/web/web-channel.ts'
import { jsonIn } from '../../json.ts'
import type { View } from '../../wording/view.ts'
import { guarded } from './connect.ts'
import { seatKeys } from './keys.ts'

/** More has never been said to anybody between two pages; the oldest go first. */
const MOST = 20
/** Whoever has not looked in for so long sees where they stand without them. */
const KEPT_S = 14 * 24 * 3_600

/** Written by this service alone; a view is not checked word by word. */
const stored = z.looseObject({ type: z.enum(['question', 'closed', 'panel', 'text']) })

/** Makes it. Every method throws `StoreAway`. */
export const pageNews = (redis: Redis | Cluster): PageNews => ({
  add: (seat, view) =>
    guarded(async () => {
      const { news } = seatKeys(seat)
      await redis.rpush(news, JSON.stringify(view))
      await Promise.all([redis.ltrim(news, -MOST, -1), redis.expire(news, KEPT_S)])
    }),
  read: (seat) => guarded(async () => (await redis.lrange(seatKeys(seat).news, 0, -1)).flatMap(viewIn)),
  drop: (seat, count) => guarded(async () => void (await redis.ltrim(seatKeys(seat).news, count, -1))),
})

const viewIn = (json: string): View[] => {
  const read = stored.safeParse(jsonIn(json))
  return read.success ? [read.data as unknown as View] : []
}
