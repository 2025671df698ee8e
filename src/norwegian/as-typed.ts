/** An answer in words was understood from a cleaned text; it is stored in the signs that were typed. */
import type { Answer } from '../questionnaire/answer.ts'
import { clean } from './normalise.ts'
import { legible, trimWritten } from './written.ts'

/** Signs that may stand before or after the words of one's own: «annet:», «svar:», a quotation mark. */
const mostAround = 400

/**
 * The answer with its own words as they stand in `written`, the message they came in; unchanged where they do not stand
 * there, as in a «ja» to what was asked back. Absent `written`: the answer came from a card.
 */
export function asTyped(answer: Answer, written: string | undefined): Answer {
  if (written === undefined) return answer
  if (answer.kind === 'text') return { ...answer, value: inWriting(answer.value, written) }
  if ((answer.kind !== 'single' && answer.kind !== 'multiple') || answer.other === undefined) return answer
  return { ...answer, other: inWriting(answer.other, written) }
}

function inWriting(words: string, written: string): string {
  if (words === legible(written)) return trimWritten(written)
  if (written.includes(words)) return words
  const target = read(words)
  const from = target === '' ? undefined : startOf(target, written)
  return from === undefined ? words : trimWritten(written.slice(from, endOf(target, written, from)))
}

const read = (text: string): string => clean(legible(text))

function startOf(target: string, written: string): number | undefined {
  const most = Math.min(mostAround, written.length)
  for (let from = 0; from < most; from++) {
    if (read(written.slice(from)).startsWith(target)) return from
  }
  return undefined
}

function endOf(target: string, written: string, from: number): number {
  const least = Math.max(from, written.length - mostAround)
  for (let to = written.length; to > least; to--) {
    if (read(written.slice(from, to)) === target) return to
  }
  return written.length
}
