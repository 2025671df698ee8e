/** What is evidently about one person is seen; what is about many, or about a service, is not. The numbers are made up. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { personalIn } from '../../src/norwegian/personal.ts'
import { promised } from '../support/patience.ts'

/** Control digits by the rule of the National Population Register, of nine digits; undefined where there are none. */
const withControl = (nine: string): string | undefined => {
  const sum = (weights: number[], digits: string) => weights.reduce((all, w, i) => all + w * Number(digits[i]), 0)
  const control = (rest: number) => (rest === 0 ? 0 : 11 - rest)
  const k1 = control(sum([3, 7, 6, 1, 8, 9, 4, 5, 2], nine) % 11)
  if (k1 === 10) return undefined
  const k2 = control(sum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2], `${nine}${k1}`) % 11)
  return k2 === 10 ? undefined : `${nine}${k1}${k2}`
}
const FNR = withControl('010190123') ?? withControl('010190124') ?? ''
const DNR = withControl('410190123') ?? withControl('410190124') ?? withControl('410190125') ?? ''

describe('an identity number', () => {
  test('has eleven digits in this test', () => expect([FNR.length, DNR.length]).toEqual([11, 11]))

  test.each<[string, (n: string) => string]>([
    ['alone', (n) => n],
    ['in a sentence', (n) => `Vi venter på ${n}, som skal bosettes i mai.`],
    ['parted after the date', (n) => `${n.slice(0, 6)} ${n.slice(6)}`],
    ['with dots', (n) => `${n.slice(0, 2)}.${n.slice(2, 4)}.${n.slice(4, 6)}.${n.slice(6)}`],
    ['with a dash', (n) => `(${n.slice(0, 6)}-${n.slice(6)})`],
    ['digit by digit', (n) => n.split('').join(' ')],
    ['with blanks that do not break', (n) => n.replace(/(.{3})/g, '$1\u00a0')],
    ['with signs that are not seen', (n) => n.split('').join('\u200b')],
    ['in wide digits', (n) => n.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)))],
    ['in Arabic digits', (n) => n.replace(/\d/g, (d) => String.fromCharCode(0x660 + Number(d)))],
    ['after another number', (n) => `Tlf. 22 33 44 55 ${n}`],
    ['over two lines', (n) => `${n.slice(0, 6)}\n${n.slice(6)}`],
  ])('%s', (_name, write) => {
    expect(personalIn(write(FNR))).toBe('identity_number')
    expect(personalIn(write(DNR))).toBe('identity_number')
  })

  test('any with its control digits, and none with one digit wrong', () => {
    const date = fc.tuple(
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 40, max: 99 }),
    )
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 499 }), ([day, month, year], individual) => {
        const two = (n: number) => String(n).padStart(2, '0')
        const number = withControl(`${two(day)}${two(month)}${two(year)}${String(individual).padStart(3, '0')}`)
        fc.pre(number !== undefined)
        const wrong = `${number?.slice(0, 10)}${(Number(number?.[10]) + 1) % 10}`
        return personalIn(`nr ${number}`) === 'identity_number' && personalIn(`nr ${wrong}`) === undefined
      }),
    )
  })

  test.each([
    'Tlf. 22 33 44 55 og 99 88 77 66',
    'org.nr. 974 760 673',
    '2017-2018: 12 345 678',
    '12345678901234567890',
    'kl. 10.15',
  ])('is not «%s»', (text) => expect(personalIn(text)).toBeUndefined())
})

test.each([
  'Han har diabetes og trenger bolig nær sykehuset',
  'Ho har PTSD',
  'En av dem er syk: vedkommende er alvorlig syk',
  'Ahmed Ali har schizofreni',
  'Fatima har kreft',
  'En eldre mann lider av demens',
  'Ei ung jente vart innlagt på sjukehus',
  'rådmannen er sykemeldt ut året',
  'Jeg er gravid',
  'sonen hans har autisme',
  'depresjonen hennes gjør det vanskelig',
  'Vi bosatte en flyktning. Mannen er blind.',
  'Per på NAV-kontoret har alkoholproblemer',
  'Anne i barnevernet er sykmeldt, så vi venter',
  'Tor hos oss var ruset på jobb',
  'Han er utbrent',
  'flyktningkonsulenten vår har hjerteproblemer',
  'Vår flyktningleder er langtidssykmeldt',
  'ei av jentene er gravid',
  'Ein av dei busette er HIV-positiv',
  'En av deltakerne har psykose',
  'Ein deltakar tok livet av seg',
  'En deltaker prøvde å ta sitt eget liv',
])('a person’s health: «%s»', (text) => {
  expect(personalIn(text)).toBe('health')
})

test.each([
  'Mange flyktninger har psykiske lidelser',
  'Vi mangler tilbud til personer med demens',
  'Kommunen har et demensteam og kreftkoordinator',
  'Helsesykepleier følger opp alle med traumer',
  'Det er vanskelig å finne leger',
  'Sykefraværet er høyt',
  'De har ikke fått nok penger',
  'Nordre Follo har ansvar for psykisk helse',
  'Vi har bosatt familier der noen er syke',
  'Han er rektor ved voksenopplæringen',
  'NAV på Lillehammer har ansvaret for rusomsorgen',
  'Legene i Bergen har mange pasienter med diabetes',
  'Levanger i Trøndelag har mange syke',
  'En av de største utfordringene er psykisk helse',
  'Ein av dei tilsette har ansvar for demens',
  'Vi har en plan mot at noen tar livet av seg',
  'Mange av brukerne sitter i rullestol',
  'Vi trenger rullestolramper på voksenopplæringen',
  'Flere ungdommer selvskader, og BUP har ventetid',
  'Kommunen bruker rullestoler fra hjelpemiddelsentralen',
  'Vi går til innkjøp av mer tolking',
  'Helsesykepleieren har kurs om selvskading',
])('nobody’s health: «%s»', (text) => {
  expect(personalIn(text)).toBeUndefined()
})

test('time grows with the length alone', () => {
  for (const piece of [
    '1 ',
    'Kari Nordmann har ',
    'Kari Nordmann ',
    'Kari Nordmann i ',
    'en født ',
    'en ab-',
    'en ',
    '0101901',
    'Aa ',
    'hans ',
    'Ola på ',
  ]) {
    expect(['health', 'identity_number', 'person', undefined]).toContain(
      personalIn(piece.repeat(32_000 / piece.length)),
    )
  }
  const capitals = 'Aa '.repeat(10_000)
  const before = performance.now()
  for (let i = 0; i < 5; i += 1) personalIn(capitals)
  // Each try from each name to the end of the text took seconds.
  expect(performance.now() - before).toBeLessThan(promised(2_000))
  for (const told of ['lederen i ', 'sjefen på ', 'rådmannen hos '])
    expect(personalIn(`${told}${'a'.repeat(32_000)}`)).toBeUndefined()
})

describe('somebody by name', () => {
  test.each([
    'Eg er uroa for Ahmed Y. i Kyrkjevegen 4, han har ikkje fått skuleplass enno',
    'Kari Nordmann på NAV er vanskelig, hun svarer aldri',
    'Familien i Storgata 12 har ventet i to år',
    'Ola Hansen fikk avslag. Mannen venter fortsatt.',
    'Vi venter på svar for Amina Ali, ho har fire barn',
    'Saka til Mohammed H. har stått stille, kan dere hjelpe han?',
    'Saksbehandleren deres Per Olav Tveter svarer aldri på mail, det kan dere godt skrive',
    'Hei, Samir Haddad (14) har ventet på plass siden august',
    'Vi har dyktige folk, Mari Olsen i flyktningtjenesten fortjener ros',
    'Ein av dei busette, født 1994 frå Asmara, har venta eit år på bustad',
    'ein gut født i 2003 har venta lenge',
    'Dette kan Anne-Lise Berg hos oss mer om; Anne-Lise Berg må dere ringe',
    'Trond Vik på voksenopplæringen sier nei',
  ])('«%s»', (text) => expect(personalIn(text)).toBe('person'))

  test.each([
    'Marit skriver for rådmannen: vi takker for godt samarbeid med regionkontoret i Trondheim.',
    'Samarbeidet med Indre Østfold og Nye Ålesund er bra',
    'En fast kontaktperson, helst en som ikke slutter',
    'Vi savner Husbanken, og Nasjonal Kompetanse',
    'Mer hjelp, takk. Mvh Per Hansen, han som ringte',
    'Sogndal Vidaregåande Skule tek imot våre',
    'Se kapittel 4 og Prop. 12',
    'Nordre Follo har gode erfaringer',
    'Rogaland Revisjon kikka på oss i 2014',
    'Bergen Røde Kors er en god partner',
    'Flora Vaksenopplæring har ansvaret',
    'Stor Elvdal er en liten kommune',
    'Oslo Voksenopplæring kan mer om det',
    'Integreringsloven er fra 2021, og barn født i 2018 teller ikke',
    'IMDi Midt er flinke, og Husbanken er treg',
    'Vi har bosatt mange født etter 2000',
  ])('not in «%s»', (text) => expect(personalIn(text)).toBeUndefined())
})
