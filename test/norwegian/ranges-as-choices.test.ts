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
type Given = { from?: number; to?: number; of?: 'number' | 'months' | 'times_a_year' }

/** The questionnaire says which figures the choices stand for; their texts do not. */
const askOf = (choices: readonly (readonly [text: string, range?: Given])[]) => {
  const made = schema.parse({
    id: 'q',
    kind: 'single',
    text: { nb: 'Hvor mye er det?', nn: 'Kor mykje er det?' },
    choices: choices.map(([text, range], i) => ({ id: `c${i + 1}`, text: { nb: text, nn: text }, range })),
  })
  if (made.kind === 'info') throw new Error('asks nothing')
  return made
}

const asked = {
  sizes: askOf([
    ['Ingen', { to: 0 }],
    ['En liten gruppe', { from: 1, to: 5 }],
    ['En klasse', { from: 6, to: 20 }],
    ['Flere klasser', { from: 21 }],
  ]),
  soon: askOf([
    ['Raskt', { to: 3, of: 'months' }],
    ['I løpet av året', { from: 4, to: 12, of: 'months' }],
    ['Senere', { from: 13, of: 'months' }],
  ]),
  half: askOf([
    ['Innen et halvt år', { to: 6, of: 'months' }],
    ['Innen ett år', { from: 7, to: 12, of: 'months' }],
    ['Det tar lengre tid', { from: 13, of: 'months' }],
  ]),
  often: askOf([
    ['Jevnlig', { from: 12, of: 'times_a_year' }],
    ['Iblant', { from: 2, to: 11, of: 'times_a_year' }],
    ['En gang', { from: 1, to: 1, of: 'times_a_year' }],
    ['Det varierer'],
    ['Aldri', { from: 0, to: 0, of: 'times_a_year' }],
  ]),
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
  ['participants', 'et par hundre', '? c4'],
  ['participants', 'et par titalls', '? c3'],
  // Ranges that only the questionnaire tells.
  ['sizes', '7', '= c3'],
  ['sizes', 'tolv', '= c3'],
  ['sizes', 'over 50', '= c4'],
  ['sizes', 'mellom seks og ti', '= c3'],
  ['sizes', 'ingen', '= c1'],
  ['sizes', 'et par hundre', '? c4'],
  ['sizes', 'ca 15', '? c3'],
  ['sizes', '3', 'ambiguous_choice'],
  ['sizes', '2', '= c2'],
  ['sizes', 'tre stk', '= c2'],
  ['sizes', '100', '= c4'],
  ['soon', '8 mnd', '= c2'],
  ['soon', 'tre måneder', '= c1'],
  ['soon', 'et halvt år', '= c2'],
  ['soon', 'mellom 3 og 12 månader', '= c2'],
  ['soon', 'to år', '= c3'],
  ['soon', 'en måneds tid', '= c1'],
  ['soon', 'med en gang', '= c1'],
  ['soon', 'om lag et halvt år', '? c2'],
  ['soon', '2-6 måneder', 'ambiguous_choice'],
  ['soon', '2', '= c2'],
  ['soon', '6', '? c2'],
  // Begins in one and ends in the next.
  ['half', '6-8 mnd', 'ambiguous_choice'],
  ['half', '4–9 måneder', 'ambiguous_choice'],
  ['half', 'mellom fem og ti månader', 'ambiguous_choice'],
  ['half', '10 til 14 måneder', 'ambiguous_choice'],
  ['half', '3-7 mnd.', 'ambiguous_choice'],
  ['half', 'et halvt til to år', 'ambiguous_choice'],
  ['half', '7-9 mnd', '= c2'],
  ['half', '6-12 måneder', '= c2'],
  ['half', '2-4 måneder', '= c1'],
  ['often', 'hver uke', '= c1'],
  ['often', 'kvart kvartal', '= c2'],
  ['often', 'tre ganger', '= c2'],
  ['often', 'to-tre gonger', '= c2'],
  ['often', 'ein gong i året', '= c3'],
  ['often', 'aldri', '= c5'],
  ['often', 'av og til', '? c2'],
  ['often', '3', 'ambiguous_choice'],
  ['often', '2', '= c2'],
  ['often', '1', 'ambiguous_choice'],
  ['often', '40', '? c1'],
  ['often', 'tre', '? c2'],
]

describe('a figure among ranges', () => {
  test.each(table)('%s: «%s» → %s', (name, typed, meaning) =>
    expect(brief(understand(typed, hearingOf(asked[name], 'nb')))).toBe(meaning),
  )
})
