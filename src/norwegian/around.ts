/** The answer inside a polite sentence: «Hei, svaret er ja. Med vennlig hilsen Kari» → «ja». Never used on free texts. */

import type { Asked } from '../questionnaire/schema.ts'
import { asks, hasChoices } from '../questionnaire/shape.ts'
import { type Candidate, candidatesOf, choiceWords, matchInFull, vocabulary } from './match.ts'
import { clean, tidy, trimOf } from './said.ts'
import { wordOf } from './words.ts'
import { stanceOf } from './yes-no.ts'

/** `hedged`: «jeg tror», «kanskje» stood around it, so that the answer is confirmed before it is stored. */
export type Core = { core: string; hedged: boolean }

const ends = '(?=[ ,.:;!]|$)'
const signature =
  /(?:^|[\s,.!])(?:med (?:(?:vennlig|venleg|vennleg|beste|god) )?(?:hilsen|helsing|hilsning)|(?:vennlig|venleg|vennleg|beste|god) (?:hilsen|helsing|hilsning)|m\.?v\.?h\.?|hilsen|helsing|hilsning|vh)(?=[\s,.:!]|$)/i
const greeting = new RegExp(
  `^(?:hei(?:[ ,]+hei)?|hei ?sann|heisan|hallo|halla|heia|hei igjen|god ?dag|god ?(?:morgen|morgon|kveld|ettermiddag)|morn|mor'n|takk for (?:sist|spørsmålet|meldingen|meldinga))${ends}(?: (?:imdi|igjen|der|du|dere|dokker|alle(?: sammen| saman)?|på (?:deg|dere|dykk)|bot|robot)${ends})?`,
  'i',
)
const leads = [
  'svaret (?:vårt |mitt |her )?(?:er|blir|vert)(?: at)?',
  '(?:vårt|mitt) svar (?:er|blir)',
  'svaret(?: vårt| mitt)?(?=:)',
  'svar(?=:)',
  'her er svar(?:et|a|ene)(?: vårt| vår| våre)?',
  '(?:jeg|eg|vi|me) (?:vil|ville|må|kan) (?:si|seie|svare|svara)(?: at)?',
  '(?:jeg|eg|vi|me) (?:svarer|svarar|velger|vel|vurderer|vurderar|mener|meiner|synes|syns|synest|ønsker å svare|ønskjer å svare|går for)(?: at)?',
  '(?:vi|me|kommunen|kommuna|bydelen|jeg|eg|dette|det|den|antallet|talet|tallet|andelen|datoen|delen|resultatet) (?:har|er|blir|vert|var|hadde|ble|blei|vart)',
  '(?:jeg|eg) (?:jobber|jobbar|arbeider|arbeidar|er (?:ansatt|tilsett)) (?:her )?som',
  '(?:undertegnede|underteikna|undertegna) er',
  '(?:stillingen|stillinga|tittelen|rollen|rolla) (?:min|mi) (?:er|=)',
  '(?:har|hadde) (?:vi|me|kommunen|bydelen)',
  '(?:er|blir) (?:det|dette)',
  '(?:ifølge|i følge|iflg\\.?) [\\p{L}-]+(?=,? (?:ca|om|rundt|er|har|\\d))',
  '(?:antall|tall|tal|andel|dato|valg|val|prosent)(?=:)',
  '(?:hos oss|i vår kommune|i kommunen vår|i kommunen|i bydelen|her|for oss|for vår del)(?: (?:er|har) (?:det|vi|me))?',
  '(?:bare|kun|berre|altså|beklager|orsak|sorry|dessverre|diverre|hm+|uff)(?=[ ,])',
  '(?:og|at|som)(?= )',
  '(?:da|då|så|so)(?: nå| no)? (?:er|blir|vert) (?:det|talet|tallet|svaret|antallet)(?= )',
  '(?:hun|ho|hu|han|sjefen) (?:svarer|svarar|sier|seier|sei)(?= )',
  '(?:det|programmet|ansvaret) (?:ligger|ligg|er lagt) (?:til|te|hos|hjå|under|i|på)(?= )',
]
const lead = new RegExp(`^(?:${leads.join('|')})${ends}`, 'iu')
const hedge =
  /^(?:(?:jeg|eg|vi|me) )?(?:tror|trur|antar|anslår|tipper|gjetter|gjettar|vil anta|vil anslå|vil tro|mener å huske|meiner å hugse|kanskje|muligens|mogleg|trolig|truleg|antakelig|sannsynligvis|sannsynlegvis|sikkert|vel(?=[ ,]+(?:ja|jo|nei|det|vi)))(?: (?:det (?:er|må være|må vere)|vi har|me har|at|det))?(?=[ ,.:;!]|$)/i
/** «Tror ikke det», «trur vi har det»: a no and a yes that are not sure. */
const doubted: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:ja|jo|jau)[ ,]+(?:(?:jeg|eg|vi|me|æ) )?(?:tror|trur) (?:(?:jeg|eg|æ|vi|me) )?(?:det|vi har det|me har det)[.!]?$/i,
    'ja',
  ],
  [
    /^(?:nei,? )?(?:det|d) (?:tror|trur|antar) (?:jeg|eg|æ|vi|me) (?:(?:nok|vel|da|då|egentlig|eigentleg) )?(?:ikke|ikkje|itj)(?:,? men (?:jeg|eg|æ|vi|me) [^,.?]{3,50})?[.!]?$/i,
    'nei',
  ],
  [
    /^(?:(?:jeg|eg|vi|me) )?(?:tror|trur|antar) (?:(?:nok|vel|egentlig|eigentleg) )?(?:ikke|ikkje) (?:det|vi har det|me har det|vi har|vi gjør det|vi gjer det)[.!]?$/i,
    'nei',
  ],
  [
    /^(?:(?:jeg|eg|vi|me) )?(?:tror|trur|antar) (?:(?:nok|vel) )?(?:det|vi har det|me har det|vi gjør det|vi gjer det|så)[.!]?$/i,
    'ja',
  ],
]
const hedgeEnd =
  /(?<![ ,])[ ,]+(?:(?:tror|trur|antar|tenker|tenkjer|tipper|tippar|anslår|gjetter|gjettar) (?:jeg|eg|æ|vi|me)(?: det (?:er|var|blir|ble|blei|vart))?|vil (?:jeg|eg|æ|vi|me) (?:tro|tru|anta|anslå|tippe|gjette)(?: det (?:er|var))?|kanskje|sannsynligvis|trolig|truleg|sikkert|om (?:jeg|eg) ikk?j?e (?:husker|hugsar) feil)$/i
const tail =
  /(?<![ ,.!])[ ,.!]+(?:(?:tusen |mange |hjertelig |hjarteleg )?takk(?: skal du ha| for (?:hjelpen|hjelpa|meg|spørsmålet|no|nå))?|på (?:forhånd|førehand) takk|ha en (?:fin|god) (?:dag|helg|kveld)|ha ei? (?:fin|god) (?:helg|kveld)|ha ein (?:fin|god) dag|god (?:helg|dag|jul|påske|sommer|sommar)|her(?: hos oss| i kommunen| i kommuna| i bydelen| på huset)?|hos oss|i vår kommune|i (?!annen|anna|anna?n|forrige|forre|førre|andre|ein|en|min|mi|tidligere|gamle|nabo)\p{L}+ kommune|i (?:denne )?kommunen(?: vår)?|i bydelen|for oss|for vår del|vil (?:jeg|eg|vi|me) (?:si|seie)|per i dag|i dag|pr i dag|i (?:den|denne) (?:rekkefølg\p{L}*|rekkj?efølgj?\p{L}*|rekkj?efylgj?\p{L}*|orden)|i prioritert rekkef\p{L}+|(?:og )?(?:ikke|ikkje|itj) (?:noe|noko|nokka) (?:annet|anna|mer|meir|utover det|i tillegg)(?: enn det)?|ingenting (?:annet|anna)|(?:det|d) (?:er|e|var) (?:alt|det hele|det heile)|enten (?:vi|me|de|dei) (?:vil|liker det|likar det) eller (?:ikke|ikkje|ei)|u[td][ae]n (?:tvil|sammenligning|sammenlikning|samanlikning|spørsmål)|til saman|til sammen|(?:sist|sidst) (?:jeg|eg|æ|vi|me) (?:talt|talte|telte|sjekka|sjekket|så|såg)|dessverre|diverre|beklager|altså|:-?\)|;-?\)|smil)$/iu

/** «…, neste», «ja, gå vidare», «nei neste spørsmål takk»: after the answer, that it may go on. «Ok, fortsett» answers nothing. */
const onward =
  /(?<!^(?:ok|okei|okey|okay|greit|greitt|fint|flott|supert|bra|da|då|så|hei|takk|klar|ferdig))(?:(?<![ ,.!])[ ]*[,.!][ ,.!]*|(?<=^(?:ja|jo|jau|joda|nei|neida|næ)) )(?:(?:og|så|so|da|då|bare|berre|vi|me|jeg|eg|æ|er|e|ferdig) )*(?:(?:gå|går|ta|tar|tek|kom|kjør|køyr|klar(?:e)?(?: for| til)?) )?(?:(?:til|det) )*(?:videre|vidare|neste(?: spørsmål(?:et)?| spm)?|klare?|kjør på|køyr på|fortsett|hald fram)(?: (?:takk|da|då|nå|no))?$/iu

/** The most wrappings taken off one after another; a sentence has three or four. */
const layers = 8

/** Text with greeting, lead-in, thanks and signature taken off; the whole text when nothing would be left. */
export function unwrap(text: string): Core {
  let core = withoutSignature(clean(text))
  // «ja?» and «30?» are answers that are not sure of themselves.
  let hedged = /[^ ?] ?\?+ *$/.test(core)
  for (let i = 0; i < layers; i++) {
    const before = core
    core = peel(core, greeting)
    core = peel(core, lead)
    const doubt = doubted.find(([pattern]) => pattern.test(core))?.[1]
    if (doubt !== undefined) return { core: doubt, hedged: true }
    const surer = peel(peel(core, hedge), hedgeEnd)
    hedged ||= surer !== core
    core = peel(peel(surer, tail), onward)
    if (core === before) break
  }
  return { core, hedged }
}

function withoutSignature(text: string): string {
  const at = text.search(signature)
  const rest = at <= 0 ? text : trimOf(text.slice(0, at), ' ,;')
  return rest === '' ? text : rest
}

/** Takes the pattern off; keeps the text when nothing would be left. Signs that may belong to an answer stay («<», «-», «%»). */
function peel(text: string, pattern: RegExp): string {
  const shorter = trimOf(text.replace(pattern, ''), ' ,;:!')
  const left = shorter.startsWith('. ') ? shorter.slice(2) : shorter
  return left === '' || left === '.' ? text : left
}

/** Nothing but a greeting or thanks: no answer, and no slip of «nei». */
export function isGreeting(text: string): boolean {
  return (
    trimOf(
      clean(text)
        .replace(greeting, '')
        .replace(/^(?:tusen |mange )?takk$/i, ''),
      ' ,;.!:',
    ) === ''
  )
}

/** «God morgon! Då set me i gang»: a greeting, and something after it. */
export const greetsFirst = (text: string): boolean => {
  const [first = '', ...rest] = text.split(/[.,!–-]+\s+/u)
  return rest.length > 0 && greeting.test(clean(first)) && isGreeting(first)
}

/** Nothing but «Med vennlig hilsen», a name and a title. */
export function isSignature(text: string): boolean {
  const plain = clean(text).replace(/^[-_* ,]+/, '')
  if (plain.search(signature) !== 0) return false
  const rest = plain.replace(signature, '')
  return !/[?!:]|\b(?:vi|me|jeg|eg|dere|de|er|har|og takk|takk)\b/i.test(rest) && rest.split(/[ ,]+/).length <= 8
}

// Somebody takes back what they have just written: «5, nei 6», «svært god, nei vent, god». Only what comes last is meant.

/** `sure`: what stood before is certainly taken back. */
export type Correction = { rest: string; sure: boolean }

/** These take back what stood before them, also when nothing did: «nei vent, ja». */
const takenBack =
  /^(?:.*[\s,.;…-])?(?:eller (?:nei|forresten|rettere|rettare)(?: sagt)?|nei,? (?:vent|vent litt|forresten|forresten,? jo|feil|beklager|unnskyld|orsak|det (?:er|var) feil)|(?:feil|rettelse|retting|korreksjon|korrigering)(?=[\s]*[,:.!])|feiltast|feilskriving|skrivefeil)[\s,:.!…-]+(?=\S)/isu
/** These do so only after something that may be taken back. */
const better =
  /^.+[\s,.;…-](?:(?:jeg|eg|vi) (?:mente|meinte|mener|meiner)|mente|meinte|rettere sagt|rettare sagt|eller rettere sagt|ups|oi|oisann|sorry|unnskyld|orsak|beklager)[\s,:.!-]+(?=\S)/isu
const atTheEnd = /^.+[,.…] ?nei,? (?<rest>[^,.]+?),? (?:forresten|likevel)[.!]?$/isu
/** Where «nei» is no answer itself. */
const plainNo = /^.+[\s,.;…-]nei,? (?:det (?:er|var) )?(?=\S)/isu

/** «Ikkje i år. Jau forresten, ei mor i mars»: a yes after a no. */
const yesAfterNo =
  /^.*(?<!\p{L})(?:nei|neida|ikke|ikkje|itj|ingen|inga|aldri)(?!\p{L}).*[.,!;…-] *(?:jo|jau|ja|jada|joda|jo da),? (?:forresten|førresten|likevel|vent|faktisk|kanskje|det er sant)(?!\p{L})[\s,:.!…-]*(?<rest>.*)$/isu

/** What is left when somebody corrects themselves; undefined when nobody does. */
export function correctionOf(text: string, question: Asked): Correction | undefined {
  const ended = atTheEnd.exec(text)?.groups?.rest
  if (ended !== undefined) return { rest: ended, sure: true }
  const back = takenBack.exec(text) ?? (asks(question, 'figure', 'date', 'rows') ? plainNo.exec(text) : null)
  if (back !== null) return { rest: text.slice(back[0].length), sure: true }
  const turned = yesAfterNo.exec(text)?.groups?.rest
  if (turned !== undefined) return { rest: turned === '' ? 'ja' : `ja, ${turned}`, sure: true }
  const put = better.exec(text)
  return put === null ? undefined : { rest: text.slice(put[0].length), sure: false }
}

/** «Nei 18», «nei, jeg mente 18», «det skulle vært 18», with nothing before it in the same text that it takes back. */
const backAtOnce =
  /^(?:(?:nei|næ|ups|oi|oisann|sorry|unnskyld|beklager|orsak|feil|rettelse|retting)[\s,.!:]+)*(?:(?:nei|feil|rettelse|retting)[\s,.!:]+(?=\d)|(?:jeg|eg|vi|me) (?:mente|meinte) |det (?:skulle|skal) (?:ha )?(?:vært|være|vore|vere|stå|stått) )/iu

/** Whether a text takes back something that was said before it. */
export const takesBack = (text: string): boolean => backAtOnce.test(text.trim())

/** The first of several sentences, when the others have no figure that could be the answer; undefined when there is one only. */
function firstSentence(text: string): string | undefined {
  const [first = '', ...others] = text.split(
    /(?<=[^\s\d.][^\s\d.!]|(?:^|[\s\d.])(?:[^\s\d.!]!|!!))[.!]+\s+(?=\S)|(?<=\d)[.!]\s+(?=\p{Lu})/u,
  )
  return others.length === 0 || first.trim() === '' || /\d|\bnei\b|\bfeil\b/i.test(others.join(' ')) ? undefined : first
}

// An answer with something told beside it: «Svært dårleg, vi ringde i tre veker», «nei (men det kommer)», «lengre tid pga. boligmangel».

/** The part that may be the answer, to be read by itself and confirmed; undefined when nothing can be taken off. */
export function withoutRemark(core: string, question: Asked, candidates: readonly Candidate[]): string | undefined {
  return (
    beforeReason(core, question, candidates) ??
    firstSentence(core) ??
    beforeComma(core, question, candidates) ??
    missingBefore(core, question, candidates) ??
    beforeBracket(core, question, candidates) ??
    conclusion(core)
  )
}

/** A whole value, and a remark that names neither another nor a row. */
function beforeComma(core: string, question: Asked, candidates: readonly Candidate[]): string | undefined {
  const [, value = '', remark = ''] = /^([^,]+), ?(.+)$/.exec(core) ?? []
  if (!asks(question, 'choice', 'rows')) return undefined
  if (value === '' || matchInFull(choiceWords(value), candidates).type !== 'one') return undefined
  // «Noe, men ikke nok» keeps what it said; «ja, men ikke ennå» takes it back.
  const plain = stanceOf(value) === undefined && asks(question, 'choice')
  const told = plain ? remark.replace(/^men (?:ikke|ikkje) nok\b/, '') : remark
  return speaksOfOthers(told, question, candidates) ? undefined : value
}

/** «Ikkje aktuelt, me buset ikkje»: why it is so stands after it. */
function missingBefore(core: string, question: Asked, candidates: readonly Candidate[]): string | undefined {
  const [, value = '', remark = ''] = /^([^,.]+)[,.] ?(.+)$/.exec(core) ?? []
  const word = wordOf(value)
  if ((word !== 'dont_know' && word !== 'not_applicable') || /\d|\bmen\b|\b(?:ja|nei|kanskje)\b/i.test(remark))
    return undefined
  return namesOne(remark, question, candidates) ? undefined : value
}

function beforeBracket(core: string, question: Asked, candidates: readonly Candidate[]): string | undefined {
  const [, value = '', remark = ''] = /^([^()]+?) ?\(([^()]{3,200})\)[.!]*$/.exec(core) ?? []
  if (value === '' || !hasChoices(question) || /\d/.test(remark)) return undefined
  return namesOne(remark, question, candidates) || /^(?:nei|ja|ikke|ikkje)\b/i.test(remark) ? undefined : value
}

const reason =
  /^([^,()]{2,80}?),? (?:pga\.?|p\.g\.a\.?|på grunn av|på grunn av at|grunna|grunnet|fordi|ettersom|av hensyn til|av omsyn til|siden vi|sidan vi|sidan me)(?= ).+$/i

function beforeReason(core: string, question: Asked, candidates: readonly Candidate[]): string | undefined {
  const value = reason.exec(core)?.[1]
  if (value === undefined || !hasChoices(question)) return undefined
  return namesOne(core.slice(value.length), question, candidates) ? undefined : value
}

/** «Vi bosetter ikke, så ikke aktuelt»: what it comes to stands last. */
const conclusion = (core: string): string | undefined =>
  /^[^,]{3,80}, ?så (?:da blir det |då blir det |det blir |det er |svaret (?:er|blir) )?([^,]{2,40})$/i.exec(core)?.[1]

const speaksOfOthers = (remark: string, question: Asked, candidates: readonly Candidate[]): boolean =>
  namesOne(remark, question, candidates) ||
  choiceWords(remark).some((word) => /^(?:nei|ja|feil|ikke|men|alle|alt|resten)$/.test(word))

/** Whether a text has a longer word of a choice or row in it. */
export function namesOne(text: string, question: Asked, candidates: readonly Candidate[]): boolean {
  const rows = asks(question, 'rows')
    ? candidatesOf(
        question.rows,
        question.rows.map((row) => row.id),
      )
    : []
  const told = [vocabulary(candidates), vocabulary(rows)]
  return choiceWords(text).some((word) => word.length > 3 && told.some((words) => words.has(word)))
}

// Lists that say what is not meant: «bemanning, men ikke økonomi», «ikke ekstern, bare intern».

/** `kept`: what is meant, as a list; `without`: what is not. */
type Sorted = { kept: string; without: string[] }

const negation =
  /^(?:men |og |eller )?(?:(?:egentlig|eigentleg|helst|i alle fall|i hvert fall) )?(?:ikke|ikkje|uten|utan) (?:så mye |så mykje |lenger |lenger noe )?(?=\S)/
const noProblem =
  /^(.+?) (?:er|har|var) (?:det )?(?:ikke|ikkje) (?:et |eit |noe |noko |noen |nokon )?(?:stort )?(?:problem|utfordring|vanskelig|vanskeleg|krevende|krevjande|tema)\b.*$/
const joined = / (?:og|eller|samt) /

/** Undefined when nothing in the list is negated, or when it cannot be told how far the negation reaches. */
export function withoutNegated(text: string): Sorted | undefined {
  const pieces = tidy(text)
    .split(/ ?[,;]+ ?(?:men )?| men (?:heller |helst |også |kun |bare |berre )?|\. +/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  const without: string[] = []
  const kept: string[] = []
  for (const piece of pieces) {
    const named = negation.test(piece) ? piece.replace(negation, '') : noProblem.exec(piece)?.[1]
    if (named === undefined) kept.push(piece.replace(/^(?:bare|berre|kun|heller|helst) /, ''))
    else if (joined.test(named)) return undefined
    else without.push(named)
  }
  return without.length === 0 || kept.length === 0 ? undefined : { kept: kept.join(', '), without }
}

const weight =
  /(?:^|(?<=[ ,]))(?:først og fremst|fyrst og fremst|framfor alt|fremfor alt|hovedsakelig|hovudsakleg|i hovedsak|i hovudsak|primært|aller mest|mest av alt|særlig|særleg|spesielt|ikke minst|ikkje minst)(?:(?=[ ,:])|$)[ :]*/g

/** «Først og fremst økonomi, men også bolig»: how much each weighs is not asked. */
export function withoutWeight(text: string): string {
  const said = tidy(text)
  const plain = said
    .replace(weight, '')
    .replace(/,? men (?:også|òg|og så) /g, ', ')
    .replace(/^[ ,]+|(?<![ ,])[ ,]+$/g, '')
  return plain === '' || plain === said ? text : plain
}

/** Whether a whole list says what is not: «verken økonomi eller bolig». */
export const saysNeither = (text: string): boolean => /^(?:verken|hverken|korkje|kvarken) .+ eller /.test(tidy(text))
