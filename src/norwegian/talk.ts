/** What a message that is no answer is about: the frames of `talk-frames.ts`, read over the words of the text. */

import type { Problem } from '../questionnaire/answer.ts'
import { type Act, type Content, type Meaning, meaningOf } from './meaning.ts'
import { isGuess, isQuestion } from './questions.ts'
import { bare, phrase, type Said } from './said.ts'
import { type Frame, frames, questionTopics, situationTopics, type Topic } from './talk-frames.ts'
import { type TalkClass, talkWords } from './talk-words.ts'
import { alternation } from './words.ts'

/** Words; a longer text is no remark to the bot. */
const longest = 24

/** What a text is about. `asked`: it asks, rather than tells something. */
export type Talk = { topic: Topic; asked: boolean }

const isClass = (name: string): name is TalkClass => Object.hasOwn(talkWords, name)

/** What a sign at the end of a word stands for: any ending of the same word, the end of the text. */
const endings: Readonly<Record<string, string>> = { '*': '[^ ]*', $: '(?=$)' }

/** One word or phrase as a pattern. */
const source = (word: string): string => {
  const ending = endings[word.at(-1) ?? '']
  const plain = bare(phrase(ending === undefined ? word : word.slice(0, -1)))
  return `${plain.replace(/[.+?()[\]\\]/g, '\\$&')}${ending ?? ''}`
}

const slots = new Map<string, RegExp>()

/** A slot: classes and words beside each other, divided by `|`. */
const slotOf = (written: string): RegExp => {
  const known = slots.get(written)
  if (known !== undefined) return known
  const words: readonly string[] = written.split('|').flatMap((part) => (isClass(part) ? talkWords[part] : [part]))
  const longestFirst = [...new Set(words.map(source))].sort((a, b) => b.length - a.length)
  const made = new RegExp(`(?:^| )(?:${longestFirst.join('|')})(?= |$)`)
  slots.set(written, made)
  return made
}

/** Small words around a whole message: «ja, men hei du» says no more than «hei». */
const around =
  '(?:tusen|mange|hjertelig|hjarteleg|ja|jo|nei|men|og|da|altsa|du|dere|dokker|sann|na|no|igjen|for all del|veldig|kjempe|skal du ha|det|dette|her|nok|bare|berre|alle sammen|alle saman|sa|jammen|a|det var|dette var|det er|det her er|hei|jaja|imdi)'

function wholeOf(words: readonly string[]): RegExp {
  const listed = [...new Set(words.map(source))].sort((a, b) => b.length - a.length).join('|')
  return new RegExp(`^(?:${around} ){0,3}(?:${listed})(?: (?:${around}|${listed})){0,4}$`)
}

type Compiled = Omit<Frame, 'whole'> & {
  slots: readonly RegExp[]
  without: readonly RegExp[]
  whole: RegExp | undefined
}

const compiled: readonly Compiled[] = frames.map((frame) => ({
  ...frame,
  slots: (frame.has ?? []).map(slotOf),
  without: (frame.not ?? []).map(slotOf),
  whole: frame.whole === undefined ? undefined : wholeOf(frame.whole),
}))

const begins = new RegExp(
  `^(?:(?:og|men|ja|nei|ok|hei|du|eh|hm|forresten|beklager|unnskyld|orsak|sorry) ){0,3}(?:${alternation('asking')}|${alternation('inverting')}|${talkWords.inverted.map(source).join('|')})(?= |$)`,
)

/** Whether a text may be asking: it need not end as a question, for many leave the sign out. */
const mayAsk = (said: Said): boolean => said.asks || isQuestion(said) || begins.test(said.bare)

/** What a text that is no answer is about; undefined when no frame fits. */
export const talkOf = (said: Said): Talk | undefined => {
  const { tokens } = said
  if (tokens.length === 0 || tokens.length > longest) return undefined
  const text = tokens.join(' ')
  const asked = mayAsk(said)
  const found = compiled.find((frame) => fits(frame, text, asked, tokens.length))
  return found === undefined ? undefined : { topic: found.topic, asked }
}

const fits = (frame: Compiled, text: string, asked: boolean, count: number): boolean => {
  if ((frame.ask ?? false) && !asked) return false
  if (count > (frame.most ?? longest)) return false
  if (frame.whole !== undefined && !frame.whole.test(text)) return false
  return frame.slots.every((slot) => slot.test(text)) && !frame.without.some((slot) => slot.test(text))
}

const questions: ReadonlySet<Topic> = new Set<Topic>(questionTopics)
const situations: ReadonlySet<Topic> = new Set<Topic>(situationTopics)

const actOf = (topic: Topic): Act =>
  questions.has(topic) ? 'question' : situations.has(topic) ? 'situation' : 'social'

/** The meaning of a text that is said to the bot. `content`: what was read in it beside. */
export const spoken = ({ topic }: Talk, content: Content): Meaning => ({
  ...meaningOf(actOf(topic), content, false),
  topic,
})

/** Acts that are not settled yet by what was asked back. */
const unsettled: ReadonlySet<Act> = new Set<Act>(['question', 'situation', 'social', 'hedge', 'none'])

/** What is said to the bot while it waits for something; a value, a yes and a no stand as they are. */
export const aboutUs = (said: Said, meaning: Meaning): Meaning => {
  if (!unsettled.has(meaning.act) || /\d/.test(said.text)) return meaning
  const talk = talkOf(said)
  return talk === undefined ? meaning : { ...meaning, act: actOf(talk.topic), topic: talk.topic }
}

/** Situations that are told plainly enough to be none of the choices, whatever word of a choice is in them. */
const plainSituations: ReadonlySet<Topic> = new Set<Topic>([
  'check_first',
  'no_time',
  'someone_else',
  'wrong_person',
  'ill',
  'sent_or_not',
])

/** What is said instead of an answer at a question; undefined where an answer was heard. `free`: any words are an answer. */
export const saidInstead = (said: Said, content: Content, free: boolean): Meaning | undefined => {
  if (content.type === 'missing' || content.type === 'rows' || content.type === 'yes' || content.type === 'no')
    return undefined
  if (content.type === 'answer' && !free) return undefined
  const talk = talkOf(said)
  if (talk === undefined) return undefined
  const isMeant = free ? isPlainHere(said, talk) : isUnheard(content) || outweighs(said, content, talk)
  return isMeant ? spoken(talk, content) : undefined
}

/** Nothing of an answer was found in the text: one hint after another is given for all of these. */
export const notHeard: ReadonlySet<Problem['code']> = new Set<Problem['code']>([
  'not_understood',
  'unknown_choice',
  'not_a_number',
  'not_a_date',
])

/** Whether nothing of an answer was found. */
export const isUnheard = (content: Content): boolean => content.type === 'ask' && notHeard.has(content.problem.code)

/** Words of a remark that may be none at a free text. */
const shortRemark = 10

const isPlainHere = (said: Said, { topic, asked }: Talk): boolean => {
  if (questions.has(topic)) return asked && isQuestion(said)
  if (situations.has(topic)) return plainSituations.has(topic) && said.tokens.length <= shortRemark
  return topic === 'thanks' || topic === 'hello' || topic === 'returned'
}

/** A question or a situation is more than a guess at a choice; what is only told as «annet» was guessed at least. */
const outweighs = (said: Said, content: Content, { topic, asked }: Talk): boolean => {
  if (/\d/.test(said.text) && !said.asks) return false
  if (content.type === 'confirm' && 'other' in content.answer) return true
  if (questions.has(topic)) return asked && (said.asks || isQuestion(said)) && !isGuess(said)
  return plainSituations.has(topic)
}
