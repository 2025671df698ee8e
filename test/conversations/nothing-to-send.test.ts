/** An empty form is not sent in; whoever tries is told the way on. */
import { beforeEach, describe, expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, presses, type Shared, sessionOf, sharedSession, type Tester, tester, types } from '../support/tester.ts'

let shared: Shared
let kari: Tester
const said = (): string => kari.log.slice(begun).join('\n')
let begun = 0

beforeEach(() => {
  ;({ shared, kari } = begins())
  begun = kari.log.length
})

const refused = (): void => {
  expect(shared.submitted).toEqual([])
  expect(sessionOf(shared).state).not.toBe('submitted')
}

describe('with nothing answered', () => {
  test.each([
    [['send inn', 'ja']],
    [['send inn', 'ja', 'send inn', 'ja']],
    [['hopp over', 'send inn', 'ja']],
    [['hopp over', 'hopp over', 'hopp over', 'send inn', 'ja']],
    [['oversikt', 'send inn', 'ja']],
    [['pause', 'fortsett', 'send inn', 'ja']],
  ])('%j sends nothing', (words) => {
    for (const word of words) types(kari, word)
    refused()
  })

  test('the way on is told, in both language forms', () => {
    types(kari, 'send inn')
    expect(said()).toContain('Det er ingenting å sende inn ennå')
    expect(said()).toContain('Skriv «fortsett»')
    types(kari, 'nynorsk')
    types(kari, 'send inn')
    expect(said()).toContain('Det er ingenting å sende inn enno')
  })

  test('«fortsett» leads to the first question, and one answer is enough to send', () => {
    types(kari, 'send inn')
    types(kari, 'fortsett')
    begun = kari.log.length
    types(kari, '1')
    types(kari, 'send inn')
    expect(said()).not.toContain('ingenting å sende inn')
  })

  test('by buttons too', () => {
    const other = sharedSession(worldOf(questionnaires.raadmann, units.kommune))
    const ola = tester(other, 'nb', 'ola')
    joins(ola)
    presses(ola, 'Start')
    types(ola, 'send inn')
    presses(ola, 'Send inn')
    expect(ola.log.join('\n')).toContain('Det er ingenting å sende inn ennå')
    expect(other.submitted).toEqual([])
  })
})
