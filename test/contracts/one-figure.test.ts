/** What counts as answered is the same figure in the store, the status, the report and the exports. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openCampaigns } from '../../src/edge/sql/campaigns.ts'
import { openResults } from '../../src/edge/sql/results.ts'
import { countsOf, interviewIn } from '../../src/outcome/interview.ts'
import type { Report } from '../../src/report/model.ts'
import type { SubmissionDocument } from '../../src/results/submission.ts'
import { generated, wave } from '../support/survey-2018.ts'
import { workplace } from './cli.run.ts'

const { folder, run, end, stores } = workplace()
let close: () => Promise<void>
let campaigns: ReturnType<typeof openCampaigns>

/** All but the first `kept` answers skipped. */
const thinned = (document: SubmissionDocument, kept: number): SubmissionDocument => {
  const given = Object.entries(document.answers)
  const skipped = given.slice(kept).map(([id]): [string, 'skipped'] => [id, 'skipped'])
  const answers = Object.fromEntries(given.slice(0, kept))
  return { ...document, answers, missing: { ...document.missing, ...Object.fromEntries(skipped) } }
}
/** Whole, nearly whole, half, a little, nothing, and one that was closed unfinished. */
const documents = generated(60, 9).map((document, i): SubmissionDocument => {
  const count = Object.keys(document.answers).length
  const kept = [count, count - 1, Math.ceil(0.6 * count), 1, 0][i % 5] ?? count
  return { ...thinned(document, kept), complete: i % 7 !== 0 }
})

beforeAll(async () => {
  const owned = await stores()
  const { sql } = owned
  const results = openResults(sql)
  for (const document of documents) await results.storeSubmission(document, { by: 'p', at: new Date() })
  campaigns = openCampaigns(sql, { wave: wave.id })
  close = owned.close
})
afterAll(async () => {
  await close()
  end()
})

const counted = (part: string) => {
  const interviews = documents.filter((d) => d.part === part).map((d) => interviewIn(d, wave.interview))
  const count = (wanted: string) => interviews.filter((one) => one === wanted).length
  return { complete: count('complete'), partial: count('partial'), breakOff: count('break_off') }
}

it('the store counts what is answered as the document does', async () => {
  const found = new Map((await campaigns.submitted()).map((one) => [`${one.unitId}/${one.part}`, one]))
  expect(found.size).toBe(documents.length)
  for (const document of documents) {
    const { complete, counts } = found.get(`${document.unit.id}/${document.part}`) ?? {}
    const { answers, rows, missing } = countsOf(document)
    expect({ complete, answers: counts?.answers, missing: counts?.missing }).toEqual({
      ...{ complete: document.complete, answers, missing },
    })
    expect(counts?.rows).toHaveLength(rows.length)
    expect(counts?.rows).toEqual(expect.arrayContaining([...rows]))
  }
})

it('the report and the export count the same interviews', async () => {
  expect(await run('report', '--internal', '--out', 'nb')).toMatchObject({ code: 0 })
  const { response } = JSON.parse(readFileSync(join(folder, 'nb', 'report.json'), 'utf8')) as Report
  expect(await run('results', 'export', '--format', 'csv', '--out', 'data')).toMatchObject({ code: 0 })
  for (const part of Object.keys(wave.parts)) {
    const { complete, partial, breakOff } = counted(part)
    expect(complete * partial * breakOff).toBeGreaterThan(0)
    expect(response.byPart[part]).toMatchObject({ complete, partial, breakOff, base: 437 })
    const rows = readFileSync(join(folder, 'data', `results-${part}.csv`), 'utf8')
      .trimEnd()
      .split('\r\n')
    const column = rows[0]?.split(';').indexOf('interview') ?? -1
    const told = rows.slice(1).map((row) => row.split(';')[column])
    expect(told.filter((one) => one === 'complete')).toHaveLength(complete)
    expect(told.filter((one) => one === 'partial')).toHaveLength(partial)
    expect(told.filter((one) => one === 'break_off')).toHaveLength(breakOff)
  }
  const answered = new Set(
    documents
      .filter((d) => ['complete', 'partial'].includes(interviewIn(d, wave.interview) ?? ''))
      .map((d) => d.unit.id),
  )
  expect(response.any).toBe(answered.size)
})
