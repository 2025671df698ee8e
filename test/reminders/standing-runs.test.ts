import { describe, expect, it } from 'vitest'
import { dueRun, nextRun, standingRuns } from '../../src/reminders/calendar.ts'

const rules = { window: { from: '08:00', to: '16:00' }, quietDays: ['2018-11-30'] }
const plan = {
  opensAt: Date.parse('2018-10-22T08:00+02:00'),
  closesAt: Date.parse('2018-12-07T16:00+01:00'),
  daysBeforeClosing: [2, 14, 7],
}
const runs = standingRuns(plan, rules)
const at = (iso: string) => Date.parse(iso)

describe('the days of standing reminders', () => {
  it('are counted back from closing, and held to the next working day', () => {
    expect(runs.map(({ days, at: ms }) => [days, new Date(ms).toISOString()])).toEqual([
      [14, '2018-11-23T07:00:00.000Z'],
      [7, '2018-12-03T07:00:00.000Z'],
      [2, '2018-12-05T07:00:00.000Z'],
    ])
  })

  it.each([
    ['at midnight after the last day', '2018-12-08T00:00+01:00'],
    ['in the last minute of the last day', '2018-12-07T23:59+01:00'],
    ['in the morning of the last day', '2018-12-07T08:00:01+01:00'],
  ])('are counted back from the last day itself: closing %s', (_, closesAt) => {
    const counted = standingRuns({ ...plan, closesAt: at(closesAt) }, { ...rules, quietDays: [] })
    expect(counted.map((run) => new Date(run.at).toISOString())).toEqual([
      '2018-11-23T07:00:00.000Z',
      '2018-11-30T07:00:00.000Z',
      '2018-12-05T07:00:00.000Z',
    ])
  })

  it('hold over a clock change and a new year', () => {
    const closing = (closesAt: string, days: number) =>
      standingRuns({ opensAt: 0, closesAt: at(closesAt), daysBeforeClosing: [days] }, rules).map(({ at: ms }) =>
        new Date(ms).toISOString(),
      )
    expect(closing('2018-10-29T00:00+01:00', 2)).toEqual(['2018-10-26T06:00:00.000Z'])
    expect(closing('2019-01-10T00:00+01:00', 7)).toEqual(['2019-01-02T07:00:00.000Z'])
    expect(closing('2019-04-01T00:00+02:00', 3)).toEqual(['2019-03-28T07:00:00.000Z'])
  })

  it('are eight by the clock on the wall on both sides of a clock change', () => {
    const over = standingRuns(
      { ...plan, opensAt: 0, closesAt: at('2018-11-01T12:00+01:00'), daysBeforeClosing: [7, 2] },
      rules,
    )
    expect(over.map((run) => new Date(run.at).toISOString())).toEqual([
      '2018-10-25T06:00:00.000Z',
      '2018-10-30T07:00:00.000Z',
    ])
  })

  it('leave out what lies before the opening or is held past the closing', () => {
    const few = standingRuns({ ...plan, daysBeforeClosing: [60, 0, 14, 14] }, rules)
    expect(few.map((run) => run.days)).toEqual([14, 0])
    expect(standingRuns({ ...plan, closesAt: at('2018-12-09T16:00+01:00'), daysBeforeClosing: [1] }, rules)).toEqual([])
  })
})

describe('the run to begin now', () => {
  it.each([
    ['before the first', '2018-11-23T07:59:59+01:00', 0, null],
    ['at its time', '2018-11-23T08:00+01:00', 0, 14],
    ['a day late', '2018-11-24T12:00+01:00', 0, 14],
    ['after a standstill over two of them: only the newest', '2018-12-05T09:00+01:00', 0, 2],
    ['switched on after it was due', '2018-11-24T12:00+01:00', at('2018-11-24T10:00+01:00'), null],
    ['switched on before it was due', '2018-12-03T09:00+01:00', at('2018-11-24T10:00+01:00'), 7],
  ])('%s', (_, now, onSince, expected) => {
    expect(dueRun(runs, { now: at(now), onSince })?.days ?? null).toBe(expected)
  })

  it('and the next one', () => {
    expect(nextRun(runs, at('2018-11-23T08:00+01:00'))?.days).toBe(7)
    expect(nextRun(runs, at('2018-12-06T08:00+01:00'))).toBe(null)
  })
})
