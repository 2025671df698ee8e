/** What units have become by way of a wave between: the two ways joined give the same as the whole one. */

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadHistory } from '../../src/questionnaire/history.ts'
import { followedBy } from '../../src/questionnaire/last-wave.ts'

const file = new URL('../../dialogs/enheter/historikk.csv', import.meta.url)
const loaded = loadHistory('historikk.csv', readFileSync(file, 'utf8'))
if ('faults' in loaded) throw new Error(JSON.stringify(loaded.faults))
const { history } = loaded
const over = (from: string, to: string) => ({
  heirs: history.heirs({ from, to }),
  borders: history.borders({ from, to }),
})

test('by way of 2021, what had been Haram is all of what became Ålesund, and is divided with it', () => {
  const joined = followedBy(over('2018-10-22', '2021-05-01'), over('2021-05-01', '2027-01-01'))
  expect(joined.heirs.get('0101')).toEqual([{ unit: '3101', isSplit: false }])
  expect(joined.heirs.get('5030')).toEqual([{ unit: '5001', isSplit: false }])
  expect(joined.heirs.get('1850')).toEqual([
    { unit: '1806', isSplit: true },
    { unit: '1875', isSplit: true },
  ])
  // The answers of 2021 are one: which part they were about is not known any more.
  expect(joined.heirs.get('1534')?.every(({ isSplit }) => isSplit)).toBe(true)
})

test.each(['2019-06-01', '2020-05-01', '2022-01-01', '2025-01-01'])(
  'borders by way of %s are those of the whole way',
  (day) => {
    const whole = over('2018-10-22', '2027-01-01')
    const joined = followedBy(over('2018-10-22', day), over(day, '2027-01-01'))
    const told = (borders: typeof whole.borders) =>
      Object.fromEntries(
        [...borders].sort().map(([unit, all]) => [unit, all.map(({ date, from, to }) => `${date} ${from} ${to}`)]),
      )
    expect(told(joined.borders)).toEqual(told(whole.borders))
  },
)

test('a unit that neither names is its own', () =>
  expect(
    followedBy({ heirs: new Map(), borders: new Map() }, { heirs: new Map(), borders: new Map() }).heirs.size,
  ).toBe(0))
