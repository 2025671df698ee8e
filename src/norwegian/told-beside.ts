/** What the words of a message tell besides, that counts in some places only. */

import { takesBack } from './around.ts'
import { repeatsWhatWasSaid } from './late.ts'
import type { Hearing, Tells } from './meaning.ts'
import type { Said } from './said.ts'
import { awaitsOthers, cannotAgree } from './sending-off.ts'
import { framedTalk } from './talk.ts'
import { isOf, tagged } from './words.ts'

/** The words on the start button, typed. */
export const isStart = ({ bare }: Said): boolean => isOf('start', bare)

/** «Flott, minn meg kl 15»: a reminder at a time that none can be set for. */
const wishesReminder = ({ text, tokens }: Said): boolean =>
  tokens.length <= 14 && /(?<!\p{L})(?:på)?minne? (?:meg|mæ|oss)(?!\p{L})/iu.test(text)

/** «Gå til spørsmålet om bolig»: a question is to be opened. */
const opensQuestion = ({ text }: Said): boolean => goesTo.test(text.trim())
const goesTo =
  /^(?:(?:kan|vil|får) (?:du|vi|jeg|eg|me) |(?:jeg|eg|vi|me) (?:vil|må|skal) )?(?:(?:gå|ga|hopp|hoppe|bla|ta meg|ta oss|åpne|opne|opna|finn)(?: meg| oss)?(?: tilbake| attende| fram)?|tilbake|attende)(?: (?:til|te|på))? (?:spørsmålet|spørsmåla|spm|den|det|dei|de|svaret)(?: der)? (?:om|på|med|for) \S/iu

/** A word or two that the model alone takes for agreement, with no word of it in them: «ingen», «økonomi», «svært viktig». */
const isGuessedAgreement = (said: Said): boolean =>
  said.tokens.length <= 2 &&
  framedTalk(said) === undefined &&
  !/\p{Extended_Pictographic}/u.test(said.text) &&
  !/\b(?:klare?|ferdige?|fullfort|kjor|koyr|go|videre|vidare|fine?)\b/.test(said.bare) &&
  tagged(said.tokens, ['yes', 'okay', 'agree', 'store', 'sending', 'highest', 'quiteGood']).every(
    ({ of }) => of === undefined,
  )

/** «Ok, takk for hjelpa 😊», where nothing else can be meant. */
const isThanks = ({ text, bare, tokens }: Said): boolean =>
  tokens.length <= 9 &&
  !text.includes('?') &&
  /^(?:(?:ok|okei|okey|oki|ja|jau|jo|supert?|flott|fint?|greit|greitt|bra|perfekt|topp|da|tusen|mange|hjertelig|hjarteleg) )*takk(?:er|ar)?\b/.test(
    bare,
  ) &&
  !/\b(?:men|ikke|ikkje|itj|kan|vil|skal|endre|endra|feil|slett\w*)\b/.test(bare)

/** «Hadet», «takk for nå», «ha en fin dag»: somebody goes. */
export const takesLeave = ({ bare }: Said): boolean =>
  /\b(?:hade|hadet|ha det|snakkes|snakkast|vi ses|vi sees|vi sjas|farvel|morna|adjo|logger av|loggar av|god (?:helg|kveld|natt|sommer|jul|paske)|ha (?:en|ein|ei) (?:fin|god)\w*|takk for (?:na|no|nu|meg|i dag|praten|prat|samtalen|samtala|folget|folgjet|denne gang\w*|denne gong\w*))\b/.test(
    bare,
  )

/** «Nei, det var alt fra meg. Lykke til!», «ikke noe mer»: nothing is to be added or changed. */
const isFinished = ({ text, bare, tokens }: Said): boolean =>
  tokens.length <= 12 &&
  !text.includes('?') &&
  !/\b(?:men|vent|bortsett|unntatt|feil|endre\w*|mangler|manglar|skulle)\b/.test(bare) &&
  finished.test(bare)
const finished =
  /\b(?:(?:det )?(?:var|er) (?:vel |nok |da |no |na )?(?:alt|det hele|det heile)(?= |$)(?! (?:for|jeg|eg|som|vi|me))|(?:ikke|ikkje|itj) (?:noe|noko|nokka|no) (?:mer|meir)(?! (?:a|som|enn)\b)|ingenting (?:mer|meir|a legge til|a tilfoye|a endre)|ikke mer a (?:legge til|endre|si)|ikkje meir a (?:leggja? til|endra?|seia?))/

/** Where no question is open. */
const outside: readonly (readonly [Tells, (said: Said) => boolean])[] = [
  ['wishes_reminder', wishesReminder],
  ['asks', ({ asks }) => asks],
  ['awaits_others', awaitsOthers],
  ['cannot_agree', cannotAgree],
  ['guessed', isGuessedAgreement],
  ['thanks', isThanks],
  ['finished', isFinished],
]
const anywhere: typeof outside = [
  ['begins', isStart],
  ['opens_question', opensQuestion],
  ['repeats', ({ text }) => repeatsWhatWasSaid(text)],
  ['takes_back', ({ text }) => takesBack(text)],
]
const all = [...anywhere, ...outside]
const none: ReadonlySet<Tells> = new Set()

/** All that a text tells where it is said. */
export const toldBeside = (said: Said, { question }: Hearing): ReadonlySet<Tells> => {
  const found = (question === undefined ? all : anywhere).flatMap(([tells, holds]) => (holds(said) ? [tells] : []))
  return found.length === 0 ? none : new Set(found)
}
