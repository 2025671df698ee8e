/** One kind of turn, with the whole service killed at each boundary of it. */

import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect } from 'vitest'
import { sessionIdOf } from '../../../src/register/ids.ts'
import { counted } from '../counted.ts'
import { HANGS_MS } from '../patience.ts'
import { until } from '../until.ts'
import { wave2018 } from '../wave-2018.ts'
import { type Boundary, boundariesOf, hasComeRound, someOf, untilAtRest } from './watch.ts'
import { type WatchedService, watchedService } from './watched-service.ts'

/** Of each kind of turn; `npm run faults -- --long` takes every one. */
const MOST = Number(process.env.FAULT_BOUNDARIES ?? 5)

/** How somebody gets there, what they do, and what has to be true afterwards, killed or not. */
export type Scenario<S, T> = {
  arrive(): Promise<S>
  act(someone: S): Promise<T>
  /** Checks what is stored. `told`: what was said before the kill; `again`: does the same once more; `nth`: of the boundaries tried, 0 without a kill. */
  holds(someone: S, told: T, again: () => Promise<T>, nth: number): Promise<void>
  /** What must be true of what is said where nothing is killed. */
  isTaken?(told: T): boolean
}

/** The service of a test file, watched on all its ways. `waiting`: keys that are there as long as something is to be said or done. */
export const watchedInFile = (waiting: readonly string[]) => {
  let watched: WatchedService
  const idle = new Set<string>()
  let people = 0

  beforeAll(async () => {
    watched = await watchedService()
    watched.watch.listen()
    await until(() => hasComeRound(watched.watch.heard()), 'no round comes')
    for (const name of watched.watch.heard()) idle.add(name)
  })
  afterAll(async () => watched?.stop())

  /** Until nothing of anybody's is written any more: nothing waits to be said, done or delivered, nor is it being taken down. */
  const untilQuiet = async (): Promise<void> => {
    const left = async () => (await Promise.all(waiting.map((keys) => watched.store.keys(keys)))).flat()
    await untilAtRest(left, () => watched.watch.heard().filter((name) => !idle.has(name)).length)
  }

  /** Without harm, to learn the boundaries; the second time, as a script goes to Redis whole only the first time. */
  const learned = async <S, T>({ arrive, act, holds, isTaken }: Scenario<S, T>): Promise<Boundary[]> => {
    let boundaries: Boundary[] = []
    for (const _ of ['first', 'second']) {
      const someone = await arrive()
      await untilQuiet()
      watched.watch.listen()
      const told = await act(someone)
      expect(isTaken?.(told) ?? true).toBe(true)
      await untilQuiet()
      boundaries = boundariesOf(watched.watch.heard(), idle)
      await holds(someone, told, () => act(someone), 0)
    }
    return boundaries
  }

  const killedAt = async <S, T>(boundary: Boundary, { arrive, act, holds }: Scenario<S, T>, nth: number) => {
    const someone = await arrive()
    await untilQuiet()
    const killed = watched.watch.trap(boundary, () => void watched.service.kill())
    const acted = act(someone)
    await Promise.race([killed, wait(HANGS_MS).then(() => Promise.reject(new Error('nothing was killed')))])
    const told = await acted
    await watched.leasesEnd()
    await watched.service.start()
    await holds(someone, told, () => act(someone), nth)
  }

  return {
    get service(): WatchedService {
      return watched
    },
    /** The next person of the register whom nobody has been yet. */
    newcomer: (): { n: number; unit: string } => {
      const n = people++
      return { n, unit: watched.respondents[n]?.unit ?? '' }
    },
    /** The stored session of a unit's part for the rådmann; null: there is none. */
    sessionOf: async (unit: string): Promise<string | null> => {
      const [key = ''] = await watched.store.keys(`*:session:${sessionIdOf(wave2018, unit, 'raadmann')}`)
      return await watched.store.hget(key, 'json')
    },
    /** Learns the boundaries, kills at some of them, and counts. `least`: so many at least, unless fewer are to be tried; `kind`: what is counted beside the faults. */
    atEach: async <S, T>(name: string, scenario: Scenario<S, T>, least: number, kind: 'answers' | 'submissions') => {
      const all = await learned(scenario)
      const tried = someOf(all, MOST)
      for (const [i, boundary] of tried.entries()) {
        await killedAt(boundary, scenario, i + 1).catch((cause: unknown) => {
          throw new Error(`${boundary.side} «${boundary.name}» no. ${boundary.nth}`, { cause })
        })
      }
      expect(tried.length).toBeGreaterThanOrEqual(Math.min(MOST, least))
      const faults = tried.length
      counted(`boundaries of ${name}: ${all.length}; killed at ${faults}: ${tried.map(text).join('; ')}`, {
        ...{ faults, [kind]: faults },
      })
    },
  }
}

const text = ({ name, nth, side }: Boundary): string => `${side} ${name}${nth > 1 ? ` (${nth})` : ''}`
