import { randomUUID } from 'node:crypto'
import { sql as raw } from 'kysely'
import { expect, it } from 'vitest'
import type { ConversationReference, Person } from '../../src/app/ports/people.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { at, type Fixture, fixture, later, person } from './sql/fixture.ts'
import { onBothDatabases } from './sql/suite.ts'

const reference = (person: Person, conversationId = 'a:1'): ConversationReference => ({
  serviceUrl: 'https://smba.example/',
  channelId: 'msteams',
  conversationId,
  tenantId: person.tenantId,
  botId: '28:bot',
  userId: '29:user',
})

async function linked({ register, invite }: Fixture, ...emails: string[]) {
  const who = person(randomUUID())
  for (const email of emails) await register.redeemCode(who, await invite(email), at)
  return who
}
const rowOf = async ({ book }: Fixture, email: string) => (await book.list({})).find((row) => row.email === email)

onBothDatabases('a person in the register', ({ sql }) => {
  it('can be reached once there is a conversation', async () => {
    const it = await fixture(sql())
    const per = await linked(it, 'per@bergen.example')
    expect(await rowOf(it, 'per@bergen.example')).toMatchObject({ unreachable: 'no_conversation' })
    expect(await rowOf(it, 'liv@gulen.example')).toMatchObject({ unreachable: 'not_linked' })
    await it.register.keepReference(per, reference(per), later(1))
    expect(await rowOf(it, 'per@bergen.example')).toMatchObject({ unreachable: null, lastContactAt: later(1) })
  })

  it('keeps the newest conversation, in whatever order they come', async () => {
    const it = await fixture(sql())
    const per = await linked(it, 'per@bergen.example')
    await it.register.keepReference(per, reference(per, 'a:new'), later(2))
    await it.register.keepReference(per, reference(per, 'a:old'), later(1))
    const record = await it.book.personRecord(await it.idOf('per@bergen.example'))
    expect(record?.account?.conversation).toEqual(reference(per, 'a:new'))
  })

  it('is unreachable from a failure until the next message', async () => {
    const it = await fixture(sql())
    const per = await linked(it, 'per@bergen.example')
    await it.register.keepReference(per, reference(per), later(5))
    await it.register.markUnreachable(per.personId, 'uninstalled', later(4))
    expect(await rowOf(it, 'per@bergen.example')).toMatchObject({ unreachable: null })
    await it.register.markUnreachable(per.personId, 'blocked', later(6))
    expect(await rowOf(it, 'per@bergen.example')).toMatchObject({ unreachable: 'blocked' })
    await it.register.keepReference(per, reference(per), later(7))
    expect(await rowOf(it, 'per@bergen.example')).toMatchObject({ unreachable: null })
  })

  it('leaves no address when nobody knows the person', async () => {
    const it = await fixture(sql())
    const stranger = person(randomUUID())
    await it.register.keepReference(stranger, reference(stranger), at)
    const found = await sql().selectFrom('people').selectAll().where('person_id', '=', stranger.personId).execute()
    expect(found).toEqual([])
  })

  it('says stop to reminders, for all units, and starts them again', async () => {
    const it = await fixture(sql())
    const both = await linked(it, 'per@bergen.example', 'liv@gulen.example')
    await it.register.setReminders(both.personId, 'opt_out', at)
    expect((await it.book.list({ statuses: ['linked'] })).map((row) => row.optedOut)).toEqual([true, true])
    await it.register.setReminders(both.personId, 'opt_in', at)
    expect((await it.book.list({ statuses: ['linked'] })).map((row) => row.optedOut)).toEqual([false, false])
  })

  it('can leave one unit, and is forgotten with the last', async () => {
    const it = await fixture(sql())
    const both = await linked(it, 'per@bergen.example', 'liv@gulen.example')
    await it.register.unlink(both.personId, sessionIdOf(it.wave, '1201', 'integrering'), later(1))
    expect((await it.register.linkOf(both.personId))?.memberships.map((own) => own.unitId)).toEqual(['1411'])
    expect(await it.statusOf('per@bergen.example')).toBe('declined')
    await it.register.unlink(both.personId, sessionIdOf(it.wave, '1411', 'raadmann'), later(2))
    expect(await it.register.linkOf(both.personId)).toBeNull()
    const left = await sql().selectFrom('people').selectAll().where('person_id', '=', both.personId).execute()
    expect(left).toEqual([])
  })

  it('is erased with name, codes and account; the audit trail keeps the id', async () => {
    const it = await fixture(sql())
    const per = await linked(it, 'per@bergen.example')
    const id = await it.idOf('per@bergen.example')
    expect(await it.book.erase(id, { at, actor: 'test' })).toMatchObject({ personId: per.personId, unitId: '1201' })
    expect(await it.register.linkOf(per.personId)).toBeNull()
    expect(await it.book.personRecord(id)).toBeNull()
    const everything = await Promise.all([
      sql().selectFrom('respondents').selectAll().where('id', '=', id).execute(),
      sql().selectFrom('codes').selectAll().where('respondent_id', '=', id).execute(),
      sql().selectFrom('people').selectAll().where('person_id', '=', per.personId).execute(),
    ])
    expect(everything).toEqual([[], [], []])
    const trail = await sql().selectFrom('audit').select(['action', 'subject']).where('subject', '=', id).execute()
    expect(trail.at(-1)).toEqual({ action: 'respondents.erase', subject: id })
    expect(JSON.stringify(trail)).not.toContain('per@')
  })

  it('is unknown under another wave or a broken id', async () => {
    const [it, other] = [await fixture(sql()), await fixture(sql())]
    const id = await it.idOf('per@bergen.example')
    expect(await other.book.personRecord(id)).toBeNull()
    expect(await other.book.erase(id, { at, actor: 'test' })).toBeNull()
    expect(await it.book.personRecord("1' or '1'='1")).toBeNull()
  })
})

onBothDatabases('the audit trail', ({ sql }) => {
  it.each([
    ['changed', () => sql().updateTable('audit').set({ actor: 'somebody else' }).execute()],
    ['shortened', () => sql().deleteFrom('audit').execute()],
  ])('cannot be %s', async (_, attempt) => {
    await fixture(sql())
    await expect(attempt()).rejects.toMatchObject({ code: '42501' })
  })

  it('gives its owner, whom the service runs as, the right to add and to read', async () => {
    const { rows } = await raw<{ privilege_type: string }>`
      select privilege_type from information_schema.role_table_grants where table_name = 'audit'`.execute(sql())
    const rights = new Set(rows.map(({ privilege_type }) => privilege_type))
    expect(['INSERT', 'SELECT', 'UPDATE', 'DELETE', 'TRUNCATE'].filter((each) => rights.has(each))).toEqual([
      'INSERT',
      'SELECT',
    ])
  })

  it('tells who did what, newest first, a page at a time', async () => {
    const { book, register } = await fixture(sql())
    await register.audit({ at, actor: 'a', action: 'one', subject: 's', count: 2 })
    await register.audit({ at: later(1), actor: 'b', action: 'two', subject: 's' })
    const [newest, ...rest] = await book.auditTrail({ limit: 2 })
    expect([newest, ...rest]).toMatchObject([{ action: 'two' }, { action: 'one', count: 2 }])
    expect(newest).not.toHaveProperty('count')
    expect(await book.auditTrail({ limit: 1, before: newest?.id ?? '' })).toMatchObject([{ action: 'one' }])
  })
})
