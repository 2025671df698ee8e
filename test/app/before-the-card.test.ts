/** What is typed on a page is told from the card it answers by the same clock as what is typed in the chat. */

import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { asking, readAsked, toBeAsked } from '../../src/app/conversation/asked-before.ts'
import type { OutboxGroup, StoredTurn } from '../../src/app/ports/progress.ts'
import { type Deps, nothingSeen } from '../../src/app/service.ts'
import { envelopeOf } from '../../src/app/web/web-page.ts'

const place = { sessionId: 's', personId: 'p' }
const who = {
  ...{ person: { personId: 'p', tenantId: '', objectId: '' }, chat: null },
  ...{ sessionId: 's', unitId: '1201', part: 'raadmann', wave: 'w', endsAt: Number.POSITIVE_INFINITY },
}
const typedNow = () => envelopeOf(who, { locale: 'nb' }, { sessionId: 's', activityId: 'a' })
const group = { ...place, id: 'g', at: 0, placed: [] } as unknown as OutboxGroup
const pendingOf = (pending: string | null, tookMs: number | null = null): StoredTurn => ({
  ...{ session: null, seat: null, cardId: null, typed: null },
  asked: { pending, group: pending === null ? 'g' : null, tookMs },
})
const depsWith = (reads: StoredTurn[] = []) => ({
  seen: nothingSeen(),
  // As the service waits: time goes by while a card of another process is on its way.
  pause,
  progress: { readTurn: async () => reads.shift() ?? pendingOf(null, 0) },
})
const earlyIn = async (deps: ReturnType<typeof depsWith>, first: StoredTurn, envelope = typedNow()) =>
  (await readAsked(deps as unknown as Deps, envelope, { sessionId: 's', first, look: first.asked })).early

it('typed on a page before the card of this process began to be sent: no answer to it', async () => {
  const deps = depsWith()
  const envelope = typedNow()
  toBeAsked(deps, group)
  asking(deps, group)
  expect(await earlyIn(deps, pendingOf('g'), envelope)).toBe(true)
})

it('typed on a page after the card of this process began to be sent: an answer', async () => {
  const deps = depsWith()
  toBeAsked(deps, group)
  asking(deps, group)
  expect(await earlyIn(deps, pendingOf('g'))).toBe(false)
})

it('a card of another process, sent at once and told later: what came after it is an answer', async () => {
  const reads = [pendingOf('g'), pendingOf('g'), pendingOf(null, 0)]
  expect(await earlyIn(depsWith(reads), pendingOf('g'))).toBe(false)
})

it('a card of another process that took longer than the text has been here: no answer', async () => {
  expect(await earlyIn(depsWith([pendingOf(null, 60_000)]), pendingOf('g'))).toBe(true)
})
