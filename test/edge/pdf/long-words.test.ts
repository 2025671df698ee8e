/** Words that nobody writes, in a copy that who wrote them can ask for as often as they like. */
import PDFDocument from 'pdfkit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { answersPdf } from '../../../src/edge/pdf/answers.ts'
import { readPdf } from '../../support/read-pdf.ts'

const copyOf = (text: string) =>
  answersPdf(
    {
      ...{ language: 'nb', title: 'Kopi av svarene', notes: [], footer: 'Kommuneundersøkelsen' },
      facts: [{ label: 'Kommune', value: 'Bergen (4601)' }],
      sections: [
        { title: 'Tema', items: [{ title: '1. Hva?', answer: { kind: 'lines', lines: [{ text, own: true }] } }] },
      ],
    },
    { author: 'IMDi', at: Date.UTC(2026, 10, 5) },
  )

afterEach(() => vi.restoreAllMocks())

/** How many signs are measured to set the text. */
const measured = async (text: string): Promise<number> => {
  const measure = vi.spyOn(PDFDocument.prototype, 'widthOfString')
  await copyOf(text)
  const signs = measure.mock.calls.reduce((sum, [one]) => sum + String(one).length, 0)
  measure.mockRestore()
  return signs
}

describe('a text twice as long is measured about twice', () => {
  it.each([
    ['one letter', 'x'],
    ['digits', '0123456789'],
    ['an address', 'https://www.kommune.no/sti/'],
    ['letters of ours', 'æøåÆØÅ'],
    ['signs of a sentence', '.,-/'],
    ['words', 'kommunen svarer '],
  ])('%s', async (_what, piece) => {
    const [once, twice] = [
      await measured(piece.repeat(4_000 / piece.length)),
      await measured(piece.repeat(8_000 / piece.length)),
    ]
    expect(twice / once).toBeLessThan(2.2)
  })
})

it.each(['x'.repeat(4_000), `Se ${'https://kommune.no/'.repeat(60)} og mer`, 'å'.repeat(200), 'Helt vanlige ord.'])(
  'every letter of it stands there: %.20s',
  async (text) => {
    const { elements } = await readPdf(await copyOf(text))
    const plain = (one: string) => one.replace(/[\s\u200b]/gu, '')
    expect(plain(elements.map((one) => one.text).join(''))).toContain(plain(text))
  },
)
