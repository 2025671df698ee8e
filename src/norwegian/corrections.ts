/**
 * An answer that stands is wished otherwise: its question is named by words («år i stilling skal være 6», «på busette: byt 17 til
 * 18»), by number («5 e feil, vi har leid hus», «12 er ja», «legg til gründerhjelp på nr 14») or by place («forrige skulle vært
 * nei», «en ting til på slutten»), or only the value is told («sett den til litt viktig»). Words are looked up in `named-question.ts`.
 */

import {
  adds,
  addsPlainly,
  being,
  butThis,
  denying,
  instead,
  is,
  isLong,
  isWrong,
  longest,
  ofRow,
  ought,
  previousOne,
  removes,
  shortened,
  shouldBe,
  shouldIt,
  unended,
  valueIn,
  word,
} from './correction-words.ts'
import { listNumbers, readNumeral } from './figures.ts'
import { deniedIn } from './late.ts'
import type { CorrectionBy, Corrections, Named, Numbered, Placed } from './meaning.ts'
import { callingWords } from './named-question.ts'
import { clean, saidOf } from './said.ts'
import { wished } from './wished.ts'
import { typedAlternation } from './words.ts'

/** Every way in which a text may put an answer right: none for most. Pure. */
export const correctionsIn = (text: string): Corrections => {
  const said = clean(text)
  const [pointed, frame] = [pointedAt(said), framed(said)]
  // «På nr 2 står det 0, men det skal være 11»: what stands there and what should, told apart.
  const named =
    /^\d/.test(frame?.from ?? '') && frame !== undefined && 'number' in frame.at ? [frame, pointed] : [pointed, frame]
  const readings = [...named, deniedIn(said), wished(said)]
  return { text, corrections: [...numberAlone(text), ...readings.filter((reading) => reading !== undefined)] }
}

const called = '(?:spørsmål(?:et)?|spm|nr|nummer|punkt(?:et)?|svar(?:et)?(?: på)?)'

// By number or place.

const byName = new RegExp(
  `(?<!\\p{L})(?:(?:det |svaret |den )?(?:på|i|for|om|under|til) )?${called}[. ]*(?:${called}[. ]*)?(?<n>\\d{1,3})(?![\\d%]|[.,]\\d| ?%| prosent)\\.?`,
  'iu',
)
/** Nothing stands before the number but small words, and what is said of it stands after it. */
const before =
  '(?:og|men|så|at|vent|nei|ja|jo|oi|ups|hei|ok|feil|også|alt (?:annet |anna )?(?:er|e) (?:bra|rett|riktig|fint)|(?:det )?ser (?:bra|fint|greit|greitt|rett|riktig) ut|må|ska|skal|sjefen|rådmannen|\\p{L}+ (?:vil|ville|sier|seier|meiner|mener|ønsker|ønskjer) at)'
const byFigure = new RegExp(
  `^(?:${before}(?!\\p{L})[\\s,.!:]*)*(?<n>\\d{1,3})(?= ?[:=] ?\\S| (?:${is}|${isWrong}|${being}|blir|må|skal|ska)(?!\\p{L})|, (?:der|legg|ta|fjern)(?!\\p{L}))`,
  'iu',
)
const last =
  /(?<!\p{L})(?:(?:helt |heilt )?(?:på slutten|til slutt)|(?:på |i )?(?:det |den )siste(?: spørsmålet| svaret|(?= ?(?:$|[,.:;!]| (?:er|e|var|va|må|skal|ska|skulle|også|òg)(?!\p{L}))))|(?:på )?siste spørsmål(?:et)?)(?!\p{L})/iu
const previous = new RegExp(
  `(?<!\\p{L})(?:på |i )?(?:det |den )?(?:${previousOne})(?: (?:spørsmål(?:et)?|svar(?:et)?|spm|ein|en)(?!\\p{L})|(?= ?(?:$|[,.:;!?…"-])| (?:${ought}|${typedAlternation('is')}|til|mente|meinte|jeg|eg|æ|vi|me|det|også|òg|og|at|så|men|da|då|legg|ta|som)(?!\\p{L})))`,
  'iu',
)

/** «Endre 6, legg til bolig», «har tallet på 14 nå: 9». */
const byVerb =
  /(?<!\p{L})(?:(?:endre?|endra|rette?|retta|åpne|opne|opna)(?: (?:svaret |svar )?på)?|(?:tallet|talet|svaret) (?:på|til|for)) (?<n>\d{1,3})(?=[.]?[\s,:;]+\S)(?! ?(?:%|prosent|år))/iu
/** «Legg til lengre tid på 13», «økonomi skal bort frå 4»: only beside a word of adding or taking away. */
const byEnd = /(?<!\p{L})(?:på|frå|fra) (?<n>\d{1,3})(?=$|[.,!])/iu

const afterAll = /(?<!\p{L})(?:likevel|allikevel|visst|ombestem\p{L}*)(?!\p{L})/iu
/** «… det var nok nei likevel». */
const soAfterAll =
  /(?:^|[\s,])(?:det |svaret )?(?:er|var|va|blir|skal (?:være|vere|bli)) (?:(?:nok|jo|visst|vel|egentlig|eigentleg|faktisk) ){0,3}(?<to>[^,.]{1,40}?)(?: (?:likevel|allikevel))?(?: på)?$/iu
/** «Endre boliger til boliger og økonomi». */
const fromTo =
  /(?<!\p{L})(?:endre|endra|bytte?|byt|byte|rette?|retta) (?<from>[^,.:]{2,40}?) (?:til|med|mot) (?<to>[^,.]{2,60}?)(?: på)?$/iu

/** The number that a question is called by: «spørsmål 3», «nr. 4», «svaret på 5»; undefined: none. */
export const numberIn = (text: string): number | undefined => {
  const number = Number(byName.exec(clean(text))?.groups?.n)
  return number > 0 ? number : undefined
}
/** «Den forrige», «siste spørsmålet»; undefined: no place is named. */
export const placeIn = (text: string): Placed['place'] | undefined => {
  const said = clean(text)
  return previous.test(said) ? 'previous' : last.test(said) ? 'last' : undefined
}

const only = /^(?:(?:på|om|det er|det var|nei|ja|ok|nr|nummer|spm|spørsmål(?:et)?|punkt)[. ]*)*(?<n>\d{1,3})[.!]*$/iu
/** A text that is nothing but a number of a question; empty: it is more, or none. */
export const numberAlone = (text: string): CorrectionBy<'number'>[] => {
  const number = Number(only.exec(clean(text))?.groups?.n ?? inWords(text))
  return number > 0 ? [{ by: 'number', at: { number }, change: 'replace', values: [] }] : []
}

/** «Syv» by itself; «en» and «ett» are other words too. */
const inWords = (text: string): number | undefined => {
  const [word, ...others] = saidOf(text).tokens
  return word === undefined || others.length > 0 || word.length < 3 || word === 'ett' ? undefined : readNumeral(word)
}

const changes = new RegExp(
  word(
    'likevel|allikevel|ombestem\\p{L}*|endre?|endra|rette?|retta|bytte?|byt(?:e|t)?|korrigere?|sett(?:e|es)?|set|åpne|opne|opna|angrer|angrar',
  ),
  'iu',
)
const wrongly = new RegExp(
  `${word(isWrong)}|${word('feil|galt')}|${word(`${typedAlternation('except')}|gjaldt|galdt|gjelder|gjeld|handlet om|handla om|var om|er om|mente|meinte`)}|${word(`${ought} (?:det |svaret )?(?:\\p{L}+ )?${being}`)}`,
  'iu',
)

/** «Jeg svarte feil»: that it is wrong, and not what should stand there. */
const tellsOnlyWrong = /^(?:(?:jeg|eg|æ|vi|me|det) )?(?:\p{L}+ )?(?:feil|galt|gale|gæli|bom|på)$/iu

const isSo = new RegExp(`^ (?:${is}|${being}|blir)(?!\\p{L})`, 'iu')

/** Words; «nei på forrige», «jeg svarte jo nei på den forrige». */
const shortest = 9
/** «Du, på spm 7 driver vi det selv»: nothing stands before it. */
const opens = /^(?:(?:du|hei|vent|forresten|førresten|altså|og|men|oi|ja|nei)[\s,.!]*)*$/iu
/** «Kan eg leggja til noko til slutt? …», «hæ? jeg svarte …»: asks for nothing but leave. */
const politely = /^(?:hæ|hva|kva|ka)\?+ |(?<=^(?:\p{L}+[,.!] )?(?:kan|kunne|får) (?:jeg|eg|æ|vi|me) [^?]{1,60})\?/iu

/** Undefined: it points at nothing, asks, or only tells something of a question. */
const pointedAt = (text: string): CorrectionBy<'pointer'> | undefined => {
  const said = text.replace(politely, '').replace(/(?<![\s.!])[\s.!]+$/u, '')
  if (said.includes('?') || saidOf(said).tokens.length > longest) return undefined
  const found = foundIn(said)
  if (found === undefined) return undefined
  const { match, at, plain } = found
  if ('place' in at && at.place === 'last' && /slutt/iu.test(match[0]) && !adds.test(said)) return undefined
  const head = said.slice(0, match.index)
  const tail = said.slice(match.index + match[0].length)
  const isTold =
    (plain &&
      opens.test(head) &&
      (/^(?:på|om|for) /iu.test(match[0]) || isSo.test(tail) || ofRow(tail.slice(2)) !== '')) ||
    ('place' in at && at.place === 'previous' && saidOf(said).tokens.length <= shortest && tail.trim() === '') ||
    /^(?: nå| no| da| då)? ?[:=] ?\S/iu.test(tail) ||
    (!plain && isSo.test(tail))
  const remove = removes.test(said)
  const add = !remove && adds.test(said)
  const wrong = wrongly.test(said) || changes.test(said)
  if (!(isTold || add || remove || wrong)) return undefined
  const { from, to = '' } = fromTo.exec(head.trim())?.groups ?? {}
  const { to: so = '' } = soAfterAll.exec(head.trim())?.groups ?? {}
  const values = [to, valueIn(tail), ofRow(valueIn(tail)), so, valueIn(head)].filter(
    (value) => value !== '' && !tellsOnlyWrong.test(value),
  )
  const change = add ? 'add' : remove ? 'remove' : 'replace'
  return { by: 'pointer', at, plain, change, values, wrong, ...(from === undefined ? {} : { from }) }
}

type Found = { match: RegExpExecArray; at: Numbered | Placed; plain: boolean }

const foundIn = (said: string): Found | undefined => {
  for (const [pattern, plain] of numbering(said)) {
    const match = pattern.exec(said)
    const number = Number(match?.groups?.n)
    if (match !== null && number > 0) return { match, at: { number }, plain }
  }
  for (const [pattern, place] of [[previous, 'previous'] as const, [last, 'last'] as const]) {
    const match = pattern.exec(said)
    if (match !== null) return { match, at: { place }, plain: true }
  }
  return undefined
}

const numbering = (said: string): (readonly [RegExp, boolean])[] => {
  if (!/\d/.test(said)) return []
  const isOfEnd = addsPlainly.test(said) || removes.test(said) || afterAll.test(said)
  return [[byName, true], [byVerb, true], [byFigure, false], ...(isOfEnd ? ([[byEnd, true]] as const) : [])]
}

// By words of the question.

const opening =
  '(?:(?:og|oi|oisann|ups|vent(?: litt| no| nå)?|stopp|å|sorry|beklager|unnskyld|orsak|hei|men|du|feil|rettelse|retting|nei|ok|ja|forresten|førresten|(?:jeg|eg) (?:svarte|svara|skrev|skreiv|tok|tastet|tasta) feil(?: der)?)[\\s,.!:;-]+)*'
const asking =
  '(?:(?:kan|kunne|vil) (?:du|dere|de|dykk|jeg|eg|vi|me)(?: ha)? |(?:jeg|eg|vi|me) (?:vil|må|ønsker å|ønskjer å|skulle|ville) (?:gjerne |heller )?|vær så snill å |ver så snill å )?'
const changing =
  '(?:endre|endra|bytte?|byt|byte|rette?|retta|korrigere?|korrigera|sett|sette|forandre|justere?|skift)(?: opp| om| ut| på)?'
const theAnswer = '(?:(?:svaret|svar|tallet|talet|det)(?: mitt| vårt)? (?:på|for|om|i|under) )?'
const ref = '(?<ref>[^:,.?!]{1,60}?)'
const to = '[\\s:,]+(?<to>\\S.*)$'
const at = '(?:på|i|for|under|om)'

const frame = (source: string): RegExp => new RegExp(`^${opening}${asking}${source}`, 'iu')

/** Each form of saying it. */
const frames: readonly RegExp[] = [
  frame(`${changing} ${theAnswer}(?:${at} )?${ref} (?:fra|frå) (?<from>.{1,40}?) (?:til|te)${to}`),
  frame(`${changing} ${theAnswer}(?:${at} )?${ref} (?:til|te|med)${to}`),
  frame(
    `${at} ${ref}[\\s,:]+${changing} (?:svaret |det |tallet |talet )?(?:(?:fra |frå )?(?<from>[^:,]{1,40}?) )?(?:til|te|med)${to}`,
  ),
  frame(`${at} ${ref}[\\s,:]+${shouldIt}${to}`),
  frame(
    `(?:sa|svarte|svara|skrev|skreiv)(?: jeg| eg| vi| me| æ)? (?<from>.{1,30}?)(?: i stad| i sted| tidligere| tidlegare)? ${at} ${ref}[\\s,.?!]+(?:det |men )?${shouldBe}${to}`,
  ),
  frame(
    `(?:jeg |eg |vi |me )?(?:svarte|svara|skrev|skreiv|feil) (?:feil )?${at} ${ref}[\\s,.:;!]+(?:det )?${shouldBe}${to}`,
  ),
  // «Feil på 4, det var 19».
  new RegExp(
    `^(?:(?:nei|oi|du|hei|og|men)[\\s,.!]+)*(?:(?:det|jeg|eg|vi|me) \\p{L}+ )?(?:${typedAlternation('notRight')}) ${at} ${ref}[\\s,.:;!]+(?:det|svaret|tallet|talet) ${is}${to}`,
    'iu',
  ),
  frame(`(?:${at} )?${theAnswer}${ref}[\\s,:]*${shouldBe}${to}`),
  // «På 2 står det 0, det er 11», «på andelen skrev jeg 7, men det skal være 9».
  frame(
    `(?:${at} )?${theAnswer}${ref} (?:står|stod|sto|svarte|svara|skrev|skreiv|oppga|oppgav|satte|sette|førte)(?: (?:det|jeg|eg|vi|me|æ|du))?(?: oppført| ført| opp)? (?<from>[^,.;:]{1,40}?)[\\s,.;]+(?:(?:men|og|mens) )?(?:(?:det|svaret|tallet|talet)(?: (?:riktige|rette|korrekte))?|riktig (?:tall|svar)|rett (?:tal|svar)) ${is}${to}`,
  ),
  // «Stillingen min ble feil, jeg er rådmann».
  frame(`(?:men |og )?${theAnswer}${ref} ${isWrong}[\\s,.:;!]+(?:jeg|eg|æ|vi|me|det|svaret) (?:jo )?${is}${to}`),
  // «På den om grunnskole, det va 8 ikkje 7».
  frame(
    `${at} (?:den|det|spørsmålet|der)(?: (?:om|med|der|som|på))? ${ref}[\\s,:]+(?:det |svaret )?(?:var|va|er|e|blir|ska|skal)${to}`,
  ),
  // «Årsverk 6 → 5,5», «bosatte = 61», «andelen ansatte: 6, ikke 7».
  frame(`${theAnswer}${ref}[\\s:]+(?:fra )?(?<from>\\d[\\d.,]*) ?(?:→|->|=>|-->)${to.replace('+', '*')}`),
  frame(`${theAnswer}${ref} ?=(?<to>.*\\d.*)$`),
  frame(`${theAnswer}${ref}: ?(?<to>[^,]{1,40}),? (?:og )?${denying} (?<from>[^,]{1,30})$`),
]

/** What «8, ikke 7» says that stands there. */
const denied = new RegExp(`[\\s,]+(?:og )?(?:${denying}|${instead}) (\\d[\\d.,]*)`, 'iu')
const courtesy = /[\s,]+(?:takk|da|då|er du snill|vær så snill|ver så snill|i stedet|i staden|istedenfor)$/iu

/** Undefined: it is no such sentence. */
const framed = (text: string): CorrectionBy<'frame'> | undefined => {
  const said = unended(text).replace(/(?<!\p{L})(nr|spm)\./giu, '$1')
  return isLong(said) ? undefined : (readIn(said) ?? readIn(said.replace(leadIn, '')))
}

/** «Fikk nettopp beskjed: …», «HR ringte. …» */
const leadIn = /^[^:.!?]{1,40}?(?:[:.!]+ +|,? (?:men|bare at|berre at) )/u

const readIn = (said: string): CorrectionBy<'frame'> | undefined => {
  for (const pattern of frames) {
    const groups = pattern.exec(said)?.groups
    if (groups?.ref === undefined || groups.to === undefined) continue
    const named = namedBy(groups.ref)
    if (named === undefined) continue
    const value = groups.to.replace(butThis, '').replace(courtesy, '')
    const old = groups.from ?? denied.exec(value)?.[1]
    const from = old === undefined ? {} : { from: old }
    const values = [shortened(value)]
    return { by: 'frame', at: named, ref: groups.ref.trim(), change: 'replace', values, ...from, sure: isSure(said) }
  }
  return undefined
}

/** A wish for the future tells what ought to be; a past one, or a «vent», what ought to have been answered. */
const isSure = (said: string): boolean =>
  /^(?:oi|oisann|ups|vent|sorry|beklager|feil|rettelse|retting|endre|endra|bytt|byt|rett|korriger)(?!\p{L})/iu.test(
    said,
  ) ||
  /(?:skulle|skal)(?: \p{L}+)? (?:vært|vore|stått|blitt)|(?:mente|meinte) (?:jeg|eg|vi|me)/iu.test(said) ||
  // «… det va 8 ikkje 7»: two figures, of which one is denied.
  /\d[\d.,]*,? (?:og )?(?:ikke|ikkje|itj|ikkj) \d/iu.test(said) ||
  /\d ?(?:→|->|=>) ?\d/u.test(said) ||
  tellsWrong.test(said)

const tellsWrong = new RegExp(
  `(?<!\\p{L})${isWrong}[\\s,.:;!]+(?:jeg|eg|æ|vi|me|det|svaret) (?:jo )?${is}(?!\\p{L})`,
  'iu',
)

/** «Spørsmål 3», «nr. 3», «svaret på 3», «det tredje». */
const counted = /^(?:(?:spørsmål(?:et)?|spm|nr|nummer|punkt|svar(?:et)?|det|den|på)\.? ?)*(?<n>\d{1,3})\.?$/iu
const numbered = /^(?:(?:spørsmål(?:et)?|spm|nr|nummer|punkt|svar(?:et)?|på)\.? )+/iu
const inOrder = new RegExp(
  `^(?:(?:svaret|spørsmål(?:et)?|det|den|dei|mitt|på) )*(?:(?<nth>første|fyrste|andre|tredje|fjerde|femte|sjette|sjuende|sjuande|syvende|åttende|åttande|niende|niande|tiende|tiande)|(?<last>siste)|${previousOne})(?: (?:spørsmål(?:et)?|svar(?:et)?|en|eine|ene|mitt|jeg|eg|svarte|svara|spm))*$`,
  'iu',
)

const namedBy = (text: string): Named | undefined => {
  const typed = text.trim().replace(/ (?:tilbake|attende|att|igjen)$/iu, '')
  const number = counted.exec(typed)?.groups?.n ?? inWords(typed.replace(numbered, ''))
  if (number !== undefined) return { number: Number(number) }
  const placed = inOrder.exec(typed)?.groups
  if (placed !== undefined) {
    if (placed.nth === undefined) return { place: placed.last === undefined ? 'previous' : 'last' }
    const [nth] = listNumbers(`den ${placed.nth.toLowerCase()}`) ?? []
    return nth === undefined ? undefined : { number: nth }
  }
  const words = callingWords(typed)
  return words.length === 0 ? undefined : { words }
}
