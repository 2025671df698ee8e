/** «Nei», «nei, ingenting», «ikkje som eg kjem på», «nei hopp»: where something may be added, nothing is. */

import { asks, isLongText } from '../questionnaire/shape.ts'
import type { Hearing } from './meaning.ts'
import { bare, phrase, type Said } from './said.ts'
import { isOf, type Tag, tagged, type WordClass } from './words.ts'

const kindWord =
  /\b(?:greie?|greitt|bra|fin[te]?|flinke?|gode?|godt|hyggelig[e]?|hyggeleg[e]?|trivelig[e]?|triveleg[e]?|koselig|koseleg|kjekt|nyttig[e]?|interessant[e]?|fornoyde?|nogde?|dyktige?|snille?|ok|supert?|topp|kjempebra|stalande|stralende)\b/

/** A kind word to those who asked, with nothing that takes it back or is wished for. */
export const isKindly = ({ tokens, bare }: Said): boolean =>
  tokens.length <= 8 && kindWord.test(bare) && !/\b(?:men|ikke|ikkje|itj|onsk\w*|sakn\w*|savn\w*|treng\w*)\b/.test(bare)

/** «Er det noe mer …?», «Hva savner dere, hvis dere savner noe?» */
const asksWhetherAnything = (text: string): boolean =>
  isOf('inverting', text.split(' ')[0]?.toLowerCase() ?? '') || /, (?:hvis|om) /.test(text)

/** Words; nobody needs more to say that there is nothing. */
const longest = 12

// Of two classes that a word stands in, the first counts.
// biome-ignore format: words of a kind share a line
const order: readonly WordClass[] = [
  'nothing', 'no', 'not', 'skipping', 'adding', 'something', 'we', 'self', 'claim', 'yes', 'filler',
]

/**
 * At an optional text: what says that there is nothing to write, or that the question is to be passed by. A bare «nei» or
 * «ingenting» says so only where it is asked whether there is something: to «hva savner dere?» it is an answer.
 */
export const saysNothing = (said: Said, { question }: Hearing): boolean => {
  if (!isLongText(question) || question.required || said.asks) return false
  if (said.tokens.length === 0 || said.tokens.length > longest) return false
  const written = said.tokens.join(' ')
  if ([thisOneOn, writesNothing, enoughSaid].some((one) => one.test(written)) || goesOnWithoutWords(said)) return true
  // «Ingen merknader fra bydelens side», «nei, bare takk for hjelpen»: who has none is not asked, and thanks are no remark.
  const ofWhom = written
    .replace(youKnow, '')
    .replace(thanksAfterNo, '')
    .replace(/ nu\b/g, ' na')
    .replace(offhand, '')
    .replace(/ (?:punktum|punkt|komma)$/, '')
    .replace(
      / (?:fra|hos) (?:oss|meg|mi|min|var|vart|kommunens?|kommuna|bydelens?|kommunedirektoren|radmannen)(?: (?:side|sida|del))?(?: (?:na|no|i ar))?$/,
      '',
    )
  const tags = tagged(ofWhom.split(' '), order)
  if (tags.some(({ of }) => of === undefined)) return false
  const has = (...classes: WordClass[]): boolean => tags.some(({ of }) => of !== undefined && classes.includes(of))
  const nothing = has('nothing') || (has('not') && has('something')) || isBareNo(tags)
  if (has('skipping')) return nothing || has('no', 'not')
  return nothing && (asksWhetherAnything(question.text.nb) || (has('adding') && !isBareNo(tags)))
}

/** «Nei vet du hva, …», «nei du, …». */
const youKnow =
  /(?<=^(?:nei|neida|na|nah|ne|neh) )(?:(?:(?:vet|veit|vett|veid) (?:du|di|dere|de)|vettu|veitu)(?: (?:hva|kva|ka|ke))? |du )(?=\S)/

/** «Ikkje noko eg kjem på i farten». */
const offhand =
  / (?:(?:sann|sa|bare|berre) )?(?:i (?:farten|fart|forbifarten|hui og hast)|pa (?:sta(?:e|a)?nde fot|strak arm|direkten|sparket|rappen)|uten videre|utan vidare|(?:her )?i (?:oyeblikket|augeblinken|augneblinken)|for (?:oyeblikket|augeblinken|augneblinken)|umiddelbart|straks|med det samme|med det same)(?= |$)/g

const thanksAfterNo =
  /(?<=^(?:nei|neida|na|nope)\b.*) (?:(?:og|men|bare|berre|kun) )*(?:tusen |mange )?takk(?: (?:for|til) \S+(?: \S+){0,3})?$/

const beforeSkipping =
  'nei|ne|na|nah|nope|niks|ok|takk|da|gidder|gidd|orker|orkar|vil|vet|veit|ikke|ikkje|itj|svare|svara|pa|jeg|eg|a|vi|me|det|den|denne|dette|her|bare|berre|kan|tar|tek|heller|sa|og|du'
const afterSkipping =
  'vi|me|jeg|eg|over|ove|den|denne|det|dette|her|sporsmalet|sporsmal|til|neste|takk|da|bare|berre|na|no|videre|vidare'
const noAndOn = new RegExp(
  `^(?=.*\\b(?:nei|ne|na|nah|nope|niks|ikke|ikkje|itj)\\b)(?:(?:${beforeSkipping}) )*(?:hopp|hopper|hoppar|hoppe|skip|skipp|skipper|skippar|(?:sta|star|stend)(?: (?:eg|jeg|vi|me))? over)(?: (?:${afterSkipping}))*$`,
)

/** «Nei, ikke hopp over»; «gidder ikke, hopp over» says the contrary. */
const staysHere = /(?<!\p{L})(?:ikke|ikkje|itj) (?:hopp|skip|stå )/iu

const hopping =
  'hopp(?:e|er|ar)? (?:(?:bare|berre|heller|vi|me|jeg|eg|a) )?(?:over|ove)|(?:skip|skipp|dropp)(?:e|er|ar)?|(?:sta|star|stend) (?:(?:vi|me|jeg|eg|a) )?over'
const forNow =
  'sa lenge|sa lengje|enn sa lenge|inntil videre|inntil vidare|forelopig|forelopeg|forebels|for na|for no|na|no|litt|i forste omgang|i fyrste omgang|i denne omgang|i denne omgangen|akkurat na|akkurat no'
/** «Bare hopp over», «hopp over denne så lenge»: the whole of what is said. */
const onlyHopping = new RegExp(
  `^(?:(?:ok|okei|greit|da|ja|nei|vi|me|jeg|eg|a|kan|vil|ma|far|bare|berre|heller|sa|beklager|orsak|sorry|takk|det|den) )*(?:${hopping})(?: (?:den|denne|det|dette|her|akkurat|sporsmalet|dette sporsmalet|det sporsmalet|det her))*(?: (?:${forNow}))*(?: (?:takk|da))?$`,
)
/** Why the question is passed by: nobody knows, or it comes later. */
const whyHopping =
  /(?:^|[^a-z])(?:ikk?j?e|itj|itte|usikker|usikre|ma (?:sjekk|spor|hor|hoy|finn|leit|let)|(?:kommer|kjem|kjam) (?:tilbake|attende|att)|(?:tar|tek|tas|svarer|svarar) (?:den|det|heller)|sen(?:er|ar)e|sein(?:er|ar)e|ettera|etterpa|mangler|manglar|sporre|sporje|sjekke)(?:[^a-z]|$)|(?:er|e|var|va) (?:jo |litt |heilt |helt |for |altfor |alt for |sa |bare |berre )?(?:teit|dum|tull|tapelig|tapeleg|rar|merkelig|merkeleg|irrelevant|unodvendig|meningslos|meiningslaus|umulig|umogleg|vanskelig|vanskeleg|vrien|innfloka|uklar)(?:t|e|ete)?(?:[^a-z]|$)/

/** «Hopp over dette, eg har ikkje tala»: that the question is passed by, and maybe why, and nothing else. */
const onlyPassesBy = ({ text }: Said, mayTellWhy: boolean): boolean => {
  const parts = text
    .split(/[.,;:!…–\n]+| - /u)
    .map((part) => bare(phrase(part)))
    .filter((part) => part !== '')
  if (!parts.some((part) => onlyHopping.test(part))) return false
  return parts.every((part) => onlyHopping.test(part) || (mayTellWhy && whyHopping.test(part) && !/\d/.test(part)))
}

/**
 * «Nei, hopp over», «gidder ikke, det hopper vi over», «hopp over denne så lenge», at a question that is answered by yes, no, a figure or a choice: it is passed by, and
 * the no in it is no answer.
 */
export const passesBy = (said: Said, { question }: Hearing): boolean =>
  question !== undefined &&
  !said.asks &&
  said.tokens.length <= longest &&
  !staysHere.test(said.text) &&
  (onlyPassesBy(said, !asks(question, 'words')) || (!asks(question, 'words') && noAndOn.test(said.tokens.join(' '))))

/** «Orker ente skrive stil», «tom for ord», «nei, det var nå det»: where words of one's own are wished for, none come. */
const writesNothing =
  /^(?:(?:nei|na|nah|beklager|sorry|orsak|jeg|eg|a|vi|me|dessverre) )*(?:orker|orkar|orke|gidder|gidd|gidde|gid|rekker|rekk) (?:ikke|ikkje|ikkj|itj|itte|ente|inte|ikje|kje) (?:a )?(?:skrive?|skriva|forfatte|formulere)\b(?: (?:noe|noko|nokka|mye|mykje|stil|roman|avhandling|essay|bok|langt|lange|tekst|tekster|tekstar|her|no|na|pa|dette|i|dag|om|det|den|ein|en)\b)*$|^(?:(?:nei|neida|na|nah|ne|neh|ja|jo|takk|da) )*(?:det|dette|d) (?:va|var|vart|er|e|ble|blei) (?:(?:na|no|nu|nok|vel|jo|bare|berre) )*(?:det|d|alt|alt sammen|alt saman)(?: (?:fra|hos|for) .{2,24})?$|^(?:(?:nei|neida|na|nah|ne|neh|beklager|sorry) )*(?:(?:jeg|eg|a|e|vi|me|er|har) )*(?:tom(?:me)?|tomt|tott) (?:for|forr|fer) (?:ord|innspill|ideer|idear|tanker|tankar)\b.{0,24}$|^(?:(?:nei|na|beklager|sorry|orsak) )*(?:(?:jeg|eg|a|vi|me) )?(?:har|hadde) (?:ikke|ikkje|ikkj|itj|itte|ingen|inga) (?:ork|energi|krefter|overskudd|overskot|lyst|kapasitet) til a (?:skrive|svare|formulere)\b(?: (?:noe|noko|nokka|no|mye|mykje|her|na|i|dag|pa|det|dette|den))*$/

/** «Nei, nå tror jeg at jeg har pratet nok», «no er alt sagt». */
const enoughSaid =
  /^(?:(?:nei|neida|na|no|nu|da|sa|takk|tror|trur|synes|synest|syns|jeg|eg|a|vi|me|at|det|men) )*(?:(?:har|e) (?:(?:jeg|eg|vi|me|a|na|no|nok|vel|alt|allerede) )*(?:sagt|pratet|prata|snakket|snakka|skrevet|skrive|skreve|svart|svara) (?:nok|mitt|sitt|det (?:jeg|eg|vi|me) (?:har|hadde|ville)(?: a si| a seie)?)|(?:alt|det meste) er sagt|er (?:alt|det meste) sagt|(?:far|fer) det (?:vare|vere|va|holde|halde)(?: nok)?|(?:det|dette) (?:far|fer) (?:vare nok|vere nok|va nok|holde|halde|greie seg|klare seg)|(?:det|dette) (?:holder|held|er nok|e nok)|(?:er|e) det nok)(?: (?:na|no|her|for i dag|for denne gang))*$/

/** «Neste takk, orker ikke skrive stil»: that it is passed by, and why. */
const goesOnWithoutWords = ({ text }: Said): boolean => {
  const parts = text.split(/[.,;:!…–\n]+| - /u).map((part) => bare(phrase(part)))
  const told = parts.filter((part) => part !== '')
  return told.length > 1 && told.every((part) => [nextOne, onlyHopping, writesNothing].some((one) => one.test(part)))
}
const nextOne =
  /^(?:(?:ok|nei|ja|bare|berre) )*(?:neste|videre|vidare|ga videre|ga vidare|neste sporsmal)(?: (?:takk|da|na|no|sporsmal))*$/

/** «Den står eg over», «denne hopper vi over». */
const thisOneOn =
  /^(?:den|denne|det|dette|den her|det her) (?:sta|star|stend|hopper|hoppar|skipper|dropper|droppar) (?:eg|jeg|vi|me|a)(?: over)?(?: (?:takk|i dag|na|no|gitt))?$/

/** «Nei», «nei takk, det er alt». */
const isBareNo = (tags: readonly Tag[]): boolean =>
  tags[0]?.of === 'no' && tags.every(({ of }) => of === 'no' || of === 'filler' || of === 'we' || of === 'self')
