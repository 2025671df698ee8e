/** The copy of a unit's answers as an accessible PDF, for its archive. */

import { translate } from '../../texts/translate.ts'
import type { AnswersCopy, CopiedAnswer } from '../../wording/answers-copy.ts'
import {
  type Block,
  freed,
  headingBlock,
  openPages,
  type Pages,
  type StructurePlace,
  type Style,
  styles,
  textBlock,
} from './pages.ts'
import { tableBlocks } from './tables.ts'

/** `author`: who asks. `at`: when it is made, ms since 1970 UTC. */
export const answersPdf = async (
  copy: AnswersCopy,
  { author, at }: { author: string; at: number },
): Promise<Uint8Array> => {
  const { language } = copy
  const pages = await openPages({ title: `${copy.title}: ${copy.facts[0]?.value ?? ''}`, author, language, at })
  pages.set([
    ...frontBlocks(pages, copy),
    ...copy.sections.flatMap(({ title, items }) => sectionBlocks(pages, title, items)),
    ...asideBlocks(pages, copy),
  ])
  return pages.end((n, of) => `${copy.footer} · ${translate(language, 'form.page', { n, of })}`, styles.footer)
}

const said = (
  pages: Pages,
  place: StructurePlace,
  text: string,
  { style = styles.text, gap = 4, tag = 'P' }: { style?: Style; gap?: number; tag?: string } = {},
): Block => textBlock(pages, place, tag, text, style, { gap, next: 'always' })

const frontBlocks = (pages: Pages, { title, facts, notes }: AnswersCopy): Block[] =>
  freed([
    said(pages, pages.root, title, { style: styles.title, gap: 0, tag: 'H1' }),
    ...facts.map(({ label, value }, i) =>
      said(pages, pages.root, `${label}: ${value}`, {
        gap: i === 0 ? 12 : 3,
        style: i === 0 ? styles.label : styles.text,
      }),
    ),
    ...notes.map((note) => said(pages, pages.root, note, { gap: 10 })),
  ])

const sectionBlocks = (pages: Pages, title: string, items: readonly CopiedAnswer[]): Block[] => {
  const section = pages.inside(pages.root, 'Sect')
  const heading = headingBlock(pages, section, title, styles.section, 32)
  return [heading, ...items.flatMap((item) => itemBlocks(pages, section, item))]
}

const itemBlocks = (pages: Pages, section: StructurePlace, { title, by, answer }: CopiedAnswer): Block[] => {
  const place = pages.inside(section, 'Sect')
  const head = [
    said(pages, place, title, { style: styles.question, gap: 20, tag: 'H3' }),
    ...(by === undefined ? [] : [said(pages, place, by, { style: styles.how, gap: 2 })]),
  ]
  switch (answer.kind) {
    case 'none':
      return freed([...head, said(pages, place, answer.text, { style: styles.quiet })])
    case 'lines':
      return freed([...head, ...answer.lines.flatMap((line) => lineBlocks(pages, place, line))])
    case 'rows': {
      const widths = [0.6, 0.4].map((share) => share * pages.width)
      const rows = answer.rows.map((row) => row.map((text) => ({ text })))
      return [
        ...head,
        ...tableBlocks(pages, place, { widths, head: answer.columns, rows, headStyle: styles.cellHead }, 5),
      ]
    }
  }
}

/** A long text may go on over the page, between its paragraphs. */
const lineBlocks = (pages: Pages, place: StructurePlace, { text, own }: { text: string; own: boolean }): Block[] =>
  text
    .split(/\n+/u)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph, i) => ({
      ...said(pages, place, paragraph, { style: own ? styles.text : styles.label, gap: i === 0 ? 4 : 6 }),
      next: 'rather' as const,
    }))

const asideBlocks = (pages: Pages, { aside }: AnswersCopy): Block[] => {
  if (aside === undefined) return []
  const section = pages.inside(pages.root, 'Sect')
  return freed([
    said(pages, section, aside.title, { style: styles.section, gap: 32, tag: 'H2' }),
    said(pages, section, aside.intro),
    ...aside.questions.map((question) => said(pages, section, question, { gap: 6 })),
  ])
}
