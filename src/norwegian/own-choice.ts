/** «Annet: …»: the choice that takes a text of one's own, with that text. */

import { listNumbers } from './figures.ts'
import { type Candidate, choiceWords, matchCandidate } from './match.ts'
import { bare, clean, trimOf } from './said.ts'
import { isOf, type WordClass } from './words.ts'

/** What stood before the «annet», the choice, and the text as it was written. */
type Specified = { before: string; id: string; other: string; sure: boolean }

const named =
  /(^|[ ,;])(annet|anna|andre|anna?nt) ?(?:(?:,? ?(?:nemlig|spesifiser|spesifisert))? ?[:=(-]|,? nemlig|, )/i

/**
 * Finds «annet: tolking», «6: tolking», «1, 3 og annet – tolking» in a text. Undefined when the question has no such
 * choice or nothing is specified. Not `sure` when what follows may name choices too.
 */
export function findSpecified(text: string, candidates: readonly Candidate[]): Specified | undefined {
  const choice = candidates.find((c) => c.specify)
  if (choice === undefined) return undefined
  const typed = clean(text)
  const found =
    named.exec(typed) ?? fullLabel(typed, choice) ?? byNumber(typed, choice) ?? inWords(typed, choice, candidates)
  if (found === null) return undefined
  const start = found.index + (found[1] ?? '').length
  const after = typed.slice(found.index + found[0].length)
  const other = trimOf(found[0].endsWith('(') && after.endsWith(')') ? after.slice(0, -1) : after, ' ,;')
  if (other === '') return undefined
  const before = trimOf(typed.slice(0, start), ' ,;').replace(/(?:^|[ ,])og$/i, '')
  return {
    before,
    id: choice.id,
    other,
    sure: found[0].trimEnd().endsWith(',') ? namesNone(other, candidates) : !namesOthers(other, candidates),
  }
}

function fullLabel(typed: string, choice: Candidate): RegExpExecArray | null {
  for (const plain of choice.plain) {
    const found = new RegExp(`(^|[ ,;])${plain.replace(/[.*+?^${'$'}{}()|[\]\\]/g, '\\$&')} ?(?:[:=(-]|, )`, 'i').exec(
      typed,
    )
    if (found !== null) return found
  }
  return null
}

function byNumber(typed: string, choice: Candidate): RegExpExecArray | null {
  return new RegExp(`(^|[ ,;])${choice.number} ?[:=(-] ?(?=[^\\d ])`).exec(typed)
}

/** «annan stilling: rektor», «en annen stilling, rektor»: what stands before the first sign names the choice. */
function inWords(typed: string, choice: Candidate, candidates: readonly Candidate[]): RegExpExecArray | null {
  const start = /^()([^:=(,-]{3,60}?) ?(?:[:=(-]|, )/.exec(typed)
  const match = start === null ? undefined : matchCandidate(start[2] ?? '', candidates)
  return match?.type === 'one' && match.id === choice.id && !match.near ? start : null
}

/** After a comma other choices may follow, so each piece must name none. */
function namesNone(other: string, candidates: readonly Candidate[]): boolean {
  return other
    .split(/[,;]| og /)
    .every((s) => listNumbers(s) === undefined && matchCandidate(s, candidates).type === 'none')
}

function namesOthers(other: string, candidates: readonly Candidate[]): boolean {
  const segments = other.split(/[,;]| og /)
  if (segments.length < 2) return false
  return segments.some(
    (s) =>
      /^ *\d{1,2} *$/.test(s) || candidates.some((c) => c.texts.some((t) => t.join(' ') === choiceWords(s).join(' '))),
  )
}

const aThing =
  /^(?!.*(?<!\p{L})(?:er|har|var|måtte|må|kan|kunne|skal|skulle|ville|gjorde|gjør|gjer|ble|blei|vart|fikk|fekk|gikk|gjekk|den|de|dei|kom|han|hun|ho|dem|begge|som|det|dette|vi|me|jeg|eg|men|eller|ikke|ikkje|ingen|noe|noko|noen|nokre|litt|mest|mye|mykje|sånt|slikt|lignende|liknande|mer|meir|flere|fleire|også|òg|samme|same|alt|alle|resten|annet|anna|ja|nei|takk|velg|vel|kryss|osv|etc|m\.?m|i alt)(?!\p{L}))\p{L}[\p{L} -]+$/u

/** A thing by name, and no remark: «kø hos UDI», but not «det er verst». */
export const isThing = (text: string): boolean => aThing.test(text.toLowerCase())

/** Words alone that say how sure somebody is, and name nothing. */
const noName =
  /^(?:kanskje|muligens|egentlig|eigentleg|faktisk|sikkert|selvsagt|neppe|ganske|aldeles|liksom|sjelden|sjeldan|alltid|vanligvis|vanlegvis|sommetider|innimellom|iblant|telefon(?:en)?|beklager|snarest|senere|seinare)$/

// biome-ignore format: words of a kind share a line
const answersByItself: readonly WordClass[] = [
  'asking', 'hedge', 'yes', 'no', 'not', 'okay', 'agree', 'wrong', 'saying',
]

/** «enhetsleder», where a choice takes words of one's own and no other says it: offered as those words. */
export function ofOwnWord(text: string, candidates: readonly Candidate[]): { id: string; other: string } | undefined {
  const [open, ...more] = candidates.filter((c) => c.specify)
  const word = trimOf(clean(text), ' .!')
  const saysChoice = (parts: readonly string[]) =>
    parts.some((part) => part.length >= 5 && bare(word.toLowerCase()).startsWith(part))
  const isName =
    !answersByItself.some((name) => isOf(name, bare(word.toLowerCase()))) &&
    /^\p{L}[\p{L}-]{5,}$/u.test(word) &&
    isThing(word) &&
    !noName.test(word.toLowerCase()) &&
    // «Dårleg» tells how, and names nothing.
    !/(?:leg|lig)e?$/i.test(word)
  return open === undefined || more.length > 0 || !isName || candidates.some((c) => c.texts.some(saysChoice))
    ? undefined
    : { id: open.id, other: word }
}
