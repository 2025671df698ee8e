/** A file with people for parts that have answers: the dry run says who would wait for a yes, and the write looks as late as it can. */

import { sql as raw } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { answeredDesks, type Opened } from '../../support/reminders/answered.ts'
import { until } from '../../support/until.ts'

const openedAnew = answeredDesks()
let opened: Opened
let admin: string
beforeEach(async () => {
  opened = await openedAnew()
  admin = await opened.api.issuer.token()
})

const HEAD = 'unit;part;name;email;tenant_id;object_id\n'
const csv = { 'content-type': 'text/csv' }
const post = (lines: string, dryRun: boolean) =>
  opened.api.post(`respondents/import?dryRun=${dryRun}`, admin, HEAD + lines, csv)
const byEmail = async (email: string) => (await opened.book.list({})).find((one) => one.email === email)?.id ?? ''
const isHeld = async (email: string) => (await opened.heldAt(await byEmail(email))) !== null

const account = '00000000-0000-4000-8000-000000000099;00000000-0000-4000-8000-0000000000aa'

it.each<[string, (opened: Opened) => Promise<string> | string, number[]]>([
  ['somebody new where there are answers', () => '1201;raadmann;Nina;nina@bergen.example;;\n', [2]],
  ['somebody new where there are none', () => '1103;raadmann;Nina;nina@bergen.example;;\n', []],
  ['the other part of the same unit', () => '1201;integrering;Nina;nina@bergen.example;;\n', []],
  [
    'another account beside the address that stands',
    async ({ emailOf, liv }) => `1201;raadmann;Liv;${await emailOf(liv.respondentId)};${account}\n`,
    [2],
  ],
  ['another name alone', async ({ emailOf, liv }) => `1201;raadmann;Liv Ny;${await emailOf(liv.respondentId)};;\n`, []],
  [
    'some of several',
    () =>
      '1103;raadmann;A;a@x.example;;\n1201;raadmann;B;b@x.example;;\n0301;raadmann;C;c@x.example;;\n1201;raadmann;D;d@x.example;;\n',
    [3, 5],
  ],
])('the dry run says whose yes would be waited for, and the import does it: %s', async (_what, lines, waiting) => {
  await opened.answer('1201')
  const rows = await lines(opened)
  const before = (await opened.book.list({})).length
  const dry = await post(rows, true)
  expect([dry.status, dry.json.type, dry.json.heldLines ?? []]).toEqual([200, 'would_import', waiting])
  expect(dry.json).not.toHaveProperty('held')
  // Nothing was written, and nobody was asked.
  expect((await opened.book.list({})).length).toBe(before)
  expect(opened.linksIn(opened.inChat())).toEqual([])
  const done = await post(rows, false)
  expect([done.json.type, done.json.heldLines ?? [], done.json.held?.length ?? 0]).toEqual([
    ...['imported', waiting],
    waiting.length,
  ])
  for (const [i, row] of rows.trim().split('\n').entries())
    expect(await isHeld(row.split(';')[3] ?? ''), row).toBe(waiting.includes(i + 2))
})

it('a file that is refused names nobody who would wait', async () => {
  await opened.answer('1201')
  const refused = await post('1201;raadmann;Nina;nina@bergen.example;;\n9999;raadmann;X;x@x.example;;\n', true)
  expect([refused.status, refused.json.code]).toEqual([422, 'import_refused'])
  expect(refused.json).not.toHaveProperty('heldLines')
})

it.each(['an import', 'somebody added by hand', 'a corrected address'])(
  'what was answered while %s waited for another one counts',
  async (how) => {
    const { desk, ase, api, emailOf } = opened
    const email = 'nina@oslo.example'
    const former = await emailOf(ase.respondentId)
    let work: Promise<{ status: number }> = Promise.resolve({ status: 0 })
    await desk.sql.transaction().execute(async (other) => {
      await raw`select pg_advisory_xact_lock(hashtextextended(${desk.survey.wave.id}, 11))`.execute(other)
      work =
        how === 'an import'
          ? post(`0301;raadmann;Nina;${email};;\n`, false)
          : how === 'a corrected address'
            ? api.post(`respondents/${ase.respondentId}`, admin, { name: 'Åse', email })
            : api.post('respondents', admin, { unit: '0301', part: 'raadmann', name: 'Nina', email })
      await until(async () => {
        const waiting = raw<{
          count: number
        }>`select count(*)::int as count from pg_locks where locktype = 'advisory' and not granted`
        return (await waiting.execute(other)).rows[0]?.count === 1
      }, 'nothing waited for the lock')
      await opened.answer('0301')
    })
    expect((await work).status).toBeLessThan(300)
    expect(former).not.toBe(email)
    expect(await isHeld(email)).toBe(true)
  },
)
