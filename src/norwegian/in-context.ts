/**
 * What is said means another topic in its place: «hvor langt kan det være?» where words of one's own are written is no time. And two things
 * that are asked in one message, «hvem ser dette, og når er fristen?», each get their sentence.
 */

import type { Asked, Text } from '../questionnaire/schema.ts'
import { asks } from '../questionnaire/shape.ts'
import type { Hearing, Meaning, Place } from './meaning.ts'
import { isQuestion } from './questions.ts'
import { bare, type Said, saidOf } from './said.ts'
import { framedTalk, talkOf } from './talk.ts'
import { likely } from './topic-model.ts'
import { type Topic, topics } from './topics.ts'
import { alternation } from './words.ts'

/** `open`: of words of one's own, or of any question; `otherwise`: the topic that it is there. */
type Turned = { topic: Topic; open: 'words' | 'any'; says?: RegExp; not?: RegExp; otherwise: Topic }

// biome-ignore format: a table
const turned: readonly Turned[] = [
  { topic: 'how_long', open: 'words', not: /\b(?:tid|tida|tar|tek|minutt\w*|timer?|igjen|att|gjen\w*|ferdig|sporsmal\w*|side\w*|sist\w*|lenge)\b/, otherwise: 'length_here' },
  // «Jeg avstår fra å svare på dette» is about the question that is open, «vi vil ikke være med» about them all.
  { topic: 'will_not', open: 'any', says: /\b(?:dette|denne|den|det|her|akkurat|sporsmalet)\b/, not: /\b(?:undersokels\w+|undersoking\w*|skjema\w*|greien|greia|opplegg\w*|slike|sanne?|slikt|noe|noko|alle|delta\w*|med)\b/, otherwise: 'pass_by' },
  { topic: 'no_time', open: 'any', says: /\b(?:denne|den|dette|det|dam|dei|de|da|her)\b(?: [a-z]+)? (?:sia|siden|sida|senere|seinare|seinar|etterpa|ette|sist)$/, otherwise: 'check_first' },
]

/** The topic that is meant where this question is open. */
const inContext = (topic: Topic, said: Said, question: Asked | undefined): Topic =>
  question === undefined
    ? topic
    : (turned.find(
        (one) =>
          one.topic === topic &&
          (one.open === 'any' || asks(question, 'words')) &&
          (one.says?.test(said.bare) ?? true) &&
          !one.not?.test(said.bare),
      )?.otherwise ?? topic)

/** «Hva skjer når jeg sender?» */
export const asksWhatHappens = (said: Said): boolean =>
  /\b(?:hva|kva|ka)\b.*\b(?:skjer|hender|blir det av|blir gjort|foregar|gar det)\b/.test(said.bare)

/** «Jeg trekker besvarelsen tilbake»: what has been sent in is wished back; of one answer it is a change. */
export const withdraws = (said: Said): boolean => withdrawing.test(said.bare) && !/ (?:om|pa|til|for) /.test(said.bare)
const withdrawing =
  /\b(?:trekk\w*|tilbakekall\w*|annuller\w*|kanseller\w*)\b.*\b(?:svar\w*|besvarels\w*|innsending\w*|alt|det|dette|skjema\w*|tilbake|attende)\b/

/** A term of `explain` by which a question that is much like one before tells what sets it apart. */
const likeBefore = 'svart på dette'
// «Svært» is «svart» without its marks, so that the text is read as it was written.
const again =
  /^(?=.*(?<!\p{L})(?:svart|svarte|svara|spurt|spurte|spurde|spør|spørsmål\p{L}*|besvart)(?!\p{L}))(?=.*(?<!\p{L})(?:dette|det her|da her|samme|same|akkurat|nettopp|nett|i stad|i sted|igjen|nyss|to ganger|to gonger|dobbelt)(?!\p{L}))/isu
const elsewhere =
  /(?<!\p{L})(?:fjor|år|skjema\p{L}*|nir|ssb|kostra|mail\p{L}*|e-?post|telefon\p{L}*|20\d\d|våren|sommer\p{L}*|haust\p{L}*|høst\p{L}*)(?!\p{L})/iu

/** «Det har eg vel alt svara på? ja», «dette har jeg alt svart på, ikke aktuelt»: the answer behind the complaint; undefined: there is none. */
export const behindComplaint = ({ text, tokens }: Said, question: Asked): string | undefined =>
  (tokens.length <= 16 && !elsewhere.test(text) ? complained.exec(text)?.[1] : undefined) ??
  (asks(question, 'choice') && tokens.length <= 24 ? answersOneself.exec(text)?.[1] : undefined)
/** «Kjent? Ikke en sjel vet at de finnes.», «Vanskelig? Ja. Vanskeligere på grunn av dette? Nei.»: asked and answered in one breath. */
const answersOneself =
  /^(?!\P{L}*(?:hva|kva|ka|hvem|kven|hvor|kor|hvordan|korleis|hvorfor|kvifor|når|hvilke\p{L}*|kan|må|skal|får|teller|tel|gjelder|gjeld|mener|meiner|tror|trur|tru)(?!\p{L}))[^?]{2,60}\?(?:[^?]{1,80}\?)? +((?:ja|jo|jau|nei|neida|ikke|ikkje|itj|aldri|ingen|inga)(?!\p{L})[^?]{0,80})$/isu
const complained =
  /^(?=[^?]{0,80}(?<!\p{L})(?:svart|svarte|svara|spurt|spurte|spurde|besvart)(?!\p{L}))[^?]{3,80}?[?,.!…-]+ *((?:ja|jo|jau|nei|neida|vet ikke|veit ikkje|ikke aktuelt|ikkje aktuelt|samme svar|same svar)(?:(?:,? (?:takk|som sagt|altså))|[.! ])*)$/iu

/** «Har jeg ikke nettopp svart på dette?», at a question that says how it differs from the one before; undefined: it does not, or nothing of the kind is said. */
export const unlikeBefore = (said: Said, question: Asked | undefined): Text | undefined =>
  again.test(said.text) && !elsewhere.test(said.text)
    ? question?.explain?.find(({ terms }) => terms.nb.includes(likeBefore))?.text
    : undefined

/** The meaning with what is meant in its place; where two things are asked, with both. */
export const withBoth = (said: Said, meaning: Meaning, { place, question }: Hearing): Meaning => {
  if (meaning.topic === undefined) return meaning
  if (meaning.act === 'question' && meaning.topic === 'explain') {
    const also = (meaning.asked?.texts.length ?? 0) > 0 ? askedBeside(said) : undefined
    return also === undefined ? meaning : { ...meaning, also }
  }
  const topic = inContext(meaning.topic, said, question)
  const [first, also] = meaning.act === 'question' ? (twoTopics(said, place) ?? []) : []
  return first === undefined || also === undefined ? { ...meaning, topic } : { ...meaning, topic: first, also }
}

/** «Må dette opp i kommunestyret først?»: the model, or a frame, is in no doubt that the survey is asked about, whatever word of the question is in it. */
export const isSurelyOther = (said: Said, topic: Topic): boolean => {
  const framed = framedTalk(said)
  if (framed?.sure && framed.topic === topic && topics[topic].does === undefined) return true
  const { topic: other, share, answering } = likely(said)
  return other === topic && ofSurvey.has(topic) && share >= 0.8 && answering <= 0.1
}
// biome-ignore format: words of a kind share a line
const ofSurvey: ReadonlySet<Topic> = new Set<Topic>([
  'archive', 'who_sees', 'kept', 'deadline', 'report', 'copy', 'paper', 'swindle', 'who_are_you', 'contact',
  'reminders', 'attachments', 'act_for', 'other_part', 'next_time',
])

// Two things asked in one message.

/** Words; a longer message tells something, whatever is asked in it. */
const longest = 40
const least = 2

/** Where a question may end and the next begin: at a sign, a number before it, and at «og» before a word that asks. */
const cuts = new RegExp(
  `[.!?;\\n]+|\\s\\d\\)|, ?(?:og |men |samt )?|\\s(?:og|samt|eller|men) (?=(?:${alternation('asking')}|${alternation('inverting')})(?!\\p{L}))`,
  'iu',
)

/** The model's share from which a part is about this by itself. */
const leastShare = 0.4
const mostAnswering = 0.4

/**
 * The topics of two questions, in the order asked; undefined where there are not two, each plainly about something of its own that a
 * text answers. `place`: where it was said, if at no question.
 */
export const twoTopics = (said: Said, place?: Place): readonly [Topic, Topic] | undefined => {
  const [first, second] = topicsAsked(said, place)
  return first === undefined || second === undefined || isAlike(first, second) ? undefined : [first, second]
}

/** What else is asked, beside a term of the open question: «hva er en mentor, og når er fristen?» */
const askedBeside = (said: Said): Topic | undefined => topicsAsked(said)[0]

/** Each once, in the order asked; none where only one thing is asked. */
const topicsAsked = (said: Said, place?: Place): Topic[] => {
  if (said.tokens.length > longest || said.tokens.length < 2 * least) return []
  const parts = bare(said.text.toLowerCase())
    .split(cuts)
    .filter((part) => /\p{L}/u.test(part))
  if (parts.length < 2) return []
  return [...new Set(parts.flatMap((part, i) => askedIn(saidOf(`${part.trim()}?`), place, i > 0) ?? []))]
}

const askedIn = (part: Said, place: Place | undefined, isLater: boolean): Topic | undefined => {
  if (part.tokens.length < least || !isQuestion(part)) return undefined
  const topic = talkOf(part, place)?.topic
  // «Hvor mange mangler, og hva gjelder de?»: of what was named before.
  if (topic === undefined || topics[topic].act !== 'question' || (isLater && topic === 'what_is_this')) return undefined
  return topics[topic].does === undefined && isSurely(part, topic, place) ? topic : undefined
}

const isSurely = (part: Said, topic: Topic, place: Place | undefined): boolean => {
  const model = likely(part, place)
  if (framedTalk(part)?.topic === topic) return true
  return model.topic === topic && model.share >= leastShare && model.answering <= mostAnswering
}

/** What is asked in two ways, and answered by one text. */
const alike: readonly ReadonlySet<Topic>[] = [
  new Set<Topic>(['must', 'must_here', 'may_skip', 'unfinished', 'gaps']),
  new Set<Topic>(['who_are_you', 'what_is_this', 'swindle', 'why_me']),
  new Set<Topic>(['who_sees', 'free_text_read', 'may_name']),
  new Set<Topic>(['kept', 'may_delete', 'chat_log']),
  new Set<Topic>(['copy', 'archive', 'my_answers', 'paper']),
  new Set<Topic>(['two_forms', 'other_part', 'who_else', 'colleague', 'act_for', 'on_behalf']),
  new Set<Topic>(['topics', 'prepare', 'how_long', 'tables', 'left_open']),
]
const isAlike = (a: Topic, b: Topic): boolean => alike.some((some) => some.has(a) && some.has(b))
