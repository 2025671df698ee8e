import { expect, test } from 'vitest'
import { reasonIn } from '../../../src/edge/teams/connector.ts'

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
