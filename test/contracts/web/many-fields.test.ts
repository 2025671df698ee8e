/** Forms of more fields than a page of ours has: what one costs does not grow with what somebody makes up. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pressedOf } from '../../../src/edge/web/form.ts'
import { lostLines, questionsIn } from '../../../src/edge/web/svar/typed.ts'
import { visitor } from '../../support/web/visitor.ts'
import { webService } from '../../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
beforeAll(async () => {
  service = await webService()
})
afterAll(() => service.stop())

/** How often the whole form is gone through. */
let reads = 0
class Counted extends URLSearchParams {
  override get(name: string) {
    reads++
    return super.get(name)
  }
  override getAll(name: string) {
    reads++
    return super.getAll(name)
  }
  override keys() {
    reads++
    return super.keys()
  }
  override [Symbol.iterator]() {
    reads++
    return super[Symbol.iterator]()
  }
}

const made = (count: number): [string, string][] =>
  Array.from({ length: count }, (_, n) => [
    [`q${n}.r`, '1'] as [string, string],
    [`q${n}.answer`, 'ja'] as [string, string],
  ]).flat()
const readsOf = (work: (form: URLSearchParams) => unknown, fields: [string, string][]) => {
  const form = new Counted(fields)
  reads = 0
  work(form)
  return reads
}

describe('a form is gone through as often, however much it holds', () => {
  it.each<[string, (form: URLSearchParams) => unknown, [string, string][]]>([
    ['the questions of a theme', questionsIn, []],
    ['what could not be stored', lostLines, [['tema', 'leder']]],
    ['what a button takes along', pressedOf, [['press', '{"do":"answer"}']]],
  ])('%s', (_what, work, first) => {
    const few = readsOf(work, [...first, ...made(2)])
    expect(few).toBeGreaterThan(0)
    expect(readsOf(work, [...first, ...made(300)])).toBe(few)
  })
})

it('values of one field are one, the last of two revisions counts, and names that are none are left out', () => {
  const form = new URLSearchParams([
    ['tall.r', '1'],
    ['tall.r', 'x'],
    ['tall.r', '2'],
    ['tall.was', 'answer=1'],
    ['tall.answer', 'a'],
    ['tall.answer', ''],
    ['tall.answer', 'b'],
    ['tall.row.en.to', '7'],
    ['tall.missing', ''],
    ['tall.missing', 'dont_know'],
    ['tall.sure', 'mine'],
    ['tall.token', 'x'],
    ['Stor.r', '1'],
    ['uten.answer', '1'],
    ['.r', '1'],
    ['__proto__.r', '1'],
  ])
  expect([...questionsIn(form)]).toEqual([
    [
      'tall',
      { r: 2, was: 'answer=1', values: { answer: 'a,b', 'row.en.to': '7' }, missing: 'dont_know', sure: 'mine' },
    ],
  ])
})

it.each(['/svar', '/svar/ut', '/svar/tema', '/svar/skjema', '/svar/sjekk', '/svar/deler'])(
  'more fields than any page has are refused at %s before anybody looks at them',
  async (path) => {
    const who = visitor(service.service.url)
    const refused = await who.post(path, [['tema', 'leder'], ...made(2_501)])
    expect(refused.status).toBe(413)
    const few = await who.post(path, [['tema', 'leder'], ...made(20)])
    expect(few.status).not.toBe(413)
  },
)
