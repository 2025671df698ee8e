import { crc32, deflateSync } from 'node:zlib'
import type { Line, Panel, View } from '../../../wording/view.ts'
import {
  actionRow,
  actionSets,
  type Element,
  inputElements,
  lineBlocks,
  textBlock,
  withoutFunctions,
} from './elements.ts'

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

/** An id is looked for in its own card only, and a panel folds one thing. */
const FOLDED = 'folded'

/** Start, review, receipt and the like: a title, blocks with their own headings and buttons, buttons, what is folded away. */
function panelBody(view: Panel): Element[] {
  return [
    textBlock(view.title, { style: 'heading', size: 'large', weight: 'bolder' }),
    ...view.blocks.flatMap(({ heading, lines, actions = [] }) => [
      ...(heading
        ? [textBlock(heading, { style: 'heading', size: 'default', weight: 'bolder', spacing: 'large' })]
        : []),
      ...lineBlocks(lines, heading ? {} : { spacing: 'medium' }),
      ...actionRow(actions),
    ]),
    ...actionRow(view.actions),
    ...(view.folded ? foldedAway(view.folded) : []),
  ]
}

type Folded = NonNullable<Panel['folded']>

/** The client opens and closes it by itself. */
function foldedAway({ title, lines }: Folded): Element[] {
  return [
    {
      type: 'ActionSet',
      actions: [{ type: 'Action.ToggleVisibility', title, targetElements: [FOLDED] }],
      spacing: 'small',
    },
    { type: 'Container', id: FOLDED, isVisible: false, items: lineBlocks(lines) },
  ]
}

/** An answered question: quieter than an open one, with the answer as it stands and the way to change it. */
function closedBody(view: Extract<View, { type: 'closed' }>): Element[] {
  return [
    ...(view.position ? [textBlock(view.position, { size: 'small', isSubtle: true })] : []),
    textBlock(view.title, { style: 'heading', size: 'default', weight: 'default', spacing: 'small' }),
    // «Slik står det nå:» is about what follows it.
    ...lineBlocks(view.notes),
    ...lineBlocks(view.answer),
    ...actionSets(view.actions),
  ]
}

/** From above: what was just said, where we are, the question, help, what is wrong, the fields, the buttons, how to type. */
function questionBody(view: Extract<View, { type: 'question' }>): Element[] {
  const position = [view.section, view.position].filter((part) => part !== '').join(' · ')
  return [
    ...lineBlocks(view.notes),
    textBlock(position, {
      size: 'small',
      isSubtle: true,
      ...(view.notes.length > 0 ? { separator: true, spacing: 'medium' } : {}),
    }),
    progressBar(view.done, view.position),
    textBlock(view.title, { style: 'heading', size: 'medium', weight: 'bolder', spacing: 'medium' }),
    ...(view.help ? [textBlock(view.help, { isSubtle: true, spacing: 'small' })] : []),
    ...(view.problem
      ? [textBlock(`⚠ ${view.problem}`, { color: 'attention', weight: 'bolder', spacing: 'medium' })]
      : []),
    ...inputElements(view.input),
    ...actionSets(view.actions),
    ...(view.hint ? [textBlock(view.hint, { size: 'small', isSubtle: true, spacing: 'small' })] : []),
  ]
}

/** In pixels; stretched to the card's width, so the height follows. A multiple of eight, as rows are bytes of bits. */
const WIDTH = 400
const HEIGHT = 4
/** Teams' violet on a grey that is seen on light and dark ground. */
const PALETTE = Buffer.from([0x8a, 0x8a, 0x8a, 0x62, 0x64, 0xa7])
const TRANSPARENCY = Buffer.from([0x50, 0xff])
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const STEPS = 100

const drawn = new Map<number, string>()

/**
 * How far the respondent is, `done` 0–1, as a thin bar; `words` says the same for those who do not see it. An image,
 * because coloured columns get the client's padding and become as high as a line of text, and Adaptive Cards 1.5 has no
 * progress bar. About 200 bytes.
 */
function progressBar(done: number, words: string): Element {
  const step = Math.min(STEPS, Math.max(0, Math.round(done * STEPS)))
  return { type: 'Image', url: imageOf(step), altText: words, size: 'stretch', spacing: 'small' }
}

function imageOf(step: number): string {
  const known = drawn.get(step)
  if (known) return known
  const url = `data:image/png;base64,${png(step).toString('base64')}`
  drawn.set(step, url)
  return url
}

/** One bit a pixel: the first `step` per cent set. Format: PNG (ISO 15948), colour type 3. */
function png(step: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([1, 3, 0, 0, 0], 8)
  const row = Buffer.alloc(1 + WIDTH / 8)
  for (let x = 0; x < (WIDTH * step) / STEPS; x++) {
    const at = 1 + (x >> 3)
    row[at] = (row[at] ?? 0) | (0x80 >> (x & 7))
  }
  const pixels = deflateSync(Buffer.concat(Array.from({ length: HEIGHT }, () => row)))
  const chunks = [chunk('IHDR', header), chunk('PLTE', PALETTE), chunk('tRNS', TRANSPARENCY), chunk('IDAT', pixels)]
  return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
