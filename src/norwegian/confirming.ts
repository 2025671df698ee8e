/**
 * A reply to something the bot asked a yes or no about: «Jeg skriver opp «Nei». Stemmer det?». Nothing in it is the answer
 * to the survey's own question, but a value that is plainly said instead.
 */

import type { Answer } from '../questionnaire/answer.ts'
import {
  type AnswerOfShape,
  asks,
  figureOf,
  gives,
  hasChoices,
  isSameKind,
  isShare,
  isShortText,
} from '../questionnaire/shape.ts'
import { amendedBy, hearingWhileWaiting, isOfElse, ofPart } from './amending.ts'
import { isGreeting } from './around.ts'
import { readAlone } from './clauses.ts'
import { endsInYes, isEveryday, isMatterOfCourse, thumbOf, uncursed } from './everyday-yes.ts'
import { amountsIn } from './figure-amounts.ts'
import { saidToBe, told } from './figure-told.ts'
import { candidatesOf, choiceWords, matchInFull } from './match.ts'
import { type Content, type Hearing, type Meaning, meaningOf } from './meaning.ts'
import { isPuttingOff, isQuestion } from './questions.ts'
import { clean, type Said, saidOf, tidy } from './said.ts'
import { understand } from './understand.ts'
import { type Tag, tagged, typedAlternation, type WordClass } from './words.ts'
import { choicesFor, stanceWithTail } from './yes-no.ts'

/** Words; nobody needs more to say yes or no. */
const longest = 40

// Of two classes that a word stands in, the first counts.
// biome-ignore format: words of a kind share a line
const order: readonly WordClass[] = [
  ...([
    'agree', 'okay', 'yes', 'no', 'not', 'wrong', 'store', 'hedge', 'but', 'claim', 'saying', 'self', 'we',
  ] as const),
  'filler',
]

/** `polarity`: what a yes or no answer that is asked about says itself. */
type Reply = {
  said: Said
  hearing: Hearing
  proposed: Answer
  polarity: 'yes' | 'no' | undefined
  tags: readonly Tag[]
}

/** What a reply to «stemmer det?» is, when `proposed` is stored after a yes. Commands are heard before it. */
export const hearConfirming = (typed: Said, hearing: Hearing, proposed: Answer): Meaning => {
  const said = uncursed(typed)
  const thumb = thumbOf(said.text)
  if (thumb !== undefined) return meaningOf(thumb)
  if (said.tokens.length > longest) return meaningOf('none')
  const numeric = gives(proposed, 'figure')
  // «Ja, omtrent» is as sure as a figure can be.
  const tags = tagged(said.tokens, numeric ? ['about', ...order] : order)
  const polarity = polarityOf(proposed, hearing)
  const reply: Reply = { said, hearing: hearingWhileWaiting(hearing, proposed), proposed, polarity, tags }
  if (polarity !== 'no' && isEveryday(said, tags)) return yes
  if (isOfElse(said)) return no
  const part = numeric ? ofPart(said.text, proposed) : undefined
  if (part !== undefined) return part === 'agreed' ? yes : hedge
  return whetherAnswer(reply) ?? asked(reply) ?? amended(reply, hearing) ?? byHead(reply)
}

const polarityOf = (proposed: Answer, { question, choiceIds }: Hearing): Reply['polarity'] => {
  if (!gives(proposed, 'choice') || question === undefined || !hasChoices(question)) return undefined
  const candidates = candidatesOf(question.choices, choiceIds)
  const says = (stance: 'yes' | 'no') => choicesFor(stance, candidates).some(({ id }) => id === proposed.value)
  return says('no') ? 'no' : says('yes') ? 'yes' : undefined
}

/** «Et svar», «det var et spørsmål»: to «er dette et svar, eller et spørsmål til oss?». */
const whetherAnswer = ({ said, proposed, hearing }: Reply): Meaning | undefined => {
  const isText = gives(proposed, 'words') || isShortText(hearing.question)
  if (!isText || said.tokens.length > 7 || said.asks) return undefined
  if (/\bsporsmal\w*/.test(said.bare)) return meaningOf(/\bikk?j?e\b/.test(said.bare) ? 'confirmation' : 'denial')
  if (/\b(?:svar|svaret|svara|merknad|kommentar)\b/.test(said.bare))
    return meaningOf(/\bikk?j?e\b/.test(said.bare) ? 'denial' : 'confirmation')
  return undefined
}

const has = ({ tags }: Reply, ...classes: WordClass[]): boolean =>
  tags.some(({ of }) => of !== undefined && classes.includes(of))
const unknown = ({ tags }: Reply): boolean => tags.some(({ of }) => of === undefined)
const hasFigure = ({ said }: Reply): boolean => /\d/.test(said.text)

/** A question, a greeting, «må sjekke først»: none of them is a yes. */
const asked = (reply: Reply): Meaning | undefined => {
  const { said } = reply
  if (said.asks)
    return (unknown(reply) || isQuestion(said)) && !hasFigure(reply) ? meaningOf('question') : asksValue(reply)
  if (isGreeting(said.text) || reply.tags.every(({ of }) => of === 'filler')) return meaningOf('social')
  if (isQuestion(said) || (said.tokens.length <= 3 && tagged(said.tokens, ['asking'])[0]?.of === 'asking'))
    return meaningOf('question')
  return isPuttingOff(said) ? meaningOf('situation') : undefined
}

/** «5?»: a value that is not sure of itself; «ja?» is nothing. */
const asksValue = (reply: Reply): Meaning => {
  const value = hasFigure(reply) ? valueIn(reply, reply.said.text) : undefined
  return value === undefined || isSame(value, reply.proposed)
    ? meaningOf('hedge')
    : meaningOf('correction', value, false)
}

/** «Ja, og økonomi», «ganske viktig på resten»: the whole that would then stand is asked about by name. */
const amended = ({ said, proposed, tags }: Reply, hearing: Hearing): Meaning | undefined => {
  const whole = amendedBy(said.text, proposed, hearing, readAlone)
  if (whole === 'same') return tags.some(({ of }) => of === 'hedge' || of === 'not' || of === 'wrong') ? hedge : yes
  return whole === undefined ? undefined : meaningOf('correction', whole.answer, false)
}

const byHead = (reply: Reply): Meaning => {
  const head = reply.tags.find(({ of }) => of !== 'filler' && of !== 'hedge' && of !== 'self')?.of
  if (head === 'no' || (head === 'wrong' && unknown(reply))) return afterNo(reply)
  if (head === 'store' && unknown(reply)) return withoutHead(reply)
  if (head === 'store' && reply.polarity === 'no' && tellsToStore(reply)) return hedge
  return head === 'yes' || head === 'okay' || head === 'agree' || head === 'store'
    ? afterYes(reply)
    : withoutHead(reply)
}

/** «Skriv ja», to a no that is asked about: whether the yes is the answer or the word to this is not told. */
const tellsToStore = ({ tags, said }: Reply): boolean =>
  tags.some(({ of }, i) => of === 'store' && tags.slice(i + 1, i + 3).some((t) => t.of === 'yes')) &&
  !/[,.;!]/.test(said.text.trim().slice(0, -1))

const yes = meaningOf('confirmation')
const no = meaningOf('denial')
const hedge = meaningOf('hedge')

/** «Ja, det er riktig», «ja, jeg sa nei», «ja, men …». */
const afterYes = (reply: Reply): Meaning => {
  const rest = afterHead(reply.said.text, 'yes')
  const heard = unknown(reply) ? valueIn(reply, rest) : choiceIn(reply, rest)
  const value = isOwnWord(heard) ? undefined : heard
  if (gives(reply.proposed, 'figure') && sinceThen.test(reply.said.text)) return yes
  if (value !== undefined && !isSame(value, reply.proposed)) return meaningOf('correction', value, false)
  if (isTurned(reply) && !has(reply, 'yes')) return no
  if (has(reply, 'hedge', 'but', 'wrong') || isTurned(reply)) return hedge
  // «Ja, ikke nei».
  if (reply.tags.some(({ of }, i) => of === 'not' && reply.tags[i + 1]?.of === 'no')) return hedge
  if (has(reply, 'not', 'no')) return reply.polarity === 'no' ? yes : hedge
  if (value !== undefined) return yes
  if (reply.polarity === 'no' && (unknown(reply) || claimsThere(reply))) return hedge
  // «Ja, det stemmer, han er eldst i fylket»: what is told beside it takes nothing back.
  return !unknown(reply) ||
    has(reply, 'agree') ||
    endsYes.test(reply.said.text) ||
    isSureTail(reply) ||
    isMatterOfCourse(reply.said)
    ? yes
    : hedge
}

/** «Ja, fra den gang bydelen het noe annet»: of so many years, since when. */
const sinceThen = new RegExp(
  `^\\P{L}*(?:${typedAlternation('yes')}|jaudå|joda)[\\s,.!]+(?:helt |heilt |like )?(?:fra|frå|siden|sidan|sia|sea) (?!\\d{1,2}(?!\\d))[^?]*$`,
  'iu',
)

const isSureTail = ({ said }: Reply): boolean => stanceWithTail(said.text)?.sure === true
/** «Ja. Pensjon til våren»: a yes that is a sentence by itself. */
const endsYes = new RegExp(`^\\P{L}*(?:${typedAlternation('yes')})\\s*[.!]+\\s+\\S`, 'iu')

/** «Ja, men det varierer»: beside a yes no choice of one's own. */
const isOwnWord = (content: Content | undefined): boolean =>
  content?.type === 'confirm' && gives(content.answer, 'choice', 'choices') && content.answer.other !== undefined

/** «Ok, noe da»: the rest is one of the choices, word for word, though it says nothing elsewhere. */
const choiceIn = (reply: Reply, rest: string): Content | undefined => {
  const { question, choiceIds } = reply.hearing
  const said = rest.replace(/[ ,]+(?:da|då)[.! ]*$/iu, '')
  if (
    question === undefined ||
    !hasChoices(question) ||
    choicesFor('yes', candidatesOf(question.choices, choiceIds)).length > 0
  )
    return undefined
  const match = matchInFull(choiceWords(said), candidatesOf(question.choices, choiceIds))
  return match.type === 'one' ? valueIn(reply, said) : undefined
}

/** «Stemmer ikke», «ikke riktig». */
const isTurned = ({ tags }: Reply): boolean =>
  tags.some(
    ({ of }, i) =>
      (of === 'agree' && tags[i + 1]?.of === 'not') ||
      (of === 'not' && tags.slice(i + 1, i + 3).some((t) => t.of === 'agree')),
  )

/** «Det har vi» tells of the world; «det gjorde jeg» of what was meant. */
const claimsThere = (reply: Reply): boolean => has(reply, 'claim') && !(has(reply, 'self') && !has(reply, 'we'))

/** «Nei», «nei, 5», «nei, jeg mente ja», «nei, vi har ikke det». */
const afterNo = (reply: Reply): Meaning => {
  const rest = afterHead(reply.said.text, 'no')
  const after: Reply = { ...reply, said: saidOf(rest), tags: tagged(saidOf(rest).tokens, order) }
  if (rest === '') return no
  if (!unknown(after)) return plainNo(after)
  if (isQuestion(after.said)) return meaningOf('question')
  const plain = valueIn(reply, withoutLead(rest))
  const value = plain ?? toldInstead(reply, rest)
  if (value === undefined) return no
  if (isSame(value, reply.proposed)) return hedge
  return other(reply, value, plain !== undefined && isPlain(value, rest))
}

/** «Nei, det e praksisplassan som funke»: told in a sentence, and asked about. */
const toldInstead = ({ hearing, proposed }: Reply, text: string): Content | undefined => {
  const content = gives(proposed, 'choice', 'choices', 'rows') ? readAlone(text, hearing) : undefined
  return content?.type === 'missing' ? undefined : content
}

/** A no of nothing but known words. `reply`: what stands after the «nei». */
const plainNo = (reply: Reply): Meaning => {
  if (has(reply, 'yes', 'no') && has(reply, 'saying')) return stated(reply)
  if (has(reply, 'yes')) return reply.polarity === undefined ? hedge : proposedOther(reply, 'yes', false)
  if (has(reply, 'hedge') && valueIn(reply, reply.said.text)?.type === 'missing')
    return meaningOf('correction', { type: 'missing', missing: 'dont_know' })
  if (!has(reply, 'claim') || !has(reply, 'we')) return no
  const meant = claimed(reply)
  // «Nei, det har vi» is no yes to anything.
  return meant.act === 'confirmation' && reply.polarity === 'yes' ? hedge : meant
}

/** «Jeg sa nei», «jeg mente ja»: the value is named. */
const stated = (reply: Reply): Meaning => {
  const stance = has(reply, 'no') ? 'no' : 'yes'
  if (reply.polarity === undefined) return stance === 'yes' ? yes : no
  return reply.polarity === stance ? yes : proposedOther(reply, stance, true)
}

/** «Vi har ikke det», «det har vi»: a yes or no about the world. */
const claimed = (reply: Reply): Meaning => {
  if (reply.polarity === undefined) return has(reply, 'not', 'no') ? no : hedge
  const stance = has(reply, 'not', 'no') ? 'no' : 'yes'
  return reply.polarity === stance ? yes : proposedOther(reply, stance, false)
}

const proposedOther = (reply: Reply, stance: 'yes' | 'no', sure: boolean): Meaning => {
  const value = valueIn(reply, stance === 'yes' ? 'ja' : 'nei')
  return value === undefined ? hedge : other(reply, value, sure)
}

/** Neither «ja» nor «nei» begins it. */
const withoutHead = (reply: Reply): Meaning => {
  if (!unknown(reply)) {
    if (has(reply, 'hedge', 'but')) return hedge
    if (has(reply, 'yes', 'no') && has(reply, 'saying')) return stated(reply)
    if (has(reply, 'claim') && has(reply, 'we')) return claimed(reply)
    if (has(reply, 'not', 'wrong', 'no')) return no
    if (has(reply, 'agree', 'okay', 'store', 'yes') || has(reply, 'saying')) return yes
  }
  return byValue(reply)
}

/** Another value, said plainly instead; the same once more is a yes. */
const byValue = (reply: Reply): Meaning => {
  const { said, proposed } = reply
  const value = valueIn(reply, withoutLead(said.text))
  if (value === undefined) {
    if (reply.polarity === 'yes' && endsInYes(said)) return yes
    if (has(reply, 'hedge')) return hedge
    return has(reply, 'wrong') ? no : meaningOf('none', unread(reply), false)
  }
  if (value.type === 'missing' && value.missing === 'dont_know') return hedge
  if (isSame(value, proposed)) return has(reply, 'hedge', 'not', 'wrong') ? hedge : yes
  return other(reply, value, isPlain(value, said.text) && !has(reply, 'hedge'))
}

const other = (reply: Reply, value: Content, sure: boolean): Meaning => {
  const figure = figureInstead(reply, value)
  return figure === undefined
    ? meaningOf('correction', value, sure && value.type !== 'confirm')
    : meaningOf(
        'correction',
        { type: 'answer', answer: figure },
        isPlain({ type: 'answer', answer: figure }, reply.said.text),
      )
}

/** Words; in more there is something told. */
const longestSlip = 12
const shouldStand =
  /(?<!\p{L})(?:skulle|skal|ska|sku) (?:det |den |eg |jeg )?(?:ha )?(?:stå|stått|være|vært|vere|vore)(?!\p{L})/giu
// biome-ignore format: words of a kind share a line
const slips: ReadonlySet<string> = new Set([
  'before', 'planned', 'elsewhere', 'others', 'hedged', 'conditional', 'asks', 'age', 'not',
])

/** «Hæ nei 3!! Tykke tomler», «75 skulle det stå»: the one other figure in a short reply, of which nothing is told but that it is meant. */
const figureInstead = ({ said, hearing, proposed }: Reply, value: Content): AnswerOfShape<'figure'> | undefined => {
  const { question } = hearing
  const answer = value.type === 'answer' || value.type === 'confirm' ? value.answer : undefined
  if (!asks(question, 'figure') || !gives(answer, 'figure') || !gives(proposed, 'figure')) return undefined
  if (said.asks || said.tokens.length > longestSlip) return undefined
  const text = (saidToBe(said.text) ?? said.text).replace(shouldStand, ' ')
  const [only, ...others] = amountsIn(text, question).all
  if (only === undefined || others.length > 0 || only.how !== 'said' || only.fit === 'other') return undefined
  if (only.bound || only.range !== undefined || only.value === proposed.value) return undefined
  if (told.some(([name, pattern]) => slips.has(name) && pattern.test(only.clause))) return undefined
  return { ...figureOf(question, only.value), ...(only.approximate ? { approximate: true as const } : {}) }
}

/** A none or zero that only a negation says is asked about. */
const isPlain = (value: Content, text: string): boolean =>
  value.type === 'missing' ||
  value.type === 'rows' ||
  (value.type === 'answer' &&
    (!gives(value.answer, 'figure') || isShare(value.answer) || value.answer.value !== 0 || /\d|null/.test(text)))

/** A value that a text names; undefined when it names none. Any words are a text, so there only a whole sentence is one. */
const valueIn = ({ hearing, proposed }: Reply, text: string): Content | undefined => {
  const { question } = hearing
  if (question === undefined || text === '') return undefined
  if (gives(proposed, 'words')) {
    const isSentence = saidOf(text).tokens.length >= 3
    return isSentence ? { type: 'confirm', answer: { kind: 'text', value: text.trim() } } : undefined
  }
  const content = understand(text, hearing)
  return ['answer', 'rows', 'confirm', 'missing'].includes(content.type) ? content : undefined
}

const unread = ({ hearing, said }: Reply): Content | undefined => {
  const content = understand(said.text, hearing)
  return content.type === 'ask' ? content : undefined
}

const lead = new RegExp(
  `^(?:(?:${typedAlternation('self')}|${typedAlternation('we')}) (?:mente|meinte|mener|meiner|sa|skrev|skreiv|ville si|ville seie|ville skrive)(?: å (?:si|seie|skrive))?(?: at)?|det (?:skal|skulle|bør|burde)(?: ha)? (?:være|vært|vere|vore|stå|stått)|det (?:er|var|blir|ble)|(?:skriv|sett|bruk|ta|heller|rettere sagt|rettare sagt|men|endre(?: det)? til|bytt til|byt til|(?:rett|riktig|korrekt)(?: svar)? er|svaret er))[\\s,:]+`,
  'iu',
)
/** «Ikke 4, men 5». */
const notThis = /^(?:ikke|ikkje|itj) [^,]{1,40}?(?:,? men|,) (.+)$/iu

/** What is said after «jeg mente», «det er», «ikke 4, men». */
const withoutLead = (text: string): string => {
  let rest = clean(text)
  for (let i = 0; i < 3; i++) rest = rest.replace(lead, '')
  return notThis.exec(rest)?.[1] ?? rest
}

const heads = {
  yes: new RegExp(
    `^(?:(?:${typedAlternation('yes')}|${typedAlternation('okay')}|${typedAlternation('agree')}|hei|men|og|det|jeg|eg)(?=[\\s,.!:;-]|$)[\\s,.!:;-]*)+`,
    'iu',
  ),
  no: new RegExp(
    `^(?:(?:${typedAlternation('no')}|${typedAlternation('wrong')}|det (?:er|var)|hei|oi|å|ups|ok|men|takk|haha|hehe|hihi|æsj|uff|huff|sorry|beklager)(?=[\\s,.!:;-]|$)[\\s,.!:;-]*)+`,
    'iu',
  ),
}

/** The text without the yes or no that it begins with. */
const afterHead = (text: string, which: keyof typeof heads): string => tidy(text).replace(heads[which], '').trim()

const isSame = (value: Content, proposed: Answer): boolean => {
  const answer = value.type === 'answer' || value.type === 'confirm' ? value.answer : undefined
  if (value.type === 'rows' || answer?.kind === 'rows') {
    const said = value.type === 'rows' ? value : answer?.kind === 'rows' ? answer : undefined
    if (!gives(proposed, 'rows')) return false
    const stands = { ...proposed.missing, ...proposed.value }
    return Object.entries({ ...said?.missing, ...said?.value }).every(([row, given]) => stands[row] === given)
  }
  if (answer === undefined || !isSameKind(answer, proposed)) return false
  return plain(answer.value) === plain(proposed.value) && otherOf(answer) === otherOf(proposed)
}

const plain = (value: unknown): string => JSON.stringify(Array.isArray(value) ? value.toSorted() : value)
const otherOf = (answer: object): string =>
  'other' in answer && typeof answer.other === 'string' ? answer.other.toLowerCase().trim() : ''
