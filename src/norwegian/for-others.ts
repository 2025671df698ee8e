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

/** First names with which colleagues are called in a chat. */
const firstNames =
  'Aase|Agnes|Alice|Anders|Andreas|Ane|Anette|Anita|Anja|Anna|Anne|Annette|Arild|Arne|Arnfinn|Arvid|Asbjørn|Astrid|Aud|Audun|Barbro|Beate|Bente|Berit|Bernt|Birger|Birgit|Birgitte|Bjarne|Bjørg|Bodil|Borghild|Brit|Britt|Brynjar|Camilla|Cathrine|Cecilie|Christian|Christine|Dagfinn|Dagny|Edel|Edvard|Egil|Einar|Eirik|Eivind|Elin|Elisabeth|Elise|Ellen|Elling|Emil|Erik|Erlend|Erling|Espen|Eva|Farida|Fatima|Fredrik|Frode|Frøydis|Geir|Gerd|Gjermund|Grete|Grethe|Gry|Gudrun|Gunhild|Gunn|Gunnar|Guri|Guro|Gunvor|Halvor|Hanne|Harald|Heidi|Heidrun|Helene|Helge|Henrik|Hege|Herdis|Hilde|Håkon|Håvard|Ida|Inge|Inger|Ingrid|Ingunn|Ingvild|Irene|Ivar|Jane|Janne|Jens|Jofrid|Johan|Johannes|John|Jorunn|Jostein|Julie|Jørn|Kaja|Kari|Karianne|Karin|Karina|Karl|Katrine|Kåre|Kjell|Kjersti|Kjetil|Kirsten|Kirsti|Kristian|Kristin|Kristine|Kristoffer|Kurt|Lars|Laila|Leif|Lena|Linda|Linn|Lisbeth|Lise|Magne|Magnhild|Magnus|Maren|Margit|Margrethe|Mari|Maria|Marianne|Marie|Marit|Marius|Marte|Martin|Mette|Monica|Morten|Målfrid|Nils|Nina|Oddbjørg|Oddvar|Olav|Ola|Ole|Oddny|Otto|Paul|Petter|Pål|Ragnhild|Randi|Rannveig|Reidar|Reidun|Roar|Rolf|Ruth|Rune|Sigrid|Sigrun|Silje|Sissel|Siv|Solfrid|Solveig|Steinar|Stian|Stine|Svein|Sveinung|Synnøve|Sølvi|Terje|Thea|Thomas|Tonje|Torbjørn|Tore|Torgeir|Torill|Torunn|Trine|Trond|Trude|Truls|Turid|Vibeke|Vidar|Vigdis|Wenche|Åse|Åshild|Åsmund|Øystein|Øyvind'
/** Those that are words too: «Per hvilken dato?», «Finn tallet», «Inga kom i fjor». */
const alsoWords =
  'Hans|Helga|Inga|Per|Dag|Liv|Odd|Finn|Stig|Line|Unn|Tone|Tor|Stein|Bjørn|Else|Jan|Sara|Gro|Mona|Ann|Tom|Alf|Rita|Jon'
/** «Wenche hør med HR», «Turid, kor lenge har eg vore her?»: a name, and what that one is told to do or asked; «Kari er i permisjon, teller hun?» is about her. */
const called = new RegExp(
  `^\\s*(?:(?:(?:${firstNames}),?|(?:${alsoWords}),) (?=\\p{Ll})(?:hør|høyr|sjekk|spør|ring|finn|hent|les|ta|se|sjå|send|husk|hugs|vent|svar|hjelp|kom|print|noter|lag|gi|gje|hva|kva|ka|når|hvor|kor|kvar|hvem|kven|kem|hvorfor|kvifor|koffer|hvordan|korleis)(?!\\p{L})|(?:${firstNames}|${alsoWords}), (?=\\p{Ll})[^.!]{1,80}\\?)`,
  'u',
)
/** «FW: Oppmoding om busetjing»: a letter that was sent on, in which no figure is the answer. */
const forwarded = /^\s*(?:fw|fwd|vs) ?: ?\S/i

/** «@Solveig kan du ta denne?»; IMDi and the bot are none of the others. */
const mentioned = /^\s*@(?!imdi|kommunedialog|bot)\p{L}/iu

/** Whether it was not meant for the bot: it is a mail, speaks to somebody by name, or has come to the wrong chat. */
export const isToOthers = (said: Said): boolean =>
  mentioned.test(said.text) || isForOthers(said.text) || wrongChat.test(said.bare)

/** Whether somebody else is spoken to by name: it was not meant for the bot, whatever answer is in it. */
export const isToSomebody = ({ text }: Said): boolean =>
  mentioned.test(text) || called.test(text) || (!mailed.test(text) && isForOthers(text))

/** «@Solveig …»: nothing else tells as surely that words of one's own are for another. */
export const isMentioned = ({ text }: Said): boolean => mentioned.test(text)

/** Whether it is a letter that was sent on to the one who types. */
export const isForwarded = ({ text }: Said): boolean => forwarded.test(text)

/** «Feil chat», «skulle til mannen min»: it has come to the wrong place. */
const wrongChat =
  /\b(?:feil|gale?) (?:chat|chatt|kanal|vindauge|vindu|tr[ao]d|samtale|mottaker|mottakar|gruppe|teamschat|boks|fane|melding)\w*\b|\b(?:skulle|var ment|var meint) (?:egentlig |eigentleg |bare |berre )?til (?:mannen|kona|sjefen|kollegaen|kollega|en kollega|ein kollega|noen andre|nokon andre|en annen|ein annan)\b/

/** «Nei, jeg tar det selv likevel», «glem det»: where it is asked who else is to answer, the one who types stays. */
export const staysSelf = ({ bare: said }: Said): boolean => staying.test(said)
const staying =
  /\b(?:jeg|eg|a|i|vi|me)(?: \w+){0,3} (?:det |den |dette |denne )?(?:selv|sjolv|sjol|likevel|allikevel)\b|^(?:(?:nei|neida|vent|oi|forresten|sorry|beklager|orsak|ja|jo|men|det|ok) )*(?:(?:glem|gloym|stryk|drit i|avbryt|angre|angra|ombestemte?) (?:det|den|dette|meg|mae)?|avbryt|angre|angrer|angrar|(?:bare|berre) (?:tull|tulla|tullet|spok)|tulla|(?:jeg|eg|a) (?:har )?(?:ombestem\w*|angra|angret)(?: meg| mae)?|(?:det )?(?:er|e) (?:meg|mae|jeg|eg|rett person|riktig person|meg likevel|jeg likevel)|(?:jeg|eg|a|vi|me) (?:svarer|svarar|svare|fortsetter|fortset|held fram|tar det|tek det))(?: (?:likevel|allikevel|da|na|no|selv|sjolv|det|den|takk|som skal svare|som svarer|som svarar))*$/

/** A mail to others, or somebody else's name. */
const isForOthers = (text: string): boolean => {
  if (called.test(text) || (mailed.test(text) && !introduced.test(text))) return true
  const [, ...names] = addressed.exec(text) ?? named.exec(text) ?? []
  const name = names.find((one) => one !== undefined)
  return name !== undefined && !isNoName.test(bare(phrase(name)))
}
const isNoName = new RegExp(
  `^(?:${['yes', 'no', 'okay', 'hedge', 'filler', 'asking', 'but'].map((name) => alternation(name as WordClass)).join('|')}|imdi|kommunedialog|robot|bot|du|dere)$`,
)
