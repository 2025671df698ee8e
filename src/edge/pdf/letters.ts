/** Letters as one accessible PDF, a page for each: each is a section with a heading, in the language of its reader. */

import type { PaperLetter } from '../../app/respondents/letters.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { type Block, openPages, type Pages, type StructurePlace, styles, textBlock } from './pages.ts'

type About = { title: string; author: string; language: Language; at: number }

/** `at`: when it is made, ms since 1970 UTC. No letters make one empty page. */
export const lettersPdf = async (letters: readonly PaperLetter[], about: About): Promise<Uint8Array> => {
  const pages = await openPages(about)
  letters.forEach((letter, i) => {
    if (i > 0) pages.turn()
    pages.set(blocksOf(pages, letter, about.language))
  })
  return pages.end(() => '', styles.footer)
}

const STEP = 22

const blocksOf = (pages: Pages, letter: PaperLetter, language: Language): Block[] => {
  const section = pages.inside(pages.root, 'Sect', letter.language === language ? undefined : letter.language)
  const text = (said: string, gap: number, tag = 'P', style: (typeof styles)[keyof typeof styles] = styles.text) =>
    textBlock(pages, section, tag, said, style, { gap, next: 'always' })
  const list = pages.inside(section, 'L')
  const { before, code, after } = letter.steps
  return [
    ...letter.to.map((line, i) => text(line, i === 0 ? 0 : 2)),
    text(letter.heading, 56, 'H1', styles.title),
    text(letter.invited, 16),
    text(letter.howHeading, 20, 'H2', styles.section),
    ...before.map((step, i) => stepBlock(pages, list, { n: i + 1, step, code: i === before.length - 1 ? code : null })),
    ...after.map((step, i) => stepBlock(pages, list, { n: before.length + i + 1, step, code: null })),
    ...letter.rest.map((said, i) => text(said, i === 0 ? 20 : 10)),
  ]
}

type Step = { n: number; step: string; code: string | null }

/** A numbered step, with the code below it where it asks for one. */
const stepBlock = (pages: Pages, list: StructurePlace, { n, step, code }: Step): Block => {
  const width = pages.width - STEP
  const tall = pages.heightOf(step, styles.text, width)
  const codeTall = code === null ? 0 : pages.heightOf(code, styles.code, width) + 16
  return {
    gap: 8,
    height: tall + codeTall,
    next: 'always',
    draw: (y) => {
      const item = pages.inside(list, 'LI')
      pages.text(item, 'Lbl', `${n}.`, styles.text, { x: 0, width: STEP, y })
      const body = pages.inside(item, 'LBody')
      pages.text(body, 'P', step, styles.text, { x: STEP, width, y })
      if (code !== null) pages.text(body, 'P', code, styles.code, { x: STEP, width, y: y + tall + 8 })
    },
  }
}
