/** No more mail: a page with a button, and a post of its own (RFC 8058) with a token that can do that and nothing else. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRegister } from '../../../src/edge/sql/register.ts'
import { optedOutBy, optOutToken } from '../../../src/register/sealed-token.ts'
import { readSettings } from '../../../src/settings/settings.ts'
import { visitor } from '../../support/web/visitor.ts'
import { webService } from '../../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
beforeAll(async () => {
  service = await webService()
})
afterAll(() => service.stop())

const secret = (): string => {
  const read = readSettings({})
  return (read.ok && read.settings.web?.codeSecrets[0]) || ''
}
const linkOf = (token: string, lang = 'nb') => `/svar/epost?${new URLSearchParams({ t: token, lang })}`
const offMail = async (id: string) =>
  (await service.sql.selectFrom('respondents').select('mail_opted_out_at').where('id', '=', id).executeTakeFirst())
    ?.mail_opted_out_at ?? null
const audited = async (id: string) =>
  (
    await service.sql
      .selectFrom('audit')
      .select(['actor', 'action'])
      .where('subject', '=', id)
      .where('action', 'like', '%mail%')
      .execute()
  ).map(({ actor, action }) => `${actor} ${action}`)

it('changes nothing by a GET, and takes off mail by the button, once', async () => {
  const id = await service.idOf(0)
  const link = linkOf(optOutToken(secret(), id))
  const who = visitor(service.service.url)
  for (let n = 0; n < 2; n++) expect((await who.get(link)).titles).toEqual(['Meld meg av e-post'])
  expect(await offMail(id)).toBeNull()
  const page = await who.get(link)
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self'")
  expect(page.headers.get('cache-control')).toBe('no-store')
  const done = await who.post(link, {})
  expect(done).toMatchObject({ status: 200 })
  expect(done.text).toContain('Du er meldt av')
  const at = await offMail(id)
  expect(at).toBeInstanceOf(Date)
  await who.post(link, {})
  expect(await offMail(id)).toEqual(at)
  expect(await audited(id)).toEqual(['service respondents.mail_opt_out'])
  expect(who.cookies.size).toBe(0)
})

it('speaks nynorsk to who reads it', async () => {
  const who = visitor(service.service.url)
  const link = linkOf(optOutToken(secret(), await service.idOf(1)), 'nn')
  const page = await who.get(link)
  expect(page.html).toContain('<html lang="nn"')
  expect(page.text).toContain('Ikkje meir e-post?')
})

const boundary = 'grense'
it.each<[string, RequestInit]>([
  ['as a form', { body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }],
  [
    'in parts',
    {
      body: `--${boundary}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--${boundary}--\r\n`,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    },
  ],
  ['with nothing in it', {}],
  ['from anywhere', { body: 'x', headers: { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' } }],
])('takes the post of a mail service, %s', async (_what, init) => {
  const id = await service.idOf(2)
  await service.sql.updateTable('respondents').set({ mail_opted_out_at: null }).where('id', '=', id).execute()
  const url = `${service.service.url()}${linkOf(optOutToken(secret(), id))}`
  const response = await fetch(url, { ...init, method: 'POST', redirect: 'manual' })
  expect(response.status).toBe(200)
  expect(response.headers.getSetCookie()).toEqual([])
  expect(await offMail(id)).toBeInstanceOf(Date)
})

it.each<[string, (token: string, other: string) => string]>([
  ['nothing', () => ''],
  ['half of it', (token) => token.slice(0, -4)],
  ['one sign changed', (token) => `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`],
  ['the seal of somebody else', (token, other) => `${token.split('.')[0]}.${other.split('.')[1]}`],
  ['the id alone', (token) => token.split('.')[0] ?? ''],
  ['more behind it', (token) => `${token}.x`],
  ['made from another secret', (token) => optOutToken('a secret that is not ours', token.split('.')[0] ?? '')],
])('is not fooled by a token that is not one: %s', async (_what, bend) => {
  const [id, other] = [await service.idOf(3), await service.idOf(4)]
  const bent = bend(optOutToken(secret(), id), optOutToken(secret(), other))
  const who = visitor(service.service.url)
  expect((await who.get(linkOf(bent))).status).toBe(404)
  const posted = await who.post(linkOf(bent), {})
  expect(posted.status).toBe(404)
  expect(posted.text).toContain('Lenken virker ikke')
  expect(await offMail(id)).toBeNull()
})

it('opens nothing with the token, and is off mail by a token of the secret before', async () => {
  const token = optOutToken(secret(), await service.idOf(5))
  const who = visitor(service.service.url)
  for (const typed of [token, token.split('.')[1] ?? '']) expect((await who.open(typed)).status).toBe(422)
  expect((await who.get('/svar/skjema')).path).toBe('/svar/skjema')
  expect(who.cookies.size).toBe(0)
  const older = optOutToken('the secret before', 'id')
  expect(optedOutBy(['the newer one', 'the secret before'], older)).toBe('id')
  expect(optedOutBy(['the newer one'], older)).toBeNull()
})

it('says nothing else of a respondent who is gone', async () => {
  const gone = optOutToken(secret(), '00000000-0000-4000-8000-000000000000')
  expect(await visitor(service.service.url).post(linkOf(gone), {})).toMatchObject({ status: 200 })
})

it('is written to by mail again by asking for reminders', async () => {
  const id = await service.idOf(6)
  await visitor(service.service.url).post(linkOf(optOutToken(secret(), id)), {})
  const who = visitor(service.service.url)
  await who.open(await service.codeOf(6))
  const row = await service.sql.selectFrom('respondents').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const register = openRegister(service.sql, { wave: row.wave })
  await register.setReminders(row.person_id ?? '', 'opt_in', new Date())
  expect(await offMail(id)).toBeNull()
})
