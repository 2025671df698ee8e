/** Figures where the choices are ranges of a figure: «7» for «6–10 deltakere», «over 50», «mellom seks og ti». */
import { describe, expect, test } from 'vitest'
import { understand } from '../../src/norwegian/understand.ts'
import { question as schema } from '../../src/questionnaire/schema.ts'
import { hearingOf } from './judge.ts'
import { brief } from './questions.ts'

const ask = (texts: readonly string[]) => {
  const made = schema.parse({
    id: 'q',
    kind: 'single',
    text: { nb: 'Hvor mange deltakere har dere?', nn: 'Kor mange deltakarar har de?' },
    choices: texts.map((text, i) => ({ id: `c${i + 1}`, text: { nb: text, nn: text } })),
  })
  if (made.kind === 'info') throw new Error('asks nothing')
  return made
}
const asked = {
  participants: ask(['1–5 deltakere', '6–10 deltakere', '11–50 deltakere', 'Mer enn 50 deltakere', 'Ingen']),
  waiting: ask(['Under 3 måneder', '3–6 måneder', '7–12 måneder', 'Over 12 måneder']),
  shares: ask(['0–25 prosent', '26–50 prosent', '51–75 prosent', '76–100 prosent']),
}

const table: readonly (readonly [keyof typeof asked, string, string])[] = [
  ['participants', '7', '= c2'],
  ['participants', '7 stk', '= c2'],
  ['participants', '8 deltakarar', '= c2'],
  ['participants', 'tolv', '= c3'],
  ['participants', 'tålv', '= c3'],
  ['participants', 'vi har 30', '= c3'],
  ['participants', 'ca 8', '? c2'],
  ['participants', 'omtrent tjue', '? c3'],
  ['participants', 'over 50', '= c4'],
  ['participants', 'flere enn 50', '= c4'],
  ['participants', 'meir enn 60', '= c4'],
  ['participants', '120', '= c4'],
  ['participants', 'mellom seks og ti', '= c2'],
  ['participants', '6-10', '= c2'],
  ['participants', '6 til 8', '= c2'],
  ['participants', '12-13 stk', '= c3'],
  ['participants', 'ingen', '= c5'],
  // A place in the list, or a count: asked about by name.
  ['participants', '3', 'ambiguous_choice'],
  ['participants', '2', 'ambiguous_choice'],
  ['participants', '4', 'ambiguous_choice'],
  ['participants', '1', '= c1'],
  ['participants', 'nr 3', '= c3'],
  ['participants', 'alternativ 2', '= c2'],
  ['participants', '3 deltakere', '= c1'],
  ['participants', 'tre stykker', '= c1'],
  ['participants', 'den siste', '= c5'],
  ['participants', '4-12', 'several_given'],
  ['participants', 'mange', 'unknown_choice'],
  ['waiting', 'under 3 mnd', '= c1'],
  ['waiting', 'to måneder', '= c1'],
  ['waiting', '4 måneder', '= c2'],
  ['waiting', 'fire-fem måneder', '= c2'],
  ['waiting', 'over 12 måneder', '= c4'],
  ['waiting', '14 mnd', '= c4'],
  ['waiting', '8', '= c3'],
  ['waiting', '2', 'ambiguous_choice'],
  ['shares', '30 %', '= c2'],
  ['shares', '30 prosent', '= c2'],
  ['shares', 'rundt 60', '? c3'],
  ['shares', '80', '= c4'],
  ['shares', '3', 'ambiguous_choice'],
]

describe('a figure among ranges', () => {
  test.each(table)('%s: «%s» → %s', (name, typed, meaning) =>
    expect(brief(understand(typed, hearingOf(asked[name], 'nb')))).toBe(meaning),
  )
})
