/**
 * Free text: what was written, as it was written. Commands, «vet ikke» and «nei» alone are heard; quoting them makes them
 * text. What has the form of something said to the bot is asked about, whatever it is about.
 */

import { isLongText, isShortText } from '../questionnaire/shape.ts'
import { isGreeting, isSignature, takesBack } from './around.ts'
import { commandOf } from './commands.ts'
import { answered, ask, type Content, type Hearing, toConfirm } from './meaning.ts'
import { isKindly, saysNothing } from './nothing-to-say.ts'
import { asksSomewhere, isPuttingOff, isQuestion } from './questions.ts'
import { bare, phrase, type Said, saidOf } from './said.ts'
import { isLikelyTalk } from './talk.ts'
import { alternation, isDash, typedAlternation, wordOf } from './words.ts'

/** The longest text that can be a command or «vet ikke»; longer ones are not looked at. */
const longestCommand = 80
const quotes: Record<string, string> = {
  '"': '"',
  '«': '»',
  '“': '”',
  '”': '”',
  '„': '“',
  "'": "'",
  '‘': '’',
  '»': '«',
}

/** The meaning of a text at a free-text question. Never politeness-stripped. */
export function understandText(text: string, hearing: Hearing): Content {
  const written = text.trim()
  const dictated = dictatedIn(written)
  if (dictated?.after) return toConfirm(answered({ kind: 'text', value: dictated.text }))
  const forced = dictated?.text ?? forcedText(written)
  if (forced !== undefined) return forced === '' ? ask({ code: 'empty' }) : answered({ kind: 'text', value: forced })
  if (written.length <= longestCommand) {
    const command = commandOf(written, hearing)
    if (command !== undefined) return { type: 'command', command }
    if (isDash(written) && leavesOut(hearing)) return { type: 'command', command: { name: 'skip' } }
    const word = isDash(written) ? 'not_applicable' : wordOf(written)
    if (word === 'dont_know' || word === 'not_applicable') return { type: 'missing', missing: word }
    if (!/[\p{L}\p{N}]/u.test(written)) return ask({ code: 'empty' })
    if (isSignature(written) || (isGreeting(written) && !/takk/i.test(written))) return ask({ code: 'empty' })
    // «Er det noe mer …?» – «ja» tells that there is, and not what.
    if (word === 'yes' && isLongText(hearing.question)) return ask({ code: 'only_yes' })
  }
  const answer = answered({ kind: 'text', value: written })
  return isLongText(hearing.question) && mayBeToBot(written, hearing) ? toConfirm(answer) : answer
}

/** «"hjelp"» in quotes of any kind, or «svar: hjelp». */
function forcedText(written: string): string | undefined {
  const prefix = /^svar ?: ?/i.exec(written)
  if (prefix !== null) return written.slice(prefix[0].length).trim()
  const close = quotes[written.charAt(0)]
  if (close === undefined || written.length < 2 || !written.endsWith(close)) return undefined
  const inner = written.slice(1, -1)
  return inner.includes(close) || inner.includes(written.charAt(0)) ? undefined : inner.trim()
}

/** «Skriv dette: «Vi treng lengre varsel.» Ikkje ta med resten»: what is to be written, and what is said of it after. */
const dictating =
  /^(?:(?:bare|berre|da|kan du|du kan) )*(?:skrive?|skriva|noter(?:e|a)?(?: ned)?|før(?:e)? opp)(?: (?:bare|berre))?(?: (?:dette|det|følgende|følgjande|som svar))? ?: ?/i
function dictatedIn(written: string): { text: string; after?: string } | undefined {
  const prefix = dictating.exec(written)
  const rest = prefix === null ? '' : written.slice(prefix[0].length).trim()
  if (rest === '') return undefined
  const close = quotes[rest.charAt(0)]
  const end = close === undefined ? -1 : rest.indexOf(close, 1)
  if (end < 2) return { text: rest }
  const after = rest.slice(end + 1).replace(/^[.!\s]+/u, '')
  return after === '' ? { text: rest.slice(1, end).trim() } : { text: rest.slice(1, end).trim(), after }
}

const leavesOut = ({ question }: Hearing): boolean =>
  isLongText(question) && !question.required && !question.notApplicable

// What in a free text may be said to the bot rather than to those who asked: it is asked about before it is stored.

/** Words of a remark that puts the answer off, points elsewhere, or is a command with a few words around it. */
const short = 14

/** «Samme som i fjor», «se svar 3»: what is meant stands somewhere else. */
const points =
  /^(?:det )?(?:samme|same)(?: (?:som|svar) .*)?$|^(?:se|sja) (?:svar|spm|sporsmal|over)\b|^som (?:over|for|sist|i fjor|nevnt|forrige|forre)\b/
const lone =
  /^(?:slett|rett|videre|vidare|test|hallo|ikk?j?e mas|(?:det |dette |na |no )*(?:haster|hastar)(?: na| no| veldig| litt| her)*|(?:jeg |eg |vi |me )?(?:har|far) (?:det )?(?:travelt|darlig tid|darleg tid)(?: na| no)?|(?:vent )?(?:litt )?,? ?telefon(?:en)?(?: ringer)?|(?:jeg |eg )?(?:forstar|skjonner|skjonar) (?:ikke|ikkje)(?: (?:sporsmalet|dette))?)$/
/** «Nei ikke skriv det», «glem det», «stryk det siste»: what was written is taken back in the same breath. */
const takenBack = new RegExp(
  [
    `\\b(?:${alternation('not')}) (?:skriv|skrive|lagre|lagra|ta med|send|sende|bruk)(?: (?:det|d|dette|den|noe|noko))?$`,
    '\\b(?:glem|gloym|stryk|dropp) (?:det|d|dette|den|alt)(?: siste)?$',
    '^(?:slett|fjern) (?:alt|det|dette|svar[a-z]*)\\b',
    // «Jeg skrev feil på antall bosatte»: another answer is to be put right.
    '\\b(?:skrev|skreiv|svarte|svara|forte|forde) feil (?:pa|om|i|der|tal|tall|antall)\\b',
    // «Gidder ikke svare»: no answer at all.
    `^(?:(?:${alternation('no')}|${alternation('self')}|${alternation('we')}|na|no) )*(?:vil|gidder|gidd|gidde|orker|orkar|orke|onsker|onskjer) (?:[a-z]+ )?(?:${alternation('not')})(?: a)?(?: (?:svare|svar|skrive|skriv|fylle|meir|mer|dette|det|noe|noko)|$)`,
  ].join('|'),
)
/** «Vi vil fortsette», «få hjelp» are answers to what is asked of the work. */
const ofTheWork = new Set(['help', 'pause', 'continue'])
const neverAlone = new Set(['help', 'continue'])
/** «Vi har ikke tid til oppfølging» tells of the work; «jeg har ikke tid» of oneself. */
const ofTheUnit = new RegExp(`^(?:${alternation('we')}) (?:har|far) (?:ikke|ikkje) tid til\\b`)

/** Lines that a mail program writes; two of them stand above a mail that was pasted. */
const mailHead =
  /^[^\S\n\r\u2028\u2029]*(?:>[^\S\n\r\u2028\u2029]*)?(?:fra|frå|til|emne|sendt|dato|kopi|from|to|subject|sent|date|cc)\s*: *\S/gimu
const isPastedMail = (written: string): boolean => (written.match(mailHead) ?? []).length > 1

/** As `tokens` are written. */
const setOf = (listed: string): ReadonlySet<string> => new Set(saidOf(listed).tokens)
/** «Ha en fin dag og takk for meg», «tusen takk, snakkes»: thanks and farewells, and nothing beside them. */
const farewell = setOf('takk hade hadet snakkes snakkast adjø morna lykke')
const besides = setOf(
  'tusen mange hjertelig hjarteleg ha ei en ein et eit fin fint god godt riktig ønsker ønskjer dag dagen kveld helg helga helgen uke veke jul sommer sommar påske ferie videre vidare og å for før førr får til med meg mæ oss det da då nå no så denne gang gangen gongen praten samtalen hjelpen hjelpa tålmodigheten tolmodet dere dykk dokker deg dæ alle sammen saman alt ja nei hei bra ok ses sjåast fra frå her i dag',
)
const isFarewell = ({ tokens }: Said): boolean =>
  tokens.length > 0 &&
  tokens.every((word) => farewell.has(word) || besides.has(word)) &&
  (tokens.some((word) => farewell.has(word)) || (tokens[0] === 'ha' && tokens.length > 2))

/** «Saknar ingenting, de er greie nok»: that there is nothing, and a kind word. */
const isNothingKindlySaid = (written: string, hearing: Hearing): boolean => {
  const [first = '', ...others] = written.split(/(?<![.!,;:])[.!,;:]+\s+|\s[-–]\s/u)
  const told = saidOf(others.join(' '))
  return others.length > 0 && isKindly(told) && saysNothing(saidOf(first), hearing)
}

/** «Talet på deltakarar skal vera 31, ikkje 27 som eg skreiv»: another answer is to be put right, however long the remark. */
const putsRight = (written: string): boolean => oneNotOther.test(written) && ofWhatWasSaid.test(written)
const oneNotOther = new RegExp(`\\d[^\\p{L}\\d]{0,3} (?:og )?(?:${typedAlternation('not')}) \\d`, 'iu')
const ofWhatWasSaid = new RegExp(
  `(?<!\\p{L})(?:${typedAlternation('should')}|skal|skrev|skreiv|svarte|svara|oppga|oppgav|førte|rett|riktig)(?!\\p{L})`,
  'iu',
)

/** Whether a free text should be confirmed: it takes something back, points elsewhere, or is said to the bot. */
function mayBeToBot(written: string, hearing: Hearing): boolean {
  if (isPastedMail(written) || putsRight(written)) return true
  const said = saidOf(written)
  if (written.includes('\n') || said.tokens.length > short) return false
  if (isFarewell(said) || isNothingKindlySaid(written, hearing)) return true
  const text = bare(phrase(written))
  return lone.test(text) || points.test(text) || takesBack(written) || isSaidAside(written, hearing)
}

/** Whether the answer is said to come later: «må spørre Kari først». */
export const isPutOff = (said: Said): boolean => isPuttingOff(said) && !ofTheUnit.test(said.bare)

/** «Se vedlegg», «vedlagt følger notatet vårt»: what is meant was not written. */
const attached =
  /^(?:se|sja|jf|jfr|(?:jeg |eg |vi |me |a )?(?:viser|syner|vis|henviser|viste) til) (?:(?:mitt|min|vart|var|eget|eige|det|den|eige|ogsa|og|vedlagte?) )*(?:vedleg\w*|vedlag\w*|notat\w*|dokument\w*|fil(?:a|en)?|e ?post\w*|mail\w*|brev\w*|rapporten|arsmelding\w*|heimesid\w*|hjemmesid\w*|nettsid\w*)\b|\bvedlagt\b|^vedlegg\w*\b|\b(?:legger|legg|la|sender|sendte|sende|send) (?:det |den |dette |et |eit |notat\w* )?(?:ved|som vedlegg|pa e ?post|pa mail|i posten)\b/
/** «Det tar jeg heller på telefon. Hvem skal jeg ringe?»: asked by whoever writes, of themselves. */
const asksAtLast = /[.!;]\s+[^.!?]*(?<!\p{L})(?:jeg|eg|æ|e|je)(?!\p{L})[^.!?]*\?\s*$/iu

/** Whether a short text is a refusal, puts the answer off, asks at last, points at what was not written, or has a command in it, rather than being the answer. */
const isSaidAside = (written: string, hearing: Hearing): boolean => {
  const said = saidOf(written)
  if (said.tokens.length > short || written.includes('\n')) return false
  return (
    isPutOff(said) ||
    attached.test(bare(phrase(written))) ||
    asksAtLast.test(written) ||
    clausesOf(written).some(
      (clause) => isCommand(clause, clause === written, hearing) || takenBack.test(bare(phrase(clause))),
    )
  )
}

/** The whole, the sentences and clauses that it is made of, and what stands before the first «og». */
const clausesOf = (written: string): string[] => [
  written,
  ...written.split(/(?<![.!?;,])[.!?;,]+\s+/u).filter((clause) => clause.trim() !== written),
  // «Hopp over den og send inn alt»
  ...written.split(/ (?:og|å) /u, 2).slice(0, 1),
]

/** Only a whole text may be a command with words around it; a clause is one as it stands. */
function isCommand(clause: string, isWhole: boolean, hearing: Hearing): boolean {
  const command = commandOf(clause, hearing, isWhole ? false : undefined)
  return command !== undefined && !(isWhole ? ofTheWork : neverAlone).has(command.name) && !('why' in command)
}

/** By its form a question, a refusal or a command, whatever it is about; in words of one's own it may be the answer all the same. */
export const isSaidToBot = (said: Said, hearing: Hearing): boolean => {
  if (isShortText(hearing.question)) return isQuestion(said)
  if (said.tokens.length > longestAside) return false
  return isLikelyTalk(said) || asksSomewhere(said) || isSaidAside(said.text.trim(), hearing)
}
/** Words; whoever writes more is answering. */
const longestAside = 40
