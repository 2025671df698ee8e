/** `dialogs form`: a PDF for whoever asks for one. */

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../../src/cli/run.ts'
import { readPdf } from '../support/read-pdf.ts'
import { wave2018 } from '../support/wave-2018.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kd-form-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) => runIn({}, new Date(0), ...args)
const runIn = async (env: Record<string, string>, now: Date, ...args: string[]) => {
  const said: string[] = []
  const world = {
    ...{ env, out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) },
    ...{ now: () => now, newId: () => 'id', chance: () => new Uint8Array(), actor: 'test' },
  }
  const code = await runCli(['dialogs', 'form', ...args], world)
  return { code, said: said.join('') }
}
const formIn = async (...args: string[]) => {
  const file = join(folder, 'skjema.pdf')
  const { code, said } = await run(...args, '--pdf', file)
  expect(said).toContain(file)
  expect(code).toBe(0)
  return readPdf(readFileSync(file))
}

test('a part as PDF, in the language form and for the unit that is named', async () => {
  expect((await formIn('raadmann')).language).toBe('nb-NO')
  const { language, elements } = await formIn('integrering.v1', '--lang', 'nn', '--paper', '--unit', '1201')
  expect(language).toBe('nn-NO')
  expect(elements.map(({ text }) => text)).toContain('Bergen, 1201')
})

test('a district is asked in words of its own', async () => {
  const [municipality, district] = [await formIn('raadmann'), await formIn('raadmann', '--kind', 'bydel')]
  expect(district.title).not.toBe(municipality.title)
})

test('the same form twice is the same file', async () => {
  const [first, second] = [join(folder, 'a.pdf'), join(folder, 'b.pdf')]
  for (const file of [first, second]) expect((await run('raadmann', '--pdf', file)).code).toBe(0)
  expect(readFileSync(first).equals(readFileSync(second))).toBe(true)
})

test('a unit or a part that is not there is refused, and so is a place that is not there', async () => {
  const file = join(folder, 'nothing.pdf')
  expect(await run('raadmann', '--pdf', file, '--unit', '9999')).toEqual({ code: 1, said: 'No unit «9999».\n' })
  expect((await run('ordforer', '--pdf', file)).said).toBe('No questionnaire «ordforer».\n')
  expect((await run('raadmann', '--pdf', join(folder, 'nowhere', 'x.pdf'))).code).toBe(1)
  expect(existsSync(file)).toBe(false)
})

test('without a file to write it is wrong use', async () => {
  expect((await run('raadmann')).code).toBe(64)
  expect((await run('raadmann', '--pdf', join(folder, 'x.pdf'), '--lang', 'en')).code).toBe(64)
})

test.each<[string, Record<string, string>, string, string[], { wave: string; closesAt: string }]>([
  [
    'nothing is said: the first',
    {},
    '2018-10-30T12:00:00Z',
    [],
    { wave: '2018', closesAt: '2018-12-07T15:00:00.000Z' },
  ],
  [
    'a setting names it',
    { SURVEY_WAVE: ' kommuneundersokelsen-2018 ' },
    '2027-02-01T12:00:00Z',
    [],
    { wave: '2018', closesAt: '2018-12-07T15:00:00.000Z' },
  ],
  [
    'the setting moves its closing',
    { SURVEY_WAVE: wave2018, SURVEY_CLOSES_AT: '2018-12-14' },
    '2018-12-01T12:00:00Z',
    [],
    { wave: '2018', closesAt: '2018-12-14T23:00:00.000Z' },
  ],
  [
    'the closing of another wave is none of this one',
    { SURVEY_WAVE: 'en-annen', SURVEY_CLOSES_AT: '2018-12-14' },
    '2018-12-01T12:00:00Z',
    ['--wave', wave2018],
    { wave: '2018', closesAt: '2018-12-07T15:00:00.000Z' },
  ],
  [
    'a closing of no wave counts for none',
    { SURVEY_CLOSES_AT: '2018-12-14' },
    '2018-12-01T12:00:00Z',
    [],
    { wave: '2018', closesAt: '2018-12-07T15:00:00.000Z' },
  ],
])('of which wave, and until when: %s', async (_, env, now, args, { wave, closesAt }) => {
  const { code, said } = await runIn(env, new Date(now), 'raadmann', '--pdf', join(folder, 'w.pdf'), '--json', ...args)
  expect(code).toBe(0)
  expect(JSON.parse(said)).toMatchObject({
    file: join(folder, 'w.pdf'),
    wave: `kommuneundersokelsen-${wave}`,
    closesAt,
  })
})

test('the wave that is open goes before the one whose folder comes first', async () => {
  const dialogs = join(folder, 'dialogs')
  const from = join('dialogs', wave2018)
  for (const [name, year] of [
    ['a', '2018'],
    ['b', '2019'],
  ] as const) {
    cpSync(from, join(dialogs, name), { recursive: true })
    const file = join(dialogs, name, 'wave.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/(opensAt|closesAt): '2018/g, `$1: '${year}`))
  }
  const asked = async (now: string) => {
    const args = ['raadmann', '--pdf', join(folder, 'o.pdf'), '--json']
    const { said } = await runIn({ DIALOGS_DIR: dialogs }, new Date(now), ...args)
    return (JSON.parse(said) as { closesAt: string }).closesAt.slice(0, 4)
  }
  expect([await asked('2018-11-15T12:00:00Z'), await asked('2019-11-15T12:00:00Z')]).toEqual(['2018', '2019'])
  expect(await asked('2026-11-15T12:00:00Z')).toBe('2018')
})

test('a closing that is no time is told as the setting that it is', async () => {
  const env = { SURVEY_WAVE: wave2018, SURVEY_CLOSES_AT: '14.12.2018' }
  const { code, said } = await runIn(env, new Date(0), 'raadmann', '--pdf', join(folder, 'n.pdf'))
  expect(code).toBe(78)
  expect(said).toMatch(/^SURVEY_CLOSES_AT: /)
  expect(existsSync(join(folder, 'n.pdf'))).toBe(false)
})
