/**
 * From which chance an answer is stored without a question back, by what its text is like: measured on hands that the model had not
 * seen (docs/figures.md). Where the rules and the model hear the same, less is enough than where the model hears it alone.
 */

import { asks, type QuestionOfShape } from '../questionnaire/shape.ts'
import { unwrap } from './around.ts'
import { type Guess, isElsewhere, namesPlace } from './called.ts'
import { candidatesOf } from './match.ts'
import { phrase, type Said } from './said.ts'
import { piecesOf, type Turn } from './sentences.ts'
import { choicesFor } from './yes-no.ts'

type Closed = QuestionOfShape<'choice' | 'choices'>

const least = {
  /** One choice: a yes or a no that begins the text; what nothing in the text could turn; where ranges are counted or a place is named; where a word may turn it. */
  alike: { begun: 0.85, plain: 0.93, open: 0.95, turned: 0.98 },
  /** The same by the model alone. */
  alone: { begun: 0.9, told: 0.985 },
  /** Several choices: in a text of one piece, or of as many as there are choices; in any other; where a word may turn it. */
  several: { pieces: 0.75, plain: 0.85, turned: 0.95 },
  /** Taken by the rules for words of one's own. */
  own: 0.9,
}
/** At most so much that nobody could store it, where the pieces are counted. */
const mostOff = 0.1

const yes = 'ja|jo|jau|jada|joda|japp|jepp'
const no = 'nei|neida|næ'
const begins = new RegExp(`^\\W*(?:${yes}|${no})(?!\\p{L})`, 'iu')
/** As well as what is neither: «tja». */
export const beginsWithStance = new RegExp(`^\\W*(?:${yes}|${no}|nja|tja)(?!\\p{L})`, 'iu')

/** «Ikke uvanskelig»: two noes are a yes as often. */
const twice = /(?<!\p{L})(?:ikke|ikkje|itj|itte) u\p{L}{3}/iu

/** «Ja, den løp ut i sommer», «ja, frem til vi fikk ny ledelse»: it was there. */
const ended =
  /(?<!\p{L})(?:(?:løp|gått|gikk|gjekk|falt) ut|utløpt|oppsagt|(?:sagt|sa) (?:\p{L}+ )?opp|(?:tatt|teke) bort|fjern(?:et|a)|avvikl\p{L}*|avslutt\p{L}*|lag(?:t|d)e? ned|slutt(?:et|a)|forsvant|forsvann|forsvunn\p{L}*|(?:fram|frem) til)(?!\p{L})/iu
/** «Nei, det har vi selvsagt hatt i alle år»: a no that goes on like a yes. */
const claims = new RegExp(
  `^\\W*(?:${no})(?!\\p{L}).{0,20}(?<!\\p{L})(?:det|dette) (?:har|gjør|gjer|er) (?:vi|me|kommunen|bydelen)(?! (?:\\p{L}+ )?(?:ikke|ikkje|itj|aldri|ingen))`,
  'isu',
)

/** «Nei nei, bomma. Jo, i egen regi», «ja. Nei, det var i fjor»: the other stance begins a later sentence. */
const turnsOver = new RegExp(
  `^\\W*(?:(?:${no})(?!\\p{L}).*[.,;!–-]\\s*(?:${yes})|(?:${yes})(?!\\p{L}).*[.;!–-]\\s*(?:${no}))(?!\\p{L})`,
  'isu',
)

const withoutStance = (text: string): string => phrase(text.replace(beginsWithStance, ''))

/** «Nei, vanskeligere»: what stands after the no is what another choice says after its yes. */
const namesOther = (said: Said, { ids }: Guess, { choices }: Closed): boolean => {
  const rest = beginsWithStance.test(said.text) ? withoutStance(said.text) : ''
  const others = choices.filter(({ id }) => !ids.includes(id))
  return rest !== '' && others.some(({ text: { nb, nn } }) => [nb, nn].some((one) => withoutStance(one) === rest))
}

/** What is asked about however likely it is: asked by the person, hedged, of another place, over by now, or a whole story. */
const isDoubtful = (said: Said, guess: Guess, question: Closed): boolean =>
  piecesOf(said.text).length === 0 ||
  turnsOver.test(said.text) ||
  namesOther(said, guess, question) ||
  /[?👍👎]/u.test(said.text) ||
  isElsewhere(said) ||
  unwrap(said.text).hedged ||
  ended.test(said.text) ||
  claims.test(said.text)

/** Signs of a plan, an earlier time, a doubt, other people. */
const turning: readonly Turn[] = ['intended', 'before', 'doubted', 'of_others', 'men']
const isTurned = (said: Said): boolean =>
  piecesOf(said.text).some((piece) => turning.some((turn) => piece.turns.has(turn)))

const limits = (said: Said): boolean => piecesOf(said.text).some(({ turns }) => turns.has('men'))

const hasRanges = ({ choices }: Closed): boolean => choices.some(({ range }) => range !== undefined)

const joints =
  /[,;+/&\n()!:…–]|\.(?= |$)| - |(?<!\p{L})(?:og|å|samt|pluss|men|så|i tillegg|dessuten|attåt|attpåtil|der|mens|medan|som)(?!\p{L})/iu

/** How many things a text names, as far as its signs and joints tell. */
const countOf = (text: string): number => text.split(joints).filter((one) => /[\p{L}\p{N}]{2}/u.test(one)).length

const namesYear = /\b(?:19|20)\d\d\b/

/** One piece for each choice that was heard, and nothing in them that turns it. */
const isEachSaid = (said: Said, { ids, off }: Guess): boolean =>
  off < mostOff && countOf(said.text) === ids.length && !isTurned(said) && !namesYear.test(said.text)

/** The chance from which what rules and model hear alike is stored. */
const alikeFrom = (said: Said, guess: Guess, question: Closed): number => {
  if (!asks(question, 'choice')) {
    if (isEachSaid(said, guess)) return least.several.pieces
    if (namesYear.test(said.text)) return Number.POSITIVE_INFINITY
    return isTurned(said) || beginsWithStance.test(said.text) ? least.several.turned : least.several.plain
  }
  // «Ja, men boligkontoret er felles»: of several ways of yes another one, perhaps.
  if (begins.test(said.text) && (question.choices.length === 2 || !limits(said))) return least.alike.begun
  if (isTurned(said)) return least.alike.turned
  return hasRanges(question) || namesPlace(said) || /(?<!\p{L})(?:ikke|ikkje|itj|itte|ingen)(?!\p{L})/iu.test(said.text)
    ? least.alike.open
    : least.alike.plain
}

/** Whether what the rules would ask about is certain, the model hearing the same. */
export const isCertain = (said: Said, guess: Guess, question: Closed): boolean =>
  !isDoubtful(said, guess, question) && guess.chance >= alikeFrom(said, guess, question)

/** Words that may say no more than yes. */
const mereYes = 3
const hasSeveralYes = ({ choices }: Closed): boolean =>
  choicesFor(
    'yes',
    candidatesOf(
      choices,
      choices.map(({ id }) => id),
    ),
  ).length > 1

/**
 * Whether what the model hears is certain by itself, where the rules hear nothing that they could ask about by name. `own`: they take it
 * for words of one's own.
 */
export const isCertainAlone = (said: Said, guess: Guess, question: Closed, own = false): boolean => {
  if (isDoubtful(said, guess, question) || twice.test(said.text)) return false
  if (!asks(question, 'choice'))
    return isEachSaid(said, guess) && guess.chance >= (own ? least.own : least.several.pieces)
  // «Klart vi har», where it is asked who does it.
  if (
    said.tokens.length <= mereYes &&
    choicesFor('yes', candidatesOf(question.choices, guess.ids)).length === 1 &&
    hasSeveralYes(question)
  )
    return false
  return !own && guess.chance >= (begins.test(said.text) ? least.alone.begun : least.alone.told)
}
