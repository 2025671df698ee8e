import { randomBytes, randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { importRespondents } from '../../src/app/respondents/import.ts'
import { inviteAllMissing } from '../../src/app/respondents/invite.ts'
import { openRespondents } from '../../src/edge/sql/respondents.ts'
import { at, fixture, later, person, units } from './sql/fixture.ts'
import { onBothDatabases } from './sql/suite.ts'

const rules = { unitIds: new Set(units.map((unit) => unit.id)), parts: ['raadmann', 'integrering'] }
const by = { rules, at, actor: 'test', newId: randomUUID }
const sheet = (...rows: string[][]) => ({
  header: { line: 1, cells: ['unit', 'part', 'name', 'email'] },
  rows: rows.map((cells, n) => ({ line: n + 2, cells })),
})
const file = sheet(
  ['1201', 'raadmann', 'Kari', 'kari@bergen.example'],
  ['1201', 'integrering', 'Ola N.', 'ola@bergen.example'],
  ['1411', 'integrering', 'Ny', 'ny@gulen.example'],
)

onBothDatabases('importing respondents', ({ sql, open }) => {
  it('adds, changes, and leaves what is the same', async () => {
    const { book } = await fixture(sql())
    const report = await importRespondents(book, { ...by, sheet: file, mode: 'write' })
    expect(report).toEqual({
      type: 'imported',
      added: [4],
      changed: [
        { line: 2, fields: ['name'] },
        { line: 3, fields: ['name'] },
      ],
      unchanged: [],
      notices: [],
    })
    expect(await importRespondents(book, { ...by, sheet: file, mode: 'write' })).toMatchObject({
      added: [],
      changed: [],
      unchanged: [2, 3, 4],
    })
    expect(await book.list({})).toHaveLength(6)
  })

  it('says the same in a dry run, and changes nothing', async () => {
    const { book } = await fixture(sql())
    const before = await book.list({})
    expect(await importRespondents(book, { ...by, sheet: file, mode: 'dry_run' })).toMatchObject({
      type: 'would_import',
      added: [4],
    })
    expect(await book.list({})).toEqual(before)
  })

  it('imports nothing when one row is wrong', async () => {
    const { book } = await fixture(sql())
    const before = await book.list({})
    const wrong = sheet(['1201', 'raadmann', 'Kari Å.', 'kari@bergen.example'], ['4601', 'raadmann', 'X', 'x@y.no'])
    expect(await importRespondents(book, { ...by, sheet: wrong, mode: 'write' })).toMatchObject({
      type: 'refused',
      faults: [{ line: 3 }],
    })
    expect(await book.list({})).toEqual(before)
  })

  it('refuses a file that names nobody', async () => {
    const { book } = await fixture(sql())
    expect(await importRespondents(book, { ...by, sheet: sheet(), mode: 'write' })).toMatchObject({ type: 'refused' })
  })

  it('adds nobody twice when two do it at once', async () => {
    const { wave, book } = await fixture(sql())
    const books = [openRespondents(open(), { wave }), openRespondents(open(), { wave })]
    await Promise.all(books.map((each) => importRespondents(each, { ...by, sheet: file, mode: 'write' })))
    expect(await book.list({})).toHaveLength(6)
  })

  it('invites everybody who is not linked, each with a code that works', async () => {
    const { book, register, invite } = await fixture(sql())
    await register.redeemCode(person(randomUUID()), await invite('per@bergen.example'), at)
    const request = { at, closesAt: later(60), actor: 'test', lasting: null, chance: randomBytes }
    const { invitations } = await inviteAllMissing(book, request, 'leave_out')
    expect(invitations.map(({ respondent }) => respondent.email)).not.toContain('per@bergen.example')
    expect(new Set(invitations.map(({ code }) => code)).size).toBe(4)
    for (const { code, expiresAt } of invitations) {
      expect(expiresAt).toEqual(later(60))
      expect((await register.redeemCode(person(randomUUID()), code, later(1))).type).toBe('linked')
    }
  })

  it('leaves who has a letter with its code, unless asked again', async () => {
    const { book, register } = await fixture(sql())
    const request = { at, closesAt: later(60), actor: 'test', lasting: null, chance: randomBytes }
    const first = await inviteAllMissing(book, request, 'leave_out')
    expect(first.invitations.map(({ replaces }) => replaces)).toEqual(first.invitations.map(() => false))
    expect(await inviteAllMissing(book, request, 'leave_out')).toEqual({
      invitations: [],
      leftOut: first.invitations.length,
    })
    const [early, late] = first.invitations.map(({ code }) => code)
    expect((await register.redeemCode(person(randomUUID()), early ?? '', later(1))).type).toBe('linked')
    const again = await inviteAllMissing(book, request, 'again')
    expect(again.leftOut).toBe(0)
    expect(again.invitations.map(({ replaces }) => replaces)).toEqual(first.invitations.slice(1).map(() => true))
    expect((await register.redeemCode(person(randomUUID()), late ?? '', later(1))).type).not.toBe('linked')
  })
})
