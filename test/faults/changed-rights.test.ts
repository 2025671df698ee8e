/** Somebody's rights change in the register while they are writing: their next word knows it, whoever changed them and wherever. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAdmin } from '../../src/app/administration/admins.ts'
import type { ProgressStore } from '../../src/app/ports/progress.ts'
import type { RespondentBook } from '../../src/app/ports/register.ts'
import { importRespondents } from '../../src/app/respondents/import.ts'
import { eraseRespondent } from '../../src/app/respondents/rights.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { besideService } from '../support/beside-service.ts'
import type { PersonInTeams } from '../support/person-in-teams.ts'
import { objectIdOf, tenantId } from '../support/registered.ts'
import { units } from '../support/survey-2018.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

const wave = wave2018
let whole: WholeService
let beside: ReturnType<typeof besideService>
let progress: ProgressStore
let book: RespondentBook
beforeAll(async () => {
  whole = await wholeService()
  beside = besideService(whole, wave)
  ;({ progress, book } = beside)
})
afterAll(async () => {
  await beside?.end()
  await whole?.stop()
})

const by = () => ({ at: new Date(), actor: 'test' })
const imports = async (row: { unit: string; part: string; upn?: string; objectId?: string; tenant?: string }) => {
  const cells = [
    row.unit,
    row.part,
    'Kari Nordmann',
    `${randomUUID()}@example.no`,
    row.tenant ?? tenantId,
    row.objectId ?? '',
    row.upn ?? '',
  ]
  const header = { line: 1, cells: ['unit', 'part', 'name', 'email', 'tenant_id', 'object_id', 'upn'] }
  const report = await importRespondents(book, {
    sheet: { header, rows: [{ line: 2, cells }] },
    rules: { unitIds: new Set(units.map(({ id }) => id)), parts: ['raadmann', 'integrering'] },
    ...{ ...by(), mode: 'write' as const, newId: randomUUID },
  })
  expect(report.type).toBe('imported')
}
const nameOf = (n: number) => units[n]?.name ?? ''
const hears = (person: PersonInTeams, text: string) => whole.hears(person, text)

test('a second unit by import is offered at the next word', async () => {
  const person = whole.person(0)
  await hears(person, 'hei')
  await hears(person, 'hjelp')
  await imports({ unit: units[1]?.id ?? '', part: 'integrering', objectId: objectIdOf(0) })
  const said = await hears(person, 'hei')
  expect(said).toContain(nameOf(0))
  expect(said).toContain(nameOf(1))
})

test('a second part of the same unit too', async () => {
  const person = whole.person(2)
  await hears(person, 'hei')
  await imports({ unit: units[2]?.id ?? '', part: 'integrering', objectId: objectIdOf(2) })
  expect(await hears(person, 'hei')).toMatch(/hvilken|1.*2/is)
})

const upnOf = (n: number) => `person${n}@bergen.example`
test.each<[string, (n: number) => { upn?: string; objectId?: string; tenant?: string }]>([
  ['by principal name alone', (n) => ({ upn: upnOf(n) })],
  ['by a principal name in capitals', (n) => ({ upn: upnOf(n).toUpperCase() })],
  ['by both', (n) => ({ upn: upnOf(n), objectId: objectIdOf(n) })],
  ['by an object id in capitals', (n) => ({ objectId: objectIdOf(n).toUpperCase() })],
  ['in a tenant in capitals', (n) => ({ objectId: objectIdOf(n), tenant: tenantId.toUpperCase() })],
])('a second unit %s is offered at the next word', async (how, row) => {
  const n = 20 + 2 * ways++
  const person = whole.person(n)
  whole.connector.setMember(`29:${objectIdOf(n)}`, { id: 'x', userPrincipalName: upnOf(n) })
  await hears(person, 'hei')
  await hears(person, 'hjelp')
  await imports({ unit: units[n + 1]?.id ?? '', part: 'integrering', ...row(n) })
  const said = await hears(person, 'hei')
  expect(said, how).toContain(nameOf(n))
  expect(said, how).toContain(nameOf(n + 1))
})
let ways = 0

test('who was unknown a moment ago and is imported by principal name is known at the next word', async () => {
  const person = whole.person(700)
  whole.connector.setMember(`29:${objectIdOf(700)}`, { id: 'x', userPrincipalName: 'ny@bergen.example' })
  const unknown = await hears(person, 'hei')
  expect(unknown).not.toContain(nameOf(3))
  await imports({ unit: units[3]?.id ?? '', part: 'integrering', upn: 'ny@bergen.example' })
  expect(await hears(person, 'hei')).toContain(nameOf(3))
})

test('who is erased is unknown at the next word, and a link copy elsewhere does not bring them back', async () => {
  const person = whole.person(4)
  await hears(person, 'hei')
  const [found] = (await book.list({})).filter(({ unitId, part }) => unitId === units[4]?.id && part === 'raadmann')
  await eraseRespondent(
    { book, progress, pause: async () => undefined },
    { wave, respondentId: found?.id ?? '', ...by() },
  )
  expect(await hears(person, 'fortsett')).not.toContain(nameOf(4))
})

test('a role is there at the next word, and gone at the next', async () => {
  const person = whole.person(5)
  await hears(person, 'hei')
  const admin = { tenantId, objectId: objectIdOf(5) }
  await addAdmin({ wave, book, progress }, { ...admin, role: 'administrator', ...by() })
  const copy = () => progress.readLink(wave, `${tenantId}/${objectIdOf(5)}`)
  expect((await copy())?.checkedAt ?? 0).toBe(0)
  expect(await hears(person, 'påminn')).not.toBe('')
})

test('a copy that was made while the register changed does not count', async () => {
  const link = { personId: 'p', memberships: [], role: null }
  const before = await progress.registerState()
  await progress.changingRegister(async () => undefined)
  await progress.writeLink(wave, link, 1_000, before)
  expect(await progress.readLink(wave, 'p')).toMatchObject({ checkedAt: 0 })
  await progress.writeLink(wave, link, 1_000, await progress.registerState())
  expect(await progress.readLink(wave, 'p')).toMatchObject({ checkedAt: 1_000 })
  const elsewhere = progressStore(beside.redis, async () => undefined)
  await elsewhere.changingRegister(async () => undefined)
  expect(await progress.readLink(wave, 'p')).toMatchObject({ checkedAt: 0 })
})
