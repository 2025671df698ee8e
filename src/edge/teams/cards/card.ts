import type { Line, View } from '../../../wording/view.ts'
import { closedBody } from './closed.ts'
import { type Element, withoutFunctions } from './elements.ts'
import { panelBody } from './panel.ts'
import { questionBody } from './question.ts'

/** Teams' documents say 28, 40 or 100 KB; under the least of them it is safe. */
export const LARGEST_CARD_BYTES = 28 * 1024
/** When a card is too large, lines are cut to these lengths in turn. */
const SHORTER = [1000, 400, 150, 60]

type CardView = Exclude<View, { type: 'text' }>
/** An Adaptive Card as JSON. */
export type Card = Element & { type: 'AdaptiveCard'; body: Element[] }

/**
 * The Adaptive Card of a view, of version 1.5, which is as far as Teams goes for bots. Texts are taken as they are. A card
 * over 28 KB gets its lines cut, as Teams would refuse it whole; the questions themselves are held under it by
 * `dialogs check`.
 */
export function cardOf(view: CardView): Card {
  return made(view).card
}

/** The same card as JSON. */
export function cardText(view: CardView): string {
  return made(view).text
}

type Made = { card: Card; text: string }
/** A view is shown in an answer and in the chat, and measured before both: its card is made and written once. */
const kept = new WeakMap<CardView, Made>()

function made(view: CardView): Made {
  const known = kept.get(view) ?? fitting(view)
  kept.set(view, known)
  return known
}

function fitting(view: CardView): Made {
  const full = written(view)
  if (Buffer.byteLength(full.text) <= LARGEST_CARD_BYTES) return full
  for (const length of SHORTER) {
    const shorter = written(shorten(view, length))
    if (Buffer.byteLength(shorter.text) <= LARGEST_CARD_BYTES) return shorter
  }
  return written(shorten(view, 0))
}

function written(view: CardView): Made {
  const card = whole(view)
  const text = JSON.stringify(card)
  if (!/\{\{|\$\{/.test(text)) return { card, text }
  const shown = withoutFunctionsIn(card) as Card
  return { card: shown, text: JSON.stringify(shown) }
}

/** Properties that are shown and have no runs; a choice's or button's words may repeat what a person wrote. */
const SHOWN = new Set(['title', 'label', 'placeholder', 'altText', 'errorMessage', 'fallbackText'])

function withoutFunctionsIn(piece: unknown): unknown {
  if (Array.isArray(piece)) return piece.map(withoutFunctionsIn)
  if (typeof piece !== 'object' || piece === null) return piece
  return Object.fromEntries(
    Object.entries(piece).map(([name, value]) => {
      if (name === 'data') return [name, value]
      return [name, typeof value === 'string' && SHOWN.has(name) ? withoutFunctions(value) : withoutFunctionsIn(value)]
    }),
  )
}

/** Size on the wire, in bytes of UTF-8. */
export function cardBytes(card: object): number {
  return Buffer.byteLength(JSON.stringify(card))
}

function whole(view: CardView): Card {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: view.language,
    fallbackText: view.summary,
    body: bodyOf(view),
  }
}

function bodyOf(view: CardView): Element[] {
  switch (view.type) {
    case 'question':
      return questionBody(view)
    case 'closed':
      return closedBody(view)
    case 'panel':
      return panelBody(view)
  }
}

function shorten(view: CardView, length: number): CardView {
  const cut = (lines: Line[]) => lines.map((line) => ({ ...line, text: cutText(line.text, length) }))
  switch (view.type) {
    case 'question':
      return { ...view, notes: cut(view.notes) }
    case 'closed':
      return { ...view, notes: cut(view.notes), answer: cut(view.answer) }
    case 'panel':
      return {
        ...view,
        blocks: view.blocks.map((block) => ({ ...block, lines: cut(block.lines) })),
        ...(view.folded ? { folded: { ...view.folded, lines: cut(view.folded.lines) } } : {}),
      }
  }
}

function cutText(text: string, length: number): string {
  if (text.length <= length) return text
  const isWhole = !/[\uD800-\uDBFF]/.test(text.charAt(length - 1))
  return `${text.slice(0, isWhole ? length : length - 1)}…`
}
