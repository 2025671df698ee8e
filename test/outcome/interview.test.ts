/** The one rule of complete, partial and break-off (AAPOR, Standard Definitions: 80 and 50 per cent). */
import { describe, expect, it } from 'vitest'
import { answeringOf, countsOf, interviewIn, interviewOf } from '../../src/outcome/interview.ts'
import { wave as waveSchema } from '../../src/questionnaire/wave.ts'
import { wave } from '../support/survey-2018.ts'

const line = { complete: 80, partial: 50 }

describe('what an interview is', () => {
  it.each([
    ['sent in', 20, 20, 'complete'],
    ['sent in', 16, 20, 'complete'],
    ['sent in', 15, 20, 'partial'],
    ['sent in', 10, 20, 'partial'],
    ['sent in', 9, 20, 'break_off'],
    ['sent in', 1, 20, 'break_off'],
    ['sent in', 0, 20, 'break_off'],
    // Nobody stands for it yet.
    ['not sent in', 20, 20, 'partial'],
    ['not sent in', 10, 20, 'partial'],
    ['not sent in', 9, 20, 'break_off'],
    ['not sent in', 0, 20, null],
    // 79.17 per cent: no rounding up.
    ['sent in', 19, 24, 'partial'],
    ['sent in', 0, 0, 'complete'],
  ] as const)('%s, %i of %i: %s', (sent, answered, of, expected) => {
    expect(interviewOf({ sentIn: sent === 'sent in', answered, of }, line)).toBe(expected)
  })

  it('has the line that the wave draws', () => {
    expect(interviewOf({ sentIn: true, answered: 15, of: 20 }, { complete: 75, partial: 25 })).toBe('complete')
    expect(interviewOf({ sentIn: true, answered: 5, of: 20 }, { complete: 75, partial: 25 })).toBe('partial')
    expect(interviewOf({ sentIn: true, answered: 19, of: 20 }, { complete: 100, partial: 100 })).toBe('break_off')
  })

  it('is AAPOR’s where the wave says nothing, and no line below the other is taken', () => {
    const { interview: _, ...rest } = wave
    expect(waveSchema.parse(rest).interview).toEqual(line)
    expect(waveSchema.parse({ ...rest, interview: { complete: 90 } }).interview).toEqual({ complete: 90, partial: 50 })
    expect(waveSchema.safeParse({ ...rest, interview: { complete: 40, partial: 50 } }).success).toBe(false)
    expect(waveSchema.safeParse({ ...rest, interview: { complete: 0 } }).success).toBe(false)
  })
})

describe('how much of a submission is answered', () => {
  const text = { kind: 'text', value: 'x' }

  it.each([
    ['«vet ikke» and «ikke aktuelt» are answers', { a: text }, { b: 'dont_know', c: 'not_applicable' }, 3, 3],
    ['skipped is none', { a: text }, { b: 'skipped', c: 'skipped' }, 1, 3],
    ['not reached is none', { a: text }, { b: 'not_reached' }, 1, 2],
    ['what was not asked does not apply', { a: text }, { b: 'not_asked', c: 'not_asked' }, 1, 1],
    ['nothing at all', {}, { a: 'skipped', b: 'skipped' }, 0, 2],
    ['a whole matrix', { a: { kind: 'matrix', missing: { r1: 'dont_know' } } }, {}, 1, 1],
    ['a matrix with open rows', { a: { kind: 'matrix', missing: { r1: 'skipped', r2: 'dont_know' } } }, {}, 0, 1],
  ] as const)('%s', (_, answers, missing, answered, of) => {
    expect(answeringOf(countsOf({ answers, missing }))).toEqual({ answered, of })
  })

  it('decides, not that it was sent in', () => {
    const missing = { b: 'skipped', c: 'skipped', d: 'skipped' } as const
    expect(interviewIn({ complete: true, answers: {}, missing }, line)).toBe('break_off')
    expect(interviewIn({ complete: true, answers: { a: text }, missing }, line)).toBe('break_off')
    expect(interviewIn({ complete: false, answers: { a: text }, missing: {} }, line)).toBe('partial')
    expect(interviewIn({ complete: false, answers: {}, missing }, line)).toBe(null)
  })
})
