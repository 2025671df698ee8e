/** Who is not in Teams is told by mail that their answers were opened in a new browser: once for each. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MailServer, startMailServer } from '../../support/mail/mail-server.ts'
import { readMail } from '../../support/mail/read-mail.ts'
import { visitor } from '../../support/web/visitor.ts'
import { webService } from '../../support/web/web-service.ts'

let mail: MailServer
let service: Awaited<ReturnType<typeof webService>>
beforeAll(async () => {
  mail = await startMailServer()
  service = await webService({ SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: 'svar@undersokelsen.example' })
})
afterAll(async () => {
  await service.stop()
  await mail.stop()
})

/** Gives person `n` an address of their own; what is opened by whom. */
const addressed = async (n: number) => {
  const id = await service.idOf(n)
  const address = `person-${n}@kommune.example`
  await service.sql.updateTable('respondents').set({ email: address }).where('id', '=', id).execute()
  const told = () => mail.caught.filter(({ to }) => to === address)
  return { id, told, code: await service.codeOf(n) }
}

it('tells of the first opening from each browser, and of no other', async () => {
  const { told, code, id } = await addressed(0)
  const mine = visitor(service.service.url)
  await mine.open(code)
  await expect.poll(() => told().length).toBe(1)
  const { text, headers } = readMail(told()[0]?.raw ?? '')
  expect(headers.get('subject')).toBe('Svarene deres ble åpnet i en ny nettleser')
  expect(headers.has('list-unsubscribe')).toBe(false)
  expect(text).toContain('med den personlige koden din')
  expect(text).not.toContain(code)
  for (let n = 0; n < 3; n++) {
    mine.cookies.delete('__Host-kd')
    await mine.open(code)
  }
  const another = visitor(service.service.url)
  await another.open(code)
  await expect.poll(() => told().length).toBe(2)
  const opened = await service.sql
    .selectFrom('audit')
    .select('id')
    .where('subject', '=', id)
    .where('action', '=', 'web.open')
    .execute()
  expect(opened).toHaveLength(5)
})

it('knows a browser by a mark that is no name, for each respondent by itself', async () => {
  const [one, other] = [await addressed(1), await addressed(2)]
  const shared = visitor(service.service.url)
  await shared.open(one.code)
  await shared.open(other.code)
  await expect.poll(() => [one.told().length, other.told().length]).toEqual([1, 1])
  const marks = shared.cookies.get('__Host-kd-known') ?? ''
  expect(marks).toMatch(/^[\w-]{22}\.[\w-]{22}$/)
  expect(marks).not.toContain(one.id.slice(0, 8))
  const thief = visitor(service.service.url)
  thief.cookies.set('__Host-kd-known', marks.split('.')[0] ?? '')
  await thief.open(one.code)
  await expect.poll(() => one.told().length).toBe(2)
})

it('is told also who wants no reminders by mail, and opens all the same where the server refuses', async () => {
  const { id, told, code } = await addressed(3)
  await service.sql.updateTable('respondents').set({ mail_opted_out_at: new Date() }).where('id', '=', id).execute()
  mail.plans.set('person-3@kommune.example', [{ at: 'rcpt', status: 550 }])
  const page = await visitor(service.service.url).open(code)
  expect(page).toMatchObject({ status: 200, path: '/svar/skjema' })
  await visitor(service.service.url).open(code)
  await expect.poll(() => told().length).toBe(1)
})
