/**
 * An invitation has just reached everybody: all write, then all press, then all type, at the very same moment. Everybody is
 * answered, and nobody is told that something is wrong. How long it takes is measured by `npm run bench -- --rush`.
 */
import { afterEach, expect, test } from 'vitest'
import type { Registered } from '../support/registered.ts'
import { type Rushed, rushers, startRush } from '../support/rush.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

let whole: WholeService | undefined
afterEach(async () => {
  await whole?.stop()
  whole = undefined
})

const rushOf = async (people: readonly Registered[]) => {
  whole = await wholeService({}, people)
  return startRush({ url: whole.service.url, connector: whole.connector }, people)
}
const allServed = ({ people, unanswered, refused }: Rushed) => ({ people, unanswered, refused })

test.each([300, 500, 1_000])('%d people say their first word, begin, answer and go on at once', async (people) => {
  const rush = await rushOf(rushers(people))
  const moves = [await rush.say('hei'), await rush.press('start'), await rush.say('1'), await rush.say('fortsett')]
  expect(moves.map(allServed)).toEqual(moves.map(() => ({ people, unanswered: 0, refused: 0 })))
})

test('30 colleagues of one unit answer the same part at once', async () => {
  const [first] = rushers(1)
  const colleagues = rushers(30).map((each) => ({ ...each, unit: first?.unit ?? '', part: 'raadmann' as const }))
  const rush = await rushOf(colleagues)
  const moves = [await rush.say('hei'), await rush.press('start'), await rush.say('1'), await rush.say('hopp over')]
  expect(moves.map(allServed)).toEqual(moves.map(() => ({ people: 30, unanswered: 0, refused: 0 })))
})

test('300 people of 300 tenants', async () => {
  const tenantOf = (n: number) => `22222222-2222-4222-8222-${String(n).padStart(12, '0')}`
  const rush = await rushOf(rushers(300).map((each, n) => ({ ...each, tenantId: tenantOf(n) })))
  const moves = [await rush.say('hei'), await rush.press('start')]
  expect(moves.map(allServed)).toEqual(moves.map(() => ({ people: 300, unanswered: 0, refused: 0 })))
})
