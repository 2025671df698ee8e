/** Teams does not say who somebody is: that it could not be found out is said, and the next word finds it out. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openSql } from '../../src/edge/sql/database.ts'
import type { Misbehaviour } from '../support/channel.ts'
import { promised } from '../support/patience.ts'
import type { PersonInTeams } from '../support/person-in-teams.ts'
import { objectIdOf } from '../support/registered.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

/** Teams gives up on a turn after this. */
const TEAMS_WAITS_MS = 15_000

let whole: WholeService
beforeAll(async () => {
  whole = await wholeService()
  // Known by principal name alone, so that Teams must be asked.
  const sql = openSql({ url: whole.postgres.url })
  const rows = await sql.selectFrom('respondents').select(['id', 'object_id']).execute()
  for (const { id, object_id } of rows.filter((row) => row.object_id !== null && row.object_id <= objectIdOf(20))) {
    const upn = `${object_id}@bergen.no`
    await sql.updateTable('respondents').set({ object_id: null, upn }).where('id', '=', id).execute()
    whole.connector.setMember(`29:${object_id}`, { id: object_id, userPrincipalName: upn })
  }
  await sql.destroy()
})
afterAll(async () => whole?.stop())
afterEach(() => whole.connector.behave())

const status = (code: number, retryAfter?: string): Misbehaviour => ({
  ...{ type: 'status', status: code },
  ...(retryAfter === undefined ? {} : { retryAfter }),
})
const seesText = (person: PersonInTeams, text: string) =>
  person.chat().some(({ texts }) => texts.join(' ').includes(text))
const members = (n: number) =>
  whole.connector.calls.filter(({ kind, id }) => kind === 'member' && id === `29:${objectIdOf(n)}`)

const failing: [name: string, fault: Misbehaviour][] = [
  ['429 for a minute', status(429, '60')],
  ['429', status(429)],
  ['500', status(500)],
  ['502', status(502)],
  ['503 for longer than a turn', status(503, '30')],
  ['504', status(504)],
  ['a reset', { type: 'reset', taken: false }],
  ['no answer', { type: 'hang' }],
]

test.each(failing.map(([name, fault], n) => ({ name, fault, n })))(
  '$name: it is said, and the next word finds it out',
  async ({ fault, n }) => {
    const person = whole.person(n)
    whole.connector.misbehave(fault, 'always', 'member')
    const before = performance.now()
    await person.say('hei')
    await person.until(() => seesText(person, 'Akkurat nå får jeg ikke sjekket'))
    expect(performance.now() - before).toBeLessThan(promised(TEAMS_WAITS_MS))
    expect(seesText(person, 'Jeg vet ikke hvem')).toBe(false)
    whole.connector.behave()
    await person.say('hei')
    await person.until(() => person.find(({ data }) => data.do === 'start'))
  },
)

test.each([
  ['429 for a second', status(429, '1'), 10],
  ['503 once', status(503), 11],
  ['a reset once', { type: 'reset', taken: false } as const, 12],
])('%s: it is tried again, and the person notices nothing', async (_, fault, n) => {
  const person = whole.person(n)
  whole.connector.misbehave(fault, 1, 'member')
  await person.say('hei')
  await person.until(() => person.find(({ data }) => data.do === 'start'))
  expect(members(n)).toHaveLength(2)
})

test('who is not a member, and who is refused, is unknown as before; Teams is asked once', async () => {
  const gone = whole.person(15)
  whole.connector.setMember(`29:${objectIdOf(15)}`, null)
  await gone.say('hei')
  await gone.until(() => seesText(gone, 'Jeg vet ikke hvem'))
  expect(members(15)).toHaveLength(1)
  const refused = whole.person(16)
  whole.connector.misbehave(status(403), 1, 'member')
  await refused.say('hei')
  await refused.until(() => seesText(refused, 'Jeg vet ikke hvem'))
  expect(members(16)).toHaveLength(1)
})
