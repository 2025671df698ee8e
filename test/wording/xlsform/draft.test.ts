/** What a draft is made of: matrices, ids, sections and the conditions around them. */

import { describe, expect, test } from 'vitest'
import { questionnaire as schema } from '../../../src/questionnaire/schema.ts'
import { drafted, sheet } from '../../support/xlsform-sheets.ts'

const yesNo = sheet('choices', 'list_name | name | label\nyn | ja | Ja\nyn | nei | Nei')
const survey = (rows: string) =>
  sheet('survey', `type | name | label | relevant | constraint | required\n${rows.trim()}`)

describe('matrices', () => {
  const rows = (appearances: readonly [string, string, string], group = '') => [
    sheet(
      'survey',
      `
type | name | label | appearance | required
begin_group | nytte | Hvor nyttig? | ${group}
select_one g | nytte_hode | Nytte | ${appearances[0]}
select_one g | nytte_a | A | ${appearances[1]} | yes
select_one g | nytte__b | B | ${appearances[2]}
end_group
`,
    ),
    sheet('choices', 'list_name | name | label\ng | god | God\ng | svak | Svak'),
  ]

  test('with a heading of its own, as ODK has them', () => {
    const { question, left } = drafted(...rows(['label', 'list-nolabel', 'list-nolabel'], 'field-list'))
    expect(question('nytte')).toMatchObject({ kind: 'matrix', rows: [{ id: 'nytte_a' }, { id: 'b' }] })
    expect(left).toEqual([
      'survey:2 «appearance» is left out: field-list',
      'survey:2 only some rows of «nytte» must be answered in the form: here none of them must',
      'survey:3 «label» is left out: Nytte',
    ])
  })

  test('as a table', () =>
    expect(drafted(...rows(['', '', ''], 'table-list')).question('nytte')).toMatchObject({ rows: [{}, {}, {}] }))

  test('questions that merely stand in a group are none', () =>
    expect(drafted(...rows(['', '', ''], 'field-list')).questions.map(({ id }) => id)).toEqual([
      ...['nytte_hode', 'nytte_a', 'nytte__b'],
    ]))
})

describe('names', () => {
  const named = (names: readonly string[]) =>
    drafted(survey(names.map((name) => `text | ${name} | ${name}`).join('\n'))).questions.map(({ id }) => id)

  test.each([
    [
      ['a', 'A', 'a_2'],
      ['a', 'a_2', 'a_2_2'],
    ],
    [
      ['Spørsmål.én', 'Ærlig', 'blå-bær'],
      ['spoersmaal_en', 'aerlig', 'blaa_baer'],
    ],
    [
      ['_1', '2b', '...'],
      ['q_1', 'q_2b', 'q'],
    ],
    [
      ['constructor', '__proto__', 'toString'],
      ['constructor', 'proto', 'tostring'],
    ],
    [
      [`q${'x'.repeat(100)}`, `q${'x'.repeat(101)}`],
      [`q${'x'.repeat(57)}`, `q${'x'.repeat(57)}_2`],
    ],
  ])('%j', (names, ids) => expect(named(names)).toEqual(ids))

  test('thousands that come to the same are told apart', () => {
    const letters = Array.from({ length: 19_000 }, (_, i) => String.fromCodePoint(0x4e00 + i))
    expect(new Set(named(letters)).size).toBe(letters.length)
  })

  test('each that is another here is told', () =>
    expect(drafted(survey('text | Navn | Navn')).changed[0]).toBe('survey:2 «Navn» is called navn here'))
})

describe('types and columns by other names', () => {
  test.each([
    ['add text prompt', 'short_text'],
    ['string', 'short_text'],
    ['q int', 'number'],
    ['percentage', 'percent'],
    ['select one from yn', 'single'],
    ['select all that apply from yn', 'multiple'],
    ['Select_Multiple yn', 'multiple'],
    ['select_one yn or specify other', 'single'],
  ])('%s', (type, kind) => expect(drafted(survey(`${type} | a | A`), yesNo).question('a')).toMatchObject({ kind }))

  test('a list in a column of its own', () =>
    expect(
      drafted(sheet('survey', 'type | name | label | select_from_list_name\nselect_one | a | A | yn'), yesNo).question(
        'a',
      ),
    ).toMatchObject({ choices: [{ id: 'ja' }, { id: 'nei' }] }))

  test('«vet ikke» in either language form is no choice', () =>
    expect(
      drafted(
        survey('select_one yn | a | A'),
        sheet('choices', 'list_name | name | label | label::nn\nyn | 1 | Ja\nyn | 2 | Nei\nyn | 3 | | Veit ikkje'),
      ).question('a'),
    ).toMatchObject({ choices: [{ id: 'svar_1' }, { id: 'svar_2' }] }))

  test('a range with blanks in its limits, and one without', () => {
    const { question } = drafted(
      sheet('survey', 'type | name | label | parameters\nrange | a | A | start = 1 ; end = 5\nrange | b | B'),
    )
    expect([question('a'), question('b')]).toMatchObject([
      { min: 1, max: 5 },
      { min: 0, max: 10 },
    ])
  })

  test('two columns of third languages are not the same one', () =>
    expect(
      drafted(sheet('survey', 'type | name | label | label::English | label::Swahili\ntext | a | A')).left,
    ).toHaveLength(2))

  test('a group may be called as what is in it', () =>
    expect(
      drafted(survey('begin group | a | Gruppe\ntext | a | A\nend group')).sections.map(({ id, questions }) => [
        id,
        questions.map((one) => one.id),
      ]),
    ).toEqual([['a', ['a']]]))
})

describe('texts', () => {
  test('what they repeat is what has been answered by then', () => {
    const { question, left } = drafted(
      survey(`
text | a | Hva med \${b}?
text | b | Ikke \${a}?
note | c | Du sa \${a} og \${b}.
`),
    )
    expect([question('a'), question('b'), question('c')]).toMatchObject([
      { text: { nb: `Hva med \${b}?` } },
      { text: { nb: 'Ikke {{svar.a}}?' } },
      { text: { nb: 'Du sa {{svar.a}} og {{svar.b}}.' } },
    ])
    expect(left).toEqual([
      `survey:2 the text repeats «b», which is not answered before: put the text right, as \${b} is left in it`,
    ])
  })

  test('tags are shown as they stand, and that is told', () =>
    expect(drafted(survey('text | a | <b>Hva</b> heter du?\ntext | b | Er 3 < 4 og 5 > 4?')).changed).toContain(
      'survey:2 the text has HTML tags, which are shown as they stand: take them out',
    ))
})

test('our own column, filled in by hand, leads nowhere else and makes no figure of what is none', () => {
  const { draft, question } = drafted(
    sheet('survey', 'type | name | label | kommunedialog\ndecimal | a | A | decimals=mange percent=ja'),
    sheet('settings', 'form_title | kommunedialog\nTittel | part=..%2F..%2Fetc wave=w version=siste minutes=%E0%A4%A'),
  )
  expect(draft.data).toMatchObject({ part: 'etc', wave: 'w', version: 1, minutes: 1 })
  expect(question('a')).toMatchObject({ kind: 'number', decimals: 2 })
})

describe('sections', () => {
  test('of more than ten questions are parted', () => {
    const many = Array.from({ length: 23 }, (_, i) => `text | s${i} | S${i}`).join('\n')
    const { sections, changed } = drafted(survey(`begin group | alle | Alle\n${many}\nend group`))
    expect(sections.map(({ id, questions }) => [id, questions.length])).toEqual([
      ['alle', 10],
      ['alle_2', 10],
      ['alle_3', 3],
    ])
    expect(changed.filter((line) => line.includes('alle_'))).toHaveLength(2)
  })

  test('conditions of groups around: of a section what its groups have, of a question those of groups without a label', () => {
    const { sections } = drafted(
      survey(`
select_one yn | a | A
select_one yn | b | B
begin group | ytre | Ytre | \${a} = 'ja'
begin group | midt | Midt | \${b} = 'ja'
begin group | uten | | \${a} != ''
text | c | C | \${b} = 'nei'
end group
end group
end group
`),
      yesNo,
    )
    expect(sections[1]).toMatchObject({
      id: 'midt',
      when: {
        all: [
          { question: 'a', is: 'ja' },
          { question: 'b', is: 'ja' },
        ],
      },
      questions: [
        {
          when: {
            all: [
              { question: 'a', answered: true },
              { question: 'b', is: 'nei' },
            ],
          },
        },
      ],
    })
  })

  test.each(['false()', '0', '1 > 2'])('what is never shown (%s) is left out', (never) =>
    expect(drafted(survey(`text | a | A | ${never}\ntext | b | B | 1`)).questions.map(({ id }) => id)).toEqual(['b']),
  )

  test('what is never shown is left out, and what tests it too', () => {
    const { questions, left } = drafted(
      survey(`text | a | A | false()\ntext | b | B | \${a} != ''\ntext | c | C | true()`),
    )
    expect(questions.map(({ id, ...rest }) => [id, 'when' in rest])).toEqual([
      ['b', false],
      ['c', false],
    ])
    expect(left[0]).toBe('survey:2 «a» is never shown in the form and is left out')
  })
})

test('a draft with all its texts is a questionnaire', () => {
  const { draft } = drafted(
    sheet(
      'survey',
      'type | name | label | label::nn\nnote | i | Hei | Hei\nbegin group | g | G | G\nselect_one yn | a | A | A\nend group',
    ),
    sheet('choices', 'list_name | name | label | label::nn\nyn | ja | Ja | Ja\nyn | nei | Nei | Nei'),
    sheet('settings', 'form_title | form_title::nynorsk\nTittel | Tittel'),
  )
  expect(schema.safeParse(draft.data).success).toBe(true)
})
