/** Names that were saved in one encoding and read in another. What each reading shows is written out, not computed. */

import { describe, expect, it } from 'vitest'
import { readRespondentsSheet } from '../../src/edge/files/respondents-file.ts'
import { isGarbled } from '../../src/register/garbled-text.ts'
import { readRows } from '../../src/register/respondents-file.ts'

/** Latin letters by their codes, as the standards' own tables have them. */
const macRoman: Record<string, number> = {
  ...{ å: 0x8c, æ: 0xbe, ø: 0xbf, Å: 0x81, Æ: 0xae, Ø: 0xaf, é: 0x8e, è: 0x8f, ö: 0x9a, ä: 0x8a, ü: 0x9f, ó: 0x97 },
}
const codePage850: Record<string, number> = {
  ...{ å: 0x86, æ: 0x91, ø: 0x9b, Å: 0x8f, Æ: 0x92, Ø: 0x9d, é: 0x82, è: 0x8a, ö: 0x94, ä: 0x84, ü: 0x81, ó: 0xa2 },
}
const windows1257: Record<string, number> = { å: 0xe5, æ: 0xbf, ø: 0xb8, Å: 0xc5, Æ: 0xaf, Ø: 0xa8 }
const encoded = (text: string, codes: Record<string, number>) =>
  Buffer.from([...text].map((sign) => codes[sign] ?? sign.charCodeAt(0)))

const rules = { unitIds: new Set(['1201']), parts: ['raadmann'] }
const fileOf = (name: string) => `unit;part;name;email\n1201;raadmann;${name};k@bergen.example\n`
const imported = async (bytes: Buffer) => {
  const read = await readRespondentsSheet(bytes)
  if (read.type === 'refused') return { rows: [], notices: [], faults: read.faults }
  return readRows(read.sheet, rules)
}

const names = ['Håkon Bjørnæs', 'Åse Lie', 'Øyvind Moe', 'Ærlend Vik', 'Kåre', 'Bjørg', 'Næss', 'André Lie', 'Hélène']

describe.each([
  ['MacRoman', macRoman, [...names, 'Jörgen Ström och Åke', 'Müller']],
  ['code page 850', codePage850, [...names, 'Jörgen Ström', 'Müller', 'Märta']],
  ['Windows-1257', windows1257, ['Bjørnæs', 'Øyvind Moe', 'Ærlend Vik']],
])('a file in %s', (_, codes, all) => {
  it.each(all)('is refused with line and column: %s', async (name) => {
    const { rows, faults } = await imported(encoded(fileOf(name), codes))
    expect(rows).toEqual([])
    // Some bytes are no sign at all in Windows-1252.
    expect(faults).toMatchObject([
      { line: 2, column: 'name', code: expect.stringMatching(/^(garbled|control_character)$/) },
    ])
  })
})

describe('a file in Windows-1252', () => {
  const windows1252 = (text: string) =>
    Buffer.from(text.replaceAll('–', '\x96').replaceAll('’', '\x92').replaceAll('š', '\x9a'), 'latin1')
  it.each([...names, 'Kari «Kaia» Aas–Lie', 'Ole Jørgen (vikar)', 'Sinéad O’Neill', 'José Muñoz'])(
    'is read as it is: %s',
    async (name) => {
      const { rows, faults } = await imported(windows1252(fileOf(name)))
      expect(faults).toEqual([])
      expect(rows).toMatchObject([{ name }])
    },
  )
  it('shows the lines that another encoding would read otherwise', async () => {
    const { notices, rows } = await imported(windows1252(fileOf('Bjšrn Næss')))
    expect(rows).toHaveLength(1)
    expect(notices).toMatchObject([{ line: 2, column: 'name', code: 'encoding_guessed' }])
    expect(notices[0]?.message).toContain('«Bjšrn Næss»')
    expect((await imported(windows1252(fileOf('Håkon Bjørnæs')))).notices).toEqual([])
  })
  it.each([
    ['Cyrillic', [0xc8, 0xe2, 0xe0, 0xed, 0x20, 0xcf, 0xe5, 0xf2, 0xf0, 0xee, 0xe2]],
    ['Greek', [0xc3, 0xe9, 0xfe, 0xf1, 0xe3, 0xef, 0xf2]],
  ])('is no file in an alphabet of its own: %s', async (_, name) => {
    const [before = '', after = ''] = fileOf('|').split('|')
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from(name), Buffer.from(after)])
    expect((await imported(bytes)).faults).toMatchObject([{ line: 2, code: 'garbled' }])
  })
})

describe('text that was garbled before it came here', () => {
  it.each([
    ['UTF-8 read as Windows-1252', 'HÃ¥kon BjÃ¸rnÃ¦s'],
    ['the same at the beginning', 'Ã…se Lie'],
    ['twice', 'HÃƒÂ¥kon'],
    ['MacRoman read as Windows-1252', 'HŒkon Bj¿rn¾s'],
    ['code page 850 read as Windows-1252', 'Bj›rn'],
    ['HTML', 'H&aring;kon'],
    ['HTML by number', 'H&#229;kon'],
    ['quoted-printable', 'H=C3=A5kon'],
    ['percent', 'H%C3%A5kon'],
    ['JSON', 'H\\u00e5kon'],
    ['UTF-7', 'H+AOU-kon'],
    ['seven bits', 'H}kon Bj|rn{s'],
    ['seven bits, capitals', '\\yvind [se'],
    ['letters lost', 'H?kon Bj?rn?s'],
    ['a first letter lost', '?se Lie'],
  ])('%s: %s', (_, name) => expect(isGarbled(name, 'known')).toBe(true))

  it.each([
    ...['Håkon Bjørnæs', 'Åse «Åsa» Østbø', 'Ole-Jørgen d’Arcy', 'Kari Nordmann (vikar)', 'Sigrún Þórðardóttir'],
    ...['Dušan Žižek', 'Иван Петров', 'Áššu Čáhppe', 'Nguyễn Thị Hoa', 'Kari [permisjon]', 'Anne & Co.', 'Bjørn r = 5'],
  ])('a name as it is: %s', (name) => expect(isGarbled(name, 'known')).toBe(false))
})

it('a file that begins as UTF-8 and goes on otherwise, and UTF-16 without a mark, are refused whole', async () => {
  const mixed = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(fileOf('Håkon'), 'latin1')])
  expect((await imported(mixed)).faults).toMatchObject([{ line: 1, code: 'unreadable' }])
  expect((await imported(Buffer.from(fileOf('Håkon'), 'utf16le'))).faults).toMatchObject([{ code: 'unreadable' }])
})

it('lines of one file in two encodings: the garbled one is named', async () => {
  const bytes = Buffer.concat([
    Buffer.from(fileOf('Bjørn'), 'latin1'),
    Buffer.from('1201;raadmann;Håkon;h@b.example\n'),
  ])
  expect((await imported(bytes)).faults).toMatchObject([{ line: 3, column: 'name', code: 'garbled' }])
})
