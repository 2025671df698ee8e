import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { version } from '../../src/settings/version.ts'
import { commandLine } from '../support/command-line.ts'

/** The commands without a process: nothing here opens a store. */
const run = (args: string[], env: Record<string, string> = {}) => commandLine(args, env)

const verbs = [
  'dialogs check',
  'dialogs diff',
  'dialogs play',
  'respondents import',
  'respondents list',
  'respondents export',
  'respondents invite',
  'respondents access',
  'respondents erase',
  'admins add',
  'admins remove',
  'results export',
  'results deliveries',
  'results retry',
  'audit list',
  'dialogs form',
  'dialogs preview',
  'dialogs publish',
  'dialogs simulate',
  'dialogs export',
  'respondents letters',
  'respondents mark',
  'admins list',
  'reminders preview',
  'reminders send',
  'reminders list',
  'reminders show',
  'reminders cancel',
  'reminders standing on',
  'reminders standing off',
  'report',
  'backup',
  'restore',
]

/** A conversation. */
const withoutJson = ['dialogs play']

describe('help', () => {
  it.each(verbs)('%s explains itself and ends with 0', async (verb) => {
    const { code, out, err } = await run([...verb.split(' '), '--help'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`Usage: kommunedialog ${verb}`)
    expect(out.includes('--json')).toBe(!withoutJson.includes(verb))
  })
})

it.each([['help'], ['help respondents'], ['respondents help invite'], ['--help'], ['reminders standing --help']])(
  '«%s» is asked for, and no wrong use',
  async (line) => {
    const { code, out, err } = await run(line.split(' '))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('Usage: kommunedialog')
  },
)

describe('a verb that is not there ends with 64 and with what there is, help asked for or not', () => {
  const nouns = ['dialogs', 'respondents', 'admins', 'reminders', 'results', 'audit']
  it.each([
    ...nouns.flatMap((noun) => [
      [`${noun} ukjent --help`, noun],
      [`${noun} --help ukjent`, noun],
      [`${noun} help ukjent`, noun],
      [`${noun} ukjent`, noun],
    ]),
    ['reminders standing maybe --help', 'standing'],
    ['reminders standing -h maybe', 'standing'],
    ['help dialogs ukjent', 'dialogs'],
    ['--wave kommuneundersokelsen-2018 dialogs ukjent --help', 'dialogs'],
    ['--wave=kommuneundersokelsen-2018 results ukjent -h', 'results'],
    ['dialogs chek --help', 'dialogs'],
    ['dialogs chek', 'dialogs'],
  ])('%s', async (line, noun) => {
    const { code, out, err } = await run(line.split(' '))
    expect({ code, out }).toEqual({ code: 64, out: '' })
    expect(err).toContain(` of ${noun}. There are: `)
    const own = verbs.filter((verb) => verb.split(' ').at(-2) === noun).map((verb) => verb.split(' ').at(-1) ?? '')
    for (const verb of own) expect(err).toMatch(new RegExp(`There are: .*\\b${verb}\\b`, 'u'))
  })

  it.each(['ukjent', 'ukjent --help', 'help ukjent', '--wave x dialog check'])('%s', async (line) => {
    const { code, out, err } = await run(line.split(' '))
    expect({ code, out }).toEqual({ code: 64, out: '' })
    expect(err).toMatch(/unknown command '(?:ukjent|dialog)'\. There are: dialogs, respondents, .*report.*restore/u)
  })

  it('a wave, a file or a value of such a name is none', async () => {
    const { code, out } = await run(['--wave', 'ukjent', 'dialogs', 'play', '--help', 'ukjent'])
    expect(code).toBe(0)
    expect(out).toContain('Usage: kommunedialog dialogs play')
  })
})

describe('wrong use ends with 64 and says why', () => {
  it.each([
    ['no verb', []],
    ['half a verb', ['respondents']],
    ['an unknown verb', ['respondents', 'lst']],
    ['an unknown option', ['audit', 'list', '--all']],
    ['no file', ['respondents', 'import']],
    ['an unknown state', ['respondents', 'list', '--status', 'gone']],
    ['an export of nobody in particular', ['respondents', 'export']],
    ['an invitation of nobody', ['respondents', 'invite']],
    ['an invitation of one and all', ['respondents', 'invite', 'x', '--all-missing', '--out', 'f']],
    ['all invitations without a file', ['respondents', 'invite', '--all-missing']],
    ['a target without a generated set', ['report', '--out', 'f', '--target', 'resultatmaal.ja=61']],
    ['an earlier report for a generated set', ['report', '--out', 'f', '--demo', '--after', 'release.json']],
    ['no identity', ['admins', 'remove', '--tenant', 'x']],
    ['no role', ['admins', 'add', '--tenant', 'x', '--object-id', 'y']],
    ['an object id that is none', ['admins', 'add', '--tenant', 'x', '--object-id', 'y', '--role', 'analyst']],
    ['an unknown format', ['results', 'export', '--format', 'pdf', '--out', 'x']],
    ['no folder', ['results', 'export', '--format', 'csv']],
    ['SPSS of tables', ['results', 'export', '--format', 'spss', '--out', 'x', '--publication']],
    ['rows that the format has not', ['results', 'export', '--format', 'jsonl', '--out', 'x', '--long']],
    ['what separates, of a workbook', ['results', 'export', '--format', 'xlsx', '--out', 'x', '--delimiter', 'comma']],
    ['the same, of SPSS', ['results', 'export', '--format', 'spss', '--out', 'x', '--delimiter', 'semicolon']],
    ['waves in rows', ['results', 'export', '--format', 'csv', '--out', 'x', '--long', '--over-waves']],
    ['a number that no unit has', ['reminders', 'preview', '--unit', '301']],
    ['a name for a number', ['reminders', 'send', '--unit', '1201', 'Bergen']],
    ['a part of no length', ['reminders', 'preview', '--part', 'x'.repeat(61)]],
    ['a county of two lines', ['reminders', 'send', '--county', 'Oslo\nViken']],
    ['a limit that is no number', ['audit', 'list', '--limit', 'many']],
  ])('%s', async (_, args) => {
    const { code, out, err } = await run(args)
    expect({ code, out }).toEqual({ code: 64, out: '' })
    expect(err).not.toBe('')
  })
})

it('tells its version', async () => {
  const { code, out } = await run(['--version'])
  expect({ code, out }).toEqual({ code: 0, out: `${version}\n` })
})

describe('wrong settings end with 78, all of them named and none shown', () => {
  it.each([
    ['respondents', 'list'],
    ['results', 'deliveries'],
    ['audit', 'list'],
  ])('%s %s', async (...args) => {
    const { code, err } = await run(args, { PORT: 'secret-port', DATABASE_URL: 'secret-url' })
    expect(code).toBe(78)
    expect(err).toMatch(/PORT[\s\S]*DATABASE_URL|DATABASE_URL[\s\S]*PORT/)
    expect(err).not.toContain('secret')
  })

  it('a wave that is not there is named beside the others', async () => {
    const { code, err } = await run(['respondents', 'list'], { PORT: 'secret-port', SURVEY_WAVE: 'finnes-ikke' })
    expect(code).toBe(78)
    expect(err).toMatch(/PORT[\s\S]*SURVEY_WAVE: must be a folder in DIALOGS_DIR/)
  })
})

describe('what cannot be read', () => {
  it.each([
    ['respondents', 'import', '/nowhere/file.csv', 'cannot be read'],
    ['dialogs', 'check', '/nowhere', '/nowhere:1:1 file_missing fila mangler'],
    ['dialogs', 'check', '/dev/null', '/dev/null:1:1 file_unreadable'],
  ])('%s %s %s ends with 1', async (noun, verb, path, told) => {
    const { code, out, err } = await run([noun, verb, path])
    expect(code).toBe(1)
    expect(out + err).toContain(told)
  })
})

it.each(['resultatmål.ja=61', 'resultatmaal.jaa=61', 'imdi_nytte.ja=61'])(
  'a generated set refuses the target %s',
  async (target) => {
    const { code, out, err } = await run(['report', '--demo', '--out', '/nowhere', '--target', target])
    expect({ isDone: code === 0, out }).toEqual({ isDone: false, out: '' })
    expect(err).not.toContain('ENOENT')
  },
)

describe('a place that a file cannot be written to is told in words', () => {
  it.each([
    ['/nowhere/at/all.pdf', 'is not there'],
    ['package.json/form.pdf', 'is a file, not a folder'],
    ['src', 'is a folder, not a file'],
  ])('%s', async (file, why) => {
    const { code, out, err } = await run(['dialogs', 'form', 'raadmann', '--pdf', file])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(file)
    expect(err).toContain(why)
    expect(err).toMatch(/^kommunedialog: E[A-Z]+: /)
  })
})

it.each(['le', 'be'])('a list of addresses in UTF-16 (%s) is told as that', async (order) => {
  const folder = mkdtempSync(join(tmpdir(), 'kd-mark-'))
  const file = join(folder, 'retur.txt')
  const bytes = Buffer.from('\uFEFFkari@bergen.example\r\n', 'utf16le')
  writeFileSync(file, order === 'le' ? bytes : bytes.swap16())
  const { code, err } = await run(['respondents', 'mark', '--mail-refused', file])
  rmSync(folder, { recursive: true })
  expect(code).toBe(1)
  expect(err).toContain('is UTF-16: save it as UTF-8')
})

it('«dialogs check» gives advice on standard error and still finds no fault', async () => {
  const file = 'test/questionnaire/technical/teknisk.v1.yaml'
  const { code, out, err } = await run(['dialogs', 'check', file])
  expect({ code, out }).toEqual({ code: 0, out: 'Ingen feil.\n' })
  expect(err).toMatch(
    /^test\/questionnaire\/technical\/teknisk\.v1\.yaml:\d+:\d+ advice_explain «\w+» forklarer ingen/mu,
  )
  const english = await run(['dialogs', 'check', file, '--lang', 'en'])
  expect(english).toMatchObject({
    code: 0,
    out: 'No faults.\n',
    err: expect.stringContaining('explains none of its terms'),
  })
  expect(JSON.parse((await run(['dialogs', 'check', file, '--json'])).out)).toEqual([])
})
