/** Whatever is said while a yes or no is waited for: what is stored is what was asked about, or a value plainly said instead. */

import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { entryOf, saysAt } from '../support/says-at.ts'
import { drafted, units, worldOf } from '../support/survey.ts'
import {
  buttonsOf,
  joins,
  presses,
  pressesThis,
  seatOf,
  sharedSession,
  type Tester,
  tester,
  types,
} from '../support/tester.ts'

type Place = { part: keyof typeof drafted; before: string[]; question: string; asks: string }

const leder = ['start', 'rådmann']
/** Each is reached by typing; the last text is what is asked about. */
const places = {
  no: { part: 'raadmann', before: [...leder, '7', 'nei egentlig ikke'], question: 'svingninger', asks: '«Nei' },
  yes: { part: 'raadmann', before: [...leder, '7', 'ja, litt'], question: 'svingninger', asks: '«Ja' },
  years: { part: 'raadmann', before: [...leder, '4 år i november'], question: 'leder_aar', asks: '«4 år»' },
  check: { part: 'raadmann', before: [...leder, '41'], question: 'leder_aar', asks: '' },
  several: {
    part: 'raadmann',
    before: [...leder, '7', 'ja', 'økonomien vår og at vi mista flinke folk'],
    question: 'svingninger_hvilke',
    asks: '«Økonomi, Bemanning»',
  },
} as const satisfies Record<string, Place>

const at = (name: keyof typeof places, language: Language = 'nb'): Tester => {
  const { part, before, asks } = places[name]
  const person = tester(sharedSession(worldOf(drafted[part], units.kommune)), language)
  joins(person)
  for (const text of before) types(person, text)
  expect(seatOf(person).pending?.type, person.log.at(-1) ?? '').toBe('confirm')
  expect(person.log.at(-1)).toContain(asks)
  return person
}

const storedAt = (name: keyof typeof places, said: readonly string[], language: Language = 'nb'): unknown => {
  const person = at(name, language)
  for (const text of said) types(person, text)
  const entry = entryOf(person, places[name].question)
  return entry?.answer !== undefined && 'value' in entry.answer ? entry.answer.value : entry?.missing
}

// biome-ignore format: a table
const confirmations = [
  'ja', 'Ja!', 'ja!!', 'jada', 'jo', 'jepp', 'japp', 'yes', '👍', '👍🏽', '✅', 'ja takk', 'stemmer', 'stemmer det', 'det stemmer', 'Det stemmer', 'ja, stemmer', 'stemmer bra', 'riktig', 'korrekt', 'nettopp', 'ja, nettopp', 'akkurat', 'ja, akkurat', 'ja, det er riktig', 'helt riktig', 'ja klart', 'ja, klart', 'selvfølgelig', 'absolutt', 'uten tvil', 'ok', 'greit', 'det er greit', 'bra', 'fint', 'mhm', 'ja da', 'ja visst', 'ja det gjorde jeg', 'det gjorde jeg', 'ja, det sa jeg jo', 'ja som sagt', 'som sagt', 'ja, det var det jeg mente', 'det mente jeg', 'ja, det mener jeg', 'ja, skriv opp det', 'ja lagre det', 'lagre', 'kjør på', 'bekrefter', 'ja det er helt korrekt', 'ja, ikke sant', 'enig', 'ja for all del',
]
const confirmationsNn = [
  'jau',
  'jau då',
  'ja, det stemmer',
  'rett',
  'heilt rett',
  'ja, det er rett',
  'sjølvsagt',
  'heilt klart',
  'det meinte eg',
  'ja det var det eg meinte',
  'ja, det gjorde eg',
  'ja, det sa eg jo',
  'eg meinte det',
  'det er greitt',
  'ja, skriv det opp',
  'samd',
  'stadfestar',
  'ja visst',
  'utan tvil',
]
const confirmationsDialect = [
  'jo da',
  'joda',
  'ja d stæmme',
  'ja æ sa det',
  'ja det mente æ',
  'jess',
  'jepp det stemmer',
  'jau det e rett',
  'ja det e riktig',
  'ja d va d æ mente',
  'jaggu',
]
const namesTheNo = [
  'ja, jeg sa nei',
  'ja, jeg mente nei',
  'ja, vi har ikke det',
  'ja, nei altså',
  'jeg mente nei',
  'jeg sa nei',
  'nei, jeg sa nei',
  'det har vi ikke',
  'ja, me har ikkje det',
  'ja æ mente nei',
  'ja, det har vi ikke hatt',
]
const denials = [
  'nei',
  'Nei!',
  'neida',
  'nei da',
  'nope',
  'niks',
  'næ',
  'nei takk',
  'feil',
  'det er feil',
  'det stemmer ikke',
  'nei, det stemmer ikke',
  'stemmer ikkje',
  'ikke riktig',
  'nei det er galt',
  'det gjorde jeg ikke',
  'det mente jeg ikke',
  'eg meinte ikkje det',
  '👎',
  '❌',
  'endre',
  'Endre',
  'nei, endre',
  'nei det var feil',
  'ikkje rett',
  'itj riktig',
  'nei, det er ikke riktig',
  'overhodet ikke',
]
const hedges = [
  'kanskje',
  'muligens',
  'tja',
  'nja',
  'vet ikke',
  'veit ikkje',
  'usikker',
  'tror det',
  'trur det',
  'ja, kanskje',
  'ja, men',
  'ja, men det kommer an på',
  'både og',
  'hmm',
  'ja?',
  'nei?',
  'litt usikker',
  'på en måte',
  'ja, egentlig',
  'ja, det er feil',
  'ja, det stemmer ikke',
  'æ veit itj',
  'kansje',
  '🤷',
]
const questions = [
  'hva mener du med det?',
  'hvorfor spør du?',
  'kvifor spør de?',
  'blir dette offentleg?',
  'er det viktig?',
  'kan jeg endre det senere?',
  'hvem ser dette?',
  'ka meine du?',
  'koffer spør dokker?',
  'Er det lov å hoppe over noe?',
  'når er fristen',
  'må vi svare på dette?',
]
const elsewhere = ['hei', 'takk', 'må sjekke med økonomi først', 'asdf', 'hei du']

describe('«Jeg skriver opp «Nei». Stemmer det?»', () => {
  test.each([...confirmations, ...confirmationsDialect, ...namesTheNo])('«%s» stores Nei', (text) => {
    expect(storedAt('no', [text])).toBe('nei')
  })
  test.each([...confirmationsNn, ...namesTheNo])('på nynorsk «%s» stores Nei', (text) => {
    expect(storedAt('no', [text], 'nn')).toBe('nei')
  })
  test.each([
    'ja, klart',
    'ja, det har vi',
    'ja, det har vi hatt',
    'nei, det har vi',
    'ja, mange',
    'nei, ja',
    'ja men vi har det',
  ])('«%s» never stores Ja', (text) => {
    expect(storedAt('no', [text])).not.toBe('ja')
    expect(storedAt('no', [text, text])).not.toBe('ja')
  })
  test.each(['nei, jeg mente ja', 'jeg mente ja', 'nei, eg meinte ja', '1', 'nei, 1'])('«%s» stores Ja', (text) => {
    expect(storedAt('no', [text])).toBe('ja')
  })
})

test.each(['skriv ja', 'skriv opp ja', 'noter ja', 'lagre ja', 'skriv det ja', 'ja, ikke nei'])(
  '«%s», to a no: the yes may be the answer, so it is asked again',
  (text) => {
    const person = at('no')
    types(person, text)
    expect(entryOf(person, 'svingninger')?.answer).toBeUndefined()
    expect(seatOf(person).pending?.type).toBe('confirm')
  },
)
test.each(['lagre, ja', 'ja, lagre det', 'skriv nei', 'noter nei'])('«%s», to a no: stored', (text) => {
  expect(storedAt('no', [text])).toBe('nei')
})

describe.each(['no', 'yes', 'years', 'check', 'several'] as const)('at «%s»', (name) => {
  const proposed = { no: 'nei', yes: 'ja', years: 4, check: 41, several: ['bemanning', 'oekonomi'] }[name]
  test.each([...confirmations, ...confirmationsNn, ...confirmationsDialect])(
    '«%s» stores what was asked about',
    (text) => {
      expect(storedAt(name, [text])).toEqual(proposed)
    },
  )
  test.each([...denials, ...hedges, ...questions, ...elsewhere])('«%s» stores nothing', (text) => {
    expect(storedAt(name, [text])).toBeUndefined()
  })
  test.each([...hedges, ...questions, ...elsewhere])('«%s» has it asked again, in other words', (text) => {
    const person = at(name)
    const first = person.log.at(-1)
    types(person, text)
    expect(seatOf(person).pending).toMatchObject({ type: 'confirm', asked: 1 })
    const second = person.log.at(-1)
    expect(second).not.toBe(first)
    types(person, text)
    expect(person.log.at(-1)).not.toBe(second)
    types(person, 'ja')
    expect(entryOf(person, places[name].question)?.answer).toMatchObject({ value: proposed })
  })
  test.each(denials)('after «%s» the question takes an answer again', (text) => {
    const person = at(name)
    types(person, text)
    expect(seatOf(person).pending).toBeNull()
  })
  test('the buttons say and do the same', () => {
    const person = at(name)
    presses(person, 'Endre')
    expect(entryOf(person, places[name].question)).toBeUndefined()
    expect(seatOf(person).pending).toBeNull()
    const other = at(name)
    presses(other, 'Det stemmer')
    expect(entryOf(other, places[name].question)?.answer).toMatchObject({ value: proposed })
    expect(seatOf(other).pending).toBeNull()
  })
})

describe('a value said with the no, or instead of a yes, is taken', () => {
  test.each([
    ['years', 'nei, 5', 5],
    ['years', 'nei 5', 5],
    ['years', '5', 5],
    ['years', 'nei, det er 5', 5],
    ['years', 'nei, jeg mente 5 år', 5],
    ['years', 'nei, eg meinte fem', 5],
    ['years', 'Nei, det skulle vært 5', 5],
    ['years', 'feil, 5', 5],
    ['years', 'skriv 5', 5],
    ['years', 'neida, fem år', 5],
    ['years', 'nei, ikke 4, men 5', 5],
    ['check', 'nei, 14', 14],
    ['check', 'nei, fjorten', 14],
    ['several', 'nei, bemanning og boliger', ['bolig', 'bemanning']],
    ['several', 'nei, 1 og 2', undefined],
    ['yes', 'nei, jeg mente nei', 'nei'],
    ['yes', 'jeg mente nei', 'nei'],
    ['yes', 'nei, eg meinte nei', 'nei'],
  ] as const)('at «%s», «%s»', (name, text, value) => {
    const stored = storedAt(name, [text])
    if (value === undefined) expect(Array.isArray(stored) ? stored.length : stored).toBe(2)
    else
      expect(Array.isArray(stored) ? stored.toSorted() : stored).toEqual(
        Array.isArray(value) ? [...value].sort() : value,
      )
  })

  test.each([
    ['years', 'ja, 5', 5],
    ['years', 'nei, kanskje 5', 5],
    ['years', 'kanskje 5', 5],
    ['years', '5?', 5],
    ['yes', 'nei, vi har ikke det', 'nei'],
    ['no', 'nei, det har vi', 'ja'],
  ] as const)('at «%s», «%s» is asked about by name first', (name, text, value) => {
    expect(storedAt(name, [text])).toBeUndefined()
    expect(storedAt(name, [text, 'ja'])).toBe(value)
  })
})

describe('each button under «stemmer det?» answers its own message, once', () => {
  const asking: [string, () => Tester][] = [
    ...Object.keys(places).map((name): [string, () => Tester] => [name, () => at(name as keyof typeof places)]),
    ['a row of a matrix', () => saysAt('imdi_nytte', ['jeg tror den er ganske nyttig'])],
    ['a number of a person', () => saysAt('imdi_savn', ['Gjelder 010190 10046'])],
    ['words to the bot', () => saysAt('imdi_savn', ['Kan dere ringe meg?'])],
    ['the answer before', () => saysAt('bosatt_mindreaarige', ['forrige skulle vært 18'])],
  ]
  test.each(asking)('%s', (_name, reach) => {
    for (const pick of [0, 1]) {
      const person = reach()
      expect(seatOf(person).pending?.type, person.log.at(-1) ?? '').toBe('confirm')
      const message = person.chat.findLast(({ view }) => buttonsOf(view).some(({ verb }) => verb === 'confirm_yes'))
      const action = message && buttonsOf(message.view)[pick]
      if (!message || !action) throw new Error('no buttons')
      const { replies } = pressesThis(person, message, action, {})
      expect(replies.filter(({ place }) => place === 'pressed').length, action.title).toBe(1)
    }
  })
})

describe('what is asked of the question itself while «stemmer det?» waits', () => {
  test.each(['hvor var vi', 'hva var spørsmålet igjen', 'kan eg få spørsmålet ein gong til'])(
    '«%s»: it is read again',
    (text) => {
      const person = at('no')
      types(person, text)
      expect(person.log.at(-1)).toContain('Spørsmålet er: Har kommunen hatt utfordringer')
      expect(person.log.at(-1)).toContain('«Nei»')
      expect(seatOf(person).pending?.type).toBe('confirm')
    },
  )
  test.each(['hva mener dere med utfordringer?', 'gjelder det bare i år?'])('«%s»: it is explained', (text) => {
    const person = at('yes')
    const before = person.log.length
    types(person, text)
    const replies = person.log.slice(before).join(' ')
    expect(replies).toContain('Spørsmålet er: Har kommunen hatt utfordringer')
    expect(replies).not.toContain('Dette ble ikke lagret')
    expect(seatOf(person).pending?.type).toBe('confirm')
  })
})
