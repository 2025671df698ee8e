/** A questionnaire's form as an accessible PDF, to read on screen or to fill in by hand. */

import { translate } from '../../texts/translate.ts'
import type { Form, FormItem, FormSection } from '../../wording/form.ts'
import { fieldBlocks } from './fields.ts'
import {
  type Block,
  freed,
  headingBlock,
  line,
  openPages,
  type Pages,
  type StructurePlace,
  type Style,
  styles,
  textBlock,
} from './pages.ts'
import { tableBlocks } from './tables.ts'

/** `author`: who asks. `at`: when it is made, ms since 1970 UTC. */
export const formPdf = async (form: Form, { author, at }: { author: string; at: number }): Promise<Uint8Array> => {
  const pages = await openPages({ title: form.title, author, language: form.language, at })
  pages.set([
    ...frontBlocks(pages, form),
    ...form.sections.flatMap((section) => sectionBlocks(pages, form, section)),
    ...glossaryBlocks(pages, form),
  ])
  const footer = (n: number, of: number) => `${form.footer} · ${translate(form.language, 'form.page', { n, of })}`
  return pages.end(footer, styles.footer)
}

const frontBlocks = (pages: Pages, form: Form): Block[] => {
  const { title, intro, contents } = form
  const widths = [0.46, 0.14, 0.4].map((share) => share * pages.width)
  const rows = contents.rows.map((row) => row.map((text) => ({ text })))
  const front = [
    textBlock(pages, pages.root, 'H1', title, styles.title, { gap: 0, next: 'always' }),
    ...intro.map((text) => textBlock(pages, pages.root, 'P', text, styles.text, { gap: 10, next: 'rather' })),
    ...form.head.map((head) => headBlock(pages, head)),
  ]
  return [
    ...freed(front),
    textBlock(pages, pages.root, 'H2', contents.title, styles.section, { gap: 22, next: 'always' }),
    ...tableBlocks(pages, pages.root, { widths, head: contents.columns, rows, headStyle: styles.cellHead }, 4),
  ]
}

/** «Kommune: ______», or the unit's name where it is known. */
const headBlock = (pages: Pages, { label, value }: Form['head'][number]): Block => {
  const labelWidth = 92
  const beside = { x: labelWidth, width: pages.width - labelWidth }
  const tall = value === undefined ? 0 : pages.heightOf(value, styles.text, beside.width)
  return {
    gap: 12,
    height: Math.max(22, tall + 4),
    next: 'rather',
    draw: (y) => {
      pages.text(pages.root, 'P', label, styles.label, { x: 0, width: labelWidth, y: y + 4 })
      if (value !== undefined) pages.text(pages.root, 'P', value, styles.text, { ...beside, y: y + 4 })
      else {
        pages.artifact((doc, left) =>
          doc
            .moveTo(left + labelWidth, y + 20)
            .lineTo(left + pages.width, y + 20)
            .lineWidth(0.7)
            .strokeColor(line.strong)
            .stroke(),
        )
      }
    },
  }
}

const sectionBlocks = (pages: Pages, form: Form, { title, knows, only, items }: FormSection): Block[] => {
  const section = pages.inside(pages.root, 'Sect')
  const said = (text: string | undefined, style: Style): Block[] =>
    text === undefined ? [] : [textBlock(pages, section, 'P', text, style, { gap: 4, next: 'always' })]
  return [
    headingBlock(pages, section, title, styles.section, 40),
    ...said(knows, styles.quiet),
    ...said(only, styles.only),
    ...items.flatMap((item) => itemBlocks(pages, form, section, item)),
  ]
}

const glossaryBlocks = (pages: Pages, { glossary }: Form): Block[] => {
  if (glossary === null) return []
  const section = pages.inside(pages.root, 'Sect')
  const widths = [0.24, 0.6, 0.16].map((share) => share * pages.width)
  const rows = glossary.rows.map((row) => row.map((text) => ({ text })))
  return [
    headingBlock(pages, section, glossary.title, styles.section, 40),
    textBlock(pages, section, 'P', glossary.intro, styles.quiet, { gap: 4, next: 'always' }),
    ...tableBlocks(pages, section, { widths, head: glossary.columns, rows, headStyle: styles.cellHead }, 8),
  ]
}

const itemBlocks = (pages: Pages, { use }: Form, section: StructurePlace, item: FormItem): Block[] => {
  const question = pages.inside(section, 'Sect')
  const { field } = item
  // On paper the unit stands after the box.
  const unit = field?.kind === 'figure' && use === 'screen' && field.unit !== '' ? [field.unit] : []
  const [first = '', ...more] = item.how
  const how = [first, ...unit, ...more].filter(Boolean).join(' · ')
  const said = (text: string | undefined, style: Style, gap: number): Block[] =>
    text === undefined || text === '' ? [] : [textBlock(pages, question, 'P', text, style, { gap, next: 'always' })]
  const title =
    field === undefined
      ? textBlock(pages, question, 'P', item.title, styles.text, { gap: 20, next: 'always' })
      : textBlock(pages, question, 'H3', item.title, styles.question, { gap: 24, next: 'always' })
  return freed([
    title,
    ...said(item.only, styles.only, 3),
    ...[item.help, ...item.explain].flatMap((text) => said(text, styles.quiet, 4)),
    ...said(how, styles.how, 5),
    ...(field === undefined ? [] : fieldBlocks(pages, question, field, use)),
  ])
}
