/** What somebody asks about the open question itself: which of its terms, or whether something counts. */

import type { Asked, Choice, Row, Text } from '../questionnaire/schema.ts'
import { asks, hasChoices } from '../questionnaire/shape.ts'
import { listNumbers } from './figures.ts'
import type { AskedAbout, Hearing } from './meaning.ts'
import { type Said, saidOf } from './said.ts'
import { contentWords, hitsOf } from './term-words.ts'
import { monthsInFull } from './times.ts'
import { alternation } from './words.ts'

/** Longer texts tell something, whatever is asked in them. In words. */
const longest = 40

/** `any`: it ends as a question does, and no more is known. */
type Form = 'counts' | 'means' | 'differs' | 'when' | 'any'

const small =
  '(?:(?:og|men|ja|nei|ok|hei|du|eh|hm+|ha|na|no|sa|altsa|forresten|beklager|unnskyld|orsak|sorry|bare|berre|lurer pa(?: om)?|jeg lurer pa(?: om)?|eg lurer pa(?: om)?|sporsmal) )*'
const what =
  '(?:hva|kva|ka|hav|hvem|kven|kem|hvilke[nt]?|kva for(?: ein| ei| eit)?|ka for(?: en| et)?|hva slags|kva slags|ka slags)'
const you = '(?:dere|du|de|dokker|dokk|dykk|imdi|man|ein|en)'
const say = '(?:mener|meiner|meine|meinar|mein|tenker|tenkjer|tenke|sikter|sikta|spor|snakker|snakkar|vil)'
const is = '(?:er|e|ar|blir|bli|vert|var|ska|skal|kan|ma)'
const also = '(?:med|me|mee|inkludert|inkl|medregnet|medrekna|innafor|innenfor|innunder)'

/** «Må de være skriftlige?»: what the question speaks of is asked about by «de». */
const ofIt = new RegExp(
  `^${small}(?:ma|lyt|skal|ska|treng(?:er)?|behover) (?:de|dei|den|det|dem|han|ho) (?:vare|vere|va|varra|ha|sta)\\b`,
)

/** Each reads `bare` text. `telling`: such a sentence asks, whatever it begins with. */
const forms: readonly { form: Form; pattern: RegExp; telling?: true }[] = [
  { form: 'differs', telling: true, pattern: /\b(?:forskjell\w*|skilnad\w*|skil(?:et|jet)|skjell\w*)\b/ },
  { form: 'differs', pattern: /\b(?:det samme|det same|samme|same|likt|lik) (?:som|so|sa)\b/ },
  { form: 'when', pattern: new RegExp(`^${small}(?:nar|per nar|pr nar|fra nar|for nar|ka tid|kva tid)\\b`) },
  {
    form: 'when',
    telling: true,
    pattern: /\b(?:pr|per|fra|innen) (?:nar|hvilken dato|hvilket tidspunkt|kva dato|kva tid|ka tid)\b/,
  },
  {
    form: 'when',
    pattern:
      /\b(?:hvilke[nt]?|kva|ka|kva for(?: ei[nt]?)?) (?:ar|aret|dato|periode|perioden|tidsrom|dag|maned|manad|tidspunkt)\b/,
  },
  {
    form: 'when',
    pattern: new RegExp(
      `^${small}(?:gjelder|gjeld|gjell|er|e|mener|meiner|meine)(?: ${you}| det| dette| d| her)* (?:for |i |bare |berre )*(?:20\\d\\d|na|no|i dag|i ar|i fjor|hele aret|heile aret)\\b`,
    ),
  },
  {
    form: 'counts',
    pattern: new RegExp(
      `^${small}(?:teller?|telle|tell|tel|taller|talle|telles|tellast|regnes|regne|reknes|reknast|rekna?s?|regner|reknar|rekner|inkluderer|omfatter|omfattar|innbefatter|gjelder|gjeld|gjell)\\b(?!.* (?:frist\\w*|obligatorisk))`,
    ),
  },
  {
    form: 'counts',
    pattern: new RegExp(
      `\\b(?:teller?|telle|tell|tel|taller|telles|telt|regnes?|regner?|regnet|regna|reknes?|reknast|reknar?|rekna|ta|tar|tek|tas|takast|tatt|hore|horer|hoyre|hoyrer|ha|har)(?: \\S+){0,9} ${also}\\b`,
    ),
  },
  {
    form: 'counts',
    pattern:
      /\b(?:inkluder\w*|medregn\w*|medrekn\w*|innbefatt\w*|omfatt\w*|reknes? det|regnes? det|reknast det|tell(?:er|e)? det|tel det)\b/,
  },
  { form: 'counts', pattern: new RegExp(`^${small}${is}(?: \\S+){1,9} ${also}\\b`) },
  { form: 'counts', pattern: ofIt },
  { form: 'counts', pattern: new RegExp(`^${small}(?:hva|kva|ka) (?:med|me|om)\\b`) },
  {
    form: 'counts',
    pattern: new RegExp(`^${small}(?:${is} det|${say} ${you}|tenker ${you} pa|gjelder det|gjeld det|gjell det)\\b`),
  },
  { form: 'counts', pattern: new RegExp(`\\b(?:${you} (?:da |na |no )?${say}|${say} ${you})\\b`) },
  { form: 'counts', pattern: new RegExp(`^${small}(?:skal|ska|ma|kan|bor|burde) (?:jeg|eg|a|ag|vi|me|man|ein|en)\\b`) },
  { form: 'counts', pattern: new RegExp(`^${small}${is}(?: \\S+){1,6} (?:som|i|eller|hos)\\b`) },
  {
    form: 'means',
    pattern: new RegExp(
      `^${small}${what}(?: i all verden| i alle dager| egentlig| eigentleg)? (?:${is}|betyr|betydde|tyder|menes|menast|meines|meinast|${say}|legger|legg|regnes|reknes|reknast|teller|tel|tell|ligger|ligg|inneb\\w+|vil det si|vil det seie|gar)\\b`,
    ),
  },
  {
    form: 'counts',
    pattern: new RegExp(
      `^${small}(?:holder|held|hold|er det nok|e det nok)(?: det| d)? (?:med|me|at|a|om|hvis|viss)\\b`,
    ),
  },
  {
    form: 'means',
    telling: true,
    pattern: /\b(?:definisjon\w*|definer\w*|forklar\w*|utdyp\w*|betyr|tyder|betydning\w*|menes med|meinast med)\b/,
  },
  {
    form: 'means',
    pattern: new RegExp(`^${small}(?:hva|kva|ka) (?:for noe|for noko|for nokka|for et|for eit|for en|for ein|for)\\b`),
  },
  {
    form: 'means',
    pattern:
      /\b(?:skjonner|skjonar|forstar|skjonte|vet|veit|husker|hugsar) (?:ikke|ikkje|itj|ikkj) (?:hva|kva|ka|ordet|hvem|kven)\b/,
  },
  { form: 'means', pattern: new RegExp(`^${small}${what} \\S+ (?:er|e|${say}|menes|meinast)\\b`) },
]

const interrogative = new RegExp(
  `^${small}(?:${alternation('asking')}|${alternation('inverting')}|rekner|reknar|regner|rekna|regne|reknes|tell|tenker|tenkjer|sikter|inngar|omfatter|forklar|definer|skjonner|skjonar|forstar|betyr|tyder|hvem|kven)\\b`,
)

/** Somebody asks for another: «Rådmannen lurer på om …». */
const wonders = /\b(?:lurer|lurar|lurte|undres|undrast|spor|spurte|sporte) (?:(?:pa|litt pa|seg) )?(?:om|pa)\b/

/** The sentences of a text, with the sign that ends each. */
const sentencesOf = (text: string): string[] => text.match(/[^.!?\n]+(?:[.!?]+(?=\s|$)|\n|$)|[^\n]+$/gu) ?? []

/** `marked`: plainly a question, by its sign or its form. */
type Asking = { form: Form; said: Said; marked: boolean }

/** Words of a question that needs no sign. */
const shortUnmarked = 12

/** The sentences that ask about the question, the first one of each. */
const askingIn = (said: Said): Asking[] =>
  sentencesOf(said.text).flatMap((sentence): Asking[] => {
    const part = saidOf(sentence)
    const opens = interrogative.test(part.bare)
    const found = forms.filter(({ pattern }) => pattern.test(part.bare))
    if (found.length === 0) return part.asks ? [{ form: 'any', said: part, marked: false }] : []
    if (!part.asks && !opens && !wonders.test(part.bare) && !found.some(({ telling }) => telling)) return []
    const marked = part.asks || wonders.test(part.bare) || (opens && part.tokens.length <= shortUnmarked)
    return found.map(({ form }) => ({ form, said: part, marked }))
  })

/** `of`: the choice or row that it belongs to; absent: the question itself. `included`: of what counts, whether it does. */
type Entry = {
  text: Text
  list: 'explain' | 'counts'
  of: string | undefined
  terms: readonly string[]
  included: boolean | undefined
}

const told = ({ text, terms }: { text: Text; terms: { nb: string[]; nn: string[] } }, of: string | undefined) => ({
  text,
  of,
  terms: [...terms.nb, ...terms.nn],
})

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

/** What is said of the terms in a sentence, what fits best first. */
const hitsIn = (words: readonly string[], entries: readonly Entry[], form: Form): Hit[] =>
  entries
    .flatMap((entry): Hit[] => {
      const found = entry.terms.map((term) => hitsOf(term, words))
      const best = found.reduce((most, one) => (one.weight > most.weight ? one : most), { weight: 0, by: [] })
      const share = best.by.length / Math.max(1, words.length)
      return best.weight === 0 ? [] : [{ ...entry, ...best, weight: best.weight + bonus(entry, form), share }]
    })
    .toSorted((a, b) => b.weight - a.weight)

/** Of two that fit as well, «teller … med?» is answered by what counts, «hva er …?» by what is meant. */
const bonus = ({ list }: Entry, form: Form): number =>
  (form === 'counts' && list === 'counts') || (form === 'means' && list === 'explain') ? 2.5 : 0

/** What is asked about the question, undefined when nothing is. Only the sentences that ask are read. */
export const askedAbout = (said: Said, hearing: Hearing): AskedAbout | undefined => {
  const { question } = hearing
  if (question === undefined || said.tokens.length > longest) return undefined
  const asking = askingIn(said)
  if (asking.length === 0) return undefined
  const entries = entriesOf(question, hearing)
  const compared = asking.find(({ form }) => form === 'differs')
  const difference = compared && differenceIn(compared.said, question, hearing, entries)
  if (difference !== undefined) return difference
  return (
    explainedIn(asking, said, entries) ??
    (asking.some(({ form }) => form === 'when') ? whenIn(question, entries) : undefined) ??
    unexplainedIn(asking, question, entries)
  )
}

/** The term of a sentence, or of the one before it: «vi sluttet med det. Teller det?» */
const explainedIn = (asking: readonly Asking[], said: Said, entries: readonly Entry[]): AskedAbout | undefined => {
  const found = asking
    .flatMap(({ form, said: part }) => {
      const own = contentWords(part)
      const words = own.length === 0 && form === 'counts' ? contentWords(said) : own
      return hitsIn(words, entries, form).map((hit) => ({ ...hit, form }))
    })
    .toSorted((a, b) => b.weight - a.weight)
  const [best] = found
  if (best === undefined) return undefined
  const sure = best.share >= 0.34 || best.weight >= 9
  const other = found.find(
    (hit) =>
      best.included !== undefined &&
      hit.included === !best.included &&
      hit.weight >= leastBeside * best.weight &&
      hit.by.every((word) => !best.by.includes(word)),
  )
  const answer = best.form === 'counts' || best.form === 'any' ? best.text : asStatement(best.text)
  return { texts: other === undefined ? [answer] : [answer, other.text], sure }
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
  if (first !== undefined && ofIt.test(plain.said.bare)) return { texts: [asStatement(first.text)], sure: false }
  if (help !== undefined && (words.length === 0 || speaksOf(help, words)))
    return { texts: [], inHelp: true, sure: false }
  if (first !== undefined && words.length === 0) return { texts: [first.text], sure: false }
  return { texts: [], sure: false }
}

const speaksOf = ({ nb, nn }: Text, words: readonly string[]): boolean =>
  words.some(
    (word) => word.length >= 5 && [nb, nn].some((text) => hitsOf(word, contentWords(saidOf(text))).weight >= 4),
  )

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
  if (numbered.length > 1) return { texts: distinct(ofNamed), choices: named.slice(0, 2), sure: true }
  const texts = distinct(hitsIn(contentWords(said), entries, 'means').map(({ text }) => text))
  if (texts.length > 0) return { texts, sure: true }
  return named.length > 1 ? { texts: distinct(ofNamed), choices: named.slice(0, 2), sure: true } : undefined
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

/** Choices that are named in full: «svært nyttig og ganske nyttig». */
const namedChoices = (said: Said, question: Asked, hearing: Hearing): string[] => {
  const names = shownChoices(question, hearing).flatMap(({ id, text }) =>
    [...new Set([plainOf(text.nb), plainOf(text.nn)])].map((name) => ({ id, name })),
  )
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
