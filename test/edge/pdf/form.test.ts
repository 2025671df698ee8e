/** The form as a PDF, read as a screen reader does. No wording of the questionnaires is repeated here. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { formPdf } from '../../../src/edge/pdf/form.ts'
import { questionnaire as schema } from '../../../src/questionnaire/schema.ts'
import { type Form, type FormField, type FormSource, formOf } from '../../../src/wording/form.ts'
import { oneLine, type ReadPdf, readPdf } from '../../support/read-pdf.ts'
import { shippedParts } from '../../support/shipped-waves.ts'
import { closesAt, wave } from '../../support/survey-2018.ts'

const technical = schema.parse(parse(readFileSync('test/questionnaire/technical/teknisk.v1.yaml', 'utf8')))
const at = Date.UTC(2018, 9, 1)

const formFor = (change: Partial<FormSource> = {}): Form =>
  formOf({
    ...{ questionnaire: technical, wave, unit: { kind: 'kommune' }, language: 'nb', use: 'screen', closesAt },
    ...change,
  })
const pdfOf = async (form: Form): Promise<ReadPdf> => readPdf(await formPdf(form, { author: 'IMDi', at }))

/** Every text of a form in the order in which it is to be read. */
const textsOf = (form: Form): string[] =>
  [
    form.title,
    ...form.intro,
    ...form.head.flatMap(({ label, value }) => [label, ...(value === undefined ? [] : [value])]),
    ...[form.contents.title, ...form.contents.columns, ...form.contents.rows.flat()],
    ...form.sections
      .flatMap(({ title, knows, only, items }) => [
        ...[title, knows, only],
        ...items.flatMap((item) => [
          ...[item.title, item.only, item.help, ...item.explain],
          howOf(item.how, item.field, form.use),
          ...(item.field ? fieldTexts(item.field, form.use) : []),
        ]),
      ])
      .filter((text) => text !== undefined && text !== ''),
    ...glossaryTexts(form),
  ] as string[]

const glossaryTexts = ({ glossary }: Form): string[] =>
  glossary === null ? [] : [glossary.title, glossary.intro, ...glossary.columns, ...glossary.rows.flat()]

const howOf = (how: readonly string[], field: FormField | undefined, use: Form['use']): string => {
  const unit = use === 'screen' && field?.kind === 'figure' ? [field.unit] : []
  return [...how.slice(0, 1), ...unit, ...how.slice(1)].filter(Boolean).join(' · ')
}

const fieldTexts = (field: FormField, use: Form['use']): string[] => {
  const besides = 'besides' in field ? field.besides : []
  const choices = 'choices' in field ? field.choices.flatMap(({ text, note }) => (note ? [text, note] : [text])) : []
  const written =
    use === 'screen' ? [] : field.kind === 'figure' ? [field.unit] : field.kind === 'date' ? field.parts : []
  const grid = field.kind === 'grid' ? [field.corner, ...field.scale, ...field.rows.map(rowText)] : []
  return [...choices, ...written.filter(Boolean), ...grid, ...besides]
}
const rowText = ({ text, note }: { text: string; note?: string }) => (note ? `${text} (${note})` : text)

/** Headings over the columns of a narrow grid are numbers, told before it. */
const withoutNumbers = (texts: readonly string[]): string[] =>
  texts.filter((text) => !/^\d$/.test(text)).map((text) => text.replace(/^\d: /, ''))

const parts = [...shippedParts, { name: technical.part, wave, closesAt, questionnaire: technical }]
const sets = parts.flatMap((part) =>
  (['nb', 'nn'] as const).flatMap((language) =>
    (['screen', 'paper'] as const).map((use) => ({ ...part, language, use })),
  ),
)

test('every part of 2018 and of 2027 is made', () =>
  expect(shippedParts.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      ...['raadmann', 'integrering'].map((part) => `kommuneundersokelsen-2018 ${part}`),
      ...['kommunedirektoer', 'introduksjonsprogram', 'oppvekst'].map((part) => `kommuneundersokelsen-2027 ${part}`),
    ]),
  ))

describe.each(sets)('$name, $language, $use', ({ name: _, ...source }) => {
  const form = formFor(source)
  const { language } = source
  const reading = pdfOf(form)

  test('is tagged, tells its language, and shows its title', async () => {
    const { title, language: told, isTagged, showsTitle } = await reading
    expect({ title, told, isTagged, showsTitle }).toEqual({
      ...{ title: form.title, told: `${language}-NO`, isTagged: true, showsTitle: true },
    })
  })

  test('is read in the order of the form, nothing left out and nothing twice', async () => {
    const { elements, drawn } = await reading
    const read = elements.map(({ text }) => text)
    const wanted = textsOf(form).map(oneLine)
    // A narrow grid tells its scale before the corner of the table.
    expect(sorted(withoutNumbers(read))).toEqual(sorted(withoutNumbers(wanted)))
    const grids = form.sections.flatMap(({ items }) => items.filter(({ field }) => field?.kind === 'grid'))
    if (grids.length === 0) expect(read).toEqual(wanted)
    expect(drawn.filter(Boolean)).toEqual(read.filter(Boolean))
  })

  test('has one title, and headings that skip no level', async () => {
    const { elements, bookmarks } = await reading
    const levels = elements.flatMap(({ path }) => /^H(\d)$/.exec(path.at(-1) ?? '')?.[1] ?? []).map(Number)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([])
    const themes = elements.filter(({ path }) => path.join(' ').endsWith('Sect H2')).map(({ text }) => text)
    const parts = [...form.sections, ...(form.glossary === null ? [] : [form.glossary])].map(({ title }) => title)
    expect(themes).toEqual(parts.map(oneLine))
    expect(bookmarks).toEqual(parts)
  })

  test('has headings in its tables, and every choice in a list', async () => {
    const { elements } = await reading
    const within = (tag: string) => elements.filter(({ path }) => path.includes(tag)).map(({ text }) => text)
    const fields = form.sections.flatMap(({ items }) => items.flatMap(({ field }) => field ?? []))
    const rows = fields.flatMap((field) => (field.kind === 'grid' ? field.rows.map(rowText) : []))
    expect(within('TH')).toEqual(expect.arrayContaining([...form.contents.columns, ...rows].map(oneLine)))
    const choices = fields.flatMap((field) => ('choices' in field ? field.choices.map(({ text }) => text) : []))
    expect(within('LI')).toEqual(expect.arrayContaining(choices.map(oneLine)))
  })

  test('numbers every page, outside of what is read', async () => {
    const { artifacts, pages } = await reading
    const numbers = Array.from({ length: pages }, (_, i) => `${i + 1} av ${pages}`)
    expect(artifacts.flatMap((text) => /\d+ av \d+$/.exec(text) ?? [])).toEqual(numbers)
  })
})

const sorted = (texts: readonly string[]) => [...texts].sort()

test('paper asks for the unit, and is longer than the screen', async () => {
  const [screen, paper] = await Promise.all([pdfOf(formFor()), pdfOf(formFor({ use: 'paper' }))])
  expect(paper.pages).toBeGreaterThanOrEqual(screen.pages)
  const bergen = formFor({ use: 'paper', unit: { kind: 'kommune', name: 'Bergen', id: '1201' } })
  expect((await pdfOf(bergen)).elements.map(({ text }) => text)).toContain('Bergen, 1201')
})

describe('whatever an editor types', () => {
  const odd = [
    '{{',
    '}} {{kommunen',
    '{{ukjent}}',
    '{{svar.finnes_ikke}} $t(card.yes)',
    'Kárášjohka ŋ đ ž — «ja» 🙂 مرحبا',
    'x'.repeat(3000),
  ]
  test.each(odd)('%s', async (text) => {
    const [section, ...others] = technical.sections
    const [first, ...rest] = section?.questions ?? []
    if (section === undefined || first === undefined) throw new Error('the technical questionnaire is empty')
    const typed = { nb: `Her: ${text}`, nn: text }
    const changed = { ...section, title: typed, questions: [{ ...first, text: typed, help: typed }, ...rest] }
    const form = formFor({
      questionnaire: { ...technical, title: typed, sections: [changed, ...others] },
      use: 'paper',
    })
    const { title, elements } = await pdfOf(form)
    expect(title).toBe(form.title)
    expect(elements.length).toBeGreaterThan(50)
    expect(form.title).toBe(`Her: ${text.replace('{{svar.finnes_ikke}}', '[svaret deres]')}`)
  })
})

test('a scale too wide for the page is numbered; a table that goes on has its headings again, read once', async () => {
  const matrix = technical.sections.flatMap(({ questions }) => questions).find(({ kind }) => kind === 'matrix')
  if (matrix?.kind !== 'matrix') throw new Error('the technical questionnaire has a matrix')
  const named = (id: string) => ({ id, text: { nb: `Valg ${id} med lange ord`, nn: id } })
  const choices = Array.from({ length: 9 }, (_, i) => ({ ...named(`v${i}`), exclusive: false, specify: false }))
  const rows = Array.from({ length: 70 }, (_, i) => named(`r${i}`))
  const sections = [{ id: 'a', title: { nb: 'A', nn: 'A' }, questions: [{ ...matrix, choices, rows }] }]
  const { elements, artifacts, pages } = await pdfOf(formFor({ questionnaire: { ...technical, sections } }))
  expect(pages).toBeGreaterThan(2)
  const heads = elements.filter(({ path, text }) => path.at(-1) === 'TH' && /^\d+$/.test(text)).map(({ text }) => text)
  expect(heads).toEqual(Array.from({ length: heads.length }, (_, i) => `${i + 1}`))
  expect(heads.length).toBeGreaterThanOrEqual(9)
  expect(artifacts.filter((text) => text === '9').length).toBeGreaterThanOrEqual(1)
  expect(elements.map(({ text }) => text)).toContain('9: Valg v8 med lange ord')
})
