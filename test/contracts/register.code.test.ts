import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { openRegister } from '../../src/edge/sql/register.ts'
import { at, bergenTenant, fixture, kariObject, later, person, strangersCode } from './sql/fixture.ts'
import { onBothDatabases } from './sql/suite.ts'

const newTenant = () => randomUUID()

onBothDatabases('invitation codes', ({ sql, open }) => {
  it('links whoever brings the code, as people type it', async () => {
    const { register, invite, statusOf } = await fixture(sql())
    const code = await invite('per@bergen.example')
    const per = person(newTenant())
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `
    expect(await register.redeemCode(per, typed, at)).toMatchObject({
      type: 'linked',
      link: { personId: per.personId },
    })
    expect(await statusOf('per@bergen.example')).toBe('linked')
  })

  it('works once', async () => {
    const { register, invite } = await fixture(sql())
    const code = await invite('per@bergen.example')
    expect((await register.redeemCode(person(newTenant()), code, at)).type).toBe('linked')
    expect(await register.redeemCode(person(newTenant()), code, later(1))).toEqual({ type: 'refused' })
  })

  it('says the same when Teams delivers the message again', async () => {
    const { register, invite } = await fixture(sql())
    const code = await invite('per@bergen.example')
    const per = person(newTenant())
    const first = await register.redeemCode(per, code, at)
    expect(await register.redeemCode(per, code, later(1))).toEqual(first)
  })

  it('gives one of two who race for it', async () => {
    const { invite, wave } = await fixture(sql())
    const code = await invite('per@bergen.example')
    const racers = Array.from({ length: 4 }, () => openRegister(open(), { wave }))
    const results = await Promise.all(racers.map((register) => register.redeemCode(person(newTenant()), code, at)))
    expect(results.map((result) => result.type).sort()).toEqual(['linked', 'refused', 'refused', 'refused'])
  })

  it('stops working when it expires', async () => {
    const { register, invite } = await fixture(sql())
    const code = await invite('per@bergen.example', later(10))
    expect(await register.redeemCode(person(newTenant()), code, later(10))).toEqual({ type: 'refused' })
  })

  it('stops working when a newer one is made', async () => {
    const { register, invite } = await fixture(sql())
    const [older, newer] = [await invite('per@bergen.example'), await invite('per@bergen.example')]
    expect(await register.redeemCode(person(newTenant()), older, at)).toEqual({ type: 'refused' })
    expect((await register.redeemCode(person(newTenant()), newer, at)).type).toBe('linked')
  })

  it('stops working when the directory has linked the respondent', async () => {
    const { register, invite } = await fixture(sql())
    const code = await invite('kari@bergen.example')
    await register.linkByDirectory(person(bergenTenant, kariObject), null, at)
    expect(await register.redeemCode(person(newTenant()), code, later(1))).toEqual({ type: 'refused' })
  })

  it('is not made for someone who is linked', async () => {
    const { register, invite, book, idOf } = await fixture(sql())
    await register.redeemCode(person(newTenant()), await invite('per@bergen.example'), at)
    const code = { hash: 'h', respondentId: await idOf('per@bergen.example'), madeAt: at, expiresAt: later(9) }
    expect(await book.invite([code], { at, actor: 'test' })).toEqual([])
  })

  it('adds a second unit to a person', async () => {
    const { register, invite } = await fixture(sql())
    const both = person(newTenant())
    await register.redeemCode(both, await invite('per@bergen.example'), at)
    const second = await register.redeemCode(both, await invite('liv@gulen.example'), at)
    expect(second).toMatchObject({ type: 'linked', link: { memberships: [{ unitId: '1201' }, { unitId: '1411' }] } })
  })

  it('leaves a colleague’s code for the same session unused', async () => {
    const { register, invite } = await fixture(sql())
    const per = person(newTenant())
    const codeOfOla = await invite('ola@bergen.example')
    await register.redeemCode(per, await invite('per@bergen.example'), at)
    expect((await register.redeemCode(per, codeOfOla, at)).type).toBe('linked')
    expect((await register.redeemCode(person(newTenant()), codeOfOla, at)).type).toBe('linked')
  })

  it('belongs to its wave: elsewhere it tells which, links nobody and is no try', async () => {
    const [here, elsewhere] = [await fixture(sql()), await fixture(sql())]
    const code = await elsewhere.invite('per@bergen.example')
    const per = person(newTenant())
    for (let n = 0; n < 6; n++) {
      expect(await here.register.redeemCode(per, code, at)).toEqual({ type: 'elsewhere', wave: elsewhere.wave })
    }
    expect(await elsewhere.register.linkOf(per.personId)).toBeNull()
    expect((await elsewhere.register.redeemCode(per, code, at)).type).toBe('linked')
  })
})

onBothDatabases('guessing codes', ({ sql, open }) => {
  it('is counted and refused in the same words for a tenant that may not link, also with the right code', async () => {
    const { register, invite, statusOf } = await fixture(sql())
    const right = await invite('per@bergen.example')
    const outsider = person(newTenant())
    const tries = []
    for (let i = 0; i < 6; i++) tries.push(await register.redeemCode(outsider, right, later(i), 'may_not_link'))
    expect(tries.map(({ type }) => type)).toEqual([...Array(5).fill('refused'), 'too_many_tries'])
    expect(await statusOf('per@bergen.example')).toBe('invited')
  })

  it('is over for a person after five wrong tries, for an hour, with the right code too', async () => {
    const { register, invite } = await fixture(sql())
    const guesser = person(newTenant())
    for (let n = 0; n < 5; n++) {
      expect(await register.redeemCode(guesser, strangersCode(), later(n))).toEqual({ type: 'refused' })
    }
    const right = await invite('per@bergen.example')
    expect(await register.redeemCode(guesser, right, later(59))).toEqual({ type: 'too_many_tries' })
    expect((await register.redeemCode(guesser, right, later(61))).type).toBe('linked')
  })

  it('is over for all accounts of a tenant together, and for no other tenant', async () => {
    const { register, invite } = await fixture(sql())
    const tenant = newTenant()
    for (let n = 0; n < 5; n++) await register.redeemCode(person(tenant), strangersCode(), at)
    const right = await invite('per@bergen.example')
    expect(await register.redeemCode(person(tenant), right, later(1))).toEqual({ type: 'too_many_tries' })
    expect((await register.redeemCode(person(newTenant()), right, later(1))).type).toBe('linked')
  })

  it('cannot be done faster by asking many times at once', async () => {
    const { wave } = await fixture(sql())
    const tenant = newTenant()
    const registers = [openRegister(open(), { wave }), openRegister(open(), { wave })]
    const tries = Array.from({ length: 12 }, (_, n) =>
      registers[n % 2]?.redeemCode(person(tenant), strangersCode(), at),
    )
    const results = (await Promise.all(tries)).map((result) => result?.type)
    expect(results.filter((type) => type === 'refused')).toHaveLength(5)
    expect(results.filter((type) => type === 'too_many_tries')).toHaveLength(7)
  })

  it('does not count right codes, what cannot be a code, or tries while blocked', async () => {
    const { register, invite } = await fixture(sql())
    const per = person(newTenant())
    const code = await invite('per@bergen.example')
    for (let n = 0; n < 9; n++) expect((await register.redeemCode(per, code, at)).type).toBe('linked')
    for (let n = 0; n < 9; n++) await register.redeemCode(per, 'Hva er dette?', at)
    for (let n = 0; n < 5; n++) expect((await register.redeemCode(per, strangersCode(), at)).type).toBe('refused')
    for (let n = 0; n < 9; n++) await register.redeemCode(per, strangersCode(), later(50))
    expect((await register.redeemCode(per, strangersCode(), later(61))).type).toBe('refused')
  })
})
