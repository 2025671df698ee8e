/** What cannot be read, in SQL or Redis, stops nothing that is done for all others. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectStatus } from '../../../src/app/administration/status.ts'
import { allProgress, countSessions } from '../../../src/app/progress.ts'
import { openExpiry } from '../../../src/edge/sql/retention.ts'
import { sessionIdOf } from '../../../src/register/ids.ts'
import { order, outcomes, two } from '../../support/reminders/campaigns.ts'
import { type Desk, type Office, openDesk, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { startPostgres } from '../../support/start-postgres.ts'

const unreadable = [
  '"text"',
  '[]',
  '7',
  '{"answers": [], "missing": []}',
  '{"answers": null, "missing": 5}',
  '{"answers": "a"}',
  '{"answers": {"a": {"missing": "x"}, "b": 3}, "missing": {"c": 7}}',
  '{"answers": {"a": {"missing": {"row": "of another kind"}}}, "missing": null}',
  '{}',
]

describe.each([
  ['PGlite', startPglite],
  ['PostgreSQL', startPostgres],
])('one that cannot be read, on %s', (_, start) => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice(await start())
  })
  afterAll(() => office.close())

  const submitted = (desk: Desk, place: { unitId: string; part: string }, document: string) =>
    office.sql
      .insertInto('submissions')
      .values({
        ...{ submission_id: randomUUID(), revision: 1, wave: desk.survey.wave.id, part: place.part },
        ...{ unit_id: place.unitId, complete: true, document },
        ...{ submitted_at: new Date(desk.clock.at), stored_at: new Date(desk.clock.at) },
      })
      .execute()
  const open = async () => {
    const desk = await openDesk(office)
    return { ...desk, who: await desk.people(two) }
  }
  const elsewhere = (desk: Desk) => [...desk.survey.units.keys()].filter((id) => !['1201', '1411'].includes(id))

  it('submissions: invitations, reminders and status go on, and the place counts as sent in', async () => {
    const desk = await open()
    const places = elsewhere(desk)
      .slice(0, unreadable.length)
      .map((unitId) => ({ unitId, part: 'raadmann' }))
    for (const [i, place] of places.entries()) await submitted(desk, place, unreadable[i] ?? '')
    for (const kind of ['invitation', 'reminder'] as const) {
      const id = await order(desk, { kind, template: kind })
      await desk.work()
      if (kind === 'invitation') expect(await outcomes(desk, id)).toEqual(['sent', 'sent'])
    }
    const { rows } = await collectStatus(desk.deps)
    const found = rows.filter(({ unit }) => places.some(({ unitId }) => unitId === unit.id))
    expect(found.filter(({ part }) => part === 'raadmann').map(({ state }) => state)).toEqual(
      places.map(() => 'submitted'),
    )
  })

  it.each(unreadable)(
    'the submission %s of somebody in the campaign: they have answered, the other is written to',
    async (document) => {
      const desk = await open()
      const id = await order(desk)
      await submitted(desk, { unitId: '1201', part: 'raadmann' }, document)
      await desk.work()
      expect(await outcomes(desk, id)).toEqual(['skipped answered', 'sent'])
    },
  )

  it('a session of a newer release, or no session at all, is left out of no count and stops none', async () => {
    const desk = await open()
    const [newer = '', broken = ''] = elsewhere(desk)
    const places = [
      [newer, '{"schema": 99}'],
      [broken, 'no JSON'],
    ] as const
    for (const [unitId, json] of places) {
      const sessionId = sessionIdOf(desk.survey.wave.id, unitId, 'raadmann')
      const result = await desk.deps.progress.commit({
        ...{ sessionId, personId: 'p', activityId: randomUUID(), now: desk.clock.at, group: null },
        ...{ expectSessionRev: null, expectSeatRev: null, session: { rev: 1, json } },
      })
      expect(result.type).toBe('committed')
    }
    const all = await allProgress(desk.deps)
    expect(places.map(([unitId]) => all.get(`${unitId}/raadmann`)?.state)).toEqual(['started', 'started'])
    expect((await countSessions(desk.deps)).get('broken')).toBe(2)
    const id = await order(desk)
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['sent', 'sent'])
  })

  it('a campaign whose selection is of another release: the list and the work go on', async () => {
    const desk = await open()
    const id = await order(desk)
    await office.sql
      .withTables<{ campaigns: { id: string; selection: string } }>()
      .updateTable('campaigns')
      .set({ selection: '{"parts": "alle", "sizes": [1]}' })
      .where('id', '=', id)
      .execute()
    const newest = await order(desk, { selection: { parts: ['integrering'], statuses: ['not_started'] } })
    const listed = (await desk.deps.campaigns.list(10)).map((one) => one.id)
    expect(listed).toEqual(expect.arrayContaining([id, newest]))
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['sent', 'sent'])
  })

  it('free texts beside an answer that does not fit are deleted all the same', async () => {
    const desk = await open()
    const words = { kind: 'text', value: 'egne ord' }
    const other = { kind: 'single', value: 'annet', other: 'egne ord' }
    const [unitId = ''] = elsewhere(desk)
    await submitted(
      desk,
      { unitId, part: 'raadmann' },
      JSON.stringify({ answers: { a: 7, b: words, c: null, d: other } }),
    )
    await openExpiry(office.sql).dropTexts(desk.survey.wave.id, new Date())
    const row = await office.sql
      .selectFrom('submissions')
      .select('document')
      .where('wave', '=', desk.survey.wave.id)
      .executeTakeFirstOrThrow()
    expect(row.document).toEqual({ answers: { a: 7, b: { ...words, value: '' }, c: null, d: { ...other, other: '' } } })
  })
})
