/** What leaves a closed question open in so many words: somebody else is to be asked or answers, or the answer comes later. */

import { isMailed } from './for-others.ts'
import type { Said } from './said.ts'
import type { Topic } from './topics.ts'

/** Words; more is a story. */
const longest = 18

/** «Spør rektor», «ring HR», «høyr med leiaren for vaksenopplæringa». */
const refersOn =
  /^\W*(?:(?:ja|nei|da|då|der|det|her|dere|de|du) (?:må|får|kan|bør|lyt) (?:dere |de |du |dykk )?)?(?:spør|spørr|spørre|spørje|ring|ringe|kontakt|kontakte|(?:hør|høyr|snakk|sjekk|prat) med) (?!(?:meg|mæ|oss|igjen|att|om|etter|på|du|dere)(?!\p{L}))\p{L}+(?: \p{L}+){0,5}(?: ?, (?:hun|hu|ho|han|de|dei) (?:har|vet|veit|kan) (?:\p{L}+ ?){1,3})?[\s.!]*$/iu

/** «Det svarer jeg ikke på som administrasjon», «slikt vil vi ikke uttale oss om»: the question is refused. */
const refuses =
  /(?<!\p{L})(?:det|dette|den|denne|slikt|sånt|her) (?:svarer|svarar|svare) (?:jeg|eg|æ|vi|me) (?:ikke|ikkje|itj) på(?!\p{L})|(?<!\p{L})(?:vil|ønsker|ønskjer) (?:(?:jeg|eg|æ|vi|me) )?(?:ikke|ikkje|itj) (?:å )?(?:svare på (?:det|dette|den|slikt|sånt)|(?:uttale|uttala) (?:meg|oss) om|ta stilling til|mene noe om|meine noko om)(?!\p{L})/iu

/** «Spør meg senere», «kommer tilbake til den», «tek den seinare». */
const comesLater =
  /(?<!\p{L})(?:spør|spørr) (?:meg|mæ|oss|heller) (?:\p{L}+ ){0,2}(?:senere|seinare|siden|sidan|etterpå|igjen|att|i morgen|i morgon|i mårra)(?!\p{L})|(?<!\p{L})(?:kommer|kjem|kjæm|kem) (?:eg |jeg |æ |vi |me )?(?:heller )?(?:tilbake|attende)(?! (?:fra|frå|som|i)(?!\p{L}))(?!\p{L})/iu

/** «Nei no ringjer telefonen, augneblinken!», «det banker på døra»: somebody is called away for a moment, and says no to nothing. */
const calledAway =
  /(?<!\p{L})(?:(?:telefon(?:en)?|telefån(?:en)?|tlf|mobilen|dørklokk(?:a|en)|brannalarmen|alarmen) (?:min )?(?:ring|kim|dur|går|gjekk|gikk|piper|hyler|ul)|(?:ringer|ringjer|ringe|kimer|banker|bankar|plinger|pling) (?:det )?(?:på|i) (?:døra|døren|telefonen|mobilen)|(?:ringer|ringjer|kimer|durer) (?:telefonen|mobilen|tlf|alarmen)|(?:barnet|ungen|babyen|bikkja|hunden) (?:gråter|grin|hyler|våkna|bjeffer|gjør)(?! (?:det|ikke|ikkje))|brb|straks tilbake|strakst? attende|kjem straks|kommer straks|er straks (?:tilbake|attende|her))|(?<!(?:for|for det|i|i dette|akkurat i|på) )(?<!\p{L})(?:augneblink(?:en)?|augeblink(?:en)?|øyeblikk(?:et)?|øyeblink(?:en)?)[\s.!…]*$/iu

/** Whether somebody is called away for a moment: nothing else in it is an answer. */
export const isCalledAway = (said: Said): boolean =>
  said.tokens.length <= longest && !/\d|\?/u.test(said.text) && calledAway.test(said.text)

/** «Turid bestiller all tolk, hun burde svart på denne delen», «dette må personal svare på». */
const othersAnswer =
  /(?<!\p{L})(?:hun|hu|ho|han|de|dei|dem|vedkommende|vedkomande|\p{Lu}\p{Ll}+(?: (?:i|på|hos|frå|fra) \p{L}+){0,2}) (?:burde|bør|skulle|må|kan) (?:\p{L}+ ){0,2}(?:svart|svare|svara|besvart|besvare|fylt ut|fylle ut|tatt|teke) (?:på )?(?:dette|denne|den|det|her|akkurat|resten|heile|hele|alt|alle)(?!\p{L})|(?<!\p{L})(?:hun|hu|ho|han) (?:burde|bør|skulle) (?:ha )?(?:svart|svara|svare)[\s.!]*$/u

/** «Det er dere som aldri svarer»: said of those who ask. */
const blames =
  /(?<!\p{L})(?:det er|det e|d er|da er|de er) (?:dere|dokker|dokk|dåkk\p{L}*|dykk|de) som (?!(?:har|skal|må|kan|vil|får) )/iu

/** A mail in which somebody offers to do it: «jobbmessa og NAV-greiene kan jeg ta i morgen». */
const offers =
  /(?<!\p{L})(?:kan|skal) (?:jeg|eg|æ|je) (?:godt |gjerne |fint )?(?:ta|svare på|fylle ut|overta)(?! (?:imot|mot|med|vare|kontakt)(?!\p{L}))(?!\p{L})|(?<!\p{L})(?:jeg|eg|æ|je) (?:kan|tar|tek) (?:gjerne |godt |over )?(?:ta |svare på |overta )?(?:den|det|dette|resten)(?!\p{L})/iu
/** Words of such a mail. */
const longestMail = 60

/** «Kan eg koma attende til den?», «kan vi ta denne til slutt?»: whether the question may be left for later. */
const mayComeLater =
  /(?<!\p{L})(?:kan|kain|får|går det an(?: å)?|er det (?:lov|mulig|mogleg|greit|greitt)(?: å)?|ok(?: å)?) (?:(?:jeg|eg|æ|je|vi|me|man|ein) )?(?:(?:ikke|ikkje|bare|berre|heller|da|då) )*(?:(?:komme|koma|kome|kom|gå) (?:tilbake|attende|att) til (?:den|det|dette|denne|spørsmålet)|(?:ta|tar|svare|svare på|vente med)(?: (?:den|denne|dette|det|spørsmålet))? (?:til slutt|på slutten|sist|til sist|til slutten|seinare|senere|sia|etterpå|i morgen|i morgon))(?!\p{L})/iu

const answers = /^\P{L}*(?:ja|jo|jau|jada|joda|nei|neida)(?!\p{L})|\d|\?/iu

/** A number to ring is no answer. */
const phone =
  /(?<!\d)(?:på )?(?:tlf\.? ?|telefon )?(?:\+47 ?)?(?:\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3}|\d{8})(?!\d)/giu

/** What a text that leaves the question open tells of why; undefined: it does not, or an answer stands in it too. */
export const putAside = (said: Said): Topic | undefined => {
  if (isCalledAway(said)) return 'check_first'
  if (said.tokens.length <= longestMail && isMailed(said.text) && offers.test(said.text)) return 'someone_else'
  if (said.tokens.length <= longest && !/\d/.test(said.text) && mayComeLater.test(said.text)) return 'may_skip'
  if (said.tokens.length <= longest && !/\d/.test(said.text) && blames.test(said.text)) return 'complaint'
  const text = said.text.replace(phone, '')
  if (said.tokens.length > longest || answers.test(text)) return undefined
  if (refersOn.test(text) || othersAnswer.test(text)) return 'someone_else'
  if (refuses.test(text)) return 'pass_by'
  return comesLater.test(text) ? 'check_first' : undefined
}
