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
