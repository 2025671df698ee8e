import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { openResults } from '../../src/edge/sql/results.ts'
import { at, later } from './sql/fixture.ts'
import { onBothDatabases } from './sql/suite.ts'

const document = (more: Record<string, unknown> = {}) => ({
  schema: 'kommunedialog.submission.v1',
  submissionId: randomUUID(),
  revision: 1,
  complete: true,
  wave: 'w',
  part: 'raadmann',
  unit: { id: '1201', kind: 'kommune', name: 'Bergen' },
  submittedAt: at.toISOString(),
  answers: { kommentar: { kind: 'text', value: 'Det går bra' } },
  ...more,
})
const from = { by: 'person-1', at }
const all = async (documents: AsyncIterable<unknown>) => {
  const found: unknown[] = []
  for await (const each of documents) found.push(each)
  return found
}

onBothDatabases('the results store', ({ sql }) => {
  it('keeps a document as it is, once, with who submitted in the audit trail', async () => {
    const results = openResults(sql())
    const it = document()
    await results.storeSubmission(it, from)
    await results.storeSubmission({ ...it, answers: {} }, { by: '', at: later(1) })
    expect(await results.readSubmission(it.submissionId, 1)).toEqual({ document: it, state: 'pending' })
    const subject = `${it.submissionId}_1`
    const trail = await sql().selectFrom('audit').select(['actor', 'action']).where('subject', '=', subject).execute()
    expect(trail).toEqual([{ actor: 'person-1', action: 'submission' }])
  })

  it('takes text that PostgreSQL’s JSON does not', async () => {
    const results = openResults(sql())
    const it = document({ answers: { kommentar: { kind: 'text', value: 'a\0b\uD800c' } } })
    await results.storeSubmission(it, from)
    const stored = await results.readSubmission(it.submissionId, 1)
    expect(stored?.document).toMatchObject({ answers: { kommentar: { value: 'a\uFFFDb\uFFFDc' } } })
  })

  it('knows nothing of what was not stored', async () => {
    const results = openResults(sql())
    expect(await results.readSubmission(randomUUID(), 1)).toBeNull()
    expect(await results.readSubmission('no uuid', 1)).toBeNull()
  })

  it('follows a delivery: pending, parked, retried, delivered for good', async () => {
    const results = openResults(sql())
    const it = document()
    const key = { submissionId: it.submissionId, revision: 1 }
    const mine = async () =>
      (await results.pendingDeliveries(1000)).filter((one) => one.submissionId === it.submissionId)
    await results.storeSubmission(it, from)
    expect(await mine()).toEqual([{ ...key, storedAt: at }])
    await results.recordAttempt({ ...key, at: later(1), state: 'pending', status: 503 })
    await results.recordAttempt({ ...key, at: later(2), state: 'parked', status: 400 })
    expect(await mine()).toEqual([])
    const parked = await results.deliveries({ states: ['parked'], limit: 1000 })
    expect(parked.find((one) => one.submissionId === it.submissionId)).toMatchObject({
      attempts: 2,
      lastStatus: 400,
      unitId: '1201',
    })
    expect(await results.deliveries({ wave: it.wave, limit: 1000 })).toEqual(await results.deliveries({ limit: 1000 }))
    expect(await results.deliveries({ wave: 'another', limit: 1000 })).toEqual([])
    expect(await results.retry(it.submissionId, { at, actor: 'test' })).toEqual([1])
    expect(await mine()).toHaveLength(1)
    await results.recordAttempt({ ...key, at: later(3), state: 'delivered', status: 200 })
    await results.recordAttempt({ ...key, at: later(4), state: 'parked', status: null })
    expect((await results.readSubmission(it.submissionId, 1))?.state).toBe('delivered')
    expect(await results.retry(it.submissionId, { at, actor: 'test' })).toEqual([])
  })

  it('gives the newest submission of each unit and part, over more than one page', async () => {
    const results = openResults(sql())
    const wave = randomUUID()
    const submissionId = randomUUID()
    const units = Array.from({ length: 230 }, (_, n) => `${1000 + n}`)
    for (const id of units) await results.storeSubmission(document({ wave, unit: { id } }), from)
    await results.storeSubmission(document({ wave, submissionId, submittedAt: later(5).toISOString() }), from)
    await results.storeSubmission(
      document({ wave, submissionId, revision: 2, submittedAt: later(9).toISOString() }),
      from,
    )
    const found = await all(results.latest(wave))
    expect(found).toHaveLength(231 - Number(units.includes('1201')))
    expect(found.at(units.indexOf('1201'))).toMatchObject({ submissionId, revision: 2 })
  })
})
