import { expect, it } from 'vitest'
import { forgetIdle, nothingSeen } from '../../src/app/service.ts'
import { type SteadyMs, steadyNow } from '../../src/app/steady.ts'
import { newSeat, newSession } from '../../src/engine/session.ts'

it('knows nobody who has not written for more than ten minutes', () => {
  const seen = nothingSeen()
  const session = {
    json: '{}',
    value: newSession({ id: 's', wave: 'w', unitId: '1201', part: 'raadmann', version: 1 }),
  }
  for (const [who, at] of [
    ['gone', 0],
    ['here', 1],
  ] as const) {
    const seat = { json: '{}', value: newSeat({ sessionId: 's', personId: who, language: 'nb' }) }
    seen.written.set(`s:${who}`, { session, seat, at })
    const storedAt = (who === 'here' ? steadyNow() : steadyNow() - 600_001) as SteadyMs
    seen.asked.set(`s:${who}`, { group: 'g', storedAt, begunAt: null })
    seen.contacts.set(who, { reference: who, at })
    seen.principals.set(who, { at, register: '0' })
  }
  forgetIdle(seen, 600_001)
  for (const map of [seen.written, seen.asked]) expect([...map.keys()]).toEqual(['s:here'])
  for (const map of [seen.contacts, seen.principals]) expect([...map.keys()]).toEqual(['here'])
})
