/**
 * A yes or a no held to what was said: «ja, men ingen leser dem» is no no, «me har nokre tiltak, men ingen plan» tells of what is
 * asked about, and «en plan under arbeid» does not count where the questionnaire says so. Whatever was guessed, the contrary is not proposed.
 */

import type { QuestionOf } from '../questionnaire/schema.ts'
import { asks } from '../questionnaire/shape.ts'
import { plainlyTold } from './beside.ts'
import { awaited, saysBothWays } from './called-certain.ts'
import { heldToClauses } from './clauses.ts'
import { countsSaidOf } from './counted.ts'
import { readNumeral } from './figures.ts'
import { type Candidate, candidatesOf, choiceWords, isFormOf, matchInFull } from './match.ts'
import { ask, type Content, type Hearing, type Meaning, toConfirm } from './meaning.ts'
import { bare, type Said } from './said.ts'
import { isBareOfAll, saysOtherThan, withoutTurnedAway } from './said-otherwise.ts'
import { type Piece, piecesOf, type Turn } from './sentences.ts'
import { typedAlternation } from './words.ts'
import { choicesFor, wordsAsked } from './yes-no.ts'

const yes =
  /^(?:ja|jo|jau|jada|joda|japp|jepp|jupp|jess|yes|ja visst|javisst|klart|absolutt|selvsagt|sjølvsagt|selvfølgelig)(?!\p{L})/u
const no = /^(?:nei|neida|næ|nope|niks|nix|dessverre|diverre)(?!\p{L})/u
/** «Ja, men ikke ennå», «ja, men ingen avtale»: what is denied is the thing itself. */
const takesBack =
  /^men (?:(?:ikke|ikkje|itj|itte)(?!\p{L})|(?:ingen|inga) (?:\p{L}+ ?){1,2}$)|(?:ikke|ikkje|itj) (?:ennå|enno|enda|lenger her)|(?<!\p{L})(?:nei|neida)(?!\p{L})/u
const notNow = /(?<!\p{L})(?:ikke|ikkje|itj|itte) (?:ennå|enno|enda)(?!\p{L})/iu
const off: readonly Turn[] = ['intended', 'before', 'of_others']
/** It is there: «vi har», «me har busett», «det finst». */
const tells =
  /(?<!\p{L})(?:(?:vi|me|mæ|kommunen|kommuna|bydelen|det|der) (?:jo |nok |da |då )?(?:har|hev|ha|gjør|gjer|bruker|brukar|driver|driv|kjører|køyrer|finnes|finst|fins|er|ligger|ligg|eksisterer)|har (?:vi|me))(?!\p{L})/u
/** Not there yet, by its own words. */
const notYet =
  /(?<!\p{L})(?:under (?:arbeid|utarbeid\p{L}*)|på trappene|til (?:signering|høring|høyring|behandling|handsaming|godkjenning|underskrift)|på (?:høring|høyring)|utkast|ikke (?:signert|vedtatt|underskrevet)|ikkje (?:signert|vedteke\p{L}*|underskrive\p{L}*))(?!\p{L})/u
/** Some of it, where there is no choice between yes and no. */
const some =
  /^(?:litt|noe|noko|nåkka|en del|ein del|til en viss grad|til ein viss grad|i noen grad|i nokon grad|sånn passe|(?:(?:jeg|eg|æ|vi|me) )?(?:tror|trur|tru|antar) det)$/u
const ourselves =
  /(?<!\p{L})(?:det er (?:jo )?(?:vi|me)(?: i \p{L}+)? som|det er det (?:vi|me) |(?:vi|me) (?:driver|driv|gjør|gjer|kjører|køyrer|ordner|ordnar|står for|buset|bosetter) (?:det|dette|dei|dem)|(?:det|dette) (?:driver|driv|gjør|gjer) (?:vi|me))/u
const part = /(?<!\p{L})(?:en del|ein del|deler|delar|noe|noko|litt|bare|berre|kun) (?:av )?(?:\p{L}+)/u
const withSomebody =
  /^\P{L}*(?:(?:ja|jo|jau|japp|jepp)[\s,.!]+)?(?:bare |berre |kun )?(?:sammen |saman |i lag )?med \p{Lu}\p{L}+/u
const withOnly =
  /^\P{L}*(?:ja|jo|jau|japp|jepp)[\s,.!]+(?:sammen |saman |i lag )?med \p{Lu}\p{L}+(?:(?:,| og) \p{Lu}\p{L}+)*[\s.!]*$/u

/** «Ja, politisk vedtatt», «ja. Vedtatt 2017», «jau, nye i år»: since when and by whom, of what is there. */
const decided =
  /^\P{L}*(?:ja|jo|jau|japp|jepp)[\s,.!]+(?:(?:politisk|formelt|vedtatte?|vedteken?|vedtekne|nye?|nytt|oppdaterte?|reviderte?|siden|sidan|fra|frå|i|av|kommunestyret|bystyret|fjor|år|høst|haust|vår|(?:19|20)\d\d|sist|senest|seinast|både|og|den|de|dei|han|er|ble|blei|vart)(?:[\s,.!]+|$))+$/iu

type Stance = 'yes' | 'no'

const conditional = /(?<!\p{L})(?:hvis|viss|dersom|eller|lurer|lurar|om (?:vi|me))(?!\p{L})/u
/** «Det finst ein avtale, ja»: said twice, and nothing besides. */
const endsYes = /^\P{L}*(?:det|vi|me) (?:finnes|finst|fins|har) (?:\p{L}+ ){1,3}\p{L}+,? ja[\s.!]*$/iu

/** What is asked about is named: «tiltak», of «planer eller tiltak». */
const namesAsked = ({ words }: Piece, question: QuestionOf<'single'>): boolean => {
  const asked = wordsAsked(question).filter((word) => word.length >= 4)
  return words.some((word) => word.length >= 4 && asked.some((other) => isFormOf(word, other) || other.endsWith(word)))
}

/** The yes or no that the words say, whatever else is told after it; undefined: neither, or one that something takes back. */
const stanceIn = ({ text }: Said, pieces: readonly Piece[], question: QuestionOf<'single'>): Stance | undefined => {
  const [first, second] = pieces
  if (first === undefined || text.includes('?')) return undefined
  const whole = pieces.map((piece) => piece.text).join(' , ')
  const isOff = (piece: Piece) => off.some((turn) => piece.turns.has(turn))
  const isExcluded = notYet.test(whole) && countsSaidOf(`${whole} under arbeid utkast`, question) === 'excluded'
  if (no.test(first.text)) return undefined
  if (isExcluded) return 'no'
  if (some.test(first.text) || decided.test(text)) return 'yes'
  // «Nokre tiltak, men ingen plan», to «planar eller tiltak?»: one of the two is enough.
  const isOneOfTwo =
    / eller /.test(question.text.nb) && second?.turns.has('negated') === true && namesAsked(second, question)
  const isBack = (piece: Piece) => takesBack.test(piece.text) && !(isOneOfTwo && piece === second)
  if (pieces.some(isBack) || pieces.some(isOff)) return undefined
  if (yes.test(first.text)) return 'yes'
  if (ourselves.test(first.text) && !first.turns.has('negated')) return 'yes'
  if (withSomebody.test(text) && /(?<!\p{L})med andre(?!\p{L})/u.test(question.text.nb)) return 'yes'
  const isTold = tells.test(first.text) && namesAsked(first, question)
  const isDenied = first.turns.has('negated') || conditional.test(whole)
  return isTold && !isDenied ? 'yes' : undefined
}

const own = (candidate: Candidate): boolean =>
  candidate.plain.some((text) => /(?<!\p{L})(?:selv|sjølv\p{L}*|alene|åleine|aleine)(?!\p{L})/u.test(text))

/** Of several ways of yes the one that is told of: who does it themselves, or buys a part of it only. */
const whichYes = (
  pieces: readonly Piece[],
  which: readonly Candidate[],
  proposed: string | undefined,
): string | undefined => {
  const [only, ...others] = which
  if (only !== undefined && others.length === 0) return only.id
  const oneself = which.filter(own)
  const isOwn = pieces.some(
    ({ text }) =>
      ourselves.test(text) || (/(?<!\p{L})(?:vi|me) (?:kjøper|kjøpar|leier|leiger) /u.test(text) && part.test(text)),
  )
  if (isOwn && oneself.length === 1) return oneself[0]?.id
  return which.some(({ id }) => id === proposed) ? proposed : undefined
}

const idOf = (content: Content): string | undefined =>
  (content.type === 'confirm' || content.type === 'answer') && content.answer.kind === 'single'
    ? content.answer.value
    : undefined

const mildly = /^\P{L}*(?:(?:jeg|eg|æ|vi|me) )?(?:tror|trur|tru|antar) (?:det|d|så)(?: [^\s.!,;]+)?[.!,;]\s/iu
const isMild = ({ text }: Said): boolean => mildly.test(text)

/** What is denied of who does not know: to have seen, to remember, to be able to say. */
const known =
  'kjent|kjend|an|ant|husk\\p{L}*|hugs\\p{L}*|minnes|kjenn(?:er|e)?|tall|tal|tallet|talet|tallene|tala|data|kontroll|sikker|sikre|sikkert|formening|mening|meining|begrep|innsyn|innblikk|grunnlag|statistikk|si|seie|sei|svar|svare|svara|spurt|vurder\\p{L}*|samanlikn\\p{L}*|sammenlign\\p{L}*|uttale (?:meg|oss)|ta stilling|måler|målt|målet|registrerer|registrert|fører|teller|tel|kartlag\\p{L}*|hørt|høyrt|sett|lest|lese|sjekka|sjekket'
const denial = `${typedAlternation('not')}|ittje|inkje|inge|null|lite|lita|neppe|mangl\\p{L}*|mistet|mista`
/** Who may know it. */
const others =
  'andre|en annen|ein annan|kollega\\p{L}*|hr|nav|personal\\p{L}*|økonomi\\p{L}*|\\p{L}*(?:lederen|leiaren|sjefen|avdelingen|avdelinga|etaten|folka|folk)'

/** Nobody knows, can say, or is the right one to ask. Whole phrases: «ny», «sett» and «andre» alone are said of anything. */
const knowsNot = new RegExp(
  `(?<!\\p{L})(?:${[
    'vet|vett|veit|væit|aner|anar|anelse|aning|peiling|oversikt\\p{L}*|oversyn|kjennskap|innsikt|greie på|idk|tja',
    'usikk\\p{L}*|uklar\\p{L}*|ukjent|ukjend|blank|pass|umulig\\p{L}*|umog\\p{L}*|uråd|vrient|(?:vanskel\\p{L}*|vanskli) (?:å|for|spør\\p{L}*)',
    `(?:${denial}) (?:\\p{L}+ ){0,3}(?:${known})`,
    `(?:${known}) (?:\\p{L}+ ){0,3}(?:${denial})`,
    '(?:(?:jeg|eg|æ|e) (?:er|e) (?:\\p{L}+ )?|(?:^|[.,!] ?)(?:(?:er|e|helt|heilt|så|for|ganske) )+)(?:ny|fersk)|(?:ny|fersk) (?:her|i (?:jobb|rolle|rolla|still)\\p{L}*|på dette|te|til å)',
    'nettopp (?:begynt|starta|startet|tiltredd)|før (?:min|mi) tid|(?:nei|ja),? si det|^si det',
    `(?:${others})(?: som)? (?:\\p{L}+ )?(?:kan|må|svare|svarer|svarar|sitter|sit)|(?:sitter|sit) (?:${others}) på|må (?:${others}) svar\\p{L}*`,
    '(?:må|lyt|skal|kan|bør|får) (?:\\p{L}+ ){0,2}(?:sjekke|spørre|spørje|spørja|undersøke|undersøkje|høre med|høyre med|finne ut|svare|svara)|spør|sjekk(?:er|ar)?',
    `(?:${denial}) (?:\\p{L}+ ){0,2}(?:mitt|min|vårt|mine|mi) (?:bord|område|ansvar\\p{L}*|felt)|(?:utenfor|utanfor) mitt|\\p{L}+s (?:bord|ansvarsområde|område)`,
  ].join('|')})(?!\\p{L})|^[^\\p{L}\\p{N}]*\\?[^\\p{L}\\p{N}]*$`,
  'iu',
)

/** «En muntlig avtale, ikke noe på papir»: what is there, in no sentence of its own, before what is not. */
const besideDenial =
  /^(?!\P{L}*(?:ja|jo|jau|nei|neida|ikke|ikkje|itj|ingen|inga|aldri)(?!\p{L}))(?![^,]*(?<!\p{L})(?:er|e|var|har|ha|går|gjør|gjer|blir|vert|ble|vart|skal|kan|finnes|finst|vi|me|jeg|eg|det|den)(?!\p{L}))[^,.:;!]{3,60}, (?:men )?(?:ikke|ikkje|itj|ingenting|ingen|inga) [^,.;!]{2,40}[.!]*$/iu

/** «Nei, dropp økonomi», «fjern helse»: of choices that stand elsewhere. */
const takesOut = new RegExp(
  `^\\P{L}*(?:(?:nei|oi|vent|og|men|ja)[\\s,.!]+)*(?:${typedAlternation('takingOut')}|slette?)(?!\\p{L})`,
  'iu',
)

/** What only the model tells of a sentence, whose own words say nothing of it: less than is stored. */
const lessSure = (said: Said, content: Content, { question }: Hearing): Content => {
  if (content.type === 'missing' && asks(question, 'choice') && content.missing === 'dont_know')
    return knowsNot.test(said.text) ? content : ask({ code: 'unknown_choice' })
  return content.type === 'answer' && asks(question, 'choice') && besideDenial.test(said.text.trim())
    ? toConfirm(content)
    : content
}

/**
 * What was made of a text at a question with a yes and a no, unless its own words say the contrary: then that is proposed, or asked
 * between. `read`: what the words alone told, without the model; `guessed`: with it.
 */
export const heldToWords = (said: Said, guessed: Content, hearing: Hearing, read: Content = guessed): Content => {
  const { question, choiceIds } = hearing
  const content = read.type === 'ask' ? lessSure(said, guessed, hearing) : guessed
  if (content.type === 'answer' && takesOut.test(said.text)) return toConfirm(content)
  const clauses = heldToClauses(said, content, hearing)
  if (clauses !== content) return clauses
  // «Tror det. Spør meg ikke om detaljer»: the model hears the second sentence alone.
  const isHeld = content.type === 'confirm' || content.type === 'ask' || (content.type === 'missing' && isMild(said))
  if (!asks(question, 'choice') || !isHeld) return content
  const candidates = candidatesOf(question.choices, choiceIds)
  const by = { yes: choicesFor('yes', candidates), no: choicesFor('no', candidates) }
  const [refusal] = by.no
  if (by.yes.length === 0 || refusal === undefined || by.no.length > 1) return content
  const pieces = piecesOf(said.text)
  const stance = stanceIn(said, pieces, question)
  const proposed = idOf(content)
  // «Ja, men ikke ennå»: a yes that is taken back is not proposed.
  if (stance === undefined)
    return by.yes.some(({ id }) => id === proposed) && notNow.test(said.text)
      ? ask({ code: 'ambiguous_choice', candidates: [...by.yes.map(({ id }) => id), refusal.id] })
      : content
  if (stance === 'no') return proposed === refusal.id ? content : confirmed(refusal.id)
  const which = whichYes(pieces, by.yes, proposed)
  if (which === undefined) return ask({ code: 'ambiguous_choice', candidates: by.yes.map(({ id }) => id) })
  if (which !== proposed) return confirmed(which)
  // «Ja, med Bærum»: with whom is all that it tells besides.
  const isWithOthers = withOnly.test(said.text) && /(?<!\p{L})med andre(?!\p{L})/u.test(question.text.nb)
  return isWithOthers || decided.test(said.text) || (endsYes.test(said.text) && by.yes.length === 1)
    ? { type: 'answer', answer: { kind: 'single', value: which } }
    : content
}

/** «Jada neida så neida jada»: nothing but one and the other. */
const wavers = /^\W*(?:(?:ja|jo|jau|jada|joda|nei|neida|næ|nja|tja|så|og|eller|altså)(?:\W+|$))+$/iu

/** The same, also of what only the model would store: where the words say another answer than it heard, that is proposed, or asked between. */
export const storedAsWords = (said: Said, guessed: Content, hearing: Hearing, read: Content): Content =>
  plainlyTold(said, asWords(said, guessed, hearing, read), hearing)

const asWords = (said: Said, guessed: Content, hearing: Hearing, read: Content): Content => {
  const first = heldToWords(said, guessed, hearing, read)
  if (first.type !== 'answer') return first
  if (asks(hearing.question, 'choice') && saysBothWays(said) && (read.type !== 'answer' || wavers.test(said.text)))
    return toConfirm(first)
  if (read.type === 'answer') return first
  const held = heldToWords(said, toConfirm(first), hearing, read)
  return idOf(held) === idOf(first) ? first : held
}

const confirmed = (value: string): Content => ({ type: 'confirm', answer: { kind: 'single', value } })

/** «Vanskelig å si», «ikkje heilt sikker»: less than that nobody knows. */
const unsure =
  /^\P{L}*(?:(?:det er |det e |er |jeg er |eg er )?(?:litt )?(?:vanskelig|vanskeleg|vanskli|umulig|umogleg) å (?:si|seie|sei|svare på)|(?:jeg |eg |er |jeg er |eg er )?(?:ikke|ikkje|itj) (?:helt |heilt |så )?(?:sikker|sikre)|(?:jeg er |eg er |litt |er )*(?:usikker|usikre))(?:[\s,.!;:–-]+)(?=\p{L})(.+)$/isu
/** Why nobody knows. */
const ignorant =
  /(?<!\p{L})(?:vet|veit|husker|hugsar|aner|anar|kjenner|kjenn|oversikt|tall|tal|sjekk\p{L}*|spør\p{L}*|ny|nye|fersk|greie|peiling|ansvar|område|tilbake|attende|andre|hr|svare|for meg|for oss|her og nå|på|om)(?!\p{L})/iu

/** Whether more is told after a hedge than why nobody knows: «vanskelig å si. Det har vært en fordel …» leans somewhere, and is asked about. */
export const isLeaning = (said: Said): boolean => {
  const rest = unsure.exec(said.text)?.[1]
  return rest !== undefined && choiceWords(bare(rest)).length >= 3 && !ignorant.test(rest)
}

/** «Avtale og avtale …»: a word said twice over says less than once; «mer og mer» says more. */
const saidTwice = /(?<!\p{L})(?!(?:mer|meir|lenger|\p{L}+[ea]re) )(\p{L}{3,}) og \1(?!\p{L})/iu
/** «Alle sammen med foreldrene»: in whose company people came, and not with whom it is done. */
const withKin =
  /(?<!\p{L})(?:sammen|saman|i lag|ilag|samen) (?:med|me|mæ) (?:\p{L}+ ){0,2}?(?:foreld\p{L}*|famili\p{L}*|mor|mora|moren|mødre\p{L}*|far|faren|fedre\p{L}*|s[øy]sken\p{L}*|søskna|bror\p{L}*|brødre\p{L}*|søst\p{L}*|syst\p{L}*|kona|koner\p{L}*|mannen|ektef\p{L}*|barna|borna|ungene|ungane|onkel\p{L}*|tant\p{L}*|slekt\p{L}*|beste(?:mor|far|foreld)\p{L}*)(?!\p{L})/iu
/** «Ikke nå, … Men vi har jo et program liggende»: none today, and it is there. */
const notToday =
  /^\P{L}*(?:ikke|ikkje|itj|itte|ittj|inkje|ingen|inga) (?:akkurat |nett )?(?:nå|no|nu|for tiden|for tida|for øyeblikket|i år|i dag|lenger|lenge?r)(?!\p{L}).*(?<!\p{L})men (?:\p{L}+ ){0,2}?(?:har|ha|hev|finnes|finst|fins|ligger|ligg|står)(?! (?:\p{L}+ )?(?:ikke|ikkje|itj|ingen|inga|aldri))/isu
const saysWhen =
  /^[^\p{L}\d]*\d(?!\d)|(?<!\p{L})(?:etter\p{L}*|itt[ei]\p{L}*|når|da|då|idet|i det|straks|rett|direkte|slutt\p{L}*|avslut\p{L}*|ferdi\p{L}*|gang|gong|gongen|same|samme|umiddelbart|utgang\p{L}*|avgang\p{L}*|dør\p{L}*|år|året|dagen|måned\p{L}*|månad\p{L}*|mnd|bein\p{L}*|fort|først\p{L}*|fyrst\p{L}*|sist\p{L}*|øverst\p{L}*|øvst\p{L}*|ned[ea]?rst\p{L}*|begge|alt|alle|seinare|senere)(?!\p{L})/iu
const spanned = /(?<!\p{L})(?:år|året|måned|månad|uke|veke|dag)(?!\p{L})/iu

/** Whether another choice says the same but for when: «… rett etter programmet», «… ett år etter programmet». */
const isTwinInTime = (one: Candidate, other: Candidate): boolean => {
  const wordsOf = ({ plain: [text = ''] }: Candidate): readonly string[] => text.match(/\p{L}+/gu) ?? []
  const [own, theirs] = [wordsOf(one), wordsOf(other)]
  const apart = [...own.filter((it) => !theirs.includes(it)), ...theirs.filter((it) => !own.includes(it))]
  return own.length > 3 && apart.length < 4 && spanned.test(apart.join(' '))
}

/** A year before the time that is asked for: 2014, of «de siste to årene». */
const namesEarlier = ({ text }: Said, { question, year }: Hearing): boolean => {
  const [, many = ''] = /siste (\p{L}+|\d+) år/u.exec(question?.text.nb ?? '') ?? []
  const first = year - (readNumeral(many) ?? Number.POSITIVE_INFINITY)
  return (text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? []).some((named) => Number(named) < first)
}

/** «5 her og 2 der, en av dem begge steder»: who is told of twice is counted once; the sum was not said. */
const counted =
  /(?<!\p{L})(?:begge (?:deler|delar|steder|stader|plasser|plassar|stedene|stadene|dele)|to (?:ganger|gonger|steder|stader)|dobbelt\p{L}*|overlapp\p{L}*|samme person\p{L}*|same person\p{L}*|de samme|dei same|dæm samme|går igjen)(?!\p{L})/iu
/** «30, og 5 i permisjon», «24 og så 6 til»: the first alone, or both. */
const oneMore =
  /\d(?: \p{L}+)?(?:,| \(?)? ?\(?(?<!\p{L})(?:og|pluss|samt|\+)(?: så| i tillegg| attåt)? \d+ (?:\p{L}+ )?(?:til|te|i tillegg|attåt|på toppen|ekstra|(?:i|på) perm\p{L}*)\)?[.!]*$/iu
const isSumOfSome = ({ text }: Said, value: unknown): boolean => {
  const isNamed = (text.match(/\d+(?:,\d+)?/g) ?? []).some((it) => Number(it.replace(',', '.')) === value)
  return isNamed ? oneMore.test(text) : counted.test(text) || /\((?:og|pluss|\+) ?\d/iu.test(text)
}
/** «Vanskelig å si», where a choice says that nobody can tell. */
const cannotTell =
  /(?<!\p{L})(?:vanskel\p{L}*|vanskli|umulig|umog\p{L}*|uråd|(?:kan|går) (?:ikke|ikkje|itj))(?!\p{L})/iu
const sayingSo = (said: Said, { question, choiceIds }: Hearing): string | undefined =>
  asks(question, 'choice') &&
  cannotTell.test(said.text) &&
  !/(?<!\p{L})(?:vet|veit|aner|anar)(?!\p{L})/iu.test(said.text)
    ? candidatesOf(question.choices, choiceIds).find(({ plain }) =>
        /^(?:kan|går) (?:ikke|ikkje) /u.test(plain[0] ?? ''),
      )?.id
    : undefined

/** What would be stored, but that the words tell of another time, of other company, of what is only asked for, or of one thing twice. */
const saysLess = (said: Said, { answer }: Extract<Content, { type: 'answer' }>, hearing: Hearing): boolean => {
  const { question, choiceIds } = hearing
  if (asks(question, 'figure')) return isSumOfSome(said, answer.value)
  if (!asks(question, 'choice', 'choices') || !/\p{L}/u.test(said.text)) return false
  const candidates = candidatesOf(question.choices, choiceIds)
  const ids = new Set([answer.value].flat())
  const [named, others] = [candidates.filter(({ id }) => ids.has(id)), candidates.filter(({ id }) => !ids.has(id))]
  if (!saysWhen.test(said.text) && named.some((one) => others.some((it) => isTwinInTime(one, it)))) return true
  if (matchInFull(choiceWords(said.text), candidates).type === 'one') return false
  if ([withKin, notToday].some((it) => it.test(said.text)) || namesEarlier(said, hearing)) return true
  if (asks(question, 'choice') && saidTwice.test(said.text)) return true
  const isNone = named.some(({ exclusive }) => exclusive) || choicesFor('no', named).length > 0
  return !isNone && awaited.test(said.text)
}

/** The meaning of a message, asked about where its own words say less than what was heard of it. */
export const noMoreThanSaid = (said: Said, meaning: Meaning, hearing: Hearing): Meaning => {
  const content = withoutTurnedAway(said, meaning.content, hearing)
  if (content.type === 'ask' && content !== meaning.content) return { ...meaning, act: 'none', content, sure: false }
  if (content.type === 'answer' && (saysLess(said, content, hearing) || saysOtherThan(said, hearing)))
    return { ...meaning, content: toConfirm(content), sure: false }
  if (isBareOfAll(said, content, hearing)) return { ...meaning, content: toConfirm(content), sure: false }
  const told = content.type === 'missing' && content.missing === 'dont_know' ? sayingSo(said, hearing) : undefined
  if (told !== undefined) return { ...meaning, content: confirmed(told), sure: false }
  return content === meaning.content ? meaning : { ...meaning, content, sure: false }
}
