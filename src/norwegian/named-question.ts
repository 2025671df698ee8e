/**
 * Which question a remark is about by what it names: «sluttordet mitt», «tolk skulle vært nei», «andelen ansatte: 6, ikke 7».
 * Words of the question, of its topic, its rows, choices and explanations count, those that few questions have most of all;
 * and the figure that stands there.
 */

import { keptWith } from '../memory.ts'
import type { Answer } from '../questionnaire/answer.ts'
import type { Asked, Text } from '../questionnaire/schema.ts'
import { asks, choicesOf, gives, isShare, rowsOf, unitOf } from '../questionnaire/shape.ts'
import { readNumeral } from './figures.ts'
import { choiceWords, isFormOf } from './match.ts'
import { type Said, saidOf } from './said.ts'
import { asMostWrite } from './talk-words.ts'
import { contentWords, stemOf } from './term-words.ts'

/** A question that may be meant, the title of its topic, and what stands there. */
export type MayBeNamed = { question: Asked; topic: Text; answer: Answer | undefined }

/** What a word of each source weighs. */
const weights = {
  asked: 1.5,
  text: 1,
  id: 1.2,
  row: 0.8,
  term: 0.8,
  choice: 0.7,
  unit: 0.8,
  topic: 0.5,
  help: 0.4,
} as const

/** A stem in another word, «tolk» in «tolkereglene», weighs less than the word itself. */
const ofPart = 0.9
const leastOfPart = 0.5
const shortestPart = 4

/** Stem → the most that it weighs in this question. */
type Words = ReadonlyMap<string, number>

/** Questions stay the same from reply to reply. */
const known = new WeakMap<Asked, Words>()

const wordsOf = (question: Asked, topic: Text): Words => {
  const found = known.get(question)
  if (found !== undefined) return found
  const words = new Map<string, number>()
  const add = (weight: number, ...texts: readonly (string | undefined)[]) => {
    for (const text of texts) {
      if (text === undefined) continue
      for (const stem of namingIn(saidOf(text.replace(/\{\{[^}]*\}\}/g, ' ')))) {
        // «År» stands in many texts, and names a question that asks for years.
        if (stem === year && weight !== weights.unit && weight !== weights.id) continue
        words.set(stem, Math.max(words.get(stem) ?? 0, weight))
      }
    }
  }
  const both = (text: Text | undefined) => [text?.nb, text?.nn]
  add(weights.text, ...both(question.text))
  add(weights.asked, askedFor.exec(question.text.nb)?.[1])
  add(weights.id, nameIn(question.id))
  add(weights.topic, ...both(topic))
  add(weights.help, ...both(question.help))
  add(weights.unit, ...both(unitOf(question)), isShare(question) ? 'prosent prosenten' : undefined)
  for (const { terms } of [...(question.explain ?? []), ...(question.counts ?? [])])
    add(weights.term, ...terms.nb, ...terms.nn)
  for (const item of choicesOf(question))
    add(weights.choice, ...both(item.text), ...(item.aliases?.nb ?? []), ...(item.aliases?.nn ?? []))
  for (const row of rowsOf(question)) add(weights.row, ...both(row.text))
  if (asks(question, 'words')) add(weights.text, remark)
  known.set(question, words)
  return words
}

/** «Hvilken stilling …»: what is asked for weighs more than what is only spoken of. */
const askedFor = /^(?:Hvilken|Hvilket|Hvilke|Hva slags) (\p{L}+)/u

/** What an id says. */
const nameIn = (id: string): string =>
  id.replaceAll('_', ' ').replaceAll('aa', 'å').replaceAll('oe', 'ø').replaceAll('ae', 'æ')

/** What people call words of their own. */
const remark = 'merknad kommentar sluttord sluttkommentar skrev skreiv tekst'

/** A yes, a no and figures name nothing; «år» does. */
const isTelling = (word: string): boolean => word === year || (!/^\d/.test(word) && word.length > 2 && !plain.has(word))

const year = 'ar'

/** «I år», «de siste årene» are times. */
const timeBefore = new Set(saidOf('i siste sist neste dette hvert kvart per pr forrige førre').tokens)

/** Words of a sentence that can name a question: «deltakertallet» is «deltaker», «årene» is «år». */
const namingIn = (said: Said): string[] =>
  said.tokens.flatMap((token, i) => {
    if (token === year && timeBefore.has(said.tokens[i - 1] ?? '')) return []
    const word = asMostWrite.get(token) ?? token
    if (/^\d/.test(token) || isNumeral(token)) return []
    if (/^ar(?:a|an|ene|ane|stallet|stalet|stall|stal)?$/.test(token)) return [year]
    const core = word.replace(/(?:tallet|talet|svaret|neiet|jaet|sporsmalet|raden)$/, '')
    return contentWords({ tokens: [core] })
      .filter(isTelling)
      .map(stemOf)
  })

const plain = new Set(
  saidOf(
    [
      'svaret svara svarene feil galt gale rett riktig endre endra endres endrast endring rette retta rettes rettast justere justeres stemmer bytte korrigere tallet talet tallene tala tall tal antall talet',
      'står stå blir ble blei vart skrev skreiv skrive svarte svara trykte trykket tok sa lang langt høyt lavt lågt kommunen kommune bydel bydelen egen eige hele heile mange flere fleire mindre god godt svært ganske litt nei ikke ikkje',
      'vil ett eitt dem dei sted stad plass igjen også også hos mye mykje nett nettopp skulle vært være vere vore helt heilt oss våre vårt min mine sjekka sjekket glemte gløymde glemt gløymt fant fann ringte sier seier noe noko kom kome kommet kommer kjem kjæm ny nye gå tilbake attende hopp åpne opne tror trur knapp knappen borti',
    ].join(' '),
  ).tokens,
)

/** How much of the words a question has; each word once. `rare`: stem → how much it tells. */
const scoreOf = (typed: readonly string[], words: Words, rare: (stem: string) => number): number =>
  typed.reduce((sum, stem) => {
    let best = words.get(stem) ?? 0
    if (best === 0) for (const [other, weight] of words) best = Math.max(best, weight * partOf(stem, other))
    return sum + best * rare(stem)
  }, 0)

/** How much of the longer one the shorter is, where it begins or ends it; 0: it does not. */
const partOf = (a: string, b: string): number => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  const isPart =
    short.length >= shortestPart && (long.startsWith(short) || (short.length > shortestPart && long.endsWith(short)))
  return isPart ? ofPart * Math.max(leastOfPart, short.length / long.length) : 0
}

/** Least that must be named at all, and the share of the best that another must have to be as likely. */
const least = 0.6
const rivals = 0.75
/** The figure that stands there is named too: «6, ikke 7». */
const ofStanding = 1.5
/** Where a figure is said, what other questions have of the words. */
const notOfFigures = 0.6

/** The questions that a text most likely names, the likeliest first: one, or a few that are about as likely; none: nothing is named. */
export const questionsNamed = (said: Said, candidates: readonly MayBeNamed[]): Asked[] => {
  const typed = [...new Set(namingIn(said))]
  const all = candidates.map(({ question, topic }) => wordsOf(question, topic))
  const rarity = new Map(
    typed.map((stem) => {
      const having = all.filter((words) => scoreOf([stem], words, () => 1) > 0).length
      return [stem, having === 0 ? 0 : Math.log(1 + candidates.length / having)] as const
    }),
  )
  const rare = (stem: string) => rarity.get(stem) ?? 0
  const figures = figuresIn(said)
  const scored = candidates
    .map(({ question, answer }, i) => {
      const named = scoreOf(typed, all[i] ?? new Map(), rare)
      return { question, score: withFigures(named, said, figures, question, answer) }
    })
    .sort((a, b) => b.score - a.score)
  const most = scored[0]?.score ?? 0
  if (most < least) return typed.length === 0 ? figuresOfKind(said, candidates) : []
  return scored.filter(({ score }) => score >= rivals * most).map(({ question }) => question)
}

/** «Antallet er feil», «prosenten stemmer ikke»: the figures of that kind which have been given. */
const figuresOfKind = (said: Said, candidates: readonly MayBeNamed[]): Asked[] => {
  const isOfShare = shareWord.test(said.bare)
  if (!isOfShare && !countWord.test(said.bare)) return []
  return candidates
    .filter(({ question, answer }) => gives(answer, 'figure') && isShare(question) === isOfShare)
    .map(({ question }) => question)
}

/** Figures of a text, in digits and in words. */
const figuresIn = (said: Said): number[] => [
  ...(said.text.match(/\d+(?:[.,]\d+)?/g) ?? []).map((figure) => Number(figure.replace(',', '.'))),
  ...said.tokens.filter(isNumeral).flatMap((token) => readNumeral(token) ?? []),
]

/** «Tall» is no slip for «tolv», and «en» no figure. */
const isNumeral = (token: string): boolean =>
  !/^(?:\d.*|en|ei|ett|et|ein|eit|tall|tal)$/.test(token) && readNumeral(token) !== undefined

/** What is named, at a question that takes the figures, holds one of them, or takes none. */
const withFigures = (
  named: number,
  said: Said,
  figures: readonly number[],
  question: Asked,
  answer: Answer | undefined,
): number => {
  const isFigure = asks(question, 'figure')
  if (figures.length === 0) return named + (isFigure && countWord.test(said.bare) && named > 0 ? 0.5 : 0)
  if (!isFigure) return named * notOfFigures
  const stands = gives(answer, 'figure') && figures.includes(answer.value)
  const isOfKind = shareWord.test(said.bare) === isShare(question)
  return (named + (stands ? ofStanding : 0)) * (isOfKind ? 1 : notOfFigures)
}
const countWord = /(?:^| )(?:tal|tall|tallet|talet|antall|antallet|mange|[a-z]+(?:tallet|talet))(?= |$)/
const shareWord = /%|prosent|andel|pst/

// A question that is called by a name, as in «år i stilling skal være 6»: the whole name must be of it.

/** Words, as `choiceWords` writes them, that name no question. */
const tellsNothing = new Set(
  choiceWords(
    'kor hvor mange det den de dei dette denne der her som jeg eg vi me du mitt min vårt vår svar svaret svarene svara spørsmål spørsmålet spm i på om av for til med fra frå og å en ei et er var har ikke hva kva antall tall tallet talet raden rad temaet tema punktet',
  ),
)
const tail = /(?:s?sporsmalet|s?sporsmal|s?svaret|s?tallet|s?talet|s?punktet)$/

/** The words of a name that somebody gives a question, as `choiceWords` writes them; none: it is no name. */
export const callingWords = (typed: string): string[] =>
  choiceWords(typed).flatMap((word) => {
    const core = word.replace(tail, '')
    return core === '' || tellsNothing.has(core) ? [] : [core]
  })

/** What a question is called by: its text and its id. */
const ownWords = keptWith((question: Asked) =>
  choiceWords([question.text.nb, question.text.nn, nameIn(question.id)].join(' ')),
)

/**
 * The questions that are called by these words of `callingWords`: every one is of their text, or where that holds for none, of it and
 * of the title of their topic.
 */
export const questionsCalled = (words: readonly string[], candidates: readonly MayBeNamed[]): Asked[] => {
  const by = (topicOf: (one: MayBeNamed) => readonly string[]) =>
    candidates.filter((one) => isCalled(words, ownWords(one.question), topicOf(one))).map(({ question }) => question)
  const byText = by(() => [])
  return byText.length > 0 ? byText : by(({ topic }) => choiceWords(`${topic.nb} ${topic.nn}`))
}

const isCalled = (words: readonly string[], own: readonly string[], topic: readonly string[]): boolean => {
  const isOf = (word: string, some: readonly string[]) =>
    some.some((other) => isFormOf(word, other) || isPartOf(word, other))
  return words.every((word) => isOf(word, own) || isOf(word, topic)) && words.some((word) => isOf(word, own))
}

/** «Svingningene» of «svingninger», «prosent» of «resultatprosent», «tolkeregisteret» of «tolk». */
const isPartOf = (word: string, other: string): boolean =>
  (word.length >= 6 && stem(word) === stem(other)) ||
  (word.length >= 5 && (other.startsWith(word) || other.endsWith(word))) ||
  (other.length >= 4 && word.startsWith(other) && word.length - other.length <= 9)

const stem = (word: string): string => word.replace(/(?:ene|ane|er|ar|en|et|a|e)$/, '')
