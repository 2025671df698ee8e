/** Numbers with more told beside them: «25 no, var 40 i vår», «5 husstander, 17 personer», «sju vaksne og ni born, seksten i alt». */

import { type CountQuestion, unitOf } from '../questionnaire/shape.ts'
import { readNumeral } from './figures.ts'
import { bare, tidy, trimOf, words } from './said.ts'
import { aboutIn, alternation, future, past, total } from './words.ts'

type Clause = { text: string; value: number; approximate: boolean }

const cuts =
  /(?<!\d),|,(?!\d)|[;()]| (?:fordelt|delt|spredt|spreidd) (?:pa|mellom) | (?:pa|med) (?=til sammen|totalt|i alt)| men | hvorav | herav | derav | inkludert | inkl\.? | medrekna | medregnet | og (?=\d|(?:to|tre|fire|fem|seks|sju|atte|ni|ti) )| av (?:totalt |i alt |til sammen )?(?=\d)/
/** Together they are one measure: «1 år og 6 måneder». */
const measured = /\d ?(?:mnd|maned|manad|uke|veke|dag|prosent|%)/
/** «20 år i faget 9 her»: a figure that stands after another one's words. */
const sideBySide = /(?<=\d [a-z][a-z ]*|\d (?:ar|stk) [a-z ]*) (?=\d{1,3} [a-z])/
/** What is asked about is here, and this year. */
const hereAndNow = /\b(?:her|har i (?:kommunen|kommuna|bydelen)|i ar|har kom\w*|kommet|kommi|kome|komne|malet|mal)\b/
const lead = new RegExp(
  `^(?:(?:det )?(?:er|blir|altsa|sa|dvs|totalt|til sammen|til saman|i alt|sum|ca\\.?|${alternation('about')}|hr|anslar|tipper|vi har|vi har bosatt|vi har busett|bosatt|busett) )+`,
)
/** Words that only say how many, of all, or until now. */
const plain =
  /^(?:stk|stykker|personer|personar|flyktninger|flyktningar|deltakere|deltakarar|totalt|til sammen|til saman|i alt|na|no|nar|her|aktive|sa langt|hittil|til na|i ar|i 2018|i denne kommunen|i denne kommuna|bosatte|busette)?$/

/** «12,000»: the comma may be inside of a number. */
const twofold = /\d[,;]\d{3}(?!\d)/

/** The number that a sentence with several of them gives as its answer; undefined when that is anybody's guess. To be confirmed. */
export function mainNumber(text: string, question: CountQuestion): Omit<Clause, 'text'> | undefined {
  if (twofold.test(text)) return undefined
  const pieces = bare(tidy(text))
    .split(cuts)
    .flatMap((piece) => piece.split(sideBySide))
  if (pieces.length < 2 || pieces.length > 6 || measured.test(bare(tidy(text)))) return undefined
  const clauses = pieces.flatMap((piece) => clauseOf(piece))
  const unit = unitOf(question)
  const own = new Set(words([unit?.nb ?? '', unit?.nn ?? ''].join(' ')))
  const totals = clauses.filter((c) => total.test(c.text))
  const ofOwn = clauses.filter((c) => words(c.text).some((word) => own.has(word)))
  const [first, ...others] = clauses
  const pointed = clauses.filter((c) => hereAndNow.test(c.text) && !past.test(c.text))
  if (clauses.length > 1 && pointed.length === 1) return pointed[0]
  // «17 år som leder, men bare 3 som rådmann»: anybody's guess.
  if (others.some((c) => /\b(?:bare|berre|kun)\b/.test(c.text))) return undefined
  if (totals.length === 1) return totals[0]
  if (ofOwn.length === 1 && clauses.length > 1 && !other.test(ofOwn[0]?.text ?? '')) return ofOwn[0]
  if (first === undefined || other.test(first.text) || !isPlain(first)) return undefined
  const sum = others.reduce((all, c) => all + c.value, 0)
  const told = others.every((c) => past.test(c.text) || future.test(c.text) || c.value < first.value)
  const beside =
    others.length === 0 || sum === first.value || told || / av (?:totalt |i alt )?\d/.test(bare(tidy(text)))
  return beside ? first : undefined
}

const other = new RegExp(`${past.source}|${future.source}|\\b(?:ikke|ikkje)\\b`)

const isPlain = ({ text }: Clause): boolean => plain.test(withoutNumber(text).rest)

function clauseOf(piece: string): Clause[] {
  const text = trimOf(piece, ' .!:=')
  const { value } = withoutNumber(text)
  return value === undefined ? [] : [{ text, value, approximate: aboutIn.test(text) }]
}

function withoutNumber(text: string): { value: number | undefined; rest: string } {
  const said = text.replace(lead, '')
  const [, first = '', rest = ''] = /^(\S+)(?: (.*))?$/.exec(said) ?? []
  const value = /^\d{1,4}(?:[.,]\d{1,2})?$/.test(first)
    ? Number(first.replace(',', '.'))
    : /^ingen$/.test(first)
      ? 0
      : readNumeral(first)
  if (value !== undefined) return { value, rest: rest.replace(/^(?:til sammen|totalt) /, '') }
  const inside = text.match(/\d+/g) ?? []
  return { value: inside.length === 1 ? Number(inside[0]) : undefined, rest: 'inside' }
}
