/** Lists that say what is not meant: «bemanning, men ikke økonomi», «ikke ekstern, bare intern». */
import { tidy } from './normalise.ts'

/** `kept`: what is meant, as a list; `without`: what is not. */
export type Sorted = { kept: string; without: string[] }

const negation =
  /^(?:men |og |eller )?(?:(?:egentlig|eigentleg|helst|i alle fall|i hvert fall) )?(?:ikke|ikkje|uten|utan) (?:så mye |så mykje |lenger |lenger noe )?(?=\S)/
const noProblem =
  /^(.+?) (?:er|har|var) (?:det )?(?:ikke|ikkje) (?:et |eit |noe |noko |noen |nokon )?(?:stort )?(?:problem|utfordring|vanskelig|vanskeleg|krevende|krevjande|tema)\b.*$/
const joined = / (?:og|eller|samt) /

/** Undefined when nothing in the list is negated, or when it cannot be told how far the negation reaches. */
export function withoutNegated(text: string): Sorted | undefined {
  const pieces = tidy(text)
    .split(/ ?[,;]+ ?(?:men )?| men (?:heller |helst |også |kun |bare |berre )?|\. +/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  const without: string[] = []
  const kept: string[] = []
  for (const piece of pieces) {
    const named = negation.test(piece) ? piece.replace(negation, '') : noProblem.exec(piece)?.[1]
    if (named === undefined) kept.push(piece.replace(/^(?:bare|berre|kun|heller|helst) /, ''))
    else if (joined.test(named)) return undefined
    else without.push(named)
  }
  return without.length === 0 || kept.length === 0 ? undefined : { kept: kept.join(', '), without }
}

const weight =
  /(?:^|(?<=[ ,]))(?:først og fremst|fyrst og fremst|framfor alt|fremfor alt|hovedsakelig|hovudsakleg|i hovedsak|i hovudsak|primært|aller mest|mest av alt|særlig|særleg|spesielt|ikke minst|ikkje minst)(?:(?=[ ,:])|$)[ :]*/g

/** «Først og fremst økonomi, men også bolig»: how much each weighs is not asked. */
export function withoutWeight(text: string): string {
  const said = tidy(text)
  const plain = said
    .replace(weight, '')
    .replace(/,? men (?:også|òg|og så) /g, ', ')
    .replace(/^[ ,]+|[ ,]+$/g, '')
  return plain === '' || plain === said ? text : plain
}

/** Whether a whole list says what is not: «verken økonomi eller bolig». */
export const saysNeither = (text: string): boolean => /^(?:verken|hverken|korkje|kvarken) .+ eller /.test(tidy(text))
