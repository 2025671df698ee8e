/** How the conversation behaves when people do what people do. Titles are the rules. */
import { beforeEach, describe, expect, test } from 'vitest'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import {
  cardOf,
  joins,
  presses,
  questionOf,
  type Shared,
  seatOf,
  sessionOf,
  sharedSession,
  type Tester,
  tester,
  turn,
  types,
} from '../support/tester.ts'
import { walks } from '../support/walker.ts'

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

const entry = (id: string) => sessionOf(shared).entries[id]
const lastText = (person: Tester): string => person.log.at(-1) ?? ''

describe('a card', () => {
  test('pressed twice has one effect, and says nothing the second time', () => {
    walks(kari, 2)
    const message = kari.chat[kari.open ?? 0]
    if (message?.view.type !== 'question') throw new Error('no question is open')
    const [yes] = message.view.actions
    if (!yes) throw new Error('no button')
    const card = cardOf(yes)
    turn(kari, { type: 'card', card, trigger: 'manual' }, message)
    const once = shared.session
    const again = turn(kari, { type: 'card', card, trigger: 'manual' }, message)
    expect(shared.session).toBe(once)
    expect(again.replies).toEqual([{ reply: { type: 'closed', question: 'bosetter', notes: [] }, place: 'pressed' }])
  })

  test('that is old shows the answer as it stands', () => {
    types(kari, '2')
    const stale = {
      s: 's1',
      q: 'ansvarlig_rolle',
      r: 0,
      do: 'answer' as const,
      values: { answer: 'leder_voksenopplaering' },
    }
    const { replies, session } = turn(kari, { type: 'card', card: stale, trigger: 'manual' })
    expect(replies[0]?.reply).toMatchObject({ type: 'closed', notes: [{ key: 'turn.stale_card' }] })
    expect(session.entries.ansvarlig_rolle?.r).toBe(1)
  })

  test.each([
    ['of another session', { s: 'other', q: 'ansvarlig_rolle', r: 0 }, 'turn.foreign_card', []],
    ['of a question nobody knows', { s: 's1', q: 'constructor', r: 0 }, 'turn.unknown_card', ['question', 'closed']],
  ])('%s changes nothing', (_what, ref, key, shown) => {
    const before = shared.session
    const { replies } = turn(kari, { type: 'card', card: { ...ref, do: 'skip', values: {} }, trigger: 'manual' })
    expect(shared.session).toBe(before)
    expect(replies[0]).toEqual({ reply: { type: 'notes', notes: [{ key }] }, place: 'pressed' })
    expect(replies.slice(1).map(({ reply }) => reply.type)).toEqual(shown)
  })

  test('with rubbish keeps what was filled in and says why', () => {
    walks(kari, 1)
    presses(kari, 'Svar', { answer: 'vi får se' })
    expect(lastText(kari)).toContain('Jeg trenger et tall her')
    expect(entry('ansvarlig_aar')).toBeUndefined()
    expect(questionOf(kari)).toBe('ansvarlig_aar')
  })

  test.each([
    ['sju', 7, undefined],
    ['7 år', 7, undefined],
    ['om lag 7', 7, true],
  ])('with «%s» in the field of a figure is heard as if it were typed', (answer, value, approximate) => {
    walks(kari, 1)
    presses(kari, 'Svar', { answer })
    const given = { kind: 'number', value, ...(approximate ? { approximate } : {}) }
    expect(entry('ansvarlig_aar')?.answer).toEqual(given)
    const asStored = { s: 's1', q: 'ansvarlig_aar', r: 0, do: 'answer' as const, values: { answer } }
    const { replies } = turn(kari, { type: 'card', card: asStored, trigger: 'manual' })
    expect(replies.flatMap(({ reply }) => ('notes' in reply ? (reply.notes ?? []) : []))).toEqual([])
  })

  test('with «vet ikke» in the field of a figure is taken at its word', () => {
    walks(kari, 2)
    types(kari, 'ja, på egen hånd')
    presses(kari, 'Svar', { answer: 'vet ikke' })
    expect(entry('bosatt_antall')).toMatchObject({ missing: 'dont_know' })
  })

  test('with a range in the field of a figure asks which number comes nearest', () => {
    walks(kari, 1)
    presses(kari, 'Svar', { answer: '10-12' })
    expect(lastText(kari)).toContain('Du skrev fra 10 til 12. Hvilket tall kommer nærmest?')
    expect(entry('ansvarlig_aar')).toBeUndefined()
  })

  test('of a question that no longer applies says so, and goes on', () => {
    walks(kari, 2)
    types(kari, 'ja, på egen hånd')
    expect(questionOf(kari)).toBe('bosatt_antall')
    const card = { s: 's1', q: 'bosatt_antall', r: 0, do: 'answer' as const, values: { answer: '12' } }
    joins(ola)
    presses(ola, 'Start')
    types(ola, 'endre 3')
    types(ola, 'nei')
    const { replies } = turn(kari, { type: 'card', card, trigger: 'manual' })
    expect(replies.map((r) => r.reply.type)).toEqual(['closed', 'question'])
    expect(entry('bosatt_antall')).toBeUndefined()
  })

  test('refreshed by the client alone changes nothing', () => {
    types(kari, '2')
    const before = [shared.session, kari.seat]
    turn(kari, {
      type: 'card',
      card: { s: 's1', q: 'ansvarlig_rolle', r: 0, do: 'skip', values: {} },
      trigger: 'automatic',
    })
    expect([shared.session, kari.seat]).toEqual(before)
  })
})

describe('a changed answer', () => {
  test('sets aside what no longer applies, and brings it back with the path', () => {
    walks(kari, 2)
    types(kari, 'ja, på egen hånd')
    types(kari, 'om lag 30')
    types(kari, 'endre 3')
    types(kari, 'nei')
    expect(questionOf(kari)).toBe('introprogram')
    types(kari, 'vis svar')
    expect(kari.log.join('')).toContain('Lagt til side')
    types(kari, 'endre 3')
    types(kari, 'ja, på egen hånd')
    expect(entry('bosatt_antall')).toMatchObject({ r: 1, answer: { value: 30, approximate: true } })
  })

  test('from the review stands in its place and gives way to it again', () => {
    walks(kari, 3)
    types(kari, 'vis svar')
    const count = kari.chat.length
    presses(kari, 'Endre her')
    presses(kari, 'Endre 2')
    const { replies } = presses(kari, 'Svar', { answer: '9' })
    expect(replies).toMatchObject([
      { place: 'pressed', reply: { type: 'review', page: { section: 'ansvarlig', page: 0 } } },
    ])
    expect(kari.chat.length).toBe(count)
    expect(seatOf(kari).position).toEqual({ at: 'review', page: { section: 'ansvarlig', page: 0 } })
  })

  test('in a closed card leaves the open question open, without sending it again', () => {
    walks(kari, 3)
    const open = questionOf(kari)
    presses(kari, 'Endre')
    const { replies } = presses(kari, 'Behold svaret')
    expect(replies).toHaveLength(1)
    expect(questionOf(kari)).toBe(open)
  })
})

describe('two colleagues', () => {
  test('a typed answer never overwrites what the other answered meanwhile', () => {
    joins(ola)
    presses(ola, 'Start')
    types(kari, '2')
    const { replies } = types(ola, '3')
    expect(entry('ansvarlig_rolle')).toMatchObject({ r: 1, by: 0, answer: { value: 'leder_nav' } })
    expect(replies[0]?.reply).toMatchObject({
      type: 'question',
      question: 'ansvarlig_aar',
      notes: [{ key: 'turn.overtaken' }],
    })
  })

  test('who asks to be deleted takes only their own answers along', () => {
    types(kari, '2')
    joins(ola)
    presses(ola, 'Start')
    types(ola, '25')
    types(ola, 'slett svarene mine')
    expect(entry('ansvarlig_aar')?.answer).toBeDefined()
    const { forget, session } = types(ola, 'ja')
    expect(forget).toBe(true)
    expect(session.entries.ansvarlig_aar).toEqual({ r: 2, by: 1, at: expect.any(Number) })
    expect(session.entries.ansvarlig_rolle?.answer).toBeDefined()
    expect(session.people).toEqual(['kari', ''])
  })
})

test('news of colleagues tell of no answer that was deleted', () => {
  types(kari, '2')
  joins(ola)
  presses(ola, 'Start')
  for (const text of ['slett svarene mine', 'ja']) types(kari, text)
  types(ola, 'vis svar')
  expect(ola.log.join('')).not.toContain('har svart på spørsmål')
})

describe('the start', () => {
  test('is read before anything is begun, whether «start» is typed first or a reminder is pressed', () => {
    types(ola, 'start')
    expect(ola.last?.replies).toMatchObject([{ reply: { type: 'start' }, tracked: true }])
    const per = tester(shared, 'nb', 'per')
    const { replies } = turn(per, { type: 'card', card: { s: 's1', do: 'continue', values: {} }, trigger: 'manual' })
    expect(replies).toEqual([{ reply: { type: 'start', notes: [] }, place: 'pressed' }])
    types(ola, 'start')
    expect(questionOf(ola)).toBe('ansvarlig_rolle')
  })

  test('tells a colleague how far the others have come', () => {
    walks(kari, 2)
    joins(ola)
    expect(lastText(ola)).toContain('En kollega har begynt, og dere har svart på 2 av 9 spørsmål.')
  })

  test('in the other language form at a press, and everything after it', () => {
    joins(ola)
    presses(ola, 'Nynorsk')
    expect(lastText(ola)).toContain('Det tek 10–20 minutt')
    presses(ola, 'Start')
    expect(lastText(ola)).toContain('Kva stilling har du?')
  })
})
