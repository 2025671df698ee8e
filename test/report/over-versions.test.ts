/** A wave in which some answered version 1 and the rest version 2: each number counted here from the submissions alone. */

import { describe, expect, it } from 'vitest'
import type { Answered } from '../../src/report/model.ts'
import { overVersions } from '../../src/report/over-versions.ts'
import { flatLines } from '../../src/report/tables.ts'
import type { SubmittedAnswer } from '../../src/results/submission.ts'
import { changes, secondVersion } from '../support/second-version.ts'
import { generated, questionnaires, reportOf, wave } from '../support/survey-2018.ts'

const first = questionnaires.find((q) => q.part === 'raadmann') ?? never()
const second = secondVersion(first, changes.raadmann)
const { renamed, fewer, gone, fresh } = changes.raadmann
const published = new Map([['raadmann', new Map([first, second].map((q) => [q.version, q]))]])
const parts = { raadmann: { version: 2, title: wave.parts.raadmann?.title ?? never() } }

/** As the unit would have sent it in on version 2; who held the place that is gone is somebody else there. */
const onSecond = (submission: Answered): Answered => {
  const named = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(record).flatMap(([id, value]) =>
        id === gone ? [] : [[id === renamed.was ? renamed.id : id, value]],
      ),
    )
  const role: SubmittedAnswer = { kind: 'single', value: 'raadmann' }
  const answers = { ...named(submission.answers), [fewer.question]: role }
  return {
    ...submission,
    questionnaireVersion: 2,
    answers,
    missing: { ...named(submission.missing), [fresh]: 'skipped' },
  }
}

const role = (id: string): SubmittedAnswer => ({ kind: 'single', value: id })
const ofFirst = generated(120, 7)
  .filter((s) => s.part === 'raadmann')
  .map(
    (s, i): Answered => ({
      ...s,
      answers: { ...s.answers, [fewer.question]: role(i % 4 === 0 ? fewer.choice : 'raadmann') },
    }),
  )
const submissions = ofFirst.map((s, i) => (i % 2 === 0 ? s : onSecond(s)))
const counted = overVersions({ parts }, published, submissions)
const { report } = reportOf(counted.submissions, { ...counted })

const years = submissions.flatMap((s) => {
  const answer = s.answers[renamed.was] ?? s.answers[renamed.id]
  return answer?.kind === 'number' ? [answer.value] : []
})

describe('a wave of two versions', () => {
  it('counts a renamed question as one', () => {
    expect(years.length).toBeGreaterThan(20)
    const mean = Math.round((10_000 * years.reduce((a, b) => a + b, 0)) / years.length) / 10_000
    expect(report.variables[renamed.id]).toMatchObject({ n: years.length, numbers: { mean } })
    expect(report.variables).not.toHaveProperty(renamed.was)
    expect(report.variables[renamed.id]?.missing).toMatchObject({ not_asked: 0 })
  })

  it('counts a choice that is gone, and calls it what it was called', () => {
    const count = submissions.filter((s) => {
      const answer = s.answers[fewer.question]
      return answer?.kind === 'single' && answer.value === fewer.choice
    }).length
    expect(count).toBeGreaterThan(5)
    expect(report.variables[fewer.question]).toMatchObject({ n: submissions.length, counts: { [fewer.choice]: count } })
    const line = flatLines(report, counted.questionnaires, 'nn').find(
      (l) => l.variable === fewer.question && l.measure === fewer.choice && l.dimension === '',
    )
    expect(line).toMatchObject({ count, measureLabel: 'Assisterande rådmann' })
  })

  it('has not asked those of the first version what is new', () => {
    const asked = submissions.filter((s) => s.questionnaireVersion === 2).length
    expect(report.variables[fresh]).toMatchObject({
      n: 0,
      missing: { not_asked: submissions.length - asked, skipped: asked },
    })
  })

  it('is the same for one who answered the newest, and for a version that is not there', () => {
    const newest = onSecond(ofFirst[0] ?? never())
    const unknown = { ...(ofFirst[0] ?? never()), questionnaireVersion: 9 }
    expect(overVersions({ parts }, published, [newest, unknown]).submissions).toEqual([newest, unknown])
  })
})

describe('a release from before a question was renamed', () => {
  const before = reportOf(ofFirst, { questionnaires: [first] }).release
  const [changed, ...rest] = ofFirst
  const one = { ...(changed ?? never()), revision: 2 }
  const since = [
    { ...one, answers: { ...one.answers, [renamed.was]: { kind: 'number' as const, value: 49 } } },
    ...rest,
  ]
  const now = overVersions({ parts }, published, since)
  const variable = (earlier: (typeof before)[]) =>
    reportOf(now.submissions, { ...now, earlier }).report.variables[renamed.id]

  it('is reckoned with: one changed answer is not the difference of two sums', () => {
    expect(variable([])).toMatchObject({ n: expect.any(Number), numbers: { mean: expect.any(Number) } })
    expect(variable([now.asNow(before)])).toMatchObject({ suppressed: true })
  })

  it('keeps everything else', () => {
    const { items } = now.asNow(before)
    expect(Object.keys(items)).toHaveLength(Object.keys(before.items).length)
    expect(items[fewer.question]).toEqual(before.items[fewer.question])
  })
})

describe('an answer that the newest version has no place for', () => {
  const changed = (question: string, change: (of: (typeof first.sections)[number]['questions'][number]) => object) => ({
    ...second,
    sections: second.sections.map((s) => ({
      ...s,
      questions: s.questions.map((q) => (q.id === question ? ({ ...q, ...change(q) } as typeof q) : q)),
    })),
  })
  const over = (newest: typeof second, of: Answered) =>
    overVersions({ parts }, new Map([['raadmann', new Map([first, newest].map((q) => [q.version, q]))]]), [of])
      .submissions[0]

  it('is not asked, when the question is of another kind', () => {
    const newest = changed(renamed.id, () => ({ kind: 'percent' }))
    const of: Answered = { ...(ofFirst[0] ?? never()), answers: { [renamed.was]: { kind: 'number', value: 7 } } }
    expect(over(newest, of)?.answers).toEqual({})
  })

  it('leaves a question’s own answer, where another was renamed to its id', () => {
    const own = { ...(ofFirst[0] ?? never()), missing: {} }
    const answers: Answered['answers'] = {
      [renamed.was]: { kind: 'number', value: 7 },
      [renamed.id]: { kind: 'number', value: 9 },
    }
    expect(over(second, { ...own, answers })?.answers).toEqual({ [renamed.id]: { kind: 'number', value: 9 } })
  })
})

function never(): never {
  throw new Error('not in the survey')
}
