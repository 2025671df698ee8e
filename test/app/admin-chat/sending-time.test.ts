/** When an administrator's reminder is to leave, as typed. */

import { describe, expect, test } from 'vitest'
import { wrongTimeText } from '../../../src/app/administration/panels.ts'
import { readSendingTime } from '../../../src/norwegian/sending-time.ts'

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
  expect(read(text, december)).toEqual({ rest: '', wrong: { why } })
})

describe('on Thursday 20 December at ten', () => {
  test.each([
    // With the year, and the time behind it as calendars write it.
    ['02.01.2019 10:00', '2019-01-02T10:00+01:00'],
    ['02.01.2019 10.30', '2019-01-02T10:30+01:00'],
    ['02.01.2019 10.05', '2019-01-02T10:05+01:00'],
    ['2.1.2019 kl 10', '2019-01-02T10:00+01:00'],
    ['2019-01-02 10:00', '2019-01-02T10:00+01:00'],
    ['5.1. 10.30', '2019-01-05T10:30+01:00'],
    ['5. 1. 2019 kl. 9', '2019-01-05T09:00+01:00'],
    ['2. januar 2019 8.05', '2019-01-02T08:05+01:00'],
    ['9/1 kl 8.30', '2019-01-09T08:30+01:00'],
    ['9/1 kl. 08:30', '2019-01-09T08:30+01:00'],
    // A day of the week, the next such.
    ['fredag kl 9', '2018-12-21T09:00+01:00'],
    ['på fredag', '2018-12-21T08:00+01:00'],
    ['kl. 9 fredag', '2018-12-21T09:00+01:00'],
    ['fredag 10:00', '2018-12-21T10:00+01:00'],
    ['fredag 9.30', '2018-12-21T09:30+01:00'],
    ['Laurdag klokka 9', '2018-12-22T09:00+01:00'],
    ['måndag klokken 9', '2018-12-24T09:00+01:00'],
    ['førstkommende mandag kl 9', '2018-12-24T09:00+01:00'],
    ['onsdag kl 9', '2018-12-26T09:00+01:00'],
    // With its date.
    ['fredag 21.12 kl 9', '2018-12-21T09:00+01:00'],
    ['fredag den 21. desember kl 9', '2018-12-21T09:00+01:00'],
    ['mandag 7. kl 10', '2019-01-07T10:00+01:00'],
    ['mandag den 7. kl 10', '2019-01-07T10:00+01:00'],
    ['den 7. kl 10', '2019-01-07T10:00+01:00'],
    ['onsdag, 2. januar', '2019-01-02T08:00+01:00'],
    ['tysdag 8.1.2019', '2019-01-08T08:00+01:00'],
    // «Neste», where it can be but one.
    ['neste tirsdag', '2018-12-25T08:00+01:00'],
    ['neste mandag kl. 9', '2018-12-24T09:00+01:00'],
    ['neste torsdag kl 9', '2018-12-27T09:00+01:00'],
    // From today.
    ['i dag kl 14', '2018-12-20T14:00+01:00'],
    ['i dag', december],
    ['i dag 14.30', '2018-12-20T14:30+01:00'],
    ['i morgen tidlig', '2018-12-21T08:00+01:00'],
    ['i morgon tidleg', '2018-12-21T08:00+01:00'],
    ['i morgen tidlig kl 7', '2018-12-21T07:00+01:00'],
    ['i morgen, fredag kl 9', '2018-12-21T09:00+01:00'],
    ['i overmorgen kl 9', '2018-12-22T09:00+01:00'],
    ['14:30', '2018-12-20T14:30+01:00'],
    // So many days ahead.
    ['om en uke kl 9', '2018-12-27T09:00+01:00'],
    ['om ei veke', '2018-12-27T08:00+01:00'],
    ['om to veker klokka 10', '2019-01-03T10:00+01:00'],
    ['om 3 dager kl. 9', '2018-12-23T09:00+01:00'],
    ['kl 14 om fem dagar', '2018-12-25T14:00+01:00'],
    ['om et døgn', '2018-12-21T08:00+01:00'],
    ['om 1 uke, torsdag kl 9', '2018-12-27T09:00+01:00'],
    // The day itself, where its time has passed.
    ['torsdag kl 9', '2018-12-27T09:00+01:00'],
  ])('«%s»', (text, expected) => {
    const { rest, ...found } = read(text, december)
    expect({ rest: rest.replace(/^(?:på)?[ ,]*$/u, ''), ...found }).toEqual({ rest: '', at: at(expected) })
  })

  test.each([
    ['torsdag kl 14', ['2018-12-20', '2018-12-27']],
    ['torsdag', ['2018-12-20', '2018-12-27']],
    ['neste fredag', ['2018-12-21', '2018-12-28']],
    ['neste fredag kl. 9', ['2018-12-21', '2018-12-28']],
    ['neste søndag kl 9', ['2018-12-23', '2018-12-30']],
  ])('«%s» may be either of %j, and is asked back', (text, days) =>
    expect(read(text, december)).toEqual({ rest: '', wrong: { why: 'which_day', days } }),
  )

  test.each([
    ['fredag 22.12 kl 9', '2018-12-22', 'fredag'],
    ['mandag 9. kl 10', '2019-01-09', 'mandag'],
    ['Tirsdag 2.1.2019', '2019-01-02', 'tirsdag'],
    ['i morgen lørdag', '2018-12-21', 'lørdag'],
    ['om to dager, søndag kl 9', '2018-12-22', 'søndag'],
    ['fredag 9.10', '2019-10-09', 'fredag'],
  ])('«%s»: %s is no %s, and is asked back', (text, date, weekday) =>
    expect(read(text, december)).toMatchObject({ wrong: { why: 'other_weekday', date, weekday } }),
  )

  test.each([
    ['i morgen tidlig kl 14', 'no_time'],
    ['mandag 32. kl 9', 'no_time'],
    ['fredag kl 26', 'no_time'],
    ['fredag 31.2.', 'no_time'],
    ['i dag kl 9', 'passed'],
    ['om 80 uker kl 9', 'after_closing'],
    ['9:59', 'passed'],
    ['5.1. 2020 kl 9', 'after_closing'],
  ])('«%s»: %s', (text, why) => expect(read(text, december)).toMatchObject({ wrong: { why } }))

  test.each([
    ['fredag eller mandag kl 9', 'eller mandag'],
    ['fredag formiddag', 'formiddag'],
    ['i morgen kveld kl 8', 'kveld'],
    ['kl 9 eller 10', 'eller 10'],
    ['fredag 10', '10'],
    ['2.1.2019 10', '10'],
    ['kl. 9 nå', 'nå'],
    ['9.1. 10.1.', '10.1.'],
  ])('of «%s» something is left, which the chat asks about', (text, left) =>
    expect(read(text, december).rest.replace(/\s+/gu, ' ')).toBe(left),
  )

  test.each(['10.12', '1201', '0301 16', 'kl 1201', 'Os 10.30'])('«%s» alone is no time of day', (text) => {
    const found = read(text, december)
    expect('at' in found ? found.at : null).toBeNull()
  })
})

test.each([
  ['friday at eight', '2018-12-21T08:00+01:00', 'fredag kl 9', ['2018-12-21', '2018-12-28']],
  ['friday at ten', '2018-12-21T10:00+01:00', 'fredag kl 9', '2018-12-28T09:00+01:00'],
  ['friday', '2018-12-21T10:00+01:00', 'neste fredag kl 9', '2018-12-28T09:00+01:00'],
  ['sunday', '2018-12-23T10:00+01:00', 'neste mandag kl 9', '2018-12-24T09:00+01:00'],
  ['monday', '2018-12-17T10:00+01:00', 'neste mandag kl 9', '2018-12-24T09:00+01:00'],
  ['the night before summer time', '2019-03-30T10:00+01:00', 'i morgen kl 9', '2019-03-31T09:00+02:00'],
])('on a %s «%s»', (_, now, text, expected) => {
  const found = read(text, now, '2019-06-01T16:00+02:00')
  if (typeof expected === 'string') expect(found).toEqual({ rest: '', at: at(expected) })
  else expect(found).toEqual({ rest: '', wrong: { why: 'which_day', days: expected } })
})

test.each([
  ['nb', 'Mener du 20. desember 2018 eller 27. desember 2018? Skriv datoen, for eksempel «20. desember kl. 9».'],
  ['nn', 'Meiner du 20. desember 2018 eller 27. desember 2018? Skriv datoen, til dømes «20. desember kl. 9».'],
] as const)('what is asked back is a question, in %s', (language, text) => {
  const closes = at('2019-02-01T16:00+01:00')
  expect(wrongTimeText(language, { why: 'which_day', days: ['2018-12-20', '2018-12-27'] }, closes)).toBe(text)
  const other = wrongTimeText(language, { why: 'other_weekday', date: '2018-12-22', weekday: 'fredag' }, closes)
  expect(other).toMatch(/22\. desember 2018 er ikk(?:e en|je ein) fredag/u)
})

test('what is said besides stays, and no time is now', () => {
  expect(read('Bergen ikke begynt 5.1. kl. 9', december)).toMatchObject({ rest: 'Bergen ikke begynt' })
  expect(read('1201 nå', december)).toEqual({ rest: '1201', at: null })
  expect(read('Mandal', december)).toEqual({ rest: 'Mandal', at: null })
})
