/** Whether a text asks the bot, or those behind it, something, or tells why there is no answer now. */

import { keptWith } from '../memory.ts'
import { bare, type Said, saidOf } from './said.ts'
import { alternation, tagged } from './words.ts'

/** Words; a longer text tells something, whatever sign it ends with. */
const longest = 25
/** Without its question mark a question is short. */
const longestUnmarked = 12
/** Words of a sentence that tells something beside the question. */
const tells = 4

const howMuch = '(?:lenge|lang|langt|mange|mye|mykje|ofte|mykj|stor|stort|viktig|lett)'
const asking = new RegExp(
  `^(?:(?:og|men|ja|nei|ok|hei|forresten|beklager|unnskyld|orsak) )*(?:${alternation('asking')})\\b`,
)
const askingThenVerb = new RegExp(
  `^(?:(?:og|men|ja|nei|ok|hei|forresten|beklager|unnskyld|orsak) )*(?:${alternation('asking')})(?: ${howMuch})?(?: tid)? (?:${alternation('inverting')})\\b`,
)
const inverted = new RegExp(
  `^(?:(?:og|men|ja|nei|ok|hei|forresten|beklager|unnskyld|orsak) )*(?:${alternation('inverting')}) (?:ikk?j?e )?(?:${alternation('asked')})\\b`,
)
const wonders =
  /^(?:(?:jeg|eg|vi|me|ae?) )?(?:(?:bare|berre) )?(?:lurer|lurar|lurte|undres|undrast|undrer|undrar)(?: (?:litt|bare|berre))?(?: (?:pa|pa om))?\b|^(?:et |eit )?sporsmal\b/

/**
 * Whether the whole text is a question: it begins as one, and nothing of more than a few words is told beside it. «Når vi
 * får nok bolig» is none, «når får vi svar» is.
 */
export const isQuestion = keptWith((said: Said): boolean => {
  const { tokens } = said
  if (tokens.length === 0 || tokens.length > longest || !asksAlone(said.text)) return false
  if (wonders.test(said.bare)) return true
  if (!said.asks && condition.test(bare(said.text.toLowerCase()))) return false
  if (said.asks) return asking.test(said.bare) || beginsWithVerb(tokens)
  // «E æ leiar», in the valleys: I am.
  if (/^e ae? /.test(said.bare)) return false
  return tokens.length <= longestUnmarked && (askingThenVerb.test(said.bare) || inverted.test(said.bare))
})

const beginsWithVerb = (tokens: readonly string[]): boolean => {
  const [first] = tagged(tokens, ['inverting'])
  return first?.of === 'inverting' && tokens.length > 1
}

/** Every sentence of it asks, or says no more than «hei». */
const asksAlone = (text: string): boolean =>
  (text.match(/[^.!?\n]+[.!?\n]*/gu) ?? []).every(
    (sentence) => /\?\s*$/.test(sentence) || sentence.trim().split(/\s+/).length < tells || !/[.!?\n]\s*\S/u.test(text),
  )

const puttingOff =
  /^(?:(?:jeg|eg|vi|me|ae?|dette|det|her) )?(?:(?:ma|skal|vil|far|bor) (?:\S+ ){0,2}(?:sjekke|sporre|sporje|tenkj?e(?= (?:pa|over|litt|meg)\b|$)|hore|hoyre|finne ut|undersoke|ga|lope|springe|i mote|pa mote)\b|(?:kommer|kjem) (?:\S+ )?(?:tilbake|att)\b|(?:tar|tek|svarer|svarar) .*(?:senere|seinare|etterpa|i morgen|i morgon)$|(?:har|far) (?:ikke|ikkje) tid\b|(?:er|sitter|sit) i (?:et |eit )?mote\b)/

/** «Må sjekke med økonomi først, kommer tilbake»: the answer is still to come. Short texts only. */
export const isPuttingOff = (said: Said): boolean => said.tokens.length <= 12 && puttingOff.test(said.bare)

/** «Hva betyr enhet?», with its question mark: never an answer, not even where any words are one. */
export const asksMeaning = (said: Said): boolean =>
  /[.,:!?] (?:oversett|forklar)[.! ]*$/i.test(said.text) ||
  (said.asks &&
    /^(?:hva|kva|ka) (?:betyr|tyder|menes med|meinast med|meines med|mener dere med|meiner de med|meiner dykk med) .{1,150}$/.test(
      said.bare,
    ))

/** «Er det rektor?»: an answer that is not sure of itself. */
export const isGuess = (said: Said): boolean =>
  /^(?:er|blir|var|ma|kan) (?:det|dette|ikk?j?e det|det vel)\b/.test(said.bare) && said.tokens.length <= 5

// In a free text: what has the form of a question, whatever it is about and whatever sign it ends with.

const opening = '(?:(?:og|men|ja|nei|ok|hei|du|eh|forresten|beklager|unnskyld|orsak|sorry) )*'
const whoAsks = '(?:vi|me|jeg|eg|ae?|du|dere|dokker|de|dei|det|den|man|ein|som)'
/** «Kor mange teikn har eg», but not «hvor mange som kommer, er …» nor «hvordan vi får det til». */
const askingForm = new RegExp(
  `^${opening}(?:${alternation('asking')})(?:(?: (?!${whoAsks} )[a-z]+){0,3}? (?:${alternation('inverting')}) [a-z]| (?:${howMuch} )?(?!${howMuch} )[a-z]+(?:r|te|de|t|a) (?:${alternation('asked')}))`,
)
const invertedForm = new RegExp(
  `^${opening}(?:(?:${alternation('inverting')})(?: ikk?j?e)? (?:${alternation('asked')})|[a-z]{3,}(?:es|ast) (?:det|dette|den|her))(?: |$)`,
)
/** «Kan Adresseavisen …», «ser Fylkesmannen …»: a name after the verb. */
const invertedName = new RegExp(`^(?:${alternation('inverting')}) \\p{Lu}\\p{Ll}+ \\p{Ll}`, 'u')
/** «Får vi mer penger, kan vi bosette flere»: a condition. */
const condition = new RegExp(
  `^(?:far|skal|vil|ma|kommer|kjem|blir|har|hadde|kunne) .*, ?(?:da |sa )?(?:[a-z]+ (?:${alternation('we')}|jeg|eg|det)(?: |$)|(?:${alternation('inverting')}) )`,
)
/** Words of a sentence without its sign that may be a question. */
const longestForm = 20

/** Whether the text asks: its first sentence of more than a word or two does, or nothing is told before one that does. */
export const asksSomewhere = (said: Said): boolean => {
  const sentences = said.text.match(/[^.!?\n]+[.!?\n]*/gu) ?? []
  const first = sentences.find((sentence) => asksIn(sentence) || sentence.trim().split(/\s+/).length >= tells)
  return first !== undefined && asksIn(first)
}

const asksIn = (sentence: string): boolean => sentence.trimEnd().endsWith('?') || hasForm(sentence)

const hasForm = (sentence: string): boolean => {
  const said = saidOf(sentence)
  const text = said.tokens.join(' ')
  if (said.tokens.length < 2 || said.tokens.length > longestForm || condition.test(bare(sentence.toLowerCase())))
    return false
  const written = sentence.trim()
  return (
    askingForm.test(text) ||
    invertedForm.test(text) ||
    invertedName.test(written.charAt(0).toLowerCase() + written.slice(1)) ||
    wonders.test(text)
  )
}

/** «Hvor mange har svart? Er vi først?» */
export const asksHowManyAnswered = ({ bare }: Said): boolean =>
  /\b(?:hvor|kor) mange?\b.*\b(?:svart|svara|levert|sendt|svar)\b|\b(?:er|e|blir) (?:vi|me|eg|jeg|a) (?:de |dei |den |blant de )?(?:forste?|fyrste?|eneste?|einaste?|siste?)\b/.test(
    bare,
  )

// Which of the facts of a topic is asked for.

/** «Ser dere det vi skriver, før vi sender inn?»: of answers that are not sent in. */
export const asksOfUnsent = ({ bare }: Said): boolean =>
  /\b(?:for|innen|for at|inntil) (?:(?!a )[a-z]+ ){0,4}?(?:send\w*|lever\w*|innsend\w*)\b|\b(?:underveis|undervegs|utkast\w*|kladd\w*|uferdig\w*|halvferdig\w*|imens|lopende|allerede|allereie|pa forhand|pa forehand)\b/.test(
    bare,
  )

/** «Kan sjefen lese dette?»: of those at work. */
export const asksOfOwnPeople = ({ bare }: Said): boolean =>
  /\b(?:kolleg\w*|sjef\w*|leder\w*|leiar\w*|ledels\w*|leiing\w*|radmann\w*|kommunedirektor\w*|bydelsdirektor\w*|hos oss|pa huset|pa kontoret|pa jobben)\b/.test(
    bare,
  )

/** «Har dere et telefonnummer?» */
export const asksForPhone = ({ bare }: Said): boolean =>
  /\b(?:ringe?r?|ringa|ringje|ringt|telefon\w*|tlf\w*|mobilnummer\w*)\b/.test(bare)

/** «Kan jeg svare på nettet?», «kode til nettsiden». */
export const asksOfWeb = ({ bare }: Said): boolean =>
  /\b(?:nett|nettet|nettside\w*|nettsida\w*|nettskjema\w*|nettleser\w*|nettlesar\w*|web\w*|pc|pcen|mobil|mobilen|nettbrett\w*|ipad\w*)\b/.test(
    bare,
  )

/** «Hvor lenge gjelder koden?», «kan han brukast fleire gonger?» */
export const asksIfCodeLasts = ({ bare }: Said): boolean =>
  /\b(?:gjelder|gjeld|gyldig\w*|varer|varar|utloper|utlop\w*|gar (?:\w+ )?ut|gatt ut|bruke[sr]?|brukast|brukar|flere ganger|fleire gonger|pa nytt|en gang til|ein gong til|virker|verkar|fungerer)\b/.test(
    bare,
  )

/** «Hva brukes svarene til?» */
export const asksWhatFor = ({ bare }: Said): boolean =>
  /\bbruk\w*\b.*\btil\b|\b(?:formal|foremal|hensikt|hensikten)\w*\b/.test(bare)

/** «Hva lagrer dere om meg?»: what is kept, and not how long. */
export const asksWhatIsKept = ({ bare }: Said): boolean =>
  /\b(?:hva|kva|ka|hvilke|navn\w*|namn\w*|ip)\b/.test(bare) &&
  !/\b(?:lenge|nar|slett\w*|fjern\w*|skjer|etterpa|til|blir av)\b/.test(bare)

const ifAnswered =
  /\b(?:hvis|om|viss|dersom|nar) (?:svaret|det) (?:er|blir|vert) (?:ja|nei)\b|\b(?:hvis|om|viss|dersom|nar|vess|vest) (?:jeg|eg|a|ag|vi|me|man|ein|en|je|du)(?: (?:na|no|bare|berre|heller|da))* (?:svarer|svarar|svare|svar|velger|vel|velj|velge|krysser|kryssar|kryss|sier|seier|si|seie|trykker|trykkjer|trykk|tar|tek|huker|hakar)(?: (?:bare|berre|pa|av|for))* (?:ja|jo|nei|nja|ingen|inga|ingenting|\d{1,2}|alternativ|nummer|nr)\b|(?<=\b(?:skjer|hender)(?: det)? )(?:hvis|om|viss|dersom|nar) (?:jeg|eg|a|vi|me) (?:svarer|svarar|svare|sier|seier|si|seie|skriver|skriv) at\b/
const whatFollows =
  /\b(?:skjer|hender|slipper|slipp|slepp|slippe|sleppe|hopper|hoppar|unngar|unngå|kommer|kjem|kjaem|blir|far|resten|neste|flere|fleire|fler|oppfolging\w*|borte|vekk|ferdige?|videre|vidare)\b/

/** «Hva skjer om jeg svarer nei, slipper jeg resten?»: what the questionnaire asks after an answer, and no answer. */
export const asksWhatFollows = (said: Said): boolean =>
  said.tokens.length <= longest &&
  (said.text.includes('?') ||
    isQuestion(said) ||
    /^\W*(?:hva|kva|ka|slipper|slepp|slipp|far|kommer|kjem)\b/.test(said.bare)) &&
  ifAnswered.test(said.bare) &&
  whatFollows.test(said.bare.replace(ifAnswered, ' '))

/** «Orker ikke ta alle, kan jeg bare si greit på alt?»: whether one answer may be given to all the rows. */
export const asksForAllAtOnce = ({ text, bare, tokens }: Said): boolean =>
  tokens.length <= longest &&
  (text.includes('?') || /^(?:\w+ ){0,2}(?:kan|gar det an|er det lov|ma)\b/.test(bare)) &&
  /\b(?:kan|far|gar det an|lov|ok|mulig|mogleg|ma|greit)\b.*\b(?:si|seie|svare|ta|sette|gi|gje|skrive|krysse)\b.*(?:\b(?:samme|same|det samme|likt|en|ein|alle|alt)\b.*\b(?:pa|over|for|under) (?:alt|alle|hele|heile|resten|dei|dem)\b|\b(?:pa|for) (?:alt|alle|resten|alle sammen)\b|\b(?:alle|alt) (?:pa en gang|pa ein gong|under ett|samtidig|i ett)\b)/.test(
    bare,
  )

/** «Je svarte på det i sta»: of this conversation, and of no earlier year. */
export const saysJustNow = ({ bare }: Said): boolean =>
  /\b(?:i sta|i stad|i sted|nettopp|nett|akkurat|nyss|nylig|for (?:to|et par|litt|noen|fem) (?:minutt\w*|sekund\w*|sporsmal)|for litt si[ad]n?|en gang|ein gong|to ganger|to gonger|roter?|gjentar|gjentek)\b/.test(
    bare,
  )

/** «Er det for seint å rette noko etterpå?»: a yes would say the contrary. */
export const asksIfTooLate = ({ bare }: Said): boolean => /\b(?:for|forr) (?:sent|seint|sein|sen)\b/.test(bare)
