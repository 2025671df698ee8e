/** A questionnaire to look at: every question that a kind of unit can be asked, as it is shown, with the routing in words. */
import { describe, expect, test } from 'vitest'
import { cardOf } from '../../src/edge/teams/cards/card.ts'
import { formOf } from '../../src/wording/form.ts'
import { previewOf } from '../../src/wording/preview.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'

const kinds = ['kommune', 'bydel'] as const
const languages = ['nb', 'nn'] as const
const all = Object.values(questionnaires).flatMap((questionnaire) =>
  kinds.flatMap((kind) => languages.map((language) => ({ name: questionnaire.part, questionnaire, kind, language }))),
)

const shownFor = ({ questionnaire, kind, language }: Omit<(typeof all)[number], 'name'>) => {
  const { wave, opensAt, closesAt } = worldOf(questionnaire, units[kind])
  return {
    preview: previewOf({ questionnaire, wave, unit: units[kind], language, opensAt, closesAt }),
    form: formOf({ questionnaire, wave, unit: { kind }, language, use: 'screen', closesAt }),
  }
}

describe.each(all)('$name, $kind, $language', (one) => {
  const { preview, form } = shownFor(one)

  test('has every question of the form, in order and numbered alike', () => {
    const shown = preview.map(({ title, items }) => [title, items.length])
    expect(shown).toEqual(form.sections.map(({ title, items }) => [title, items.length]))
    const asked = form.sections.flatMap(({ items }) => items).filter(({ field }) => field !== undefined)
    const positions = preview
      .flatMap(({ items }) => items)
      .flatMap(({ view }) => /^Spørsmål (\d+) av/.exec(view.position)?.[1] ?? [])
    expect(positions).toEqual(asked.map((_, i) => `${i + 1}`))
  })

  test('shows every choice, and says of each for whom it is, as the form does', () => {
    const items = preview.flatMap((section) => section.items)
    const formed = form.sections.flatMap((section) => section.items)
    formed.forEach((item, i) => {
      expect(items[i]?.only).toBe(item.only)
      const input = items[i]?.view.input
      if (item.field?.kind !== 'choices' || input === undefined || !('choices' in input)) return
      // «Vet ikke» and the like are buttons where somebody answers.
      expect(item.field.choices.map(({ text }) => text)).toEqual(
        expect.arrayContaining(input.choices.map(({ title }) => title)),
      )
    })
  })

  test('every question is a card that Teams takes', () => {
    for (const { view } of preview.flatMap(({ items }) => items)) expect(cardOf(view).body.length).toBeGreaterThan(2)
  })
})

test('what a kind of unit is never asked is not there, and what depends on an answer is', () => {
  const titles = (kind: 'kommune' | 'bydel') =>
    shownFor({ questionnaire: questionnaires.teknisk, kind, language: 'nb' })
      .preview.flatMap(({ items }) => items)
      .flatMap(({ view }) => ('choices' in view.input ? view.input.choices.map(({ title }) => title) : []))
  expect(titles('kommune')).toContain('På rådhuset')
  expect(titles('kommune')).not.toContain('På bydelshuset')
  expect(titles('bydel')).toContain('På bydelshuset')
  const { preview } = shownFor({ questionnaire: questionnaires.teknisk, kind: 'kommune', language: 'nb' })
  expect(
    preview.flatMap(({ items }) => items).filter(({ only }) => only?.startsWith('Bare hvis')).length,
  ).toBeGreaterThan(3)
  expect(preview.flatMap(({ items }) => items).flatMap(({ parts }) => parts)).toContainEqual(
    expect.stringMatching(/^«Korpset»: Bare hvis dere valgte «Korps»/),
  )
})
