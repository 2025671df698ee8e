/** What somebody tells in sentences, cut into pieces that each say one thing, and what turns a piece: a no, another time, a plan, a doubt. */

import { oneForm } from './match.ts'
import { bare, clean, tidy } from './said.ts'
import { inFull, spoken } from './short-forms.ts'

/**
 * Why what a piece names is not, or not certainly, so now. `men`: it begins with what limits the piece before it; `fine`: it
 * went well, which of hardships is a no.
 */
export type Turn = 'negated' | 'intended' | 'before' | 'doubted' | 'of_others' | 'men' | 'fine'

/** One thing that is told. `raw`: its words as they were typed, in `bare` form; `words`: the same in one form, nynorsk as bokmål. */
export type Piece = { text: string; raw: readonly string[]; words: readonly string[]; turns: ReadonlySet<Turn> }

/** Characters; a longer text is a story, and is asked about. */
const longest = 400
const mostPieces = 14

const cuts =
  /(?<=\d)\.(?= \p{Lu})|(?<=[^\s\d][^\s\d.]|(?:^|[\s\d])(?:[^\s\d.]\.|\.\.))\.+(?= |$)|[!?;:()…\n]+|,(?!\d)| [-–—] | \/ |(?<!\p{L})(?=(?:men|mens|medan|fordi|hvorav|herav|derav|unntatt|bortsett|selv om|sjølv om|ellers|elles|resten|nei forresten|eller nei|for (?:dem|dei|de|dæm|den|alle) som)(?!\p{L}))/u

/** A no; «uten tvil», «ikke bare» and «ikke minst» are none. */
const noes =
  /(?<!\p{L})(?:ikke|ikkje|ikkj|ikje|itj|itte|ittj|itjnå|ikkeno|aldri|ingen|inga|ingenting|intet|inkje|uten|utan|verken|hverken|korkje|neppe|knapt|slipper|nei|nix|niks)(?!\p{L})/u
const noNo =
  /(?<!\p{L})(?:(?:uten|utan) (?:tvil|sammenlikning|sammenligning|problem\p{L}*|å overdrive|unntak)|(?:ikke|ikkje|itj) (?:bare|berre|minst|sant|noe problem|noko problem|verst|uventet)|ingen tvil|(?:ikke|ikkje|itj) (?:i )?tvil)(?!\p{L})/gu

const intended =
  /(?<!\p{L})(?:planlegger|planlegges|planlegg|planlagt\p{L}*|planer om|planar om|vurder(?:er|te|ast|es)|diskuter\p{L}*|snakk\p{L}* om|neste (?:år|høst|haust|vår|halvår)|fra (?:nyttår|januar|høsten|våren)|frå (?:nyttår|januar|hausten|våren)|til (?:nyttår|høsten|våren|neste år)|te (?:nyttår|høsten|våren)|snart|på trappene|på gang|i gang med å lage|(?:holder|held) på (?:å|med å|og)|jobber med|jobbar med|jobber (?:vi|med)|til høring|under (?:arbeid|utarbeid\p{L}*)|bestilt|bestilte|søkt?e?(?: om)?|burde|skulle (?:vært|vore|hatt|ha)|ønsk\p{L}*|håper|håpar|forslag|utkast|(?:vi|me|oss|æ|jeg|eg) (?:skal|ska|vil|ville)|(?:skal|ska|vil) (?:vi|me|inn|opp|komme|ha)|kommer til å|kjem til å|venter|ventar|framover|fremover|etter hvert|etter kvart|(?:ikke|ikkje|itj) (?:ennå|enno|enda|endå|enna)|vedtak på|vedtatt|vedteke|anmod\p{L}*|(?:kommer|kjem|kjæm|er|blir|vert) på plass (?:til|te|etter|i|når)|vurdert|til (?:politisk )?(?:forhandling|behandling)|(?:er|e) tenkt|(?:til|te) som+[ae]r\p{L}*|skal bli|(?:skal|ska) (?:inngå|opprette|innføre|starte|lage|evalueres)|(?:prøver|prøvar|forsøker|forsøkjer) å|(?:først|fyrst) får|om det (?:kommer|kjem|kjæm)|når (?:han|hun|ho|de|dei|dæm|den|det) (?:har|får|er|e) (?:begynt|byrja|starta|startet|ansatt|tilsett))(?!\p{L})/u
const before =
  /(?<!\p{L})(?:i fjor|tidligere|tidlegare|tidlegere|fram til|frem til|inntil|begynte med|byrja med|en gang i tiden|(?:før|fyrr|førr) (?:i|va|var|hadde|det|den)|hadde (?:det|vi) før|hadde|la(?:gt)? ned|la (?:vi|me) ned|avslutt\p{L}*|avvikl\p{L}*|falt ut|gikk ut|gjekk ut|gått ut|løp ut|utløpt?|slutt(?:et|a|er|ar) (?:å|med)|(?:sagt|sa|sagd) opp|oppsagt|(?:tatt|teke|tok) bort|fjern(?:et|a)|kvitt\p{L}* oss|forsvant|forsvann|forsvunn\p{L}*|kom(?:met|me)? bort|under (?:forrige|førre|forre|gamle) \p{L}+)(?!\p{L})|^(?:før|fyrr)(?!\p{L})|(?<!\p{L})(?:var|va|låg|lå|satt|sat) .*(?<!\p{L})før$/u
const doubted =
  /(?<!\p{L})(?:kanskje|kansje|kanskj|muligens|moglegvis|mogleg|tror|trur|usikker|usikre|uviss|antakelig|antagelig|antakeleg|sannsynligvis|sannsynlegvis|trolig|truleg|tipper|tippar|gjetter|gjettar|vet ikke|veit ikkje|veit itj|aner|anar|husker ikke|hugsar ikkje|må sjekke|spørs|kommer an på|kjem an på|hvis|viss|dersom|eller|enten|anten|delvis|til dels|både ja og nei|ja og nei|på en måte|på ein måte|egentlig|eigentleg|nesten|liksom|halvveis|forresten|førresten|vent|ok|okei|såfremt|forutsatt|savner|saknar|tja|nja|sikkert|visstnok|vanskel[ei]g\p{L}* (?:for \p{L}+ )?å (?:si|seie|sei|svare|svara|vite|vurdere|anslå)|ukjent (?:for|fer) (?:meg|mæ|oss)|(?:ikke|ikkje|itj) (?:fått|fekk|fikk) vit[ea]|(?:noen|nokon|nokre|enkelte|et par|eit par|en del|ein del|mange|flere|fleire) (?:av (?:dem|dei) )?(?:kan |får |fekk |fikk )?(?:gå|går|gjeng|ta|tar|tek|får|fekk|fikk|driver med|driv med) (?:på|i|til|over))(?!\p{L})/u
const ofOthers =
  /(?<!\p{L})(?:politikerne|politikarane|alle (?:tror|trur)|folk (?:tror|trur)|på papiret|i teorien|offisielt|noen sier|nokon seier|andre (?:sier|seier|mener|meiner|kommuner|kommunar)|nabokommunen har)(?!\p{L})|^for (?:dem|dei|de|dæm|den|alle) som/u

const fine =
  /(?<!\p{L})(?:(?:gått|gjekk|gikk|går|fungert|fungerer|vært|vore) (?:\p{L}+ )?(?:fint|greit|greitt|bra|godt|av seg sjøl|på skinner)|i orden|nok av|rikelig|(?:ikke|ikkje|itj|ingen|ikkeno) (?:noe |noko |nokka |noen |nokon )?(?:stort )?problem\p{L}*|(?:bra|god|godt|gode) nok|(?:får|fikk|fekk) (?:vi |me )?(?:jo |alltid )?(?:dekka|dekt|dekket)|løste seg|ordnet seg|ordna seg|gikk seg til)(?!\p{L})/u

/** Whole sentences, as typed: a text of one is its only one. */
export const sentencesIn = (text: string): string[] =>
  clean(text).split(/(?<=[^\s\d.!])[.!]+\s+|(?<=\d)[.!]\s+(?=\p{Lu})/u)

/** Both of two sentences; undefined: there are more or fewer. */
export const twoSentences = (text: string): [string, string] | undefined => {
  const [first, second, ...others] = sentencesIn(text)
  return first === undefined || second === undefined || others.length > 0 ? undefined : [first, second]
}

/** Texts of one turn are taken apart more than once. */
const known = new Map<string, readonly Piece[]>()

/** The pieces of a text, in the order typed; none where it is too long to be an answer to a closed question. */
export function piecesOf(text: string): readonly Piece[] {
  const found = known.get(text)
  if (found !== undefined) return found
  const pieces = text.length > longest ? [] : allPieces(text)
  const made = pieces.length > mostPieces ? [] : pieces
  if (known.size > 63) known.clear()
  known.set(text, made)
  return made
}

/** The pieces of a text of any length, as of many rows that are answered one after another. */
export const allPieces = (text: string): Piece[] =>
  tidy(text)
    .split(cuts)
    .map((piece) => piece.trim())
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
    .map(pieceOf)

/** `bare` words of dialects → as they are written. */
const written: ReadonlyMap<string, string> = new Map(
  Object.entries(spoken).map(([said, word]) => [bare(said), bare(word)]),
)

function pieceOf(text: string): Piece {
  const turns = new Set<Turn>()
  if (noes.test(text.replace(noNo, ' '))) turns.add('negated')
  if (intended.test(text)) turns.add('intended')
  if (before.test(text)) turns.add('before')
  if (doubted.test(text)) turns.add('doubted')
  if (ofOthers.test(text)) turns.add('of_others')
  if (fine.test(text)) turns.add('fine')
  if (/^(?:men|mens|medan|unntatt|bortsett|ellers|elles|resten|selv om|sjølv om|bare|berre|kun)(?!\p{L})/u.test(text))
    turns.add('men')
  const raw = bare(inFull(text)).match(/[\p{L}\p{N}]+/gu) ?? []
  return { text, raw, words: raw.map((word) => oneForm(written.get(word) ?? word)), turns }
}
