/** Codes that last: the same each time, good until they are revoked, one Teams identity, and the web for their own respondent. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { type Invitation, inviteRespondent } from '../../src/app/respondents/invite.ts'
import { openRegister } from '../../src/edge/sql/register.ts'
import { openWebRegister } from '../../src/edge/sql/web-codes.ts'
import { webPersonIdOf } from '../../src/register/ids.ts'
import type { CodeSecrets } from '../../src/register/lasting-code.ts'
import { at, bergenTenant, by, type Fixture, fixture, kariObject, later, person, strangersCode } from './sql/fixture.ts'
import { onBothDatabases } from './sql/suite.ts'

const newSecret = () => `${randomUUID()}-${randomUUID()}`
const closesAt = later(60 * 24 * 20)

onBothDatabases('lasting codes', ({ sql }) => {
  const opened = async (secrets: CodeSecrets = [newSecret()]) => {
    const base = await fixture(sql())
    const moved: unknown[] = []
    return { ...base, ...withSecrets(base, secrets, moved), moved, secrets }
  }
  const withSecrets = (base: Fixture, secrets: CodeSecrets, moved: unknown[] = []) => {
    const { wave, book } = base
    const codes = { secrets, closesAt: closesAt.getTime() }
    return {
      register: openRegister(sql(), { wave, codes, moveSeat: async (move) => void moved.push(move) }),
      web: openWebRegister(sql(), { wave, codes }),
      codeOf: async (email: string, renew = false): Promise<Invitation> => {
        const lasting = { wave, secrets }
        const request = { ...by, closesAt, lasting, renew, chance: () => new Uint8Array() }
        const made = await inviteRespondent(book, await base.idOf(email), request)
        if (made.type !== 'invited') throw new Error(made.type)
        return made.invitation
      },
    }
  }

  it('are the same each time, in the form that people know, and another for each respondent and wave', async () => {
    const secrets: CodeSecrets = [newSecret()]
    const [one, two] = [await opened(secrets), await opened(secrets)]
    const first = await one.codeOf('per@bergen.example')
    expect(first).toMatchObject({ lasting: true, expiresAt: closesAt })
    expect(first.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$/)
    expect(first.code).toMatch(/\d/)
    expect((await one.codeOf('per@bergen.example')).code).toBe(first.code)
    const others = [await one.codeOf('ola@bergen.example'), await two.codeOf('per@bergen.example')]
    expect(new Set([first, ...others].map(({ code }) => code)).size).toBe(3)
  })

  it('open their own respondent on the web as often as they are brought, however they are typed', async () => {
    const { web, codeOf, idOf, statusOf } = await opened()
    const { code } = await codeOf('per@bergen.example')
    const id = await idOf('per@bergen.example')
    const looks = [
      code,
      code.toLowerCase(),
      code.replaceAll('-', ''),
      ` ${code.replaceAll('-', ' ')} `,
      code.replaceAll('0', 'O').replaceAll('1', 'l'),
      code.replaceAll('-', '–'),
    ]
    for (const typed of looks) expect(await web.open(typed, at), typed).toMatchObject({ respondentId: id })
    expect(await statusOf('per@bergen.example')).toBe('linked')
    const found = await web.open(code, at)
    expect(found && (await web.standing(found, later(1)))).toMatchObject({
      person: { personId: webPersonIdOf(id), tenantId: '', objectId: '' },
      chat: null,
    })
  })

  it('are answered alike when they are wrong, ended, of nobody or no code at all', async () => {
    const { web, codeOf, book, idOf } = await opened()
    const { code } = await codeOf('per@bergen.example')
    const { code: olas } = await codeOf('ola@bergen.example')
    await book.erase(await idOf('ola@bergen.example'), by)
    for (const typed of [strangersCode(), olas, '', 'takk', code.slice(0, -1), `${code}0`, '0'.repeat(5_000)])
      expect(await web.open(typed, at), typed.slice(0, 20)).toBeNull()
    expect(await web.open(code, closesAt)).toBeNull()
  })

  it('end with the person, with the wave, and when a new one is made; what was open ends too', async () => {
    const { web, codeOf, book, idOf } = await opened()
    const { code } = await codeOf('per@bergen.example')
    const found = (await web.open(code, at)) ?? { respondentId: '', hash: '' }
    expect(await web.standing(found, later(1))).not.toBeNull()
    expect(await web.standing(found, closesAt)).toBeNull()
    const renewed = await codeOf('per@bergen.example', true)
    expect(renewed.code).not.toBe(code)
    expect(await web.standing(found, later(1))).toBeNull()
    expect(await web.open(code, at)).toBeNull()
    const again = (await web.open(renewed.code, at)) ?? { respondentId: '', hash: '' }
    expect((await codeOf('per@bergen.example')).code).toBe(renewed.code)
    await book.erase(await idOf('per@bergen.example'), by)
    expect(await web.standing(again, later(1))).toBeNull()
  })

  it('survive a change of secret while the older one is kept, and end without it', async () => {
    const [older, newer] = [newSecret(), newSecret()]
    const before = await opened([older])
    const { code } = await before.codeOf('per@bergen.example')
    const kept = withSecrets(before, [newer, older])
    const fresh = await kept.codeOf('per@bergen.example')
    expect(fresh.code).not.toBe(code)
    for (const either of [code, fresh.code]) expect(await kept.web.open(either, at)).not.toBeNull()
    const dropped = withSecrets(before, [newer])
    expect(await dropped.web.open(code, at)).toBeNull()
    expect(await dropped.web.open(fresh.code, at)).not.toBeNull()
  })

  it('are tied to the first Teams identity; another is refused, told so, and audited', async () => {
    const { register, codeOf, book, web, idOf } = await opened()
    const { code } = await codeOf('per@bergen.example')
    const [first, second] = [person(randomUUID()), person(randomUUID())]
    expect((await register.redeemCode(first, code, at)).type).toBe('linked')
    expect((await register.redeemCode(first, code, later(90))).type).toBe('linked')
    for (let n = 0; n < 7; n++) expect((await register.redeemCode(second, code, later(n))).type).toBe('taken')
    const trail = await book.auditTrail({ limit: 50 })
    const id = await idOf('per@bergen.example')
    expect(trail.filter(({ action, subject }) => action === 'code.taken' && subject === id)).toHaveLength(7)
    const found = (await web.open(code, at)) ?? { respondentId: '', hash: '' }
    expect((await web.standing(found, at))?.person).toEqual(first)
  })

  it('take what was begun on the web along to Teams, by code and by directory', async () => {
    const { register, codeOf, idOf, web, moved } = await opened()
    const kari = person(bergenTenant, kariObject)
    const per = person(randomUUID())
    const [karis, pers] = [await codeOf('kari@bergen.example'), await codeOf('per@bergen.example')]
    const sessions = [(await web.open(karis.code, at)) ?? null, (await web.open(pers.code, at)) ?? null]
    expect((await register.linkByDirectory(kari, null, later(1)))?.memberships).toHaveLength(1)
    expect((await register.redeemCode(per, pers.code, later(1))).type).toBe('linked')
    const ids = [await idOf('kari@bergen.example'), await idOf('per@bergen.example')]
    // Each twice: before SQL follows, and after.
    expect(moved.filter((_, i) => i % 2 === 0)).toMatchObject([
      { from: webPersonIdOf(ids[0] ?? ''), to: kari.personId },
      { from: webPersonIdOf(ids[1] ?? ''), to: per.personId },
    ])
    for (const [i, session] of sessions.entries())
      expect(session && (await web.standing(session, later(2)))?.person).toEqual([kari, per][i])
    for (const id of ids) expect(await register.linkOf(webPersonIdOf(id))).toBeNull()
  })

  it('leave codes of the older kind as they were: once, with an expiry, and on the web for who used it there', async () => {
    const { register, invite, web, codeOf } = await opened()
    const [pers, livs] = [await invite('per@bergen.example', later(30)), await invite('liv@gulen.example', later(30))]
    await codeOf('per@bergen.example')
    expect((await register.redeemCode(person(randomUUID()), pers, at)).type).toBe('linked')
    expect(await web.open(pers, at)).toBeNull()
    expect((await register.redeemCode(person(randomUUID()), pers, at)).type).toBe('refused')
    expect(await web.open(livs, at)).not.toBeNull()
    expect(await web.open(livs, later(29))).not.toBeNull()
    expect(await web.open(livs, later(30))).toBeNull()
    expect((await register.redeemCode(person(randomUUID()), livs, later(29))).type).toBe('linked')
    expect(await web.open(livs, later(29))).toBeNull()
  })

  it('end on the web with a code that is used once, when the place is somebody’s in Teams: by code and by directory', async () => {
    const { register, invite, web } = await opened()
    const people = [
      {
        email: 'per@bergen.example',
        links: (code: string) => register.redeemCode(person(randomUUID()), code, later(1)),
      },
      {
        email: 'liv@gulen.example',
        links: (code: string) => register.redeemCode(person(randomUUID()), code, later(1)),
      },
      {
        email: 'kari@bergen.example',
        links: () => register.linkByDirectory(person(bergenTenant, kariObject), null, later(1)),
      },
      {
        email: 'ola@bergen.example',
        links: () => register.linkByDirectory(person(bergenTenant), 'ola@bergen.example', later(1)),
      },
    ]
    for (const { email, links } of people) {
      const code = await invite(email, later(30))
      const found = (await web.open(code, at)) ?? { respondentId: '', hash: '' }
      expect(await web.standing(found, at), email).not.toBeNull()
      await links(code)
      expect(await web.standing(found, later(2)), email).toBeNull()
      expect(await web.open(code, later(2)), email).toBeNull()
    }
  })
})
