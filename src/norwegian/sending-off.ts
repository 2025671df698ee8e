/** «Av gårde med det», to «skal jeg sende inn?»: a yes in words of one's own. What could be anything else sends nothing. */

import { curse } from './everyday-yes.ts'
import { readNumeral } from './figures.ts'
import { isQuestion } from './questions.ts'
import { type Said, saidOf } from './said.ts'
import { likely } from './topic-model.ts'
import { tagged, wordOf } from './words.ts'

/** Words; who writes more tells more than a yes. */
const longest = 12

/**
 * The model's share from which sending in is meant: of what authors that it had not seen said for something else at «skal jeg
 * sende inn?», nothing reaches it that `isHindered` lets pass.
 */
const leastShare = 0.65

/** Whether it says that the answers are to be sent in, and nothing that puts it off, changes it or makes it depend on something. */
export const isSendingOff = (said: Said): boolean => {
  if (said.tokens.length === 0 || said.tokens.length > longest) return false
  if (said.text.includes('?') || /\d/.test(said.text) || isQuestion(said) || asksBack(said)) return false
  // «Ok», «stemmer»: what stands there is agreed to, and nothing is said of sending.
  if (!isConfirmed(said) && tagged(said.tokens, ['agree', 'okay', 'filler']).every(({ of }) => of !== undefined))
    return false
  // «Ja før svarte»: cursing is no condition.
  if (isHindered(saidOf(said.text.replace(curse, ' ').replace(onlySend, ' '))) || isSentElsewhere(said)) return false
  if (!saysGo(said)) return false
  const { topic, share } = likely(said, 'confirm')
  return topic === 'send_in' && share >= leastShare
}

/**
 * «Bra. send», «ja takk, send inn», «ok da sender vi det», anywhere: the word itself, with nothing around it but that all is well.
 */
export const wishesToSend = ({ text, tokens }: Said): boolean =>
  tokens.length <= longest &&
  !text.includes('?') &&
  sendsPlainly.test(tokens.join(' ')) &&
  !wasItSo.test(tokens.join(' '))

/** «Det er bare du som kan sende»: told of the bot, and no wish. */
const ofTheBot = /\b(?:som (?:om )?(?:du|dere|de|dokker)|(?:du|dere|de|dokker) som)\b/

/** Whether it is such a wish where sending in is asked about: «da nei send inn» says both. */
export const agreesToSend = (said: Said): boolean =>
  sendsInHaste(said) ||
  sendsAllTheSame(said) ||
  (wishesToSend(said) && !said.tokens.some((word) => wordOf(word) === 'no'))

/** «Send inn no, eg må på møte», «må stikke, send det dere har»: a wish to send, and beside it only that there is no time. */
export const sendsInHaste = ({ text, tokens }: Said): boolean => {
  if (tokens.length > longest || text.includes('?') || !tokens.some((word) => /^(?:send|lever)/.test(word)))
    return false
  const pieces = text.split(/[,.!;:]+/u).map((piece) => saidOf(piece).tokens.join(' '))
  const said = pieces.filter((piece) => piece !== '')
  const others = said.filter((piece) => !sendsPlainly.test(piece) && !sendsWhatIsThere.test(piece))
  // «Da nei send inn» says both.
  if (others.length === 0 && tokens.some((word) => wordOf(word) === 'no')) return false
  return others.length < said.length && others.every((piece) => inHaste.test(piece))
}
const sendsWhatIsThere =
  /^(?:(?:ja|ok|sa|da|bare|berre|jeg|eg|vi|me) )*(?:send|sender|sendar|lever|leverer) (?:inn )?(?:det|alt) (?:dere|dokker|de|du|vi|me|jeg|eg|a|som) (?:har|er|star|ligg|ligger)(?: (?:na|no|der|inn))?$/
const inHaste =
  /^(?:\w+ )?(?:ma|skal|lyt) (?:\w+ )?(?:i|pa|til|ut|videre|vidare|stikke|ga|lope|springe|reise|dra|av|rekke)\b|\b(?:darlig|darleg) tid\b|\b(?:har|rekk|rekker|orker|orkar|orke|klarer|klarar|far|vet|veit) (?:ikke|ikkje|itj) (?:til |svart pa |svare pa |gjort )*(?:mer|meir|tid|flere|fleire|alt|resten)\b|\b(?:kommer|kjem|kjem no) (?:ikke|ikkje|itj) (?:lenger|lengre|vidare|videre)\b|\b(?:har|fatt|gjort) nok (?:for )?i dag\b|\b(?:har|fekk|fikk) det travelt\b/

/** «Ja, bare send»: what waits is agreed to first. */
export const agreesFirst = (text: string): boolean => /^(?:ja|jau|jo)(?!\p{L})/iu.test(text.trim())

/** Signs; what is longer tells more, however few words it is written in. */
const longestSigns = 160

/** «Nei det trenger vi ikke, send»: no to more, and yes to sending. */
const sendsAllTheSame = ({ text }: Said): boolean => {
  if (text.length > longestSigns) return false
  const { first, last } = noMore.exec(text.trim())?.groups ?? {}
  return first !== undefined && last !== undefined && !isHeld(first) && sendsPlainly.test(saidOf(last).tokens.join(' '))
}
const noMore =
  /^(?:nei|neida|niks|nope)(?!\p{L})[\s,.!]*(?<first>[^?]*(?:treng|nødvendig|naudsynt|greit|greitt|holder|held|nok|bra|ferdig|får (?:være|vere|bli)|mer|meir)(?:\p{L}*)[^?,.!;]{0,30})[,.!;–-]+\s*(?<last>[^?,.!;–-]+)[.!]*$/iu
const isHeld = (text: string): boolean =>
  /(?<!\p{L})(?:vent|vente|send|sende|endre|endra|først|fyrst)(?!\p{L})/iu.test(text)

/** «Skal jeg sende inn», «kan vi slette alt», without its sign: what was asked is asked back, and is no yes. «Kan du sende inn» is. */
export const asksBack = ({ tokens }: Said): boolean =>
  [turnedBack, wasItSo, ofTheBot].some((pattern) => pattern.test(tokens.join(' ')))

/** «Er alt sendt», «har du sendt det», «er det ferdig da sender jeg»: asked, or made to depend on it. */
const wasItSo =
  /^(?:(?:men|og|ok|okei|hm+|eh|oi) )*(?:er|e|har|ble|blei|vart|blir|var) (?:det|alt|alle|svara|svarene|skjemaet|jeg|eg|a|vi|me|du|dere|de|den|d|noe|noko) /

const turnedBack =
  /^(?:(?:men|og|ok|okei|hm+|eh|oi) )*(?!kan du )(?:skal|ska|kan|kunne|vil|ville|bor|burde|far|ma|skulle) (?:jeg|eg|a|vi|me|du|dere|de|dokker) /

const wellSaid =
  'ja|jo|jau|nei|ok|okei|oki|greit|greitt|fint|flott|bra|supert|topp|perfekt|takk|tusen|da|sa|na|no|nu|men|og|bare|berre|alt|alle|det|d|den|er|e|var|va|ble|vart|rett|riktig|stemmer|ferdig|ferdige|klar|klare|i|orden|boks|vi|me|jeg|eg|a|vil|skal|kan|du|gjerne|her|helt|heilt|ser|ut|nok'
const whatIsSent =
  'inn|in|det|d|den|dem|de|dei|alt|alle|svar|svara|svarene|skjemat|na|no|nu|da|vi|me|jeg|eg|a|takk|i vei|av garde|pa nytt|igjen|bare|berre'
const sendsPlainly = new RegExp(
  `^(?:(?:${wellSaid}) )*(?:send|sende|sender|sendar|lever|levere|leverer) ?(?:(?:${whatIsSent})(?: |$))*$`,
)

/** «Rådmannen godkjente», «de er enige»: those who were to be asked first say yes, and nothing else is said. */
export const othersAgree = ({ text, tokens }: Said): boolean => {
  if (tokens.length > 14 || /[?\d]/.test(text)) return false
  const words = tokens.join(' ')
  return agreed.test(words) && !against.test(words)
}

const agreed =
  /\b(?:enige?|einige?|samde?|samd|godkjent|godkjend[et]?|godkjente|godtatt|godteke|klarert|gront lys|gitt ok|far ok|fekk ok|fikk ok|(?:sa|sier|seier|sagt|svarte|svara) (?:ja|ok|okei|at det er (?:greit|greitt|bra|fint|ok)))\b/
const against =
  /\b(?:ikke|ikkje|ikkj|itj|ikje|men|unntatt|unnteke|bortsett|utenom|utanom|hvis|viss|dersom|nar|for|fore|etter|ma|vent|venter|ventar|skal|nesten|snart|enna|enda|feil|endre|endra|rette|retta|sporsmal|sporre|sporje|om)\b/

/** What is asked after a no or a wait: «nei vent, kva var det eg ikkje svara på?»; undefined: nothing is. */
export const behindWait = (text: string): string | undefined => {
  if (!text.includes('?')) return undefined
  const asked = /^(?:(?:nei|vent|stopp|hold|oi|men|litt|no|nå)[\s,.!]+)+(?<asked>[^?]{6,}\?)/iu.exec(text.trim())
    ?.groups?.asked
  return asked !== undefined && saidOf(asked).tokens.length >= 3 ? asked : undefined
}

/** «Send det åt ho Ragnhild først»: somebody else is to have the answers before they are sent in. */
export const isForOthersFirst = (text: string): boolean => othersFirst.test(saidOf(text).tokens.join(' '))
const othersFirst = /\b(?:send|sende|vis|vise)\b(?: \w+){0,3} (?:til|te|at)\b(?: \w+){1,4} (?:forst|fyrst|for)\b/

/** «Oi nei, bommet. Tilbake til oversikten». */
export const wantsOverview = (text: string): boolean => {
  const { tokens } = saidOf(text)
  return tokens.length <= 12 && !text.includes('?') && overview.test(tokens.join(' '))
}
const overview =
  /\b(?:tilbake|attende|til|vis|vise|se|sja)\b(?: \w+){0,3} (?:oversikt\w*|oppsummering\w*|sammendrag\w*)\b/

/** «Nei, eg vil svara på resten fyrst». */
export const wantsTheRest = (text: string): boolean => {
  const { tokens } = saidOf(text)
  return tokens.length <= 12 && !text.includes('?') && theRest.test(tokens.join(' '))
}
const theRest =
  /\b(?:svare?|svara|ta|gjore|gjere|fylle|fylla)\b.* (?:resten|de andre|dei andre|det som mangler|det som manglar|det som gjenstar|de siste|dei siste)\b/

/**
 * «Ikke ja», «ikkje heilt klar», «syv»: a denied word of agreement, or a numeral alone. Whatever these are like, none of them is a wish
 * to send.
 */
export const cannotAgree = ({ tokens }: Said): boolean =>
  deniesAgreement.test(tokens.join(' ')) ||
  (tokens.length > 0 && tokens.every((word) => readNumeral(word) !== undefined))

const deniesAgreement =
  /\b(?:ikke|ikkje|ikkj|ikje|itj|langt fra|langt fra a vare) (?:helt |heilt |sa |akkurat |noe |noko |sarlig |sarleg )?(?:ja|jo|ok|okei|bra|greit|greitt|fint|godt|rett|riktig|enige?|einige?|klare?|ferdig|ferdige|i orden|topp)\b/

/** «Må få det godkjent av sjefen»: somebody else's yes is waited for. */
export const awaitsOthers = ({ tokens }: Said): boolean =>
  tokens.length <= 14 &&
  /\b(?:ma|skal|venter|ventar|trenger|treng|mangler|manglar)\b.*\bgodkj\w+/.test(tokens.join(' '))

/** Whether any word of it is a yes, a well said, or sends something on its way: what only looks like a wish to the model («ta det med ro») is none. */
const saysGo = ({ tokens }: Said): boolean =>
  tokens.some((word) => goes.test(word)) ||
  tagged(tokens, ['yes', 'okay', 'agree', 'sending']).some(({ of }) => of !== undefined)

const goes = new RegExp(
  `^(?:${[
    // Sent, let go, thrown, shot, pressed.
    'send\\w*|sent|lever\\w*|post\\w*|ship|submit|push\\w*|yeet|ekspeder\\w*|kjor\\w*|koyr\\w*|fyr\\w*|skyt\\w*|hiv\\w*|kast\\w*|sving\\w*|dytt\\w*|slipp\\w*|slepp\\w*|trykk\\w*|klikk\\w*|gass|pang|go|sett|set|start\\w*|gjor|gjer|gjore|do|la|lat|lets',
    // On its way, out of the house.
    'avgarde|avgard|garde|gard|garden|avsted|sted|vei|veg|veien|ivei|inn|ut|unna|fram|frem|los|laus|bort|vekk',
    // Done, agreed, confirmed.
    'ferdig\\w*|klar\\w*|fullfor\\w*|avgitt|avgjort|bekreft\\w*|stadfest\\w*|godkjen\\w*|samtykk\\w*|selvsagt|sjolvsagt|absolutt|naturligvis|naturlegvis|definitivt|gjerne|jatakk|jada|joda|amen|roger|velsign\\w*|varsagod|versagod|vassago|tommel|hover|lys|fort',
  ].join('|')})$`,
)

/** «Det bekreftes», «godkjent» */
const isConfirmed = ({ bare }: Said): boolean => /\b(?:bekreft|stadfest|godkjen|samtykk)/.test(bare)

/** Whether it says not to send, or not yet: «ikkje send!!», «vent med å sende». */
export const isCallingOff = (said: Said): boolean => callsOff.test(said.bare)

const callsOff =
  /\b(?:ikke|ikkje|ikkj|ikje|itj|itte|vent|vente|stopp|la vare|la vere|lat vere)(?: (?:litt|med|a|det|helt|heilt|na|no)){0,3} (?:send\w*|lever\w*)\b/

/** «Nei, ikke slett, send det inn»: whatever comes after it, nothing is deleted. */
export const stopsDeleting = ({ bare }: Said): boolean =>
  /^(?:nei|neida|na|stopp|vent)\b|\b(?:ikke|ikkje|ikkj|itj|vent med a) (?:slett\w*|fjern\w*)/.test(bare)

/** «Bare send»: nothing is left out by it. */
const onlySend = /(?<!\p{L})(?:bare|berre)(?= (?:å )?(?:send|sende|lever|levere|kjør|køyr|trykk)(?!\p{L}))/giu

/** «Send Kari den», «send i dæ sjøl»: to somebody, and not in. */
const isSentElsewhere = ({ text, tokens }: Said): boolean =>
  tokens.some((word, i) => /^(?:send|sende)$/.test(word) && !isSent(tokens[i + 1])) ||
  /\S\s+(?!IMDi)\p{Lu}\p{Ll}/u.test(text.replace(/[.!?]\s+\p{Lu}/gu, '. '))

/** What may stand after «send»: nothing, or what is sent, and where. */
export const isSent = (word: string | undefined): boolean => word === undefined || sent.has(word)

const sent: ReadonlySet<string> = new Set(
  saidOf('inn in det d den han dem de dei alt alle svar svara svarene svaran skjemaet i av na no').tokens,
)

/** Whether a yes has a word of a condition, a wait, a doubt, a change, somebody else's say or another address in it. */
export const isHindered = ({ tokens }: Said): boolean => tokens.some((word) => hinders.has(word))

const hinders: ReadonlySet<string> = new Set(
  [
    // No, and but.
    'neida joda ikke ikkje ikkj ikje itj itte aldri ingen inga uten utan nei nope nah not men unntatt unnteke bortsett utenom utanom bare berre kun heller eller likevel',
    // A condition, and a time to wait for.
    'hvis om dersom viss såfremt såframt mindre forutsatt gitt når nar idet if when etter ette før førr fore innen innan inntil til te after before until først fyrst fyst',
    'vent vente venter ventar wait hold holdt stopp stop straks snart senere seinare sia siden sidan later enda ennå enno endå igjen att morgen morgon morra morra kveld helg helga uke uka veke veka time timer',
    'mandag tirsdag onsdag torsdag fredag måndag tysdag laurdag lørdag søndag sundag januar februar mars april mai juni juli august september oktober november desember',
    // A doubt, and something to do first.
    'kanskje tror trur vet veit usikker tja nja tenke tenkje litt må skal ska bør burde skulle kunne vil kan sjekk sjekke sjekka sjekker spørre spørje høre høyre lese lesa leser les se sjå kika titte godkjenne godkjenner',
    // A change, or another address.
    'endre endra rett rette retta feil galt gale bytt bytte byt byte fjern fjerne stryk stryke legg slett slette meg mæ oss deg selv sjøl sjølv kopi videre vidare tilbake attende',
  ].flatMap((words) => saidOf(words).tokens),
)
