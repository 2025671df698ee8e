import { expect, test } from 'vitest'
import { accept, complete, fromCard } from '../../src/kinds/index.ts'
import { allShown, ask } from '../engine/build.ts'

const note = ask({ kind: 'info' })
const facts = allShown(note)

test('information takes no answer, from a card or typed', () => {
  expect(fromCard(note, { answer: 'ja' }, facts)).toEqual({ problem: { code: 'not_understood' } })
  expect(accept(note, { kind: 'text', value: 'ja' }, facts)).toEqual({ problem: { code: 'not_understood' } })
  expect(complete(note, { kind: 'text', value: 'ja' }, facts)).toBe(true)
})
