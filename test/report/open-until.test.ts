/** From when to when a report says that answers came. */

import { expect, test } from 'vitest'
import { buildDocument } from '../../src/report/whole-report.ts'
import { generated, plan, questionnaires, reportOf } from '../support/survey-2018.ts'

const { report } = reportOf(generated(5, 1))

test.each([
  ['2018-12-08T00:00+01:00', 'til 7. desember 2018'],
  ['2018-12-07T16:00+01:00', 'til 7. desember 2018'],
  ['2019-01-01T00:00+01:00', 'til 31. desember 2018'],
  ['2018-12-08T00:01+01:00', 'til 8. desember 2018'],
])('a survey that closes at %s took answers %s', (closesAt, said) => {
  const about = { report: { ...report, closesAt: new Date(closesAt).toISOString() }, questionnaires, plan }
  expect(buildDocument({ ...about, partTitles: {}, language: 'nb' }).made).toContain(said)
})
