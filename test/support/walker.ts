/** Goes through a questionnaire by buttons, as somebody who answers the first thing that fits. */
import type { View } from '../../src/wording/view.ts'
import { buttonsOf, pressesThis, type Tester } from './tester.ts'

/** Fills every field of a card by a number: the same number gives the same answers. */
export const filledIn = (view: View, pick: number): Record<string, string> => {
  if (view.type !== 'question') return {}
  const { input } = view
  const of = (list: readonly { id: string }[], n: number): string => list[n % Math.max(1, list.length)]?.id ?? ''
  switch (input.kind) {
    case 'choose':
      return { answer: of(input.choices, pick), ...(pick % 3 === 0 ? { other: 'noe annet' } : {}) }
    case 'matrix':
      return Object.fromEntries(
        input.rows.slice(0, pick % 7 === 0 ? 1 : undefined).map((r, i) => [`row.${r.id}`, of(input.scale, pick + i)]),
      )
    case 'number':
      return { answer: String(pick * 7) }
    case 'date':
      return { answer: `2018-0${1 + (pick % 9)}-17` }
    case 'ranking':
      return Object.fromEntries(input.placeLabels.map((_, i) => [`rank.${i + 1}`, of(input.choices, pick + i)]))
    case 'text':
      return { answer: 'x'.repeat(pick * 5) }
    default:
      return {}
  }
}

/** Presses the way on from the open card, at most `count` times: a valid answer, else «hopp over», else «vet ikke». */
export const walks = (person: Tester, count: number): void => {
  for (let i = 0; i < count; i++) {
    const message = person.open === null ? undefined : person.chat[person.open]
    if (!message || !onward(person, message)) return
  }
}

const onward = (person: Tester, message: { view: View }): boolean => {
  const before = person.open
  for (const verb of ['start', 'read', 'answer', 'confirm_yes', 'skip', 'dont_know'] as const) {
    const action = buttonsOf(message.view).find((a) => a.verb === verb)
    // 4 gives 28 guests and as many children, a text of twenty letters and the 17th of May or later.
    if (action) pressesThis(person, message, action, action.values ? {} : filledIn(message.view, 4))
    if (person.open !== before) return true
  }
  return false
}
