/** What is asked of one's own answers and of what became of them: what stands at a question, the receipt, what was sent before. */

import { changeSaid, numberIn, placeIn } from './pointed.ts'
import { clean, type Said, saidOf } from './said.ts'
import { typedAlternation } from './words.ts'

/** `at`: the question by its number or place; else `words` may name it. */
export type WhatStands = { at?: { number: number } | { place: 'previous' | 'last' }; words: string }

/** Words; who writes more tells something. */
const longest = 16

const gave =
  'svarte|svara|svart|skrev|skreiv|skrevet|skrive|sa|sagt|valgte|valde|valgt|oppga|oppgav|satte|sette|førte|la inn|står|stod|sto|stå'
const asking = new RegExp(
  `(?<!\\p{L})(?:${typedAlternation('asking')})(?!\\p{L}).*(?<!\\p{L})(?:${gave})(?!\\p{L})|(?<!\\p{L})(?:skrev|skreiv|svarte|svara) .*(?:hvor|kvar|kor) (?:ble|blei|vart)(?!\\p{L})`,
  'iu',
)
const after = new RegExp(
  `(?<!\\p{L})(?:${gave})(?: (?:det|jeg|eg|æ|vi|me|jo|no|nå|nok|noe|noko))*(?: (?:på|om|for|under|ved|i|der|som))+ (?<words>.+)$`,
  'iu',
)
/** Of others, of last time, or of why. */
const ofOthers =
  /(?<!\p{L})(?:andre|dei andre|naboen|kollega\p{L}*|ordfører\p{L}*|i fjor|sist|dere|dokker|hvorfor|kvifor|koffer|hvordan|korleis|feil|skal|ska|skulle|mener|meiner|menes|betyr|tyder)(?!\p{L})/iu

/** «Hva svarte jeg på nr 3?», «ka står det på årsverk?»; undefined: nothing of the kind is asked. Pure. */
export const asksWhatStands = (text: string): WhatStands | undefined => {
  const said = clean(text)
  if (saidOf(said).tokens.length > longest || /^hæ(?!\p{L})/iu.test(said) || !asking.test(said)) return undefined
  const place = placeIn(said)
  if (ofOthers.test(place === undefined ? said : said.replace(/(?:det |den )?siste/iu, ''))) return undefined
  const number = numberIn(said)
  const words = (after.exec(said)?.groups?.words ?? '').replace(/(?<![?.! ])[?.! ]+$/u, '')
  const at = number === undefined ? (place === undefined ? undefined : { place }) : { number }
  return at === undefined && words === '' ? undefined : { ...(at === undefined ? {} : { at }), words }
}

/** «Får jeg kvittering?», «kva var referansen?», «referansenummer»; `by: 'mail'`: one that comes by e-mail. */
export const asksForReceipt = ({ tokens, bare }: Said): { by?: 'mail' } | undefined => {
  if (tokens.length > longest || !/\b(?:kvittering\w*|referanse\w*|refnr|saksnummer\w*)\b/.test(bare)) return undefined
  return /\b(?:e ?-?post\w*|epost\w*|mail\w*|postkasse\w*)\b/.test(bare) ? { by: 'mail' } : {}
}

/** «Blir det gamle borte nå?», where answers that were sent in are opened again. */
export const asksOfOld = ({ text, tokens, bare }: Said): boolean =>
  tokens.length <= longest &&
  text.includes('?') &&
  /\b(?:gamle|forrige|forre|forste|fyrste|tidligere|tidlegare|opprinnelige|opphavlege|sendte|sende)\b/.test(bare) &&
  /\b(?:borte|bort|vekk|slett\w*|overskr\w*|forsvinn\w*|forsvunn\w*|gjelder|gjeld|ugyldig\w*|erstatt\w*)\b/.test(bare)

/** «Kan jeg lese gjennom alt først?», where the answers are what there is to read. */
export const wantsToReadOver = ({ tokens, bare }: Said): boolean =>
  tokens.length <= longest &&
  /\b(?:jeg|eg|a|vi|me)\b/.test(bare) &&
  /\b(?:lese?|lesa|se|sja|ga|sjekke|sjekka) (?:\w+ ){0,2}?(?:gjennom|igjennom|over)\b/.test(bare) &&
  !/\b(?:sporsmal\w*|radmann\w*|sjef\w*|leder\w*|leiar\w*|kollega\w*|hun|hu|han|ho|noen|nokon|andre|dere|imdi|ma)\b/.test(
    bare,
  )

/** «Hvordan retter jeg på et svar?» asks how, and of no answer. */
export const asksHowToChange = ({ tokens, bare }: Said): boolean =>
  tokens.length <= 9 &&
  /^(?:\w+ ){0,2}?(?:hvordan|korleis|kordan|assen|korsn?|korsen|kossen|hvor kan|kor kan)\b/.test(bare) &&
  /\b(?:rette?r?|rettar|endre?r?|endrar|korriger\w*|bytte?r?)\b/.test(bare)

/** «Ok, takk for hjelpa 😊», where nothing else can be meant. */
export const isThanks = ({ text, bare, tokens }: Said): boolean =>
  tokens.length <= 9 &&
  !text.includes('?') &&
  /^(?:(?:ok|okei|okey|oki|ja|jau|jo|supert?|flott|fint?|greit|greitt|bra|perfekt|topp|da|tusen|mange|hjertelig|hjarteleg) )*takk(?:er|ar)?\b/.test(
    bare,
  ) &&
  !/\b(?:men|ikke|ikkje|itj|kan|vil|skal|endre|endra|feil|slett\w*)\b/.test(bare)

/** «Ta bort navnet», «namnet skal vekk». */
export const takesNameOut = ({ text, tokens, bare }: Said): boolean =>
  tokens.length <= 10 &&
  changeSaid(text) === 'remove' &&
  /\b(?:navn|navnet|navna|namn|namnet|personen|personnavnet)\b/.test(bare)

/** «Hadet», «takk for nå», «ha en fin dag»: somebody goes. */
export const takesLeave = ({ bare }: Said): boolean =>
  /\b(?:hade|hadet|ha det|snakkes|snakkast|vi ses|vi sees|vi sjas|farvel|morna|adjo|logger av|loggar av|god (?:helg|kveld|natt|sommer|jul|paske)|ha (?:en|ein|ei) (?:fin|god)\w*|takk for (?:na|no|nu|meg|i dag|praten|prat|samtalen|samtala|folget|folgjet|denne gang\w*|denne gong\w*))\b/.test(
    bare,
  )
