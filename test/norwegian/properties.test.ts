/** Whatever is typed: no throw, no choice that is not shown, and no long wait for a long text. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutWeight } from '../../src/norwegian/around.ts'
import { readAlone } from '../../src/norwegian/clauses.ts'
import { givenIn } from '../../src/norwegian/given.ts'
import { hear as hearAll } from '../../src/norwegian/hear.ts'
import { lateAnswer } from '../../src/norwegian/late.ts'
import type { Content } from '../../src/norwegian/meaning.ts'
import { saidOf } from '../../src/norwegian/said.ts'
import { allPieces } from '../../src/norwegian/sentences.ts'
import { isShortWait } from '../../src/norwegian/talk.ts'
import type { Answer } from '../../src/questionnaire/answer.ts'
import { hearingOf } from './judge.ts'
import { hear, type Name, questions } from './questions.ts'

// biome-ignore format: words that the parser knows, to be mixed at random
const known = ['ja', 'nei', 'ikke', 'alle', 'unntatt', 'resten', 'samme', 'god', 'svært', 'dårleg', 'og', 'på', ',', ':', '1', '2', '3', '99', '1-3', 'bemanning', 'bolig', 'ingen', 'annet:', 'ca.', 'mellom', 'tjue', 'halvparten',
  'av', '%', '31.12.2018', 'mai', '0,3', '-', '?', '«', '"', 'hei', 'mvh', 'vet ikke', 'rad', 'tolk', '\n', '👍', 'først', 'constructor', '__proto__', 'sg']
const typed = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...known), { maxLength: 8 }).map((w) => w.join(' ')),
)
const names = fc.constantFrom(...(Object.keys(questions) as Name[]))

function chosen(meaning: Content): string[] {
  if (meaning.type === 'rows') return Object.values(meaning.value)
  if (meaning.type !== 'answer' && meaning.type !== 'confirm') return []
  const { answer } = meaning
  if (answer.kind === 'single') return [answer.value]
  if (answer.kind === 'multiple' || answer.kind === 'ranking') return answer.value
  return answer.kind === 'rows' || answer.kind === 'matrix' ? Object.values(answer.value) : []
}

const repeated = (piece: string): string => piece.repeat(32_000 / piece.length)

describe('whatever is typed', () => {
  test('nothing throws, and only shown choices and rows are answered', () => {
    fc.assert(
      fc.property(names, typed, fc.nat(4), (name, text, hidden) => {
        const question = questions[name]
        const all = 'choices' in question ? question.choices.map((c) => c.id) : []
        const choiceIds = all.filter((_, i) => i !== hidden)
        const rowIds = question.kind === 'matrix' ? question.rows.slice(1).map((r) => r.id) : []
        const [row] = rowIds
        const meaning = hear(name, text, { choiceIds, rowIds, ...(row === undefined ? {} : { row }) })
        expect(chosen(meaning).filter((id) => !choiceIds.includes(id))).toEqual([])
        if (meaning.type === 'rows') expect(Object.keys(meaning.value).filter((id) => !rowIds.includes(id))).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test('anything said over and over is heard without going through it again and again', () => {
    const pieces = ['a', ' ', ',', '9', '1 ', '1 og ', 'ja ', 'ca. ', '"', '\n', '- ', 'mvh ']
    // The longest are not looked at by every rule.
    const long = [160, 28_000].flatMap((size) => pieces.map((s) => s.repeat(size / s.length)))
    for (const text of long)
      for (const name of Object.keys(questions) as Name[]) expect(hear(name, text).type).toMatch(/ask|answer|confirm/)
  })

  test('nor is a run of signs or a message about what stands around it', () => {
    const runs = ['!', '.', ', ', 'nei, ', '~~a', 'fra:\n', 'sjefen på ', 'takk '].map((s) =>
      s.repeat(32_000 / s.length),
    )
    for (const run of [...runs, `${', '.repeat(15_000)}~~nei~~`, `nei ${'-'.repeat(30_000)}`])
      for (const question of [questions.yesNo, questions.number, questions.text])
        expect(hearAll(`a${run}b`, hearingOf(question, 'nb')).act).toBeDefined()
  })

  test('nor is a run inside a text, at its line ends or behind another run', () => {
    const runs = ['\n', '\r', '\u2028', ' ', '.', '!', '?', ',', '.,'].map((s) => s.repeat(31_000 / s.length))
    for (const run of runs)
      for (const text of [`a${run}b`, `a\n${run}b`, `a${run}\nb`])
        for (const question of [questions.yesNo, questions.number, questions.text]) {
          const hearing = hearingOf(question, 'nb')
          expect(hearAll(text, hearing).act).toBeDefined()
          expect(givenIn(saidOf(text))).toEqual([])
          lateAnswer(text, { hearing, answer: undefined }, { hearing }, readAlone)
        }
  })

  test('nor is what is said again and again, or a run of signs, where something is pointed at', () => {
    const again = ['også', 'ogmen', 'hun vil at ', 'vent, ', 'å', 'passer godt nok ', 'men ', 'spm '].map(repeated)
    const runs = ['.', '!', ',', ', ', '. ', '= ', '? '].map(repeated)
    const framed = ['a', 'spm 3 er feil a', 'hva svarte jeg på a', 'det skulle vært a', 'ikke a', 'nei, å'].flatMap(
      (head) => runs.map((run) => `${head}${run}b`),
    )
    for (const text of [...again, ...again.map((one) => `${one}x`), ...framed]) {
      const corrections = givenIn(saidOf(text)).flatMap((one) => (one.act === 'correct' ? one.corrections : []))
      expect(corrections.filter(({ by }) => by === 'wish' || by === 'frame')).toEqual([])
      expect(isShortWait(saidOf(text))).toBe(false)
    }
  })

  test('nor where it is cut into pieces, or read for amounts', () => {
    for (const sign of ['.', '!', '. ', ', ', '!.']) {
      const text = `aa${repeated(sign)}b`
      expect(
        allPieces(text)
          .map((piece) => piece.text)
          .join(''),
      ).toContain('b')
      expect(withoutWeight(text)).toContain('b')
      expect(hear('number', text).type).toBe('ask')
    }
  })

  test('nor where an answer waits for a yes', () => {
    const waiting: readonly [Name, Answer][] = [
      ['yesNo', { kind: 'single', value: 'delvis' }],
      ['withOther', { kind: 'multiple', value: ['bolig'] }],
      ['matrix', { kind: 'matrix', value: { bf: 'g' } }],
    ]
    const heads = ['', 'ja, ', 'nei, ', 'ja, det passer ', 'nei å', 'ikke ']
    const pieces = ['godt nok ', 'også ', 'vel ', 'da ', 'å', 'men ', ', ', '.', '!', '. ']
    for (const [name, answer] of waiting)
      for (const head of heads)
        for (const piece of pieces)
          expect(
            hearAll(`${head}${repeated(piece)}x`, hearingOf(questions[name], 'nb'), {
              for: 'confirmation',
              proposed: answer,
            }).act,
          ).toBeDefined()
  })

  test('nor where sending in is asked about, or any words may be the answer', () => {
    for (const head of ['', 'nei ', 'ja, ', 'send '])
      for (const piece of ['nok', 'greit ', 'bra, ', 'send ', '1 ', '3, ikke 2 '])
        for (const text of [`${head}${repeated(piece)}x`, `${head}${repeated(piece)} skal`]) {
          expect(hearAll(text, hearingOf(questions.number, 'nb'), { for: 'consent', to: 'submit' }).act).toBeDefined()
          expect(hear('text', text).type).toMatch(/answer|confirm/)
        }
  })

  test('2000 characters, the most that is read, neither', () => {
    const long = ['a', ',', '1 ', 'ja ', 'ca. ', 'god på ', '- ', '1:2 ', 'å '].map(
      (s) => `x${s.repeat(Math.floor(1990 / s.length))}x`,
    )
    for (const text of long)
      for (const name of Object.keys(questions) as Name[]) expect(hear(name, text).type).toMatch(/ask|answer|confirm/)
  })
})
