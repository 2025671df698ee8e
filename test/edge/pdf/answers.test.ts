/** The copy of the answers as a PDF, read as a screen reader does, and held against what was answered. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answersPdf } from '../../../src/edge/pdf/answers.ts'
import type { Language } from '../../../src/questionnaire/schema.ts'
import { answerText } from '../../../src/wording/answers.ts'
import { type AnswersCopy, answersCopyOf } from '../../../src/wording/answers-copy.ts'
import type { Context } from '../../../src/wording/words.ts'
import { wordsFor } from '../../../src/wording/words.ts'
import { oneLine, readPdf } from '../../support/read-pdf.ts'
import { questionnaires, units, worldOf } from '../../support/survey.ts'
import { joins, presses, seatOf, sessionOf, sharedSession, type Tester, tester, types } from '../../support/tester.ts'

const people = { p1: 'Kari Nordmann', p2: 'Ola Kollega' }

const contextOf = (person: Tester, more: Partial<Context> = {}): Context => ({
  ...person.shared.world,
  session: sessionOf(person.shared),
  seat: seatOf(person),
  ...more,
})
const copyFor = (person: Tester, more: Partial<Context> = {}): AnswersCopy => answersCopyOf(contextOf(person, more))
const pdfOf = async (copy: AnswersCopy) =>
  readPdf(await answersPdf(copy, { author: 'IMDi', at: Date.UTC(2018, 10, 5) }))

/** In the order in which it is to be read. */
const textsOf = ({ title, facts, notes, sections, aside }: AnswersCopy): string[] =>
  [
    title,
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...notes,
    ...sections.flatMap((section) => [
      section.title,
      ...section.items.flatMap(({ title: asked, by, answer }) => [
        asked,
        ...(by === undefined ? [] : [by]),
        ...(answer.kind === 'none'
          ? [answer.text]
          : answer.kind === 'rows'
            ? [...answer.columns, ...answer.rows.flat()]
            : answer.lines.map(({ text }) => text).filter(Boolean)),
      ]),
    ]),
    ...(aside === undefined ? [] : [aside.title, aside.intro, ...aside.questions]),
  ].map(oneLine)

const begun = (language: Language, about = questionnaires.raadmann, unit = units.kommune): Tester => {
  const person = tester(sharedSession(worldOf(about, unit)), language)
  joins(person)
  types(person, 'start')
  return person
}

/** Every kind of question, answered one way or another. */
const festive = (language: Language): Tester => {
  const person = begun(language, questionnaires.teknisk)
  const said = ['ok', 'ok', 'ja', 'torget', '1, 3 og 4', '1', '2', 'vet ikke', '3', '120', '30 prosent']
  for (const text of said) types(person, text)
  for (let n = 0; n < 40 && seatOf(person).position.at === 'question'; n++)
    types(person, ['hopp over', 'vet ikke', 'ja', '1'][n % 4] ?? '')
  return person
}

describe.each(['nb', 'nn'] as const)('in %s', (language) => {
  const copy = copyFor(festive(language))
  const reading = pdfOf(copy)

  test('is tagged, tells its language, and shows its title', async () => {
    expect(await reading).toMatchObject({
      ...{ language: `${language}-NO`, isTagged: true, showsTitle: true },
      title: `${copy.title}: Austevoll (1244)`,
    })
  })

  test('is read in its order, nothing left out and nothing twice', async () => {
    const { elements, drawn } = await reading
    expect(elements.map(({ text }) => text)).toEqual(textsOf(copy))
    expect(drawn.filter(Boolean)).toEqual(elements.map(({ text }) => text).filter(Boolean))
  })

  test('has one title, headings that skip no level, and tables with headings', async () => {
    const { elements, bookmarks, artifacts, pages } = await reading
    const levels = elements.flatMap(({ path }) => /^H(\d)$/.exec(path.at(-1) ?? '')?.[1] ?? []).map(Number)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([])
    expect(bookmarks).toEqual(copy.sections.map(({ title }) => title))
    const rows = copy.sections.flatMap(({ items }) =>
      items.flatMap(({ answer }) => (answer.kind === 'rows' ? answer.rows.map(([row]) => oneLine(row)) : [])),
    )
    const heads = elements.filter(({ path }) => path.at(-1) === 'TH').map(({ text }) => text)
    expect(rows.length).toBeGreaterThan(0)
    expect(heads).toEqual(expect.arrayContaining(rows))
    expect(artifacts.filter((text) => / av \d+$/.test(text))).toHaveLength(pages)
  })

  test('has every question of the route once, with the answer that stands in the review', () => {
    const words = wordsFor(contextOf(festive(language)))
    const items = copy.sections.flatMap((section) => section.items)
    const asked = words.stops.filter(({ question }) => question.kind !== 'info')
    expect(items).toHaveLength(asked.length)
    asked.forEach(({ question, entry }, i) => {
      const answer = items[i]?.answer
      if (answer?.kind === 'rows') return
      const text = answer?.kind === 'lines' ? answer.lines.map((line) => line.text).join(', ') : (answer?.text ?? '')
      expect(oneLine(text), question.id).toBe(oneLine(answerText(words, question, entry)))
    })
  })
})

test('the structure reads as the text does, by poppler too', async () => {
  const copy = copyFor(festive('nb'))
  const folder = mkdtempSync(join(tmpdir(), 'kopi-'))
  try {
    const file = join(folder, 'kopi.pdf')
    writeFileSync(file, await answersPdf(copy, { author: 'IMDi', at: 0 }))
    const tree = execFileSync('pdfinfo', ['-struct-text', file], { encoding: 'utf8' })
    const read = [...tree.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text).join('')
    const squeezed = (text: string) => text.replace(/\s+/gu, '')
    expect(squeezed(read)).toBe(squeezed(textsOf(copy).join('').replaceAll('"', '')))
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a part that nobody has begun is a copy without answers', () => {
  const copy = copyFor(tester(sharedSession(worldOf(questionnaires.raadmann, units.bydel)), 'nb'))
  expect(copy.facts.map(({ value }) => value)).toContain('Frogner (030105)')
  expect(copy.facts.map(({ value }) => value)).toContain('Ikke sendt inn. Svarene kan fortsatt endres.')
  const kinds = copy.sections.flatMap(({ items }) => items.map(({ answer }) => answer.kind))
  expect(kinds.length).toBeGreaterThan(5)
  expect(new Set(kinds)).toEqual(new Set(['none']))
})

const answered = (language: Language): Tester => {
  const person = begun(language)
  for (let n = 0; n < 40 && seatOf(person).position.at === 'question'; n++)
    types(person, n % 2 === 0 ? '1' : 'hopp over')
  return person
}

test('it says whether what stands there was sent in', () => {
  const person = answered('nb')
  const state = () => copyFor(person).facts.find(({ label }) => label === 'Status')?.value ?? ''
  expect(state()).toMatch(/^Ikke sendt inn/)
  types(person, 'send inn')
  types(person, 'ja')
  expect(state()).toMatch(/^Sendt inn 5\. november 2018 kl\. \d\d\.\d\d\. Referanse: 7E0F2F9A-1$/)
  presses(person, 'Endre svar')
  types(person, 'endre 1')
  types(person, '2')
  expect(state()).toMatch(/^Sist sendt inn .* Svarene under kan være endret etter det\.$/)
})

test('several people are told apart, by the name that the register has', () => {
  const person = answered('nb')
  const other = tester(person.shared, 'nb', 'p2')
  joins(other)
  types(other, 'endre 1')
  types(other, '2')
  const items = copyFor(person, { people }).sections.flatMap((section) => section.items)
  expect(items[0]?.by).toMatch(/^Svar fra Ola Kollega, 5\. november 2018 kl\. /)
  expect(items[2]?.by).toMatch(/^Svar fra Kari Nordmann, /)
  const unknown = copyFor(person).sections.flatMap((section) => section.items)
  expect(unknown[0]?.by).toMatch(/^Svar fra en kollega/)
  expect(unknown[2]?.by).toMatch(/^Svar fra deg/)
})

test('a colleague with one theme gets that theme alone', async () => {
  const person = answered('nn')
  const [first, second] = questionnaires.raadmann.sections
  const own = copyFor(person, { sections: [second?.id ?? ''] })
  expect(own.sections).toHaveLength(1)
  expect(own.notes.join(' ')).toContain('Kopien viser berre det du er beden om å svare på')
  const { elements } = await pdfOf(own)
  const text = elements.map((one) => one.text).join('\n')
  expect(text).not.toContain(first?.title.nn)
})

test('answers that do not count are named apart, and not as answers', () => {
  const person = festive('nb')
  const before = copyFor(person).sections.flatMap(({ items }) => items).length
  types(person, 'endre 1')
  types(person, 'nei')
  const copy = copyFor(person)
  expect(copy.aside?.questions.length).toBeGreaterThan(0)
  expect(copy.sections.flatMap(({ items }) => items).length).toBeLessThan(before)
})

describe('words of one’s own stand as they were written', () => {
  const odd = [
    'To avsnitt.\n\nDet andre avsnittet, med «sitat» & <tegn> *stjerner*.',
    'Kárášjohka ŋ đ ž — 🙂',
    `${'Vi bosetter flyktninger i alle bydeler. '.repeat(40).trim()}`,
    'x'.repeat(1500),
    '\u2067مرحبا\u2069 {{svar.x}} $t(card.yes)',
  ]
  test.each(odd)('%s', async (text) => {
    const person = begun('nb')
    for (let n = 0; n < 30; n++) {
      const { position } = seatOf(person)
      if (position.at === 'question' && position.question === 'leder_merknad') break
      types(person, 'hopp over')
    }
    presses(person, 'Svar', { answer: text })
    const copy = copyFor(person)
    const item = copy.sections.flatMap(({ items }) => items).find(({ answer }) => answer.kind === 'lines')
    expect(item?.answer.kind === 'lines' && item.answer.lines.every(({ own }) => own)).toBe(true)
    const { elements } = await pdfOf(copy)
    const read = elements
      .map((one) => one.text)
      .join('')
      .replace(/\s/gu, '')
    // What the font lacks is drawn as a box and keeps its place; pdf.js reads letters from right to left in their own order.
    const latin =
      text
        .replace(/[\u2066-\u2069]/gu, '')
        .replace(/\s/gu, '')
        .match(/[a-zæøåáŋđžš.,«»&<>*]{2,}/giu) ?? []
    for (const part of latin) expect(read).toContain(part)
  })
})
