/** Whoever says yes to somebody on the page lets in the name and the address that stand there, and no account that does not. */
import { expect, it } from 'vitest'
import { answeredDesks, CODE, type Opened } from '../../support/reminders/answered.ts'

const open = answeredDesks()

const tenantId = '00000000-0000-4000-8000-000000000099'
const objectId = '00000000-0000-4000-8000-0000000000aa'

it.each<[string, (opened: Opened) => Promise<string>, (tokens: { chat: string; letter: string }) => string]>([
  [
    'an account with a colleague’s name and address, who was added',
    async ({ api, book }) => {
      const kari = { name: 'Kari Kollega', email: 'kari@bergen.example' }
      const admin = await api.issuer.token()
      await api.post('respondents', admin, { unit: '1201', part: 'raadmann', ...kari, tenantId, objectId })
      return (await book.list({})).find(({ email }) => email === kari.email)?.id ?? ''
    },
    ({ chat }) => chat,
  ],
  [
    'an account beside the address that stands',
    async ({ api, liv, emailOf }) => {
      const same = { name: 'Liv', email: await emailOf(liv.respondentId), tenantId, objectId }
      await api.post(`respondents/${liv.respondentId}`, await api.issuer.token(), same)
      return liv.respondentId
    },
    ({ letter }) => letter,
  ],
  [
    'a principal name beside the address that stands',
    async ({ api, liv, emailOf }) => {
      const email = await emailOf(liv.respondentId)
      const same = { name: 'Liv', email, tenantId, upn: 'eva@imdi.example' }
      await api.post(`respondents/${liv.respondentId}`, await api.issuer.token(), same)
      return liv.respondentId
    },
    ({ chat }) => chat,
  ],
])('lets in whom it shows, and not %s', async (_what, plant, which) => {
  const opened = await open()
  const { api, desk, liv, emailOf, answer, heldAt, book, mailsTo, linksIn, inChat, confirm } = opened
  await answer('1201')
  const former = await emailOf(liv.respondentId)
  const id = await plant(opened)
  expect(await heldAt(id)).toBeInstanceOf(Date)
  const [chat = '', letter = ''] = [linksIn(inChat()).at(-1), linksIn(mailsTo(former)).at(-1)]
  expect(await confirm(which({ chat, letter }))).toBe(true)
  expect((await book.personRecord(id))?.respondent).toMatchObject({ tenantId: null, objectId: null, upn: null })
  const eva = { personId: 'e'.repeat(22), tenantId, objectId }
  const at = new Date(desk.clock.at)
  expect(await desk.deps.register.linkByDirectory(eva, 'eva@imdi.example', at, 'again')).toBeNull()
  // Who was shown comes in by the code to the address.
  const { email } = (await book.personRecord(id))?.respondent ?? { email: '' }
  await api.post('respondents/codes', await api.issuer.token(), { ids: [id] })
  expect(await opened.opens(CODE.exec(mailsTo(email).at(-1) ?? '')?.[0] ?? '')).toMatchObject({ respondentId: id })
  await api.stop()
})

it('lets in by the account, where that is of the tenant of who says yes', async () => {
  const { api, desk, per, book, answer, linksIn, inChat, confirm } = await open()
  const admin = await api.issuer.token()
  await answer('1201')
  const values = { name: 'Kari', email: 'kari@bergen.example', tenantId: per.tenantId, objectId }
  await api.post('respondents', admin, { unit: '1201', part: 'raadmann', ...values })
  const id = (await book.list({})).find(({ email }) => email === values.email)?.id ?? ''
  expect(await confirm(linksIn(inChat()).at(-1) ?? '')).toBe(true)
  const kari = { personId: 'k'.repeat(22), tenantId: per.tenantId, objectId }
  const link = await desk.deps.register.linkByDirectory(kari, null, new Date(desk.clock.at), 'again')
  expect(link?.memberships.map(({ respondentId }) => respondentId)).toEqual([id])
  await api.stop()
})
