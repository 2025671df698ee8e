/** SMTP_URL, MAIL_FROM and MAIL_RATE: what they give, and what is refused at the start. */
import { expect, it } from 'vitest'
import { readSettings } from '../../src/settings/settings.ts'

const guid = '11111111-2222-3333-4444-555555555555'
const production = {
  ...{ NODE_ENV: 'production', HOST: '0.0.0.0', REDIS_URL: 'redis://redis:6379', DATABASE_URL: 'postgres://db/kd' },
  ...{ MicrosoftAppId: guid, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: guid },
  ...{ PUBLIC_URL: 'https://svar.imdi.no', CODE_SECRET: '9f2c7e41b0d85a36e1f7c2904bd6a83f' },
}
const server = { SMTP_URL: 'smtps://bruker:hemmelig@smtp.imdi.no', MAIL_FROM: 'svar@imdi.no' }

const mailOf = (env: Record<string, string>) => {
  const read = readSettings(env)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.settings.mail
}
const faultsOf = (env: Record<string, string>) => {
  const read = readSettings(env)
  return read.ok ? [] : read.faults
}

it('sends no mail unless it is told by what and from whom', () => {
  expect(mailOf(production)).toBeNull()
  expect(mailOf({})).toBeNull()
  expect(mailOf({ ...production, ...server })).toEqual({
    url: 'smtps://bruker:hemmelig@smtp.imdi.no',
    from: { name: null, address: 'svar@imdi.no' },
    perSecond: 5,
  })
})

it.each([
  ['IMDi <svar@imdi.no>', { name: 'IMDi', address: 'svar@imdi.no' }],
  ['"IMDi, avdeling øst" <svar@post.imdi.no>', { name: 'IMDi, avdeling øst', address: 'svar@post.imdi.no' }],
  ['Integrerings- og mangfoldsdirektoratet <a.b+c@x-y.no>', { address: 'a.b+c@x-y.no' }],
  ['<svar@imdi.no>', { name: null, address: 'svar@imdi.no' }],
])('takes the sender %s', (text, from) => {
  expect(mailOf({ ...production, ...server, MAIL_FROM: text })?.from).toMatchObject(from)
})

it('while developing on loopback it needs no address of the pages', () => {
  const found = mailOf({ SMTP_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'svar@kommunedialog.example', MAIL_RATE: '0.5' })
  expect(found).toMatchObject({ perSecond: 0.5 })
})

it.each([
  ['a server alone', { MAIL_FROM: '' }, 'MAIL_FROM'],
  ['a sender alone', { SMTP_URL: '' }, 'SMTP_URL'],
  ['another protocol', { SMTP_URL: 'https://smtp.imdi.no' }, 'SMTP_URL'],
  ['a server without a name', { SMTP_URL: 'smtp://' }, 'SMTP_URL'],
  ['a user without a password', { SMTP_URL: 'smtp://bruker@smtp.imdi.no' }, 'SMTP_URL'],
  ['options that nobody reads', { SMTP_URL: 'smtp://smtp.imdi.no?ignoreTLS=true' }, 'SMTP_URL'],
  ['a path', { SMTP_URL: 'smtp://smtp.imdi.no/post' }, 'SMTP_URL'],
  ['two senders', { MAIL_FROM: 'a@imdi.no, b@imdi.no' }, 'MAIL_FROM'],
  ['a name without an address', { MAIL_FROM: 'IMDi' }, 'MAIL_FROM'],
  ['a sender on this machine', { MAIL_FROM: 'svar@localhost' }, 'MAIL_FROM'],
  ['an example for a sender', { MAIL_FROM: 'svar@kommunedialog.example' }, 'MAIL_FROM'],
  ['a sender with another header in it', { MAIL_FROM: 'IMDi\r\nBcc: a@b.no <svar@imdi.no>' }, 'MAIL_FROM'],
  ['no rate', { MAIL_RATE: '0' }, 'MAIL_RATE'],
  ['a rate in words', { MAIL_RATE: 'mange' }, 'MAIL_RATE'],
  ['no pages to lead to', { PUBLIC_URL: '', CODE_SECRET: '' }, 'PUBLIC_URL'],
  ['a slip of the pen', { SMTP_ULR: 'smtp://smtp.imdi.no' }, 'SMTP_ULR'],
])('is refused at the start: %s', (_what, env, name) => {
  const faults = faultsOf({ ...production, ...server, ...env })
  expect(faults.map((one) => one.name)).toContain(name)
  expect(JSON.stringify(faults)).not.toContain('hemmelig')
})
