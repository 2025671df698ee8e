/** What the kinds with choices share: «annet, spesifiser» and the choices' texts. */
import type { Problem } from '../../questionnaire/answer.ts'
import type { Choice } from '../../questionnaire/schema.ts'
import type { Say, Shown } from './base.ts'
import { maxOther } from './base.ts'
import { cleanText, lengthOf } from './text.ts'

/** The first id that is not among those shown; undefined when all are. */
export const notShown = (chosen: readonly string[], shown: readonly string[]): string | undefined =>
  chosen.find((id) => !shown.includes(id))

/** The choice among `ids` that asks for a specification; undefined when there is none. */
export const specifying = (choices: readonly Choice[], ids: readonly string[]): Choice | undefined =>
  choices.find((c) => c.specify && ids.includes(c.id))

/**
 * The specification that goes with the chosen ids: `{}` when none of them asks for one (a text left in the field of a
 * choice that is no longer ticked is not an answer), else the cleaned text, at most 200 code points.
 */
export const acceptOther = (
  choices: readonly Choice[],
  chosen: readonly string[],
  other: string | undefined,
): { other?: string } | { problem: Problem } => {
  const choice = specifying(choices, chosen)
  if (choice === undefined) return {}
  const text = cleanText(other ?? '', 'one')
  const length = lengthOf(text)
  if (length === 0) return { problem: { code: 'specify_missing', choice: choice.id } }
  if (length > maxOther) return { problem: { code: 'too_long', max: maxOther, length } }
  return { other: text }
}

/** A choice's text; an id the questionnaire no longer knows is shown as it is. */
export const choiceText = (choices: readonly Choice[], id: string, say: Say): string => {
  const found = choices.find((c) => c.id === id)
  return found === undefined ? id : say(found.text)
}

/** Chosen choices, one line each; the one with a specification as `label` with the person's own words. */
export const showChoices = (
  choices: readonly Choice[],
  { chosen, other }: { chosen: readonly string[]; other: string | undefined },
  say: Say,
): Shown[] => {
  const specified = specifying(choices, chosen)?.id
  return chosen.map((id) => {
    const text = choiceText(choices, id, say)
    return id === specified && other !== undefined ? { label: text, text: other, own: true } : { text }
  })
}
