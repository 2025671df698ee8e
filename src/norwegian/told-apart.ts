/** Choices that are told apart by one word, so that it is no slip: «intern evaluering» beside «ekstern evaluering». */
import type { Candidate } from './candidates.ts'

const says = (candidate: Candidate, word: string): boolean => candidate.texts.some((text) => text.includes(word))

/** Ids of the choices that say a typed word as it stands, which the choice nearest in spelling does not say. */
export function saidByOthers(told: readonly string[], nearest: string, candidates: readonly Candidate[]): string[] {
  const unsaid = told.filter((word) => !candidates.some((c) => c.id === nearest && says(c, word)))
  return candidates.filter((c) => unsaid.some((word) => says(c, word))).map((c) => c.id)
}
