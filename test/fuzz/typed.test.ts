/** Whatever is typed, wherever: the engine stores nothing that the question does not know, and what it stores can be read. */
import { expect, test } from 'vitest'
import { counted } from '../support/counted.ts'
import { diceOf, fits, inputs, nasty, questionIn, scratched } from '../support/fuzz.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, seatOf, sessionOf, sharedSession, tester, types } from '../support/tester.ts'
import { walks } from '../support/walker.ts'

// biome-ignore format: words of answers and commands, to be bent
const said = ['ja', 'nei', 'vet ikke', 'ikke aktuelt', '30', 'om lag 30 prosent', '1, 3 og 5', '1: 2', 'samme for resten', 'annet: tolk', '17. mai 2018', 'halvparten', 'endre 3', 'tilbake', 'hopp over', 'fortsett', 'send inn', 'vis svar', 'alle unntatt 2', 'mellom 20 og 30', 'god', 'svært dårlig', 'bytt språk', 'ingen']

const count = inputs(0.2)
test(`${count} typed texts`, { timeout: 900_000 }, () => {
  const dice = diceOf(3)
  let stored = 0
  for (let done = 0; done < count; ) {
    const name = dice.of(['raadmann', 'integrering', 'teknisk'] as const)
    const shared = sharedSession(worldOf(questionnaires[name], units[dice.of(['kommune', 'bydel'] as const)]))
    const person = tester(shared, dice.of(['nb', 'nn'] as const))
    joins(person)
    walks(person, 1 + dice.below(12))
    for (let i = 0; i < 40 && done < count; i++, done++) {
      const before = sessionOf(shared).entries
      const { position } = seatOf(person)
      types(person, dice.below(4) === 0 ? String(dice.of(nasty)) : scratched(dice.of(said), dice))
      const after = sessionOf(shared).entries
      const changed = Object.keys(after).filter((id) => after[id]?.r !== before[id]?.r)
      expect(changed.length).toBeLessThanOrEqual(1)
      for (const id of changed) {
        // A text answers the question that stands open, and no other.
        expect(position).toMatchObject({ at: 'question', question: id })
        expect(after[id] && fits(questionIn(questionnaires[name], id), after[id])).toBe(true)
        stored += 1
      }
    }
  }
  counted(`fuzz: ${count} typed texts, ${stored} stored as answers, all of them the question's own, 0 crashes`, {
    inputs: count,
  })
})
