/** `respondents letters` and `respondents mark` as an operator runs them. */

import { randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { turnKeys } from '../../src/edge/redis/keys.ts'
import { openSql } from '../../src/edge/sql/database.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { openOwned } from '../support/embedded/opened.ts'
import { startMailServer } from '../support/mail/mail-server.ts'
import { readMail } from '../support/mail/read-mail.ts'
import { readPdf } from '../support/read-pdf.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { workplace } from './cli.run.ts'

const mail = await startMailServer()
const { folder, env, run, json, file, end } = workplace({
  ...{ SURVEY_WAVE: wave2018, SURVEY_CLOSES_AT: '2099-12-01' },
  ...{ SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: 'svar@undersokelsen.example' },
})
let stop: () => Promise<void>
beforeAll(async () => {
  const { redis: redisAt, sql: sqlAt, close } = await openOwned(env.DATA_DIR)
  file(
    'alle.csv',
    [
      'unit;part;name;email;language',
      ...['0301;raadmann;Åse;ase@oslo.no;', '1201;raadmann;Per;per@bergen.no;nn', '1411;raadmann;Liv;liv@gulen.no;'],
      ...['1601;raadmann;Ola;ola@trondheim.no;', '0301;integrering;Eva;eva@oslo.no;'].filter(
        (row) => !row.startsWith('16'),
      ),
    ].join('\n'),
  )
  const imported = await run('respondents', 'import', 'alle.csv')
  if (imported.code !== 0) throw new Error(imported.out + imported.err)
  // Bergen has begun, Gulen has sent in.
  const redis = await connectRedis({ socketPath: redisAt.socketPath })
  const sql = openSql({ socket: sqlAt.socket })
  const begun = sessionIdOf(wave2018, '1201', 'raadmann')
  await redis.hset(turnKeys(begun, 'x').session, { json: '{"not":"readable"}', rev: '1' })
  const at = new Date()
  await sql
    .insertInto('submissions')
    .values({
      ...{
        submission_id: randomUUID(),
        revision: 1,
        wave: wave2018,
        part: 'raadmann',
        unit_id: '1411',
        complete: true,
      },
      ...{ submitted_at: at, stored_at: at, document: '{}' },
    })
    .execute()
  redis.disconnect()
  await sql.destroy()
  stop = close
})
afterAll(async () => {
  await stop()
  await mail.stop()
  end()
})

const idOf = async (email: string) =>
  ((await json('respondents', 'list')) as { id: string; email: string }[]).find((one) => one.email === email)?.id ?? ''
const read = async (name: string) => readPdf(readFileSync(join(folder, name)))
const codesIn = (pdf: Awaited<ReturnType<typeof read>>) =>
  pdf.elements.map(({ text }) => text).filter((text) => /^\w{4}-\w{4}-\w{4}-\w$/.test(text))

it('writes a page for each whose part has no answer, for its owner alone, and says whom it left out', async () => {
  const ran = await run('respondents', 'letters', '--pdf', 'brev.pdf')
  expect(ran).toMatchObject({ code: 0, out: '2 letters in brev.pdf\n' })
  for (const left of ['per@bergen.no', 'liv@gulen.no']) expect(ran.err).toContain(await idOf(left))
  expect(statSync(join(folder, 'brev.pdf')).mode & 0o777).toBe(0o600)
  const pdf = await read('brev.pdf')
  expect(pdf.pages).toBe(2)
  expect(new Set(codesIn(pdf)).size).toBe(2)
  expect(pdf.elements.map(({ text }) => text).join('\n')).not.toMatch(/Per|Liv/)
})

it('brings the same code each time, and that which the register gives', async () => {
  const id = await idOf('eva@oslo.no')
  expect(await run('respondents', 'letters', '--pdf', 'eva.pdf', '--id', id)).toMatchObject({ code: 0 })
  const again = codesIn(await read('brev.pdf'))
  expect(again).toContain(codesIn(await read('eva.pdf'))[0])
})

it.each<[string, string[], RegExp]>([
  ['a file that is there', ['--pdf', 'brev.pdf'], /is there already/],
  ['a part that is none', ['--pdf', 'ny.pdf', '--part', 'kantine'], /kantine is no part/],
  ['nobody of the wave', ['--pdf', 'ny.pdf', '--id', randomUUID()], /no respondent of this wave/],
  ['something else than an id', ['--pdf', 'ny.pdf', '--id', 'Kari'], /no respondent of this wave/],
])('refuses %s, and leaves no file', async (_what, options, why) => {
  const ran = await run('respondents', 'letters', ...options)
  expect(ran.code).toBe(1)
  expect(ran.err).toMatch(why)
  expect(() => statSync(join(folder, 'ny.pdf'))).toThrow()
})

it('makes no letter for one whose part has answers, and says the way', async () => {
  const ran = await run('respondents', 'letters', '--pdf', 'ny.pdf', '--id', await idOf('per@bergen.no'))
  expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('respondents invite <id> --new') })
})

it('tells of a new code by mail, or sends it unseen', async () => {
  const id = await idOf('ase@oslo.no')
  const mailOf = (n: number) => readMail(mail.caught.filter(({ to }) => to === 'ase@oslo.no')[n]?.raw ?? '')
  const shown = (await json('respondents', 'invite', id, '--new')) as { code: string }
  expect(mailOf(0).headers.get('subject')).toBe('Du har fått en ny personlig kode')
  expect(mailOf(0).text).not.toContain(shown.code)
  const ran = await run('respondents', 'invite', id, '--new', '--mail')
  expect(ran).toMatchObject({ code: 0, out: 'Sent to Åse.\n' })
  const sent = /\n\n(\w{4}-\w{4}-\w{4}-\w)\n\n/.exec(mailOf(1).text)?.[1]
  expect(sent).toBeDefined()
  expect(sent).not.toBe(shown.code)
  expect(mailOf(1).text).toContain(`/svar#${sent}`)
  mail.plans.set('ase@oslo.no', [{ at: 'rcpt', status: 550 }])
  const refused = await run('respondents', 'invite', id, '--new', '--mail')
  expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('was not taken (smtp_550)') })
  expect((await run('respondents', 'invite', id, '--mail')).code).toBe(64)
  expect((await run('audit', 'list')).out).toContain('respondents.new_code')
})

it('marks addresses that mail came back from, until they are changed', async () => {
  file('retur.txt', 'Adresse\nASE@oslo.no\nukjent@oslo.no\n')
  const ran = await run('respondents', 'mark', '--mail-refused', 'retur.txt')
  expect(ran).toMatchObject({ code: 1, out: '1 respondent marked.\n', err: expect.stringContaining('ukjent@oslo.no') })
  const access = JSON.parse((await run('respondents', 'access', await idOf('ase@oslo.no'))).out)
  expect(access.respondent.mailRefused).toBe(true)
  expect((await run('audit', 'list')).out).toContain('respondents.mail_refused')
  file('feil.txt', 'ase@oslo.no\nringte, ikke svar\n')
  const refused = await run('respondents', 'mark', '--mail-refused', 'feil.txt')
  expect(refused).toMatchObject({ code: 1, err: 'line 2: no address, or more than one.\nNothing was marked.\n' })
  expect(await run('respondents', 'mark', '--mail-refused', 'borte.txt')).toMatchObject({ code: 1 })
  expect((await run('respondents', 'mark')).code).toBe(64)
})

it.each(['per@bergen.no', 'liv@gulen.no'])(
  '`invite` shows no code that opens answers, unless a new one is asked for: %s',
  async (email) => {
    const id = await idOf(email)
    const ran = await run('respondents', 'invite', id)
    expect(ran).toMatchObject({ code: 1, out: '' })
    expect(ran.err).toMatch(/answered already[\s\S]*--new/)
    const made = await json('respondents', 'invite', id, '--new')
    expect(made).toMatchObject({ code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}-\w$/) })
    const [newest] = (await json('audit', 'list', '--limit', '1')) as { action: string; subject: string }[]
    expect(newest).toMatchObject({ action: 'respondents.new_code', subject: id })
    expect((await run('respondents', 'invite', id)).code).toBe(1)
  },
)

it('`invite` shows the code of a part that has no answer as often as it is asked', async () => {
  const id = await idOf('eva@oslo.no')
  const first = (await json('respondents', 'invite', id)) as { code: string }
  expect(await json('respondents', 'invite', id)).toMatchObject({ code: first.code })
})

it('`invite --all-missing` makes no code for who would see what a colleague has answered, and names them', async () => {
  file(
    'kolleger.csv',
    'unit;part;name;email\n1201;raadmann;Ida;ida@bergen.no\n1411;raadmann;Jon;jon@gulen.no\n0301;integrering;Mia;mia@oslo.no',
  )
  expect((await run('respondents', 'import', 'kolleger.csv')).code).toBe(0)
  for (const [name, ...options] of [['nye.csv'], ['igjen.csv', '--again']] as const) {
    const ran = await run('respondents', 'invite', '--all-missing', '--out', name, ...options)
    expect(ran.code).toBe(0)
    const written = readFileSync(join(folder, name), 'utf8')
    expect(written).toContain('mia@oslo.no')
    for (const email of ['ida@bergen.no', 'jon@gulen.no', 'liv@gulen.no', 'per@bergen.no'])
      expect(written).not.toContain(email)
    for (const email of ['ida@bergen.no', 'jon@gulen.no']) expect(ran.err).toContain(await idOf(email))
    expect(ran.err).toContain('the part has answers')
  }
})
