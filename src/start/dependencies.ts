/** Whether the stores answer and the bot may speak, for readiness and health. */
import { sql as raw } from 'kysely'
import type { Stores } from './open-stores.ts'

export type Dependency = { name: 'redis' | 'sql' | 'token'; up: boolean }

/** What is asked; `hasToken`: whether the bot has a token of its own. */
export type Asked = { stores: Pick<Stores, 'redis' | 'sql'>; hasToken(): Promise<boolean> }

/** Asks each one cheap question; bounded by the stores' own time limits. Never rejects. */
export const dependencies = async ({ stores: { redis, sql }, hasToken }: Asked): Promise<Dependency[]> => {
  const answers = (work: Promise<unknown>) =>
    work.then(
      () => true,
      () => false,
    )
  const [redisUp, sqlUp, tokenUp] = await Promise.all([
    answers(redis.get('{00}:ready')),
    answers(raw`select 1`.execute(sql)),
    hasToken(),
  ])
  return [
    { name: 'redis', up: redisUp },
    { name: 'sql', up: sqlUp },
    { name: 'token', up: tokenUp },
  ]
}
