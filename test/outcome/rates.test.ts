/** AAPOR's outcome rates, and what becomes of a unit that has not answered. */
import { describe, expect, it } from 'vitest'
import { aaporRates, countDispositions, dispositionOf, lettersOf } from '../../src/outcome/rates.ts'

describe('outcome rates', () => {
  // README of the R package outcomerate, which computes AAPOR's rates: 4 complete, 2 partial, one refusal, one not
  // reached, one other, two of unknown eligibility (one of each kind).
  it('are those of a published example', () => {
    const shares = Object.fromEntries(
      Object.entries(aaporRates({ I: 4, P: 2, R: 1, NC: 1, O: 1, U: 2 })).map(([name, { share }]) => [
        name,
        Number(share?.toFixed(3)),
      ]),
    )
    expect(shares).toEqual({
      ...{ rr1: 0.364, rr2: 0.545, rr5: 0.444, rr6: 0.667 },
      ...{ coop1: 0.5, coop2: 0.75, coop3: 0.571, coop4: 0.857 },
      ...{ ref1: 0.091, con1: 0.727 },
    })
  })

  it('have no share of nothing', () => {
    const none = aaporRates({ I: 0, P: 0, R: 0, NC: 0, O: 0, U: 0 })
    expect(Object.values(none).map(({ share }) => share)).toEqual(Array.from({ length: 10 }, () => null))
  })

  it('RR5 and RR6 are RR1 and RR2 where everybody is known to be eligible', () => {
    const { rr1, rr2, rr5, rr6 } = aaporRates({ I: 3, P: 1, R: 2, NC: 4, O: 1, U: 0 })
    expect([rr5, rr6]).toEqual([rr1, rr2])
  })
})

describe('the disposition of a unit and part', () => {
  const person = (known: Partial<Parameters<typeof dispositionOf>[1][number]>) => ({
    ...{ linked: true, declined: false, unreachable: null },
    ...known,
  })
  const declined = person({ declined: true })
  const unlinked = person({ linked: false, unreachable: 'not_linked' })
  const blocked = person({ unreachable: 'ConversationBlockedByUser' })

  it.each([
    ['nobody is named', [], 'not_named'],
    ['never came to the chat', [unlinked], 'not_linked'],
    ['on the web alone, nothing answered', [person({ unreachable: 'no_conversation' })], 'contacted'],
    ['one on the web, one never seen', [unlinked, person({ unreachable: 'no_conversation' })], 'contacted'],
    ['one says no, one is on the web', [declined, person({ unreachable: 'no_conversation' })], 'contacted'],
    ['taken out of the conversation', [person({ unreachable: 'BotNotInConversationRoster' })], 'not_installed'],
    ['has taken the app away', [person({ unreachable: 'uninstalled' })], 'not_installed'],
    ['nobody knows why', [person({ unreachable: 'SomethingNew' })], 'unreachable'],
    ['shut out by the person', [blocked], 'blocked'],
    ['shut out by their administrator', [person({ unreachable: 'BotDisabledByAdmin' })], 'blocked'],
    ['in the chat, nothing answered', [person({})], 'contacted'],
    ['says no', [declined], 'declined'],
    ['one says no, the other was never there', [declined, unlinked], 'not_linked'],
    ['one says no, the other has shut it out', [declined, blocked], 'blocked'],
    ['all say no', [declined, declined], 'declined'],
    ['one of two is in the chat', [unlinked, person({})], 'contacted'],
  ] as const)('%s: %s', (_, people, expected) => {
    expect(dispositionOf(null, people)).toBe(expected)
  })

  it('is the interview where there is one, whatever became of the person since', () => {
    expect(dispositionOf('complete', [declined])).toBe('complete')
    expect(dispositionOf('break_off', [blocked])).toBe('break_off')
  })

  it('has a letter of AAPOR’s each', () => {
    const counts = countDispositions([
      'complete',
      'partial',
      'break_off',
      'declined',
      'blocked',
      'contacted',
      'not_linked',
    ])
    expect(lettersOf(counts)).toEqual({ I: 1, P: 1, R: 3, NC: 1, O: 1, U: 0 })
  })
})
