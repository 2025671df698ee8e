/** How far a unit is with a part, as lists and pages tell it. */
import { expect, it } from 'vitest'
import { partProgress } from '../../src/app/progress.ts'
import { newSession } from '../../src/engine/session.ts'
import { surveyOf } from '../support/two-waves.ts'

const survey = await surveyOf('forst')
const [unit] = survey.units.values()
const [part = ''] = Object.keys(survey.wave.parts)
if (unit === undefined) throw new Error('no unit')
const noon = Date.parse('2018-11-19T12:00:00Z')
const toldOf = (startedAt: number | null, sentInAt: number) => {
  const about = { id: 's', wave: survey.wave.id, unitId: unit.id, part, version: 1 }
  const session = { type: 'read', value: { ...newSession(about), startedAt, state: 'submitted' } } as const
  const counts = { answers: 1, rows: [], missing: {} }
  const submitted = { unitId: unit.id, part, complete: true, at: sentInAt, delivered: true, counts }
  return partProgress(survey, { unit, part }, { session, submitted })
}

it.each([0, 1, 499, 795, 999, 1000, 61_001])(
  '%i ms after the whole second nothing is sent in before it was begun',
  (ms) => {
    // As the document says it: to the second.
    const told = toldOf(noon + ms, Math.floor((noon + ms) / 1000) * 1000)
    expect(told.startedAt).toBe(told.submittedAt)
  },
)

it('is not begun where nothing was answered', () => {
  expect(toldOf(null, noon).startedAt).toBeNull()
})
