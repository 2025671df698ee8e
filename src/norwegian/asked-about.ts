/** What somebody asks about the open question itself: which of its terms, or whether something counts. */

import { keptWith } from '../memory.ts'
import type { Asked, Choice, Row, Text } from '../questionnaire/schema.ts'
import { asks, hasChoices } from '../questionnaire/shape.ts'
import { type Asking, askingIn, type Form, ofIt } from './asked-forms.ts'
import { listNumbers } from './figures.ts'
import type { AskedAbout, Hearing } from './meaning.ts'
import { type Said, saidOf } from './said.ts'
import { isOffer } from './talk.ts'
import { contentWords, hitsOf, isSameWord, namingWords, otherPlace, stemmed, termOf } from './term-words.ts'
import { monthsInFull } from './times.ts'

/** Longer texts tell something, whatever is asked in them. In words. */
const longest = 40

/** `of`: the choice or row that it belongs to; absent: the question itself. `included`: of what counts, whether it does. */
type Entry = {
  text: Text
  list: 'explain' | 'counts'
  of: string | undefined
  terms: readonly ReturnType<typeof termOf>[]
  included: boolean | undefined
}

const told = ({ text, terms }: { text: Text; terms: { nb: string[]; nn: string[] } }, of: string | undefined) => ({
  text,
  of,
  terms: readTerms(terms),
})

/** They stay the same from message to message. */
const readTerms = keptWith(({ nb, nn }: { nb: string[]; nn: string[] }) => [...nb, ...nn].map(termOf))

/** Everything that the question, and what it shows of rows and choices, says of its terms. */
const entriesOf = (question: Asked, { choiceIds, rowIds }: Hearing): Entry[] => {
  const of = ({ explain = [], counts = [] }: Pick<Choice | Row, 'explain' | 'counts'>, id?: string): Entry[] => [
    ...explain.map((entry) => ({ ...told(entry, id), list: 'explain' as const, included: undefined })),
    ...counts.map((entry) => ({ ...told(entry, id), list: 'counts' as const, included: entry.included })),
  ]
  const shown = <T extends { id: string }>(items: readonly T[], ids: readonly string[]) =>
    items.filter(({ id }) => ids.includes(id))
  return [
    ...of(question),
    ...(hasChoices(question) ? shown<Choice>(question.choices, choiceIds).flatMap((it) => of(it, it.id)) : []),
    ...(asks(question, 'rows') ? shown<Row>(question.rows, rowIds).flatMap((it) => of(it, it.id)) : []),
  ]
}

type Hit = Entry & { weight: number; share: number; by: readonly string[] }

/** What the question says already: of «er det samarbeid å …?» the term is what it does not say, and whether that counts is asked. */
type Own = Readonly<Record<'byText' | 'byChoices' | 'byHelp', readonly string[]>>

/** What is said of the terms in a sentence, what fits best first. */
const hitsIn = (words: readonly string[], entries: readonly Entry[], form: Form, own: Own = nothingOwn): Hit[] => {
  const typed = stemmed(words)
  return entries
    .flatMap((entry): Hit[] => {
      const found = entry.terms.map((term) => hitsOf(term, typed)).filter(({ weight }) => weight > 0)
      const [best, ...others] = found.toSorted((a, b) => b.weight - a.weight)
      if (best === undefined) return []
      const besides = others.filter(({ by }) => !by.some((word) => best.by.includes(word)))
      const more = besides.reduce((sum, { weight }) => Math.max(sum, weight), 0)
      const by = [...new Set([...best.by, ...besides.flatMap((one) => one.by)])]
      const isOf = (some: readonly string[]) => !ofMeaning.has(form) && by.every((word) => some.includes(word))
      // Whether a choice counts is asked by its name too; what its words mean is seldom the question then.
      const isText = isOf(entry.list === 'counts' ? own.byText : [...own.byText, ...own.byChoices])
      if (isText && best.weight < leastOwn) return []
      const left = isText ? ownShare : isOf(own.byHelp) ? helpShare : 1
      const weight = (best.weight + besideShare * more) * left + (isText ? 0 : bonus(entry, form))
      return [
        { ...entry, by, weight, share: by.length / Math.max(1, words.filter((word) => word !== otherPlace).length) },
      ]
    })
    .toSorted((a, b) => b.weight - a.weight)
}

const ofMeaning: ReadonlySet<Form> = new Set<Form>(['means', 'differs'])
const nothingOwn: Own = { byText: [], byChoices: [], byHelp: [] }

/** What another term of the same entry adds, and what is left of a term that the question, or its help, says itself. */
const besideShare = 0.5
const ownShare = 0.4
const helpShare = 0.7
/** Of such a term the whole word is said, not a part of a longer one. */
const leastOwn = 5

/**
 * Of two that fit as well, «teller … med?» is answered by what counts, «hva er …?» by what is meant, and «… eller …?» by what tells
 * whose or which.
 */
const bonus = ({ list, included }: Entry, form: Form): number => {
  if (list === 'explain') return form === 'means' ? leastBonus : 0
  if (ofMeaning.has(form)) return 0
  if (form === 'which') return leastBonus
  return included === undefined ? 0 : mostBonus
}
const leastBonus = 2.5
const mostBonus = 4

/** What is asked about the question, undefined when nothing is. Only the sentences that ask are read. */
export const askedAbout = (said: Said, hearing: Hearing): AskedAbout | undefined => {
  const { question } = hearing
  if (question === undefined || said.tokens.length > longest) return undefined
  if (asks(question, 'figure') && isOffer(said)) return undefined
  const asking = askingIn(said)
  if (asking.length === 0) return undefined
  const entries = entriesOf(question, hearing)
  const compared = asking.find(({ form }) => form === 'differs')
  // «Noe eller dårlig? Jeg ser ikke forskjellen.»
  const difference =
    compared &&
    (differenceIn(compared.said, question, hearing, entries) ?? differenceIn(said, question, hearing, entries))
  if (difference !== undefined) return difference
  if (hasChoices(question) && (asking.some(({ form }) => form === 'many') || severalFit.test(said.bare)))
    return {
      texts: [],
      many: true,
      ...wishedFor(said),
      ...(tellsWhich(question) ? { withHelp: true } : {}),
      sure: true,
    }
  // «Eg skjønar ikkje heilt skilnaden», and nothing that could be compared is named.
  if (compared !== undefined && question.help !== undefined && seesNone.test(compared.said.bare))
    return { texts: [], inHelp: true, sure: true }
  return (
    explainedIn(asking, said, { ...hearing, question }, entries) ??
    (asking.some(({ form }) => form === 'when') ? whenIn(question, entries) : undefined) ??
    unexplainedIn(asking, question, entries)
  )
}

/** «Hvis ansvaret er delt, velger du det stedet som har mest av det»: of one answer alone, which it is to be. */
const tellsWhich = (question: Asked): boolean =>
  asks(question, 'choice') &&
  question.help !== undefined &&
  /(?<!\p{L})(?:hvis|dersom)(?!\p{L}).*(?<!\p{L})velge?r? /iu.test(question.help.nb)

/** «Flere av alternativene passer. Hva gjør jeg?» */
const severalFit =
  /\b(?:flere|fleire|to|begge)\b(?: av)?(?: \w+){0,2} (?:passer|passar|hover|stemmer|gjelder|gjeld)\b.*\b(?:hva|kva|ka) (?:gjor|gjer|gjar|skal|velger|vel|svarer|svarar|tar|tek)\b/

const seesNone =
  /\b(?:skjonner|skjonar|forstar|ser|sjar|vet|veit|fatter|skjonte|finner|finn) (?:ikke|ikkje|ikkj|itj|itte|ingen|inga)\b/

/** «Er det tak på kor mange eg kan ta?» */
const ofLimit = /\b(?:tak|grense|avgrensing|begrensning)\b/

/** How many somebody asks to choose: «flere», «flere enn tre», «bare to?»; nothing where no number can be told. */
const wishedFor = (said: Said): { wish?: number; only?: true; why?: true } => {
  if (/\b(?:hvorfor|kvifor|koffer|koffor|korfor|hvofor|kefor)\b/.test(said.bare)) return { why: true }
  if (ofLimit.test(said.bare)) return {}
  const [figure] = said.tokens.filter((word) => !articles.has(word)).flatMap((word) => listNumbers(word) ?? [])
  const isMore = /\b(?:flere|fleire|fler|mer|meir|over) enn\b/.test(said.bare)
  if (/\b(?:bare|berre|kun|maks|hoyst) (?:en|ein|et|ett|eit|eitt|1)\b/.test(said.bare)) return { wish: 1, only: true }
  if (figure !== undefined && isMore) return { wish: figure + 1 }
  if (figure !== undefined)
    return /\b(?:bare|berre|kun|maks|hoyst)\b/.test(said.bare) ? { wish: figure, only: true } : { wish: figure }
  return /\b(?:flere|fleire|fler|alle)\b/.test(said.bare) ? { wish: 2 } : {}
}

/** What this question says of a term that somebody asks the meaning of by name; undefined: another one may. */
export const meaningOfTerm = (text: string, hearing: Hearing): AskedAbout | undefined => {
  const { question } = hearing
  if (question === undefined) return undefined
  const entries = entriesOf(question, hearing).filter(({ list }) => list === 'explain')
  const [best] = askingIn(saidOf(text))
    .filter(({ form }) => form === 'means')
    .flatMap(({ said }) => hitsIn(namingWords(said), entries, 'means'))
    .toSorted((a, b) => b.weight - a.weight)
  return best === undefined || best.weight < surely ? undefined : { texts: [asStatement(best.text)], sure: true }
}

/**
 * What is named without being asked about, where nothing else was heard in the text: «mammaperm fra introen», to «hvor mange deltok?»,
 * wonders whether it counts.
 */
export const namedAbout = (said: Said, hearing: Hearing): AskedAbout | undefined => {
  const { question } = hearing
  if (question === undefined || said.tokens.length > longestNamed || putsRight.test(said.bare)) return undefined
  const words = namingWords(said)
  const [best] = hitsIn(words, entriesOf(question, hearing), 'counts', ownOf(question, hearing, said))
  if (best === undefined || best.weight < leastNamed) return undefined
  return best.share >= surelyShare || best.weight >= surely ? { texts: [best.text], sure: true } : undefined
}

/** «Nei vent, det var assisterende»: an answer before is put right. */
const putsRight = /^(?:nei|jo|vent|sorry|oi|ops|beklager|unnskyld|orsak)\b|\b(?:mente|meinte|meina|skulle)\b/
/** In words. */
const longestNamed = 20
/** Of the weight of what is named: as letters of a word, with what «teller det?» adds. */
const leastNamed = 7

/** What the question, its choices and its help say; and what somebody asks whether it can go as: «er brakker ok som bolig?» */
const ownOf = (question: Asked, hearing: Hearing, said: Said): Own => {
  const words = namingWords(said)
  const kinds = [...said.bare.matchAll(asKind)].flatMap(([, ...found]) => found.filter((word) => word !== undefined))
  const standing = (texts: readonly Text[]) => {
    const own = texts.flatMap((text) => Object.values(contentOf(text)).flat())
    return words.filter((word) => own.some((one) => isSameWord(one, word)))
  }
  return {
    byText: [...standing([question.text]), ...kinds],
    byChoices: standing(shownChoices(question, hearing).map(({ text }) => text)),
    byHelp: question.help === undefined ? [] : standing([question.help]),
  }
}

/** What a text of the questionnaire names, which stays the same from message to message. */
const contentOf = keptWith(({ nb, nn }: Text) => ({ nb: contentWords(saidOf(nb)), nn: contentWords(saidOf(nn)) }))

const asKind =
  /\b(?:regn|rekn|tell|tel|gar|gjeld|gjell|ok|bra|kall|pass|duge|held|hold)\w*(?: \S+){0,3} som ([a-z]+)|\bblant ([a-z]+)|\b(?:er|e|ar) (?:det|da|de|dei|dem|den) ([a-z]+)$/g

/** Of the words that can name something, and of the weight of those that do: the sentence is about this and nothing else. */
const surelyShare = 0.33
const surely = 9

/** Words that can name something in a sentence that asks about the one before it: «går det for en uke?» */
const mostOfBefore = 1
/** It says «dei», «det»: what the sentence before names. */
const ofBefore =
  /^(?:inn|ut|med|ja) eller\b|\b(?:det|da|d|den|de|dei|dem|dam|han|ho|hun|hu|henne|ham|slikt|sant|sanne|slike)\b/
/** What an entry is called that tells which day or year is meant. */
const ofTime = ['dato']

/** The term of a sentence, or where it names none of the whole message: «vi sluttet med det. Teller det?» */
const explainedIn = (
  asking: readonly Asking[],
  said: Said,
  hearing: Hearing & { question: Asked },
  entries: readonly Entry[],
): AskedAbout | undefined => {
  const all = namingWords(said)
  const own = ownOf(hearing.question, hearing, said)
  const found = asking
    .flatMap(({ form, said: part }) => {
      const words = namingWords(part)
      const hits = hitsIn(words, entries, form, own)
      const named = hits.some(({ by }) => ofMeaning.has(form) || !by.every((word) => own.byText.includes(word)))
      if (named) return hits.map((hit) => ({ ...hit, form }))
      const isOfBefore = words.length <= mostOfBefore || form === 'means' || ofBefore.test(part.bare)
      const others = form === 'when' ? ofTime : isOfBefore ? all : words
      return hitsIn(others, entries, form, own).map((hit) => ({ ...hit, form }))
    })
    .toSorted((a, b) => b.weight - a.weight)
  const [best] = found
  if (best === undefined) return undefined
  const sure = best.share >= surelyShare || best.weight >= surely
  const other = found.find(
    (hit) =>
      best.included !== undefined &&
      hit.included === !best.included &&
      hit.weight >= leastBeside * best.weight &&
      hit.by.every((word) => !best.by.includes(word)),
  )
  const isYesNo = best.form !== 'means' && best.form !== 'when' && !asking.some(({ form }) => form === 'which')
  const answer = isYesNo ? best.text : asStatement(best.text)
  return { texts: other === undefined || !isYesNo ? [answer] : [answer, other.text], sure }
}

/** Of two things in one question, one of which counts, the other not, both are answered when they are named as well. */
const leastBeside = 0.8

/** «Ja, tenk på 2019» to who asked «hvilke år?»: «Tenk på 2019». */
const asStatement = ({ nb, nn }: Text): Text => ({ nb: withoutYes(nb), nn: withoutYes(nn) })
const withoutYes = (text: string): string =>
  text.replace(/^(?:ja|nei)[,.] (\p{L})/iu, (_, first: string) => first.toUpperCase())

/** A question that the questionnaire has no words for: its help, where that speaks of the same; else it is said that there are none. */
const unexplainedIn = (
  asking: readonly Asking[],
  { help }: Asked,
  entries: readonly Entry[],
): AskedAbout | undefined => {
  const plain = asking.find(({ form, marked }) => marked && form !== 'any')
  if (plain === undefined) return undefined
  const words = contentWords(plain.said)
  const [first] = entries.filter(({ list, of }) => list === 'explain' && of === undefined)
  const isWhich = plain.form === 'which' && words.length === 0
  if (first !== undefined && (ofIt.test(plain.said.bare) || isWhich))
    return { texts: [asStatement(first.text)], sure: isWhich }
  if (help !== undefined && (words.length === 0 || speaksOf(help, words)))
    return { texts: [], inHelp: true, sure: false }
  if (first !== undefined && words.length === 0) return { texts: [first.text], sure: false }
  return { texts: [], sure: false }
}

const speaksOf = (text: Text, words: readonly string[]): boolean => {
  const { nb, nn } = contentOf(text)
  const said = [stemmed(nb), stemmed(nn)]
  return words.some((word) => word.length >= 4 && said.some((some) => hitsOf(termOf(word), some).weight >= 4))
}

/** Words of time that a text can hold: it tells when. */
const dated = new RegExp(
  `\\b(?:19|20)\\d\\d\\b|\\b(?:${monthsInFull}|høsten|hausten|våren|år|året|åra|årene|måneder|månedene|månader|månadene)\\b`,
  'iu',
)

/** What the question says of when: its help, its own words, or an explanation. */
const whenIn = ({ help, text }: Asked, entries: readonly Entry[]): AskedAbout | undefined => {
  if (help !== undefined && dated.test(help.nb)) return { texts: [], inHelp: true, sure: true }
  if (dated.test(text.nb)) return { texts: [], inText: true, sure: true }
  const told = entries.find((entry) => entry.of === undefined && dated.test(entry.text.nb))?.text
  return told === undefined ? undefined : { texts: [asStatement(told)], sure: true }
}

/** «Forskjellen på 1 og 2», «er god det samme som nyttig?»: what is said of each, else which two were named. */
const differenceIn = (
  said: Said,
  question: Asked,
  hearing: Hearing,
  entries: readonly Entry[],
): AskedAbout | undefined => {
  const numbered = numberedChoices(said, question, hearing)
  const named = numbered.length > 1 ? numbered : namedChoices(said, question, hearing)
  const ofNamed = named.flatMap((id) => entries.find(({ of, list }) => of === id && list === 'explain')?.text ?? [])
  if (named.length > 1) return { texts: distinct(ofNamed), choices: named.slice(0, 2), sure: true }
  const texts = distinct(hitsIn(namingWords(said), entries, 'means').map(({ text }) => text))
  return texts.length > 0 ? { texts, sure: true } : undefined
}

/** At most two, each once. */
const distinct = (texts: readonly Text[]): Text[] => [...new Set(texts)].slice(0, 2)

const shownChoices = (question: Asked, { choiceIds }: Hearing): Choice[] =>
  hasChoices(question) ? question.choices.filter(({ id }) => choiceIds.includes(id)) : []

/** Words that are more often «a» than «one». */
const articles: ReadonlySet<string> = new Set(['en', 'et', 'ein', 'eit', 'ei'])

const numberedChoices = (said: Said, question: Asked, hearing: Hearing): string[] =>
  said.tokens
    .filter((word) => !articles.has(word))
    .flatMap((word) => listNumbers(word) ?? [])
    .flatMap((n) => shownChoices(question, hearing)[n - 1]?.id ?? [])

/** What a choice is called in full, and the words that no other choice of the question has: «ganske» of «ganske nyttig». */
const namesOf = (choices: readonly Choice[]): { id: string; name: string }[] => {
  const called = choices.map(({ id, text, aliases }) => ({
    id,
    texts: [text.nb, text.nn],
    full: [text.nb, text.nn, ...(aliases?.nb ?? []), ...(aliases?.nn ?? [])].map(plainOf),
  }))
  return called.flatMap(({ id, texts, full }) => {
    const others = called
      .filter((one) => one.id !== id)
      .flatMap((one) => one.texts.flatMap((text) => saidOf(text).tokens))
    const alone = texts.flatMap((text) => contentWords(saidOf(text))).filter((word) => !others.includes(word))
    return [...new Set([...full, ...alone])].map((name) => ({ id, name }))
  })
}

/** Choices that are named: «svært nyttig og ganske nyttig». */
const namedChoices = (said: Said, question: Asked, hearing: Hearing): string[] => {
  const names = namesOf(shownChoices(question, hearing))
  let text = ` ${said.tokens.join(' ')} `
  const placed = new Map<string, number>()
  for (const { id, name } of names.toSorted((a, b) => b.name.length - a.name.length)) {
    const at = name === '' ? -1 : text.indexOf(` ${name} `)
    if (at === -1) continue
    placed.set(id, Math.min(at, placed.get(id) ?? at))
    // The «god» of «svært god» names nothing by itself.
    text = text.replaceAll(` ${name} `, ` ${'_'.repeat(name.length)} `)
  }
  return [...placed].toSorted(([, a], [, b]) => a - b).map(([id]) => id)
}

const plainOf = (text: string): string => saidOf(text).tokens.join(' ')

/** Whether why something is asked is told by the question's own help: not of «hvorfor gjør dere dette?», which asks of the whole survey. */
export const tellsWhy = ({ help }: Pick<Asked, 'help'>, { tokens }: Said): boolean =>
  help !== undefined && /\bfordi\b/.test(help.nb) && !tokens.some((word) => ofSurvey.test(word))
const ofSurvey =
  /^(?:gjor|gjer|driv|driver|holder|lager|lagar|sender|undersokelse\w*|undersoking\w*|skjema\w*|sporreskjema\w*)$/
