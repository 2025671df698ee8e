/** Single choice: by number, by text, by part of it, by a word such as «ja»; never by id. */
import { keptWith } from '../memory.ts'
import type { Problem } from '../questionnaire/answer.ts'
import type { QuestionOf } from '../questionnaire/schema.ts'
import { type Core, withoutNegated } from './around.ts'
import { answerCounted } from './counted.ts'
import { halfStepOf, stepOf } from './degrees.ts'
import { isPeriodWord, listNumbers } from './figures.ts'
import { type Candidate, choiceWords, isFormOf, type Match, matchCandidate, matchInFull, sentenceDot } from './match.ts'
import { answered, ask, type Content, toConfirm } from './meaning.ts'
import { findSpecified } from './own-choice.ts'
import { placesAsNumbers } from './places.ts'
import { nameByRange } from './ranges.ts'
import { bare, phrase, tidy, words } from './said.ts'
import { isDay, nameByCount, nameBySpan, saysSpans, twoBySpan } from './times.ts'
import { isDash, type Word, wordOf } from './words.ts'
import { choicesFor, deniesAsked, disputes, goesOnOtherwise, type Stance, stanceOf, stanceWithTail } from './yes-no.ts'

/** What a text names among the choices; `problem` when it names none or more than one. */
type Named = { id: string; near: boolean } | { problem: Problem }

const unknown: Named = { problem: { code: 'unknown_choice' } }

/** The meaning of a text at a single choice question. */
export function understandSingle(
  { core: said, hedged }: Core,
  candidates: readonly Candidate[],
  question: QuestionOf<'single'>,
  year: number,
): Content {
  const half = halfStepOf(said, candidates)
  if (half !== undefined) return ask({ code: 'ambiguous_choice', candidates: [...half] })
  const isOwnText = matchInFull(choiceWords(said), candidates).type === 'one'
  const core = isOwnText ? said : placesAsNumbers(said, candidates.length)
  // A place that was named is none of the figures that are asked for.
  const scaled = isOwnText || core !== said ? undefined : byScale(core, hedged, candidates)
  if (scaled !== undefined) return scaled
  const specified = findSpecified(core, candidates)
  if (specified !== undefined && specified.before === '') {
    const meaning = answered({ kind: 'single', value: specified.id, other: specified.other })
    return specified.sure && !hedged ? meaning : toConfirm(meaning)
  }
  const named = nameOne(core, candidates)
  const two = 'problem' in named || named.near ? twoBySpan(core, candidates) : undefined
  if (two !== undefined) return ask({ code: 'ambiguous_choice', candidates: [...two] })
  const span = 'problem' in named || named.near ? nameBySpan(core, candidates) : undefined
  if (span !== undefined) {
    const meaning = answered({ kind: 'single', value: span.id })
    return span.sure && !hedged ? meaning : toConfirm(meaning)
  }
  if ('problem' in named) {
    const id =
      nameOtherwise(core, candidates) ??
      (deniesAsked(core, question) ? nameDenied(candidates) : undefined) ??
      (named.problem.code === 'unknown_choice' ? answerCounted(core, question, candidates) : undefined)
    return id === undefined ? ask(named.problem) : toConfirm(answered({ kind: 'single', value: id }))
  }
  const meaning = answered({ kind: 'single', value: named.id })
  return named.near || hedged || goesOnOtherwise(core, candidates, question, year) ? toConfirm(meaning) : meaning
}

/** A figure where the choices are ranges, or a step of a scale in other words. */
function byScale(core: string, hedged: boolean, candidates: readonly Candidate[]): Content | undefined {
  const counted = nameByRange(core, candidates) ?? nameByCount(core, candidates)
  if (counted?.asNumber !== undefined)
    return ask({ code: 'ambiguous_choice', candidates: [counted.asNumber, counted.id] })
  const step = counted ?? stepOf(core, candidates)
  if (step === undefined) return undefined
  if ('between' in step) return ask({ code: 'ambiguous_choice', candidates: [...step.between] })
  const meaning = answered({ kind: 'single', value: step.id })
  return step.sure && !hedged ? meaning : toConfirm(meaning)
}

/** What «ikke nevneverdig» and «ingen kontakt» come to: never, none, or no. */
function nameDenied(candidates: readonly Candidate[]): string | undefined {
  const never = nameBySpan('aldri', candidates)?.id
  const none = nameNone(candidates)
  const no = choicesFor('no', candidates)
  return never ?? ('id' in none ? none.id : undefined) ?? (no.length === 1 ? no[0]?.id : undefined)
}

/** «ikke svært god, men god», «ikkje viktig i det heile»: what is meant beside what is not, and without emphasis. */
export function nameOtherwise(text: string, candidates: readonly Candidate[]): string | undefined {
  if (/^(?:ja|jo|jau|nei|neida)\b/.test(tidy(text))) return undefined
  const sorted = withoutNegated(text)
  const left = sorted?.without.map((piece) => nameOne(piece, candidates)) ?? []
  const plain = tidy(text).replace(/ (?:i det hele tatt|i det hele|i det heile|i det heile teke)[.!]*$/, '')
  const said = sorted !== undefined && left.every((one) => 'id' in one) ? sorted.kept : plain
  const named = said === tidy(text) ? undefined : nameOne(said, candidates)
  if (named === undefined || 'problem' in named) return undefined
  return left.some((one) => 'id' in one && one.id === named.id) ? undefined : named.id
}

/** Finds the one choice that a text names, in order of sureness. */
export function nameOne(text: string, candidates: readonly Candidate[]): Named {
  const byNumber = nameByNumber(text, candidates)
  if (byNumber !== undefined) return byNumber
  const full = matchInFull(choiceWords(text), candidates)
  if (full.type !== 'none') return ofMatch(full)
  // The number of a day is none of a choice.
  if (isDay(text)) return unknown
  const other = isOther.test(tidy(text)) ? candidates.filter((c) => c.specify) : []
  if (other.length === 1 && other[0] !== undefined) return { id: other[0].id, near: false }
  const [withOthers, stance] = [nameWithOthers(text, candidates), stanceOf(text)]
  if (withOthers !== undefined) return { id: withOthers, near: true }
  const byStance = stance === undefined ? undefined : nameByStance(stance, candidates)
  // «Både ja og nei», where nothing stands between them.
  if (
    stance === 'partly' &&
    byStance === undefined &&
    choicesFor('yes', candidates).length > 0 &&
    choicesFor('no', candidates).length > 0
  )
    return { problem: { code: 'several_given' } }
  if (byStance !== undefined)
    return 'id' in byStance && disputes.test(bare(phrase(text))) ? { ...byStance, near: true } : byStance
  if (wordOf(text) === 'none') return nameNone(candidates)
  // A dash may be a slip too.
  if (isDash(text)) return { ...nameNone(candidates), near: true }
  const match = matchCandidate(text, candidates)
  // «ikke» and «ingen» are answers by themselves, so as part of a choice they are confirmed.
  if (match.type === 'one' && !match.near) return { id: match.id, near: wordOf(text) !== undefined }
  const byTail = nameByTail(text, candidates)
  if (byTail !== undefined && !('several' in byTail)) return byTail
  const parts = nameParts(text, candidates)
  if (parts !== undefined) return parts
  return match.type === 'none' ? (byTail !== undefined ? byTail.several : nameInside(text, candidates)) : ofMatch(match)
}

/** The choice that takes a text of one's own, whatever it is called: «annet» for «Annen stilling». */
const isOther = /^(?:(?:noe|noko) )?(?:annet|anna)[.!]*$/

function ofMatch(match: Match): Named {
  if (match.type === 'one') return { id: match.id, near: match.near }
  return match.type === 'many' ? { problem: { code: 'ambiguous_choice', candidates: match.ids } } : unknown
}

/** «3», «nr. 3», «3: god». A number that is also another choice's text is ambiguous. */
function nameByNumber(text: string, candidates: readonly Candidate[]): Named | undefined {
  const numbers = listNumbers(text)
  const full = matchInFull(choiceWords(text), candidates)
  if (numbers === undefined) return nameByNumberAndText(text, candidates)
  // «tre» may be three times where the choices tell how often.
  if (
    !/\d/.test(text) &&
    !/\bnr|nummer|alternativ|^(?:den|det) /i.test(text) &&
    saysSpans(candidates) &&
    full.type === 'none'
  )
    return unknown
  if (numbers.length > 1) {
    if (full.type === 'one') return ofMatch(full)
    const part = matchCandidate(text, candidates)
    return part.type === 'one' ? ofMatch(part) : { problem: { code: 'several_given' } }
  }
  const byNumber = candidates.find((c) => c.number === numbers[0])
  const other = full.type === 'one' ? full.id : undefined
  if (byNumber === undefined) {
    if (other !== undefined) return { id: other, near: false }
    // Nothing is numbered 0: it may be none, or the lowest step, or a slip.
    const none = numbers[0] === 0 && phrase(text) === '0' ? nameNone(candidates) : unknown
    return 'id' in none ? { ...none, near: true } : none
  }
  if (other === undefined || other === byNumber.id) return { id: byNumber.id, near: false }
  return { problem: { code: 'ambiguous_choice', candidates: [byNumber.id, other] } }
}

function nameByNumberAndText(text: string, candidates: readonly Candidate[]): Named | undefined {
  const pair = /^(?:nr\.? ?|alternativ )?(\d{1,2})( ?[.:)=-]* ?)([^\d\s].*)$/.exec(tidy(text))
  const byNumber = candidates.find((c) => c.number === Number(pair?.[1]))
  if (pair === null || byNumber === undefined) return undefined
  // «2 ganger i året» and «1 år» are no places in the list.
  if (pair[2]?.trim() === '' && isPeriodWord(words(pair[3] ?? '')[0] ?? '')) return undefined
  const whole = matchCandidate(text, candidates)
  if (whole.type === 'one' && !whole.near) return undefined
  const rest = matchCandidate(pair[3] ?? '', candidates)
  if (rest.type !== 'one') return undefined
  if (rest.id === byNumber.id) return { id: rest.id, near: rest.near }
  return { problem: { code: 'ambiguous_choice', candidates: [byNumber.id, rest.id] } }
}

/** Undefined: the question has no such choice; the word may still be part of one. */
function nameByStance(stance: Stance, candidates: readonly Candidate[]): Named | undefined {
  if (stance === 'mixed') return { problem: { code: 'several_given' } }
  const turned = { not_yes: 'no', thumb_up: 'yes', thumb_down: 'no' } as const
  const plain = stance === 'yes' || stance === 'no' || stance === 'partly' ? stance : turned[stance]
  const found = choicesFor(plain, candidates)
  const [first] = found
  if (first === undefined) return undefined
  if (found.length > 1) return { problem: { code: 'ambiguous_choice', candidates: found.map((c) => c.id) } }
  return { id: first.id, near: plain !== stance }
}

/** «nei ikkje enno», «ja frå 2016»; undefined when no choice says yes or no; `several` when more do. */
function nameByTail(text: string, candidates: readonly Candidate[]): Named | { several: Named } | undefined {
  const said = stanceWithTail(text)
  const named = said === undefined ? undefined : nameByStance(said.stance, candidates)
  if (said === undefined || named === undefined) return undefined
  if (!('id' in named)) {
    // «Ja, vi gjør det selv»: what stands after it tells which yes.
    const which = said.tail === text ? undefined : nameOne(said.tail, choicesFor('yes', candidates))
    return said.stance === 'yes' && which !== undefined && 'id' in which
      ? { id: which.id, near: true }
      : { several: named }
  }
  // «nei, ikke på egen hånd» speaks of «Ja, på egen hånd».
  const tail = choiceWords(said.tail)
  const spoken = (word: string) => word.length >= 4 && word !== 'ikke' && tail.some((typed) => isFormOf(typed, word))
  const others = candidates.filter((c) => c.id !== named.id && c.texts.some((t) => t.some(spoken)))
  if (others.length === 0) return { id: named.id, near: !said.sure }
  return { problem: { code: 'ambiguous_choice', candidates: [named.id, ...others.map((c) => c.id)] } }
}

/** The one choice that says «none»; «ingen», «ingen av disse», «nei, ingen …». */
export function nameNone(candidates: readonly Candidate[]): Named {
  const found = candidates.filter((c) =>
    c.plain.some((text) => /^(?:nei,? )?(?:ingen|intet|inkje|inga)\b/.test(bare(text)) && wordOf(text) !== 'dont_know'),
  )
  const [first] = found
  if (first !== undefined && found.length === 1) return { id: first.id, near: false }
  if (found.length > 1) return { problem: { code: 'ambiguous_choice', candidates: found.map((c) => c.id) } }
  const exclusive = candidates.filter((c) => c.exclusive && !says(c, 'dont_know') && !says(c, 'not_applicable'))
  const [only] = exclusive
  return only !== undefined && exclusive.length === 1
    ? { id: only.id, near: !/^nei\b/.test(only.plain[0] ?? '') }
    : unknown
}

/** A choice that itself says «vet ikke» or «ikke aktuelt», also as a part: «ikke aktuelt / ikke benyttet». */
export function says(candidate: Candidate, word: Word): boolean {
  return wordsSaid(candidate).has(word)
}

/** Candidates stay the same from reply to reply. */
const wordsSaid = keptWith(
  ({ plain }: Candidate): ReadonlySet<Word> =>
    new Set(
      plain.flatMap((text) => [text, ...text.split(/[/,;(]| eller /)].map(wordOf)).filter((each) => each !== undefined),
    ),
)

const partSigns = new RegExp(`(?:[,;!]|${sentenceDot})+ ?| men | eller | og | \\/ |\\/`, 'u')

/** «ja, vi har en plan»: the parts that name a choice must name the same one; other parts make it unsure. */
function nameParts(text: string, candidates: readonly Candidate[]): Named | undefined {
  const parts = tidy(text).split(partSigns)
  if (parts.length < 2 || parts.length > 12) return nameWords(text, candidates)
  const ids = new Set<string>()
  let unsure = false
  const listed = / og |\//.test(tidy(text)) && !candidates.some((c) => c.plain.some((p) => /^(?:ja|nei)\b/.test(p)))
  for (const part of parts) {
    if (part.trim() === '') continue
    const named = nameShort(part.replace(/^både /, ''), candidates)
    if (named !== undefined) ids.add(named)
    else unsure = true
    if (named === undefined && listed) for (const id of mentioned(part, candidates)) ids.add(id)
  }
  const [id] = ids
  // «Ja, men ikke registeret» names it otherwise, and is read further on.
  if (id === undefined)
    return parts.slice(1).some((part) => mentioned(part, candidates).length > 0)
      ? undefined
      : yesOfSeveral(parts[0] ?? '', candidates)
  return ids.size === 1 ? { id, near: unsure || ids.size < parts.length } : { problem: { code: 'several_given' } }
}

/** «Ja, det har vi absolutt, men før var det flere», where several choices say yes. */
function yesOfSeveral(first: string, candidates: readonly Candidate[]): Named | undefined {
  const yes = stanceOf(first) === 'yes' ? choicesFor('yes', candidates) : []
  return yes.length < 2 ? undefined : { problem: { code: 'ambiguous_choice', candidates: yes.map((c) => c.id) } }
}

/** «NAV og voksenopplæringa deler på det»: the other one, inside of what is told. */
function mentioned(part: string, candidates: readonly Candidate[]): string[] {
  const match = matchCandidate(part, candidates)
  const inside = match.type === 'none' ? nameInside(part, candidates) : undefined
  if (match.type === 'one') return [match.id]
  if (inside !== undefined && 'id' in inside) return [inside.id]
  const byWord = words(part)
    .filter((word) => word.length >= tellingWord)
    .map((word) => matchCandidate(word, candidates))
  return byWord.flatMap((named) => (named.type === 'one' ? [named.id] : []))
}

/** Letters of a word that may tell a choice by itself. */
const tellingWord = 8

/** «ja nei», «1 god»: short texts without signs between, word by word. */
function nameWords(text: string, candidates: readonly Candidate[]): Named | undefined {
  const tokens = tidy(text).split(' ')
  if (tokens.length < 2 || tokens.length > 4 || /^ikk?j?e$/.test(tokens[0] ?? '')) return undefined
  const ids = tokens.map((token) => nameShort(token, candidates))
  if (ids.some((id) => id === undefined)) return undefined
  const distinct = new Set(ids)
  const [id] = distinct
  return distinct.size === 1 && id !== undefined ? { id, near: false } : { problem: { code: 'several_given' } }
}

function nameShort(text: string, candidates: readonly Candidate[]): string | undefined {
  const number = listNumbers(text)
  if (number?.length === 1) return candidates.find((c) => c.number === number[0])?.id
  const full = matchInFull(choiceWords(text), candidates)
  if (full.type === 'one') return full.id
  const stance = stanceOf(text)
  const named = stance === 'yes' || stance === 'no' || stance === 'partly' ? choicesFor(stance, candidates) : []
  return named.length === 1 ? named[0]?.id : undefined
}

/** Words that make another thing of a choice's text beside them: «tidligere rådmann», «1 gang i uka». */
const turnsInside = new Set(
  'ikke ingen men assisterende tidligere nestleder vara visse stedfortredende pensjonert hver hvert per pr'.split(' '),
)

/** Each text of a choice as it stands in a sentence, but for those of a letter or two. */
const textsIn = keptWith((candidates: readonly Candidate[]) =>
  candidates
    .flatMap((c) => c.texts.map((t) => ({ id: c.id, text: ` ${t.join(' ')} ` })))
    .filter((t) => t.text.length > 4),
)

/** A sentence that holds the whole text of exactly one choice and no negation: asked about. */
function nameInside(text: string, candidates: readonly Candidate[]): Named {
  const typed = choiceWords(text)
  if (typed.length > 20 || typed.some((word) => turnsInside.has(word))) return unknown
  const line = ` ${typed.join(' ')} `
  const held = textsIn(candidates).filter((t) => line.includes(t.text))
  const widest = held.filter((t) => !held.some((other) => other.text !== t.text && other.text.includes(t.text)))
  const ids = new Set(widest.map((t) => t.id))
  const [id] = ids
  const rest = widest.reduce((left, t) => left.replace(t.text, ' '), line).split(' ')
  const isMeasure = (word: string) => /^\d+$/.test(word) || isPeriodWord(word)
  if (widest.some((t) => t.text.split(' ').some(isMeasure)) && rest.some(isMeasure)) return unknown
  return ids.size === 1 && id !== undefined ? { id, near: true } : unknown
}

// «sammen med Voss og Vik», «gjennom nabokommunen»: who the others are, where a choice only says that there are others.

const together = '(?:sammen|saman|i lag) med'
const through = '(?:gjennom|via)'
const ways = [together, through].map((way) => ({
  /** At most a «ja», a subject and a verb before it. */
  typed: new RegExp(`^(?:(?:ja|jo|jau)[ ,]+)?(?:(?:vi|me) \\p{L}+ (?:(?:det|dette|programmet) )?)?${way} (.+)$`, 'u'),
  shown: new RegExp(`(?<!\\p{L})${way} andre$`, 'u'),
}))
/** Words that make it something else than a name. */
const turning = /\d|(?<!\p{L})(?:ikke|ikkje|ingen|men|eller|uten|utan|selv|sjølv|sjølve|alene|åleine)(?!\p{L})/u

/** The one choice that says «sammen med andre» or «gjennom andre» of what the text says of somebody in particular. */
function nameWithOthers(text: string, candidates: readonly Candidate[]): string | undefined {
  const said = tidy(text).replace(/[.!]+$/, '')
  const way = ways.find(({ typed }) => typed.test(said))
  const who = way?.typed.exec(said)?.[1]
  if (way === undefined || who === undefined || turning.test(who)) return undefined
  const [only, ...others] = candidates.filter((c) => c.plain.some((text) => way.shown.test(text)))
  return others.length === 0 ? only?.id : undefined
}
