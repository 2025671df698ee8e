/** Wherever something waits: words, a number, a yes that sends in or deletes. What is no answer to that is stored nowhere. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCommand } from '../../src/norwegian/hear.ts'
import { begins } from '../support/one-answering.ts'
import { entryOf, saysAt } from '../support/says-at.ts'
import { presses, questionOf, seatOf, sessionOf, type Tester, types } from '../support/tester.ts'
import { walks } from '../support/walker.ts'

const own = (person: Tester, question: string): unknown => {
  const answer = entryOf(person, question)?.answer
  return answer !== undefined && 'other' in answer ? answer.other : undefined
}

// biome-ignore format: a table
const asked = ['er det viktig?', 'blir dette offentleg?', 'hvorfor spør dere?', 'kven skal lese dette?', 'må vi svare på dette?', 'ka skal æ skriv her?', 'koffer spør dokker om det?', 'hvor lenge lagres dette?', 'når får vi svar', 'kan jeg endre dette senere?', 'jeg lurer på hvem som leser dette', 'er det lov å hoppe over noe?', 'Når får vi rapporten?']

describe('«skriv kort hva du mener»', () => {
  const at = (): Tester => {
    const person = saysAt('ansvarlig_rolle', ['annen stilling'])
    expect(seatOf(person).pending?.type, person.log.at(-1)).toBe('specify')
    return person
  }
  test.each([...asked, 'må sjekke med HR først'])('«%s» is asked about, and stored after «et svar» only', (text) => {
    const person = at()
    types(person, text)
    expect(entryOf(person, 'ansvarlig_rolle')).toBeUndefined()
    presses(person, 'Et spørsmål')
    expect(entryOf(person, 'ansvarlig_rolle')).toBeUndefined()
    types(person, 'miljøterapeut')
    expect(own(person, 'ansvarlig_rolle')).toBe('miljøterapeut')
  })
  test.each(['ja', 'nei', 'jada', 'kanskje', 'ok', 'takk', 'hei', 'nei takk', 'jau', '👍'])(
    '«%s» specifies nothing',
    (text) => {
      const person = at()
      types(person, text)
      expect(entryOf(person, 'ansvarlig_rolle')).toBeUndefined()
      expect(person.log.at(-1)).toContain('hopp over')
    },
  )
  test('what is another choice is offered as that choice', () => {
    const person = at()
    types(person, 'rektor')
    expect(entryOf(person, 'ansvarlig_rolle')).toBeUndefined()
    types(person, 'ja')
    expect(entryOf(person, 'ansvarlig_rolle')?.answer).not.toHaveProperty('other')
  })
})

describe('words of one’s own', () => {
  test.each(asked)('«%s» is asked about', (text) => {
    const person = saysAt('imdi_savn', [text])
    expect(entryOf(person, 'imdi_savn')).toBeUndefined()
    expect(person.log.at(-1)).toContain('Er dette et svar, eller et spørsmål til oss?')
  })
  test.each(['et svar', 'svar', 'ja', 'det er et svar', 'ja, det er et svar', 'lagre det'])(
    '«%s» stores it',
    (text) => {
      const person = saysAt('imdi_savn', ['Når får vi rapporten?', text])
      expect(entryOf(person, 'imdi_savn')?.answer).toEqual({ kind: 'text', value: 'Når får vi rapporten?' })
    },
  )
  test.each([
    'et spørsmål',
    'spørsmål',
    'nei',
    'det var et spørsmål',
    'eit spørsmål til dykk',
    'kanskje',
    'hva mener du?',
  ])('«%s» does not', (text) => {
    expect(entryOf(saysAt('imdi_savn', ['Når får vi rapporten?', text]), 'imdi_savn')).toBeUndefined()
  })
  test.each([
    'nei',
    'nei takk',
    'Nei.',
    'ingenting',
    'nei, ingenting',
    'ikkje noko',
    'nei, ikke noe spesielt',
    'ingen merknad',
    'ikkje som eg kjem på',
    'niks',
    'ingen kommentar',
  ])('«%s» is no remark', (text) => {
    const person = saysAt('ansvarlig_merknad', [text])
    expect(entryOf(person, 'ansvarlig_merknad')?.answer).toBeUndefined()
    expect(questionOf(person)).not.toBe('ansvarlig_merknad')
  })
  test.each([
    'Nei, vi savner mer veiledning',
    'Vi ønsker oss mer tid. Når kommer midlene?',
    'Når vi får nok bolig, går det bra',
    'Ingen ting fungerer',
  ])('«%s» is the answer', (text) => {
    expect(entryOf(saysAt('imdi_savn', [text]), 'imdi_savn')?.answer).toEqual({ kind: 'text', value: text })
  })
})

describe('«hvilket svar vil du endre?»', () => {
  const at = (): Tester => saysAt('nav_avtale', ['endre svar'])
  test.each([['3'], ['nr. 3'], ['spørsmål 3'], ['spm tre'], ['den tredje'], ['tre'], ['det er nr 3']])(
    '«%s» opens it',
    (text) => {
      const person = at()
      types(person, text)
      expect(questionOf(person)).toBe('bosetter')
    },
  )
  test.each(['ja', 'nei', 'kanskje', 'nei takk', 'hva mener du?', 'delvis', 'ok', 'hvilke finnes?'])(
    '«%s» answers nothing',
    (text) => {
      const person = at()
      const before = sessionOf(person.shared).entries
      types(person, text)
      expect(sessionOf(person.shared).entries).toEqual(before)
    },
  )
})

describe('sending in', () => {
  // biome-ignore format: a table
  test.each(['ja takk', 'jepp, send', 'ja, bare send', 'jau, send inn', 'ja send dei inn', 'send inn', 'ja, gjør det', 'gjør det', 'selvfølgelig', 'ja, send alt', 'jada', 'ja for all del', 'yes', 'ja, det vil jeg', 'absolutt', 'kjør på'])('«%s» does it', (text) => {
    const { kari } = begins()
    walks(kari, 100)
    types(kari, 'send inn')
    expect(types(kari, text).submitted).toBeDefined()
  })
  // biome-ignore format: a table
  test.each(['kanskje', 'ja?', 'ja, men', 'ja, kanskje', 'tror det', 'ja, hvis alle svar er med', 'hva skjer da?', 'kan jeg endre etterpå?', 'ikke ennå', 'nei', 'nei, må sjekke noe først', 'vet ikke', 'ja ikke ennå', 'stemmer', 'ok', '5', 'ja, slett alt'])('«%s» does not', (text) => {
    const { kari } = begins()
    walks(kari, 100)
    types(kari, 'send inn')
    expect(types(kari, text).submitted).toBeUndefined()
  })
})

describe('deleting', () => {
  test.each([
    'ja, slett alt',
    'jepp, slett',
    'ja, gjør det',
    'ja, slett svarene mine',
    'jau, slett alt',
    'ja, fjern alt',
  ])('«%s» does it', (text) => {
    const { kari } = begins()
    types(kari, '2')
    types(kari, 'slett svarene mine')
    expect(types(kari, text).forget).toBe(true)
  })
  test.each([
    'kanskje',
    'ja, men ikke alt',
    'slett alt',
    'slett svarene mine',
    'ja?',
    'er det lurt?',
    'nei',
    'ok',
    'ja, send inn',
    'ja, hvis det går',
    'tror det',
  ])('«%s» does not', (text) => {
    const { kari } = begins()
    types(kari, '2')
    types(kari, 'slett svarene mine')
    expect(types(kari, text).forget).toBeUndefined()
  })
})

/** Whatever is typed while something waits, a value that was named by nobody is never stored. */
test('nothing is stored that neither the bot nor the person named', () => {
  // biome-ignore format: words that name no value
  const words = ['ja', 'nei', 'jo', 'ikke', 'ikkje', 'kanskje', 'det', 'er', 'stemmer', 'riktig', 'feil', 'jeg', 'mente', 'sa', 'har', 'vi', 'men', 'hva', 'hvorfor', 'takk', 'klart', 'akkurat', 'tror', 'egentlig', 'helt', 'altså', 'gjorde', '?', '!', ',', 'som sagt', 'selvfølgelig']
  const said = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map((all) => all.join(' '))
  const waiting = fc.constantFrom(
    ['ansvarlig_aar', '4 år i november', 4],
    ['ansvarlig_aar', '41', 41],
    ['bosetter', 'på egen hånd', 'selv'],
    ['ansvarlig_rolle', 'enhetsleder', 'annet'],
  )
  fc.assert(
    fc.property(waiting, fc.array(said, { minLength: 1, maxLength: 3 }), ([question, first, proposed], replies) => {
      const person = saysAt(question as string, [first as string])
      for (const text of replies) {
        if (seatOf(person).pending?.type !== 'confirm') break
        types(person, text)
        const entry = entryOf(person, question as string)
        if (entry === undefined) continue
        const named = person.log.join('\n')
        expect(named, text).toContain('Lagret: ')
        if (question === 'ansvarlig_aar') expect(entry.answer).toMatchObject({ value: proposed })
        else if (question === 'ansvarlig_rolle')
          expect(entry.answer).toMatchObject({ value: proposed, other: 'enhetsleder' })
        else expect(['selv', 'nei'], text).toContain(entry.answer && 'value' in entry.answer ? entry.answer.value : '')
      }
    }),
    { numRuns: 300 },
  )
})

test.each([
  'ca. 3 måneder',
  'om lag 3 måneder',
  'rundt tre månader',
  'sånn cirka 3 mnd',
  'innen om lag 3 måneder',
  'godt og vel 3 måneder',
])('«%s» is about three months wherever spans are asked for', (text) => {
  const { kari } = begins(['start', '1', '7', 'hopp over'], 'raadmann')
  expect(questionOf(kari)).toBe('kapasitet_tid')
  types(kari, text)
  expect(seatOf(kari).pending).toMatchObject({ type: 'confirm', answer: { value: 'halvt_aar' } })
})

test.each(['bytt del', 'bytt del takk', 'kan vi bytte del?', 'byt skjema'])(
  '«%s» is one command everywhere',
  (text) => {
    expect(isCommand('switch_part', text)).toBe(true)
  },
)

test.each(['ja', 'kanskje', 'hvem kan det være?', 'ok'])('«%s» is no colleague’s name', (text) => {
  const person = saysAt('nav_avtale', ['send videre', '0'])
  expect(seatOf(person).pending).toMatchObject({ type: 'pass_to' })
  expect(types(person, text).effects).toBeUndefined()
})
