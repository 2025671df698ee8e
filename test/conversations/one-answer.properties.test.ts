/** Whatever is typed, wherever: at most one question's answer is written, the reply names it, and a reply comes. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerText } from '../../src/wording/answers.ts'
import { render } from '../../src/wording/render.ts'
import { plainOf } from '../../src/wording/view.ts'
import { wordsFor } from '../../src/wording/words.ts'
import { anyStage, stage } from '../support/deeds.ts'
import { sessionOf, types } from '../support/tester.ts'

/** What two authors who had not seen the bot wrote to it, in all places. */
const written = ['author-e', 'author-f'].flatMap((author) =>
  readFileSync(new URL(`../norwegian/conversation/${author}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => String(JSON.parse(line).text)),
)
const pieces = fc.array(fc.constantFrom(...written.flatMap((text) => text.split(/[,.?!] /))), {
  minLength: 1,
  maxLength: 3,
})
const said = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...written) },
  { weight: 2, arbitrary: pieces.map((some) => some.join(', ')) },
  { weight: 1, arbitrary: fc.constantFrom('ja', 'nei', '1', '2', '7', 'alle', 'endre', 'vet ikke', 'hopp over') },
)
const runs = 60

test('at most one answer is written, and it is the one that the reply names', () => {
  fc.assert(
    fc.property(anyStage, fc.array(said, { minLength: 1, maxLength: 12 }), (setting, texts) => {
      const on = stage(setting)
      const [person] = on.people
      for (const text of texts) {
        const before = sessionOf(on.shared).entries
        const { replies, session, seat } = types(person, text)
        expect(replies.length, `a reply to «${text}»`).toBeGreaterThan(0)
        const changed = Object.keys(session.entries).filter(
          (id) =>
            session.entries[id] !== before[id] && JSON.stringify(session.entries[id]) !== JSON.stringify(before[id]),
        )
        expect(changed.length, `«${text}»: ${changed}`).toBeLessThanOrEqual(1)
        const [id = ''] = changed
        const entry = session.entries[id]
        // Rows of a table are named by their card, which is shown anew.
        if (entry?.answer === undefined || entry.answer.kind === 'matrix') continue
        const context = { ...on.shared.world, session, seat }
        const words = wordsFor(context)
        const question = words.questionnaire.sections.flatMap((s) => s.questions).find((q) => q.id === id)
        const told = replies.map(({ reply }) => plainOf(render(reply, context))).join('\n')
        if (question !== undefined) expect(told, `«${text}»`).toContain(answerText(words, question, entry))
      }
    }),
    { numRuns: runs },
  )
})
