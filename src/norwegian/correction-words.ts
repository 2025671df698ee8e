/** Words and small readings that corrections are made of: what should stand, what is wrong, what is left when they are taken off. */

import { clean, saidOf } from './said.ts'
import { typedAlternation } from './words.ts'

/** Words; who writes more tells something. */
export const longest = 24
export const isLong = (said: string): boolean => said.length > 200 || saidOf(said).tokens.length > longest

/** Without the signs at the end. */
export const unended = (said: string): string => said.replace(/(?<![\s.!?])[\s.!?]+$/u, '')

export const word = (source: string): string => `(?<!\\p{L})(?:${source})(?!\\p{L})`
const not = `(?:${typedAlternation('not')})`
export const denying = `(?:${typedAlternation('denying')})`
export const instead = typedAlternation('insteadOf')
export const previousOne = typedAlternation('previous')
const hedged = '(?:egentlig|eigentleg|nok|jo|heller|vel|ha)'
export const being = `(?:${typedAlternation('being')})`
const should = `(?:${typedAlternation('should')})`
export const shouldBe = `(?:${should}(?: ${hedged}){0,3} ${being}(?: på| som)?)`
export const shouldIt = `(?:${should} (?:det|svaret)(?: ${hedged}){0,2} ${being}|(?:mente|meinte) (?:jeg|eg|vi|me|æ))`
export const ought = `(?:${typedAlternation('should')}|${typedAlternation('ought')})`
export const is = `(?:${typedAlternation('is')}|${ought}(?: ${hedged}){0,2} ${being})`
export const isWrong = `(?:${is} (?:\\p{L}+ )?(?:${typedAlternation('notRight')})|(?:${typedAlternation('matching')}) (?:\\p{L}+ )?${not}|${is} ${not} (?:\\p{L}+ )?(?:${typedAlternation('right')}))`

/** Told beside it: «8, ikke 7», «8 i stedet for 7». */
const notThat = new RegExp(`[\\s,]+(?:og )?(?:${denying}|${instead}) .+$`, 'iu')
/** «Ikke 7, men 8». */
export const butThis = new RegExp(`^${denying} [^,]{1,40}?,? men `, 'iu')
export const shortened = (value: string): string => {
  const short = value.replace(notThat, '').trim()
  return short === '' ? value : short
}

export const adds = new RegExp(
  word(
    'legg(?:e|je)? (?:til|inn)|leggja til|(?:skal|ska|må) (?:\\p{L}+ ){0,3}?(?:med|inn)|føy(?:e)? til|ta(?:r|r jeg)? med|ta[ks]? og med|også|òg|i tillegg|pluss|mangler|manglar|glemte|gløymde|glemt|gløymt|utfylle',
  ),
  'iu',
)
/** «Også» and «pluss» stand beside many a figure. */
export const addsPlainly = new RegExp(
  word('legg(?:e|je)? (?:til|inn)|leggja til|føy(?:e)? til|ta med|mangler|manglar|glemte|gløymde'),
  'iu',
)
export const removes = new RegExp(
  word(
    `(?:ta|tar|tek) (?:\\p{L}+ ){0,3}?(?:bort|vekk|ut)|(?:skal|ska|må|kan) (?:bort|vekk|ut)|${typedAlternation('takingOut')}|slette?`,
  ),
  'iu',
)

/** Whether what is said comes beside what stands there, or is taken out of it; undefined: neither is said. */
export const changeSaid = (text: string): 'add' | 'remove' | undefined => {
  const said = clean(text)
  return adds.test(said) ? 'add' : removes.test(said) ? 'remove' : undefined
}

const around = new RegExp(
  `^(?:${[
    isWrong,
    `${ought}(?: (?:det|svaret|jeg|eg|æ|vi|me))? (?:ha )?${being}(?: (?:på|som|til))?`,
    `(?:er|e|var|va|blir(?: (?:vel|nok|jo|heller|da|då))*|${being})(?!\\p{L})`,
    `(?:det|den|der|svaret|tallet|talet) ${is}`,
    `(?:${typedAlternation('except')})(?: at)?(?!\\p{L})`,
    '(?:det )?ser (?:bra|fint|greit|greitt|rett|riktig) ut|alt (?:annet |anna )?(?:er|e) (?:bra|rett|riktig|fint)',
    '(?:nei|ja|jo|og|men|så|oi|ups|hei|vent(?: litt| no| nå)?|feil|også|òg|i tillegg|da|då|til|med|at|å|pluss)(?!\\p{L})',
    '(?:jeg|eg|æ|vi|me) (?:svarte|svara|sa|mente|meinte|skrev|skreiv)(?: jo)?(?!\\p{L})',
    '(?:der|her) (?:skal|ska|må)(?!\\p{L})|(?:har|nå|no|altså|hæ|du|hei(?: igjen| att)?|bare|berre|kun|glemte(?: en ting| noe)?)(?!\\p{L})',
    '(?:jeg|eg|æ|vi|me) (?:må|vil|ville|skal|ska|skulle|ønsker å|ønskjer å|glemte|gløymde|oppdaget at|oppdaga at|angrer|angrar)(?!\\p{L})(?: (?:egentlig|eigentleg|gjerne|heller|jo))?',
    `(?:legg(?:e|je)? (?:til|inn)|leggja til|føye? til|ta med|sette?|set|endre?|endra|rette?|retta|bytte?|byte?|${typedAlternation('takingOut')}|slette?)(?!\\p{L})`,
    '(?:den|det|han|ho) (?:mangler|manglar)',
    '(?:angrer|angrar|åpne|opne|opna)(?: (?:meg|det|den|han|opp))?(?: (?:att|igjen))?',
  ].join('|')})[\\s,.:;=!]*`,
  'iu',
)
const onlyWrong = new RegExp(`^[\\s,]*${isWrong}[\\s,.:;!]*$`, 'iu')
const trailing =
  /(?<![\s,.:;])[\s,.:;]+(?:(?:skal|ska|må|kan)(?: også| òg)?(?: være| vere)? (?:bort|vekk|ut|med|inn)(?: (?:også|òg))?|altså|da|då|med|nå|no|(?:den|det|han) (?:mangler|manglar)(?: der)?|også|òg|og|i tillegg|på|i|til|bort|vekk|at)$|(?<![\s,.:;=!])[\s,.:;=!]+$/iu

/** «Skal kvalifisering vere svært viktig»: a row and its value. */
const shouldAlone = new RegExp(
  `^${ought} (?!(?:det|svaret|den|jeg|eg|vi|me)(?!\\p{L}))(?<row>[^,.:;]{3,60}?) ${being} (?<to>.{2,60})$`,
  'iu',
)

/** What is left when the words around a value are taken off. */
export const valueIn = (part: string): string => {
  let rest = part
    .trim()
    .replace(onlyWrong, '')
    .replace(/^[\s,.:;=!]+/u, '')
  const ofRow = shouldAlone.exec(rest)?.groups
  if (ofRow !== undefined) return `${ofRow.row}: ${ofRow.to}`
  for (let i = 0; i < 8; i++) {
    const shorter = rest.replace(around, '').replace(trailing, '').trim()
    // «12 er ja»: a yes or a no alone is the value.
    if (shorter === rest || shorter === '') break
    rest = shorter
  }
  return rest.replace(/^"(.*)"$/u, '$1')
}

/** «Råd om tilskot var svært nyttig» as a row and its value; empty: it is no such sentence. */
export const ofRow = (value: string): string => {
  const { row, to } = rowIs.exec(value)?.groups ?? {}
  return row === undefined || to === undefined ? '' : `${row}: ${to}`
}
const rowIs = new RegExp(`^(?<row>[^,.:;]{3,60}?) (?:${is}|var|va) (?<to>\\S.{1,40})$`, 'iu')
