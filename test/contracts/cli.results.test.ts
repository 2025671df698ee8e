import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openResults } from '../../src/edge/sql/results.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { workplace } from './cli.run.ts'

const at = new Date('2018-11-19T13:40:02Z')
const document = (unitId: string, name: string) => ({
  ...{ schema: 'kommunedialog.submission.v1', submissionId: randomUUID(), revision: 1, complete: true },
  ...{ wave: wave2018, part: 'integrering', questionnaireVersion: 1 },
  unit: { id: unitId, kind: 'kommune', name },
  ...{ language: 'nn', startedAt: '2018-11-05T08:12:31Z', submittedAt: at.toISOString() },
  answers: {
    bosatt_antall: { kind: 'number', value: 30, approximate: true },
    evaluering_hva: { kind: 'text', value: 'Alt vel' },
  },
  missing: { bosetter: 'skipped' },
  paradata: { sittings: 3, secondsPerQuestion: {}, changed: [] },
})
const [bergen, gulen] = [document('1201', 'Bergen'), document('1411', 'Gulen')]

const { folder, run, json, end, stores } = workplace()
let closeOwner: () => Promise<void>
/** As while the service runs: the test owns the stores and the commands join. */
beforeAll(async () => {
  const owned = await stores()
  const { sql } = owned
  const results = openResults(sql)
  for (const each of [bergen, gulen]) {
    await results.storeSubmission(each, { by: 'p', at })
    const { submissionId, revision } = each
    await results.recordAttempt({
      submissionId,
      revision,
      at,
      state: each === bergen ? 'parked' : 'pending',
      status: 400,
    })
  }
  closeOwner = owned.close
})
afterAll(async () => {
  await closeOwner()
  end()
})

it('exports JSON Lines, without what people wrote unless asked', async () => {
  expect(await json('results', 'export', '--format', 'jsonl', '--out', 'ut')).toMatchObject({ rows: 2, unreadable: [] })
  const lines = () =>
    readFileSync(join(folder, 'ut', 'results.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
  const documents = lines().map((line): unknown => JSON.parse(line))
  expect(documents).toMatchObject([{ unit: { id: '1201' } }, { unit: { id: '1411' } }])
  expect(lines().join()).not.toContain('Alt vel')
  await run('results', 'export', '--format', 'jsonl', '--out', 'ut', '--with-text')
  expect(lines().map((line): unknown => JSON.parse(line))).toEqual([bergen, gulen])
})

it('exports a wide CSV for each part', async () => {
  expect((await run('results', 'export', '--format', 'csv', '--out', 'ut')).code).toBe(0)
  const text = readFileSync(join(folder, 'ut', 'results-integrering.csv'))
  const rows = parse(text, { bom: true, delimiter: ';', columns: true }) as unknown as Record<string, string>[]
  expect(rows).toMatchObject([
    { unit: '1201', bosatt_antall: '30', bosatt_antall__approximate: '1', bosetter: '-95', introprogram: '-98' },
    { unit: '1411' },
  ])
})

it('tells which deliveries failed and why, and sends them again', async () => {
  expect(await json('results', 'deliveries', '--failed')).toMatchObject([
    { submissionId: bergen?.submissionId, state: 'parked', lastStatus: 400 },
  ])
  expect(await json('results', 'deliveries')).toHaveLength(2)
  expect(await json('results', 'retry', bergen?.submissionId ?? '')).toMatchObject({ revisions: [1] })
  expect(await json('results', 'deliveries', '--failed')).toEqual([])
  expect((await run('results', 'retry', bergen?.submissionId ?? '')).code).toBe(1)
})

it('adds an administrator, whose role can change and end', async () => {
  const tenant = 'aaaaaaaa-0000-4000-8000-000000000001'
  const add = (role: string) => json('admins', 'add', '--tenant', tenant, '--object-id', tenant, '--role', role)
  const first = await add('administrator')
  expect(await add('analyst')).toMatchObject({ personId: (first as { personId: string }).personId, role: 'analyst' })
  const remove = ['admins', 'remove', '--tenant', tenant.toUpperCase(), '--object-id', tenant]
  expect(await json(...remove)).toEqual({ personId: (first as { personId: string }).personId })
  expect(await run(...remove)).toMatchObject({ code: 1, out: '' })
})
