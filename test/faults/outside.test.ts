/** What a person asks for outside the answers is done also when SQL is away at that moment, and when the process dies. */

import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSql } from '../../src/edge/sql/database.ts'
import { personIdOf } from '../../src/register/ids.ts'
import { HANGS_MS } from '../support/patience.ts'
import { objectIdOf, tenantId } from '../support/registered.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

let whole: WholeService
beforeAll(async () => {
  whole = await wholeService()
})
afterAll(async () => whole?.stop())

const until = async <T>(look: () => Promise<T>, fits: (seen: T) => boolean): Promise<T> => {
  for (const end = Date.now() + HANGS_MS; ; await wait(100)) {
    const seen = await look()
    if (fits(seen) || Date.now() > end) return seen
  }
}

/** What SQL knows of a person; undefined when it knows nobody. */
const row = async (n: number) => {
  const sql = openSql({ url: whole.postgres.url })
  const found = await sql
    .selectFrom('people')
    .select(['opted_out_at', 'reference'])
    .where('person_id', '=', personIdOf(tenantId, objectIdOf(n)))
    .executeTakeFirst()
  const tied = await sql
    .selectFrom('respondents')
    .select('id')
    .where('person_id', '=', personIdOf(tenantId, objectIdOf(n)))
    .executeTakeFirst()
  await sql.destroy()
  return { optedOut: found?.opted_out_at != null, known: found?.reference != null, tied: tied !== undefined }
}

test('«meld av» with SQL away, and a kill after it: no more reminders when SQL is back', async () => {
  const person = whole.person(0)
  await person.say('hei')
  await until(
    () => row(0),
    ({ known }) => known,
  )
  whole.way.cut()
  const before = person.chat().length
  await person.say('meld av')
  await person.until(() => person.chat().length > before)
  await whole.service.kill()
  whole.way.mend()
  await whole.service.start()
  expect(
    await until(
      () => row(0),
      ({ optedOut }) => optedOut,
    ),
  ).toMatchObject({ optedOut: true })
})

test('«slett svarene mine» takes the tie away, and the person is a stranger again', async () => {
  const person = whole.person(1)
  await person.say('hei')
  await until(
    () => row(1),
    ({ tied }) => tied,
  )
  await person.say('slett svarene mine')
  await person.until(() => person.chat().length > 1)
  await person.say('ja')
  expect(
    await until(
      () => row(1),
      ({ tied }) => !tied,
    ),
  ).toMatchObject({ tied: false })
})
