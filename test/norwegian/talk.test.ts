import fc from 'fast-check'
import { expect, test } from 'vitest'
import { saidOf } from '../../src/norwegian/said.ts'
import { framedTalk } from '../../src/norwegian/talk.ts'
import { frames } from '../../src/norwegian/talk-frames.ts'
import type { Topic } from '../../src/norwegian/topics.ts'

const heard = (text: string) => framedTalk(saidOf(text))?.topic ?? 'none'

test('every frame is found by its examples', () => {
  const wrong = frames.flatMap(({ topic, examples }) =>
    examples.flatMap((text) => (heard(text) === topic ? [] : [`${text}: ${heard(text)}, not ${topic}`])),
  )
  expect(wrong).toEqual([])
})

test('every frame has three examples', () => {
  expect(frames.filter(({ examples }) => examples.length < 3)).toEqual([])
})

/** Not from the table: said as others would say it. */
const others: Partial<Record<Topic | 'none', readonly string[]>> = {
  deadline: [
    'Når er siste frist for å svare',
    'ka tid må det være inne',
    'er fristen i dag?',
    'kor lenge har vi på oss?',
    'frist??',
  ],
  who_sees: [
    'hvem får se det her?',
    'Kven er det som les svara',
    'er dette anonymt eller?',
    'blir svara mine offentlege',
    'kan rådmannen se hva jeg har svart?',
  ],
  how_long: [
    'hvor lang tid tar dette',
    'hvor mange spørsmål igjen',
    'er det langt igjen?',
    'kor mykje står att?',
    'kor lang tid tar det her',
  ],
  colleague: [
    'kan noen andre ta denne?',
    'kan eg sende det vidare til ein kollega?',
    'kan jeg gi dette til personalsjefen',
    'kan en kollega hjelpe meg?',
    'går det an å sende dette til andre i kommunen?',
  ],
  check_first: [
    'må høre med økonomi først',
    'eg må sjekke med leiaren først',
    'skal spørre kollegaen min først',
    'må finne fram tallene',
    'æ må sjekk det først',
  ],
  will_not: [
    'vi ønsker ikke å delta i dette',
    'jeg vil ikke være med',
    'gidder ikke dette',
    'eg er ikkje interessert',
    'nekter å svare på dette',
  ],
  thanks: ['takk', 'tusen takk!!', 'Takk skal du ha', 'takk for hjelpa', 'mange takk'],
  no_time: ['jeg har ikke tid', 'har dårlig tid', 'eg sit i eit møte no', 'opptatt nå', 'tar det senere'],
  who_are_you: [
    'hvem er du egentlig',
    'er du robot',
    'kem er du?',
    'snakker jeg med en maskin?',
    'er du eit menneske?',
  ],
  none: [
    'asdf',
    'vi bosetter flyktninger',
    'boliger',
    'ganske bra samarbeid med NAV',
    'i noen grad',
    'halvparten',
    'det har vi hatt',
  ],
}

test('what others would say is found too, and what is none is none', () => {
  const wrong = Object.entries(others).flatMap(([topic, texts]) =>
    texts.flatMap((text) => (heard(text) === topic ? [] : [`${text}: ${heard(text)}, not ${topic}`])),
  )
  expect(wrong).toEqual([])
})

test('without signs and in capitals the same is heard', () => {
  const wrong = frames.flatMap(({ topic, examples }) =>
    examples
      .filter((text) => heard(text.toUpperCase()) !== topic)
      .map((text) => `${text}: ${heard(text.toUpperCase())}, not ${topic}`),
  )
  expect(wrong).toEqual([])
})

test('a text that is too long to be a remark to the bot is not read at all', () => {
  // However long its words are, no more of them than these are ever looked at.
  const words = fc.array(fc.constantFrom('ja', 'hei', 'takk', 'det', 'er', 'a'.repeat(400), 'svar', 'ikke'), {
    minLength: 25,
    maxLength: 60,
  })
  fc.assert(fc.property(words, (said) => framedTalk(saidOf(said.join(' '))) === undefined))
})
