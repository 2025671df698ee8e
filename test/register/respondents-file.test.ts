import { describe, expect, it } from 'vitest'
import { fileColumns, readRows } from '../../src/register/respondents-file.ts'

const rules = { unitIds: new Set(['0301', '1201', '030101']), parts: ['raadmann', 'integrering'] }
const tenant = 'aaaaaaaa-0000-4000-8000-000000000001'
const object = 'cccccccc-0000-4000-8000-000000000003'

/** Line 1 is the header, rows follow from line 2. */
function read(header: readonly string[], ...rows: string[][]) {
  return readRows(
    { header: { line: 1, cells: [...header] }, rows: rows.map((cells, n) => ({ line: n + 2, cells })) },
    rules,
  )
}
const short = ['unit', 'part', 'name', 'email']
const good = ['1201', 'raadmann', 'Kari Ås', 'kari@bergen.example']
const codes = (result: ReturnType<typeof readRows>) =>
  result.faults.map(({ line, column, code }) => [line, column, code])

describe('a row of the respondents file', () => {
  it('says unit, part, name and e-mail', () => {
    expect(read(short, good)).toEqual({
      rows: [{ line: 2, unitId: '1201', part: 'raadmann', name: 'Kari Ås', email: 'kari@bergen.example' }],
      faults: [],
      notices: [],
    })
  })

  it('may name the account and the language; an empty cell says «none»', () => {
    const row = read(fileColumns, [...good, 'Kari@Bergen.Example', tenant.toUpperCase(), object, 'NN'])
    expect(row.rows[0]).toMatchObject({
      upn: 'kari@bergen.example',
      tenantId: tenant,
      objectId: object,
      language: 'nn',
    })
    expect(read(fileColumns, [...good, '', '', '', '']).rows[0]).toMatchObject({
      upn: null,
      tenantId: null,
      objectId: null,
      language: null,
    })
  })

  it('has its columns in any order, whatever their case, and may have others', () => {
    const result = read(
      ['Email', 'NAME', 'telefon', 'part', 'unit'],
      ['kari@bergen.example', 'Kari', '55 55', 'RAADMANN', '1201'],
    )
    expect(result.rows).toMatchObject([{ unitId: '1201', part: 'raadmann', name: 'Kari' }])
    expect(result.notices).toMatchObject([{ column: 'telefon', code: 'column_ignored' }])
  })

  it.each([
    ['301', '0301'],
    ['30101', '030101'],
  ])('has the leading zero of %s restored and reported', (given, unitId) => {
    const result = read(short, [given, 'raadmann', 'Kari', 'kari@bergen.example'])
    expect(result.rows[0]?.unitId).toBe(unitId)
    expect(result.notices).toMatchObject([{ line: 2, column: 'unit', code: 'zero_restored' }])
  })

  it('is told that a principal name without tenant links nobody', () => {
    const result = read([...short, 'upn'], [...good, 'kari@bergen.example'])
    expect(result.notices).toMatchObject([{ line: 2, column: 'upn', code: 'upn_without_tenant' }])
  })

  it.each([
    'kari@bergen.kommune.no',
    "kåre.o'brien+svar@blåbær.no",
    'post_mottak@ås.example',
    'k/a!%1@xn--blbr-roah.no',
    'KARI@BERGEN.EXAMPLE',
  ])('may have the e-mail %s', (email) => {
    const { rows, faults } = read(short, ['1201', 'raadmann', 'Kari', email])
    expect({ email: rows[0]?.email, faults }).toEqual({ email, faults: [] })
  })
  it('may leave out its last cells, which are empty then', () => {
    expect(read(fileColumns, good).rows).toEqual([
      expect.objectContaining({ upn: null, tenantId: null, objectId: null, language: null }),
    ])
    expect(read(fileColumns, [...good, 'kari@bergen.example', tenant]).rows[0]).toMatchObject({ objectId: null })
  })
  it('may name one account for two parts or units', () => {
    const row = (unit: string, part: string) => [unit, part, 'Kari', 'kari@b.no', 'kari@b.no', tenant, object, '']
    expect(
      read(fileColumns, row('1201', 'raadmann'), row('1201', 'integrering'), row('0301', 'raadmann')).rows,
    ).toHaveLength(3)
  })

  it('is passed over when it is empty', () => expect(read(short, ['', ' ', '', ''], good).rows).toHaveLength(1))
})

describe('a faulty respondents file', () => {
  it.each([
    ['a unit that is not asked', 'unit', '9999', 'unknown_unit'],
    ['a unit that is no number', 'unit', 'Bergen', 'unknown_unit'],
    ['a part that is not asked', 'part', 'ordforer', 'unknown_part'],
    ['no unit', 'unit', '', 'empty'],
    ['no part', 'part', ' ', 'empty'],
    ['no name', 'name', '', 'empty'],
    ['no e-mail', 'email', '', 'empty'],
    ['a broken e-mail', 'email', 'kari@bergen', 'bad_email'],
    ['the point of a sentence', 'email', 'kari@bergen.example.', 'bad_email'],
    ['two points', 'email', 'kari@bergen..example', 'bad_email'],
    ['a point before the name', 'email', '.kari@bergen.example', 'bad_email'],
    ['a point after the name', 'email', 'kari.@bergen.example', 'bad_email'],
    ['a link', 'email', 'mailto:kari@bergen.example', 'bad_email'],
    ['a link with a subject', 'email', 'kari@bergen.example?subject=Hei', 'bad_email'],
    ['an address in brackets', 'email', '(kari@bergen.example)', 'bad_email'],
    ['a machine’s number', 'email', 'kari@10.0.0.1', 'bad_email'],
    ['a dash for a domain', 'email', 'kari@-.example', 'bad_email'],
    ['a formula as name', 'name', '=HYPERLINK("http://x")', 'formula'],
    ['a plus formula', 'name', '+1+1', 'formula'],
    ['a minus formula', 'email', '-cmd@x.no', 'formula'],
    ['an at formula', 'name', '@SUM(A1)', 'formula'],
    ['a formula as unit', 'unit', '="0301"', 'formula'],
    ['a character lost in another encoding', 'name', 'K\uFFFDre', 'lost_character'],
    ['an invisible character', 'name', 'Ka\u200Bri', 'control_character'],
    ['a joiner in a name', 'name', 'Ka\u200Cri', 'control_character'],
    ['a soft hyphen in an address', 'email', 'ka\u00ADri@bergen.example', 'control_character'],
    ['a bell', 'name', 'Ka\u0007ri', 'control_character'],
    ['a line break in a name', 'name', 'Kari\nAas', 'line_break'],
    ['a line break of a Mac', 'name', 'Kari\rAas', 'line_break'],
    ['a line separator', 'name', 'Kari\u2028Aas', 'line_break'],
    ['nothing, as R writes it', 'name', 'NA', 'no_name'],
    ['nothing, as Excel writes it', 'name', '#N/A', 'no_name'],
    ['nothing, as Python writes it', 'name', 'nan', 'no_name'],
    ['a tick', 'name', 'true', 'no_name'],
    ['a tick in Norwegian', 'name', 'SANN', 'no_name'],
    ['a day', 'name', '2027-10-18', 'no_name'],
    ['a number', 'name', '12 34', 'no_name'],
    ['a dash', 'name', '–', 'no_name'],
    ['an endless name', 'name', 'x'.repeat(255), 'too_long'],
    ['a guest', 'upn', 'kari_x.no#EXT#@imdi.onmicrosoft.com', 'bad_upn'],
    ['a broken tenant', 'tenant_id', '1234', 'bad_guid'],
    ['a broken object id', 'object_id', 'xyz', 'bad_guid'],
    ['an unknown language', 'language', 'en', 'unknown_language'],
  ] as const)('has %s', (_, column, value, code) => {
    const cells = [...good, 'kari@bergen.example', tenant, object, 'nb']
    cells[fileColumns.indexOf(column)] = value
    expect(codes(read(fileColumns, cells))).toEqual([[2, column, code]])
  })

  it.each(['Na', 'Nan Li', 'Sann', 'True Berg', 'N. N. Aas', 'Ola 2'])('«%s» is a name', (name) =>
    expect(read(short, ['1201', 'raadmann', name, 'kari@bergen.example']).faults).toEqual([]),
  )

  it('has an object id without tenant', () =>
    expect(codes(read(fileColumns, [...good, '', '', object, '']))).toEqual([
      [2, 'object_id', 'object_without_tenant'],
    ]))
  it('lacks a column', () =>
    expect(codes(read(['unit', 'part', 'name'], ['1201', 'raadmann', 'Kari']))).toEqual([
      [1, 'email', 'column_missing'],
    ]))
  it('has a column twice', () =>
    expect(codes(read([...short, 'Name'], [...good, 'x']))).toEqual([[1, 'name', 'column_twice']]))
  it('has a row that ends before a required column', () => {
    expect(codes(read(short, good.slice(0, 3)))).toEqual([[2, 'email', 'empty']])
    expect(codes(read(short, ['1201']))).toEqual([
      [2, 'part', 'empty'],
      [2, 'name', 'empty'],
      [2, 'email', 'empty'],
    ])
  })
  it('has a row that is too long', () =>
    expect(codes(read(short, [...good, 'x']))).toEqual([[2, undefined, 'too_many_cells']]))

  it('names a person twice for one unit and part, whatever the case of the e-mail', () => {
    const result = read(short, good, ['1201', 'raadmann', 'K', 'KARI@bergen.example'])
    expect(codes(result)).toEqual([[3, undefined, 'duplicate']])
    expect(result.faults[0]?.message).toContain('line 2')
  })

  it('names an account twice for one unit and part', () => {
    const row = (email: string) => ['1201', 'raadmann', 'Kari', email, '', tenant, object, '']
    expect(codes(read(fileColumns, row('a@b.no'), row('c@d.no')))).toEqual([[3, undefined, 'duplicate']])
  })

  it.each([
    ['object id, in two tenants', ['', tenant, object], ['', 'bbbbbbbb-0000-4000-8000-000000000002', object]],
    ['object id, in other letter case', ['', tenant, object], ['', tenant, object.toUpperCase()]],
    ['principal name, without a tenant', ['kari@b.no', '', ''], ['Kari@B.no', '', '']],
    ['principal name, with and without a tenant', ['kari@b.no', tenant, ''], ['KARI@b.no', '', '']],
    ['address, here as principal name and there as e-mail', ['c@d.no', '', ''], ['', '', '']],
  ])('names one account twice for one unit and part by its %s', (_, one, two) => {
    const row = (email: string, identity: string[]) => ['1201', 'raadmann', 'Kari', email, ...identity, '']
    expect(codes(read(fileColumns, row('a@b.no', one), row('c@d.no', two)))).toEqual([[3, undefined, 'duplicate']])
  })
  it.each([
    ['kari@blåbær.no', 'KARI@BLÅBÆR.no'],
    ['kari@blåbær.no', 'kari@xn--blbr-roah.no'],
  ])('names %s and %s, which is one address', (one, two) => {
    const row = (email: string) => ['1201', 'raadmann', 'Kari', email]
    expect(codes(read(short, row(one), row(two)))).toEqual([[3, undefined, 'duplicate']])
  })

  it('names a principal name of one tenant twice for one unit and part', () => {
    const row = (email: string, upn: string) => ['1201', 'raadmann', 'Kari', email, upn, tenant, '', '']
    const result = read(fileColumns, row('a@b.no', 'kari@b.no'), row('c@d.no', 'KARI@b.no'))
    expect(codes(result)).toEqual([[3, undefined, 'duplicate']])
  })

  it('is reported whole, by line', () => {
    const rows = [['9999', 'x', '', 'y'], good, ['1201', 'raadmann', '=1', 'z']]
    expect(codes(read(short, ...rows)).map(([line]) => line)).toEqual([2, 2, 2, 2, 4, 4])
  })
})
