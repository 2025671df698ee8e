/**
 * How sure it is that what the model hears was meant, so that it may be stored without a question back: by its own chance, by what the
 * text is like and by what the rules heard. What each tells is learnt with the weights, on hands that the model had not seen.
 */

import type { Sure } from '../questionnaire/called.ts'
import { asks, type QuestionOfShape } from '../questionnaire/shape.ts'
import { unwrap } from './around.ts'
import { type Guess, isElsewhere, namesPlace } from './called.ts'
import { candidatesOf } from './match.ts'
import { phrase, type Said } from './said.ts'
import { piecesOf, type Turn } from './sentences.ts'
import { choicesFor } from './yes-no.ts'

type Closed = QuestionOfShape<'choice' | 'choices'>

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
/** «Fylkesmannen har lovet oss det», «avtalen ligger til signering, vi venter på svar»: it is not there yet. */
export const awaited =
  /(?<!\p{L})(?:(?:har|er|ble|blei|vart|blitt|fått|fekk|fikk) (?:\p{L}+ )?(?:lova|lovet|lovd|lovt|forespeil(?:a|et)|i utsikt)|(?:avventer|avventar)|(?:venter|ventar|vente|venta|ventet) (?:\p{L}+ )?(?:på|med)|i påvente|til (?:signering|underskrift)|uavklart|uavklara|(?:bedt|bede|bedd|bett|søkt|purra|purret|mast|masa|etterlyst|etterspurt) (?:\p{L}+ ){0,3}?(?:om|etter|på)|(?:ber|maser|masar|purrer|purrar) (?:\p{L}+ ){0,3}?om)(?!\p{L})/iu
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

/** «Ja for barnevernet, nei for de andre»: one of each. */
const saysBoth = new RegExp(
  `^\\W*(?:${yes})(?!\\p{L}).*(?<!\\p{L})(?:${no})(?!\\p{L})|^\\W*(?:${no})(?!\\p{L}).*(?<!\\p{L})(?:jo|jau|joda|jada)(?!\\p{L})`,
  'isu',
)

/** Whether a text that begins with a yes or a no has the other as well. */
export const saysBothWays = ({ text }: Said): boolean => saysBoth.test(text)

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
  saysBothWays(said) ||
  namesOther(said, guess, question) ||
  /[?👍👎]/u.test(said.text) ||
  isElsewhere(said) ||
  unwrap(said.text).hedged ||
  ended.test(said.text) ||
  awaited.test(said.text) ||
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
const isEachSaid = (said: Said, { ids }: Guess): boolean =>
  countOf(said.text) === ids.length && !isTurned(said) && !namesYear.test(said.text)

const denies = /(?<!\p{L})(?:ikke|ikkje|itj|itte|ingen)(?!\p{L})/iu

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

/** «Klart vi har», where it is asked who does it. */
const isMereYes = (said: Said, { ids }: Guess, question: Closed): boolean =>
  asks(question, 'choice') &&
  said.tokens.length <= mereYes &&
  choicesFor('yes', candidatesOf(question.choices, ids)).length === 1 &&
  hasSeveralYes(question)

/** What the rules make of it: they would ask about the same; nothing; or words of one's own. */
export type Heard = 'alike' | 'alone' | 'own'

/** Whether the yes or no that begins a text says all there is to choose, the rules hearing the same: what comes after tells why. */
export const isBegun = (said: Said, question: Closed, heard: Heard): boolean =>
  heard === 'alike' && question.choices.length === 2 && begins.test(said.text)

/** Whether it is asked about, however likely it is. */
const isNeverSure = (said: Said, guess: Guess, question: Closed, heard: Heard): boolean => {
  if (isDoubtful(said, guess, question)) return true
  if (heard !== 'alike' && (twice.test(said.text) || isMereYes(said, guess, question))) return true
  if (asks(question, 'choice')) return heard === 'own'
  // «I 2015: bolig» is of another year; «få jobber, ingen boliger» denies one of two that it names.
  return namesYear.test(said.text) || (denies.test(said.text) && countOf(said.text) > guess.ids.length)
}

/** Chances are told apart by their logit, as far as a weight can tell them. */
const mostLogit = 7
const logitOf = (chance: number): number =>
  Math.max(-mostLogit, Math.min(mostLogit, Math.log(chance / Math.max(1e-9, 1 - chance))))

/** What tells how far the model's chance is to be trusted: signs of the text, and how the rules heard it. */
const signsOf = (said: Said, guess: Guess, question: Closed, heard: Heard): Record<string, number> => {
  const { text, tokens } = said
  const chance = logitOf(guess.chance)
  const begun = begins.test(text)
  const isOne = asks(question, 'choice')
  const of: Record<string, boolean> = {
    alike: heard === 'alike',
    own: heard === 'own',
    begun,
    begun_two: begun && question.choices.length === 2,
    // «Ja, men boligkontoret er felles»: of several ways of yes another one, perhaps.
    begun_limited: begun && limits(said),
    two: question.choices.length === 2,
    turned: isTurned(said),
    ranges: isOne && hasRanges(question),
    place: namesPlace(said),
    denies: denies.test(text),
    each: !isOne && isEachSaid(said, guess),
    only: !isOne && guess.ids.length === 1,
    more: countOf(text) > Math.max(1, guess.ids.length),
    short: tokens.length <= 2,
    long: tokens.length > 10,
  }
  const held = Object.fromEntries(Object.entries(of).flatMap(([sign, holds]) => (holds ? [[sign, 1]] : [])))
  const signs = { always: 1, chance, off: Math.min(1, 4 * guess.off), ...held }
  return heard === 'alike' ? { ...signs, chance_alike: chance } : signs
}

/** The signs of a guess that may be stored; undefined: it is asked about, however likely it is. */
export const sureSigns = (
  said: Said,
  guess: Guess,
  question: Closed,
  heard: Heard,
): Record<string, number> | undefined =>
  isNeverSure(said, guess, question, heard) ? undefined : signsOf(said, guess, question, heard)

/**
 * The chance that just what the model hears was meant, by what its own chance, the text and the rules tell together: learnt on hands that
 * the model had not seen. 0 where it is asked about however likely it is.
 */
export const surenessOf = (said: Said, guess: Guess, question: Closed, heard: Heard, sure: Sure): number => {
  const signs = sureSigns(said, guess, question, heard)
  if (signs === undefined) return 0
  const weights = sure[asks(question, 'choice') ? 'one' : 'several']
  const sum = Object.entries(signs).reduce((all, [sign, value]) => all + value * (weights[sign] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}
