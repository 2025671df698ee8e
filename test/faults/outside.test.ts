/** What a person asks for outside the answers is done also when SQL is away at that moment, and when the process dies. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSql } from '../../src/edge/sql/database.ts'
import { personIdOf } from '../../src/register/ids.ts'
import { objectIdOf, tenantId } from '../support/registered.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

let whole: WholeService
beforeAll(async () => {
  whole = await wholeService()
})
afterAll(async () => whole?.stop())

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
  await expect.poll(() => row(0)).toMatchObject({ known: true })
  whole.way.cut()
  expect(await whole.hears(person, 'meld av')).toContain('Du får ingen flere påminnelser')
  await whole.service.kill()
  whole.way.mend()
  await whole.service.start()
  await expect.poll(() => row(0)).toMatchObject({ optedOut: true })
})

test('«slett svarene mine» takes the tie away, and the person is a stranger again', async () => {
  const person = whole.person(1)
  await person.say('hei')
  await expect.poll(() => row(1)).toMatchObject({ tied: true })
  expect(await whole.hears(person, 'slett svarene mine')).toMatch(/slett/i)
  await person.say('ja')
  await expect.poll(() => row(1)).toMatchObject({ tied: false })
})
