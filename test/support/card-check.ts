import { createRequire } from 'node:module'
import { z } from 'zod'
import { type Card, cardBytes, cardOf, LARGEST_CARD_BYTES } from '../../src/edge/teams/cards/card.ts'
import type { View } from '../../src/wording/view.ts'
import { cardShape } from './card-shape.ts'

// Its `main` does not load in Node; this build does, and brings no types of its own by this path.
const renderer: typeof import('adaptivecards') = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js')

/**
 * Everything wrong with a card, in words; empty when nothing is. Two checks that complement each other: our strict shape
 * of Adaptive Cards 1.5, and the renderer's own parsing and validation (duplicate ids, unknown elements, missing values);
 * then the size, and what the renderer does not ask: ids as the engine reads them.
 */
export function cardFaultsOf(card: Card): string[] {
  const shape = cardShape.safeParse(card)
  const wrong = shape.success ? [] : [z.prettifyError(shape.error)]
  return [...wrong, ...rendererFaults(card), ...sizeFaults(card), ...inputIdFaults(card)]
}

/** The same of a view as it is sent; plain text is no card. */
export const viewFaultsOf = (view: View): string[] => (view.type === 'text' ? [] : cardFaultsOf(cardOf(view)))

function rendererFaults(card: Card): string[] {
  const context = new renderer.SerializationContext(renderer.Versions.v1_5)
  const parsed = new renderer.AdaptiveCard()
  // It refuses every second `lang`, as its pattern remembers where it stopped; the shape looks after that field.
  const { lang: _lang, ...rest } = card
  parsed.parse(JSON.parse(JSON.stringify(rest)), context)
  const parsing = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message)
  return [...parsing, ...parsed.validateProperties().validationEvents.map((event) => event.message)]
}

function sizeFaults(card: Card): string[] {
  const bytes = cardBytes(card)
  return bytes > LARGEST_CARD_BYTES ? [`${bytes} bytes`] : []
}

function inputIdFaults(card: Card): string[] {
  const ids = card.body.filter(({ type }) => type.startsWith('Input.')).map(({ id }) => String(id))
  return ids.filter((id) => !/^(?:answer|other|row\..+|rank\.\d+)$/.test(id))
}
