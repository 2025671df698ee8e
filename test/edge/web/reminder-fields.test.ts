import { expect, test } from 'vitest'
import { type Fields, fieldsIn, queryOf } from '../../../src/edge/web/admin/reminder-fields.ts'

test.each<[string, Fields]>([
  [
    'all that may be chosen',
    {
      parts: ['raadmann', 'integrering'],
      states: ['none', 'started'],
      languages: ['nb', 'neutral'],
      county: 'Sogn og Fjordane',
      units: '1401, 1411;030103',
      template: 'last_chance',
      at: '2018-11-20T09:00',
    },
  ],
  ['nothing', { parts: [], states: [], languages: [], county: '', units: '', template: '', at: '' }],
  [
    'signs of addresses',
    { parts: ['a&b'], states: ['='], languages: [], county: 'Møre+', units: 'æ ø%', template: '#', at: '?' },
  ],
])('a link to the form says what the form reads: %s', (_, fields) => {
  expect(fieldsIn(new URLSearchParams(queryOf(fields).toString()))).toEqual(fields)
})
