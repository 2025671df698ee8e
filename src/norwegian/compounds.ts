/** Norwegian writes in one word what a choice may say in several: «barnehageplass», «spørreundersøkelse». */
import type { Candidate } from './candidates.ts'

/** Letters of the shortest last part that tells which choice is meant. */
const shortestHead = 8

/** Ids of the choices that a single word is a compound of: «plass i barnehage», «undersøkelse blant deltakerne». */
export function namedByCompound(
  word: string,
  candidates: readonly Candidate[],
  tellsNothing: ReadonlySet<string>,
): string[] {
  const joined = candidates.filter((c) => c.texts.some((text) => isJoined(word, text)))
  if (joined.length > 0) return joined.map((c) => c.id)
  const isHead = (last: string) =>
    last.length >= shortestHead && last !== word && word.endsWith(last) && !tellsNothing.has(last)
  return candidates.filter((c) => c.texts.some((text) => text.some(isHead))).map((c) => c.id)
}

/** «barnehage» and the «plass» before it, with or without an «s» between. */
const isJoined = (word: string, text: readonly string[]): boolean =>
  text.some((first, i) => text.slice(i + 1).some((later) => word === later + first || word === `${later}s${first}`))
