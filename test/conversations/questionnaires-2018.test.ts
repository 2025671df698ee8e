/** The two parts of 2018 as they are sent: three cards of rows, a short first card, short help, and the words people use. */
import { describe, expect, test } from 'vitest'
import type { Language, Questionnaire } from '../../src/questionnaire/schema.ts'
import { begins } from '../support/one-answering.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, presses, questionOf, sessionOf, sharedSession, type Tester, tester, types } from '../support/tester.ts'

const given: Record<string, string> = { bosetter: 'ja, alene', bosatt_antall: '12', introprogram: 'vi driver det selv' }

/** Somebody who stands at this question, everything before it skipped but what leads there. */
const standsAt = (about: Questionnaire, question: string, answers: Record<string, string> = {}): Tester => {
  const person = tester(sharedSession(worldOf(about, units.kommune)), 'nb')
  joins(person)
  types(person, 'start')
  for (let i = 0; i < 60 && questionOf(person) !== question; i++)
    types(person, { ...given, ...answers }[questionOf(person) ?? ''] ?? 'hopp over')
  expect(questionOf(person)).toBe(question)
  return person
}
const entryOf = (person: Tester, question: string) => sessionOf(person.shared).entries[question]
const rows = (ids: readonly string[], choice: string) => Object.fromEntries(ids.map((id) => [`row.${id}`, choice]))
const shown = (person: Tester): string => person.log.at(-1) ?? ''
const rowsShown = (person: Tester): number[] => {
  const view = person.open === null ? undefined : person.chat[person.open]?.view
  return view?.type === 'question' && view.input.kind === 'matrix' ? view.input.rows.map(({ number }) => number) : []
}

const cards = [
  ['kunnskapsdeling', 'mangfoldige_tjenester', 'bosetting', 'enslige_mindreaarige'],
  ['kvalifisering', 'utdanningsloep', 'tilskudd', 'tolk'],
  ['sosial_kontroll', 'tall_forskning', 'mangfold_arbeidsliv'],
] as const
const all = cards.flat()

describe('a matrix of eleven rows', () => {
  test('stands on three cards, each stored when it is answered', () => {
    const person = standsAt(questionnaires.integrering, 'imdi_nytte')
    for (const [i, ids] of cards.entries()) {
      expect(rowsShown(person)).toEqual(ids.map((_, at) => i * 4 + at + 1))
      presses(person, 'Svar', rows(ids, 'god'))
      const answer = entryOf(person, 'imdi_nytte')?.answer
      expect(answer).toEqual({
        kind: 'matrix',
        value: Object.fromEntries(all.slice(0, i * 4 + ids.length).map((id) => [id, 'god'])),
      })
      expect(entryOf(person, 'imdi_nytte')?.partial).toBe(i < 2 ? true : undefined)
    }
    expect(questionOf(person)).toBe('imdi_viktighet')
  })

  test('skips what is left open on a card, and no row of the others', () => {
    const person = standsAt(questionnaires.integrering, 'imdi_nytte')
    presses(person, 'Svar', rows(['bosetting'], 'god'))
    presses(person, 'Svar', rows(['tolk'], 'litt_nyttig'))
    expect(entryOf(person, 'imdi_nytte')?.answer).toMatchObject({
      value: { bosetting: 'god', tolk: 'litt_nyttig' },
      missing: { kunnskapsdeling: 'skipped', kvalifisering: 'skipped' },
    })
    expect(entryOf(person, 'imdi_nytte')?.answer).not.toHaveProperty('missing.sosial_kontroll')
  })

  test('keeps what stands when a later card is skipped', () => {
    const person = standsAt(questionnaires.integrering, 'imdi_nytte')
    presses(person, 'Svar', rows(cards[0], 'svaert_god'))
    presses(person, 'Hopp over')
    expect(entryOf(person, 'imdi_nytte')?.answer).toMatchObject({
      value: { bosetting: 'svaert_god' },
      missing: { tolk: 'skipped' },
    })
    expect(questionOf(person)).toBe('imdi_viktighet')
  })

  test('goes on by typing where the card is, and shows the card with the next open row', () => {
    const person = standsAt(questionnaires.integrering, 'imdi_nytte')
    presses(person, 'Svar', rows(cards[0], 'god'))
    types(person, 'litt nyttig')
    expect(entryOf(person, 'imdi_nytte')?.answer).toMatchObject({ value: { kvalifisering: 'litt_nyttig' } })
    for (const said of ['ganske nyttig', 'svært nyttig', 'ikke nyttig']) types(person, said)
    presses(person, 'Svar', rows(cards[2], 'god'))
    expect(entryOf(person, 'imdi_nytte')?.answer).toMatchObject({
      value: { tolk: 'ikke_nyttig', tall_forskning: 'god' },
    })
  })

  test('shows all rows to whoever changes a whole answer', () => {
    const person = standsAt(questionnaires.integrering, 'imdi_nytte')
    types(person, 'ganske nyttig på 1-11')
    types(person, 'endre forrige svar')
    expect(rowsShown(person)).toEqual(all.map((_, at) => at + 1))
  })
})

describe('the first card', () => {
  test.each(['nb', 'nn'] as const)('in %s says what matters in half the words', (language: Language) => {
    for (const about of [questionnaires.raadmann, questionnaires.integrering]) {
      const person = tester(sharedSession(worldOf(about, units.kommune)), language)
      joins(person)
      const card = shown(person).split('    [Start]')[0]?.split('==').at(-1) ?? ''
      expect(card.trim().split(/\s+/u).length).toBeLessThanOrEqual(86)
      for (const said of [
        /IMDi spør/u,
        /minutt/u,
        /7\. desember 2018/u,
        /frivillig/u,
        /på vegner? av Austevoll/u,
        /innsyn/u,
        /«feil person»/u,
      ])
        expect(card).toMatch(said)
    }
  })

  test.each(['nb', 'nn'] as const)('in %s, what it says to write is understood', (language) => {
    const { kari: person } = begins(['feil person'], 'raadmann', language)
    expect(person.last?.seat.pending).toMatchObject({ type: 'not_me' })
  })
})

test('«hjelp» tells of the question, and a second word of what can be typed', () => {
  const person = standsAt(questionnaires.integrering, 'bosatt_antall')
  types(person, 'hjelp')
  expect(shown(person)).toContain('Tell personer, ikke familier.')
  expect(shown(person)).toContain('for eksempel 6')
  expect(shown(person)).not.toContain('«tilbake»')
  for (const said of ['kommandoer', 'hjelp kommandoer', 'kommandoar', 'vis kommandoer', 'Kommandoer?']) {
    // A page that stands right above is not shown again.
    types(person, 'når er fristen?')
    types(person, said)
    expect(shown(person)).toContain('«tilbake»')
  }
  expect(questionOf(person)).toBe('bosatt_antall')
})

test.each([
  ['raadmann', 'svingninger', 'ja', 'ja'],
  ['raadmann', 'svingninger', 'nei', 'nei'],
  ['raadmann', 'kapasitet_tid', 'kan ikke ta imot flere', 'ikke_flere'],
  ['raadmann', 'ansatte_viktig', 'ganske viktig', 'viktig'],
  ['raadmann', 'ansatte_viktig', 'svært viktig', 'svaert_viktig'],
  ['raadmann', 'tolk_retningslinjer', 'ja', 'ja'],
  ['raadmann', 'tolk_register', 'nei', 'nei'],
  ['integrering', 'bosetter', 'nei', 'nei'],
  ['integrering', 'bosetter', 'sammen med andre', 'med_andre'],
  ['integrering', 'resultatmaal_rapportering', 'aldri', 'aldri'],
  ['integrering', 'resultatmaal_rapportering', 'det varierer', 'ingen_rutine'],
  ['integrering', 'introprogram_plassering', 'oppvekst og skole', 'oppvekst'],
] as const)('in %s, at %s, «%s» is %s', (part, question, said, value) => {
  const person = standsAt(questionnaires[part], question, { tolk_retningslinjer: 'ja' })
  types(person, said)
  expect(entryOf(person, question)?.answer).toEqual({ kind: 'single', value })
})

test.each(['ingen', 'nei', 'nei, ingenting av dette'])('«%s» is an answer where several can be chosen', (said) => {
  for (const [part, question, value] of [
    ['integrering', 'ordinaer_utdanning', 'legger_ikke_til_rette'],
    ['raadmann', 'naeringsliv_tiltak', 'ingen'],
  ] as const) {
    const person = standsAt(questionnaires[part], question)
    types(person, said)
    expect(entryOf(person, question)?.answer).toEqual({ kind: 'multiple', value: [value] })
  }
})

test('every question that is asked explains its terms, and every figure what counts', () => {
  const asked = [questionnaires.raadmann, questionnaires.integrering].flatMap(({ sections }) =>
    sections.flatMap((s) => s.questions).filter((q) => q.kind === 'number' || q.kind === 'percent'),
  )
  expect(asked.length).toBeGreaterThanOrEqual(8)
  for (const question of asked) {
    if (question.kind !== 'number' && question.kind !== 'percent') continue
    expect(question.counts?.length, question.id).toBeGreaterThan(1)
    expect(question.example, question.id).toBeDefined()
  }
})
