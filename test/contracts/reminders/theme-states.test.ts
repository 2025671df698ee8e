/** What was passed on by theme: administrators see how far it is, by API, and nothing of what was answered. */

import { randomBytes, randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { openRegister } from '../../../src/edge/sql/register.ts'
import { type Entry, newSession, type Session } from '../../../src/engine/session.ts'
import { sessionText } from '../../../src/engine/stored.ts'
import type { Answer } from '../../../src/questionnaire/answer.ts'
import { hashCode } from '../../../src/register/code.ts'
import { sessionIdOf } from '../../../src/register/ids.ts'
import { answeredDesks, type Opened } from '../../support/reminders/answered.ts'

const openedAnew = answeredDesks()
let opened: Opened
beforeEach(async () => {
  opened = await openedAnew()
})

const passOn = async (part: string, section: string | null) => {
  const { desk, per } = opened
  const id = randomUUID()
  const made = await openRegister(desk.sql, { wave: desk.survey.wave.id }).delegate({
    ...{ id, unitId: '1201', part, name: 'Nils Kollega', by: per.personId },
    ...(section === null ? {} : { section }),
    ...{ hash: hashCode(randomBytes(12).toString('hex')), at: new Date(desk.clock.at) },
    expiresAt: new Date(desk.clock.at + 1e9),
  })
  expect(made).toBe('made')
  return id
}

let rev = 0
beforeEach(() => {
  rev = 0
})

const store = async (
  part: string,
  json: (about: Pick<Session, 'id' | 'wave' | 'unitId' | 'part' | 'version'>) => string,
) => {
  const { desk } = opened
  const sessionId = sessionIdOf(desk.survey.wave.id, '1201', part)
  const about = { id: sessionId, wave: desk.survey.wave.id, unitId: '1201', part, version: 1 }
  rev += 1
  const stored = await desk.deps.progress.commit({
    ...{ sessionId, personId: 'p', activityId: randomUUID(), now: desk.clock.at, group: null },
    ...{ expectSessionRev: rev === 1 ? null : rev - 1, expectSeatRev: null, session: { rev, json: json(about) } },
  })
  expect(stored.type).toBe('committed')
}

type Given = Record<string, Answer | Pick<Entry, 'answer' | 'partial' | 'missing'>>
const answer = async (part: string, given: Given, state: Session['state'] = 'started') =>
  await store(part, (about) => {
    const entries = Object.entries(given).map(([id, one]): [string, Entry] => [
      id,
      { r: 1, by: 0, at: opened.desk.clock.at, ...('kind' in one ? { answer: one } : one) },
    ])
    const session = { ...newSession(about), rev, state, people: ['p'], startedAt: opened.desk.clock.at }
    return sessionText({ ...session, entries: Object.fromEntries(entries) })
  })

const single = (value: string): Answer => ({ kind: 'single', value })
const listed = async () => {
  const { json } = await opened.api.get('respondents', await opened.api.issuer.token())
  return new Map<string, { theme: { id: string; title: { nb: string }; state: string } | null }>(
    json.respondents.map((one: { id: string }) => [one.id, one]),
  )
}
const stateOf = async (id: string) => (await listed()).get(id)?.theme?.state

it('a theme has not begun, has begun and is finished; who was asked about the whole part has none', async () => {
  const id = await passOn('raadmann', 'tolk')
  const whole = await passOn('raadmann', null)
  expect((await listed()).get(id)?.theme).toEqual({
    ...{ id: 'tolk', title: { nb: 'Bruk av tolk', nn: 'Bruk av tolk' } },
    state: 'not_started',
  })
  await answer('raadmann', { leder_aar: { kind: 'number', value: 3 } })
  expect(await stateOf(id)).toBe('not_started')
  await answer('raadmann', { tolk_retningslinjer: single('ja') })
  expect(await stateOf(id)).toBe('started')
  await answer('raadmann', { tolk_retningslinjer: single('nei') })
  expect(await stateOf(id)).toBe('finished')
  await answer('raadmann', { tolk_retningslinjer: { missing: 'skipped' } })
  expect(await stateOf(id)).toBe('finished')
  expect((await listed()).get(whole)?.theme).toBeNull()
  expect((await listed()).get(opened.per.respondentId)?.theme).toBeNull()
})

it('a table that is half filled in has begun', async () => {
  const id = await passOn('integrering', 'imdi_i_dag')
  await answer('integrering', {
    imdi_kontakt: single('ja'),
    imdi_nytte: { answer: { kind: 'matrix', value: { kunnskapsdeling: 'god' } }, partial: true },
  })
  expect(await stateOf(id)).toBe('started')
})

it.each(['selv', 'gjennom_andre', 'ikke_aktuelt'])(
  'a theme that an earlier answer («%s») leads to, or not, has not begun either way',
  async (value) => {
    const id = await passOn('integrering', 'resultater')
    await answer('integrering', { introprogram: single(value) })
    expect(await stateOf(id)).toBe('not_started')
    // Nor does it tell when it was touched and is on the route no more.
    await answer('integrering', { introprogram: single(value), resultatmaal: single('nei') })
    expect(['started', 'finished']).toContain(await stateOf(id))
  },
)

it.each([
  ['submitted', 'finished'],
  // What was sent in held all that applied: «ikke begynt» would tell that this did not.
  ['reopened', 'finished'],
  ['closed_partial', 'not_started'],
] as const)('in a part that is %s, one that was not asked is %s', async (state, expected) => {
  const id = await passOn('integrering', 'resultater')
  await answer('integrering', { introprogram: single('ikke_aktuelt') }, state)
  expect(await stateOf(id)).toBe(expected)
})

/** A part that was sent in at 1,000 and opened again; `at`: when each was answered. */
const reopened = async (part: string, given: Record<string, [Answer, number]>) =>
  await store(part, (about) => {
    const entries = Object.entries(given).map(([id, [one, at]]): [string, Entry] => [
      id,
      { r: 1, by: 0, at, answer: one },
    ])
    const sentIn = { ...newSession(about), rev, people: ['p'], startedAt: 1 }
    const submission = { id: randomUUID(), revision: 1, at: 1_000, by: 0 }
    return sessionText({ ...sentIn, state: 'reopened' as const, submission, entries: Object.fromEntries(entries) })
  })
const [BEFORE, SINCE] = [900, 1_100]

it.each([
  ['nobody has touched it, and a changed answer leads to it', { introprogram: [single('selv'), SINCE] }, 'finished'],
  ['nobody has touched it, and nothing was changed', { introprogram: [single('ikke_aktuelt'), BEFORE] }, 'finished'],
  [
    'it was answered before it was sent in, and what was changed elsewhere leads to more of it',
    { introprogram: [single('selv'), SINCE], resultatmaal: [single('ja'), BEFORE] },
    'finished',
  ],
  [
    'somebody has begun to answer it since',
    { introprogram: [single('selv'), SINCE], resultatmaal: [single('ja'), SINCE] },
    'started',
  ],
] as const)('of a theme in a part that was opened again: %s', async (_, given, expected) => {
  const id = await passOn('integrering', 'resultater')
  await reopened('integrering', given as unknown as Record<string, [Answer, number]>)
  expect(await stateOf(id)).toBe(expected)
})

it('what cannot be read, and a theme that is no more, are not known', async () => {
  const gone = await passOn('raadmann', 'finnes_ikke')
  expect((await listed()).get(gone)?.theme).toEqual({ id: 'finnes_ikke', title: null, state: null })
  const id = await passOn('raadmann', 'tolk')
  await store('raadmann', () => '{"broken":')
  expect((await listed()).get(id)?.theme).toMatchObject({ title: { nb: 'Bruk av tolk' }, state: null })
})

it.each([
  [true, 'finished'],
  [false, null],
])('where the session is lost, what was sent in counts (complete: %s)', async (complete, expected) => {
  const { desk } = opened
  const id = await passOn('raadmann', 'tolk')
  await desk.sql
    .insertInto('submissions')
    .values({
      ...{ submission_id: randomUUID(), revision: 1, wave: desk.survey.wave.id, part: 'raadmann', unit_id: '1201' },
      ...{
        complete,
        submitted_at: new Date(desk.clock.at),
        stored_at: new Date(desk.clock.at),
        document: '{"answers":{},"missing":{}}',
      },
    })
    .execute()
  expect(await stateOf(id)).toBe(expected)
})

it('says state and nothing else of it', async () => {
  const id = await passOn('raadmann', 'tolk')
  await answer('raadmann', { tolk_retningslinjer: single('ja'), tolk_register: single('nei') })
  const told = (await listed()).get(id)
  expect(Object.keys(told?.theme ?? {}).sort()).toEqual(['id', 'state', 'title'])
  expect(JSON.stringify(told)).not.toMatch(/answered|tolk_|"ja"|"nei"/)
})
