/** What a person is told before the first question, and when the survey is over. */
import { beforeEach, describe, expect, test } from 'vitest'
import { begins, closesNow, openCardOf } from '../support/one-answering.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import {
  buttonsOf,
  joins,
  lastSaid,
  type Shared,
  sharedSession,
  type Tester,
  tester,
  types,
  waits,
} from '../support/tester.ts'
import { walks } from '../support/walker.ts'

let shared: Shared
let kari: Tester

beforeEach(() => {
  ;({ shared, kari } = begins())
})

const closes = () => closesNow(shared)
const openCard = () => openCardOf(kari)

describe('after closing a person is told what became of the answers', () => {
  test('when nothing was answered', () => {
    closes()
    types(kari, 'fortsett')
    expect(lastSaid(kari)).toContain('så det går ikke an å svare lenger')
  })

  test('when they were not sent in and are not to be delivered', () => {
    walks(kari, 2)
    closes()
    for (const text of ['hei', 'send inn', 'endre 1']) {
      types(kari, text)
      expect(lastSaid(kari)).toContain('Svarene deres var ikke sendt inn da, så de kommer ikke med')
    }
    types(kari, 'nynorsk')
    types(kari, 'hald fram')
    expect(lastSaid(kari)).toContain('Svara dykkar var ikkje sende inn då, så dei kjem ikkje med')
  })

  test('when they are to be delivered as they stood', () => {
    shared.world = { ...shared.world, wave: { ...shared.world.wave, partials: 'deliver' } }
    walks(kari, 2)
    closes()
    types(kari, 'hei')
    expect(lastSaid(kari)).toContain('er tatt vare på')
  })

  test.each([
    ['were sent in', [], 'Svarene deres er sendt inn og kan ikke endres lenger'],
    ['were changed after they were sent in', ['endre 1', 'kommunalsjef'], 'Endringer som ble gjort etter det'],
  ])('when they %s', (_how, before, told) => {
    walks(kari, 100)
    for (const text of ['send inn', 'ja', ...before]) types(kari, text)
    closes()
    types(kari, 'hei')
    expect(lastSaid(kari)).toContain(told)
  })
})

test('a start card from before the opening has no «Start», so it is shown anew and not referred to', () => {
  shared = sharedSession(worldOf(questionnaires.integrering, units.kommune))
  const { now, opensAt } = shared.world
  shared.world = { ...shared.world, opensAt: now + 60_000 }
  kari = tester(shared, 'nb', 'kari')
  joins(kari)
  expect(buttonsOf(openCard()).map(({ verb }) => verb)).not.toContain('start')
  waits(shared, 2)
  types(kari, 'hei')
  expect(buttonsOf(openCard()).map(({ verb }) => verb)).toContain('start')
  expect(opensAt).toBeLessThan(now)
  types(kari, 'asdf')
  expect(lastSaid(kari)).toContain('Skriv «se alle spørsmål» for å se hva dere blir spurt om')
})

test('the start card tells in short what it folds away, and «personvern» tells it whole', () => {
  const start = kari.log.find((line) => line.includes('== Kommuneundersøkelsen 2018'))
  for (const point of [
    'IMDi spør alle kommuner',
    'Det tar 10–20 minutter',
    'Svarfristen er',
    'Det er frivillig å svare',
    'andre kan be om innsyn',
    'Vi lagrer svarene, hvem som ga dem, og når',
    'Skriv til IMDi',
    '[Start]',
    '-- Personvern',
    'er ansvarlig for undersøkelsen',
    'artikkel 6 nr. 1 bokstav e',
    'senest 30 dager',
  ])
    expect(start).toContain(point)
  types(kari, 'personvern')
  for (const point of ['artikkel 6 nr. 1 bokstav e', 'senest 30 dager', 'kommer ikke med', 'Datatilsynet'])
    expect(lastSaid(kari)).toContain(point)
})
