import { expect, it } from 'vitest'
import { sessionIdOf } from '../../src/register/ids.ts'
import { at, bergenTenant, fixture, kariObject, later, osloTenant, person } from './sql/fixture.ts'
import { onBothDatabases } from './sql/suite.ts'

onBothDatabases('linking by directory', ({ sql }) => {
  it('links by tenant and object id, without asking for a name', async () => {
    const { register, wave, statusOf } = await fixture(sql())
    const kari = person(bergenTenant, kariObject.toUpperCase())
    const link = await register.linkByDirectory(kari, null, at)
    expect(link?.memberships).toMatchObject([
      { unitId: '1201', part: 'raadmann', wave, sessionId: sessionIdOf(wave, '1201', 'raadmann'), language: null },
    ])
    expect(await register.linkOf(kari.personId)).toEqual(link)
    expect(await statusOf('kari@bergen.example')).toBe('linked')
  })

  it('links by tenant and principal name, whatever its case', async () => {
    const { register } = await fixture(sql())
    const link = await register.linkByDirectory(person(bergenTenant), 'Ola@Bergen.Example', at)
    expect(link?.memberships.map((membership) => membership.part)).toEqual(['integrering'])
  })

  it.each([
    ['the same principal name in another tenant', osloTenant, 'ola@bergen.example'],
    ['a principal name that stands in the register without a tenant', osloTenant, 'mona@oslo.example'],
    ['a principal name that is only somebody’s e-mail', bergenTenant, 'per@bergen.example'],
    ['a guest from another organisation', bergenTenant, 'ola_bergen.example#EXT#@bergen.example'],
    [
      'a guest whose account is spelt with small letters',
      bergenTenant,
      'ola@bergen.example#ext#@bergen.onmicrosoft.com',
    ],
    ['letters that fold into ASCII', bergenTenant, 'ola@bergen.example'.replace('e', 'е')],
    ['a Kelvin sign for k', bergenTenant, 'Kari@bergen.example'],
    ['no name', bergenTenant, ''],
    ['an unknown name', bergenTenant, null],
  ])('does not link %s', async (_, tenantId, principalName) => {
    const { register } = await fixture(sql())
    expect(await register.linkByDirectory(person(tenantId), principalName, at)).toBeNull()
  })

  it('does not link a new account that was given a used principal name', async () => {
    const { register } = await fixture(sql())
    expect(await register.linkByDirectory(person(bergenTenant), 'kari@bergen.example', at)).toBeNull()
  })

  it('leaves a linked respondent with whom it is linked to', async () => {
    const { register } = await fixture(sql())
    const first = person(bergenTenant)
    await register.linkByDirectory(first, 'ola@bergen.example', at)
    expect(await register.linkByDirectory(person(bergenTenant), 'ola@bergen.example', later(1))).toBeNull()
    expect((await register.linkOf(first.personId))?.memberships).toHaveLength(1)
  })

  it('gives the language of the person, else of the unit, else none', async () => {
    const { register, invite } = await fixture(sql())
    const liv = person(osloTenant)
    await register.redeemCode(liv, await invite('liv@gulen.example'), at)
    expect((await register.linkOf(liv.personId))?.memberships[0]?.language).toBe('nb')
    const mona = person(osloTenant)
    await register.redeemCode(mona, await invite('mona@oslo.example'), at)
    expect((await register.linkOf(mona.personId))?.memberships[0]?.language).toBe('nb')
  })

  it('knows an administrator who answers nothing', async () => {
    const { register, book } = await fixture(sql())
    const admin = person(osloTenant)
    await book.addAdmin({ ...admin, role: 'administrator' }, { at, actor: 'test' })
    expect(await register.linkOf(admin.personId)).toEqual({
      personId: admin.personId,
      memberships: [],
      role: 'administrator',
    })
  })

  it('knows nothing of a stranger', async () => {
    const { register } = await fixture(sql())
    expect(await register.linkOf(person(osloTenant).personId)).toBeNull()
  })
})
