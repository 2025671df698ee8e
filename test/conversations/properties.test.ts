/** What must hold whatever people do, in whatever order (architecture.md «What must always hold»). */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAnswered, isSettled, route } from '../../src/engine/route.ts'
import { buildSubmission, submissionDocument } from '../../src/results/submission.ts'
import { render } from '../../src/wording/render.ts'
import { anyStage, deeds, holdsThroughout, numRuns, perform, stage } from '../support/deeds.ts'
import { sessionFrom } from '../support/stored-session.ts'
import { buttonsOf, cardOf, seatOf, sessionOf, turn, types } from '../support/tester.ts'
import { filledIn } from '../support/walker.ts'

describe('whatever people do', () => {
  test('no answer disappears, and an answer changes only with its revision', () => {
    holdsThroughout((on, outcome) => {
      const before = sessionFrom(on.before).entries
      for (const [id, entry] of Object.entries<{ r: number }>(before)) {
        const after = outcome.session.entries[id]
        expect(after, id).toBeDefined()
        if (after?.r === entry.r) expect(after).toEqual(entry)
        else expect(after?.r).toBe(entry.r + 1)
      }
      const changed = Object.keys(outcome.session.entries).filter(
        (id) => outcome.session.entries[id]?.r !== before[id]?.r,
      )
      expect(changed.length, 'one turn changes one answer').toBeLessThanOrEqual(1)
    })
  })

  test('nothing that people type or press turns an answer into a skipped question', () => {
    holdsThroughout((on, outcome) => {
      const before = sessionFrom(on.before).entries
      for (const [id, entry] of Object.entries(before))
        if (isAnswered(entry)) expect(outcome.session.entries[id]?.missing, id).not.toBe('skipped')
    })
  })

  test('a press is answered in place exactly once, and typing never is', () => {
    holdsThroughout((_on, outcome, deed) => {
      const pressed = outcome.replies.filter((r) => r.place === 'pressed').length
      expect(pressed).toBe(deed.do === 'press' || deed.do === 'again' ? 1 : 0)
      expect(outcome.replies.filter((r) => r.place === 'open').length).toBeLessThanOrEqual(1)
      if (deed.do === 'type') expect(outcome.replies.length, 'something is said').toBeGreaterThan(0)
    })
  })

  test('a card has at most six buttons beside those of its sections, and stays well under 28 KB', () => {
    holdsThroughout((on, outcome) => {
      for (const { reply } of outcome.replies) {
        const view = render(reply, { ...on.shared.world, session: outcome.session, seat: outcome.seat })
        expect(buttonsOf(view).length, reply.type).toBeLessThanOrEqual(6)
        // The elements of a card take about as much again as its words.
        expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(14_000)
      }
    })
  })

  test('no question is asked that does not apply', () => {
    holdsThroughout((on, outcome) => {
      const stops = route(on.shared.world.questionnaire, on.shared.world.unit, outcome.session.entries)
      for (const { reply, place } of outcome.replies) {
        if (reply.type === 'question' && place === 'new')
          expect(stops.map((s) => s.question.id)).toContain(reply.question)
      }
    })
  })

  test('what is submitted fits the contract, and holds no answer that does not apply', () => {
    holdsThroughout((on, outcome) => {
      if (!outcome.submitted) return
      const { questionnaire, unit } = on.shared.world
      const document = buildSubmission({
        questionnaire,
        unit,
        session: outcome.session,
        language: 'nb',
        completeness: 'complete',
      })
      expect(submissionDocument.safeParse(document).error).toBeUndefined()
      const stops = route(questionnaire, unit, outcome.session.entries)
      for (const [id, answer] of Object.entries(document.answers)) {
        const stop = stops.find(({ question }) => question.id === id)
        expect(stop?.entry?.answer, id).toBeDefined()
        // A matrix under way goes in as far as it is filled in, each row that is shown once.
        if (answer.kind !== 'matrix') expect(isSettled(stop?.entry), id).toBe(true)
        else expect(Object.keys({ ...answer.value, ...answer.missing }).toSorted()).toEqual(stop?.rowIds.toSorted())
      }
      const asked = questionnaire.sections.flatMap((s) => s.questions).filter((q) => q.kind !== 'info')
      expect(Object.keys(document.answers).length + Object.keys(document.missing).length).toBe(asked.length)
    })
  })

  test('the same press once more changes nothing', () => {
    fc.assert(
      fc.property(anyStage, deeds, fc.nat(9), fc.nat(20), (setting, all, nth, pick) => {
        const on = stage(setting)
        for (const deed of all) perform(on, deed)
        const [person] = on.people
        const index = person.chat.findLastIndex((m) => buttonsOf(m.view).length > 0)
        const message = person.chat[index]
        const buttons = message ? buttonsOf(message.view) : []
        const action = buttons[nth % Math.max(1, buttons.length)]
        if (!message || !action) return
        const card = cardOf(action, filledIn(message.view, pick))
        turn(person, { type: 'card', card, trigger: 'manual' }, message)
        const { entries, submission } = sessionOf(on.shared)
        turn(person, { type: 'card', card, trigger: 'manual' }, message)
        expect(sessionOf(on.shared).entries).toEqual(entries)
        expect(sessionOf(on.shared).submission).toEqual(submission)
      }),
      { numRuns },
    )
  })

  test('the review is always within reach, and «vis svar» gets there', () => {
    fc.assert(
      fc.property(anyStage, deeds, (setting, all) => {
        const on = stage(setting)
        for (const deed of all) perform(on, deed)
        const [person] = on.people
        // A free text takes any words: one press or answer may stand between.
        const shown = types(person, 'vis svar').replies.some((r) => r.reply.type === 'review')
        expect(shown, JSON.stringify(seatOf(person))).toBe(true)
      }),
      { numRuns },
    )
  })
})
