/** Sending in, and what stands around the survey. Titles are the rules. */

import { beforeEach, describe, expect, test } from 'vitest'
import { sessionText } from '../../src/engine/stored.ts'
import { buildSubmission } from '../../src/results/submission.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import {
  joins,
  presses,
  questionOf,
  type Shared,
  sessionOf,
  sharedSession,
  type Tester,
  tester,
  turn,
  types,
  waits,
} from '../support/tester.ts'
import { filledIn, walks } from '../support/walker.ts'

let shared: Shared
let kari: Tester
let ola: Tester

beforeEach(() => {
  shared = sharedSession(worldOf(questionnaires.integrering, units.kommune))
  kari = tester(shared, 'nb', 'kari')
  ola = tester(shared, 'nb', 'ola')
  joins(kari)
  presses(kari, 'Start')
})

const lastText = (person: Tester): string => person.log.at(-1) ?? ''
/** The last panel said, whatever was closed further up after it. */
const lastTextOf = (person: Tester): string => person.log.findLast((said) => said.startsWith('BOT:')) ?? ''
const closes = () => waits(shared, (shared.world.closesAt - shared.world.now) / 60_000)

describe('sending in', () => {
  beforeEach(() => {
    walks(kari, 100)
  })

  test.each(['hopp over', 'hopp over denne', 'kan vi hoppe over den'])(
    '«%s» at the review says what can be done, and shows no second review',
    (text) => {
      const reviews = () => kari.log.filter((said) => said.includes('== Oppsummering ==')).length
      const before = reviews()
      types(kari, text)
      expect(reviews()).toBe(before)
      expect(lastTextOf(kari)).toContain('«send inn»')
    },
  )

  test('asks once more, and only a clear yes sends', () => {
    types(kari, 'send inn')
    types(kari, 'tja')
    types(kari, 'nei')
    expect(shared.submitted).toEqual([])
    types(kari, 'send inn')
    types(kari, 'ja')
    expect(shared.submitted).toHaveLength(1)
  })

  test('again without a change makes no second revision; with one it does', () => {
    types(kari, 'send inn')
    types(kari, 'ja')
    presses(kari, 'Endre svar')
    presses(kari, 'Send inn')
    presses(kari, 'Ja, send inn')
    expect(shared.submitted.map((s) => s.revision)).toEqual([1])
    types(kari, 'endre 2')
    types(kari, '11')
    types(kari, 'send inn')
    types(kari, 'ja')
    expect(shared.submitted.map((s) => s.revision)).toEqual([1, 2])
    expect(new Set(shared.submitted.map((s) => s.id)).size).toBe(1)
  })

  test('typing «endre» alone opens nothing again; a number does, and says so', () => {
    types(kari, 'send inn')
    types(kari, 'ja')
    types(kari, 'endre')
    expect(sessionOf(shared).state).toBe('submitted')
    types(kari, '2')
    expect(sessionOf(shared).state).toBe('reopened')
    expect(kari.log.join('')).toContain('Svarene er åpnet igjen')
  })

  test('asks about the answers it named: changed since, they are shown first', () => {
    presses(kari, 'Send inn')
    joins(ola)
    types(ola, 'endre 2')
    types(ola, '11')
    presses(kari, 'Ja, send inn')
    expect(shared.submitted).toEqual([])
    expect(lastText(kari)).toContain('Noen av svarene er endret')
  })

  test('a typed «ja» is about the answers it was asked about as well', () => {
    types(kari, 'send inn')
    joins(ola)
    types(ola, 'endre 2')
    types(ola, '11')
    types(kari, 'ja')
    expect(shared.submitted).toEqual([])
    expect(kari.log.join('')).toContain('Noen av svarene er endret')
    types(kari, 'send inn')
    types(kari, 'ja')
    expect(shared.submitted).toHaveLength(1)
  })

  test('a card that names no answers sends nothing in, and is asked about', () => {
    const card = { s: 's1', do: 'submit_yes' as const, values: {} }
    const { replies } = turn(kari, { type: 'card', card, trigger: 'manual' })
    expect(shared.submitted).toEqual([])
    expect(replies).toEqual([{ reply: { type: 'confirm_submit' }, place: 'pressed' }])
  })

  test('leaves the submitted record when the person asks to be deleted, and says so', () => {
    types(kari, 'send inn')
    types(kari, 'ja')
    const before = sessionOf(shared).entries
    types(kari, 'slett svarene mine')
    types(kari, 'ja')
    expect(sessionOf(shared).entries).toEqual(before)
    expect(lastText(kari)).toContain('kan ikke slettes herfra')
  })
})

describe('a matrix under way', () => {
  /** Comes to the matrix by buttons, and fills in the rows of so many of its cards. */
  const filling = (cards: number, language: 'nb' | 'nn' = 'nb'): Tester => {
    shared = sharedSession(worldOf(questionnaires.integrering, units.kommune))
    const person = tester(shared, language, 'kari')
    joins(person)
    for (let i = 0; i < 40 && questionOf(person) !== 'imdi_nytte'; i++) walks(person, 1)
    for (let i = 0; i < cards; i++) fillsCard(person)
    return person
  }
  const fillsCard = (person: Tester): void => {
    const view = person.chat.findLast((message) => message.view.type === 'question')?.view
    if (view === undefined) throw new Error('no question is shown')
    presses(person, 'Svar', filledIn(view, 4))
  }
  const document = () =>
    buildSubmission({
      ...shared.world,
      session: sessionOf(shared),
      language: 'nb',
      completeness: 'complete',
    })

  test.each([1, 2])('goes in as far as it is filled in, after %i of its cards, and this is said before', (cards) => {
    const person = filling(cards)
    types(person, 'send inn')
    expect(lastTextOf(person)).toContain(
      'Ett spørsmål er delvis besvart. Det som er besvart, sendes inn. Resten sendes inn som hoppet over.',
    )
    expect(lastTextOf(person)).toContain('3 spørsmål er ikke besvart. De sendes inn som hoppet over.')
    types(person, 'ja')
    const sent = document()
    const answer = sent.answers.imdi_nytte
    if (answer?.kind !== 'matrix') throw new Error('no matrix')
    expect(Object.values(answer.missing ?? {}).filter((why) => why === 'skipped')).toHaveLength(11 - 4 * cards)
    expect(Object.keys({ ...answer.value, ...answer.missing })).toHaveLength(11)
    expect(sent.missing).not.toHaveProperty('imdi_nytte')
  })

  test('reads so in nynorsk', () => {
    const person = filling(1, 'nn')
    types(person, 'send inn')
    expect(lastTextOf(person)).toContain('Eitt spørsmål er delvis svart på. Det som er svart på, blir sendt inn.')
  })

  test('once it is opened again, more of it goes in as another revision', () => {
    const person = filling(1)
    for (const text of ['send inn', 'ja']) types(person, text)
    types(person, 'endre 20')
    fillsCard(person)
    for (const text of ['send inn', 'ja']) types(person, text)
    expect(shared.submitted.map(({ revision }) => revision)).toEqual([1, 2])
    expect(document().answers).toHaveProperty('imdi_nytte')
  })

  test('with none of its cards it goes in as skipped, and is not told as under way', () => {
    const person = filling(0)
    types(person, 'send inn')
    expect(lastTextOf(person)).not.toContain('delvis')
    types(person, 'ja')
    expect(document().missing).toMatchObject({ imdi_nytte: 'skipped' })
  })
})

describe('a change that was not sent in before closing', () => {
  beforeEach(() => {
    walks(kari, 100)
    for (const text of ['send inn', 'ja', 'endre 2', '11']) types(kari, text)
    closes()
  })

  const unsent = 'Svarene ble sendt inn 5. november 2018'

  // The end of the wave makes «reopened» «submitted» again; until it has run the session is as it was.
  test.each([
    ['vis svar', 'reopened'],
    ['vis svar', 'submitted'],
    ['status', 'reopened'],
    ['status', 'submitted'],
  ] as const)('«%s» says so, in a session that is %s', (command, state) => {
    shared.session = sessionText({ ...sessionOf(shared), state })
    types(kari, command)
    expect(lastText(kari)).toContain(unsent)
    expect(lastText(kari)).toContain('Endringer som ble gjort etter det, ble ikke sendt inn.')
    expect(lastText(kari)).not.toContain('Dette er sendt inn')
    expect(lastText(kari)).not.toContain('må sendes inn på nytt')
  })

  test('the receipt says so', () => {
    shared.session = sessionText({ ...sessionOf(shared), state: 'submitted' })
    joins(kari)
    expect(lastText(kari)).toContain('Endringer som ble gjort etter det, ble ikke sendt inn.')
  })
})

describe('outside the survey', () => {
  test('a «ja» that comes after closing sends nothing in', () => {
    walks(kari, 100)
    types(kari, 'send inn')
    closes()
    types(kari, 'ja')
    expect(shared.submitted).toEqual([])
    expect(lastText(kari)).toContain('ble stengt')
  })

  test('who comes back after closing is told so, and asked nothing', () => {
    walks(kari, 3)
    closes()
    const { replies } = joins(kari)
    expect(replies.map((r) => r.reply.type)).toEqual(['notes'])
  })

  test('after closing presses and answers change nothing, and the answer is a plain reason', () => {
    walks(kari, 3)
    closes()
    const before = shared.session
    types(kari, '12')
    presses(kari, 'Hopp over')
    types(kari, 'send inn')
    expect(shared.session).toBe(before)
    expect(kari.log.join('')).toContain('Undersøkelsen ble stengt 7. desember 2018 kl. 16.00')
  })

  test('before opening there is no start button, and «start» says when it opens', () => {
    shared.world = { ...shared.world, now: shared.world.opensAt - 3_600_000 }
    joins(ola)
    expect(lastText(ola)).not.toContain('[Start]')
    types(ola, 'start')
    expect(lastText(ola)).toContain('Den åpner 22. oktober 2018 kl. 08.00')
  })
})

describe('what is no answer', () => {
  test.each([
    ['reaction', 0],
    ['left', 0],
    ['edited', 1],
    ['unreadable', 1],
  ] as const)('%s gets %i replies and changes nothing', (type, count) => {
    const before = [shared.session, kari.seat]
    expect(turn(kari, { type }).replies).toHaveLength(count)
    expect([shared.session, kari.seat]).toEqual(before)
  })

  test('a card that is none of ours changes nothing, and shows where the person is', () => {
    const before = shared.session
    const { replies } = turn(kari, { type: 'other' })
    expect(shared.session).toBe(before)
    expect(replies[0]?.reply).toMatchObject({
      type: 'question',
      question: 'ansvarlig_rolle',
      notes: [{ key: 'turn.unknown_card' }],
    })
  })

  test('own words are never read as Markdown, as a placeholder or as a key', () => {
    walks(kari, 1)
    const nasty = '*x* [y](http://z) {{svar.bosetter}} $t(card.yes)'
    types(kari, 'endre 1')
    types(kari, 'annet')
    types(kari, nasty)
    types(kari, 'vis svar')
    const lines = kari.chat.flatMap((m) => (m.view.type === 'panel' ? m.view.blocks.flatMap((b) => b.lines) : []))
    const own = lines.filter((l) => l.text.includes('http://z'))
    expect(own.length).toBeGreaterThan(0)
    for (const line of own) {
      expect(line.own).toBe(true)
      expect(line.text).toContain(nasty)
    }
  })
})
