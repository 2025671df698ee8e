/** Tables: each row a block, the headings again where the table goes on over the page. */
import type { Block, Pages, StructurePlace, Style } from './pages.ts'
import { line, styles } from './pages.ts'

/** A cell without text is empty, or holds what `mark` draws in its middle. */
export type Cell = { text?: string; mark?: true }
export type Table = {
  widths: readonly number[]
  head: readonly string[]
  /** The first cell of a row is its heading. */
  rows: readonly (readonly Cell[])[]
  headStyle: Style
  /** Draws the sign of a cell that is marked: middle of the cell, points from the left edge of the text and the top. */
  mark?: (x: number, y: number) => void
}

const pad = { x: 5, y: 4.5 }

/** `gap`: points above the table. The last two rows stay together, and the first with the headings. */
export const tableBlocks = (pages: Pages, parent: StructurePlace, table: Table, gap: number): Block[] => {
  const place = pages.inside(parent, 'Table')
  const lefts = table.widths.map((_, i) => table.widths.slice(0, i).reduce((sum, width) => sum + width, 0))
  const styleOf = (i: number) => (i === 0 ? styles.cellHead : table.headStyle)
  const headHeight = heightOf(pages, table, table.head, styleOf)
  const rule = (y: number, color: string) =>
    pages.artifact((doc, left) =>
      doc
        .moveTo(left, y)
        .lineTo(left + pages.width, y)
        .lineWidth(0.7)
        .strokeColor(color)
        .stroke(),
    )
  const drawHead = (y: number, cell: (text: string, i: number) => void) => {
    table.head.forEach(cell)
    rule(y + headHeight, line.strong)
  }
  const span = (i: number, y: number) => ({
    x: (lefts[i] ?? 0) + pad.x,
    width: (table.widths[i] ?? 0) - 2 * pad.x,
    y: y + pad.y,
  })
  const head: Block = {
    gap,
    height: headHeight,
    next: 'always',
    draw: (y) => {
      const row = pages.inside(place, 'TR')
      drawHead(y, (text, i) => pages.text(row, 'TH', text, styleOf(i), span(i, y), 'Column'))
    },
  }
  const again = {
    height: headHeight,
    // Read once, where the table begins.
    draw: (y: number) => drawHead(y, (text, i) => pages.unread(text, styleOf(i), span(i, y))),
  }
  const rows = table.rows.map((cells, n): Block => {
    const height = heightOf(
      pages,
      table,
      cells.map(({ text }) => text ?? ''),
      () => styles.cell,
    )
    return {
      gap: 0,
      height,
      next: n === table.rows.length - 1 ? 'free' : n === table.rows.length - 2 ? 'always' : 'rather',
      again,
      draw: (y) => {
        const row = pages.inside(place, 'TR')
        cells.forEach(({ text, mark }, i) => {
          if (text !== undefined) {
            pages.text(row, i === 0 ? 'TH' : 'TD', text, styles.cell, span(i, y), i === 0 ? 'Row' : undefined)
            return
          }
          pages.inside(row, 'TD')()
          if (mark) table.mark?.((lefts[i] ?? 0) + (table.widths[i] ?? 0) / 2, y + height / 2)
        })
        rule(y + height, line.light)
      },
    }
  })
  return [head, ...rows]
}

const heightOf = (pages: Pages, { widths }: Table, texts: readonly string[], styleOf: (i: number) => Style): number =>
  2 * pad.y +
  Math.max(
    ...texts.map((text, i) => pages.heightOf(text === '' ? ' ' : text, styleOf(i), (widths[i] ?? 0) - 2 * pad.x)),
  )
