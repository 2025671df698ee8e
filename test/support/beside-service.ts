/** The stores of a running service, reached from another process as the command line has them. */
import { Redis } from 'ioredis'
import { revoking } from '../../src/app/service.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { openSql } from '../../src/edge/sql/database.ts'
import { openRespondents } from '../../src/edge/sql/respondents.ts'
import type { WholeService } from './whole-service.ts'

/** `book` takes back what a change of the register makes untrue. `end` lets go of both stores. */
export const besideService = ({ redis: { url }, postgres }: WholeService, wave: string) => {
  const sql = openSql({ url: postgres.url })
  const redis = new Redis(url)
  const progress = progressStore(redis, async () => undefined)
  const book = revoking(openRespondents(sql, { wave }), progress)
  const end = async (): Promise<void> => {
    redis.disconnect()
    await sql.destroy()
  }
  return { sql, redis, progress, book, end }
}
