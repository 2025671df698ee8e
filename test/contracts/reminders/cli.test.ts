import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectRedis } from '../../../src/edge/redis/connect.ts'
import { migrate, openSql } from '../../../src/edge/sql/database.ts'
import { commandLine } from '../../support/command-line.ts'
import { readSurvey, settle, WEDNESDAY } from '../../support/reminders/world.ts'
import { startPostgres } from '../../support/start-postgres.ts'
import { startRedis } from '../../support/start-redis.ts'

let database: Awaited<ReturnType<typeof startPostgres>>
let redis: Awaited<ReturnType<typeof startRedis>>
beforeAll(async () => {
  database = await startPostgres()
  redis = await startRedis()
  const sql = openSql({ url: database.url }, { connectMs: 10_000, statementMs: 20_000 })
  await migrate(sql)
  await settle(sql, await readSurvey(), 'http://127.0.0.1/', [
    { unitId: '1201', part: 'raadmann', tenant: 1 },
    { unitId: '0301', part: 'raadmann', tenant: 2, linked: 'not_linked' },
  ])
  await sql.destroy()
  ;(await connectRedis({ socketPath: redis.socketPath })).disconnect()
})
afterAll(async () => {
  await Promise.all([database.stop(), redis.stop()])
})

const run = (...args: string[]) => {
  const env = { DATABASE_URL: database.url, REDIS_URL: redis.url }
  return commandLine(['reminders', ...args], env, { now: () => new Date(WEDNESDAY) })
}

describe('kommunedialog reminders', () => {
  it('previews in words and in JSON', async () => {
    const { code, out } = await run('preview', '--part', 'raadmann')
    expect(code).toBe(0)
    expect(out).toContain('2 chosen, 1 get it.\n  1 do not: not_linked\nFrom 2018-11-14T09:00:00.000Z')
    expect(out).toContain('Dere har ikke begynt på delen «Rådmann eller bydelsdirektør» for Bergen kommune.')
    const json = JSON.parse((await run('preview', '--county', 'oslo', '--json')).out)
    expect(json).toMatchObject({ selected: 1, receiving: 0, skipped: { not_linked: 1 }, firstLeavesAt: null })
  })

  it('sends, lists, shows and cancels', async () => {
    const { id } = JSON.parse((await run('send', '--unit', '1201', '--at', '2018-11-15T09:00', '--json')).out)
    expect((await run('list')).out).toMatch(
      new RegExp(`${id}\\s+reminder\\s+scheduled\\s+2018-11-15T08:00:00.000Z\\s+0\\s+1`),
    )
    expect((await run('show', id)).out).toMatch(/1201\s+raadmann\s+queued/)
    expect((await run('cancel', id)).out).toBe('1 cancelled.\n')
    expect(JSON.parse((await run('show', id, '--json')).out)).toMatchObject({
      campaign: { state: 'cancelled', createdBy: 'cli:test' },
      recipients: [{ unitId: '1201', state: 'cancelled' }],
    })
  })

  it.each([
    ['nobody linked', ['--county', 'oslo']],
    ['nobody in that state', ['--status', 'submitted']],
    ['nobody in the county', ['--county', 'troms', '--at', '2018-11-15T09:00']],
    ['nobody of the unit', ['--unit', '1211']],
    ['nobody in the part', ['--part', 'integrering']],
  ])('orders nothing where there is nobody to send to: %s', async (_, options) => {
    const before = (await run('list', '--json')).out
    const { code, out, err } = await run('send', ...options)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('Nobody would get it, so nothing was ordered.')
    expect((await run('list', '--json')).out).toBe(before)
  })

  it('switches standing reminders', async () => {
    expect((await run('standing', 'on')).out).toBe('Standing reminders are on. Next: 2018-11-23T07:00:00.000Z\n')
    expect((await run('list')).out).toContain('Standing reminders: on, next 2018-11-23T07:00:00.000Z')
    expect(JSON.parse((await run('standing', 'off', '--json')).out)).toEqual({ on: false, nextAt: null })
  })

  it.each([
    [['preview', '--county', 'Narnia'], 1, 'Narnia is no county'],
    [['preview', '--part', 'ordfører'], 1, 'is no part'],
    [['send', '--unit', '9999'], 1, 'is no unit'],
    [['send', '--at', '2018-11-01'], 1, 'has passed'],
    [['send', '--at', '2018-11-14T09:54'], 1, 'has passed'],
    [['send', '--at', '2018-11-14T09:55', '--county', 'oslo'], 1, 'Nobody would get it'],
    [['preview', '--at', '2018-11-14T09:54'], 1, 'has passed'],
    [['preview', '--at', '2018-12-07T16:00'], 1, 'is closed'],
    [['send', '--at', '2019-01-01'], 1, 'is closed'],
    [['show', 'none'], 1, 'is no campaign'],
    [['cancel', 'none'], 1, 'is no campaign'],
    [['send', '--at', 'snart'], 64, 'ISO 8601'],
    [['send', '--status', 'asleep'], 64, 'Allowed choices'],
    [['standing'], 64, 'Usage'],
  ])('%j ends with %i', async (args, code, says) => {
    const result = await run(...args)
    expect(result.code).toBe(code)
    expect(result.err).toContain(says)
  })
})
