/** Forms as other tools make them: what becomes of each row, and that nothing of it goes without a word. */

import { describe, expect, test } from 'vitest'
import { drafted, sheet } from '../../support/xlsform-sheets.ts'

describe('as KoboToolbox writes it, in both language forms', () => {
  const { question, left, changed, missing, draft } = drafted(
    sheet(
      'survey',
      `
type | name | label::Norsk bokmål (nb) | label::Norsk nynorsk (nn) | hint::Norsk bokmål (nb) | required | relevant | constraint | constraint_message::Norsk bokmål (nb) | $kuid | kobo--score-choices | kobo--rank-items | parameters
start | start | | | | | | | | a1
select_one ja_nei | har_plan | Har dere en plan? | Har de ein plan? | | true | | | | a3
text | plan_navn | Hva heter planen? | Kva heiter planen? | | false | \${har_plan} = '1' | | | a4
integer | antall | Hvor mange? | Kor mange? | Et anslag er nok | true | \${har_plan} != '0' | . > 0 and . <= 500 | Fra 1 til 500 | a5
range | skala | Hvor fornøyd? | Kor nøgd? | | | | | | a6 | | | start=1;end=5;step=0.5
begin_score | nytte | Hvor nyttig? | Kor nyttig? | | | | | | | grad
score__row | nytte_kurs | Kurs | Kurs | | true
score__row | nytte_nett | Nettsider | Nettsider | | true
end_score
begin_rank | viktigst | Hva er viktigst? | Kva er viktigast? | | | | | | | | mål
rank__level | viktigst_1 | Først | Først
rank__level | viktigst_2 | Nest | Nest
end_rank
geopoint | hvor | Hvor er dere? | Kvar er de?
`,
    ),
    sheet(
      'choices',
      `
list_name | name | label::Norsk bokmål (nb) | label::Norsk nynorsk (nn)
ja_nei | 1 | Ja | Ja
ja_nei | 0 | Nei | Nei
ja_nei | 99 | Vet ikke | Veit ikkje
grad | stor | Stor | Stor
grad | liten | Liten | Liten
mål | arbeid | Arbeid | Arbeid
mål | skole | Skole | Skule
mål | bolig | Bolig | Bustad
`,
    ),
    sheet('settings', 'form_title | version\nPlan | vA3b'),
  )

  test.each([
    [
      'har_plan',
      {
        kind: 'single',
        text: { nb: 'Har dere en plan?', nn: 'Har de ein plan?' },
        required: true,
        choices: [
          { id: 'svar_1', text: { nb: 'Ja', nn: 'Ja' } },
          { id: 'svar_0', text: { nb: 'Nei', nn: 'Nei' } },
        ],
      },
    ],
    ['plan_navn', { kind: 'short_text', when: { question: 'har_plan', is: 'svar_1' }, dontKnow: false }],
    ['antall', { kind: 'number', min: 1, max: 500, when: { not: { question: 'har_plan', is: 'svar_0' } } }],
    ['skala', { kind: 'number', min: 1, max: 5 }],
    ['nytte', { kind: 'matrix', required: true, rows: [{ id: 'nytte_kurs' }, { id: 'nytte_nett' }] }],
    ['viktigst', { kind: 'ranking', places: 2, choices: [{ id: 'arbeid' }, { id: 'skole' }, { id: 'bolig' }] }],
  ])('%s', (id, expected) => expect(question(id)).toMatchObject(expected))

  test('what is not carried, what is called otherwise, which texts are missing', () => {
    expect(question('har_plan')).not.toHaveProperty('dontKnow')
    expect(left).toEqual([
      'survey:2 nobody is asked for «start» (start); it is left out',
      'survey:5 the limits are told in our words here, not in: Fra 1 til 500',
      'survey:6 «parameters» is left out: start=1;end=5;step=0.5',
      'survey:12 «label» is left out: Først',
      'survey:13 «label» is left out: Nest',
      'survey:15 «hvor» is left out: there is no type «geopoint» here',
    ])
    expect(changed).toEqual([
      'survey:3 choices of har_plan are called otherwise here: 1 → svar_1, 0 → svar_0',
      'survey:3 «99» of har_plan is no choice here: «Vet ikke» has a button of its own',
      'settings:2 the time (minutes: 2) is an estimate by the number of questions: put it right',
      'settings:2 the version is 1 here, not vA3b',
    ])
    expect(missing).toEqual([
      'survey:5 «hint» is missing in Nynorsk',
      'settings:2 «form_title» is missing in Nynorsk',
      'settings:2 «intro» is missing in Bokmål',
      'settings:2 «intro» is missing in Nynorsk',
    ])
    expect(draft.data).toMatchObject({ part: 'skjema_1', wave: 'mappe', version: 1, title: { nb: 'Plan', nn: '' } })
  })
})

describe('as ODK has it, in one language and with headings in another order and case', () => {
  const { question, sections, left, changed, missing, draft } = drafted(
    sheet(
      'Survey',
      `
name | Type | Label | hint | relevance | constraint | Constraint Message | required | choice_filter | calculation | default | appearance
innled | note | Takk for at du svarer.
info | begin group | Om kommunen

fylke | select_one fylker | Hvilket fylke? | | | | | yes | | | | minimal
kommune | select_one kommuner or_other | Hvilken kommune? | | | | | yes | fylke = \${fylke}
alder | integer | Alder | | | . >= 18 and . <= today() | For ung | \${fylke} = 'oslo'
i_dag | calculate | | | | | | | | today()
folk | begin repeat | Personer
navn | text | Navn | | | regex(., '^[A-Z]+$') | Store bokstaver
 | end repeat
sprak | select_multiple sprak | Språk | | \${kommune} != '' and \${alder} >= 20 | not(selected(., 'ingen') and count-selected(.) > 1) and count-selected(.) <= 3
sprak_annet | text | Hvilket? | | selected(\${sprak}, 'annet') | string-length(.) < 50
uttrykk | text | Hvorfor sa du \${alder}? | | \${alder} * 2 > 40
senere | text | Før? | | \${til_slutt} != ''
 | end group
til_slutt | text | Noe mer? | | | | | | | | ingenting | multiline
`,
    ),
    sheet(
      'choices',
      `
list name | name | label | fylke
fylker | oslo | Oslo
fylker | viken | Viken
kommuner | 0301 | Oslo | oslo
kommuner | asker | Asker | viken
sprak | norsk | Norsk
sprak | ingen | Ingen
sprak | annet | Annet
ubrukt | x | X
`,
    ),
  )

  test.each([
    [
      'kommune',
      {
        choices: [
          { id: 'svar_0301', when: { question: 'fylke', is: 'oslo' } },
          { id: 'asker', when: { question: 'fylke', is: 'viken' } },
          { id: 'other', specify: true, text: { nb: 'Annet', nn: 'Anna' } },
        ],
      },
    ],
    ['alder', { kind: 'number', min: 18 }],
    [
      'sprak',
      {
        kind: 'multiple',
        max: 3,
        when: {
          all: [
            { question: 'kommune', answered: true },
            { question: 'alder', gte: 20 },
          ],
        },
        choices: [{ id: 'norsk' }, { id: 'ingen', exclusive: true }, { id: 'annet' }],
      },
    ],
    ['sprak_annet', { kind: 'short_text', maxLength: 49, when: { question: 'sprak', includes: 'annet' } }],
    ['uttrykk', { text: { nb: 'Hvorfor sa du {{svar.alder}}?', nn: '' } }],
    ['til_slutt', { kind: 'long_text' }],
  ])('%s', (id, expected) => expect(question(id)).toMatchObject(expected))

  test('groups become sections, one that goes on after another in it a second one', () => {
    expect(sections.map(({ id, questions }) => [id, questions.map((one) => one.id)])).toEqual([
      ['info', ['fylke', 'kommune', 'alder']],
      ['folk', ['navn']],
      ['info_2', ['sprak', 'sprak_annet', 'uttrykk', 'senere']],
      ['del', ['til_slutt']],
    ])
    expect(draft.data.intro).toEqual({ nb: 'Takk for at du svarer.', nn: '' })
  })

  test('what is not carried is told row by row', () => {
    expect(left).toEqual([
      'survey:5 «appearance» is left out: minimal',
      'survey:7 the rule . >= 18 and . <= today() is left out, or carried in part only',
      'survey:7 the reason: the expression uses something that conditions here cannot say',
      `survey:7 whether it must be answered is decided by \${fylke} = 'oslo' in the form, and that is left out`,
      'survey:7 «constraint_message» is left out: For ung',
      'survey:8 the calculation «i_dag» is left out: today()',
      'survey:9 the group «folk» is not repeated here: its questions are asked once',
      "survey:10 the rule regex(., '^[A-Z]+$') is left out, or carried in part only",
      'survey:10 the reason: the expression uses something that conditions here cannot say',
      'survey:10 «constraint_message» is left out: Store bokstaver',
      `survey:14 the condition \${alder} * 2 > 40 is left out: what stands here is shown to all`,
      'survey:14 the reason: the expression uses something that conditions here cannot say',
      `survey:15 the condition \${til_slutt} != '' is left out: what stands here is shown to all`,
      'survey:15 the reason: «til_slutt» does not come before this, and conditions here are about what was answered before',
      'survey:17 «default» is left out: ingenting',
      'choices:9 the list «ubrukt» is used by no question and is left out',
    ])
    expect(changed).toContain('survey:6 or_other: «kommune» was given the choice «Annet», with room to say what')
  })

  test('each text that lacks nynorsk is named, and none is made up', () => {
    expect(missing.filter((line) => line.startsWith('survey:')).map((line) => Number(/\d+/u.exec(line)?.[0]))).toEqual([
      2, 3, 5, 6, 7, 9, 10, 12, 13, 14, 15, 17,
    ])
    expect(JSON.stringify(draft.data).match(/"nn":"(?!")[^"]*/gu)).toEqual(['"nn":"Anna'])
  })
})

describe('as SurveyCTO has it', () => {
  const { question, left, questions } = drafted(
    sheet(
      'survey',
      `
type | name | label:Norsk | label:Nynorsk | label:English | relevance | constraint | constraint message:Norsk | constraint message:Nynorsk | disabled | calculation | minimum_seconds | publishable
deviceid | deviceid
text audit | ta
calculate | sum | | | | | | | | | \${barn} + \${voksne}
begin group | hus | Husstand | Hushald | Household | \${samtykke} = 1
integer | barn | Barn | Born | Children | | . >= 0
integer | voksne | Voksne | Vaksne | Adults | \${barn} > 3 or \${barn} = 0 | . <= \${barn} | For mange | For mange
decimal | inntekt | Inntekt | Inntekt | Income | \${sum} > 4 | . > 0.5
text | gammel | Gammel | Gamal | Old | | | | | yes
end group
`.replace('begin group', 'select_one samtykke | samtykke | Samtykker du? | Samtykkjer du? | Consent?\nbegin group'),
    ),
    sheet(
      'choices',
      'list_name | value | label:Norsk | label:Nynorsk | label:English\nsamtykke | 1 | Ja | Ja | Yes\nsamtykke | 0 | Nei | Nei | No',
    ),
    sheet('settings', 'form_title | form_id | version | public_key\nHusstand | hus_1 | 2401010001 | abc'),
  )

  test.each([
    [
      'samtykke',
      { text: { nb: 'Samtykker du?', nn: 'Samtykkjer du?' }, choices: [{ id: 'svar_1' }, { id: 'svar_0' }] },
    ],
    ['barn', { kind: 'number', min: 0 }],
    [
      'voksne',
      {
        when: {
          any: [
            { question: 'barn', gt: 3 },
            { question: 'barn', is: 0 },
          ],
        },
        checks: [
          {
            id: 'regel',
            level: 'hard',
            when: { question: 'voksne', gt: { question: 'barn' } },
            message: { nb: 'For mange', nn: 'For mange' },
          },
        ],
      },
    ],
    ['inntekt', { kind: 'number', decimals: 2, checks: [{ when: { question: 'inntekt', lte: 0.5 } }] }],
  ])('%s', (id, expected) => expect(question(id)).toMatchObject(expected))

  test('what is switched off, calculated, in a third language or of a column of its own is told', () => {
    expect(questions.map(({ id }) => id)).toEqual(['samtykke', 'barn', 'voksne', 'inntekt'])
    expect(left).toEqual([
      'survey:1 the column «label:English» is in another language and is left out',
      'survey:2 nobody is asked for «deviceid» (deviceid); it is left out',
      'survey:3 nobody is asked for «ta» (text audit); it is left out',
      `survey:4 the calculation «sum» is left out: \${barn} + \${voksne}`,
      `survey:9 the condition \${sum} > 4 is left out: what stands here is shown to all`,
      'survey:9 the reason: «sum» is no question here',
      'survey:10 «gammel» is switched off in the form (disabled) and is left out',
      'choices:1 the column «label:English» is in another language and is left out',
      'settings:1 the column «public_key» is left out',
    ])
  })
})
