/** Which waves of a folder are served, which takes answers, and what the service does not start on. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from '../../src/cli/run.ts'
import { openSurveys, surveyFor } from '../../src/start/survey.ts'
import { runService } from '../support/run-service.ts'

const own = join(import.meta.dirname, '../waves')
const at = (day: string) => Date.parse(`${day}T12:00:00+01:00`)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kd-waves-'))
  for (const name of ['tre-deler', 'en-del']) cpSync(join(own, name), join(folder, name), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const change = (wave: string, from: string | RegExp, to: string, file = 'wave.yaml') => {
  const path = join(folder, wave, file)
  const before = readFileSync(path, 'utf8')
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  writeFileSync(path, after)
}
const opened = (day: string, wave: string | null = null) =>
  openSurveys({ folder, wave, opensAt: null, closesAt: null }, at(day))

it('every wave is read, and dates decide', async () => {
  const read = await opened('2031-03-12')
  if (!read.ok) throw new Error(JSON.stringify(read))
  expect(read).toMatchObject({ taking: null, alarms: [] })
  expect(read.surveys.map(({ wave }) => [wave.id, Object.keys(wave.parts).length])).toEqual([
    ['en-del', 1],
    ['tre-deler', 3],
  ])
})

describe('two waves that are open at once', () => {
  beforeEach(() => change('en-del', /opensAt: .*/, "opensAt: '2031-04-01T08:00'"))

  it.each(['2031-03-12', '2031-04-05', '2026-01-01'])('on %s: refused, naming both', async (day) => {
    const read = await opened(day)
    if (read.ok) throw new Error('it was taken')
    expect(read.reasons).toHaveLength(1)
    expect(read.reasons[0]).toMatch(/en-del .* and tre-deler .* open at once/)
  })

  it('when one of them has closed they are so no more, and a setting says which takes answers', async () => {
    expect((await opened('2031-05-01')).ok).toBe(true)
    expect(await opened('2031-04-05', 'en-del')).toMatchObject({ ok: true, taking: 'en-del' })
  })

  it('the service says so, and ends with 78', async () => {
    const { status, stderr } = await runService({ env: { DIALOGS_DIR: folder } })
    expect(status).toBe(78)
    expect(stderr).toContain('SURVEY_WAVE')
    for (const name of ['en-del', 'tre-deler']) expect(stderr).toContain(join(folder, name))
  })
})

const guid = '11111111-2222-3333-4444-555555555555'
/** Whose stores are never reached: what the test is about is told before they are opened. */
const production = {
  ...{ NODE_ENV: 'production', HOST: '0.0.0.0', REDIS_URL: 'redis://redis:6379', DATABASE_URL: 'postgres://db/kd' },
  ...{ MicrosoftAppId: guid, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: guid },
}

describe('a draft', () => {
  beforeEach(() => change('tre-deler', 'opensAt:', 'draft: true\nopensAt:'))

  it('is read and checked, and served to nobody while its dates say that it is open', async () => {
    expect(await opened('2031-03-12')).toMatchObject({ ok: true, alarms: [], surveys: [{ wave: { id: 'en-del' } }] })
    change('tre-deler', 'rateBase: without_oslo', 'rateBase: sometimes')
    expect((await opened('2031-01-01')).ok).toBe(true)
  })

  it('is tried where a setting names it', async () => {
    const read = await opened('2031-03-12', 'tre-deler')
    expect(read).toMatchObject({ ok: true, taking: 'tre-deler' })
  })

  it('takes no answers in production: 78, naming the folder and the way out', async () => {
    const { status, stderr } = await runService({
      env: { ...production, DIALOGS_DIR: folder, SURVEY_WAVE: 'tre-deler' },
    })
    expect(status).toBe(78)
    expect(stderr).toContain(join(folder, 'tre-deler'))
    expect(stderr).toMatch(/SURVEY_WAVE: .*draft/)
  })
})

describe('a wave.yaml that is no file', () => {
  it.each([
    ['a folder', (file: string) => mkdirSync(file)],
    ['a link to a folder', (file: string) => symlinkSync('.', file)],
    ['2 MB', (file: string) => writeFileSync(file, '#'.repeat(2_000_000))],
    ['nothing at all', (file: string) => writeFileSync(file, '')],
    ['Windows-1252', (file: string) => writeFileSync(file, Buffer.from('title: Råd', 'latin1'))],
  ])('%s: an alarm that stops no other wave, and refused where it is the one that is named', async (_, make) => {
    const file = join(folder, 'tre-deler', 'wave.yaml')
    rmSync(file)
    make(file)
    const read = await opened('2031-03-12')
    expect(read).toMatchObject({ ok: true, surveys: [{ wave: { id: 'en-del' } }] })
    if (read.ok) expect(read.alarms.some((one) => one.file === file)).toBe(true)
    expect(await opened('2031-03-12', 'tre-deler')).toMatchObject({ ok: false })
  })
})

describe('a faulty folder', () => {
  it.each([
    ['before it opens', '2031-01-01', 'wave.yaml', 'alarm'],
    ['while it is open', '2031-03-12', 'wave.yaml', 'refused'],
    ['on its last day', '2031-04-11', 'tre-deler', 'refused'],
    ['while something of it is still kept', '2032-01-10', 'units.csv', 'refused'],
    ['when all of it is gone', '2033-01-10', 'wave.yaml', 'alarm'],
  ])('%s', async (_, day, where, what) => {
    if (where === 'units.csv') change('tre-deler', '4601,kommune', '46,kommune', 'units.csv')
    else change('tre-deler', 'rateBase: without_oslo', 'rateBase: sometimes')
    const read = await opened(day)
    expect(read.ok ? 'alarm' : 'refused').toBe(what)
    const faults = read.ok ? read.alarms : read.faults
    expect(faults.length).toBeGreaterThan(0)
    if (read.ok) expect(read.surveys.map(({ wave }) => wave.id)).toEqual(['en-del'])
  })

  it('that is no YAML at all is told by what can be read of its dates', async () => {
    change('tre-deler', 'title:', 'title: {{{')
    expect((await opened('2031-03-12')).ok).toBe(false)
    expect((await opened('2031-01-01')).ok).toBe(true)
    writeFileSync(join(folder, 'tre-deler', 'wave.yaml'), '\u0000')
    expect((await opened('2031-03-12')).ok).toBe(true)
  })

  it('that the settings name is refused at any time', async () => {
    change('tre-deler', 'rateBase: without_oslo', 'rateBase: sometimes')
    expect((await opened('2040-01-01', 'tre-deler')).ok).toBe(false)
  })
})

it('two folders of one wave are refused, and a folder without any', async () => {
  cpSync(join(folder, 'en-del'), join(folder, 'kopi'), { recursive: true })
  expect(await opened('2031-03-12')).toMatchObject({
    ok: false,
    reasons: [expect.stringContaining('kopi'), expect.anything()],
  })
  for (const name of ['en-del', 'kopi', 'tre-deler']) rmSync(join(folder, name), { recursive: true })
  expect(await opened('2031-03-12')).toMatchObject({ ok: false, reasons: [expect.stringContaining('DIALOGS_DIR')] })
})

describe('a command', () => {
  const asked = () => ({ folder, wave: null, opensAt: null, closesAt: null })
  it.each([
    ['named by its id', 'en-del', '2031-03-12', 'en-del'],
    ['that is open', null, '2031-03-12', 'tre-deler'],
    ['that is open later', null, '2032-03-12', 'en-del'],
    ['that nobody can tell', null, '2026-01-01', 'none'],
    ['that is not there', 'finnes-ikke', '2031-03-12', 'none'],
  ])('is about the wave %s', async (_, named, day, wave) => {
    const found = await surveyFor(asked(), { named, now: at(day) })
    expect(found.ok ? found.survey.wave.id : 'none').toBe(wave)
  })

  it('takes --wave, and names the waves when it is not clear which is meant', async () => {
    const said: string[] = []
    const world = {
      ...{ env: { DIALOGS_DIR: folder, DATA_DIR: join(folder, 'data') }, actor: 'test' },
      ...{ out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) },
      ...{ now: () => new Date(at('2026-01-01')), newId: () => 'id', chance: () => new Uint8Array() },
    }
    expect(await runCli(['respondents', 'list'], world)).toBe(64)
    expect(said.join('')).toMatch(/--wave: .*en-del, tre-deler/)
    expect(await runCli(['respondents', 'list', '--help'], world)).toBe(0)
    expect(said.join('')).toContain('--wave <id>')
  })
})
