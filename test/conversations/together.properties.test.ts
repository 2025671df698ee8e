/** What must hold when a respondent and a colleague with one section do anything at all, in any order. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/engine/session.ts'
import type { Text } from '../../src/questionnaire/schema.ts'
import { render } from '../../src/wording/render.ts'
import { unescapeMarkdown } from '../../src/wording/view.ts'
import { type Deed, deeds, numRuns, perform, type Stage } from '../support/deeds.ts'
import { sessionFrom } from '../support/stored-session.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, presses, sharedSession, tester, types, waits } from '../support/tester.ts'
import { walks } from '../support/walker.ts'

const settings = fc.record({
  name: fc.constantFrom<keyof typeof questionnaires>('raadmann', 'integrering', 'teknisk'),
  walked: fc.constantFrom(0, 5, 20, 80),
  section: fc.nat(7),
})

/** The second person was asked about one section only. */
const stageOf = ({ name, walked, section }: { name: keyof typeof questionnaires; walked: number; section: number }) => {
  const { sections } = questionnaires[name]
  const own = sections[section % sections.length]?.id ?? ''
  const shared = sharedSession(worldOf(questionnaires[name], units.kommune))
  shared.world = { ...shared.world, people: { p1: 'Kari Nordmann', p2: 'Per Berg' } }
  const people: Stage['people'] = [tester(shared, 'nb', 'p1'), tester(shared, 'nb', 'p2')]
  people[1].sections = [own]
  joins(people[0])
  walks(people[0], walked)
  joins(people[1])
  presses(people[1], 'Start')
  return { on: { shared, people, before: shared.session }, own }
}

/** The colleague is the busy one: deeds are mostly by the first of two. */
const swapped = (deed: Deed): Deed => ('who' in deed ? { ...deed, who: deed.who === 0 ? 1 : 0 } : deed)

type Seen = { on: Stage; own: string; outcome: Outcome; actor: 'p1' | 'p2' }
const holds = (check: (seen: Seen) => void): void =>
  fc.assert(
    fc.property(settings, deeds, (setting, all) => {
      const { on, own } = stageOf(setting)
      for (const deed of all.map(swapped)) {
        const outcome = perform(on, deed)
        if (outcome && 'who' in deed) check({ on, own, outcome, actor: deed.who === 0 ? 'p1' : 'p2' })
      }
    }),
    { numRuns },
  )

const changedIn = ({ on, outcome }: Seen): string[] => {
  const before = sessionFrom(on.before).entries
  return Object.keys(outcome.session.entries).filter((id) => outcome.session.entries[id]?.r !== before[id]?.r)
}

describe('with a colleague who was asked about one section', () => {
  test('every answer has its giver as author, and nobody else’s answer is lost or touched', () => {
    holds((seen) => {
      const { entries, people } = seen.outcome.session
      const before = sessionFrom(seen.on.before).entries
      for (const id of changedIn(seen)) expect(people[entries[id]?.by ?? -1], id).toBe(seen.actor)
      for (const id of Object.keys(before)) expect(entries[id], id).toBeDefined()
    })
  })

  test('the colleague answers nothing outside it, sends nothing in and opens nothing again', () => {
    holds((seen) => {
      if (seen.actor === 'p1') return
      const { questionnaire } = seen.on.shared.world
      const own = questionnaire.sections.find(({ id }) => id === seen.own)?.questions.map(({ id }) => id) ?? []
      for (const id of changedIn(seen)) expect(own).toContain(id)
      expect(seen.outcome.submitted).toBeUndefined()
      expect(seen.outcome.effects?.some(({ type }) => type === 'delegate') ?? false).toBe(false)
      const { state } = seen.outcome.session
      if (sessionFrom(seen.on.before).state === 'submitted') expect(state).toBe('submitted')
      else expect(state).not.toBe('submitted')
    })
  })

  test('the colleague is shown no word of the other sections', () => {
    holds((seen) => {
      if (seen.actor === 'p1') return
      const { world } = seen.on.shared
      const foreign = world.questionnaire.sections.filter(({ id }) => id !== seen.own)
      // Short titles are words like any other.
      const words = foreign.flatMap(({ questions }) => questions.map((question) => beginning(question.text)))
      expect(words.length).toBeGreaterThan(0)
      for (const { reply } of seen.outcome.replies) {
        const { session, seat } = seen.outcome
        const shown = JSON.stringify(render(reply, { ...world, sections: [seen.own], session, seat }))
        for (const word of words) if (word.length > 12) expect(unescapeMarkdown(shown)).not.toContain(word)
      }
    })
  })

  test('the respondent is told of each of the colleague’s answers once', () => {
    fc.assert(
      fc.property(settings, deeds, (setting, all) => {
        const { on } = stageOf(setting)
        for (const deed of all.map(swapped)) perform(on, deed)
        waits(on.shared, 20)
        const told = (outcome: Outcome) =>
          outcome.replies.filter(({ reply }) => JSON.stringify(reply).includes('turn.news_'))
        types(on.people[0], 'status')
        waits(on.shared, 20)
        expect(told(types(on.people[0], 'status'))).toEqual([])
      }),
      { numRuns },
    )
  })
})

/** The longest stretch without a placeholder, as a card would show it, cut or not. */
const beginning = ({ nb }: Text): string =>
  nb
    .split(/\{\{[^}]*\}\}/u)
    .toSorted((a, b) => b.length - a.length)[0]
    ?.trim()
    .slice(0, 40) ?? nb
