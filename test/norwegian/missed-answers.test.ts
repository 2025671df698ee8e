/** An answer in words that were not understood gets a hint or «mente du …?», never a word about something else; talk gets its word. */
import { describe, expect, test } from 'vitest'
import { saidOf } from '../../src/norwegian/said.ts'
import { talkOf } from '../../src/norwegian/talk.ts'
import { heardAt } from '../support/heard-at.ts'

/** Neither stored, asked about nor refused: a word to what was said. */
const isTalk = (question: string, text: string): boolean => heardAt(question, text) === undefined

describe('an answer, told with words of something else', () => {
  test.each([
    ['ansatte_andel', '25 no, var 40 i vår'],
    ['ansatte_andel', '17 nå, var oppe i 30 i vinter'],
    ['kapasitet_tid', 'husan har vi i mårra. lærera tar et år'],
    ['kapasitet_tid', 'leilighetene står klare i morgen, barnehagen først neste høst'],
    ['svingninger_hvilke', 'har bolig, men helse og kort varsel'],
    ['ansatte_tiltak', 'itj nå slikt her, nei'],
    ['ansatte_tiltak', 'ikkje noko slikt hos oss no, nei'],
    ['svingninger_grep', 'Har ikke gjort noe spesielt, tatt det som det kom'],
    ['svingninger_hvilke', 'To lærere gikk over til ungdomsskolen og en ble syk'],
    ['leder_rolle', 'jeg er kommunalsjef for helse og velferd, sjefen ba meg ta denne'],
    ['leder_rolle', 'Hei! Jeg er rådmann her. Mvh Anne'],
    ['leder_rolle', 'Hei, eg er assisterande rådmann. Venleg helsing Odd'],
    ['tolk_retningslinjer', 'Helsestasjonen har eigne rutinar på papir, resten av kommunen har ikkje'],
    ['naeringsliv_aarsverk', 'en mann en dag i veka'],
    ['ansatte_tiltak', 'åpne'],
    ['ansatte_tiltak', 'faste'],
  ])('%s: «%s»', (question, text) => expect(isTalk(question, text)).toBe(false))
})

describe('a question, a situation or a remark at the same questions', () => {
  test.each([
    ['ansatte_andel', 'hvem får se tallet vårt?'],
    ['ansatte_andel', 'må høyre med HR om dette først'],
    ['kapasitet_tid', 'jeg rekker ikke mer i dag'],
    ['leder_rolle', 'jeg har sluttet i den jobben'],
    ['ansatte_tiltak', 'svindel?'],
    ['ansatte_tiltak', 'frivillig?'],
    ['ansatte_tiltak', 'takk'],
    ['svingninger_hvilke', 'jeg svarte feil på forrige'],
    ['tolk_retningslinjer', 'kor lenge blir dette lagra'],
  ])('%s: «%s»', (question, text) => expect(isTalk(question, text)).toBe(true))
})

describe('of codes, and of who is behind this', () => {
  test.each([
    ['hvilken kode?', 'where_code'],
    ['ka slags kode', 'where_code'],
    ['kva for kode er dette', 'where_code'],
    ['koden min e vekk', 'lost_code'],
    ['koden er kommet bort for meg', 'lost_code'],
    ['hvem står bak dette?', 'who_are_you'],
    ['kven er det som står bak denne undersøkinga', 'who_are_you'],
    ['kva skal eg gjere no', 'what_now'],
    ['hva gjør jeg nå da', 'what_now'],
  ])('«%s» is %s', (text, topic) => expect(talkOf(saidOf(text))?.topic).toBe(topic))
})
