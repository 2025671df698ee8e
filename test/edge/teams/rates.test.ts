import { expect, test } from 'vitest'
import { createRates } from '../../../src/edge/teams/rates.ts'

const asking = (person: number, tenant = 'a') => ({ personId: `p${person}`, tenantId: tenant })
const now = 1_000_000

const PATIENT = 60_000

/** How many of `count` turns of one person, each ended at once, are let in. */
const letIn = async (rates: ReturnType<typeof createRates>, count: number, at: number): Promise<number> => {
  let inside = 0
  for (let i = 0; i < count; i++) {
    const leave = await rates.enter(asking(1), at, PATIENT)
    if (typeof leave !== 'function') continue
    inside++
    leave()
  }
  return inside
}

test('a person has a burst, and ten a second after it', async () => {
  const rates = createRates()
  expect(await letIn(rates, 200, now)).toBe(120)
  expect(await letIn(rates, 200, now + 1_000)).toBe(10)
  expect(await letIn(rates, 200, now + 100_000)).toBe(120)
})

test('one person’s storm costs others nothing', async () => {
  const rates = createRates()
  await letIn(rates, 1_000, now)
  expect(await rates.enter(asking(2), now, PATIENT)).toBeTypeOf('function')
})

/** Lets people of `tenant` ask, and tells who is inside, in the order they came in. */
const crowd = (rates: ReturnType<typeof createRates>, people: number, tenant = 'a') => {
  const inside: { person: number; leave: () => void }[] = []
  const all = Array.from({ length: people }, (_, person) =>
    rates.enter({ personId: `${tenant} ${person}`, tenantId: tenant }, now, PATIENT).then((entered) => {
      if (typeof entered === 'function') inside.push({ person, leave: entered })
      return entered
    }),
  )
  return { inside, all }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('a tenant has so many turns at once; the rest wait and come in turn, and another tenant is not touched', async () => {
  const rates = createRates()
  const { inside, all } = crowd(rates, 2_500)
  await settled()
  expect(inside.map(({ person }) => person)).toEqual(Array.from({ length: 64 }, (_, person) => person))
  expect(await rates.enter(asking(500, 'b'), now, PATIENT)).toBeTypeOf('function')
  for (let n = 0; n < 2_500; n++) {
    inside[n]?.leave()
    await settled()
  }
  expect(inside.map(({ person }) => person)).toEqual(Array.from({ length: 2_500 }, (_, person) => person))
  expect((await Promise.all(all)).every((entered) => typeof entered === 'function')).toBe(true)
})

test('many tenants share the process in turn', async () => {
  const rates = createRates()
  const crowds = Array.from({ length: 300 }, (_, n) => crowd(rates, 3, `t${n}`))
  const inside = () => crowds.flatMap((each) => each.inside)
  await settled()
  expect(inside()).toHaveLength(256)
  for (let done = 0; done < 900; done++) {
    const [next] = inside().filter(({ leave }) => !left.has(leave))
    if (next === undefined) throw new Error('nobody is inside')
    left.add(next.leave)
    next.leave()
    await settled()
  }
  expect(inside()).toHaveLength(900)
})
const left = new Set<() => void>()

test('who cannot begin in time is told so, and keeps nobody else waiting', async () => {
  const rates = createRates()
  const { inside } = crowd(rates, 64)
  await settled()
  expect(await rates.enter(asking(500), now, 1)).toBe('crowded')
  const next = rates.enter(asking(501), now, PATIENT)
  inside[0]?.leave()
  expect(await next).toBeTypeOf('function')
})

test('who is refused is told once in ten seconds', () => {
  const rates = createRates()
  const told = [0, 1, 9_999, 10_000, 10_001].map((ms) => rates.mayTell('p1', now + ms))
  expect(told).toEqual([true, false, false, true, false])
})

test('a clock that goes back fills nothing and breaks nothing', async () => {
  const rates = createRates()
  expect(await letIn(rates, 120, now)).toBe(120)
  expect(await letIn(rates, 10, now - 60_000)).toBe(0)
})

test('so many may wait; who comes then is told so at once', async () => {
  const rates = createRates()
  crowd(rates, 64)
  await settled()
  crowd(rates, 5_000)
  await settled()
  // Who would have to wait loses to the next round of the loop.
  expect(await Promise.race([rates.enter(asking(9_999), now, PATIENT), settled()])).toBe('crowded')
  rates.close()
})

test('closed, nobody is let in, and who waits is told so', async () => {
  const rates = createRates()
  const { inside, all } = crowd(rates, 70)
  await settled()
  rates.close()
  expect(await Promise.all(all.slice(64))).toEqual(Array.from({ length: 6 }, () => 'crowded'))
  for (const { leave } of inside) leave()
  expect(await rates.enter(asking(1, 'b'), now, PATIENT)).toBe('crowded')
})
