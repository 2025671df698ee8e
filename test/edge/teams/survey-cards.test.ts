/** Every card that a respondent meets on the way through a part, in each language form, for a kommune and a bydel. */

import { afterAll, describe, expect, test } from 'vitest'
import { cardBytes, cardOf } from '../../../src/edge/teams/cards/card.ts'
import { cardFaultsOf } from '../../support/card-check.ts'
import { questionnaires, units, worldOf } from '../../support/survey.ts'
import { joins, presses, questionOf, sharedSession, type Tester, tester, types } from '../../support/tester.ts'
import { walks } from '../../support/walker.ts'

/** More than any part has questions. */
const MOST_STEPS = 80
const commands = ['hjelp', 'status', 'vis svar', 'se alle spørsmål', 'personvern', 'pause']
let cardCount = 0
let largest = 0

const ways = Object.keys(questionnaires).flatMap((part) =>
  (['nb', 'nn'] as const).flatMap((language) =>
    (['kommune', 'bydel'] as const).map((kind) => ({ part, language, kind })),
  ),
)

describe('every card of', () => {
  test.each(ways)('$part, $language, $kind', ({ part, language, kind }) => {
    const questionnaire = Object.entries(questionnaires).find(([name]) => name === part)?.[1]
    if (!questionnaire) throw new Error(part)
    const person = tester(sharedSession(worldOf(questionnaire, units[kind])), language)
    const seen = new Map<string, string[]>()
    const look = () => lookAt(person, seen)
    joins(person)
    look()
    presses(person, 'Start')
    for (let step = 0; step < MOST_STEPS && questionOf(person) !== undefined; step++) {
      look()
      types(person, 'mellom mange og x?')
      look()
      walks(person, 1)
    }
    look()
    for (const command of commands) {
      types(person, command)
      look()
    }
    expect(seen.size).toBeGreaterThan(questionnaire.sections.flatMap((section) => section.questions).length)
    expect([...seen.values()].flat()).toEqual([])
  })

  afterAll(() => console.info(`cards checked: ${cardCount}, the largest ${largest} bytes`))
})

/** Checks every card in the chat as it stands now, each once. */
function lookAt(person: Tester, seen: Map<string, string[]>): void {
  for (const { view } of person.chat.slice(-6)) {
    const key = JSON.stringify(view)
    if (view.type === 'text' || seen.has(key)) continue
    const card = cardOf(view)
    seen.set(
      key,
      cardFaultsOf(card).map((fault) => `${view.title}: ${fault}`),
    )
    cardCount++
    largest = Math.max(largest, cardBytes(card))
  }
}
