/** A person's words are shown as they were typed: no renderer puts anything in place of them, and their marks turn nothing else. */
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { type Card, cardOf } from '../../../src/edge/teams/cards/card.ts'
import { closed as balanced, isolated, type View } from '../../../src/wording/view.ts'
import { cardFaultsOf } from '../../support/card-check.ts'
import { openCardOf } from '../../support/one-answering.ts'
import { saysAt } from '../../support/says-at.ts'
import { presses, questionOf, turn, types } from '../../support/tester.ts'

const { formatText }: { formatText(lang: string, text: string): string } = createRequire(import.meta.url)(
  'adaptivecards/lib/text-formatters.js',
)

/** Every text of a card that a renderer shows, run by run. */
const shownIn = (piece: unknown): string[] => {
  if (Array.isArray(piece)) return piece.flatMap(shownIn)
  if (typeof piece !== 'object' || piece === null) return []
  return Object.entries(piece).flatMap(([name, value]) => {
    if (name === 'data') return []
    return typeof value === 'string' ? [value] : shownIn(value)
  })
}
const runsOf = (card: Card): string[] =>
  card.body
    .flatMap(({ inlines }) => (Array.isArray(inlines) ? [inlines as { text: string }[]] : []))
    .map((inlines) => inlines.map(({ text }) => text).join(''))

const typed = [
  '{{DATE(2026-01-02T03:04:05Z, SHORT)}}',
  '{{TIME(2026-01-02T03:04:05Z)}}',
  'fra {{{DATE(2026-01-02T03:04:05+01:00)}}} til {{DATE(2026-01-03T03:04:05Z, LONG)}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the sign of card templates
  '${title} og $${sum}',
  'Vi savner **sterkt** [veiledning](https://a.example) og `kode` # tittel',
  '<at>Kari</at> &amp; <b>fet</b>',
  '{{unit}} $t(card.yes) {{svar.x}}',
]

describe.each(typed)('«%s»', (text) => {
  const cardAfter = (said: ReturnType<typeof saysAt>, view: View): Card => {
    if (view.type === 'text') throw new Error(`no card: ${said.log.at(-1)}`)
    return cardOf(view)
  }
  test('stands in the closed card as it was typed', () => {
    const person = saysAt('imdi_savn', [text])
    const view = person.chat.map((message) => message.view).findLast((it) => it.type === 'closed')
    if (view === undefined) throw new Error('no closed card')
    const card = cardAfter(person, view)
    expect(runsOf(card)).toContain(text)
    expect(cardFaultsOf(card)).toEqual([])
    const runs = shownIn(card)
    expect(runs.map((run) => formatText('nb', run))).toEqual(runs)
  })

  test('and in the review', () => {
    const person = saysAt('imdi_savn', [text])
    types(person, 'oppsummering')
    const shown = shownIn(cardAfter(person, openCardOf(person)))
    expect(shown.map((run) => formatText('nb', run))).toEqual(shown)
  })
})

test('a renderer does change such a text where nothing is done', () => {
  expect(formatText('nb', typed[0] ?? '')).not.toBe(typed[0])
})

describe('marks of direction', () => {
  const rlo = '\u202eabc'
  test.each<[string, string, string]>([
    ['plain words stay', 'Storsalen', 'Storsalen'],
    ['an override ends with the words', rlo, `\u2068${rlo}\u2069`],
    ['letters from right to left', 'שלום', '\u2068שלום\u2069'],
    ['an isolate that is not ended', '\u2067a', '\u2068\u2067a\u2069\u2069'],
    ['an end without beginning', 'a\u2069b\u202c', '\u2068ab\u202c\u2069'],
  ])('%s', (_name, text, expected) => expect(isolated(text)).toBe(expected))

  test('a text that was cut ends what it began', () => expect(balanced('\u2068abc…')).toBe('\u2068abc…\u2069'))

  test('are stored as typed, and shown isolated', () => {
    const person = saysAt('imdi_savn', [])
    turn(person, { type: 'text', text: 'abc', written: rlo })
    expect(JSON.parse(person.shared.session)).toBeDefined()
    expect(person.shared.session).toContain(rlo)
    expect(questionOf(person)).not.toBe('imdi_savn')
    expect(person.log.join('\n')).toContain(`\u2068${rlo}\u2069`)
    presses(person, 'Endre')
    expect(questionOf(person)).toBe('imdi_savn')
  })
})
