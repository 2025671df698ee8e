import { describe, expect, test } from 'vitest'
import { cardOf } from '../../../src/edge/teams/cards/card.ts'
import { type Element, lineBlocks } from '../../../src/edge/teams/cards/elements.ts'
import type { Line } from '../../../src/wording/view.ts'
import { cardFaultsOf } from '../../support/card-check.ts'
import { cards, closed, inputs, panel, question } from './views.ts'

const body = (name: keyof typeof cards) => cardOf(cards[name] ?? closed).body
const ofType = (elements: Element[], type: string) => elements.filter((element) => element.type === type)
const titles = (elements: Element[]) =>
  ofType(elements, 'ActionSet').map(({ actions }) => (actions as Element[]).map(({ title }) => title))

describe('every kind of card passes both checks', () => {
  test.each(Object.entries(cards))('%s', (_name, view) => {
    expect(cardFaultsOf(cardOf(view))).toEqual([])
  })
})

describe('the check finds', () => {
  const good = cardOf(question(inputs.choose))
  const broken = (change: (elements: Element[]) => Element[]) => cardFaultsOf({ ...good, body: change(good.body) })
  test.each<[string, (elements: Element[]) => Element[]]>([
    ['an unknown property', (elements) => elements.map((element) => ({ ...element, wrapped: true }))],
    ['an unknown element', (elements) => [...elements, { type: 'Carousel' }]],
    ['an id given twice', (elements) => [...elements, ...ofType(elements, 'Input.Text')]],
    ['a field without a label', (elements) => elements.map(({ label: _label, ...element }) => element)],
    [
      'seven buttons in a set',
      (elements) =>
        elements.map((element) =>
          Array.isArray(element.actions) ? { ...element, actions: Array(7).fill(element.actions[0]) } : element,
        ),
    ],
    ['a card over 28 KB', (elements) => [...elements, { type: 'TextBlock', text: 'x'.repeat(30_000), wrap: true }]],
    [
      'a field of another name',
      (elements) => [...elements, { type: 'Input.Text', id: 'svar', label: 'x', maxLength: 1 }],
    ],
  ])('%s', (_name, change) => {
    expect(broken(change)).not.toEqual([])
  })
})

test('a question reads from above: what was said, where, the bar, the question, help, fields, buttons, how to type', () => {
  expect(body('choose').map(({ type }) => type)).toEqual([
    'TextBlock',
    'TextBlock',
    'Image',
    'TextBlock',
    'TextBlock',
    'Input.ChoiceSet',
    'Input.Text',
    'ActionSet',
    'ActionSet',
    'TextBlock',
  ])
  expect(body('choose')[1]).toMatchObject({ text: 'Styring og resultater · Spørsmål 7 av 24', size: 'small' })
  expect(body('choose')[3]).toMatchObject({ style: 'heading' })
})

test('an answer, and that there is none, stands close under its question', () => {
  const lines: Line[] = [
    { text: '1. Har dere vedtatt mål?', subtle: true },
    { text: 'Ja', strong: true },
    { text: '2. Hvor mange?', subtle: true },
    { text: 'Ikke besvart ennå', subtle: true, under: true },
    { text: '3. Hvorfor?', subtle: true },
  ]
  expect(lineBlocks(lines).map(({ spacing }) => spacing)).toEqual(['small', 'none', 'default', 'none', 'default'])
})

test('choices carry their numbers, and values are joined as the client joins them', () => {
  expect(ofType(body('choose'), 'Input.ChoiceSet')[0]).toMatchObject({
    id: 'answer',
    isMultiSelect: true,
    value: 'valg_1,valg_6',
    choices: expect.arrayContaining([{ title: '2. Introduksjonsprogram', value: 'valg_2' }]),
  })
})

test('a matrix is a list per row under the row’s text, with the ids the engine reads', () => {
  const rows = ofType(body('matrix'), 'Input.ChoiceSet')
  expect(rows.map(({ id }) => id)).toEqual(['row.valg_1', 'row.valg_2', 'row.valg_3', 'row.valg_4', 'row.valg_5'])
  expect(rows[1]).toMatchObject({ label: '2. Introduksjonsprogram', value: 'valg_4', style: 'compact' })
})

test('a ranking is a list per place', () => {
  expect(ofType(body('ranking'), 'Input.ChoiceSet').map(({ id, label }) => [id, label])).toEqual([
    ['rank.1', 'Viktigst'],
    ['rank.2', 'Nest viktigst'],
    ['rank.3', 'Tredje viktigst'],
  ])
})

test('what was filled in is there again, a date only when it is one', () => {
  expect(ofType(body('number'), 'Input.Text')[0]).toMatchObject({ value: 'om lag 30', placeholder: 'For eksempel 30' })
  expect(ofType(body('date'), 'Input.Date')[0]).toMatchObject({ value: '2018-11-13' })
  const typedDate = cardOf(question({ kind: 'date', label: 'Dato', value: 'i fjor' }))
  expect(ofType(typedDate.body, 'Input.Date')[0]).not.toHaveProperty('value')
})

test('a question’s answering buttons come first, the others under them; a panel’s stand side by side', () => {
  expect(titles(body('buttons'))).toEqual([
    ['1. Ja', '2. Nei'],
    ['Vet ikke', 'Hopp over', 'Tilbake'],
  ])
  expect(titles(body('panel'))).toEqual([['Endre svar'], ['Send inn', 'Tilbake']])
})

test('a one-tap button sends its value; only the answer takes the fields along', () => {
  const actions = ofType(body('choose'), 'ActionSet').flatMap((set) => set.actions as Element[])
  expect(actions.map(({ verb, associatedInputs }) => [verb, associatedInputs])).toEqual([
    ['answer', 'auto'],
    ['dont_know', 'none'],
    ['skip', 'none'],
    ['back', 'none'],
  ])
  const oneTap = ofType(body('buttons'), 'ActionSet').flatMap((set) => set.actions as Element[])[0]
  expect(oneTap).toMatchObject({
    data: { s: '6f1c2a90', q: 'resultatmaal', r: 0, do: 'answer', answer: 'ja' },
    associatedInputs: 'none',
    fallback: { type: 'Action.Submit' },
  })
})

test('a person’s words are never read as markup, and keep their lines', () => {
  const runs = ofType(cardOf(closed).body, 'RichTextBlock').map(({ inlines }) => (inlines as Element[])[0]?.text)
  expect(runs).toEqual(['Flere i *jobb*', '[lenke](https://eksempel.no)'])
  const piped = cardOf(question(inputs.none, { title: 'Du svarte «\\*jobb\\*». Stemmer det?' }))
  expect(JSON.stringify(piped)).toContain('Du svarte «*jobb*». Stemmer det?')
  expect(ofType(piped.body, 'RichTextBlock')).toHaveLength(1)
})

test('what is wrong is said in words, not by colour alone', () => {
  expect(body('problem')).toContainEqual(
    expect.objectContaining({ text: '⚠ Antallet kan ikke være mindre enn 0.', color: 'attention' }),
  )
})

test('the bar is a picture of its own share, and says the position', () => {
  const at = (done: number) => ofType(cardOf(question(inputs.none, { done })).body, 'Image')[0]
  expect(at(0.25)).toMatchObject({ altText: 'Spørsmål 7 av 24' })
  expect(new Set([at(0), at(0.25), at(1)].map((bar) => bar?.url)).size).toBe(3)
  expect(at(7)).toEqual(at(1))
})

test('a card that would be too large has its lines cut, not its buttons', () => {
  const lines = Array.from({ length: 60 }, () => ({ text: 'å'.repeat(4000), own: true as const }))
  const card = cardOf({ ...panel, blocks: [{ lines }] })
  expect(cardFaultsOf(card)).toEqual([])
  expect(titles(card.body)).toEqual([['Send inn', 'Tilbake']])
  expect(JSON.stringify(card)).toContain('…')
})

test('a picture sign is never cut in two', () => {
  const lines = Array.from({ length: 60 }, () => ({ text: `x${'🙂'.repeat(3000)}`, own: true as const }))
  const text = JSON.stringify(cardOf({ ...panel, blocks: [{ lines }] }))
  expect(text).toContain('🙂…')
  expect(text.isWellFormed()).toBe(true)
  expect(text).not.toMatch(/\\ud8/i)
})

test('a closed card says why it is so before the answer that «slik står det nå:» is about', () => {
  const body = cardOf({ ...closed, notes: [{ text: 'Slik står det nå:' }], answer: [{ text: 'Ja' }] }).body
  expect(body.map(({ text }) => text).filter(Boolean)).toEqual([
    closed.position,
    closed.title,
    'Slik står det nå:',
    'Ja',
  ])
})

test('what is folded away stands hidden under the buttons, and a button of its own opens it', () => {
  const [toggle, hidden] = body('folded').slice(-2)
  expect(toggle?.actions).toEqual([
    { type: 'Action.ToggleVisibility', title: 'Personvern', targetElements: [hidden?.id] },
  ])
  expect(hidden).toMatchObject({ type: 'Container', isVisible: false, items: [{ text: 'Svara blir lagra.' }] })
  const long = cardOf({ ...panel, folded: { title: 'x', lines: [{ text: 'å'.repeat(20_000) }] } })
  expect(cardFaultsOf(long)).toEqual([])
})

test('the language and a text for clients without cards are told', () => {
  expect(cardOf(panel)).toMatchObject({ lang: 'nn', fallbackText: 'Sjå over svara' })
})
