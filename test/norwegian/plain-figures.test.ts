/** Figures in ordinary sentences, as two testers played whole surveys with them: what is stored, proposed or asked about by name. */
import { describe, expect, test } from 'vitest'
import { step } from '../../src/engine/step.ts'
import { heardAt } from '../support/heard-at.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { stateBefore } from './in-session.ts'

const is = (question: string, text: string, expected: unknown) => expect(heardAt(question, text)).toBe(expected)

/** The figures that are named where more than one may be meant. */
const betweenAt = (
  question: 'leder_aar' | 'ansvarlig_aar' | 'bosatt_antall' | 'bosatt_mindreaarige' | 'introprogram_deltakere',
  text: string,
) => {
  const part = question === 'leder_aar' ? ('raadmann' as const) : ('integrering' as const)
  const world = worldOf(questionnaires[part], units.kommune)
  const before = stateBefore({ part, question, lang: 'nb', unit: 'kommune', given: {}, expect: {} } as never, world)
  const { session, replies } = step(world, before, { type: 'text', text })
  if (session.entries[question]?.answer !== undefined) return 'stored'
  return replies.flatMap(({ reply }) =>
    reply.type === 'refused' && reply.problem.code === 'ambiguous_number' ? [...reply.problem.candidates] : [],
  )
}

describe('two figures of which one may be all that is asked for: both are named', () => {
  test.each([
    ['ansvarlig_aar', '4 år her, men 11 år til sammen i kommunen', [4, 11]],
    ['ansvarlig_aar', 'tre år her, til saman ni i kommunen', [3, 9]],
    ['leder_aar', '12 år i kommunen, 4 som kommunalsjef', [12, 4]],
    ['leder_aar', '8 år i kommunen, 2 som rådmann', [8, 2]],
    ['leder_aar', '4 år, pluss to som konstituert', [4, 6]],
    ['leder_aar', 'åtte år, pluss eitt som vikar', [8, 9]],
    ['ansvarlig_aar', '5 år + 3 som frivillig', [5, 8]],
    ['bosatt_mindreaarige', '17 pluss 2 i permisjon', [17, 19]],
    ['bosatt_antall', 'tretti, pluss to som venter på bolig', [30, 32]],
    ['bosatt_antall', '22 pluss 3 som kommer i november', [22, 25]],
    ['bosatt_antall', '18, pluss fire som bor på hotell', [18, 22]],
    ['introprogram_deltakere', '20 frå oss og 6 frå Aurland', [20, 26]],
    ['introprogram_deltakere', '15 herifrå og 4 frå Vik', [15, 19]],
    ['introprogram_deltakere', '31 våre pluss 6 fra Sogndal', [31, 37]],
    ['bosatt_antall', 'Eg trur det vart 14. Eller 15', [14, 15]],
    ['bosatt_antall', 'Jeg tror det var 12. Eller 13.', [12, 13]],
    ['leder_aar', 'Under ett.', [0, 1]],
    ['leder_aar', 'mindre enn et år', [0, 1]],
    ['leder_aar', 'Ikkje eit år enno', [0, 1]],
    ['leder_aar', '5-6 månader', [0, 1]],
  ] as const)('%s: «%s»', (question, text, values) => expect(betweenAt(question, text)).toEqual(values))

  test.each([
    ['introprogram_deltakere', '22 + 4 i permisjon', '= 26'],
    ['bosatt_antall', '14 + 3 familiegjenforente', '= 17'],
    ['bosatt_mindreaarige', '5 pluss 1 i fosterheim', '= 6'],
  ])('%s: «%s» is a sum, or the one that is asked for', is)
})

describe('the figure that somebody says beats what may be reckoned', () => {
  test.each([
    ['ansvarlig_aar', 'begynte i 2012 så da blir det 9 år', '? 9'],
    ['leder_aar', 'sidan 2014, altså 6 år', '= 6'],
    ['leder_aar', 'jeg kom i 2011 og har altså vært her i 5 år', '? 5'],
    ['ansvarlig_aar', 'startet i 2010, blir 7 år til våren', '? 7'],
    ['ansvarlig_aar', 'siden 2011, så det blir vel en 4-5 år', 'number_range'],
    ['leder_aar', 'fra 2002, det blir vel en 8-9 år', 'number_range'],
    ['leder_aar', 'siden 2011', '? 7'],
  ])('%s: «%s» %s', is)
})

describe('a dash before a part is no range', () => {
  test.each([
    ['bosatt_antall', '64 - 40 av dem fra ukraina', '? 64'],
    ['bosatt_antall', '27 - 9 av dei frå Syria', '? 27'],
    ['bosatt_antall', '40 - 12 av disse er barn', '= 40'],
    ['introprogram_deltakere', '33 - 4 er i permisjon', '= 33'],
    ['bosatt_antall', '35 – 20 kvinner', '? 35'],
    ['bosatt_antall', '10-12', 'number_range'],
    ['bosatt_antall', '12 - 10', 'number_range'],
  ])('%s: «%s» %s', is)
})

describe('none now, whatever was before and elsewhere', () => {
  test.each([
    ['bosatt_mindreaarige', 'Ingen i år, men 3 fra før'],
    ['bosatt_mindreaarige', 'Ingen i 2018, men vi har 4 fra før'],
    ['bosatt_mindreaarige', 'ingen nye i 2018, men vi har 6 frå tidlegare'],
    ['bosatt_mindreaarige', 'Null i 2018, to fra i fjor'],
    ['bosatt_mindreaarige', 'Vi har ikke tatt imot noen selv, de bor i en annen kommune'],
    ['bosatt_mindreaarige', 'Me har ikkje teke imot nokon, dei bur i ein annan kommune'],
    ['bosatt_mindreaarige', 'Vi har ikke bosatt noen selv, Bergen tar dem'],
    ['bosatt_mindreaarige', 'vi har aldri tatt imot noen'],
    ['bosatt_antall', 'Vi fikk ikke bosatt noen i år, dessverre'],
  ])('%s: «%s»', (question, text) => expect(heardAt(question, text)).toMatch(/^[=?] 0$/))
})

describe('years in everyday words', () => {
  test.each([
    ['ansvarlig_aar', '12 i august', '? 12'],
    ['ansvarlig_aar', '5 år i november', '? 5'],
    ['leder_aar', '3 år nå i juni', '? 3'],
    ['leder_aar', '10 år i haust', '? 10'],
    ['ansvarlig_aar', 'siden mars', '? 1'],
    ['leder_aar', 'Siden i vår', '? 1'],
    ['leder_aar', 'siden i sommer', '? 0'],
    ['leder_aar', 'sidan i haust', '? 0'],
    ['ansvarlig_aar', 'fra januar', '? 1'],
    ['ansvarlig_aar', '4-5 måneda', '? 0'],
    ['leder_aar', '9-10 mnd', '? 1'],
    ['leder_aar', 'et snaut år', '? 1'],
    ['leder_aar', 'eit knapt år', '? 1'],
    ['leder_aar', 'to snaue år', '? 2'],
    ['leder_aar', 'tre gode år', '? 3'],
    ['kapasitet_tid', '4-5 måneda', '= halvt_aar'],
    ['kapasitet_tid', '8-9 månada', '= ett_aar'],
  ])('%s: «%s» %s', is)
})

describe('per cent are rounded as years are, and that is said', () => {
  test.each([
    ['ansatte_andel', '11,5', '? 12'],
    ['ansatte_andel', '7,5 prosent', '? 8'],
    ['ansatte_andel', '3.6 %', '? 4'],
    ['resultatmaal_prosent', '66,7', '? 67'],
    ['resultatmaal_prosent', '40,2 pst', '? 40'],
  ])('%s: «%s» %s', is)
})

describe('a share where the whole is known', () => {
  test.each([
    ['utdanning_antall', 'kring halvparten', '? 20'],
    ['utdanning_antall', 'om lag ein tredjedel', '? 13'],
    ['utdanning_antall', 'rundt en fjerdedel', '? 10'],
    ['utdanning_antall', 'alle', '? 40'],
    ['bosatt_mindreaarige', 'halvparten av dei', '? 10'],
    ['bosatt_antall', 'halvparten', 'number_vague'],
  ])('%s: «%s» %s', is)
})

describe('is no amount: a wait, a remark', () => {
  test.each([
    ['introprogram_deltakere', 'må se i systemet. 2 sek'],
    ['bosatt_mindreaarige', 'to sekunder, må sjekke'],
    ['introprogram_deltakere', '5 sek, sjekkar'],
    ['bosatt_antall', 'jeg må spørre. 5 min'],
    ['introprogram_deltakere', 'vent litt, 10 sekunder'],
    ['introprogram_deltakere', 'sjekker. to min'],
  ])('%s: «%s» waits', (question, text) => expect(heardAt(question, text)).toBeUndefined())

  test.each([
    ['ansvarlig_aar', 'Vi jobber godt men har litt lite folk'],
    ['ansvarlig_aar', 'me har for lite ressursar'],
    ['bosatt_antall', 'litt for få folk til å gjøre jobben'],
    ['leder_aar', 'mye å gjøre i denne jobben'],
  ])('%s: «%s»', (question, text) => expect(heardAt(question, text)).toBe('not_a_number'))

  test.each(['Ingen spesielle', 'ingen særskilde'])('«%s» is no 0 per cent', (text) =>
    expect(heardAt('ansatte_andel', text)).toMatch(/^not_a_number$|^no_not_applicable$/),
  )

  test.each(['ganske mange', 'noen få'])('«%s» is one that is only told of', (text) =>
    expect(heardAt('bosatt_antall', text)).toBe('number_vague'),
  )
})

describe('who names somebody else and tries all the same', () => {
  test.each([
    ['ansatte_andel', 'det må personalsjefen svara på, men eg trur det er få, kanskje to prosent', '? 2'],
    ['ansatte_andel', 'HR veit det, men eg trur kring 8 prosent', '? 8'],
    ['ansatte_andel', 'Det må HR svare på, men jeg vil tro fem prosent', '? 5'],
    ['ansatte_andel', 'personalsjefen vet, men kanskje 4 %', '? 4'],
    ['bosatt_antall', 'det vet flyktningtjenesten, men jeg tror rundt 20', '? 20'],
  ])('%s: «%s» %s', is)
})
