/** Multiple choice: lists of numbers and texts, «alle unntatt 2», «ingen», «annet: …». */
import type { Problem } from '../questionnaire/answer.ts'
import type { QuestionOf } from '../questionnaire/schema.ts'
import { type Core, saysNeither, withoutNegated, withoutWeight } from './around.ts'
import { isCommanded } from './commands.ts'
import { listNumbers } from './figures.ts'
import { type Candidate, choiceWords, matchCandidate, matchInFull, sentenceDot } from './match.ts'
import { answered, ask, type Content, toConfirm } from './meaning.ts'
import { nameNone, nameOne, says } from './one-choice.ts'
import { findSpecified, isThing } from './own-choice.ts'
import { numbersWeighed, placesAsNumbers } from './places.ts'
import { bare, clean, phrase, tidy, trimOf } from './said.ts'
import { alternation, isDash, wordOf } from './words.ts'
import { deniesAsked, stanceWithTail } from './yes-no.ts'

/** Ids that a list names; `near`: to be confirmed. */
type NamedList = { ids: string[]; near: boolean } | { problem: Problem }

/** The meaning of a text at a multiple choice question. */
export function understandMultiple(
  { core: said, hedged }: Core,
  question: QuestionOf<'multiple'>,
  candidates: readonly Candidate[],
): Content {
  const typed = withoutBoth(said)
  const core =
    matchInFull(choiceWords(typed), candidates).type === 'one' || aloneAtEnd.test(typed)
      ? typed
      : placesAsNumbers(typed, candidates.length)
  const specified = besideNumbers(core, candidates) ?? findSpecified(core, candidates)
  const text = specified === undefined ? core : specified.before
  const named: NamedList = text === '' ? { ids: [], near: false } : nameList(text, candidates, question.min)
  const left = specified === undefined && ('problem' in named || named.near) ? leftOver(core, candidates) : undefined
  if (left !== undefined) return { type: 'confirm', answer: { kind: 'multiple', ...left } }
  if ('problem' in named && specified === undefined && deniesAsked(core, question)) {
    const none = nameNone(candidates)
    if ('id' in none) return { type: 'confirm', answer: { kind: 'multiple', value: [none.id] } }
  }
  if ('problem' in named) return ask(named.problem)
  const value = [...new Set([...named.ids, ...(specified === undefined ? [] : [specified.id])])]
  const meaning = answered({ kind: 'multiple', value, ...(specified === undefined ? {} : { other: specified.other }) })
  return named.near || hedged || specified?.sure === false ? toConfirm(meaning) : meaning
}

/** «1 og 4, pluss at de skal ha en norsk venn»: numbers, and words of one's own that are joined to them. */
const numbersAndMore =
  /^(\d{1,2}(?:[\s,]+(?:og )?\d{1,2})*)[\s,.;]*(?<!\p{L})(?:(?:pluss|samt|i tillegg(?: til)?|dessuten)(?: at)?|og at) (\p{L}.{4,})$/isu
function besideNumbers(text: string, candidates: readonly Candidate[]): ReturnType<typeof findSpecified> {
  const [, before = '', other = ''] = numbersAndMore.exec(text) ?? []
  const [open, ...more] = candidates.filter((c) => c.specify)
  if (open === undefined || more.length > 0 || other.split(' ').length < 3 || /\d/.test(other)) return undefined
  const isNamed = [other, ...other.split(/,| og /)].some((part) => matchCandidate(part, candidates).type !== 'none')
  return isNamed || listNumbers(before) === undefined
    ? undefined
    : { before: before.trim(), id: open.id, other, sure: true }
}

/** «Boliger, boliger og atter boliger». */
const threefold = /(?<!\p{L})(\p{L}{3,})(?:[\s,!.]+(?:(?:og|å|atter|igjen) )*\1(?!\p{L})){2,}/giu

/** «Begge to, både intervju og praksis»: how many they are is said beside them. */
const withoutBoth = (text: string): string =>
  text
    .replace(threefold, '$1')
    .replace(/^(?:begge (?:to|deler|delar)|alle (?:to|tre|fire|fem))[ ,:.]+(?=\S)/iu, '')
    .replace(/(?<=\S)[ ,]+begge (?:to|deler|delar)[.!]*$/iu, '')

/** Of «de to siste» only those are meant that are ordinary choices, so `nameAll` reads it. */
const aloneAtEnd = /^(?:alle )?(?:de |dei )?(?!den |det |nest |aller |helt |heilt )\S+ (?:siste|nederste)[.!]?$/i

function nameList(text: string, candidates: readonly Candidate[], min: number): NamedList {
  const full = matchInFull(choiceWords(text), candidates)
  if (full.type === 'one' && listNumbers(text) === undefined) return { ids: [full.id], near: false }
  const all = nameAll(text, candidates)
  if (all !== undefined) return all
  const word = wordOf(text)
  if (word === 'none' || word === 'no' || isDash(text) || phrase(text) === '0') return ofNone(text, candidates, min)
  const weighed = numbersWeighed(text)
  if (weighed !== undefined) return withNear(nameList(weighed, candidates, min))
  const weak = text.replace(partly, '')
  if (weak !== text) {
    const list = nameList(weak, candidates, min)
    if ('ids' in list) return { ids: list.ids, near: true }
  }
  const items = saysNeither(text) ? notOne : (nameKept(text, candidates) ?? nameItems(withoutWeight(text), candidates))
  if ('ids' in items || stanceWithTail(text)?.stance !== 'no') return items
  // «nei, det har vi ikke gjort noe med»
  const none = nameNone(candidates)
  return 'id' in none ? { ids: [none.id], near: true } : items
}

/** «Og litt 7», «ingenting egentlig»: what makes it less sure, and names nothing. */
const partly =
  /(?<=^|[ ,])(?:litt|delvis|til dels|kanskje|muligens|muleg|mogleg) (?=\d)|[ ,]+(?:egentlig|eigentleg|faktisk|kanskje)[.!]?$/gi

const withNear = (list: NamedList): NamedList => ('ids' in list ? { ids: list.ids, near: true } : list)

const notOne: NamedList = { problem: { code: 'not_understood' } }

/** «bemanning, men ikke økonomi»: confirmed, when both sides name choices and not the same. */
function nameKept(text: string, candidates: readonly Candidate[]): NamedList | undefined {
  const sorted = matchInFull(choiceWords(text), candidates).type === 'one' ? undefined : withoutNegated(text)
  if (sorted === undefined) return undefined
  const kept = nameItems(withoutWeight(sorted.kept), candidates)
  const left = sorted.without.map((piece) => nameItems(piece, candidates))
  const ids = left.flatMap((list) => ('ids' in list ? list.ids : []))
  return 'ids' in kept && left.every((list) => 'ids' in list) && kept.ids.every((id) => !ids.includes(id))
    ? { ids: kept.ids, near: true }
    : undefined
}

function ofNone(text: string, candidates: readonly Candidate[], min: number): NamedList {
  if (wordOf(text) === 'no') {
    const named = nameOne(text, candidates)
    if ('id' in named) return { ids: [named.id], near: named.near }
  }
  const none = nameNone(candidates)
  if ('id' in none) return { ids: [none.id], near: none.near || wordOf(text) === 'no' }
  return none.problem.code === 'ambiguous_choice' ? none : { problem: { code: 'too_few', min } }
}

const everything =
  /^(?:alle(?: (?:sammen|saman|sju|seks|fem|fire|tre|to|\d{1,2}))?|alt|alt sammen|alt saman|samtlige|samtlege|(?:alle|alt|samtlige|samtlege|heile|hele)(?: (?:sammen|saman|sju|seks|fem|fire|tre|to|\d{1,2}))? (?:(?:punkta|punktene|punktan|svara|svarene) )?(?:(?:pa|i) (?:lista|listen|listo|kortet)|(?:som )?(?:dere|de|dokker|dykk) (?:nevner|nemner|lister|listar|har)(?: opp)?|(?:som )?star (?:her|der)|lista|listen|punkta|punktene|rubbel og bit)|alle (?:alternativene|alternativa|svarene|svara|disse|desse)|begge(?: (?:to|deler|delar))?)$/
const exception = new RegExp(
  `^(alle(?: sammen| saman| alternativene| alternativa)?|alt|samtlige|samtlege)(?: (?:(?:pa|i) (?:lista|listen|kortet)|(?:som )?(?:dere|de|dokker|dykk) (?:nevner|nemner|lister|har)(?: opp)?|(?:som )?star (?:her|der)))?[, ]+(?:${alternation('except')}|minus|men ikke|men ikkje|uten|utan|ikke|ikkje) (.+)$`,
)

/** «alle», «alle unntatt 2», «begge». «Annet» and the exclusive choices are not among all. */
function nameAll(text: string, candidates: readonly Candidate[]): NamedList | undefined {
  const said = trimOf(bare(tidy(text)), ' .!')
  const ordinary = candidates.filter(
    (c) => !c.exclusive && !says(c, 'dont_know') && !says(c, 'not_applicable') && wordOf(c.plain[0] ?? '') !== 'none',
  )
  const listed = ordinary.filter((c) => !c.specify)
  const near = listed.length < ordinary.length
  if (everything.test(said)) return allOf(said, listed, near)
  const end = /^(?:alle )?(?:(?:de|dei) )?(\w+) (forste|fyrste|siste)$/.exec(said)
  const count = end === null ? undefined : listNumbers(end[1] ?? '')?.[0]
  if (end !== null && count !== undefined && count > 0 && count <= listed.length) {
    const ids = (end[2] === 'siste' ? listed.slice(-count) : listed.slice(0, count)).map((c) => c.id)
    return { ids, near: near && end[2] === 'siste' }
  }
  const found = exception.exec(said)
  if (found === null) return undefined
  const except = nameItems(found[2] ?? '', candidates)
  if ('problem' in except) return except
  const onlyOther = ordinary.every((c) => !c.specify || except.ids.includes(c.id))
  return { ids: listed.filter((c) => !except.ids.includes(c.id)).map((c) => c.id), near: except.near || !onlyOther }
}

/** «begge» and «alle tre» must agree with how many there are. */
function allOf(said: string, listed: readonly Candidate[], near: boolean): NamedList {
  const counted = /^begge/.test(said) ? 2 : (listNumbers(said.replace(/^\S+ ?/, ''))?.[0] ?? listed.length)
  if (counted !== listed.length) return { problem: { code: 'not_understood' } }
  // «Alle fire» counts those that have a text of their own.
  const isCounted = /\d|(?:to|tre|fire|fem|seks|sju|begge)\b/.test(said)
  return { ids: listed.map((c) => c.id), near: near && !isCounted }
}

/** The most pieces a list is cut into; every list of choices is shorter. */
const mostPieces = 40

const signs = new RegExp(
  `( ?[,;&+\\n] ?(?:og |samt )?|${sentenceDot}(?= |$) ?| og | samt | i tillegg til | ?\\/ ?)`,
  'u',
)

/** Cuts at commas, «og» and the like, and joins pieces again where only together they are a choice's text. */
function nameItems(text: string, candidates: readonly Candidate[]): NamedList {
  const numbers = listNumbers(text)
  if (numbers !== undefined) return nameNumbers(text, numbers, candidates)
  const whole = nameOne(text, candidates)
  if ('id' in whole && !whole.near) return { ids: [whole.id], near: false }
  const row = inARow(text, candidates)
  if (row !== undefined) return { ids: row, near: false }
  const pieces = tidy(text).split(signs)
  if (pieces.length > 2 * mostPieces) return { problem: { code: 'not_understood' } }
  if (pieces.length === 1)
    return 'id' in whole
      ? { ids: [whole.id], near: true }
      : (withoutLead(text, candidates) ?? nameHeld(text, candidates) ?? whole)
  const joined = joinPieces(pieces, candidates)
  return 'problem' in joined && joined.problem.code === 'unknown_choice'
    ? (nameHeld(text, candidates) ?? joined)
    : joined
}

/** «Bolig økonomi kort varsel»: nothing but whole texts of choices, with no sign between them; undefined: something else is in it. */
function inARow(text: string, candidates: readonly Candidate[]): string[] | undefined {
  const typed = tidy(text)
    .replace(/[.!]+$/, '')
    .split(' ')
  if (typed.length < 2 || typed.length > mostPieces || typed.some((word) => turns.has(word))) return undefined
  const ids = new Set<string>()
  for (let from = 0; from < typed.length; ) {
    const found = longestOf(typed, from, candidates)
    if (found === undefined || candidates.some((c) => c.id === found.id && (c.exclusive || c.specify))) return undefined
    ids.add(found.id)
    from = found.next
  }
  return ids.size < 2 ? undefined : [...ids]
}

/** Words of the longest text of a choice that is looked for among others. */
const longestText = 6

function longestOf(typed: readonly string[], from: number, candidates: readonly Candidate[]) {
  for (let next = Math.min(typed.length, from + longestText); next > from; next--) {
    const match = matchInFull(choiceWords(typed.slice(from, next).join(' ')), candidates)
    if (match.type === 'one') return { id: match.id, next }
  }
  return undefined
}

/** A sentence that holds the whole texts of some choices and nothing that turns them: confirmed. */
function nameHeld(text: string, candidates: readonly Candidate[]): NamedList | undefined {
  const typed = choiceWords(text)
  if (typed.length > 40 || typed.some((word) => turns.has(word)) || /\d/.test(text)) return undefined
  const line = ` ${typed.join(' ')} `
  const held = candidates
    .flatMap((c) => c.texts.map((t) => ({ id: c.id, text: ` ${t.join(' ')} ` })))
    .filter((t) => t.text.length > 4 && line.includes(t.text))
  // «andre» inside «andre kommuner» is no choice of its own.
  const widest = held.filter((t) => !held.some((other) => other.text !== t.text && other.text.includes(t.text)))
  const ids = [...new Set(widest.map((t) => t.id))]
  return ids.length === 0 ? undefined : { ids, near: true }
}

/** «boliger, kø hos UDI og økonomi»: the one thing that no choice says is offered as the text of «annet». */
function leftOver(text: string, candidates: readonly Candidate[]): { value: string[]; other: string } | undefined {
  const [open, ...more] = candidates.filter((c) => c.specify)
  const cut = clean(text).split(new RegExp(signs, 'iu'))
  const said = cut.filter((_, i) => i % 2 === 0)
  const last = cut.at(-1)?.trim() ?? ''
  // «Ekstern i fjor. Telemarksforsking.»: a sentence of its own is told beside the list.
  const isBeside =
    said.length < 4 &&
    cut.some((sign, i) => i % 2 === 1 && /^\.[^og]*$/.test(sign.trim()) && cut[i + 1]?.trim() !== '') &&
    !/^(?:og|også|pluss|samt) /i.test(last)
  const pieces = said
    .map((piece) => piece.replace(/^(?:ja|jo|jau|både|også|og|å|pluss|samt) /i, '').trim())
    .filter((piece) => piece !== '' && wordOf(piece) !== 'yes')
  if (open === undefined || more.length > 0 || pieces.length > mostPieces || isBeside) return undefined
  // «…, send inn» is no thing beside the others.
  const named = pieces
    .filter((piece) => !isCommanded(piece))
    .map((piece) => ({ piece, list: nameItemAlone(piece, candidates) }))
  const ids = new Set(named.flatMap(({ list }) => ('ids' in list ? list.ids : [])))
  const [other, ...others] = named.filter(({ list }) => 'problem' in list).map(({ piece }) => piece)
  const alone = candidates.some((c) => ids.has(c.id) && (c.exclusive || c.specify))
  if (other === undefined || others.length > 0 || ids.size === 0 || alone) return undefined
  const saysChoice = choiceWords(other).some((word) => word.length > 3 && candidates.some((c) => saysWord(c, word)))
  return !saysChoice && isThing(other) && !/^\p{L}+(?:lig|leg|vis)$/u.test(other) && other.split(' ').length <= 4
    ? { value: [...ids, open.id], other }
    : undefined
}

const saysWord = (candidate: Candidate, word: string): boolean => candidate.texts.some((text) => text.includes(word))

const turns = new Set(['ikke', 'ingen', 'unntatt', 'men', 'eller', 'uten', 'utenom', 'minus', 'aldri', 'alle'])

/** Alternating pieces and the signs between them. */
function joinPieces(pieces: readonly string[], candidates: readonly Candidate[]): NamedList {
  const ids: string[] = []
  let near = false
  for (let from = 0; from < pieces.length; ) {
    const piece = (pieces[from] ?? '').trim()
    if (piece === '' || (from === 0 && wordOf(piece) === 'yes')) {
      from += 2
      continue
    }
    const joined = longestFull(pieces, from, candidates)
    const found = joined ?? { list: nameItemAlone(piece, candidates), next: from + 2 }
    if ('problem' in found.list) return found.list
    ids.push(...found.list.ids)
    near ||= found.list.near
    from = found.next
  }
  return ids.length === 0 ? { problem: { code: 'unknown_choice' } } : { ids, near }
}

function longestFull(
  pieces: readonly string[],
  from: number,
  candidates: readonly Candidate[],
): { list: NamedList; next: number } | undefined {
  for (let to = Math.min(pieces.length, from + 11); to > from + 1; to -= 2) {
    const match = matchInFull(choiceWords(pieces.slice(from, to).join('')), candidates)
    if (match.type === 'one') return { list: { ids: [match.id], near: false }, next: to + 1 }
  }
  return undefined
}

function nameItemAlone(piece: string, candidates: readonly Candidate[]): NamedList {
  const numbers = listNumbers(piece)
  if (numbers !== undefined) return nameNumbers(piece, numbers, candidates)
  const named = nameOne(piece.replace(/^(?:og|samt|også|både) /, ''), candidates)
  return 'id' in named ? { ids: [named.id], near: named.near } : named
}

/** «ja, 1 og 3» and «ja: bemanning» where no choice says yes. */
function withoutLead(text: string, candidates: readonly Candidate[]): NamedList | undefined {
  const rest = /^(?:ja|jo|jau)[ ,:]+(.+)$/.exec(tidy(text))?.[1]
  return rest === undefined ? undefined : nameItems(rest, candidates)
}

function nameNumbers(text: string, numbers: readonly number[], candidates: readonly Candidate[]): NamedList {
  if (/ eller /.test(tidy(text))) return { problem: { code: 'not_understood' } }
  if (numbers.length === 1) {
    const named = nameOne(text, candidates)
    return 'id' in named ? { ids: [named.id], near: named.near } : named
  }
  const ids = numbers.map((number) => candidates.find((c) => c.number === number)?.id)
  return ids.every((id) => id !== undefined) ? { ids, near: false } : { problem: { code: 'unknown_choice' } }
}

// Ranking: choices in the order typed, by number or text, or with their places («1. bemanning 2. økonomi»).

/** The meaning of a text at a ranking. How many places must be filled is the engine's to say. */
export function understandRanking({ core, hedged }: Core, candidates: readonly Candidate[]): Content {
  const text = tidy(core)
  const named = byFigures(text, candidates) ?? byPlaces(text, candidates) ?? byWords(text, candidates)
  if ('problem' in named) return ask(named.problem)
  if (new Set(named.ids).size < named.ids.length) return ask({ code: 'rank_repeated' })
  const meaning = answered({ kind: 'ranking', value: named.ids })
  return named.near || hedged || levels.test(text) ? toConfirm(meaning) : meaning
}

/** «Bolig/norsk, helse»: two of them in the same place, or one after the other. */
const levels = /[a-zæøå] ?\/ ?[a-zæøå]| og .+ og /

function byFigures(text: string, candidates: readonly Candidate[]): NamedList | undefined {
  if (/^\d ?- ?\d$/.test(text) || /\d ?[:=] ?\d/.test(text)) return { problem: { code: 'not_understood' } }
  if (matchInFull(choiceWords(text), candidates).type === 'one') return undefined
  const numbers = listNumbers(withoutOrderWords(text.replace(/ ?(?:->?|>) ?/g, ', ')))
  if (numbers === undefined) return undefined
  const ids = numbers.map((number) => candidates.find((c) => c.number === number)?.id)
  return ids.every((id) => id !== undefined) ? { ids, near: false } : { problem: { code: 'unknown_choice' } }
}

const marker = /(?:^|[ ,;]+)(?:nr\.? ?|nummer )?(\d{1,2}) ?[.:)=] ?(?=\D)/g
const endMarker = /^(.+?)[ :(=]+(\d{1,2})[).]?$/

/** Places written before or after each choice. When they do not rise and may be the choices' own numbers, it is confirmed. */
function byPlaces(text: string, candidates: readonly Candidate[]): NamedList | undefined {
  const marks = [...text.matchAll(marker)]
  const pairs =
    marks.length > 1 && marks[0]?.index === 0
      ? marks.map((mark, i) => ({
          place: Number(mark[1]),
          text: text.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? text.length),
        }))
      : placesAfter(text)
  if (pairs === undefined) return undefined
  const named = pairs.map((pair) => ({ place: pair.place, named: nameOne(pair.text, candidates) }))
  const ids: { place: number; id: string }[] = []
  let near = false
  for (const { place, named: one } of named) {
    if ('problem' in one) return { problem: one.problem }
    near ||= one.near
    ids.push({ place, id: one.id })
  }
  const sorted = [...ids].sort((a, b) => a.place - b.place)
  const counts = sorted.every(({ place }, i) => place === i + 1)
  if (!counts)
    return {
      problem:
        new Set(ids.map((i) => i.place)).size < ids.length ? { code: 'rank_repeated' } : { code: 'not_understood' },
    }
  const rising = ids.every(({ place }, i) => place === i + 1)
  const own = ids.every(({ place, id }) => candidates.find((c) => c.id === id)?.number === place)
  return { ids: sorted.map(({ id }) => id), near: near || (own && !rising) }
}

function placesAfter(text: string): { place: number; text: string }[] | undefined {
  const pieces = text.split(/ ?[,;] ?/).map((piece) => endMarker.exec(piece))
  if (pieces.length < 2 || pieces.some((p) => p === null)) return undefined
  return pieces.map((p) => ({ place: Number(p?.[2]), text: p?.[1] ?? '' }))
}

const first = /\b(?:forst|fyrst|aller forst|viktigst|mest viktig|pa forsteplass|overst|ovst)\b/
const last = /\b(?:sist|til slutt|minst viktig|nederst|pa sisteplass|til sist)\b/
const orderWords =
  /(?:^|(?<=[ ,]))(?:og )?(?:aller )?(?:først|forst|fyrst|fyrst og fremst|viktigst(?: er)?|deretter|dernest|dinest|så|sa|etterfulgt av|etterfølgt av|til slutt|til sist|sist|nederst|øverst|øvst)(?:(?=[ ,:])|$)[ :]*/g

function withoutOrderWords(text: string): string {
  return text
    .replace(orderWords, ', ')
    .replace(/(?: ?, ?)+/g, ', ')
    .replace(/^, |, $/g, '')
}

function byWords(text: string, candidates: readonly Candidate[]): NamedList {
  const pieces = bare(text).split(/,|;|>| sa | deretter | dernest /)
  const firstAt = pieces.findIndex((piece) => first.test(piece))
  const lastAt = pieces.findIndex((piece) => last.test(piece) && !/ og (?:til )?(?:sist|slutt)/.test(piece))
  if (firstAt > 0 || (lastAt >= 0 && lastAt < pieces.length - 1)) return { problem: { code: 'not_understood' } }
  return nameItems(withoutOrderWords(text.replace(/ ?(?:->|>) ?/g, ', ')), candidates)
}
