/** What the pages of the review share. */
import { position, type Stop } from '../../engine/route.ts'
import { isDelivered, windowAt } from '../../engine/turns/standing-here.ts'
import { clipped } from '../answer-lines.ts'
import type { Words } from '../context.ts'
import { authorText } from '../people.ts'
import type { View } from '../view.ts'

export type Block = Extract<View, { type: 'panel' }>['blocks'][number]

/** Whether answers can be changed from here now. */
export const canChange = (words: Words): boolean =>
  windowAt(words) === 'open' && words.session.state !== 'submitted' && !isDelivered(words.session)

/** «7. Har kommunen …», cut; plain, since it may repeat an answer. */
export const numberedTitle = (words: Words, { question }: Stop, max: number): string => {
  const n = position(words.stops, question.id)?.n
  return clipped(words.t('panel.review.line', { n: n ?? '', question: words.plain(question.text) }), max)
}

/** The same with who answered and when, where several people have. */
export const authoredTitle = (words: Words, stop: Stop, max: number): string => {
  const author = authorText(words, stop.entry)
  const title = numberedTitle(words, stop, max)
  return author === '' ? title : `${title} ${words.t('card.author_in', { author }).trim()}`
}
