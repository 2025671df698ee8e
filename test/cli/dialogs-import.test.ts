/** `dialogs import`: a form of another tool becomes a draft that `dialogs check` reads, or is refused with every fault, and nothing is written. */

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { questionnaire as schema } from '../../src/questionnaire/schema.ts'
import type { FormSheet } from '../../src/wording/xlsform/terms.ts'
import { commandLine } from '../support/command-line.ts'
import { shippedParts } from '../support/shipped-waves.ts'
import { sheet } from '../support/xlsform-sheets.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kd-import-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const dialogs = (...args: string[]) => commandLine(['dialogs', ...args], {})
const inFolder = (name: string) => join(folder, name)

/** A workbook of these sheets, empty rows in their places; `as`: the format. */
const workbook = (sheets: readonly FormSheet[], as: 'xlsx' | 'biff8' = 'xlsx'): Buffer => {
  const book = utils.book_new()
  for (const { name, rows } of sheets) {
    const cells: string[][] = []
    for (const { line, cells: row } of rows) cells[line - 1] = row
    utils.book_append_sheet(book, utils.aoa_to_sheet(Array.from(cells, (row) => row ?? [])), name)
  }
  return write(book, { type: 'buffer', bookType: as })
}
const put = (name: string, bytes: Buffer | string): string => {
  writeFileSync(inFolder(name), bytes)
  return inFolder(name)
}

const survey = sheet(
  'survey',
  `
type | name | label::Norsk bokmål (nb) | label::Norsk nynorsk (nn)
note | hei | Velkommen. | Velkomen.
begin group | om | Om dere | Om dykk
select_one jn | plan | Har dere en plan? | Har de ein plan?

integer | antall | Hvor mange? | Kor mange?
end group
`,
)
const choices = sheet('choices', 'list_name | name | label::nb | label::nn\njn | ja | Ja | Ja\njn | nei | Nei | Nei')
const settings = sheet('settings', 'form_title | form_title::nn | form_id\nPlaner | Planar | Planer 2027')
const good = () => put('skjema.xlsx', workbook([survey, choices, settings]))

describe('what we wrote ourselves', () => {
  test.each(shippedParts)(
    '$name: through a workbook and back, and the draft passes the check',
    async ({ questionnaire }) => {
      const { wave, part, version } = questionnaire
      const file = `${part}.v${version}`
      await dialogs('export', `dialogs/${wave}/${file}.yaml`, '--xlsform', '--out', folder)
      const made = await dialogs('import', inFolder(`${file}.xlsx`), '--out', folder)
      expect(made).toMatchObject({ code: 0, err: '' })
      const read = schema.parse(parse(readFileSync(inFolder(`${file}.yaml`), 'utf8')))
      expect(read).toMatchObject({ wave, part, version, minutes: questionnaire.minutes })
      const ids = (of: typeof read) =>
        of.sections.map(({ id, questions }) => [id, questions.map((one) => [one.id, one.kind])])
      expect(ids(read)).toEqual(ids(questionnaire))
      expect((await dialogs('check', inFolder(`${file}.yaml`))).out).toBe('Ingen feil.\n')
    },
  )

  test('in its wave it is simulated as what it was made from', async () => {
    cpSync('dialogs', folder, { recursive: true })
    const wave = inFolder('kommuneundersokelsen-2027')
    const run = (...args: string[]) =>
      commandLine(['--wave', 'kommuneundersokelsen-2027', 'dialogs', ...args], { DIALOGS_DIR: folder })
    await run('export', 'oppvekst', '--xlsform', '--out', folder)
    const before = await run('simulate', 'oppvekst', '--answers', '20', '--json')
    expect(await run('import', inFolder('oppvekst.v1.xlsx'), '--out', wave, '--overwrite')).toMatchObject({
      code: 0,
      err: '',
    })
    const after = await run('simulate', 'oppvekst', '--answers', '20', '--json')
    expect(after.code).toBe(0)
    const shortest = (out: string) => JSON.parse(out).shortest.questions
    expect(shortest(after.out)).toEqual(shortest(before.out))
  })
})

describe('a form of others', () => {
  test('becomes a draft in the folder, named after its part, without a fault where both language forms are there', async () => {
    const made = await dialogs('import', good(), '--out', inFolder('ny-undersokelse'))
    expect(made).toMatchObject({ code: 0, err: '' })
    const path = join(inFolder('ny-undersokelse'), 'planer_2027.v1.yaml')
    expect(made.out).toContain(`${path}: utkast med 2 spørsmål i 1 avsnitt\n`)
    expect(parse(readFileSync(path, 'utf8'))).toMatchObject({
      wave: 'ny-undersokelse',
      part: 'planer_2027',
      version: 1,
    })
    expect((await dialogs('check', path)).out).toBe('Ingen feil.\n')
  })

  test.each([
    [
      'a file tells part and version',
      ['--out', 'x/oppvekst.v3.yaml'],
      'x/oppvekst.v3.yaml',
      { part: 'oppvekst', version: 3, wave: 'x' },
    ],
    ['so does the option', ['--out', '.', '--part', 'skole'], 'skole.v1.yaml', { part: 'skole' }],
    ['a file of any name', ['--out', 'utkast.yaml'], 'utkast.yaml', { part: 'planer_2027' }],
    ['the wave', ['--out', 'x', '--wave', 'skoler-2028'], 'x/planer_2027.v1.yaml', { wave: 'skoler-2028' }],
  ])('%s', async (_, [option = '', out = '', ...more], file, expected) => {
    expect(await dialogs('import', good(), option, inFolder(out), ...more)).toMatchObject({ code: 0, err: '' })
    expect(parse(readFileSync(inFolder(file), 'utf8'))).toMatchObject(expected)
  })

  test('a file that is called otherwise than its part is told of, as the check tells of it', async () => {
    const { out } = await dialogs('import', good(), '--out', inFolder('utkast.yaml'), '--lang', 'en')
    expect(out).toContain('settings:1 file_name ')
    expect((await dialogs('check', inFolder('utkast.yaml'))).out).toMatch(/ file_name /u)
  })

  test('what is missing in nynorsk is what the check names', async () => {
    const one = sheet(
      'survey',
      'type | name | label\nnote | hei | Hei\nbegin_group | om | Om dere\nselect_one jn | plan | Plan?\nend_group',
    )
    const list = sheet('choices', 'list_name | name | label\njn | ja | Ja\njn | nei | Nei')
    const file = put('enspraklig.xlsx', workbook([one, list, sheet('settings', 'form_title\nPlaner')]))
    const made = await dialogs('import', file, '--out', inFolder('ut.yaml'), '--lang', 'en')
    expect(made.out).toContain(`${file}:survey:2,3,4 form_missing «label» is missing in Nynorsk\n`)
    expect(made.out).toContain(`${file}:choices:2,3 form_missing «label» is missing in Nynorsk\n`)
    const { code, out } = await dialogs('check', inFolder('ut.yaml'), '--json')
    expect(code).toBe(1)
    const found = JSON.parse(out) as { message: string }[]
    expect([...new Set(found.map(({ message }) => message))]).toEqual(['teksten er tom på nn'])
    expect(found).toHaveLength(6)
  })

  test('what stands in the way of a line in the file does not get out of its comment', async () => {
    const nasty = sheet('survey', 'type | name | label | default\ntext | a | A | x')
    nasty.rows[1]?.cells.splice(3, 1, 'linje en\nsections: []\r\n- kind: info')
    const file = put('skjema.xlsx', workbook([nasty, settings]))
    expect((await dialogs('import', file, '--out', inFolder('ut.yaml'))).code).toBe(0)
    expect(parse(readFileSync(inFolder('ut.yaml'), 'utf8')).sections[0].questions).toHaveLength(1)
  })

  test('as JSON', async () => {
    const { out } = await dialogs('import', good(), '--out', folder, '--json')
    expect(JSON.parse(out)).toMatchObject({
      file: inFolder('planer_2027.v1.yaml'),
      questions: 2,
      sections: 1,
      left: [],
      missing: [],
    })
  })
})

test('a draft that is there is written over when that is asked for, and not otherwise', async () => {
  const there = put('planer_2027.v1.yaml', 'edited by hand')
  const refused = await dialogs('import', good(), '--out', folder)
  expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`${there} finnes fra før`) })
  expect(readFileSync(there, 'utf8')).toBe('edited by hand')
  expect((await dialogs('import', good(), '--out', folder, '--overwrite')).code).toBe(0)
  expect(readFileSync(there, 'utf8')).toContain('part: planer_2027')
  expect(readdirSync(folder).toSorted()).toEqual(['planer_2027.v1.yaml', 'skjema.xlsx'])
})

describe('is refused, and nothing is written', () => {
  const refused = async (file: string) => {
    const { code, out, err } = await dialogs('import', file, '--out', inFolder('ut'), '--lang', 'en')
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(existsSync(inFolder('ut'))).toBe(false)
    return out.trimEnd().replaceAll(`${file}:`, '').replaceAll(`${file} `, '').split('\n')
  }

  test('a form with faults: all of them at once, with sheet and row', async () => {
    const faulty = sheet(
      'survey',
      `
type | name | label | relevant | label
integr | a | A
text | b | B | \${finnes_ikke} = 1

select_one mangler | c | C
text | b | B igjen
text | | Uten navn
select_one | e | E
begin group | f | F
begin repeat | g | G
end group
| h | Uten type
end repeat
end repeat
`,
    )
    const list = sheet(
      'choices',
      'list_name | name | label\nx | 1 | En\nx | 1 | En igjen\nx | | Tom\n | y | Uten liste',
    )
    expect(await refused(put('feil.xlsx', workbook([faulty, list])))).toEqual([
      'survey:1 form the column «label» stands twice',
      'survey:2 form the type «integr» is none of XLSForm',
      'survey:3 form the column «relevant» refers to «finnes_ikke», which is not in the form',
      'survey:5 form the list «mangler» is not in the sheet choices',
      'survey:6 form the name «b» stands on row 3 too',
      'survey:7 form the row of type «text» has no name',
      'survey:8 form «select_one» does not say which list of choices it is of',
      'survey:11 form «end group» does not end «begin repeat» of row 10',
      'survey:12 form the row has a name or a text, but no type',
      'survey:13 form «end repeat» does not end «begin group» of row 9',
      'survey:14 form «end repeat» ends a group that was not begun',
      'choices:3 form the list «x» has «1» on row 2 too',
      'choices:4 form the row lacks name',
      'choices:5 form the row lacks list_name',
    ])
  })

  test.each<[string, () => Buffer | string, string]>([
    [
      'no sheet survey',
      () => workbook([{ ...survey, name: 'Ark1' }]),
      'survey:1 form the workbook has no sheet called survey (its sheets: Ark1)',
    ],
    [
      'an empty sheet',
      () => workbook([{ name: 'survey', rows: [] }]),
      'survey:1 form the sheet lacks columns: type, name',
    ],
    [
      'headings alone',
      () => workbook([sheet('survey', 'type | name | label')]),
      'survey:1 form the sheet has no rows with questions',
    ],
    [
      'a group that is not ended',
      () => workbook([sheet('survey', 'type | name | label\nbegin group | g | G\ntext | a | A')]),
      'survey:2 form the group «g» (begin group) is never ended',
    ],
    [
      'texts of a third language alone',
      () => workbook([sheet('survey', 'type | name | label::English (en)\ntext | a | A')]),
      'survey:1 form no column with texts in Bokmål or Nynorsk: call it label, or label::Norsk bokmål (nb) and label::Norsk nynorsk (nn) (the one that is there: label::English (en))',
    ],
    [
      'nothing that can be asked',
      () => workbook([sheet('survey', 'type | name | label\ngeopoint | a | A')]),
      'survey:1 form none of the rows can become a question here',
    ],
    [
      'a table of text',
      () => 'type,name,label\ntext,a,A\n',
      'form_unreadable this is no workbook (.xlsx) that can be read: open the form in a spreadsheet program and save it as .xlsx',
    ],
    [
      'an empty file',
      () => '',
      'form_unreadable this is no workbook (.xlsx) that can be read: open the form in a spreadsheet program and save it as .xlsx',
    ],
    [
      'an old workbook',
      () => workbook([survey], 'biff8'),
      'form_unreadable this is an old Excel file (.xls): save the form as .xlsx',
    ],
    [
      'an archive of another kind',
      () => Buffer.from(zipSync({ 'word/document.xml': strToU8('<w/>') })),
      'form_unreadable this is a file of another kind than .xlsx: save the form as .xlsx',
    ],
    [
      'a workbook that is far larger unpacked',
      () => Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(60 * 1024 * 1024) })),
      'form_unreadable the workbook is too large or takes too long to read: copy the sheets survey, choices and settings alone into a new one',
    ],
  ])('%s', async (_, bytes, told) => expect((await refused(put('skjema.xlsx', bytes())))[0]).toBe(told))

  test('50 MB, a folder, and nothing at all', async () => {
    const large = put('stor.xlsx', '')
    truncateSync(large, 50 * 1024 * 1024)
    expect(await refused(large)).toEqual([expect.stringMatching(/^file_too_large the file has 51200 kB/u)])
    mkdirSync(inFolder('mappe.xlsx'))
    expect(await refused(inFolder('mappe.xlsx'))).toEqual([expect.stringMatching(/^file_unreadable /u)])
    expect(await refused(inFolder('finnes-ikke.xlsx'))).toEqual([expect.stringMatching(/^file_missing /u)])
  })

  test('a formula without a value is a fault, one with a value is its value', async () => {
    const book = utils.book_new()
    const cells = utils.aoa_to_sheet([
      ['type', 'name', 'label'],
      ['text', 'a', 'x'],
      ['text', 'b', 'x'],
    ])
    cells.C2 = { t: 's', f: 'UPPER("a")', v: 'A' }
    cells.C3 = { t: 'e', f: '1/0', v: 0x07, w: '#DIV/0!' }
    utils.book_append_sheet(book, cells, 'survey')
    const file = put('formler.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }))
    const [told] = await refused(file)
    expect(told).toMatch(/^survey:3 form the cell under «label» holds a formula without a value, or an error/u)
  })

  test('as JSON: a list, as of «dialogs check»', async () => {
    const { code, out } = await dialogs('import', put('x.xlsx', 'x'), '--out', folder, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toEqual([expect.objectContaining({ code: 'form_unreadable', message: expect.any(String) })])
  })
})

test.each([
  ['no place', ['skjema.xlsx']],
  ['no form', ['--out', 'x']],
  ['a part that is no id', ['skjema.xlsx', '--out', 'x', '--part', 'Min del']],
  ['a language that is none', ['skjema.xlsx', '--out', 'x', '--lang', 'sv']],
])('%s is wrong use', async (_, args) => expect((await dialogs('import', ...args)).code).toBe(64))
