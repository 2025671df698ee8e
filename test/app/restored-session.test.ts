import { describe, expect, test } from 'vitest'
import { restoredSession } from '../../src/app/conversation/begin.ts'
import type { Session } from '../../src/engine/session.ts'
import { sessionText } from '../../src/engine/stored.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import type { SubmissionDocument } from '../../src/results/submission.ts'
import { sessionFrom } from '../support/stored-session.ts'

const document = (change: Partial<SubmissionDocument> = {}): SubmissionDocument => ({
  ...{ schema: 'kommunedialog.submission.v1', submissionId: 'id-1', revision: 1, complete: true },
  ...{ wave: 'w', part: 'p', questionnaireVersion: 1, unit: { id: '1201', kind: 'kommune', name: 'Bergen' } },
  ...{ language: 'nn', startedAt: '2018-11-05T08:00:00Z', submittedAt: '2018-11-19T13:00:00Z' },
  answers: {
    a: { kind: 'single', value: 'ja' },
    m: { kind: 'matrix', value: { one: 'god' }, missing: { two: 'skipped', three: 'not_reached' } },
  },
  missing: { b: 'dont_know', c: 'not_asked', d: 'not_reached' },
  paradata: { sittings: 2, secondsPerQuestion: {}, changed: [] },
  ...change,
})
const known = (submission: Session['submission'], state: Session['state'] = 'started'): Session => ({
  ...{ id: sessionIdOf('w', '1201', 'p'), wave: 'w', unitId: '1201', part: 'p', version: 1, rev: 7 },
  ...{ state, startedAt: 1, people: ['first'], submission },
  entries: {
    a: { r: 3, answer: { kind: 'single', value: 'nei' }, by: 0, at: 1 },
    c: { r: 1, answer: { kind: 'text', value: 'set aside' }, by: 0, at: 1 },
  },
  paradata: { sittings: 1, lastAt: 1, seconds: {}, changed: [] },
})
const at = Date.parse('2018-11-19T13:00:00Z')

describe('a session that does not know of the submission', () => {
  const session = restoredSession(known(null), document(), 'sender')

  test('is submitted, by who sent it in', () => {
    expect(session).toMatchObject({ state: 'submitted', people: ['first', 'sender'] })
    expect(session?.submission).toMatchObject({ id: 'id-1', revision: 1, at, by: 1 })
  })
  test('has the answers that were sent in, under new revisions, and what was set aside', () => {
    expect(session?.entries.a).toMatchObject({ r: 4, answer: { value: 'ja' } })
    expect(session?.entries.b).toMatchObject({ r: 1, missing: 'dont_know' })
    expect(session?.entries.c).toMatchObject({ r: 1, answer: { value: 'set aside' } })
    expect(session?.entries.d).toBeUndefined()
    expect(session?.entries.m).toMatchObject({ partial: true, answer: { missing: { two: 'skipped' } } })
  })
  test('can be read again', () => {
    expect(session === null ? null : sessionFrom(sessionText(session))).toEqual(session)
  })
})

test('no session at all: one is made of the submission', () => {
  const session = restoredSession(null, document(), '')
  // Whoever answers next must not be taken for the author of what was sent in.
  expect(session).toMatchObject({ state: 'submitted', people: [''], submission: { by: -1 }, entries: { a: { by: 0 } } })
  expect(session === null ? null : sessionFrom(sessionText(session))).toEqual(session)
})

test.each([
  ['an older revision of it', { id: 'id-1', revision: 1, at: at - 1, by: 0 }, { revision: 2 }, 'follows'],
  ['the same revision, opened again since', { id: 'id-1', revision: 1, at, by: 0 }, {}, 'stays'],
  ['a later revision, not in SQL yet', { id: 'id-1', revision: 2, at: at + 1, by: 0 }, {}, 'stays'],
  ['another submission before it', { id: 'id-0', revision: 4, at: at - 1, by: 0 }, {}, 'follows'],
  ['another submission after it', { id: 'id-0', revision: 1, at: at + 1, by: 0 }, {}, 'stays'],
] as const)('a session that knows of %s', (_, submission, change, expected) => {
  const session = restoredSession(known({ ...submission }, 'reopened'), document(change), 'x')
  expect(session === null ? 'stays' : 'follows').toBe(expected)
})

test('closed with what there was: not as if somebody had sent it in', () => {
  expect(restoredSession(known(null), document({ complete: false }), '')?.state).toBe('closed_partial')
})
