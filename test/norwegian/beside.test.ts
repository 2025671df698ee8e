/** A plain answer with something told beside it is stored at once, unless what is told may take it back. */
import { describe, expect, test } from 'vitest'
import { understand } from '../../src/norwegian/understand.ts'
import { questionnaires } from '../support/survey.ts'
import { hearingOf } from './judge.ts'
import { brief } from './questions.ts'

const heard = (part: 'raadmann' | 'integrering', id: string, text: string): string => {
  const asked = questionnaires[part].sections.flatMap((s) => s.questions).find((q) => q.id === id)
  if (asked === undefined || asked.kind === 'info') throw new Error(id)
  return brief(understand(text, hearingOf(asked, 'nb')))
}

describe('what is told beside it leaves it as it is', () => {
  test.each([
    ['integrering', 'introprogram_plassering', 'NAV, har alltid vært der hos oss', '= nav'],
    ['integrering', 'introprogram_plassering', 'voksenopplæringa. det har fungert fint', '= voksenopplaering'],
    ['integrering', 'evaluering', 'intern - gjort i vår', '= intern'],
    ['integrering', 'imdi_kontakt', 'ei gang, og da sendte dokker feil skjema', '= en_gang'],
    ['integrering', 'imdi_kontakt', 'fire-fem gonger, mest på samlingar i Bergen', '= noen_ganger'],
    ['raadmann', 'kapasitet_tid', 'kjapt. 3-4 mnd', '= halvt_aar'],
    ['raadmann', 'kapasitet_tid', 'to år, vi må bygge først', '= lengre_tid'],
    [
      'raadmann',
      'naeringsliv_tiltak',
      '2, 3 og 5 - sjekket med NAV-leder',
      '= praksisavtaler stillingsressurs naeringsforening',
    ],
    ['raadmann', 'naeringsliv_best', 'NAV, uten tvil', '= nav_nettverk'],
    ['raadmann', 'ansatte_viktig', 'kjempeviktig! vi mangler folk overalt', '= svaert_viktig'],
    ['raadmann', 'leder_aar', '12 år, begynte rett etter studiene', '= 12'],
  ] as const)('%s %s: «%s» %s', (part, id, text, meaning) => expect(heard(part, id, text)).toBe(meaning))
})

describe('it may take it back, so it is asked about', () => {
  test.each([
    ['integrering', 'introprogram_plassering', 'NAV, men bare på papiret'],
    ['integrering', 'introprogram_plassering', 'NAV, tror jeg'],
    ['integrering', 'evaluering', 'intern, kanskje'],
    ['integrering', 'bosatt_antall', '20, hvorav 5 i fjor'],
    ['integrering', 'bosatt_antall', '34 (tall fra 2017)'],
    ['raadmann', 'leder_rolle', 'kommunedirektør (fung.)'],
    ['raadmann', 'leder_aar', '12, resten i Meldal'],
    ['raadmann', 'naeringsliv_tiltak', 'jobbmesse. aldri igjen'],
  ] as const)('%s %s: «%s»', (part, id, text) => expect(heard(part, id, text)).not.toMatch(/^= /))
})
