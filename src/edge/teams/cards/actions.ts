import type { Action } from '../../../wording/view.ts'
import type { Element } from './elements.ts'

/** Teams shows at most six buttons of a set. */
const MOST_IN_SET = 6

/** A question's buttons: those that answer first, and the rest under them. */
export function actionSets(actions: readonly Action[]): Element[] {
  const answering = actions.filter((action) => action.main || action.values)
  const others = actions.filter((action) => !action.main && !action.values)
  return rows([answering, others])
}

/** Buttons side by side, as far as there is room. */
export function actionRow(actions: readonly Action[]): Element[] {
  return rows([actions])
}

/** `ActionSet` because older clients need it around `Action.Execute`. */
function rows(groups: readonly (readonly Action[])[]): Element[] {
  return groups
    .flatMap((group) => chunks(group))
    .map((group, index) => ({
      type: 'ActionSet',
      actions: group.map(button),
      spacing: index === 0 ? 'medium' : 'small',
    }))
}

/** `Action.Execute` with `Action.Submit` for clients that do not know it; both carry the same data and mean the same. */
function button(action: Action): Element {
  const { verb, title, ref, values = {}, main } = action
  const shared = {
    title,
    data: { ...ref, do: verb, ...values },
    // Only the answer takes the inputs along, so that an empty field stops nobody from going back.
    associatedInputs: verb === 'answer' && !action.values ? 'auto' : 'none',
    // Teams would else say "Your response was sent to the app" under the card.
    msTeams: { feedback: { hide: true } },
    ...(main ? { style: 'positive' } : {}),
  }
  return { type: 'Action.Execute', verb, ...shared, fallback: { type: 'Action.Submit', ...shared } }
}

function chunks(actions: readonly Action[]): Action[][] {
  const sets: Action[][] = []
  for (let at = 0; at < actions.length; at += MOST_IN_SET) sets.push(actions.slice(at, at + MOST_IN_SET))
  return sets
}
