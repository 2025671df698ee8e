import { describe, expect, it } from 'vitest'
import { easterSunday, holidaysOf } from '../../src/reminders/calendar.ts'

describe('Easter Sunday', () => {
  it.each([
    [2015, 4, 5],
    [2016, 3, 27],
    [2017, 4, 16],
    [2018, 4, 1],
    [2019, 4, 21],
    [2020, 4, 12],
    [2021, 4, 4],
    [2022, 4, 17],
    [2023, 4, 9],
    [2024, 3, 31],
    [2025, 4, 20],
    [2026, 4, 5],
    [2027, 3, 28],
    [2028, 4, 16],
    [2029, 4, 1],
    [2030, 4, 21],
    [2031, 4, 13],
    [2032, 3, 28],
    [2033, 4, 17],
    [2034, 4, 9],
  ])('%i', (year, month, day) => {
    expect(easterSunday(year)).toEqual({ month, day })
  })
})

describe('Norwegian holidays', () => {
  it('are twelve days, those that move following Easter', () => {
    expect([...holidaysOf(2018)].sort()).toEqual([
      '2018-01-01',
      '2018-03-29',
      '2018-03-30',
      '2018-04-01',
      '2018-04-02',
      '2018-05-01',
      '2018-05-10',
      '2018-05-17',
      '2018-05-20',
      '2018-05-21',
      '2018-12-25',
      '2018-12-26',
    ])
  })

  it('do not count twice when two fall on one day', () => {
    // Ascension Day on 1 May.
    expect(holidaysOf(2008).size).toBe(11)
  })

  it.each(['2018-12-24', '2018-12-31', '2018-03-31'])('%s is none', (date) => {
    expect(holidaysOf(2018).has(date)).toBe(false)
  })
})
