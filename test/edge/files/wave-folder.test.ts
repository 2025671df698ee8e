import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readWaveFolder } from '../../../src/edge/files/wave-folder.ts'
import { wave2018 } from '../../support/wave-2018.ts'

const real = fileURLToPath(new URL('../../../dialogs/kommuneundersokelsen-2018', import.meta.url))
const noCards = () => []

test('the survey of 2018: both parts, 422 municipalities and 15 districts', async () => {
  const folder = await readWaveFolder(real, noCards)
  if ('faults' in folder) throw new Error(JSON.stringify(folder.faults))
  expect(folder.wave.id).toBe(wave2018)
  expect([...folder.questionnaires.keys()].sort()).toEqual(['integrering', 'raadmann'])
  expect(folder.questionnaires.get('raadmann')?.get(1)?.part).toBe('raadmann')
  expect(folder.units.filter((unit) => unit.kind === 'kommune')).toHaveLength(422)
  expect(folder.units.filter((unit) => unit.kind === 'bydel')).toHaveLength(15)
})

describe('faults', () => {
  let dir: string
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'wave-'))
    await cp(real, dir, { recursive: true })
  })
  afterEach(() => rm(dir, { recursive: true }))

  const change = async (name: string, from: string | RegExp, to: string) => {
    const text = await readFile(join(dir, name), 'utf8')
    expect(text).toMatch(from)
    await writeFile(join(dir, name), text.replace(from, to))
  }
  const found = async () => {
    const folder = await readWaveFolder(dir, noCards)
    return 'faults' in folder ? folder.faults.map((fault) => `${fault.file.slice(dir.length + 1)} ${fault.code}`) : []
  }

  test('a folder that is not there', async () => {
    expect(await readWaveFolder(join(dir, 'nei'), noCards)).toMatchObject({ faults: [{ code: 'file_missing' }] })
  })

  test('no units', async () => {
    await rm(join(dir, 'units.csv'))
    expect(await found()).toEqual(['units.csv file_missing'])
  })

  test('no wave.yaml: the questionnaires are checked all the same', async () => {
    for (const name of ['wave.yaml', 'units.csv']) await rm(join(dir, name))
    await change('raadmann.v1.yaml', 'part: raadmann', 'part: Rådmann')
    expect(await found()).toEqual(['raadmann.v1.yaml wrong_format', 'wave.yaml file_missing'])
  })

  test('the version that wave.yaml names is not there', async () => {
    await rm(join(dir, 'raadmann.v1.yaml'))
    expect(await found()).toEqual(['wave.yaml version_missing'])
  })

  test('a questionnaire of another wave', async () => {
    await change('raadmann.v1.yaml', 'wave: kommuneundersokelsen-2018', 'wave: kommuneundersokelsen-2019')
    expect(await found()).toEqual(['raadmann.v1.yaml other_wave'])
  })

  test.each([
    [
      'a part there is no room for',
      /^ {2}raadmann:/mu,
      '  ordfoerer:',
      ['raadmann.v1.yaml unknown_part', 'wave.yaml version_missing'],
    ],
    ['closing before opening', /^closesAt: .*$/mu, "closesAt: '2017-01-01T16:00'", ['wave.yaml empty_range']],
    ['a time that is none', /^opensAt: .*$/mu, "opensAt: '22. oktober'", ['wave.yaml wrong_format']],
    ['a misspelt key', /^partials:/mu, 'partial:', ['wave.yaml missing', 'wave.yaml unknown_key']],
    ['an hour there is not', /to: '16:00'/u, "to: '99:99'", ['wave.yaml wrong_format']],
    ['a quiet day that is no date', /'2018-12-24'/u, "'24.12'", ['wave.yaml wrong_format']],
  ])('wave.yaml: %s', async (_name, from, to, expected) => {
    await change('wave.yaml', from, to)
    expect((await found()).sort()).toEqual(expected)
  })

  test('wave.yaml: a wrong word does not hide times that cannot be', async () => {
    await change('wave.yaml', /^rateBase: .*$/mu, 'rateBase: x')
    await change('wave.yaml', /^closesAt: .*$/mu, "closesAt: '2017-01-01'")
    await change('wave.yaml', /to: '16:00'/u, "to: '07:00'")
    expect((await found()).sort()).toEqual(['wave.yaml empty_range', 'wave.yaml empty_range', 'wave.yaml wrong_value'])
  })

  const previous = '{"unit":"0101","name":"Hålden","part":"raadmann","answers":{}}\n'
  const saved = {
    'with a byte order mark': (text: string) => Buffer.from(`\uFEFF${text}`),
    'as UTF-16': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    'as UTF-16 without its mark': (text: string) => Buffer.from(text, 'utf16le'),
    'as Windows-1252': (text: string) => Buffer.from(text, 'latin1'),
    'with a NUL byte': (text: string) => Buffer.from(`${text}\0`),
  }
  const files = ['wave.yaml', 'raadmann.v1.yaml', 'units.csv', 'previous.jsonl', 'successors.csv']

  const addPrevious = async () => {
    await writeFile(join(dir, 'previous.jsonl'), previous)
    await writeFile(join(dir, 'successors.csv'), 'unit,successor,merknad\n0102,0101,slått sammen\n')
  }

  test('none, of all these files as they are', async () => {
    await addPrevious()
    expect(await found()).toEqual([])
  })

  test.each(files.flatMap((file) => Object.keys(saved).map((how) => [file, how] as const)))(
    '%s saved %s',
    async (name, how) => {
      await addPrevious()
      const text = await readFile(join(dir, name), 'utf8')
      await writeFile(join(dir, name), saved[how as keyof typeof saved](text))
      const faults = await found()
      if (how === 'with a byte order mark') expect(faults).toEqual([])
      else expect(faults.filter((fault) => fault.startsWith(name))).not.toEqual([])
    },
  )

  test('of several files, all at once', async () => {
    await change('units.csv', '0101,', '101,')
    await change('raadmann.v1.yaml', 'part: raadmann', 'part: Rådmann')
    await change('wave.yaml', /^rateBase:.*$/mu, 'rateBase: alle')
    expect(await found()).toEqual(['raadmann.v1.yaml wrong_format', 'units.csv wrong_unit', 'wave.yaml wrong_value'])
  })
})
