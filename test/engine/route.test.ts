import { describe, expect, test } from 'vitest'
import {
  isSettled,
  next,
  numbered,
  position,
  previous,
  problemsBeforeSubmit,
  route,
  type Stop,
  setAside,
} from '../../src/engine/route.ts'
import type { Entry } from '../../src/engine/session.ts'
import { choices, chose, form, given, halden, nordstrand, rows, same, without, yesNo } from './build.ts'

const survey = form(
  [
    [
      { id: 'velkommen', kind: 'info' },
      yesNo('maal', { required: true }),
      yesNo('hvilke', { when: { question: 'maal', is: 'ja' } }),
    ],
    [yesNo('dypere', { when: { question: 'hvilke', is: 'ja' } }), yesNo('siste')],
    [yesNo('bare_bydel')],
  ],
  { 2: { unit: 'kind', is: 'bydel' } },
)

const ids = (stops: readonly Stop[]) => stops.map((stop) => stop.question.id)
const on = (entries: Record<string, Entry>) => route(survey, halden, entries)

describe('the questions that apply', () => {
  test('in order, those behind a condition only when it holds', () => {
    expect(ids(on({}))).toEqual(['velkommen', 'maal', 'siste'])
    expect(ids(on({ maal: chose('ja') }))).toEqual(['velkommen', 'maal', 'hvilke', 'siste'])
    expect(ids(route(survey, nordstrand, {}))).toEqual(['velkommen', 'maal', 'siste', 'bare_bydel'])
  })

  test('an answer on a path that no longer applies counts for nothing, and returns with the path', () => {
    const entries = { maal: chose('nei'), hvilke: chose('ja'), dypere: chose('ja') }
    expect(ids(on(entries))).toEqual(['velkommen', 'maal', 'siste'])
    expect(setAside(on(entries), entries)).toEqual(['hvilke', 'dypere'])
    const back = { ...entries, maal: chose('ja') }
    expect(ids(on(back))).toEqual(['velkommen', 'maal', 'hvilke', 'dypere', 'siste'])
    expect(setAside(on(back), back)).toEqual([])
  })
})

describe('choices and rows with conditions', () => {
  const conditional = form([
    [
      yesNo('maal'),
      {
        id: 'hvor',
        kind: 'single',
        choices: [
          ...choices('ute inne'),
          { id: 'hos_oss', text: same('Hos oss'), when: { question: 'maal', is: 'ja' } },
        ],
      },
      { id: 'etter', kind: 'info', when: { question: 'hvor', is: 'hos_oss' } },
      {
        id: 'nytte',
        kind: 'matrix',
        choices: choices('god svak'),
        rows: [...rows('alle'), { id: 'noen', text: same('Noen'), when: { question: 'maal', is: 'ja' } }],
      },
    ],
  ])
  const entries = {
    maal: chose('ja'),
    hvor: chose('hos_oss'),
    nytte: given({ kind: 'matrix', value: { alle: 'god', noen: 'svak' } }),
  }

  test('shown ones only', () => {
    const [, where, use] = route(conditional, halden, {})
    expect(where?.choiceIds).toEqual(['ute', 'inne'])
    expect(use?.rowIds).toEqual(['alle'])
  })

  test('a chosen choice that is no longer shown is asked again, and stays for later', () => {
    const changed = { ...entries, maal: chose('nei') }
    const stops = route(conditional, halden, changed)
    expect(ids(stops)).toEqual(['maal', 'hvor', 'nytte'])
    expect(stops[1]?.entry).toBeUndefined()
    expect(setAside(stops, changed)).toEqual(['hvor'])
    expect(next(conditional, stops, 'maal')?.question.id).toBe('hvor')
  })

  test('a hidden row is left out, and a new row makes the answer partial', () => {
    const hidden = route(conditional, halden, { ...entries, maal: chose('nei') })
    expect(hidden.at(-1)?.entry?.answer).toEqual({ kind: 'matrix', value: { alle: 'god' } })
    const opened = route(conditional, halden, { ...entries, nytte: given({ kind: 'matrix', value: { alle: 'god' } }) })
    expect(opened.at(-1)?.entry?.partial).toBe(true)
    expect(isSettled(opened.at(-1)?.entry)).toBe(false)
  })
})

describe('where to go', () => {
  const answered = { velkommen: { r: 1, by: 0, at: 1, read: true as const }, maal: chose('ja'), siste: chose('ja') }
  const stops = on(answered)

  test('next: the first open question after, else the first open one, else the review', () => {
    expect(next(survey, on({}))?.question.id).toBe('velkommen')
    expect(next(survey, stops, 'maal')?.question.id).toBe('hvilke')
    expect(next(survey, stops, 'siste')?.question.id).toBe('hvilke')
    expect(next(survey, on({ ...answered, hvilke: without('skipped') }), 'hvilke')).toBeUndefined()
  })

  test('next from a question that has left the route goes on from where it stood', () => {
    expect(next(survey, on({ velkommen: answered.velkommen, maal: chose('nei') }), 'hvilke')?.question.id).toBe('siste')
  })

  test('previous: the one before, answered or not', () => {
    expect(previous(survey, stops, 'hvilke')?.question.id).toBe('maal')
    expect(previous(survey, stops, 'dypere')?.question.id).toBe('hvilke')
    expect(previous(survey, stops, 'velkommen')).toBeUndefined()
  })

  test('position counts questions, not information', () => {
    expect(position(stops, 'maal')).toMatchObject({ n: 1, of: 3, answered: 2 })
    expect(position(stops, 'siste')).toMatchObject({ n: 3, of: 3, answered: 2, section: { id: 's2' } })
    expect(position(stops, 'velkommen')).toMatchObject({ n: null, of: 3 })
    expect(position(stops, 'dypere')).toBeUndefined()
  })

  test('a question is found by the number it is shown with', () => {
    expect(numbered(stops, 2)?.question.id).toBe('hvilke')
    expect([0, 4, 1.5, Number.NaN].map((n) => numbered(stops, n))).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('before submitting', () => {
  const whole = form([
    [
      { id: 'alle', kind: 'number' },
      {
        id: 'barn',
        kind: 'number',
        required: true,
        checks: [
          {
            id: 'flere',
            level: 'hard',
            when: { question: 'barn', gt: { question: 'alle' } },
            message: same('For mange'),
          },
        ],
      },
    ],
  ])
  const number = (value: number) => given({ kind: 'number', value })
  const problems = (entries: Record<string, Entry>) => problemsBeforeSubmit(route(whole, halden, entries), halden)

  test.each([
    ['a required question is open', {}, [{ question: 'barn', why: 'required' }]],
    ['a required question was skipped', { barn: without('skipped') }, [{ question: 'barn', why: 'required' }]],
    ['«vet ikke» is an answer to a required question', { barn: without('dont_know') }, []],
    ['nothing', { alle: number(10), barn: number(4) }, []],
    [
      'an earlier answer was changed',
      { alle: number(3), barn: number(4) },
      [{ question: 'barn', why: 'check', check: 'flere' }],
    ],
  ])('%s', (_name, entries, expected) => {
    expect(problems(entries)).toEqual(expected)
  })
})
