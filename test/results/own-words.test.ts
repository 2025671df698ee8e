/** What people wrote in their own words: what an export leaves out is what retention empties, of every kind of answer. */

import { expect, it } from 'vitest'
import { withoutOwnWords } from '../../src/app/submissions/waiting.ts'
import { answerKindsOf, kindsOf, type Shape } from '../../src/questionnaire/shape.ts'
import { emptiedOfWords, OWN_WORDS_PATH, withoutFreeText } from '../../src/results/own-words.ts'
import type { SubmissionDocument } from '../../src/results/submission.ts'

const asked = ['choice', 'choices', 'rows', 'figure', 'date', 'order', 'words'] as const satisfies Shape[]
const kinds = answerKindsOf(...asked)
const words = answerKindsOf('words')

const documentOf = (answer: object) => ({ wave: 'w', answers: { spm: answer, tall: { kind: 'number', value: 3 } } })
const left = (answer: object) => withoutFreeText(documentOf(answer) as unknown as SubmissionDocument).answers.spm

it('knows every kind that an answer may be of', () => {
  expect(kindsOf(...asked).length).toBeGreaterThan(8)
  expect(kinds).toEqual(
    expect.arrayContaining(['single', 'multiple', 'matrix', 'number', 'percent', 'date', 'ranking', 'text']),
  )
  expect(words).not.toEqual([])
})

it.each(kinds)('of the kind %s', (kind) => {
  const isWords = words.includes(kind)
  const plain = { kind, value: 'fritt fram' }
  expect(left(plain)).toEqual(isWords ? undefined : plain)
  expect(emptiedOfWords(documentOf(plain))).toEqual(isWords ? documentOf({ kind, value: '' }) : null)
  expect(OWN_WORDS_PATH.includes(`"${kind}"`)).toBe(isWords)
  if (isWords) return
  const specified = { ...plain, other: 'konstituert' }
  expect(left(specified)).toEqual(plain)
  expect(emptiedOfWords(documentOf(specified))).toEqual(documentOf({ ...plain, other: '' }))
})

it('empties what was specified beside an answer of no kind, and changes nothing else of it', () => {
  for (const odd of [{ other: 'ord' }, { kind: 7, value: 'a', other: 'ord' }])
    expect(emptiedOfWords(documentOf(odd))).toEqual(documentOf({ ...odd, other: '' }))
})

it('empties nothing twice, and nothing that is no document', () => {
  for (const answer of [
    { kind: 'text', value: '' },
    { kind: 'single', value: 'a', other: '' },
    { kind: 'single', value: 'a' },
  ])
    expect(emptiedOfWords(documentOf(answer))).toBeNull()
  for (const odd of [null, 3, 'tekst', {}, { answers: [] }, { answers: { spm: 'ord' } }])
    expect(emptiedOfWords(odd)).toBeNull()
})

it.each([
  ['of this release', { by: 'p', document: { submissionId: 's', revision: 1 } }],
  ['with a revision of another form', { by: 'p', document: { submissionId: 's', revision: '2b' } }],
  ['with no author', { document: { submissionId: 's', revision: 1 } }],
  ['of a newer release', { by: { id: 'p' }, document: { submission: { id: 's' }, schema: 9 } }],
  ['without an id', { by: 'p', document: {} }],
])('a submission that waits, %s, loses its words and nothing else', (_what, { document, ...rest }) => {
  const answers = (value: string) => ({
    ...document,
    answers: { a: { kind: 'text', value }, b: { kind: 'number', value: 7 } },
  })
  const stored = JSON.stringify({ ...rest, document: answers('Kari er syk') })
  expect(JSON.parse(withoutOwnWords(stored) ?? '')).toEqual({ ...rest, document: answers('') })
  const emptied = withoutOwnWords(stored) ?? ''
  expect(withoutOwnWords(emptied)).toBe(emptied)
})

it.each(['', '{', 'null', '7', '{"by":"p"}', '{"document":"x"}'])(
  'what is no submission (%s) has nothing to keep',
  (json) => expect(withoutOwnWords(json)).toBeNull(),
)
