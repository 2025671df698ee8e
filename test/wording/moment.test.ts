/** Moments as people read them. */
import { expect, test } from 'vitest'
import { endText, momentText } from '../../src/wording/moment.ts'

test.each([
  ['2018-12-07T16:00:00+01:00', '7. desember 2018 kl. 16.00'],
  ['2018-12-21T00:00:00+01:00', '20. desember 2018 kl. 24.00'],
  ['2019-01-01T00:00:00+01:00', '31. desember 2018 kl. 24.00'],
  ['2018-07-01T00:00:00+02:00', '30. juni 2018 kl. 24.00'],
])('a deadline at %s is read as %s', (at, text) => {
  expect(endText(Date.parse(at))).toBe(text)
})

test('what begins at midnight begins a day', () => {
  expect(momentText(Date.parse('2018-12-21T00:00:00+01:00'))).toBe('21. desember 2018 kl. 00.00')
})
