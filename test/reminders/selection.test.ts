import { describe, expect, it } from 'vitest'
import { isChosen, type Selection, selection, unknownNames } from '../../src/reminders/selection.ts'

const bergen = {
  part: 'raadmann',
  state: 'started',
  county: 'Hordaland',
  unitId: '1201',
  unitLanguage: 'neutral',
} as const
const all: Selection = { parts: ['raadmann', 'integrering'], statuses: ['not_started', 'started'] }

describe('whom a selection takes', () => {
  it.each<[string, Selection, boolean]>([
    ['part and state', all, true],
    ['another part', { ...all, parts: ['integrering'] }, false],
    ['another state', { ...all, statuses: ['not_started'] }, false],
    ['the county, whatever its case', { ...all, counties: ['hordaland'] }, true],
    ['another county', { ...all, counties: ['Oslo'] }, false],
    ['the unit', { ...all, units: ['0301', '1201'] }, true],
    ['another unit', { ...all, units: ['0301'] }, false],
    ['the language form', { ...all, languages: ['neutral'] }, true],
    ['another language form', { ...all, languages: ['nn', 'nb'] }, false],
  ])('%s', (_, selected, expected) => {
    expect(isChosen(selected, bergen)).toBe(expected)
  })

  it.each([
    ['nothing', {}],
    ['a county that the database cannot hold', { ...all, counties: ['Os\0lo'] }],
    ['half of a surrogate pair', { ...all, counties: ['\ud800'] }],
    ['a part that the database cannot hold', { ...all, parts: ['raadmann\0'] }],
    ['no part', { parts: [], statuses: ['started'] }],
    ['an unknown state', { parts: ['raadmann'], statuses: ['asleep'] }],
    ['an unknown key', { ...all, name: 'Kari' }],
    ['a unit that is no number', { ...all, units: ['Bergen'] }],
  ])('refuses %s', (_, given) => {
    expect(selection.safeParse(given).success).toBe(false)
  })
})

describe('names that the wave does not have', () => {
  const wave = { parts: ['raadmann', 'integrering'], units: [{ id: '1201', county: 'Hordaland' }] }
  it.each<[string, Parameters<typeof unknownNames>[0], string[]]>([
    ['none', { parts: ['raadmann'], counties: ['hordaland'], units: ['1201'] }, []],
    ['a part', { parts: ['raadmann', 'ordfører'] }, ['parts.1 ordfører']],
    ['what every object has', { parts: ['constructor'] }, ['parts.0 constructor']],
    ['a county that came later', { parts: ['raadmann'], counties: ['Vestland'] }, ['counties.0 Vestland']],
    ['a unit', { parts: ['raadmann'], units: ['1201', '9999'] }, ['units.1 9999']],
  ])('%s', (_, selected, expected) => {
    expect(unknownNames(selected, wave).map(({ list, index, name }) => `${list}.${index} ${name}`)).toEqual(expected)
  })
})
