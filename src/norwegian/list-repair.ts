/**
 * A list that is put right while it is told, or whose parts have a yes or a no each: «2 og 4. Beklager, 2 og 5», «norsk og grunnskole.
 * Nei, ikke grunnskole», «trainee ja, kvotering over mitt lik», «boliger? Nei. Planlegging, derimot», «ingenting utenom grunnskole».
 */

import { listNumbers } from './figures.ts'
import { type Candidate, choiceWords, matchCandidate, matchInFull } from './match.ts'
import { clean } from './said.ts'
import { piecesOf } from './sentences.ts'
import { mentionsIn } from './signs.ts'
import { typedAlternation, wordOf } from './words.ts'

/** `kept`: ids that are meant in the end; `sure`: every part was heard by a choice's own words or number. */
export type Repaired = { kept: string[]; sure: boolean }

const no = typedAlternation('no')
const exceptions = typedAlternation('except')
const cuts = new RegExp(
  `([.!?;…\\n:]+|,(?!\\d)| [-–—] |(?<!\\p{L})(?:men|og|samt|pluss|${exceptions})(?!\\p{L}))`,
  'giu',
)
const isException = new RegExp(`^(?:${exceptions})$`, 'iu')

/** Takes back what stands before it, where it stands alone. */
const takesBack = new RegExp(`^(?:${no}|${typedAlternation('slip')})$`, 'iu')
const agrees = new RegExp(`^(?:${typedAlternation('yes')}|også|òg|derimot)$`, 'iu')
/** What is named with it is not meant. */
const denied = new RegExp(
  `(?<!\\p{L})(?:${typedAlternation('denying')}|ente|nei|stryk|minus|over mitt lik|dropp(?:et|a|er)?|kutt(?:et|a)?|slutta?(?:et)? med|lagt ned|la ned|glem|gløym)(?!\\p{L})(?! (?:minst|bare|berre|sant)(?!\\p{L}))`,
  'iu',
)
const everyDenied = new RegExp(denied.source, 'giu')
/** Words beside a name that say nothing of it but that it is meant. */
const around =
  /(?<!\p{L})(?:ja|jo|jau|også|òg|derimot|da|då|først og fremst|fyrst og fremst|mest|særlig|serleg|bare|berre|kun|litt|har|vi|me|det|den|vår\p{L}*|selvsagt|gjerne|internt?)(?!\p{L})/giu

/** «…, nei 4»: it takes back what is before it, and not what follows. */
const leading = new RegExp(`(?<=[.,;!?\\n] ?)(${no})(?= [^,.;!?])`, 'giu')
/** An «og» that joins nothing. */
const weight = /(?<!\p{L})(?:først|fyrst) og fremst(?!\p{L})/giu

type Clause = { text: string; before: string; after: string }

const clausesOf = (text: string): Clause[] => {
  const parts = clean(text).replace(weight, '').replace(leading, '$1, ').split(cuts)
  return parts
    .map((part, i) => ({
      text: part.trim(),
      before: (parts[i - 1] ?? '').trim(),
      after: (parts[i + 1] ?? '').trim(),
      i,
    }))
    .filter(({ i, text: said }) => i % 2 === 0 && said !== '')
}

/** The choices that a clause names, and whether by nothing but their words. */
const namedIn = (text: string, candidates: readonly Candidate[]): { ids: string[]; full: boolean } => {
  const plain = text.replace(everyDenied, ' ').replace(around, ' ').trim()
  const numbers = listNumbers(plain)
  if (numbers !== undefined) {
    const ids = numbers.flatMap((number) => candidates.find((one) => one.number === number)?.id ?? [])
    return { ids: ids.length === numbers.length ? ids : [], full: true }
  }
  const full = matchInFull(choiceWords(plain), candidates)
  if (full.type === 'one') return { ids: [full.id], full: true }
  const match = matchCandidate(plain, candidates)
  if (match.type === 'one') return { ids: [match.id], full: !match.near }
  const mentions = piecesOf(text).flatMap((piece) => mentionsIn(piece, candidates))
  const ids = [...new Set(mentions.map(({ of }) => of))]
  return { ids: ids.length === 1 ? ids : [], full: false }
}

/** Without one of these nothing is put right. */
const mayBe = new RegExp(
  `${denied.source}|(?<!\\p{L})(?:${no}|${typedAlternation('slip')}|${exceptions})(?!\\p{L})`,
  'iu',
)

const mostClauses = 12
/** Words of a clause that names nothing, and tells of what stands before it. */
const remark =
  /^(?:det|dette|den|de|dei|dem|som|så|vi|me|der|her|har|er|jeg|eg|æ|hos|i den|i det|begge|fordi|for|alt|begge deler|da|då)(?!\p{L})/iu

/** `isBack`: it stands alone and takes back what is before it. `isNone`: it says that there is none, and an exception follows. */
type Heard = Clause & { ids: string[]; full: boolean; isDenied: boolean; isBack: boolean; isNone: boolean }

/** «Ingen», «ingenting av dette», or the words of a choice that stands alone. */
const isNothing = (text: string, candidates: readonly Candidate[]): boolean => {
  if (wordOf(text) === 'none' || wordOf(text) === 'no') return true
  const match = matchInFull(choiceWords(text), candidates)
  return match.type === 'one' && candidates.some(({ id, exclusive }) => id === match.id && exclusive === true)
}

/** What is meant in the end; undefined where nothing is put right, or some part is not heard. */
export const repairedList = (text: string, candidates: readonly Candidate[]): Repaired | undefined => {
  if (!mayBe.test(text)) return undefined
  const clauses = clausesOf(text)
  if (clauses.length < 2 || clauses.length > mostClauses) return undefined
  const isExcepting = clauses.some(({ before }) => isException.test(before))
  const heard = clauses.map((clause): Heard => {
    const isNone = isExcepting && isNothing(clause.text, candidates)
    const isBack = !isNone && takesBack.test(clause.text)
    const isAlone = isNone || isBack || agrees.test(clause.text)
    const named = isAlone ? { ids: [], full: true } : namedIn(clause.text, candidates)
    return { ...clause, ...named, isNone, isBack, isDenied: !isAlone && denied.test(clause.text) }
  })
  const isRepaired = isExcepting || heard.some(({ isBack, isDenied }, i) => (isBack && i > 0) || isDenied)
  return isRepaired ? meantIn(heard, candidates) : undefined
}

const meantIn = (heard: readonly Heard[], candidates: readonly Candidate[]): Repaired | undefined => {
  /** Ids → the clause that names them. */
  const kept = new Map<string, string>()
  let sure = true
  let group: string[] = []
  for (const [i, clause] of heard.entries()) {
    const next = heard[i + 1]
    if (clause.isNone) continue
    if (clause.isBack) {
      // «Nei, ikke grunnskole»: only what is named after it is taken back.
      if (i === 0 || (next?.isDenied === true && next.ids.length > 0)) continue
      // «1, 3, nei 4»: how much of the list is taken back is not told.
      const isWhole = /[.!?\n]/.test(clause.before)
      if (!isWhole && kept.size > group.length && (next?.ids.length ?? 0) > 0) sure = false
      for (const id of isWhole ? kept.keys() : group) kept.delete(id)
      group = []
      continue
    }
    if (clause.ids.length === 0) {
      if (agrees.test(clause.text) || (remark.test(clause.text) && !clause.isDenied)) continue
      return undefined
    }
    // «Boliger? …»: what is said to it tells.
    if (clause.after.startsWith('?') && next?.isBack !== true && !agrees.test(next?.text ?? '')) return undefined
    sure &&= clause.full
    const isLeftOut = isException.test(clause.before) && !heard.some(({ isNone }) => isNone)
    // «Ikke økonomi og bolig»: how far the no reaches is not told.
    if (clause.isDenied && next?.before.toLowerCase() === 'og') return undefined
    // «Hele programmet bortsett fra praksis»: which of the others are meant is not told.
    if (isLeftOut && !clause.ids.every((id) => kept.has(id))) return undefined
    if (clause.isDenied || isLeftOut) {
      for (const id of clause.ids) {
        if (!isOtherPart(kept.get(id), clause.text)) kept.delete(id)
        else sure = false
      }
      group = []
      continue
    }
    if (clause.before.toLowerCase() !== 'og') group = []
    group.push(...clause.ids)
    for (const id of clause.ids) kept.set(id, clause.text)
  }
  return kept.size === 0 ? undefined : { kept: candidates.map(({ id }) => id).filter((id) => kept.has(id)), sure }
}

/** «Trainee ja, mentor nei», of one choice: the one is enough. */
const isOtherPart = (said: string | undefined, denial: string): boolean => {
  const [own, other] = [said ?? '', denial].map((text) => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
  return (
    said !== undefined &&
    own?.length !== 0 &&
    !own?.some((word) => other?.some((it) => it.slice(0, 4) === word.slice(0, 4)))
  )
}
