/** A wave that continues another one: its folder beside the history of all units, as the service reads it. */

import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkWaveFolder, readWaveFolder } from '../../../src/edge/files/wave-folder.ts'
import { faultText } from '../../../src/questionnaire/fault.ts'
import { previousFor } from '../../../src/questionnaire/last-wave.ts'
import { worldOf } from '../../support/survey.ts'
import { joins, presses, sessionOf, sharedSession, type Tester, tester, types } from '../../support/tester.ts'
import { wave2018 } from '../../support/wave-2018.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const head = 'id,kind,name,county,language,population,imdiRegion,centrality'
const today: Record<string, string> = {
  '4618': 'Ullensvang',
  '1875': 'Hamarøy',
  '1806': 'Narvik',
  '3322': 'Nesbyen',
  '1580': 'Haram',
  '1508': 'Ålesund',
  '4601': 'Bergen',
  '5001': 'Trondheim',
  '030115': 'Søndre Nordstrand',
  '1103': 'Stavanger',
  '1133': 'Hjelmeland',
  '4640': 'Sogndal',
  '3120': 'Rakkestad',
  '5025': 'Røros',
}
const single = (value: string) => ({ plan: { kind: 'single', value } })
const said: [string, string, object][] = [
  ['1228', 'Odda', single('ja')],
  ['1227', 'Jondal', single('nei')],
  ['1850', 'Tysfjord', single('ja')],
  ['1849', 'Hamarøy', single('nei')],
  ['0616', 'Nes (Buskerud)', single('ja')],
  ['1534', 'Haram', single('nei')],
  ['5030', 'Klæbu', single('ja')],
  ['030115', 'Søndre Nordstrand', single('ja')],
  ['1103', 'Stavanger', single('ja')],
  ['1133', 'Hjelmeland', single('nei')],
  ['1418', 'Balestrand', single('ja')],
  ['1420', 'Sogndal', single('nei')],
  ['0128', 'Rakkestad', single('ja')],
  ['5025', 'Røros', single('nei')],
]

let dialogs: string
let dir: string
beforeEach(async () => {
  dialogs = await mkdtemp(join(tmpdir(), 'dialogs-'))
  dir = join(dialogs, 'prove')
  await cp(at('../../questionnaire/last-wave'), dir, { recursive: true })
  await rm(join(dir, 'successors.csv'))
  await mkdir(join(dialogs, 'enheter'))
  await cp(at('../../../dialogs/enheter/historikk.csv'), join(dialogs, 'enheter/historikk.csv'))
  await writeUnits(Object.keys(today))
  await writeFile(
    join(dir, 'previous.jsonl'),
    said.map(([unit, name, answers]) => `${JSON.stringify({ unit, name, part: 'raadmann', answers })}\n`).join(''),
  )
  await change('wave.yaml', /$/, "continues: { wave: kommuneundersokelsen-2018, unitsAt: '2018-10-22' }\n")
  await opens('2027-01-11T08:00', '2027-03-05T16:00')
})
afterEach(() => rm(dialogs, { recursive: true }))

const writeUnits = (ids: readonly string[]) =>
  writeFile(
    join(dir, 'units.csv'),
    [
      head,
      ...ids.map((id) => {
        const [kind, centrality] = id.length === 4 ? ['kommune', '0'] : ['bydel', '']
        return `${id},${kind},${today[id] ?? id},Fylke,nb,1000,Vest,${centrality}`
      }),
    ].join('\n'),
  )
const change = async (name: string, from: string | RegExp, to: string) => {
  const text = await readFile(join(dir, name), 'utf8')
  expect(text).toMatch(from)
  await writeFile(join(dir, name), text.replace(from, to))
}
const opens = async (from: string, to: string) => {
  await change('wave.yaml', /opensAt: .*/, `opensAt: '${from}'`)
  await change('wave.yaml', /closesAt: .*/, `closesAt: '${to}'`)
}
const folderOf = async () => {
  const read = await readWaveFolder(dir, () => [])
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read
}
const answering = async (unitId: string, language: 'nb' | 'nn' = 'nb'): Promise<Tester> => {
  const folder = await folderOf()
  const unit = folder.units.find(({ id }) => id === unitId)
  const about = folder.questionnaires.get('raadmann')?.get(1)
  if (unit === undefined || about === undefined) throw new Error(unitId)
  const previous = previousFor(folder.previous, unitId, 'raadmann')
  const shared = sharedSession({ ...worldOf(about, unit), wave: folder.wave, ...(previous ? { previous } : {}) })
  const person = tester(shared, language)
  joins(person)
  presses(person, 'Start')
  return person
}
const seen = (person: Tester) => person.log.at(-1)
const answered = (person: Tester) => sessionOf(person.shared).entries.plan?.answer

describe('what the predecessors said stands beside the question', () => {
  test('of each of those that merged, by name', async () =>
    expect(seen(await answering('4618'))).toContain('I forrige undersøkelse svarte Odda «Ja» og Jondal «Nei».'))
  test('of the one that answered, though it is not the one with the same name', async () =>
    expect(seen(await answering('5001'))).toContain('I forrige undersøkelse svarte Klæbu «Ja».'))
  test.each(['3322', '1580', '030115'])('a unit that only got another number or name is «dere»: %s', async (unit) =>
    expect(seen(await answering(unit))).toContain('I forrige undersøkelse svarte dere «'),
  )
  test('of a divided one, with the reserve', async () => {
    const person = await answering('1806')
    expect(seen(person)).toContain(
      'I forrige undersøkelse svarte Tysfjord «Ja». Tysfjord er delt siden da, så svaret gjelder kanskje ikke dere.',
    )
  })
  test.each([
    [
      '1133',
      'dere «Nei». I 2020 gikk et område fra Hjelmeland til Stavanger. Svaret gjelder grensene slik de var før det.',
    ],
    [
      '1103',
      '«Ja». I 2020 gikk et område fra Hjelmeland til Stavanger. I 2020 gikk et område fra Stavanger til Sola. Svaret gjelder',
    ],
    [
      '4640',
      'svarte Balestrand «Ja» og Sogndal «Nei». I 2020 gikk et område fra Balestrand til Høyanger. Svarene gjelder grensene',
    ],
    ['3120', 'dere «Ja». I 2020 gikk et område fra Indre Østfold til Rakkestad. Svaret gjelder'],
    ['5025', 'dere «Nei». I 2020 gikk et område fra Tydal til Røros. Svaret gjelder'],
  ])('an area that has come or gone since is told of, and that no answer follows it: %s', async (unit, told) =>
    expect(seen(await answering(unit))).toContain(told),
  )
  test('the same in nynorsk', async () =>
    expect(seen(await answering('1133', 'nn'))).toContain(
      'svarte de «Nei». I 2020 gjekk eit område frå Hjelmeland til Stavanger. Svaret gjeld grensene slik dei var før det.',
    ))
  test('nothing is told of an area that had changed hands before', async () => {
    await change('wave.yaml', "unitsAt: '2018-10-22'", "unitsAt: '2020-11-01'")
    expect(seen(await answering('1133'))).not.toContain('område')
  })
  test('in nynorsk', async () =>
    expect(seen(await answering('1806', 'nn'))).toContain(
      'I førre undersøking svarte Tysfjord «Ja». Tysfjord er delt sidan då, så svaret gjeld kanskje ikkje dykk.',
    ))
  test.each(['4601', '1508'])('a unit whose predecessors have not answered is told of nothing: %s', async (unit) =>
    expect(seen(await answering(unit))).not.toContain('forrige undersøkelse'),
  )
  test('with the year, where the answer says when it was sent in', async () => {
    const unit = { id: '0616', kind: 'kommune', name: 'Nes' }
    const at2018 = { schema: 'kommunedialog.submission.v1', submittedAt: '2018-12-31T23:30:00Z' }
    const line = { ...at2018, unit, part: 'raadmann', answers: single('nei') }
    await writeFile(join(dir, 'previous.jsonl'), JSON.stringify(line))
    // Half past midnight in Norway.
    expect(seen(await answering('3322'))).toContain('I 2019 svarte dere «Nei».')
  })
})

describe('a divided unit’s answer', () => {
  test('is asked about where it is given again', async () => {
    const person = await answering('1806')
    presses(person, 'Ja')
    expect(answered(person)).toBeUndefined()
    expect(seen(person)).toContain('Stemmer det for dere i dag?')
    presses(person, 'Det stemmer')
    expect(answered(person)).toMatchObject({ value: 'ja' })
    expect(sessionOf(person.shared).paradata.prefill).toEqual({ plan: 'before_same' })
  })
  test('typed, too; and «nei» leaves the question open', async () => {
    const person = await answering('1806')
    types(person, 'ja')
    expect(seen(person)).toContain('Stemmer det for dere i dag?')
    types(person, 'nei')
    expect(answered(person)).toBeUndefined()
  })
  test('is not asked about where another is given, nor where the unit itself has said the same', async () => {
    const other = await answering('1806')
    presses(other, 'Nei')
    expect(answered(other)).toMatchObject({ value: 'nei' })
    const own = await answering('1875')
    presses(own, 'Nei')
    expect(answered(own)).toMatchObject({ value: 'nei' })
  })
  test('is shown to nobody where the wave hides them', async () => {
    await change('wave.yaml', "unitsAt: '2018-10-22'", "unitsAt: '2018-10-22', split: hide")
    expect(seen(await answering('1806'))).not.toContain('Tysfjord')
    expect(seen(await answering('1875'))).toContain('Hamarøy «Nei»')
  })
})

test('a question that moved to another part is shown there, unless two parts asked it', async () => {
  const lines = [
    {
      unit: '0616',
      name: 'Nes',
      part: 'integrering',
      answers: { ...single('ja'), felles: { kind: 'text', value: 'x' } },
    },
    { unit: '0616', name: 'Nes', part: 'tredje', answers: { felles: { kind: 'text', value: 'y' } } },
  ]
  await writeFile(join(dir, 'previous.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'))
  const { previous } = await folderOf()
  expect(previousFor(previous, '3322', 'raadmann')).toEqual([{ unit: '0616', name: 'Nes', answers: single('ja') }])
  expect(previousFor(previous, '3322', 'tredje')?.[0]?.answers).toMatchObject({
    felles: { value: 'y' },
    ...single('ja'),
  })
  expect(previousFor(previous, '4601', 'raadmann')).toBeUndefined()
  expect(seen(await answering('3322'))).toContain('svarte dere «Ja»')
})

describe('a question that goes on under its id', () => {
  const earlier = async (from: string, to: string) => {
    const folder = join(dialogs, wave2018)
    await mkdir(folder)
    const text = await readFile(join(dir, 'raadmann.v1.yaml'), 'utf8')
    expect(text).toContain(from)
    await writeFile(join(folder, 'raadmann.v1.yaml'), text.replace(from, to))
  }
  const kinds = async () =>
    (await checkWaveFolder(dir, () => [])).faults.map((fault) => [
      fault.code,
      fault.line,
      fault.column,
      faultText(fault),
    ])
  const placeOf = async (found: string) => {
    const before = (await readFile(join(dir, 'raadmann.v1.yaml'), 'utf8')).split(found)[0]?.split('\n') ?? []
    return [before.length, found.indexOf('kind: ') + 'kind: '.length + 1 + (before.at(-1)?.length ?? 0)]
  }
  test('may have another text, and choices more or fewer', async () => {
    await earlier('text:', 'text:')
    expect(await kinds()).toEqual([])
  })
  test.each([
    ['kind: single', 'multiple', 'plan', 'single'],
    ['kind: number', 'percent', 'bosatt', 'number'],
    ['kind: short_text', 'long_text', 'merknad', 'short_text'],
  ])('is a fault where it is another kind: %s was %s', async (found, then, id, now) => {
    await earlier(found, `kind: ${then}`)
    const [line, column] = await placeOf(found)
    const said = `«${id}» er av typen ${now}, men var ${then} i kommuneundersokelsen-2018 (raadmann): gi spørsmålet en ny id, eller behold typen`
    expect(await kinds()).toEqual([['other_kind', line, column, said]])
  })
  test('a wave that is not there is said, and hinders nothing', async () => {
    const { faults, advice } = await checkWaveFolder(dir, () => [])
    expect(faults).toEqual([])
    const found = advice.filter(({ code }) => code === 'unknown_wave')
    expect(found).toMatchObject([{ file: join(dir, 'wave.yaml'), column: 20 }])
    await earlier('text:', 'text:')
    expect((await checkWaveFolder(dir, () => [])).advice.map(({ code }) => code)).not.toContain('unknown_wave')
  })
  test('and not where the wave continues another one', async () => {
    await earlier('kind: number', 'kind: percent')
    await change('wave.yaml', 'wave: kommuneundersokelsen-2018', 'wave: en-annen')
    expect(await kinds()).toEqual([])
  })
})

describe('what the check cannot see is said, and hinders nothing', () => {
  const said = async (code: string) => {
    const { faults, advice } = await checkWaveFolder(dir, () => [])
    expect(faults).toEqual([])
    return advice.filter((one) => one.code === code)
  }
  const history = () => join(dialogs, 'enheter/historikk.csv')
  const continues = async () =>
    (await readFile(join(dir, 'wave.yaml'), 'utf8')).split('\n').findIndex((line) => line.startsWith('continues')) + 1
  test('that there is no history of the units', async () => {
    expect(await said('no_history')).toEqual([])
    await rm(history())
    const found = await said('no_history')
    expect(found).toMatchObject([{ file: join(dir, 'wave.yaml'), line: await continues(), column: 12 }])
    expect(found.map((one) => faultText(one))[0]).toContain('enheter/historikk.csv')
    expect(found.map((one) => faultText(one))[0]).toContain('slått sammen')
  })
  test('also where its folder is not there, or the moves of the answers are', async () => {
    await rm(join(dialogs, 'enheter'), { recursive: true })
    expect(await said('no_history')).toHaveLength(1)
    await writeFile(join(dir, 'successors.csv'), 'unit,successor\n1228,4618\n')
    expect(await said('no_history')).toHaveLength(1)
  })
  test('not of a faulty history, nor of a wave that continues none', async () => {
    const whole = await readFile(history(), 'utf8')
    await writeFile(history(), 'date\n')
    const { faults, advice } = await checkWaveFolder(dir, () => [])
    expect(faults.map(({ code }) => code)).toEqual(['no_column'])
    expect(advice.map(({ code }) => code)).not.toContain('no_history')
    await writeFile(history(), whole)
    await change('wave.yaml', /continues: .*\n/, '')
    await rm(history())
    expect(await said('no_history')).toEqual([])
  })

  const then = () => join(dialogs, wave2018)
  const earlier = async (name: string, text: string | Buffer) => {
    await mkdir(then(), { recursive: true })
    await writeFile(join(then(), name), text)
  }
  test.each<[string, string | Buffer]>([
    ['no YAML', 'sections: ['],
    ['another form', 'schema: kommunedialog.questionnaire.v0\n'],
    ['nothing', ''],
    ['not UTF-8', Buffer.from('title: R\u00e5d\n', 'latin1')],
    ['a list', '- a\n'],
  ])('a questionnaire of the wave before that cannot be read: %s', async (_, text) => {
    await earlier('raadmann.v1.yaml', text)
    const found = await said('earlier_unread')
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ file: join(then(), 'raadmann.v1.yaml'), line: expect.any(Number) })
    expect(found.map((one) => faultText(one))[0]).toContain('spørsmålene i det')
    expect(await said('unknown_wave')).toEqual([])
  })
  test('each of them, and none that can be read; those are held against', async () => {
    const text = await readFile(join(dir, 'raadmann.v1.yaml'), 'utf8')
    await earlier('raadmann.v1.yaml', text)
    expect(await said('earlier_unread')).toEqual([])
    await earlier('andre.v1.yaml', 'a: [')
    await earlier('andre.v2.yaml', 'a')
    expect((await said('earlier_unread')).map(({ file }) => file.slice(-13))).toEqual([
      'andre.v1.yaml',
      'andre.v2.yaml',
    ])
    await earlier('raadmann.v1.yaml', text.replace('kind: number', 'kind: percent'))
    const { faults, advice } = await checkWaveFolder(dir, () => [])
    expect(faults.map(({ code }) => code)).toEqual(['other_kind'])
    expect(advice.filter(({ code }) => code === 'earlier_unread')).toHaveLength(2)
  })
})

describe('units that do not fit the time', () => {
  const checked = async () => checkWaveFolder(dir, () => [])
  test.each([
    ['2023-12-01', '2024-01-31', ['4601', '1507'], 3, '1507'],
    ['2019-11-15', '2020-01-15', ['1201', '0301'], 2, '1201'],
    ['2018-12-31', '2019-01-01', ['0301', '1567'], 3, '1567'],
  ])('a unit that ends while the wave is open is a fault: %s–%s', async (from, to, ids, line, unit) => {
    await writeUnits(ids)
    await opens(from, to)
    const { faults, folder } = await checked()
    expect(folder).toBeNull()
    expect(faults.map((fault) => [fault.file, fault.line, fault.column, fault.code])).toEqual([
      [join(dir, 'units.csv'), line, 1, 'unit_ends'],
    ])
    expect(faults.map((one) => faultText(one))[0]).toContain(`${unit} `)
    expect(faults.map((one) => faultText(one))[0]).toContain('mens undersøkelsen er åpen')
  })
  test('not when it closes the evening before, or opens the morning after', async () => {
    await writeUnits(['1507'])
    await opens('2023-11-01', '2023-12-31')
    expect((await checked()).faults).toEqual([])
    await writeUnits(['1508'])
    await opens('2024-01-01', '2024-02-01')
    expect((await checked()).faults).toEqual([])
  })
  test('a number of another time is said, and the units that arrive nowhere', async () => {
    await writeUnits(['1201', '5001'])
    const { faults, advice } = await checked()
    expect(faults).toEqual([])
    const told = advice.map((one) => [one.line, one.code, faultText(one).replace(/.*: /u, '')])
    expect(told.filter(([, code]) => code === 'unit_not_there')).toEqual([[2, 'unit_not_there', '1201 1201']])
    const lost = advice.filter(({ file, code }) => code === 'no_successor' && file.endsWith('units.csv'))
    expect(lost.map((one) => faultText(one))).toEqual([expect.stringContaining('435 enheter')])
  })
  test('answers that arrive nowhere are said with their line', async () => {
    await writeFile(
      join(dir, 'previous.jsonl'),
      '{"unit":"4601","name":"Bergen","part":"raadmann","answers":{}}\n{"unit":"9999","name":"Utenfor","part":"raadmann","answers":{}}\n',
    )
    const { advice } = await checked()
    expect(advice.filter(({ file }) => file.endsWith('previous.jsonl'))).toMatchObject([
      { line: 2, code: 'no_successor' },
    ])
  })
  test('a faulty history is a fault of a wave that continues another, and of no other', async () => {
    await writeFile(join(dialogs, 'enheter/historikk.csv'), 'date\n')
    expect((await checked()).faults).toMatchObject([
      { file: join(dialogs, 'enheter/historikk.csv'), code: 'no_column' },
    ])
    await change('wave.yaml', /continues: .*\n/, '')
    expect((await checked()).faults).toEqual([])
  })
})
