/**
 * A tagged PDF, written from the top down: blocks of a known height are set on pages so that what belongs together stays
 * together, and everything is either in the structure (which a screen reader follows) or an artifact (which it leaves out).
 */

import { fileURLToPath } from 'node:url'
import type { Language } from '../../questionnaire/schema.ts'

const fonts = {
  regular: fileURLToPath(import.meta.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf')),
  strong: fileURLToPath(
    import.meta.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
  ),
}

/** A4 in points, with room to bind and to write in the margin. */
const margins = { top: 60, bottom: 68, left: 60, right: 60 }

export type Style = {
  font: keyof typeof fonts
  size: number
  color: string
  lineGap?: number
  align?: 'left' | 'center'
}

/** How the parts of a form look. Every colour has a contrast of at least 7:1 on white. */
const ink = '#1c1c1c'
const quiet = '#454545'
const accent = '#17426b'

export const styles = {
  title: { font: 'strong', size: 24, color: accent, lineGap: 1 },
  section: { font: 'strong', size: 17, color: accent, lineGap: 1 },
  question: { font: 'strong', size: 12, color: ink },
  text: { font: 'regular', size: 11, color: ink, lineGap: 3 },
  quiet: { font: 'regular', size: 10.5, color: quiet, lineGap: 2.5 },
  only: { font: 'strong', size: 10.5, color: accent },
  how: { font: 'regular', size: 10, color: quiet },
  code: { font: 'strong', size: 20, color: ink },
  label: { font: 'strong', size: 11, color: ink },
  cell: { font: 'regular', size: 10, color: ink, lineGap: 1 },
  cellHead: { font: 'strong', size: 9.5, color: ink, lineGap: 0 },
  columnHead: { font: 'strong', size: 9.5, color: ink, lineGap: 0, align: 'center' },
  footer: { font: 'regular', size: 9, color: quiet },
} satisfies Record<string, Style>

/** Lines and boxes. */
export const line = { strong: '#3a3a3a', light: '#b8b8b8' }

type Element = PDFKit.PDFStructureElement
/** An element of the structure that comes to be when the first thing in it is drawn: so it stands where it is read. */
export type StructurePlace = () => Element

/**
 * A piece that is not parted. `gap`: points above it, except at the top of a page. `next`: how it hangs on what follows:
 * `always`; `rather`, parted only where the whole would not fit on a page; `free`. `again`: drawn once more at the top of
 * the page where it is parted from what stands before it.
 */
export type Block = {
  gap: number
  height: number
  draw: (y: number) => void
  next: 'always' | 'rather' | 'free'
  again?: { height: number; draw: (y: number) => void }
}

/** Where text stands: points from the left edge of the text, and its width. */
export type Span = { x: number; width: number }

export type Pages = {
  /** Width of the text in points. */
  width: number
  root: StructurePlace
  /** `language`: where it is another than the document's. */
  inside: (parent: StructurePlace, tag: string, language?: Language) => StructurePlace
  heightOf: (text: string, style: Style, width: number) => number
  /** The widest word. */
  wordWidth: (text: string, style: Style) => number
  /** Text in an element of its own. `scope`: what a table's heading is the heading of. */
  text: (
    parent: StructurePlace,
    tag: string,
    text: string,
    style: Style,
    at: Span & { y: number },
    scope?: 'Row' | 'Column',
  ) => void
  /** Text that is seen and no part of what is read. */
  unread: (text: string, style: Style, at: Span & { y: number }) => void
  /** Drawn, and no part of what is read. */
  artifact: (draw: (doc: PDFKit.PDFDocument, left: number) => void) => void
  bookmark: (title: string) => void
  set: (blocks: readonly Block[]) => void
  /** What is set next stands at the top of a new page. */
  turn: () => void
  /** `footer`: the text at the foot of a page, by its number and how many there are. */
  end: (footer: (n: number, of: number) => string, style: Style) => Promise<Uint8Array>
}

/** `at`: when it is made, ms since 1970 UTC. */
export type About = { title: string; author: string; language: Language; at: number }

export const openPages = async ({ title, author, language, at }: About): Promise<Pages> => {
  // Loaded by the first document: no start needs it.
  const { default: PDFDocument } = await import('pdfkit')
  const doc = new PDFDocument({
    size: 'A4',
    margins,
    // The reader's own windows show the title and not the file's name.
    displayTitle: true,
    tagged: true,
    lang: `${language}-NO`,
    pdfVersion: '1.7',
    bufferPages: true,
    info: { Title: title, Author: author, CreationDate: new Date(at), ModDate: new Date(at) },
    font: fonts.regular,
  })
  const chunks: Uint8Array[] = []
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const whole = doc.struct('Document')
  doc.addStructure(whole)
  const left = margins.left
  const width = doc.page.width - margins.left - margins.right
  const floor = doc.page.height - margins.bottom
  const styled = ({ font, size, color }: Style) => doc.font(fonts[font]).fontSize(size).fillColor(color)
  const options = (style: Style, wide: number) => ({
    width: wide,
    lineGap: style.lineGap ?? 2,
    align: style.align ?? ('left' as const),
  })
  const artifact: Pages['artifact'] = (draw) => {
    doc.markContent('Artifact')
    draw(doc, left)
    doc.endMarkedContent()
  }
  let y = margins.top
  const place = (block: Block, gap: number): void => {
    block.draw(y + gap)
    // A text that is longer than a page has gone on to the next by itself.
    y = Math.min(y + gap + block.height, floor)
  }
  const setTogether = (blocks: readonly Block[]): void => {
    if (y > margins.top && y + heightOfAll(blocks) > floor) {
      doc.addPage()
      y = margins.top
      const again = blocks[0]?.again
      if (again !== undefined) {
        again.draw(y)
        y += again.height
      }
    }
    for (const block of blocks) place(block, y === margins.top ? 0 : block.gap)
  }
  return {
    width,
    root: () => whole,
    inside: (parent, tag, inLanguage) => {
      let made: Element | undefined
      return () => {
        if (made === undefined) {
          made = doc.struct(tag, inLanguage === undefined ? {} : { lang: `${inLanguage}-NO` })
          parent().add(made)
        }
        return made
      }
    },
    heightOf: (text, style, wide) => styled(style).heightOfString(breakable(text), options(style, wide)),
    wordWidth: (text, style) => Math.max(...text.split(/\s+/u).map((word) => styled(style).widthOfString(word))),
    text: (parent, tag, text, style, at, scope) => {
      const draw = () => void styled(style).text(breakable(text), left + at.x, at.y, options(style, at.width))
      // Newer than the package's types.
      const own: PDFKit.Mixins.StructureElementOptions & { scope?: 'Row' | 'Column' } =
        scope === undefined ? {} : { scope }
      parent().add(doc.struct(tag, own, draw))
    },
    unread: (text, style, at) =>
      artifact(() => void styled(style).text(text, left + at.x, at.y, options(style, at.width))),
    artifact,
    bookmark: (named) => void doc.outline.addItem(named),
    set: (blocks) => {
      for (const group of groupsOf(blocks, ['free'])) {
        const tall = heightOfAll(group)
        const fits = y + tall <= floor
        // What would leave most of a page empty is rather parted.
        const parts = fits || tall < (floor - margins.top) * 0.8 ? [group] : groupsOf(group, ['free', 'rather'])
        for (const part of parts) setTogether(part)
      }
    },
    turn: () => {
      doc.addPage()
      y = margins.top
    },
    end: (footer, style) => {
      const { count } = doc.bufferedPageRange()
      for (let i = 0; i < count; i++) {
        doc.switchToPage(i)
        // Below the margin a text would begin a page of its own.
        doc.page.margins.bottom = 0
        doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] })
        styled(style).text(footer(i + 1, count), left, floor + 26, { width, lineBreak: false })
        doc.endMarkedContent()
      }
      const ended = new Promise<Uint8Array>((done) => doc.on('end', () => done(Buffer.concat(chunks))))
      doc.end()
      return ended
    },
  }
}

/** The longest word that is set as it is. */
const LONGEST_WORD = 200

/**
 * The text with places to break (U+200B) in words that nobody writes: a word that is wider than its line is measured anew for
 * each line of it, so that one of 10,000 letters would hold the process for seconds.
 */
const breakable = (text: string): string => text.replace(new RegExp(`\\S{${LONGEST_WORD}}(?=\\S)`, 'gu'), '$&\u200b')

const heightOfAll = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block, i) => sum + block.height + (i === 0 ? 0 : block.gap), 0) + (blocks[0]?.gap ?? 0)

/** Blocks in order, parted after those that hang on what follows in one of these ways. */
const groupsOf = (blocks: readonly Block[], after: readonly Block['next'][]): Block[][] => {
  const groups: Block[][] = []
  let open: Block[] = []
  for (const block of blocks) {
    open.push(block)
    if (!after.includes(block.next)) continue
    groups.push(open)
    open = []
  }
  return open.length > 0 ? [...groups, open] : groups
}

/** A text of its own, over the whole width. */
export const textBlock = (
  pages: Pages,
  parent: StructurePlace,
  tag: string,
  text: string,
  style: Style,
  how: Pick<Block, 'gap' | 'next'>,
): Block => ({
  ...how,
  height: pages.heightOf(text, style, pages.width),
  draw: (y) => pages.text(parent, tag, text, style, { x: 0, width: pages.width, y }),
})

/** The heading of a part of the document, which the reader's list of contents has too. */
export const headingBlock = (pages: Pages, parent: StructurePlace, title: string, style: Style, gap: number): Block => {
  const heading = textBlock(pages, parent, 'H2', title, style, { gap, next: 'always' })
  return {
    ...heading,
    draw: (y) => {
      pages.bookmark(title)
      heading.draw(y)
    },
  }
}

/** Blocks that belong together: the last of them hangs on nothing. */
export const freed = (blocks: readonly Block[]): Block[] =>
  blocks.map((block, i) => (i === blocks.length - 1 ? { ...block, next: 'free' } : block))
