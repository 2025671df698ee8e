/** Somebody waits to be let in: the page of those who answer says so, and where they say yes no address tells the right to. */

import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addRespondent, correctRespondent } from '../../../src/app/respondents/by-hand.ts'
import { waitingFor } from '../../../src/edge/sql/held.ts'
import { openRegister } from '../../../src/edge/sql/register.ts'
import { findCode, hashCode, makeCode } from '../../../src/register/code.ts'
import { confirmToken } from '../../../src/register/sealed-token.ts'
import { readSettings } from '../../../src/settings/settings.ts'
import { units } from '../../support/survey-2018.ts'
import { wave2018 } from '../../support/wave-2018.ts'

import { visitor } from '../../support/web/visitor.ts'
import { webService } from '../../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
beforeAll(async () => {
  service = await webService()
})
afterAll(() => service.stop())

const rules = { unitIds: new Set(units.map(({ id }) => id)), parts: ['raadmann', 'integrering'] }
const by = () => ({
  ...{ at: new Date(), actor: 'api:eva', newId: randomUUID },
  holding: async () => () => true,
})
const unitOf = (n: number) => units[n]?.id ?? ''

/** Somebody is written down for the part of person `n`, which has answers. Their id. */
const plant = async (n: number, name: string, part = 'raadmann'): Promise<string> => {
  const email = `${randomUUID()}@kommune.example`
  const values = { unit: unitOf(n), part, name, email }
  const added = await addRespondent(service.book, { values, rules, by: by(), wave: wave2018 })
  if (added.type === 'refused') throw new Error(JSON.stringify(added.faults))
  return added.held[0] ?? ''
}

const signedIn = async (n: number) => {
  const who = visitor(service.service.url)
  await who.open(await service.codeOf(n))
  return who
}
const isHeld = async (id: string) => (await service.book.personRecord(id))?.respondent.heldAt !== null
const letInLinks = (html: string) =>
  [...html.matchAll(/href="(\/svar\/slipp-inn[^"]*)"/g)].map(([, path = '']) => path.replaceAll('&amp;', '&'))

it('stands on the overview and the first page until one of those who answer has said yes', async () => {
  const who = await signedIn(0)
  expect((await who.get('/svar/oversikt')).text).not.toContain('venter på ja')
  const id = await plant(0, 'Nina <b>Ny</b>')
  for (const path of ['/svar/oversikt', '/svar/skjema']) {
    const page = await who.get(path)
    expect(page.text).toContain('Noen venter på ja fra dere')
    expect(page.text).toContain('Nina <b>Ny</b>')
    expect(page.html).not.toContain('<b>Ny')
  }
  expect((await who.get('/svar/hjelp')).text).not.toContain('venter på ja')
  const [link = ''] = letInLinks((await who.get('/svar/oversikt')).html)
  const asked = await who.get(link)
  expect(asked).toMatchObject({ status: 200, path: '/svar/slipp-inn' })
  expect(await isHeld(id)).toBe(true)
  const done = await who.post('/svar/slipp-inn?lang=nb', asked.hidden('/svar/slipp-inn?lang=nb'))
  expect(done.text).toContain('kan svare sammen med dere')
  expect(await isHeld(id)).toBe(false)
  expect((await who.get('/svar/oversikt')).text).not.toContain('venter på ja')
  expect((await who.post('/svar/slipp-inn', asked.hidden('/svar/slipp-inn?lang=nb'))).status).toBe(404)
})

it('is told in nynorsk, of a changed address as such, and of each who waits', async () => {
  const who = await signedIn(1)
  await plant(1, 'Anna Ein')
  const second = await plant(1, 'Berit To')
  await service.sql.updateTable('respondents').set({ held_at: null }).where('id', '=', second).execute()
  const values = { name: 'Berit To', email: `${randomUUID()}@ny.example` }
  expect(await correctRespondent(service.book, second, { values, rules, by: by() })).toMatchObject({ held: [second] })
  const start = await who.get('/svar/skjema')
  await who.press(start, 'Nynorsk')
  const { text, html } = await who.get('/svar/oversikt')
  expect(text).toContain('Nokon ventar på ja frå dykk')
  expect(text).toContain('slepp inn når ein av dykk har sagt ja')
  expect(text).toContain('E-postadressa eller kontoen til Berit To er endra')
  expect(letInLinks(html)).toHaveLength(2)
})

it.each(['another part', 'another unit', 'nobody any more'])('is not told of %s', async (which) => {
  const who = await signedIn(2)
  const id =
    which === 'another part'
      ? await plant(2, 'Per', 'integrering')
      : await plant(which === 'another unit' ? 3 : 2, 'Per')
  if (which === 'nobody any more') await service.book.erase(id, { at: new Date(), actor: 'cli:x' })
  expect((await who.get('/svar/oversikt')).text).not.toContain('venter på ja')
})

it.each([
  ['whom a theme was passed on to', 10, { section: 'tolk', delegated_by: 'p' }],
  ['who enters a form that came on paper', 11, { assisted: true, delegated_by: 'p' }],
  ['who waits as well', 12, { held_at: new Date() }],
  ['who has ended', 13, { ended_at: new Date(), person_id: null, linked_at: null, status: 'imported' as const }],
])('lets nobody say yes %s', async (_who, n, row) => {
  await signedIn(n)
  const me = await service.idOf(n)
  const mine = await service.sql.selectFrom('respondents').selectAll().where('id', '=', me).executeTakeFirstOrThrow()
  const id = await plant(n, 'Per')
  const place = { wave: wave2018, unitId: unitOf(n), part: 'raadmann', personId: mine.person_id ?? '' }
  const waiting = await waitingFor(service.sql, place)
  expect(waiting).toMatchObject([{ respondentId: id, by: me, name: 'Per', isNew: true }])
  const tokens = waiting.map((one) => confirmToken(secret(), one))
  await service.sql.updateTable('respondents').set(row).where('id', '=', me).execute()
  expect((await waitingFor(service.sql, place)).map(({ by }) => by)).toEqual([])
  const stranger = visitor(service.service.url)
  for (const t of tokens) {
    expect((await stranger.get(`/svar/slipp-inn?t=${t}`)).status).toBe(404)
    expect((await stranger.post('/svar/slipp-inn', { t })).status).toBe(404)
  }
  expect(await isHeld(id)).toBe(true)
})

const secret = (): string => {
  const read = readSettings({})
  return (read.ok && read.settings.web?.codeSecrets[0]) || ''
}

it('is not shown to a colleague with one theme', async () => {
  await signedIn(5)
  const code = makeCode(randomBytes(64)) ?? ''
  await openRegister(service.sql, { wave: wave2018 }).delegate({
    ...{ id: randomUUID(), unitId: unitOf(5), part: 'raadmann', section: 'tolk', name: 'Nils', by: 'p' },
    ...{ hash: hashCode(findCode(code) ?? ''), at: new Date(), expiresAt: new Date(Date.now() + 86_400_000) },
  })
  await plant(5, 'Per')
  const nils = visitor(service.service.url)
  await nils.open(code)
  const page = await nils.get('/svar/oversikt')
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('venter på ja')
})

it('takes the right out of the address at once, and keeps it from scripts', async () => {
  const who = await signedIn(6)
  await plant(6, 'Per')
  const [link = ''] = letInLinks((await who.get('/svar/oversikt')).html)
  const token = new URL(link, 'http://x').searchParams.get('t') ?? ''
  const first = await fetch(`${service.service.url()}${link.replace('lang=nb', 'lang=nn')}`, { redirect: 'manual' })
  expect([first.status, first.headers.get('location')]).toEqual([303, '/svar/slipp-inn?lang=nn'])
  expect(first.headers.get('referrer-policy')).toBe('same-origin')
  expect(first.headers.getSetCookie()).toEqual([
    `__Host-kd-inn=${token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=900`,
  ])
  const page = await who.get(link)
  for (const [, address = ''] of page.html.matchAll(/(?:href|action|src)="([^"]*)"/g))
    expect(address).not.toContain(token)
  // Another browser knows nothing by the address alone.
  expect((await visitor(service.service.url).get('/svar/slipp-inn')).status).toBe(404)
})

it('lets in whom the page shows, though another link was opened since', async () => {
  const who = await signedIn(7)
  const [one, other] = [await plant(7, 'Den første'), await plant(7, 'Den andre')]
  const links = letInLinks((await who.get('/svar/oversikt')).html)
  const pages = []
  for (const link of links) pages.push(await who.get(link))
  const first = pages.find(({ text }) => text.includes('Den første'))
  await who.post('/svar/slipp-inn', first?.hidden('/svar/slipp-inn?lang=nb') ?? {})
  expect([await isHeld(one), await isHeld(other)]).toEqual([false, true])
})

it.each([
  '',
  'x',
  'a.b',
  '%0d%0aSet-Cookie:x=y',
  `${'a'.repeat(200)}.${'b'.repeat(22)}`,
  `x.${'b'.repeat(22)};Domain=x`,
])('keeps nothing of «%s» in the address', async (bent) => {
  const response = await fetch(`${service.service.url()}/svar/slipp-inn?t=${encodeURIComponent(bent)}`, {
    redirect: 'manual',
  })
  expect(response.status).toBe(404)
  expect(response.headers.getSetCookie()).toEqual([])
})

it('is shown without the mark while it cannot be asked for', async () => {
  // A page is more than this mark: what was answered stands in Redis.
  const who = await signedIn(8)
  await plant(8, 'Per')
  const start = await who.get('/svar/skjema')
  await who.press(start, start.titles.find((title) => title === 'Start') ?? '')
  service.way.cut()
  const page = await who.get('/svar/oversikt')
  expect([page.status, page.text.includes('venter på ja')]).toEqual([200, false])
  service.way.mend()
  await expect.poll(async () => (await who.get('/svar/oversikt')).text).toContain('venter på ja')
})
