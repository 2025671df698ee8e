/** Which words and phrases of the frames a text holds: found word by word, so that their number costs nothing. */

import { bare, phrase } from './said.ts'
import { type TalkClass, talkWords } from './talk-words.ts'

/** A slot of a frame by its number: one of its words or phrases is said. */
export type Slot = number

/** What stands after a phrase for it to be meant: the end of its last word, any ending of that word, the end of the text. */
type End = 'word' | 'any' | 'text'
type Phrase = { slot: Slot; text: string; end: End }
/** Of each slot, whether a text fills it. */
export type Filled = Uint8Array

const ends: Readonly<Record<string, End>> = { '*': 'any', $: 'text' }

/** Letters to the next letters. `begins`: slots that a word beginning so far fills; `is`: a word that ends here; `phrases`: those that it begins. */
type Node = { next: (Node | undefined)[]; begins: Slot[]; is: Slot[]; phrases: Phrase[] }
const node = (): Node => ({ next: [], begins: [], is: [], phrases: [] })

const isClass = (name: string): name is TalkClass => Object.hasOwn(talkWords, name)

/** A word or phrase of the tables, in `bare` form and without the sign that tells how it may end. */
export const inTalk = (word: string): { text: string; end: End } => {
  const end = ends[word.at(-1) ?? '']
  return { text: bare(phrase(end === undefined ? word : word.slice(0, -1))), end: end ?? 'word' }
}

const root = node()
const slots = new Map<string, Slot>()
let count = 0

/** A slot of these words and phrases. */
export const slotFor = (words: readonly string[]): Slot => {
  const slot = count++
  for (const word of new Set(words)) add(slot, inTalk(word))
  return slot
}

/** A slot as it is written: classes of `talk-words.ts` and words, divided by `|`. */
export const slotOf = (written: string): Slot => {
  const words = () =>
    written.split('|').flatMap((part): readonly string[] => (isClass(part) ? talkWords[part] : [part]))
  const slot = slots.get(written) ?? slotFor(words())
  slots.set(written, slot)
  return slot
}

const add = (slot: Slot, { text, end }: { text: string; end: End }): void => {
  const [first = ''] = text.split(' ')
  const at = [...first].reduce((from, letter) => childOf(from, letter.charCodeAt(0)), root)
  const isWord = first === text
  if (isWord && end !== 'text') (end === 'any' ? at.begins : at.is).push(slot)
  else at.phrases.push({ slot, text, end })
}

const childOf = (of: Node, letter: number): Node => {
  const child = of.next[letter] ?? node()
  of.next[letter] = child
  return child
}

/** The slots that a text fills. `text`: words in `bare` form with one space between. */
export const slotsIn = (text: string): Filled => {
  const filled = new Uint8Array(count)
  for (let from = 0; from < text.length; ) {
    const space = text.indexOf(' ', from)
    const to = space < 0 ? text.length : space
    fill(filled, text, from, to)
    from = to + 1
  }
  return filled
}

/** By what begins with the word from `from` to `to`. */
const fill = (filled: Filled, text: string, from: number, to: number): void => {
  let at: Node | undefined = root
  for (let i = from; i < to; i++) {
    at = at.next[text.charCodeAt(i)]
    if (at === undefined) return
    for (const slot of at.begins) filled[slot] = 1
  }
  for (const slot of at.is) filled[slot] = 1
  for (const each of at.phrases) if (stands(each, text, from)) filled[each.slot] = 1
}

const stands = (of: Phrase, text: string, from: number): boolean => {
  if (!text.startsWith(of.text, from)) return false
  const end = from + of.text.length
  return end === text.length || of.end === 'any' || (of.end === 'word' && text.charAt(end) === ' ')
}
