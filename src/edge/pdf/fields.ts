/** What an answer is written in: choices with a box each, a grid, lines to write on. On screen only what can be read. */
import type { FormChoice, FormField } from '../../wording/form.ts'
import type { FormUse } from '../../wording/form-address.ts'
import type { Block, Pages, StructurePlace } from './pages.ts'
import { line, styles } from './pages.ts'
import { tableBlocks } from './tables.ts'

type Sign = 'ring' | 'box' | 'number'
/** Indent of the choices, and of their text behind the sign. */
const indent = { sign: 2, text: 24 }
const lineHeight = 26
/** Lines for a text of several sentences. */
const manyLines = 7

/** `parent`: the question's place in the structure. The last block is free of what follows. */
export const fieldBlocks = (pages: Pages, parent: StructurePlace, field: FormField, use: FormUse): Block[] => {
  switch (field.kind) {
    case 'choices':
      return choiceBlocks(pages, parent, field.choices, field.pick === 'one' ? 'ring' : 'box', use)
    case 'grid':
      return gridBlocks(pages, parent, field, use)
    case 'order':
      return [
        ...hanging(choiceBlocks(pages, parent, field.choices, use === 'paper' ? 'number' : 'box', use)),
        ...besideBlocks(pages, parent, field.besides, use),
      ]
    case 'figure':
      return [
        ...(use === 'paper' ? [boxesBlock(pages, parent, [{ width: 92, after: field.unit }])] : []),
        ...besideBlocks(pages, parent, field.besides, use),
      ]
    case 'date': {
      const boxes = field.parts.map((after, i) => ({ width: i === 2 ? 64 : 38, after }))
      return [
        ...(use === 'paper' ? [boxesBlock(pages, parent, boxes)] : []),
        ...besideBlocks(pages, parent, field.besides, use),
      ]
    }
    case 'words':
      return [
        ...(use === 'paper' ? lineBlocks(pages, field.lines === 'one' ? 1 : manyLines) : []),
        ...besideBlocks(pages, parent, field.besides, use),
      ]
  }
}

const hanging = (blocks: Block[]): Block[] =>
  blocks.map((block) => (block.next === 'free' ? { ...block, next: 'rather' } : block))

const besideBlocks = (pages: Pages, parent: StructurePlace, besides: readonly string[], use: FormUse): Block[] =>
  choiceBlocks(
    pages,
    parent,
    besides.map((text) => ({ text, specify: false })),
    'box',
    use,
  )

/** A list; never one choice alone at the top or the foot of a page. */
const choiceBlocks = (
  pages: Pages,
  parent: StructurePlace,
  choices: readonly FormChoice[],
  sign: Sign,
  use: FormUse,
): Block[] => {
  const list = pages.inside(parent, 'L')
  const [x, width] = [indent.text + (sign === 'number' ? 12 : 0), pages.width - indent.text - 12]
  return choices.map(({ text, note, specify }, i): Block => {
    const tall = pages.heightOf(text, styles.text, width)
    const noteTall = note === undefined ? 0 : pages.heightOf(note, styles.how, width)
    const written = specify && use === 'paper' ? lineHeight : 0
    const isEdge = i === 0 || i === choices.length - 2
    return {
      gap: i === 0 ? 7 : use === 'paper' ? 7 : 4,
      height: tall + noteTall + written,
      next: i === choices.length - 1 ? 'free' : isEdge ? 'always' : 'rather',
      draw: (y) => {
        drawSign(pages, sign, use, y)
        const item = pages.inside(pages.inside(list, 'LI'), 'LBody')
        pages.text(item, 'P', text, styles.text, { x, width, y })
        if (note !== undefined) pages.text(item, 'P', note, styles.how, { x, width, y: y + tall })
        if (written > 0) drawLine(pages, x, y + tall + noteTall + written - 4)
      },
    }
  })
}

const drawSign = (pages: Pages, sign: Sign, use: FormUse, y: number): void => {
  const size = use === 'paper' ? 11.5 : 8
  const top = y + 7.5 - size / 2
  pages.artifact((doc, left) => {
    doc.lineWidth(use === 'paper' ? 1 : 0.8).strokeColor(line.strong)
    if (sign === 'number') doc.rect(left + indent.sign, y - 2, 24, 19)
    else if (sign === 'box') doc.rect(left + indent.sign, top, size, size)
    else doc.circle(left + indent.sign + size / 2, top + size / 2, size / 2)
    doc.stroke()
  })
}

const drawLine = (pages: Pages, x: number, y: number): void =>
  pages.artifact((doc, left) => {
    doc
      .moveTo(left + x, y)
      .lineTo(left + pages.width, y)
      .lineWidth(0.7)
      .strokeColor(line.strong)
      .stroke()
  })

const lineBlocks = (pages: Pages, count: number): Block[] =>
  Array.from({ length: count }, (_, i) => ({
    gap: i === 0 ? 4 : 0,
    height: lineHeight,
    next: i === count - 1 ? ('free' as const) : ('always' as const),
    draw: (y) => drawLine(pages, 0, y + lineHeight - 2),
  }))

/** Boxes side by side, each with the word that stands after it. */
const boxesBlock = (
  pages: Pages,
  parent: StructurePlace,
  boxes: readonly { width: number; after: string }[],
): Block => ({
  gap: 8,
  height: 26,
  next: 'always',
  draw: (y) => {
    let x = indent.sign
    for (const { width, after } of boxes) {
      const at = x
      pages.artifact((doc, left) =>
        doc
          .rect(left + at, y, width, 24)
          .lineWidth(1)
          .strokeColor(line.strong)
          .stroke(),
      )
      const wide = after === '' ? 0 : pages.wordWidth(after.replaceAll(/\s+/gu, '\u00a0'), styles.text)
      if (after !== '') pages.text(parent, 'P', after, styles.text, { x: x + width + 7, width: wide + 4, y: y + 5 })
      x += width + wide + 26
    }
  },
})

/** Columns narrower than this, or than a word of theirs, have numbers for headings. */
const narrow = 50

const gridBlocks = (
  pages: Pages,
  parent: StructurePlace,
  grid: Extract<FormField, { kind: 'grid' }>,
  use: FormUse,
): Block[] => {
  const { corner, scale } = grid
  const column = Math.min(86, (pages.width * 0.64) / scale.length)
  const isNarrow = column < narrow || scale.some((text) => pages.wordWidth(text, styles.columnHead) > column - 10)
  const head = scale.map((text, i) => (isNarrow ? `${i + 1}` : text))
  const key = isNarrow ? scale.map((text, i) => ({ text: `${i + 1}: ${text}`, specify: false })) : []
  const rows = grid.rows.map(({ text, note }) => [
    { text: note === undefined ? text : `${text} (${note})` },
    ...scale.map(() => ({ mark: true as const })),
  ])
  const widths = [pages.width - column * scale.length, ...scale.map(() => column)]
  const size = use === 'paper' ? 5.75 : 4
  const mark = (x: number, y: number) =>
    pages.artifact((doc, left) =>
      doc
        .circle(left + x, y, size)
        .lineWidth(0.9)
        .strokeColor(line.strong)
        .stroke(),
    )
  return [
    ...keyBlocks(pages, parent, key),
    ...tableBlocks(pages, parent, { widths, head: [corner, ...head], rows, headStyle: styles.columnHead, mark }, 6),
  ]
}

/** What the numbers over the columns stand for. */
const keyBlocks = (pages: Pages, parent: StructurePlace, key: readonly { text: string }[]): Block[] => {
  const list = pages.inside(parent, 'L')
  return key.map(({ text }, i) => ({
    gap: i === 0 ? 6 : 2,
    height: pages.heightOf(text, styles.quiet, pages.width),
    next: 'always',
    draw: (y) => {
      const item = pages.inside(pages.inside(list, 'LI'), 'LBody')
      pages.text(item, 'P', text, styles.quiet, { x: 0, width: pages.width, y })
    },
  }))
}
