/** What was written to somebody else: a mail, a colleague by name, another chat. */

import { bare, phrase, type Said } from './said.ts'
import { alternation, type WordClass } from './words.ts'

/** Words of the first line of a mail, and of its end. */
const mailed =
  /^[^\S\n\r\u2028\u2029]*(?:fra|frå|til|emne|sendt|from|to|subject|sv|vs|re|fw|fwd) ?: ?\S|(?:^|[\s,.])(?:mvh|mbh|vh|med (?:vennlig|venleg|vennleg) (?:hilsen|helsing))(?:[\s,.]|$)/imu
/** Whether it has the first line or the end of a mail. */
export const isMailed = (text: string): boolean => mailed.test(text)
/** «Hei! Jeg er rådmann her. Mvh Anne»: who tells who they are is speaking to the bot, in the form of a letter. */
const introduced = /^\s*(?:(?:hei|hallo|god dag)[\s!,.]*)?(?:jeg|eg|æ|dette|det|her) (?:er|e|heter|heiter) /iu
/** «Karianne, har du tal på dette?», «Du Geir kan du …» */
const addressed =
  /^\s*(?:(?:hei|hallo) (\p{L}+),? |(?:du|hør) (\p{Lu}\p{L}+),? |(\p{Lu}\p{L}+), )(?:har|kan|skal|ska|vil|er|husker|hugsar|tar|tek|veit|vet|kain) (?:du|dere|de|vi|me)(?!\p{L})/u

/** «Turid kan du sjekke …»: without a comma only before what is asked of a colleague. */
const named =
  /^\s*(?!(?:Nå|No|Na|Her|Der|Da|Då|Så|Dette|Det|Den|Når|Også|Derfor|Kanskje|Egentlig|Heller|Ellers|Elles)\s)(\p{Lu}\p{Ll}{2,}) (?:kan|har|husker|hugsar|veit|vet) du (?:sjekke|sjekka|sjå|se|finne|ta|hente|hjelpe|ringe|tal|tall|hva|kva|når|om)(?!\p{L})|^\s*(?!(?:Men|Og|Ja|Nei|Hei|Hallo|Robot|Bot|Kommunedialog|Du)\s)(\p{Lu}\p{Ll}{2,}),? (?:hva|kva|ka) (?:tenker|tenkjer|mener|meiner|sier|seier|synes|synst) du(?!\p{L})/u

/** «@Solveig kan du ta denne?»; IMDi and the bot are none of the others. */
const mentioned = /^\s*@(?!imdi|kommunedialog|bot)\p{L}/iu

/** Whether it was not meant for the bot: it is a mail, speaks to somebody by name, or has come to the wrong chat. */
export const isToOthers = (said: Said): boolean =>
  mentioned.test(said.text) || isForOthers(said.text) || wrongChat.test(said.bare)

/** Whether somebody else is spoken to by name: it was not meant for the bot, whatever answer is in it. */
export const isToSomebody = ({ text }: Said): boolean =>
  mentioned.test(text) || (!mailed.test(text) && isForOthers(text))

/** «Feil chat», «skulle til mannen min»: it has come to the wrong place. */
const wrongChat =
  /\b(?:feil|gale?) (?:chat|chatt|kanal|vindauge|vindu|tr[ao]d|samtale|mottaker|mottakar|gruppe|teamschat|boks|fane|melding)\w*\b|\b(?:skulle|var ment|var meint) (?:egentlig |eigentleg |bare |berre )?til (?:mannen|kona|sjefen|kollegaen|kollega|en kollega|ein kollega|noen andre|nokon andre|en annen|ein annan)\b/

/** A mail to others, or somebody else's name. */
const isForOthers = (text: string): boolean => {
  if (mailed.test(text) && !introduced.test(text)) return true
  const [, ...names] = addressed.exec(text) ?? named.exec(text) ?? []
  const name = names.find((one) => one !== undefined)
  return name !== undefined && !isNoName.test(bare(phrase(name)))
}
const isNoName = new RegExp(
  `^(?:${['yes', 'no', 'okay', 'hedge', 'filler', 'asking', 'but'].map((name) => alternation(name as WordClass)).join('|')}|imdi|kommunedialog|robot|bot|du|dere)$`,
)
