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

  test('each that is another here is told', () =>
    expect(drafted(survey('text | Navn | Navn')).changed[0]).toBe('survey:2 «Navn» is called navn here'))
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
