/** A question is passed by, or left for later, in words of one's own: no answer is made of them, and no refusal. */
import { describe, expect, test } from 'vitest'
import { hear } from '../../src/norwegian/hear.ts'
import type { Hearing } from '../../src/norwegian/meaning.ts'
import { question } from '../../src/questionnaire/schema.ts'
import { questionnaires } from '../support/survey.ts'

const at = (id: string): Hearing => {
  const found = Object.values(questionnaires)
    .flatMap(({ sections }) => sections.flatMap(({ questions }) => questions))
    .find((one) => one.id === id)
  if (found === undefined || found.kind === 'info') throw new Error(`no question «${id}»`)
  const choiceIds = 'choices' in found ? found.choices.map((one) => one.id) : []
  const rowIds = 'rows' in found ? found.rows.map((one) => one.id) : []
  return { question: question.parse(found) as never, choiceIds, rowIds, language: 'nb', year: 2018 }
}

const heard = (id: string, text: string) => {
  const { act, topic, content } = hear(text, at(id))
  if (content?.type === 'command') return content.command.name
  return content?.type === 'missing' ? content.missing : `${act} ${topic}`
}

describe('passed by', () => {
  test.each([
    ['utdanning_antall', 'hopp over så lenge'],
    ['tolk_register', 'hopp over denne så lenge'],
    ['leder_rolle', 'hopp over denne så lenge'],
    ['kapasitet_tid', 'hopp over denne så lenge'],
    ['imdi_viktighet', 'hopp over så lenge'],
    ['leder_merknad', 'hopp over så lenge'],
    ['utdanning_antall', 'bare hopp over'],
    ['utdanning_antall', 'hopp over dette, eg har ikkje tala'],
    ['ansatte_andel', 'hopp over, har ikke tallet'],
    ['ansatte_andel', 'Har ikkje tala. Hopp over så lenge'],
    ['utdanning_antall', 'hopp over den inntil videre'],
    ['tolk_register', 'hoppar over denne førebels'],
    ['bosatt_antall', 'vi hopper over denne nå'],
    ['kapasitet_tid', 'stå over så lenge'],
    ['tolk_kjent', 'hopp over denne, kommer tilbake'],
  ])('%s: «%s»', (id, text) => expect(heard(id, text)).toBe('skip'))

  test.each([
    ['svingninger_hvilke', 'ikke hopp over denne'],
    ['svingninger_hvilke', 'vi hoppet over boliger'],
    ['svingninger', 'hopp over økonomi, ikke bolig'],
    ['leder_merknad', 'Hopp over denne, vi har ikke noe å si, men tilskuddet er for lavt'],
  ])('%s: «%s» is not', (id, text) => expect(heard(id, text)).not.toBe('skip'))
})

describe('left for later', () => {
  test.each([
    ['tolk_register', 'Det må jeg sjekke, spør meg senere'],
    ['tolk_register', 'Vet du hva, det husker jeg ikke. Sjekker med servicesenteret og kommer tilbake'],
    ['bosatt_antall', 'husker jeg ikke, kommer tilbake'],
    ['tolk_register', 'hugsar ikkje, kjem attende til det'],
    ['ansatte_andel', 'Spør meg igjen i morgen'],
    ['bosatt_antall', 'må sjekke, kjem attende til den'],
  ])('%s: «%s»', (id, text) => expect(heard(id, text)).toBe('situation check_first'))
})

describe('for somebody else', () => {
  test.each([
    ['utdanning_antall', 'Spør rektor.'],
    ['bosatt_antall', 'Spør Kari'],
    ['bosatt_antall', 'spør leiaren for vaksenopplæringa'],
    ['tolk_register', 'du må spørre økonomisjefen'],
    ['ansatte_andel', 'Ring HR'],
    ['ansatte_andel', 'Høyr med personalsjefen'],
    ['introprogram_deltakere', 'ring Turid på 52 74 30 00, hu har alt'],
    ['utdanning_antall', 'ring rektor på 91234567'],
    ['bosatt_antall', 'kontakt Per på tlf. 913 44 556'],
  ])('%s: «%s»', (id, text) => expect(heard(id, text)).toBe('situation someone_else'))
})

describe('not known', () => {
  test.each([
    ['tolk_kjent', 'For nye til å si'],
    ['naeringsliv_tiltak', 'For nye til å si'],
    ['tolk_kjent', 'Eg er for ny til å seie det'],
    ['tolk_kjent', 'altfor ny til å svare'],
    ['bosatt_antall', 'for fersk til å vite'],
    ['ansatte_viktig', 'er for nye til å si noe om det'],
  ])('%s: «%s»', (id, text) => expect(heard(id, text)).toBe('dont_know'))
})

describe('called away for a moment: the no in it is no answer', () => {
  test.each([
    'nei no ringjer telefonen, augneblinken!',
    'øyeblikk',
    'å nei, telefonen ringer',
    'det banker på døra',
    'brannalarmen går',
    'ja nå ringer det på døra igjen',
    'mobilen durer, straks tilbake',
    'tlf ringer',
    'kjem straks',
  ])('«%s»', (text) => {
    for (const id of ['evaluering_endring', 'bosatt_antall', 'tolk_kjent'])
      expect(heard(id, text)).toBe('situation check_first')
  })
  test.each([
    ['evaluering_endring', 'nei, ikke for øyeblikket'],
    ['tolk_retningslinjer', 'nei, vi bruker telefontolk'],
    ['resultatmaal', 'nei, ikkje i augneblinken'],
  ])('%s: «%s» answers', (id, text) => expect(heard(id, text)).toMatch(/^answer/))
})

describe('somebody else should answer', () => {
  test.each([
    'Turid i helse bestiller all tolk her i huset, hun burde svart på denne delen',
    'ho bør svare på dette',
    'dette må Rune på personal svare på',
    'han skulle svart på alt om tolk',
    'Kari kan svare på den',
    'det er helsesjefen sitt bord, han burde svart',
    'Fra: Næringssjefen\nSendt: 6. november 2018 09:12\nEmne: SV: IMDi\n\nHei, jobbmessa og NAV-greiene kan jeg ta i morgen.\nMvh',
    'Fra: Per\nTil: Anne\nHei! Tolk kan jeg godt svare på. Hilsen Per\nMvh Per',
  ])('«%s»', (text) => expect(heard('tolk_retningslinjer', text)).toBe('situation someone_else'))
  test.each(['ja, men hun burde svart på det i fjor', 'nei, det bør fylkesmannen ta'])('«%s» answers', (text) =>
    expect(heard('tolk_retningslinjer', text)).toMatch(/^answer/),
  )
})

describe('passed by with a word of why, or with no wish to write', () => {
  test.each([
    ['nav_avtale', 'hopp over denne, den er teit'],
    ['ansatte_andel', 'hopp over, den er umulig'],
    ['resultatmaal', 'dette er tullete, hopp over'],
    ['utdanning_antall', 'hoppar over, den er altfor vrien'],
    ['samarbeid_kommentar', 'orker ente skrive stil'],
    ['leder_merknad', 'gidder ikke skrive noe her'],
    ['imdi_savn', 'orkar ikkje å skrive roman no'],
    ['ansvarlig_merknad', 'rekk ikkje skrive noko'],
    ['imdi_savn', 'har ikke ork til å skrive noe'],
    ['samarbeid_kommentar', 'har ikkje krefter til å skrive no'],
  ])('%s: «%s»', (id, text) => expect(heard(id, text)).toBe('skip'))
  test.each([['imdi_savn', 'Deltakerne orker ikke skrive søknader på norsk']])('%s: «%s» is a remark', (id, text) =>
    expect(heard(id, text)).toMatch(/^answer/),
  )
})

describe('whether the question may be left for later', () => {
  test.each([
    'kan eg koma attende til den?',
    'kan vi ta denne til slutt?',
    'får vi ut av systemet i morgen, kan jeg komme tilbake til den?',
    'går det an å svare på dette senere',
    'kan jeg vente med denne til slutt',
  ])('«%s»', (text) => {
    for (const id of ['bosatt_antall', 'nav_avtale', 'tolk_kjent']) expect(heard(id, text)).toBe('question may_skip')
  })
})

describe('refused', () => {
  test.each([
    'Det er et politisk spørsmål, og det svarer jeg ikke på som administrasjon',
    'slikt vil vi ikke uttale oss om',
    'dette svarar eg ikkje på',
    'Det ønsker jeg ikke å ta stilling til',
    'vil ikkje svare på slikt',
  ])('«%s»', (text) => expect(heard('kapasitet_tid', text)).toMatch(/ (?:pass_by|will_not)$/))
})

test.each(['det er dere som aldri svarer', 'kontakt? det e dokk som aldri tar telefon', 'det er de som ikkje ringjer'])(
  '«%s», of those who ask, is a complaint',
  (text) => expect(heard('imdi_kontakt', text)).toBe('social complaint'),
)
