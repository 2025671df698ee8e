/** Words whose letters are folded when a text is read («skjemaet», «noen») are found by the patterns all the same. */
import { expect, test } from 'vitest'
import { isCommand } from '../../src/norwegian/hear.ts'
import { bare, bareSource } from '../../src/norwegian/said.ts'

const commands = {
  continue: [
    'fortsett med skjemaet',
    'hald fram med skjemaet',
    'fortsette med skjemaet nå',
    'kan vi fortsette med skjemaet?',
  ],
  submit: [
    'send inn skjemaet',
    'lever skjemaet',
    'kan eg sende inn skjemaet no',
    'sende inn skjemaet',
    'lever inn skjemaet',
  ],
  all_questions: [
    'vis hele skjemaet',
    'få se hele skjemaet',
    'kan eg få sjå heile skjemaet',
    'les hele skjemaet først',
    'sjå heile skjemaet',
  ],
  switch_part: ['bytt skjemaet', 'gå til det andre skjemaet', 'bytte til andre skjemaet'],
  pass_on: ['send skjemaet videre', 'send skjemaet vidare til Kari', 'sende skjemaet videre'],
} as const

test.each(Object.entries(commands))('%s', (name, texts) => {
  const wrong = texts.filter((text) => !isCommand(name as keyof typeof commands, text))
  expect(wrong).toEqual([])
})

test('a pattern is folded as the text is', () => {
  for (const word of ['skjemaet', 'noen', 'temaet', 'kollegaen', 'spraak', 'faerre', 'laere'])
    expect(bare(word), word).toMatch(new RegExp(`^${bareSource(word)}$`))
  expect(bareSource('(?:jeg|ae?)')).toBe('(?:jeg|ae?)')
})
