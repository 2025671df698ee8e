import { beforeAll, describe, expect, it } from 'vitest'
import type { Survey } from '../../src/app/service.ts'
import { newSeat, newSession, type World } from '../../src/engine/session.ts'
import { step } from '../../src/engine/step.ts'
import { openSurvey } from '../../src/start/survey.ts'
import { wave2018 } from '../support/wave-2018.ts'

let survey: Survey
beforeAll(async () => {
  const found = await openSurvey({ wave: wave2018, opensAt: null, closesAt: null })
  if (!found.ok) throw new Error('the wave is faulty')
  survey = found.survey
})

const said = (text: string, now: string) => {
  const questionnaire = survey.questionnaires.get('raadmann')?.get(1)
  const unit = survey.units.get('1201')
  if (questionnaire === undefined || unit === undefined) throw new Error('not in the wave')
  const { wave, opensAt, closesAt } = survey
  const world: World = { questionnaire, wave, opensAt, closesAt, unit, now: Date.parse(now), newId: 'id' }
  const session = newSession({ id: 's', wave: wave.id, unitId: '1201', part: 'raadmann', version: 1 })
  const seat = newSeat({ sessionId: 's', personId: 'p', language: 'nb' })
  return step(world, { session, seat }, { type: 'text', text })
}

describe('«minn meg …» in the chat', () => {
  it.each([
    ['minn meg i morgen', '2018-11-14T10:00+01:00', '2018-11-15T08:00+01:00'],
    ['Minn meg på mandag!', '2018-11-14T10:00+01:00', '2018-11-19T08:00+01:00'],
    ['minn meg måndag', '2018-11-14T10:00+01:00', '2018-11-19T08:00+01:00'],
    ['minn meg i morgon', '2018-11-16T10:00+01:00', '2018-11-19T08:00+01:00'],
    ['minn meg på 20.11.', '2018-11-14T10:00+01:00', '2018-11-20T08:00+01:00'],
    ['minn meg 24. november', '2018-11-14T10:00+01:00', '2018-11-26T08:00+01:00'],
  ])('%s', (text, now, expected) => {
    const outcome = said(text, now)
    expect(outcome.effects).toEqual([{ type: 'opt_in' }, { type: 'snooze', until: Date.parse(expected) }])
    expect(outcome.replies).toMatchObject([{ reply: { type: 'notes', notes: [{ key: 'turn.snooze' }] } }])
  })

  it.each([
    ['opt_out', ['meld av', 'Meld meg av.', 'ikke minn meg', 'ikkje minn meg', 'ikke påminn meg', 'påminningar av']],
    ['opt_in', ['meld på', 'Meld meg på!', 'minn meg igjen', 'minn meg att', 'påminnelser på', 'slå på påminningar']],
  ])('%s', (type, texts) => {
    for (const text of texts) {
      expect([text, said(text, '2018-11-14T10:00+01:00').effects]).toEqual([text, [{ type }]])
    }
  })

  it('promises nothing after the survey has closed', () => {
    const outcome = said('minn meg på mandag', '2018-12-06T10:00+01:00')
    expect(outcome.effects).toBeUndefined()
    expect(outcome.replies).toMatchObject([{ reply: { notes: [{ key: 'turn.snooze_too_late' }] } }])
  })

  it.each([
    ['minn meg på 5.1.', 'turn.snooze_too_late'],
    ['minn meg på 14.11.', 'turn.snooze_too_late'],
    ['minn meg på 13.11.2018', 'turn.snooze_passed'],
    ['minn meg på 14.11.2018', 'turn.snooze_passed'],
  ])('%s: said why not', (text, key) => {
    const outcome = said(text, '2018-11-14T10:00+01:00')
    expect(outcome.effects).toBeUndefined()
    expect(outcome.replies).toMatchObject([{ reply: { notes: [{ key }] } }])
  })

  it('is heard only as a whole message', () => {
    expect(said('vil du minn meg i morgen om møtet', '2018-11-14T10:00+01:00').effects).toBeUndefined()
  })
})
