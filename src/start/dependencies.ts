/** Whether the stores answer, for readiness and health. */
import { sql as raw } from 'kysely'
import type { Stores } from './open-stores.ts'

export type Dependency = { name: 'redis' | 'sql'; up: boolean }

/** Asks each store one cheap question; bounded by the stores' own time limits. Never rejects. */
export const dependencies = async ({ redis, sql }: Pick<Stores, 'redis' | 'sql'>): Promise<Dependency[]> => {
  const answers = (work: Promise<unknown>) =>
    work.then(
      () => true,
      () => false,
    )
  const [redisUp, sqlUp] = await Promise.all([answers(redis.get('{00}:ready')), answers(raw`select 1`.execute(sql))])
  return [
    { name: 'redis', up: redisUp },
    { name: 'sql', up: sqlUp },
  ]
}
