import { expect, test } from 'vitest'
import { retryAfterMs } from '../../../src/edge/http/retry-after.ts'

test('Retry-After in seconds and as a date', () => {
  const now = Date.parse('2018-11-13T10:00:00Z')
  expect(retryAfterMs('1.5', now)).toBe(1500)
  expect(retryAfterMs('Tue, 13 Nov 2018 10:01:00 GMT', now)).toBe(60_000)
  expect(retryAfterMs('Tue, 13 Nov 2018 09:00:00 GMT', now)).toBe(0)
  expect(retryAfterMs('soon', now)).toBeNull()
  expect(retryAfterMs(undefined, now)).toBeNull()
})
