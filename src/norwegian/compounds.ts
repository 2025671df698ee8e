/** Norwegian writes in one word what a choice may say in several: «barnehageplass», «spørreundersøkelse», «boligmarkedet». */
import type { Candidate } from './candidates.ts'

/** Letters of the shortest last and first part that tell which choice is meant, and of what may follow the first. */
const shortest = { head: 7, start: 5, rest: 4 }
const ending = /^(?:er|ar|en|a|ene|ane)?$/

/** Ids of the choices that a single word is a compound of: by the whole of it, by its last part, or by its first. */
export function namedByCompound(
  word: string,
  candidates: readonly Candidate[],
  tellsNothing: ReadonlySet<string>,
): string[] {
  const isHead = (last: string) => last.length >= shortest.head && last !== word && word.endsWith(last)
  const isStart = (first: string) =>
    first.length >= shortest.start && word.startsWith(first) && word.length - first.length >= shortest.rest
  const saying = (isPart: (part: string) => boolean) => (text: readonly string[]) =>
    text.some((part) => !tellsNothing.has(part) && isPart(part))
  const ways = [(text: readonly string[]) => isJoined(word, text), saying(isHead), saying(isStart)]
  const found = ways.map((says) => candidates.filter((c) => c.texts.some(says)).map((c) => c.id))
  return found.find((ids) => ids.length > 0) ?? []
}

/** «barnehage» and the «plass» before it, with or without an «s» between. */
const isJoined = (word: string, text: readonly string[]): boolean =>
  text.some((first, i) =>
    text
      .slice(i + 1)
      .flatMap((later) => [later + first, `${later}s${first}`])
      .some((whole) => word.startsWith(whole) && ending.test(word.slice(whole.length))),
  )
