/** Tables of whole phrases, found also when æ, ø and å are written ae, oe, aa or without their marks. */
import { bare, digraph, phrase } from './normalise.ts'

export type PhraseTable<M extends string> = readonly (readonly [M, readonly string[]])[]
export type PhraseIndex<M extends string> = {
  exact: Map<string, M>
  digraph: Map<string, M>
  /** Undefined: two meanings fall together without the marks, so the bare form means nothing. */
  bare: Map<string, M | undefined>
}

/** Builds the index of a table; a phrase that stands under two meanings there is a fault of ours and throws. */
export function indexPhrases<M extends string>(table: PhraseTable<M>): PhraseIndex<M> {
  const index: PhraseIndex<M> = { exact: new Map(), digraph: new Map(), bare: new Map() }
  for (const [meaning, phrases] of table) for (const text of phrases) add(index, meaning, phrase(text))
  return index
}

function add<M extends string>(index: PhraseIndex<M>, meaning: M, key: string): void {
  const known = index.exact.get(key)
  if (known !== undefined && known !== meaning) throw new Error(`«${key}» means both ${known} and ${meaning}`)
  index.exact.set(key, meaning)
  if (!index.digraph.has(digraph(key))) index.digraph.set(digraph(key), meaning)
  const folded = bare(key)
  if (folded.length < shortestBare) return
  const clash = index.bare.has(folded) && index.bare.get(folded) !== meaning
  index.bare.set(folded, clash ? undefined : meaning)
}

/** Under three letters the mark is what tells words apart: «næ» is no, «na» is not applicable, «nå» is neither. */
const shortestBare = 3

/** The meaning of a whole text, or undefined. */
export function findPhrase<M extends string>(index: PhraseIndex<M>, text: string): M | undefined {
  const key = phrase(text)
  return index.exact.get(key) ?? index.digraph.get(digraph(key)) ?? index.bare.get(bare(key))
}
