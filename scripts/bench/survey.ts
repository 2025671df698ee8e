/** Who walks, and which way: everybody of the 2018 survey whose unit writes bokmål, both parts. */

import { sessionIdOf } from '../../src/register/ids.ts'
import { objectIdOf, type Registered, tenantId } from '../../test/support/registered.ts'
import { closesAt, opensAt, questionnaires, units, wave } from '../../test/support/survey-2018.ts'
import type { Walker } from './messages.ts'
import { type Manner, type WalkTurn, walkThrough } from './walks.ts'

const kommuner = units.filter(({ kind, language }) => kind === 'kommune' && language !== 'nn')
const parts = ['raadmann', 'integrering'] as const
type Part = (typeof parts)[number]
type To = 'review' | 'receipt'

/** The walk's name: which part, how, and where it ends. */
export const walkName = (part: Part, manner: Manner, to: To): string => `${part} ${manner} ${to}`

/** Person 2n answers one part of the n-th unit, person 2n + 1 the other. */
export const people: readonly Registered[] = kommuner.flatMap(({ id }, n) =>
  parts.map((part, i) => ({ unit: id, part, tenantId, objectId: objectIdOf(2 * n + i) })),
)

/** Everybody, taking turns between the parts. */
export const walkers = (manner: Manner, to: To): Walker[] =>
  people.map(({ unit, part, objectId }) => ({
    ...{ objectId, sessionId: sessionIdOf(wave.id, unit, part) },
    walk: walkName(part, manner, to),
  }))

/** Every walk there is. Units differ in what may be asked of them; the bench goes where no check depends on it. */
export const allWalks = (): Record<string, WalkTurn[]> => {
  const [unit] = kommuner
  if (unit === undefined) throw new Error('no units')
  const world = {
    ...{ wave, unit, opensAt, closesAt },
    now: opensAt + 1,
    newId: '7e0f2f9a-8f0a-4a51-9a3f-0c5d3e1b2a77',
  }
  return Object.fromEntries(
    parts.flatMap((part) =>
      (['typed', 'card'] as const).flatMap((manner) =>
        (['review', 'receipt'] as const).map((to) => {
          const questionnaire = questionnaires.find((each) => each.part === part)
          if (questionnaire === undefined) throw new Error(`no part ${part}`)
          return [walkName(part, manner, to), walkThrough({ ...world, questionnaire }, manner, to)] as const
        }),
      ),
    ),
  )
}
