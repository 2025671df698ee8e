import { expect, it } from 'vitest'
import { remember } from '../src/memory.ts'

it('forgets the oldest for a new key, and nobody for one that is there', () => {
  const map = new Map<string, number>()
  const keep = (key: string, value: number) => remember(map, key, value, 3)
  for (const [i, key] of ['a', 'b', 'c'].entries()) keep(key, i)
  keep('c', 9)
  expect([...map]).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 9],
  ])
  keep('a', 5)
  expect([...map.keys()]).toEqual(['b', 'c', 'a'])
  keep('d', 1)
  expect([...map.keys()]).toEqual(['c', 'a', 'd'])
})
