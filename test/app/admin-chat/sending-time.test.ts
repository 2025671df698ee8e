/** When an administrator's reminder is to leave, as typed. */

import { expect, test } from 'vitest'
import { readSendingTime } from '../../../src/norwegian/administrator.ts'

const at = (iso: string) => Date.parse(iso)
const read = (text: string, now: string, closesAt = '2019-02-01T16:00+01:00') =>
  readSendingTime(text, { now: at(now), closesAt: at(closesAt), from: '08:00' })

const december = '2018-12-20T10:00+01:00'

test.each([
  ['5.1. kl. 9', '2019-01-05T09:00+01:00'],
  ['5/1 kl 9', '2019-01-05T09:00+01:00'],
  ['05.01 kl. 09.30', '2019-01-05T09:30+01:00'],
  ['5. januar', '2019-01-05T08:00+01:00'],
  ['den 5. jan kl. 13', '2019-01-05T13:00+01:00'],
  ['5. januar 2019 kl. 9', '2019-01-05T09:00+01:00'],
  ['5.1.19', '2019-01-05T08:00+01:00'],
  ['2019-01-05', '2019-01-05T08:00+01:00'],
  ['21.12.', '2018-12-21T08:00+01:00'],
  ['31.12. kl. 12', '2018-12-31T12:00+01:00'],
  ['20.12.', december],
  ['20.12. kl. 11', '2018-12-20T11:00+01:00'],
  ['i morgon kl. 9', '2018-12-21T09:00+01:00'],
  ['kl. 14', '2018-12-20T14:00+01:00'],
  ['29.2.', '2020-02-29T08:00+01:00', '2020-06-01T00:00+02:00'],
])('«%s» on 20 December is the next such time', (text, expected, closesAt?: string) => {
  expect(read(text, december, closesAt)).toEqual({ rest: '', at: at(expected) })
})

test.each([
  ['5.2. kl. 9', 'after_closing'],
  ['1.2. kl. 16', 'after_closing'],
  ['10. mars', 'after_closing'],
  ['5.1.2020', 'after_closing'],
  ['10.12. kl. 9', 'passed'],
  ['1. november', 'passed'],
  ['20.12. kl. 9', 'passed'],
  ['5.1.2018', 'passed'],
  ['2018-12-19', 'passed'],
  ['kl. 9', 'passed'],
  ['31.2.', 'no_time'],
  ['5.13. kl. 9', 'no_time'],
  ['kl. 25', 'no_time'],
  ['29.2.2019', 'no_time'],
])('«%s» on 20 December: %s', (text, why) => {
  expect(read(text, december)).toEqual({ rest: '', wrong: why })
})

test('what is said besides stays, and no time is now', () => {
  expect(read('Bergen ikke begynt 5.1. kl. 9', december)).toMatchObject({ rest: 'Bergen ikke begynt' })
  expect(read('1201 nå', december)).toEqual({ rest: '1201', at: null })
  expect(read('Mandal', december)).toEqual({ rest: 'Mandal', at: null })
})
