/** What a message that is no answer is about: by the frames of `talk-frames.ts`, read over its words, and by the model of `topic-model.ts`. */

import type { Problem } from '../questionnaire/answer.ts'
import { askedInPart } from './asked-in-part.ts'
import { uncursed } from './everyday-yes.ts'
import { isToOthers } from './for-others.ts'
import { type Act, type Content, type Meaning, meaningOf, type Place } from './meaning.ts'
import { isKindly } from './nothing-to-say.ts'
import { isGuess, isQuestion } from './questions.ts'
import { type Said, saidOf } from './said.ts'
import { isCallingOff } from './sending-off.ts'
import { type Frame, frames } from './talk-frames.ts'
import { type Filled, inTalk, type Slot, slotFor, slotOf, slotsIn } from './talk-slots.ts'
import { wideFrames } from './talk-wide.ts'
import { asMostWrite, talkWords } from './talk-words.ts'
import { type Likely, likely } from './topic-model.ts'
import { type Topic, topics } from './topics.ts'
import { alternation } from './words.ts'

/** Words: a longer text is no remark to the bot, nor are several sentences together; a clause of so many can be a question by itself. */
const [longest, longestOfAll, leastInClause] = [24, 40, 3]

/** What a text is about. `asked`: it asks, rather than tells something. `sure`: a frame tells it that can mean nothing else. */
export type Talk = { topic: Topic; asked: boolean; sure?: boolean }

/** Of all that is no answer, so much must be the model's topic: with less, half of what it says is wrong. */
const leastShare = 0.12
/** Against a frame that says another topic. */
const leastAgainst = 0.1
/** The model's topic counts up to this chance that the text is an answer. */
const mostAnswering = 0.6

/** What a sign at the end of a word stands for: any ending of the same word, the end of the text. */
const endings = { any: '[^ ]*', text: '(?=$)', word: '' }

/** One word or phrase as a pattern. */
const source = (word: string): string => {
  const { text, end } = inTalk(word)
  return `${text.replace(/[.+?()[\]\\]/g, '\\$&')}${endings[end]}`
}

/** Small words around a whole message: «ja, men hei du» says no more than «hei». */
const around =
  '(?:tusen|mange|hjertelig|hjarteleg|ja|jo|nei|men|og|da|altsa|du|dere|dokker|sann|na|no|igjen|for all del|veldig|kjempe|skal du ha|det|dette|her|nok|bare|berre|alle sammen|alle saman|sa|jammen|a|det var|dette var|det er|det her er|hei|jaja|imdi)'

function wholeOf(words: readonly string[]): RegExp {
  const listed = [...new Set(words.map(source))].sort((a, b) => b.length - a.length).join('|')
  return new RegExp(`^(?:${around} ){0,3}(?:${listed})(?: (?:${around}|${listed})){0,4}$`)
}

type Compiled = {
  topic: Topic
  ask: boolean
  sure: boolean
  most: number
  slots: readonly Slot[]
  without: readonly Slot[]
  whole: RegExp | undefined
}

/** Of `whole` one phrase at least is said, so that it is a slot too. */
const compiledOf = ({ has = [], not = [], whole, ...frame }: Omit<Frame, 'examples'>): Compiled => ({
  topic: frame.topic,
  ask: frame.ask === true,
  sure: frame.sure === true,
  most: frame.most ?? longest,
  slots: [...has.map(slotOf), ...(whole === undefined ? [] : [slotFor(whole)])],
  without: not.map(slotOf),
  whole: whole === undefined ? undefined : wholeOf(whole),
})

let compiled: readonly Compiled[] | undefined

const begins = new RegExp(
  `^(?:(?:og|men|ja|nei|ok|hei|du|eh|hm|forresten|beklager|unnskyld|orsak|sorry) ){0,3}(?:${alternation('asking')}|${alternation('inverting')}|${talkWords.inverted.map(source).join('|')})(?= |$)`,
)

/** Whether a text may be asking: it need not end as a question, for many leave the sign out. */
const mayAsk = (said: Said): boolean => said.asks || isQuestion(said) || begins.test(said.bare)

/**
 * What a text that is no answer is about; undefined where neither frames nor the model tell. `place`: where it was said, if at
 * no question.
 */
export const talkOf = (said: Said, place?: Place): Talk | undefined => {
  const framed = framedTalk(said)
  if (place !== undefined && !mayAnswerWhilePaused(said, place)) return talkAt(said, framed, place)
  if (said.tokens.length < 2 && (framed !== undefined || !isKnownWord(said))) return framed
  if (said.tokens.length > longestOfAll) return undefined
  return (framed === undefined ? askedInPart(said) : undefined) ?? weighed(framed, likely(said), mayAsk(said))
}

/** Whoever is back may answer the question that was open, instead of telling that they are back. */
const mayAnswerWhilePaused = (said: Said, place: Place): boolean => {
  if (place !== 'paused' || said.asks || likely(said).answering <= missed.unframed) return false
  const { topic, share } = likely(said, place)
  return !staying.has(topic) || share < shareOfSure || /\d/.test(said.text)
}
const staying: ReadonlySet<Topic> = new Set<Topic>(['no_time', 'check_first'])

/** Where no answer is waited for, few topics are likely, and the model knows which: a word alone is enough. */
const talkAt = (said: Said, framed: Talk | undefined, place: Place): Talk | undefined => {
  if (said.tokens.length === 0 || said.tokens.length > longestOfAll) return framed
  const model = likely(said, place)
  // «Bra det, men ikke send inn»
  const topic = model.topic === 'send_in' && isCallingOff(said) ? 'check_first' : model.topic
  const does =
    topics[topic].does === undefined ? leastShareAt.tells : said.asks ? leastShareAt.asked : leastShareAt.does
  const isTold = model.share >= Math.max(does, framed === undefined ? 0 : leastShareAt.against)
  if (framed?.topic === topic || !isTold || (said.asks && asksOnly(framed, topic))) return framed
  return stands(framed, topic) ? framed : { topic, asked: mayAsk(said) }
}

/** «Må jeg svare på dette?»: a frame of a question is not outdone by what somebody tells of themselves. */
const asksOnly = (framed: Talk | undefined, other: Topic): boolean =>
  framed?.asked === true &&
  (mustWe.has(framed.topic) || (actOf(framed.topic) === 'question' && actOf(other) === 'situation'))

/** «Dette er det fjerde skjemaet. Må vi?»: what is told before it is no more than its reason. */
const mustWe: ReadonlySet<Topic> = new Set<Topic>(['must', 'must_here', 'may_skip'])

/** As `leastShare` and `leastAgainst`, where the place tells too: of what is only answered, of what is done by it, told or asked, and against a frame. */
const leastShareAt = { tells: 0.2, does: 0.4, asked: 0.6, against: 0.3 }

/** A word alone that is in no table: more often one of a choice than a word to the bot. */
const isKnownWord = (said: Said): boolean => {
  const { share, answering } = likely(said)
  return said.text.includes('?') || (share >= shareOfSure && answering <= mostOfWord)
}
const mostOfWord = 0.1

/** The model is right more often where it says another topic than a frame does; in doubt the frame stands. */
export const weighed = (framed: Talk | undefined, model: Likely, asked = true): Talk | undefined => {
  const least = framed === undefined ? leastShare : leastAgainst
  if (framed?.topic === model.topic || model.answering > mostAnswering || model.share < least) return framed
  const isVague = framed !== undefined && model.topic === 'not_for_us' && model.share < shareOfSure
  return isVague || stands(framed, model.topic) ? framed : { topic: model.topic, asked }
}

/** Whether what a frame tells stands against any model. */
const stands = (framed: Talk | undefined, other: Topic): framed is Talk =>
  framed !== undefined &&
  (framed.sure === true ||
    isSigned.has(framed.topic) ||
    alike.some((some) => some.has(framed.topic) && some.has(other)))

/** Too much alike for the model: «må jeg?» and «må vi delta?», «hvilken kode?» and «hvilken kode? Jeg har ingen», «hva svarte jeg?» and «hva svarte jeg ikke på?», thanks and farewells. */
const alike: readonly ReadonlySet<Topic>[] = [
  mustWe,
  new Set<Topic>(['no_code', 'lost_code', 'where_code', 'bad_code']),
  new Set<Topic>(['who_are_you', 'swindle']),
  new Set<Topic>(['opinion', 'others']),
  new Set<Topic>(['left_open', 'my_answers']),
  new Set<Topic>(['thanks', 'bye']),
]

/** What a text is about where a frame tells it, or the model is in no doubt. */
export const surelyAbout = (said: Said): Talk | undefined =>
  likely(said).share < shareOfSure ? framedTalk(said) : talkOf(said)

const shareOfSure = 0.5

/** Known by signs: whom a mail or a message is addressed to, an emoji, the word «kode» beside what it is asked about or what became of it. */
const isSigned: ReadonlySet<Topic> = new Set<Topic>(['not_for_us', 'laugh', 'where_code', 'lost_code'])

/** What a text is about by the frames alone. */
export const framedTalk = (said: Said): Talk | undefined => {
  const known = read.get(said)
  if (known !== undefined) return known.talk
  const talk = aboutWhat(said)
  read.set(said, { talk })
  return talk
}

/** A message is asked what it is about from several places, and hundreds of frames are tried each time; a `Said` never changes. */
const read = new WeakMap<Said, { talk: Talk | undefined }>()

const aboutWhat = (said: Said): Talk | undefined => {
  if (isToOthers(said)) return { topic: 'not_for_us', asked: false }
  if (isShortWait(said) && said.tokens.length <= shortRemark) return { topic: 'check_first', asked: false }
  if (onlySigns.test(said.text)) return { topic: signed(said.text), asked: false }
  return said.tokens.length > longestOfAll ? undefined : foundIn(said)
}

/** Nothing but emoji; a thumb is a yes or a no. */
const onlySigns =
  /^(?!.*(?:👍|👎))(?:\p{Extended_Pictographic}|[\s\p{M}\p{Cf}])*\p{Extended_Pictographic}[\s\p{M}\p{Cf}]*$/u

/** Whoever sends a sighing face wants on, a sleepy one is tired, an angry one complains; of all others a smile is meant. */
const signed = (text: string): Topic => {
  if (/[🥱😴💤😪]/u.test(text)) return 'tired'
  if (/[😡😠🤬👿]/u.test(text)) return 'complaint'
  return /[🙄😒😑😐😤😩😫😣😖😞🤦🫠🤷]/u.test(text) ? 'pass_by' : 'laugh'
}

/** «2 sek», «5 min, leitar i arkivet»: no figure of an answer that has not the unit. */
export const isShortWait = ({ text }: Said): boolean => shortWait.test(text)
const shortWait =
  /(?:^\s*|[.!,;:–-]\s+)(?:(?:vent|hold an|ok|sorry|beklager|orsak|oi|å|bare|berre|gi meg|gje meg|gimme)[\s,!.]+){0,4}(?:\d{1,2}|e[tn]|ett|ei[tn]?|to|tre|par|et par|eit par|fem|ti|a) ?(?:sek|sekund(?:er|ar)?|min|minutt(?:er|ar)?)(?!\p{L})/iu

/** Sentences of a longer message that are read by themselves. */
const sentences = /[^.!?\n]+[.!?\n]*/gu

/** What a message, or else the first of its sentences that is about anything, is about. */
const foundIn = (said: Said): Talk | undefined => {
  const whole = framedIn(said)
  if (whole !== undefined) return whole
  const parts = said.text.match(sentences) ?? []
  const one = parts.length < 2 ? undefined : firstOf(parts.map((part) => framedIn(saidOf(part))))
  if (!said.asks || (one !== undefined && topics[one.topic].act !== 'social')) return one
  const clauses = said.text.split(/[,:;.!?]/u).filter((clause) => saidOf(clause).tokens.length >= leastInClause)
  return firstOf([...clauses.map((clause) => framedIn(saidOf(`${clause}?`))), one])
}

/** The first; a greeting or thanks only where nothing else is said. */
const firstOf = (found: readonly (Talk | undefined)[]): Talk | undefined => {
  const talks = found.filter((talk) => talk !== undefined)
  return talks.find(({ topic }) => topics[topic].act !== 'social') ?? talks[0]
}

const framedIn = (said: Said): Talk | undefined => {
  const { tokens } = said
  if (tokens.length === 0 || tokens.length > longest) return undefined
  const asked = mayAsk(said)
  // Written as it is, and with the words of dialects as most people write them.
  const texts = [...new Set([tokens.join(' '), tokens.map((token) => asMostWrite.get(token) ?? token).join(' ')])]
  compiled ??= [...frames, ...wideFrames].map(compiledOf)
  const read = texts.map((text) => ({ text, filled: slotsIn(text) }))
  for (const frame of compiled) {
    if ((frame.ask && !asked) || tokens.length > frame.most) continue
    for (const { text, filled } of read)
      if (fits(frame, text, filled)) return { topic: frame.topic, asked, sure: frame.sure }
  }
  return undefined
}

const fits = ({ slots, without, whole }: Compiled, text: string, filled: Filled): boolean => {
  for (const slot of slots) if (filled[slot] !== 1) return false
  for (const slot of without) if (filled[slot] === 1) return false
  return whole === undefined || whole.test(text)
}

const actOf = (topic: Topic): Act => topics[topic].act

/** The meaning of a text that is said to the bot. `content`: what was read in it beside. */
export const spoken = ({ topic }: Talk, content: Content): Meaning => ({
  ...meaningOf(actOf(topic), content, false),
  topic,
})

/** Acts that are not settled yet by what was asked back. */
const unsettled: ReadonlySet<Act> = new Set<Act>(['question', 'situation', 'social', 'hedge', 'none'])

/** What is said to the bot while it waits for something; a value, a yes and a no stand as they are. */
export const aboutUs = (said: Said, meaning: Meaning, place?: Place): Meaning => {
  if (!unsettled.has(meaning.act)) return meaning
  const talk = talkOf(said, place)
  return talk === undefined ? meaning : { ...meaning, act: actOf(talk.topic), topic: talk.topic }
}

/** The same while a value is to be confirmed: what may be said of the value itself is nothing to us. */
export const surelyToUs = (said: Said, meaning: Meaning): Meaning => {
  if (uncursed(said) !== said) return meaning
  const { share, answering } = likely(said)
  const isSure = framedTalk(said) !== undefined || (share >= shareOfSure / 2 && answering <= missed.whileConfirming)
  return isSure ? aboutUs(said, meaning) : meaning
}

/** What is said instead of an answer at a question; undefined where an answer was heard. `free`: any words are an answer. */
export const saidInstead = (said: Said, content: Content, free: boolean): Meaning | undefined => {
  if (content.type === 'missing' || content.type === 'rows' || content.type === 'yes' || content.type === 'no')
    return undefined
  // The most common of all, and hardly ever said to the bot: the frames are not tried on it.
  if (!free && content.type === 'answer' && !mayBeNone(said)) return undefined
  const talk = free ? framedTalk(said) : talkOf(said)
  if (talk === undefined) return undefined
  return isMeant(said, content, talk, free) ? spoken(talk, content) : undefined
}

const isMeant = (said: Said, content: Content, talk: Talk, free: boolean): boolean => {
  if (free) return isPlainHere(said, talk)
  if (content.type === 'answer') return isHardlyAnswer(said, talk)
  if (talk.sure === true) return true
  if (talk.topic === 'check_first' && isShortWait(said)) return true
  if (content.type === 'confirm' && isOffer(said)) return false
  if (isMissedAnswer(said, talk) || (content.type === 'confirm' && triesAtLast(said.text))) return false
  return isNoAnswer(said, content) || outweighs(said, content, talk)
}

/** «Er det 30?», «blir det rundt 12 prosent?»: a figure is offered, and nothing asked of the question. */
const offersFigure =
  /^\P{L}*(?:er|e|va|var|blir|vert) (?:det|d|de|dette|dei)(?: \p{L}+){0,2} \d[\d.,]*(?: ?%| \p{L}{1,7})?\P{L}*$/iu

/** Whether it offers a figure and asks nothing else. */
export const isOffer = ({ text }: Said): boolean => offersFigure.test(text)

/** «Det må personalsjefen svare på, men jeg tror det er få, kanskje to prosent»: an answer is tried all the same. */
const triesAtLast = (text: string): boolean => {
  const at = text.search(/(?<!\p{L})(?:men|uansett)(?!\p{L})/iu)
  return at >= 0 && guesses.test(text.slice(at))
}
const guesses =
  /(?<!\p{L})(?:tror|trur|tru|tipper|tippar|gjetter|gjettar|anslår|antar|kanskje|kansje|sikkert|vil (?:jeg|eg|æ) (?:tro|tru|si|seie)|om lag|omtrent|rundt|kring|ca)(?!\p{L})/iu

/** Chances that a text is an answer, as the model sees it, under which it is taken for none. */
const hardly = {
  /** Where an answer was heard that would be stored at once. */
  stored: 0.04,
  /** Where one was heard that would be asked about. */
  confirmed: 0.1,
  /** In words of one's own, where it is asked whether they are one. */
  free: 0.2,
  /** The same, of a question that has not the form of one: «hvordan vi klarer dette, er uvisst». */
  formless: 0.05,
}

/** Nothing was heard in it that can be stored, and an answer it is all the same: a hint leads on, a word about something else does not. */
const isMissedAnswer = (said: Said, { topic }: Talk): boolean => {
  if (said.tokens.length < 2 || said.text.includes('?') || putsRight.has(topic)) return false
  const framed = framedTalk(said)?.topic
  // «Spør økonomisjefen»: no answer was heard, and the words themselves say why.
  if (framed === topic && said.tokens.length <= missed.words && plainly.has(topic)) return false
  return likely(said).answering > (framed === undefined ? missed.unframed : missed.framed)
}

/** What is told of an earlier answer has the words of one; the others are told without. */
const putsRight: ReadonlySet<Topic> = new Set<Topic>(['go_back', 'change_one', 'forgot'])
const plainly: ReadonlySet<Topic> = new Set<Topic>(['check_first', 'someone_else', 'swearing'])

/** Chances that a text is an answer, over which it is one though none was heard; `words`: of what is plainly none. */
const missed = { framed: 0.6, unframed: 0.3, whileConfirming: 0.35, words: 5 }

/** An answer was heard in what tells or asks something else: «vi bosatte 14 i fjor» is one, «hva er 14?» is none. */
const isHardlyAnswer = (said: Said, { topic }: Talk): boolean => topics[topic].act !== 'social' && mayBeNone(said)
const mayBeNone = (said: Said): boolean => !/\d/.test(said.text) && likely(said).answering < hardly.stored

/** Whether words of one's own are more likely said to the bot than to those who asked. */
export const isLikelyTalk = (said: Said): boolean => {
  const { topic, answering } = likely(said)
  const hasForm = topics[topic].act !== 'question' || said.text.includes('?')
  return answering < (hasForm ? hardly.free : hardly.formless)
}

/** «Det vil eg la stå ope», where any words are an answer: more likely the question is passed by. */
export const isPassedBy = (said: Said): boolean => {
  const { topic, share, answering } = likely(said)
  return topic === 'pass_by' && share >= shareOfSure && answering < hardly.free && said.tokens.length <= shortRemark
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

/** Nothing is read in it that could be an answer: a figure in it may be one that only wants to be told better. */
const isNoAnswer = (said: Said, content: Content): boolean =>
  isUnheard(content) ||
  (content.type === 'ask' && vague.has(content.problem.code) && (said.asks || !/\d/.test(said.text)))

/** A figure was looked for, and none that can be stored was found. */
const vague: ReadonlySet<Problem['code']> = new Set<Problem['code']>(['number_vague', 'other_unit'])

/** Words of a remark that may be none at a free text. */
const shortRemark = 10

const isPlainHere = (said: Said, { topic, asked }: Talk): boolean => {
  if (topics[topic].act === 'question') return asked && isQuestion(said)
  if (topics[topic].act === 'situation') return (topics[topic].plain ?? false) && said.tokens.length <= shortRemark
  return (topic === 'thanks' || topic === 'hello' || topic === 'returned') && !hasMessage(said)
}

/** «Takk for ei grei undersøking. Me saknar tilskot»: beside the thanks somebody says something to those who asked. */
const hasMessage = (said: Said): boolean =>
  said.text.split(/(?<![.!?;:,])[.!?;:,]+\s+|\s[-–]\s/u).some((part) => isMessage(saidOf(part)))

const leastOfMessage = 4
const isMessage = (part: Said): boolean =>
  part.tokens.length >= leastOfMessage && framedTalk(part) === undefined && !isKindly(part)

/** A question or a situation is more than a guess at a choice; what is only told as «annet» was guessed at least. */
const outweighs = (said: Said, content: Content, { topic, asked }: Talk): boolean => {
  if (/\d/.test(said.text) && !said.asks) return false
  if (content.type === 'confirm' && 'other' in content.answer) return true
  if (topics[topic].act === 'question' && asked && (said.asks || isQuestion(said)) && !isGuess(said)) return true
  const isTold = topics[topic].plain ?? false
  return isTold || (topics[topic].act !== 'social' && likely(said).answering < hardly.confirmed)
}
