import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openOwned } from '../support/embedded/opened.ts'
import { workplace } from './cli.run.ts'

const appId = 'dddddddd-0000-4000-8000-000000000004'
const { folder, env, run, json, file, end } = workplace({
  MicrosoftAppId: appId,
  MicrosoftAppPassword: 'x',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: appId,
})
/** As while the service runs: the test owns the stores and the commands join; the last command opens them itself. */
let closeOwner: () => Promise<void>
beforeAll(async () => {
  closeOwner = (await openOwned(env.DATA_DIR)).close
})
afterAll(end)

const header = 'unit;part;name;email;language\r\n'
const rows = [
  '301;raadmann;Åse Østby;ase@oslo.example;',
  '30101;raadmann;Mona;mona@oslo.example;',
  '1411;integrering;Liv;liv@gulen.example;',
]
const windows1252 = Buffer.from(header + rows.join('\r\n'), 'latin1')
type Listed = { id: string; unitId: string; name: string; status: string; unreachable: string }
const list = async () => (await json('respondents', 'list')) as Listed[]

it('imports what Norwegian Excel saved, and says what was done by line', async () => {
  file('alle.csv', windows1252)
  const dry = await run('respondents', 'import', 'alle.csv', '--dry-run')
  expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('Would be imported: 3 added') })
  expect(await list()).toEqual([])
  const ran = await run('respondents', 'import', 'alle.csv')
  expect(ran.code).toBe(0)
  expect(ran.out).toContain('Imported: 3 added, 0 changed, 0 unchanged.\nAdded: lines 2–4\n')
  expect(ran.out).toContain('line 2, unit: 301 is read as 0301')
  expect(await list()).toMatchObject([
    { unitId: '0301', name: 'Åse Østby', status: 'imported' },
    { unitId: '030101', name: 'Mona', status: 'imported' },
    { unitId: '1411', name: 'Liv', status: 'imported' },
  ])
})

it('refuses a faulty file whole, every fault with its line', async () => {
  file(
    'feil.csv',
    `${header}9999;raadmann;Ola;ola@x.no;\n1201;raadmann;=1+1;ola@x.no;\n1201;raadmann;Ola;ola@x.no;en\n`,
  )
  const ran = await run('respondents', 'import', 'feil.csv')
  expect(ran.code).toBe(1)
  expect(ran.out).toMatch(/Faults: 3\.[\s\S]*line 2, unit:[\s\S]*line 3, name:[\s\S]*line 4, language:/)
  expect(await list()).toHaveLength(3)
})

it('shows one code once', async () => {
  const mona = (await list()).find((one) => one.name === 'Mona')
  const invited = (await json('respondents', 'invite', mona?.id ?? '')) as { code: string; link: string }
  expect(invited.code).toMatch(/^\w{4}-\w{4}-\w{4}-\w$/)
  expect(invited.link).toBe(`https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`)
  expect((await run('respondents', 'list')).out).not.toContain(invited.code)
  expect((await run('respondents', 'access', mona?.id ?? '')).out).not.toContain(invited.code)
})

it('writes a mail-merge file with code, link and letter in both language forms, for its owner alone', async () => {
  const ran = await run('respondents', 'invite', '--all-missing', '--again', '--out', 'brev.csv')
  expect(ran).toMatchObject({
    code: 0,
    out: '3 codes in brev.csv\nInstead of an earlier code, which no longer works: 1.\n',
  })
  const once = await json('respondents', 'invite', '--all-missing', '--out', 'brev-2.csv')
  expect(once).toMatchObject({ invited: 0, replaced: 0, leftOut: 3 })
  expect(statSync(join(folder, 'brev.csv')).mode & 0o777).toBe(0o600)
  const options = { bom: true, delimiter: ';', columns: true } as const
  const letters = parse(readFileSync(join(folder, 'brev.csv')), options) as unknown as Record<string, string>[]
  expect(letters.map((row) => [row.unit_name, row.language])).toEqual([
    ['Oslo', 'nb'],
    ['Gamle Oslo', 'nb'],
    ['Gulen', 'nn'],
  ])
  expect(letters.map((row) => row.replaces_earlier).toSorted()).toEqual(['no', 'no', 'yes'])
  for (const row of letters) {
    for (const letter of [row.letter_nb, row.letter_nn]) {
      expect(letter).toContain(row.code)
      expect(letter).toContain(row.link)
      expect(letter).toContain(row.name)
      expect(letter).not.toContain('{{')
    }
  }
  expect(letters[1]?.letter_nb).toContain('inviterer Bydel Gamle Oslo til')
  expect(letters[2]?.letter_nn).toContain('inviterer Gulen kommune til')
})

it('never writes over a file of codes, and makes none then', async () => {
  const before = readFileSync(join(folder, 'brev.csv'))
  const ran = await run('respondents', 'invite', '--all-missing', '--out', 'brev.csv')
  expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('no codes were made') })
  expect(readFileSync(join(folder, 'brev.csv'))).toEqual(before)
})

it('lists by state, and whom to reach otherwise', async () => {
  expect(await json('respondents', 'list', '--status', 'linked', 'declined')).toEqual([])
  expect(await json('respondents', 'list', '--status', 'unreachable')).toHaveLength(3)
  expect(await json('respondents', 'list', '--status', 'snoozed', 'opted_out')).toEqual([])
  const ran = await run('respondents', 'export', '--unreachable')
  expect(ran.out.split('\r\n')).toHaveLength(4)
  expect(ran.out).toContain(';liv@gulen.example;invited;not_linked')
})

it('shows and removes what is stored on a person, and audits it', async () => {
  const mona = (await list()).find((one) => one.name === 'Mona')
  const id = mona?.id ?? ''
  expect(await json('respondents', 'access', id)).toMatchObject({
    respondent: { id, name: 'Mona' },
    progress: { answers: {} },
  })
  expect((await run('respondents', 'erase', id)).code).toBe(0)
  expect((await run('respondents', 'erase', id)).code).toBe(1)
  expect((await run('respondents', 'access', id)).code).toBe(1)
  const trail = (await json('audit', 'list', '--limit', '2')) as { action: string; subject: string; actor: string }[]
  expect(trail[0]).toMatchObject({ action: 'respondents.erase', subject: id, actor: expect.stringMatching(/^cli:/) })
  expect(trail[1]).toMatchObject({ action: 'respondents.invite', count: 3 })
})

it('opens the stores itself when nobody runs, and finds everything', async () => {
  const before = await list()
  await closeOwner()
  expect(await list()).toEqual(before)
})
