/** What was passed on, in SQL: limits, rights, and what is left when it is taken back. */

import { randomBytes, randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { findCode, hashCode, makeCode } from '../../src/register/code.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { at, bergenTenant, type Fixture, fixture, kariObject, later, person } from './sql/fixture.ts'
import { onBothDatabases } from './sql/suite.ts'

const place = { unitId: '1201', part: 'raadmann' }
const kari = person(bergenTenant, kariObject)

/** Kari passes the section on to somebody; the code as it stands in the text to forward. */
const passOn = async ({ register }: Fixture, more: { section?: string; name?: string; id?: string } = {}) => {
  const code = makeCode(randomBytes(64)) ?? ''
  const { id = randomUUID(), name = 'Per Hansen', section } = more
  const made = await register.delegate({
    ...{ ...place, id, name, by: kari.personId, at, expiresAt: later(60) },
    ...{ hash: hashCode(findCode(code) ?? ''), ...(section === undefined ? {} : { section }) },
  })
  return { code, id, made }
}

onBothDatabases('what was passed on', ({ sql }) => {
  it('is a right to the section alone, and to both after a second one', async () => {
    const all = await fixture(sql())
    const per = person(bergenTenant)
    const first = await passOn(all, { section: 'tolk' })
    await all.register.redeemCode(per, first.code, at)
    const second = await passOn(all, { section: 'leder' })
    const result = await all.register.redeemCode(per, second.code, at)
    const sections = result.type === 'linked' ? result.link.memberships.map((each) => each.sections?.toSorted()) : []
    expect(sections).toEqual([['leder', 'tolk']])
  })

  it('is told to whoever asks what is stored on them', async () => {
    const all = await fixture(sql())
    await all.register.linkByDirectory(kari, null, at)
    await passOn(all, { section: 'tolk' })
    const record = await all.book.personRecord(await all.idOf('kari@bergen.example'))
    expect(record?.passedOn).toEqual([{ name: 'Per Hansen', part: 'raadmann', section: 'tolk', at }])
  })

  it('as a whole part takes the place of a section', async () => {
    const all = await fixture(sql())
    const per = person(bergenTenant)
    for (const more of [{ section: 'tolk' }, {}]) await all.register.redeemCode(per, (await passOn(all, more)).code, at)
    const link = await all.register.linkOf(per.personId)
    expect(link?.memberships).toHaveLength(1)
    expect(link?.memberships[0]).not.toHaveProperty('sections')
  })

  it('never narrows the right of a respondent, and leaves the code to the colleague', async () => {
    const all = await fixture(sql())
    await all.register.linkByDirectory(kari, null, at)
    const { code } = await passOn(all, { section: 'tolk' })
    expect(await all.register.redeemCode(kari, code, at)).toMatchObject({ type: 'linked' })
    expect((await all.register.linkOf(kari.personId))?.memberships[0]).not.toHaveProperty('sections')
    expect((await all.register.redeemCode(person(bergenTenant), code, at)).type).toBe('linked')
  })

  it('has one code at a time, and none after its time', async () => {
    const all = await fixture(sql())
    const id = randomUUID()
    const first = await passOn(all, { id })
    const second = await passOn(all, { id })
    const newcomer = () => person(randomUUID())
    expect((await all.register.redeemCode(newcomer(), first.code, at)).type).toBe('refused')
    expect((await all.register.redeemCode(newcomer(), second.code, later(61))).type).toBe('refused')
    expect((await all.register.redeemCode(newcomer(), second.code, at)).type).toBe('linked')
    expect(await all.register.delegations(place)).toMatchObject([{ id, state: 'linked' }])
  })

  it('is ended once, for good, and only from the same unit and part; the name stays with the answers', async () => {
    const all = await fixture(sql())
    const per = person(randomUUID())
    const { code, id } = await passOn(all, { section: 'tolk' })
    await all.register.redeemCode(per, code, at)
    const by = { id, by: kari.personId, at }
    expect(await all.register.takeBack({ ...by, unitId: '1411', part: 'raadmann' })).toBeNull()
    expect(await all.register.takeBack({ ...by, ...place })).toEqual({ personId: per.personId })
    expect(await all.register.takeBack({ ...by, ...place })).toBeNull()
    expect(await all.register.takeBack({ ...by, ...place, id: 'no id' })).toBeNull()
    expect(await all.register.linkOf(per.personId)).toBeNull()
    expect((await all.register.redeemCode(per, code, at)).type).toBe('refused')
    expect(await all.register.namesOf([per.personId], { at, register: '1' })).toEqual({ [per.personId]: 'Per Hansen' })
  })

  it('is limited in number', async () => {
    const all = await fixture(sql())
    const made: string[] = []
    for (let n = 0; n < 31; n++) made.push((await passOn(all)).made)
    expect(made.filter((each) => each === 'made')).toHaveLength(30)
    expect(made.at(-1)).toBe('too_many')
  })

  it('and declined is news for administrators only as a whole part, once for each, and not when somebody came back', async () => {
    const all = await fixture(sql())
    const sessionId = sessionIdOf(all.wave, place.unitId, place.part)
    const people = [kari, person(bergenTenant), person(bergenTenant)]
    await all.register.linkByDirectory(kari, null, at)
    const codes = [
      null,
      await passOn(all, { name: 'Per Hansen' }),
      await passOn(all, { name: 'Else', section: 'tolk' }),
    ]
    for (const [n, who] of people.entries()) {
      const code = codes[n]?.code
      if (code !== undefined) await all.register.redeemCode(who, code, at)
      await all.register.decline(who.personId, sessionId, at)
    }
    const declined = await all.register.declinedSince('anne')
    expect(declined.map(({ name }) => name)).toEqual(['kari', 'Per Hansen'])
    await all.register.toldOfDeclined('anne', declined.slice(0, 1), at)
    expect((await all.register.declinedSince('anne')).map(({ name }) => name)).toEqual(['Per Hansen'])
    await all.register.toldOfDeclined('anne', declined, at)
    expect(await all.register.declinedSince('anne')).toEqual([])
    await all.register.linkByDirectory(kari, null, at, 'again')
    expect((await all.register.declinedSince('bjørn')).map(({ name }) => name)).toEqual(['Per Hansen'])
  })

  it('gets no letter, and stands in no file', async () => {
    const all = await fixture(sql())
    const { id } = await passOn(all)
    expect((await all.book.stored()).map((row) => row.id)).not.toContain(id)
    expect((await all.book.list({})).find((row) => row.id === id)).toMatchObject({ email: '', status: 'invited' })
  })
})
