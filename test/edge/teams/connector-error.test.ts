import { expect, test } from 'vitest'
import { reasonIn, retryAfterMs } from '../../../src/edge/teams/connector-error.ts'

test.each([
  ['{"error":{"code":"Throttled","message":"text"}}', 'Throttled'],
  ['{"errorCode":209,"message":"{\\"subCode\\":\\"MessageWritesBlocked\\"}"}', 'MessageWritesBlocked'],
  ['{"errorCode":209,"message":"no JSON"}', '209'],
  ['{"error":{"code":"A text with Ola Nordmann"}}', 'AtextwithOlaNordmann'],
  ['<html>', null],
  ['null', null],
  ['', null],
])('the code in %s is %s', (body, code) => {
  expect(reasonIn(body)).toBe(code)
})

test('Retry-After in seconds and as a date', () => {
  const now = Date.parse('2018-11-13T10:00:00Z')
  expect(retryAfterMs('1.5', now)).toBe(1500)
  expect(retryAfterMs('Tue, 13 Nov 2018 10:01:00 GMT', now)).toBe(60_000)
  expect(retryAfterMs('Tue, 13 Nov 2018 09:00:00 GMT', now)).toBe(0)
  expect(retryAfterMs('soon', now)).toBeNull()
  expect(retryAfterMs(undefined, now)).toBeNull()
})
