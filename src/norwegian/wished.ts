/** What should stand instead, where only that is told: «sett den til litt viktig», «æ sku ha sagt 12 %», «legg til bolig». */

import { asks } from '../questionnaire/shape.ts'
import { butThis, denying, isLong, shortened, shouldBe, shouldIt, unended } from './correction-words.ts'
import type { Content, CorrectionBy, Hearing } from './meaning.ts'
import { clean } from './said.ts'
import { sentencesIn } from './sentences.ts'
import { understand } from './understand.ts'
import { typedAlternation } from './words.ts'

const haveSaid =
  '(?:(?:skulle|sku|skull) (?:jo |heller |egentlig |eigentleg )?(?:ha )?(?:sagt|svart|svara|skrevet|skrive|satt|sett))'
const setting = '(?:sett|sette|set|endre|endra|rett|bytt|byt)(?: (?:den|det|han|svaret|tallet|talet))?(?: opp| om)?'
const forgot = '(?:glemte|gløymde|glemt|gløymt)(?: å (?:si|seie|skrive))? at'

const wishes = new RegExp(
  `(?<!\\p{L})(?:${haveSaid}|${shouldBe}|${shouldIt}|${setting} (?:til|på)|${forgot})(?!\\p{L}) \\S`,
  'iu',
)

const small =
  '(?:(?:og|men|så|at|nei|ja|jo|oi|ups|vent(?: litt)?|hei|du|forresten|førresten|også|òg|jeg sa|eg sa|kan du|du kan|dere kan|kunne du|jeg vil|eg vil|vi vil|me vil|vil|må|skal|få|gjerne)(?!\\p{L})[\\s,.!:]*)*'
/** «Legg til bolig», «bolig skal være med», «ta bort økonomi»: no question is named, but what comes to its choices or leaves them. */
const changesOf: readonly (readonly ['add' | 'remove', RegExp])[] = [
  [
    'add',
    new RegExp(
      `^${small}(?:legge?(?: meg)? (?:til|inn)|leggja til|føye? til|ta(?:r)? med|ha med|glemte|gløymde|mangler|manglar)[\\s,:]+(?:at )?(?<what>\\S.*)$`,
      'iu',
    ),
  ],
  [
    'add',
    new RegExp(
      `^${small}(?<what>\\S[^,]*?) (?:(?:skal|må|bør|skulle|burde|ska) (?:også |òg )?(?:(?:være|vere|ha vært|vore) )?med|mangler|manglar)(?: (?:også|òg|der|også))?$`,
      'iu',
    ),
  ],
  ['remove', new RegExp(`^${small}(?:${typedAlternation('takingOut')})[\\s,:]+(?<what>\\S.*)$`, 'iu')],
  [
    'remove',
    new RegExp(`^${small}(?<what>\\S[^,]*?) (?:skal|må|bør|kan|ska) (?:${typedAlternation('takenOut')})$`, 'iu'),
  ],
]
const withoutSaying = /^(?:legge? til|ta med|også|òg|at|det med)[\s,:]+|[\s,]+(?:skal|må|bør) (?:være |vere )?med$/giu

/** «Jeg vil svare på det som mangler». */
const namesNone = /(?:^| )(?:som|det|den|noe|noko|hva|kva|alt|resten|svaret|svar)$/iu

const politely = /(?<=^(?:kan|kunne|vil|får) (?:du|dere|de|jeg|eg|æ|vi|me) [^?]{1,60})\?$/iu

/** Undefined: nothing is to come beside what stands somewhere, or to leave it. */
const changedAlone = (said: string): CorrectionBy<'wish'> | undefined => {
  const told = said.replace(politely, '')
  if (told.includes('?') || isLong(told)) return undefined
  const typed = unended(told)
  for (const [change, pattern] of changesOf) {
    const what = pattern.exec(typed)?.groups?.what?.replace(withoutSaying, '').trim()
    if (what !== undefined && what !== '' && !namesNone.test(what)) return { by: 'wish', change, values: [what] }
  }
  return undefined
}

/** Undefined: it is not told what should stand instead of something, and the value with it. */
export const wished = (said: string): CorrectionBy<'wish'> | undefined => {
  const beside = changedAlone(said)
  if (beside !== undefined) return beside
  if (said.includes('?') || isLong(said) || !wishes.test(said)) return undefined
  const [first = '', ...others] = sentencesIn(said)
  const begins = others.length === 0 || first === '' ? {} : { first }
  return { by: 'wish', change: 'replace', values: valuesSaid(said), ...begins }
}

const telling: readonly RegExp[] = [
  new RegExp(`${haveSaid} (.+?) (?:på|om|for|i|under) \\S`, 'iu'),
  new RegExp(`${haveSaid}(?: at (?:det|vi|me) (?:er|var|har))? (.+)$`, 'iu'),
  new RegExp(`(?<!\\p{L})${setting} (?:til|på) (.+)$`, 'iu'),
  new RegExp(`(?<!\\p{L})${forgot} .{1,40}? (?:er|e|var|va) (.+)$`, 'iu'),
  new RegExp(`^(?:[^,]{1,20}, )?(.{1,30}?) ${shouldIt} (?:på|i|om|for|under) `, 'iu'),
  new RegExp(`${shouldBe}(?: på)? (.+)$`, 'iu'),
  new RegExp(`${shouldIt} (.+)$`, 'iu'),
  /(?:→|->|=>|=) ?(\S.*)$/u,
  new RegExp(`(?<!\\p{L})${denying} [^,]{1,40}?,? men (.+)$`, 'iu'),
  new RegExp(`(?:^|[:,.] ?|(?<!\\p{L})(?:er|e|var|va|på|i) )([^:,.]{1,40}?),? (?:og )?${denying} [^,]{1,30}$`, 'iu'),
  /: ?(\S.*)$/u,
]
/** «Deltakarane er 7 no», «… så det må bli ja»: told of what is named beside it. */
const toldOf: readonly RegExp[] = [
  /(?<!\p{L})(?:så|so) (?:(?:det|svaret|den|da|då|her|der|han) ){0,2}(?:(?:må|skal|får|bør|kan) )?(?:bli|blir|vert|være|vere|er|stå) ([^,.;]{1,40})$/iu,
  /(?<!\p{L})(?:er|e|var|va|blir|ble|blei|vart) (?:(?:nå|no|nok|jo|egentlig|eigentleg|faktisk|rundt|ca\.?|om lag) ){0,2}(\d[\d.,]*(?: ?%| prosent| pst)?)(?=$|[\s,.;!])/iu,
]
const deniedFigure = new RegExp(`(?<!\\p{L})${denying} \\d[\\d.,]*`, 'giu')

/** What is said to stand there instead, in words of it, the plainest first; the whole text is the last of them. */
export const valuesSaid = (text: string): string[] => {
  const said = unended(clean(text))
  const found = [...telling, ...toldOf].flatMap((pattern) => pattern.exec(said)?.[1] ?? [])
  return [
    ...new Set([
      ...found.map((value) => shortened(value.replace(butThis, ''))),
      said.replace(deniedFigure, ' ').trim(),
    ]),
  ]
}

/** A share and nothing else: «70 prosent», «om lag 70 %». */
export const isFigureSaid = (to: string): boolean =>
  /^(?:\p{L}+ ){0,2}\d[\d.,]* ?(?:%|prosent|pst)\.?$/iu.test(to.trim())

/** The answer that a value gives at this question; a matrix takes a row that is named with it. Undefined: none that fits. */
export const valueAt = (row: string, value: string, hearing: Hearing): Content | undefined => {
  if (asks(hearing.question, 'words')) return undefined
  const content = understand(asks(hearing.question, 'rows') ? `${row}: ${value}` : value, hearing)
  return content.type === 'answer' || content.type === 'rows' || content.type === 'confirm' ? content : undefined
}
