import { expect, test } from 'vitest'
import { firingCheck, withAnswer } from '../../src/engine/route.ts'
import { ask, given, halden, nordstrand, same } from './build.ts'

const children = ask({
  id: 'barn',
  kind: 'number',
  checks: [
    { id: 'mange', level: 'soft', when: { question: 'barn', gt: 100 }, message: same('Mange') },
    {
      id: 'flere',
      level: 'hard',
      when: { question: 'barn', gt: { question: 'alle' } },
      message: same('Flere enn alle'),
    },
    {
      id: 'bydel',
      level: 'soft',
      when: {
        all: [
          { unit: 'kind', is: 'bydel' },
          { question: 'barn', is: 0 },
        ],
      },
      message: same('Ingen?'),
    },
  ],
})

const fires = (value: number, all: number, unit = halden) => {
  const counted = {
    alle: given({ kind: 'number' as const, value: all }),
    barn: given({ kind: 'number' as const, value: 1 }),
  }
  return firingCheck(children, withAnswer(counted, 'barn', { kind: 'number', value }), unit)?.id
}

test('the new answer is read in place of the old one', () => {
  expect(fires(5, 10)).toBeUndefined()
  expect(fires(11, 10)).toBe('flere')
})

test('a hard check goes before a soft one', () => {
  expect(fires(101, 200)).toBe('mange')
  expect(fires(101, 10)).toBe('flere')
})

test('the unit counts too', () => {
  expect(fires(0, 10)).toBeUndefined()
  expect(fires(0, 10, nordstrand)).toBe('bydel')
})

test('information has no checks', () => {
  expect(firingCheck(ask({ kind: 'info' }), {}, halden)).toBeUndefined()
})
