/** `.env` as people's programs save it: what is read of it, and when nothing is. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadDotEnv } from '../../src/settings/dot-env.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { runService } from '../support/run-service.ts'

const folder = mkdtempSync(join(tmpdir(), 'kd-dotenv-'))
const file = join(folder, '.env')
const names = ['KD_FIRST', 'KD_SECOND', 'KD_KEPT']
beforeEach(() => rmSync(file, { recursive: true, force: true }))
afterEach(() => {
  for (const name of names) delete process.env[name]
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const loaded = async (bytes: string | Uint8Array) => {
  writeFileSync(file, bytes)
  return { fault: await loadDotEnv(folder), first: process.env.KD_FIRST, second: process.env.KD_SECOND }
}
const utf16 = (text: string, order: 'le' | 'be', mark: boolean) => {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

test('none is there: nothing is wrong', async () => {
  expect(await loadDotEnv(folder)).toBeNull()
})

test('a folder of that name cannot be read', async () => {
  mkdirSync(file)
  expect(await loadDotEnv(folder)).toEqual({ name: '.env', reason: 'is there and cannot be read' })
})

const right = { fault: null, first: '1', second: 'to og tre' }

test.each([
  ['plain', 'KD_FIRST=1\nKD_SECOND=to og tre\n'],
  ['with a byte order mark', '\uFEFFKD_FIRST=1\nKD_SECOND=to og tre\n'],
  ['with lines as on Windows', '\uFEFFKD_FIRST=1\r\nKD_SECOND="to og tre"\r\n'],
  ['with lines as on an old Macintosh', 'KD_FIRST=1\rKD_SECOND=to og tre\r'],
  ['without an end to its last line', 'export KD_FIRST=1\nKD_SECOND=to og tre'],
  [
    'with a comment in Windows-1252',
    Buffer.from('# n\u00f8kkel\nKD_FIRST=1 # \u00e5\nKD_SECOND=to og tre\n', 'latin1'),
  ],
])('%s: read from its first line', async (_, bytes) => {
  expect(await loaded(bytes)).toEqual(right)
})

test.each([
  ['UTF-16 of Windows', utf16('KD_FIRST=1\nKD_SECOND=2\n', 'le', true), 'is UTF-16: save it as UTF-8'],
  ['UTF-16, the other way round', utf16('KD_FIRST=1\n', 'be', true), 'is UTF-16: save it as UTF-8'],
  ['UTF-16 without its mark', utf16('KD_FIRST=1\n', 'le', false), 'holds a NUL byte: save it as UTF-8 text'],
  [
    'UTF-16 the other way round, without its mark',
    utf16('KD_FIRST=1\n', 'be', false),
    'holds a NUL byte: save it as UTF-8 text',
  ],
  ['a NUL byte', 'KD_FIRST=1\n\0', 'holds a NUL byte: save it as UTF-8 text'],
  [
    'a value in Windows-1252',
    Buffer.from('KD_FIRST=bl\u00e5\n', 'latin1'),
    'has settings that are not UTF-8: save it as UTF-8',
  ],
])('%s: refused, and nothing of it counts', async (_, bytes, reason) => {
  expect(await loaded(bytes)).toEqual({ fault: { name: '.env', reason }, first: undefined, second: undefined })
})

const noSetting = 'is no setting: each is written NAME=value'
const cut = 'has a # in its value, which ends there: put it in quotes'

test.each([
  ['as YAML writes it', 'KD_FIRST: 1\nKD_SECOND=2\n', `line 1 ${noSetting}`],
  ['without a sign', 'KD_SECOND=2\n\nKD_FIRST 1\n', `line 3 ${noSetting}`],
  ['as cmd.exe sets it', '# Windows\nset KD_FIRST=1\n', `line 2 ${noSetting}`],
  ['as PowerShell sets it', '$env:KD_FIRST="1"\n', `line 1 ${noSetting}`],
  ['as a list item', '- KD_FIRST=1\n', `line 1 ${noSetting}`],
  ['with a wide sign', 'KD_FIRST\uff1d1\n', `line 1 ${noSetting}`],
  ['as JSON', '{\n  "KD_FIRST": "1"\n}\n', `line 1 ${noSetting}`],
  ['with a comment of another kind', '; KD\nKD_FIRST=1\n', `line 1 ${noSetting}`],
  ['the rest of a key without quotes', 'KD_FIRST=-----BEGIN\nMIIEvQ\n-----END', `line 2 ${noSetting}`],
  ['cut at a sign', 'KD_FIRST=1\nKD_SECOND=hem#melig\n', `line 2 ${cut}`],
  ['cut at its first sign', 'KD_FIRST=#melig\n', `line 1 ${cut}`],
  ['a quotation mark left open', 'KD_FIRST="1\nKD_SECOND=2\n', 'line 1 opens a quotation mark that is never closed'],
  ['a mark inside its own', 'KD_FIRST="a\\"b"\n', 'line 1 goes on after its quotation mark'],
  ['behind a line end of Word', 'KD_FIRST=1\vKD_SECOND=2\n', 'line 1 has two lines in one: end each with Enter'],
  [
    'behind a line end of web pages',
    'KD_FIRST=1\u2028KD_SECOND=2\n',
    'line 1 has two lines in one: end each with Enter',
  ],
  ['doubled marks', "KD_SECOND=2\nKD_FIRST='it''s'\n", 'line 2 goes on after its quotation mark'],
])('a line %s would be lost: refused, and nothing of it counts', async (_, bytes, reason) => {
  expect(await loaded(bytes)).toEqual({ fault: { name: '.env', reason }, first: undefined, second: undefined })
})

test.each([
  ['with another value', 'KD_FIRST=1\nKD_FIRST=2\n', 'has KD_FIRST more than once, in lines 1, 2: keep one of them'],
  ['with the same', 'KD_FIRST=1\n\nKD_FIRST=1\n', 'has KD_FIRST more than once, in lines 1, 3: keep one of them'],
  [
    'far apart, and exported',
    '# a\nKD_FIRST=1\nKD_SECOND=2\n# KD_FIRST=3\n export KD_FIRST = "4"\n',
    'has KD_FIRST more than once, in lines 2, 5: keep one of them',
  ],
  [
    'with nothing the second time',
    'KD_SECOND=2\nKD_SECOND=\n',
    'has KD_SECOND more than once, in lines 1, 2: keep one of them',
  ],
  [
    'behind a value of several lines',
    'KD_FIRST="a\nKD_SECOND=b\nc"\nKD_SECOND=1\nKD_SECOND=2\nKD_SECOND=3\n',
    'has KD_SECOND more than once, in lines 4, 5, 6: keep one of them',
  ],
  [
    'as two others are',
    'KD_FIRST=1\r\nKD_SECOND=2\r\nKD_SECOND=3\r\nKD_FIRST=4\r\n',
    'has KD_FIRST more than once, in lines 1, 4: keep one of them; has KD_SECOND more than once, in lines 2, 3: keep one of them',
  ],
])('a name that is given twice, %s: refused, and nothing of it counts', async (_, bytes, reason) => {
  expect(await loaded(bytes)).toEqual({ fault: { name: '.env', reason }, first: undefined, second: undefined })
})

test('a name in a comment, in a value or in another case is no second time', async () =>
  expect(await loaded('KD_FIRST=1\n# KD_FIRST=2\nkd_first=3\nKD_SECOND="KD_FIRST=4\nKD_FIRST=5"\n')).toMatchObject({
    ...{ fault: null, first: '1', second: 'KD_FIRST=4\nKD_FIRST=5' },
  }))

test.each([
  ['quotes', `KD_FIRST="a#b" # why\nKD_SECOND='"'\n`, { first: 'a#b', second: '"' }],
  ['several lines', 'KD_FIRST="a\n#b\nc"\n\n  KD_SECOND = d # e\n', { first: 'a\n#b\nc', second: 'd' }],
  ['nothing', 'KD_FIRST=\nKD_SECOND= # later\n#\n', { first: '', second: '' }],
  ['signs of an address', 'KD_FIRST=a://b:c@d/e?f=g&h;i,j\n', { first: 'a://b:c@d/e?f=g&h;i,j', second: undefined }],
  ['marks inside', `KD_FIRST=p"q'r\n`, { first: `p"q'r`, second: undefined }],
])('a value with %s is read whole', async (_, bytes, values) => {
  expect(await loaded(bytes)).toEqual({ fault: null, ...values })
})

test('what the environment holds stays', async () => {
  process.env.KD_KEPT = 'mine'
  await loaded('KD_KEPT=theirs\nKD_FIRST=1\n')
  expect(process.env.KD_KEPT).toBe('mine')
})

test.each(['\uFEFFNODE_ENV', '\u00a0NODE_ENV', 'NODE_ENV\u200b', 'node_env', 'Database_Url', '\u200bPORT'])(
  '«%s» is no other program’s',
  (name) => {
    expect(readSettings({ [name]: 'production' })).toMatchObject({ ok: false, faults: [{}] })
  },
)

describe('the service', () => {
  test('with a byte order mark before NODE_ENV=production: production, not development', async () => {
    const { status, stderr } = await runService({ dotEnv: '\uFEFFNODE_ENV=production\n' })
    expect(stderr).toContain('MicrosoftAppId: must be set in production')
    expect(status).toBe(78)
  })

  test('with a line that is no setting: not started, 78, and the value not shown', async () => {
    const { status, stderr } = await runService({ dotEnv: 'NODE_ENV: production\n' })
    expect(stderr).toContain(`.env: line 1 ${noSetting}`)
    expect(stderr).not.toContain('production')
    expect(status).toBe(78)
  })

  test('with a name that is given twice: not started, 78, the lines named and the values not shown', async () => {
    const { status, stderr } = await runService({ dotEnv: 'PORT=3978\nLOG_LEVEL=hemmelig\nPORT=3999\n' })
    expect(stderr).toContain('.env: has PORT more than once, in lines 1, 3: keep one of them')
    expect(stderr).not.toMatch(/3999|hemmelig/u)
    expect(status).toBe(78)
  })

  test('with UTF-16: not started, 78', async () => {
    const { status, stderr } = await runService({ dotEnv: utf16('NODE_ENV=production\n', 'le', true) })
    expect(stderr).toContain('.env: is UTF-16: save it as UTF-8')
    expect(status).toBe(78)
  })
})
