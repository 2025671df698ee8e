/** How rows are rated in a sentence: «gull verdt», «kan dere droppe», «et hakk lavere», «aner jeg ikke», said of all, of the rest, but for one. */

import { keptWith } from '../memory.ts'
import type { GivenMissing } from '../questionnaire/answer.ts'
import { type Scale, scaleOf } from './degrees.ts'
import type { Candidate } from './match.ts'
import { bareSource } from './said.ts'
import type { Piece } from './sentences.ts'
import { alternation } from './words.ts'

type Step = 2 | 1 | 0 | -1 | -2

/** What some words of a piece say. `by`: so many steps above the value before; `count`: of how many «alle fire» speaks. */
export type Saying =
  | { type: 'rate'; choice: string; sure: boolean; step?: Step }
  | { type: 'missing'; missing: GivenMissing; sure: boolean }
  | { type: 'same' }
  | { type: 'relative'; by: 1 | -1 }
  | { type: 'group'; group: 'all' | 'rest'; count?: number; vague?: true; onCard?: true }
  | { type: 'places'; first: number; last: number }
  | { type: 'except' }

/** `from`, `to`: the words of the piece that say it, the last one not among them. */
export type Span<T> = { from: number; to: number; said: T }

// Patterns of the words of a piece: `bare`, nynorsk as bokmål, so that «noe» is «no» and «andre» is «annet».

const own: Record<Scale['of'], string> = {
  viktig: '(?:viktige?|viktigt|vesentlige?|vesentlege?)',
  god: '(?:nyttige?|nyttigt|nytti|gode?|godt|nytte)',
  grad: '(?:stor|hoy|hog) grad',
}
const other = '(?:viktige?|nyttige?|gode?|godt|bra|fint?|fine|greit?|greie|brukbart?|brukbare|tenlige?|tenlege?)'
/** Says how good, of whatever scale. */
const plain = '(?:bra|fint?|fine|greit?|greie|brukbart?|brukbare)'
/** One word each, so that a run of them is read in one way only. */
const intense = alternation('intensely')
  .split('|')
  .filter((word) => !word.includes(' '))
  .join('|')
const fair = alternation('fairly').replace(/\|(?:jevnt over|jamt over|stort sett)/g, '')

/**
 * A step of four or five (2 the highest), the words for it, and whether they leave nothing to ask about. `ADJ`: the scale's own
 * adjective; `~`: pronouns and small words that may stand there.
 */
// biome-ignore format: a table
const steps: readonly (readonly [step: Step, sure: boolean, source: string])[] = [
  [2, true, `(?:${intense})(?: (?:${intense}))* ?ADJ`],
  [2, true, 'svart(?: svart)*'],
  [2, true, '(?:rene |reine )?gull(?: verdt?| verd)?|uvurderlig\\w*|uunn?(?:var|ver)\\w*|ubetalelig\\w*|livsviktig\\w*|livsnodvendig\\w*|(?:helt )?(?:avgjorende|avgjerande)|avgjor|avgjer|alfa og omega|(?:det )?(?:aller )?(?:viktigste?|viktigaste?)|framifra|stralende|stralande|fremragende|fantastisk\\w*'],
  [2, true, `(?:${intense})(?: (?:${intense}))* ?${plain}`],
  [2, false, `(?:${intense}) ?${other}|(?:${intense})(?: (?:${intense}))*|(?:helt )?(?:nodvendig|naudsynt)\\w*|(?:helt )?(?:pa )?topp(?:en|ers)?|(?:helt |aller )?(?:overst|ovst)|(?:helt )?ratt|(?:det )?eneste som (?:teller|betyr no)|betyr (?:no|mye|alt|mest)|(?:trenger|treng) ~(?:mer enn no|mest)|(?:trenger|treng) ~(?:dere|dykk)(?: til)?|(?:har )?~(?:reddet|redda) ~(?:oss|dagen)|${alternation('highest')}|${alternation('crucial')}|genialt?|glimrende|utmerket|storartet|uslaelig|(?:helt )?(?:konge|knall|kanon|suverent?|magisk|ypperlig|enestaende|superb|prima|eminent)|midt i blinken|(?:av )?(?:stor|enorm|kjempestor|uvurderlig) (?:betydning|verdi|nytte|hjelp)|til (?:stor|uvurderlig) (?:hjelp|nytte|glede)|(?:kan|kunne|hadde) ~ikke ~(?:vare|vere|var|vart|klare\\w*|klart) ~(?:foruten|oss uten|uten)|(?:klarer?|klare) ~ikke ~uten|ma vi ~ha|ma ha|lever vi av|(?:forste|fyrste)prioritet\\w*|nummer (?:en|1)|(?:hoyt|hogt|hoyest|hogst) (?:prioritert|pa lista|oppe)|i (?:svart |veldig )?(?:stor|hoy|hog) grad|best(?: av alt)?|mye (?:nytte|verdi|hjelp)|strategisk viktig|kritisk|essensiel\\w+|vesentlig for oss|skyhoyt`],
  [1, true, `(?:ganske|noksa)(?: sa)?(?: ADJ| ${plain})?|ADJ`],
  [1, true, `(?:${fair}) ADJ`],
  [1, false, `(?:ganske|noksa|${fair})(?: ${other})?|${other}|${alternation('quiteGood')}|(?:helt )?(?:ok|okei|okay)|(?:godt|bra|greit|fint) nok|(?:absolutt )?brukb\\w+|(?:helt )?(?:greit|fint|grei)|til (?:god )?(?:nytte|hjelp)|(?:god|grei|fin) (?:nytte|hjelp|stotte)|gjor nytten|(?:hjelper|hjalp|hjulpet) ~(?:oss|godt)|(?:kom|kommer) (?:godt )?med|(?:har|hatt) ~(?:god )?(?:nytte|glede) av|(?:kjekt?|nyttig|fint|greit) a ha|(?:er )?~(?:fornoyde?|tilfredse?) ~med|over middels|(?:tar|trenger|far|har) ~(?:gjerne imot|bruk for)|blir det bruk for|solid|verdifull\\w*|nest (?:viktigst|mest)\\w*|av (?:verdi|betydning)`],
  [0, false, `${alternation('middling')}|middels(?: ADJ)?`],
  [-1, true, '(?:bare |bitte |kun )?(?:litt|lite)(?: ADJ)?|(?:bare |bitte |kun )?litt?egrann|mindre ADJ|ikke sa ADJ|sma ?ADJ'],
  [-1, false, `(?:bare |bitte |kun )?(?:litt|lite|litegranne)(?: ${other})?(?: (?:til )?(?:nytte|hjelp|verdi|betydning|interessant))?|(?:liten|lita|begrenset|begrensa|noe|no) (?:nytte|hjelp|verdi|betydning)|${alternation('hardly')}|ikke (?:sa|sarlig|spesielt|akkurat|altfor)(?: (?:${intense}))?(?: (?:ADJ|${other}|farlig|noye|imponerende))?|ikke (?:no )?(?:sarlig|stort|mye|all verden|allverden|rare greier|rare greiene)(?: ADJ)?|marginalt?|minimalt?|(?:en )?smule|en tanke|halvveis|(?:sa )?ymse|halvhjertet|sa der|sa som sa|sma(?:viktig|nyttig)\\w*|i (?:mindre|liten) grad|bittelitt|meh|lunk\\w+|(?:helt )?(?:lavt|lagt|nederst)(?: (?:pa lista|pa listen|prioritert))?$|(?:sa|knapt) vidt|savidt|magert|tynt|skuffende|svakt|under middels|kan (?:godt )?vente|lite (?:a hente|igjen)|bisak`],
  [-2, true, 'ikke (?:(?:var |er |har vart )?ADJ(?: i det hele(?: tatt)?)?|i det hele(?: tatt)?)|u(?:viktig|nyttig)\\w*|(?:helt |fullstendig |totalt )?(?:bortkast\\w*|ubruk[ea]l\\w*|verdilos\\w*|verdilaus\\w*|nyttelos\\w*|nyttelaus\\w*)(?: tid)?|null (?:nytte|verdi|betydning)|(?:spiller|speler|har) (?:ingen?|inga|null) (?:rolle|betydning|verdi|nytte)|(?:ingen|inga) (?:nytte|verdi|betydning)'],
  [-2, false, `(?:det )?kan ~(?:droppe\\w*|spare(?: seg)?|sparast?|beholde|behalde|skippe\\w*|kutte\\w*|stryke\\w*|legge ned|la vare|la ligge|hoppe over)|(?:dropp|stryk|skip|kutt|glem)(?: det| den)?|betyr ~(?:ingenting|null)|(?:kan ~)?(?:vare|vere|var) foruten|(?:helt )?bom|bunn|bak mal|(?:trenger|treng) ~(?:ikke|null|ingen|inga)(?: no)?(?: ~hjelp)?(?: til| med)?|(?:har )?~(?:null|ikke|ingen|inga|ikke no) (?:behov|bruk)(?: for)?|(?:kan )?~klarer? ~(?:fint |godt |utmerket )?(?:uten|uden|selv|pa egen hand)|(?:fikser?|ordner?|greier?) ~selv|(?:far|fikk|fekk) ~(?:ikke no|ingenting|null)(?: ut)?(?: av)?|(?:ga|gav|gitt|gir) ~(?:ikke no|ingenting|null)|(?:bruker|brukte) ~ikke til no|(?:hatt )?no a (?:si|seie)|har (?:ikke )?(?:noe |no )?a (?:si|seie)|ikke (?:hjulpet|hjulpe|hjalp)|hjalp ~(?:ikke|lite)|(?:helt )?(?:unodvendig|overflodig|uinteressant|meningslos\\w*|poenglos\\w*|darlig|darleg|soppel|kast(?: i sopla| i soppelet)?|skrot|tull|fjas|skrap)|(?:ingen|inga) (?:rolle|hjelp)|ikke ${other}|null|ikke no$|(?:driter|gir) ~(?:i|blaffen)|${alternation('lowest')}|hapl(?:os|ose|aus|ause)|${alternation('notAtAll')}`],
  [-1, false, '~klarer? ~(?:nesten (?:uten|uden)|(?:uten|uden) nesten)'],
]

/** «Ikke avgjørende» is little, «ikke bortkastet» something: a no before the words turns the step. */
const turned = { 2: -1, 1: -2, 0: undefined, [-1]: 1, [-2]: 1 } as const

// biome-ignore format: a table
const missing: readonly (readonly [missing: 'dont_know' | 'not_applicable', sure: boolean, source: string])[] = [
  ['dont_know', true, '~(?:vet|veit|kan|kjenner)(?: (?:jeg|vi|jo|nok))* (?:altfor |for )(?:lite|litt|darlig|darleg)(?: (?:om|til))?(?: (?:det|dette|disse))?|~(?:vet|aner|husker)(?: (?:jeg|vi|jo|nok|dessverre))* (?:ikke|ei)(?: no)?(?: om)?(?: det)?|har ~ikke (?:peiling|anelse|aning|oversikt|grunnlag|greie)|ikke (?:peiling|anelse|aning|oversikt)|(?:har )?~(?:ingen|inga) (?:anelse|aning|peiling|mening|meining|formening|ide|oversikt)|(?:er )?~(?:usikker|usikre|ikke sikker)(?: pa)?|(?:kan|tor|vil) ~ikke ~(?:spa|si|seie|svare|svara|vurdere|bedomme|mene|mene no om|uttale (?:meg|oss))(?: noe| no)?(?: om| pa)?|kjenner ~ikke(?: no)? til|(?:vanskelig|umulig|for tidlig) a (?:si|vurdere|svare)|ikke (?:mitt|vart) bord|(?:har )?~ikke greie pa|(?:ma|far) andre svare pa|(?:har )?~ikke vart borti'],
  ['not_applicable', true, '(?:ikke |u)(?:aktuelt?|aktuelle|relevant\\w*)(?: (?:for|hos|i) (?:oss|kommunen|var kommune))?|(?:gjelder|angar) ~(?:ikke oss|oss ikke|ikke)|har ~ikke(?: (?:brukt|benyttet|nyttet|nytta|hatt|fatt|hatt bruk for|bedt om|spurt om|sokt(?: om)?|tatt i bruk))?(?: no)?(?: hjelp)?|har ~ingen(?: av)?|har ~aldri (?:brukt|benyttet|nytta|hatt|fatt)(?: no)?(?: hjelp)?|(?:jobber|jobbar|arbeider|driver|held|holder) ~ikke (?:pa )?med|(?:ikke|aldri) (?:brukt|benyttet|nytta|hatt|fatt)(?: no)?(?: hjelp)?'],
  ['not_applicable', false, '(?:tar|tek) ~ikke i ?mot|kommer ikke til oss|(?:jobber|jobbar|arbeider|driver|held|holder) ~ikke (?:pa )?med|vi ikke kommer til a (?:arbeide|jobbe|drive) med|(?:bruker?|bruke|brukte|benytter|nytter) ~(?:aldri|ikke)|~ikke (?:bruker|benytter|driver med|jobber med|har|har hatt|har brukt)|har ~aldri (?:brukt|hatt|fatt|sett|bedt om)|(?:har )?~ikke sett snurten av|(?:finnes|finst|fins) ~ikke(?: her)?|(?:tar|ordner|gjor) (?:byen|fylket|staten|nabokommunen)(?: seg av)?|ingen slike?|(?:er|ble|blei|blir|vert) ~(?:avvikla|avviklet|nedlagt|lagt ned|lagd ned|slutt|historie)|fikk ~ikke|far ~ikke'],
]

const things = '(?: (?:radene|rader|omradene|omrader|omrada|punktene|punkta|punkt|temaene|sakene|linjene))?'
const few = '(?: (?:pa|i) (?:skjermen|kortet|listen|lista))?'
// biome-ignore format: a table
const groups: readonly (readonly [group: 'all' | 'rest', vague: boolean, source: string])[] = [
  ['all', false, `(?<!\\bav )(?:alle|adle|aill|samtlige|(?<!\\b(?:er|e|var|betyr) )alt)(?: (?:sammen|i sammen|de|disse|dei|her))*(?: (?<count>\\d+))?${things}(?: (?:her|sammen))*${few}|hele (?:listen|lista|remsa|linja|linjen|lina|veien|rekka|rekken|pakken|pakka|bunten|bunken|skjemaet|greia|greien|fjola|skiten|rada|kolonnen|sulamitten|bredden|rekken)|over(?: alt|alt)|(?:over|langs) hele (?:linja|lina|linjen|fjola|bredden)|rubbel og bit|tvers (?:over|gjennom|igjennom)`],
  ['all', false, 'de (?<count>\\d+) (?:her|pa (?:kortet|skjermen))'],
  ['all', true, '(?:jevnt|jamt) over|stort sett|det meste|gjennomgaende|gjennomgaande|gjennomgatt|ingenting av (?:det|dem|de|di|dette|disse)|ingen av (?:dem|de|di|disse|delene|omradene|punktene)|(?:pa )?(?:noen|non|nogen|nagen|no) av (?:det|dem|de|di|disse|omradene|omrada|delene|punktene)'],
  ['rest', false, `resten(?: av (?:dem|de|radene|omradene|omrada|punktene|listen|lista))?${few}|(?:alt|alle|de|dei|det)(?: (?:de|det|dei))?(?: (?<count>\\d+))? (?:annet|ainner|ovrige|ovrig|resterende)(?! kommun)${things}${few}|samtlige annet|ellers|elles|utover det|ut over det|for ovrig|alt i ovrig`],
]

/** Those that are seen, where a card shows some of the rows. */
const onCard = /\b(?:disse|desse|skjermen|kortet)\b/

const except =
  /\b(?:(?:med )?unntak (?:av|for|fra)|unntatt|untatt|unnatt|unnateke|unnteke|bortsett fra|utenom|utanom|utenfor|sa nar som|minus)\b/g
const same = /\b(?:det samme|samme|likesa|likeins|likedan|ditto|tilsvarende|tilsvarande)\b/g
const lower =
  /\b(?:(?:et|ett|en|1) )?(?:trinn|hakk|hakket|steg|knepp|strek|litt)(?: (?:lavere|lagare|lagere|ned|nede|under|bak|svakere|mindre|darligere))(?: det)?\b/g
const higher =
  /\b(?:(?:et|ett|en|1) )?(?:trinn|hakk|hakket|steg|knepp|strek)(?: (?:hoyere|hogare|hogere|opp|over|oppe|bedre|betre|mer))(?: det)?\b|\b(?:enda |enno )?(?:viktigere|viktigare|nyttigere|nyttigare)\b/g
const places = /\bde (?<count>\d) (?<end>forste|fyrste|overste|siste|sista|nederste)\b/g

type Compiled = { pattern: RegExp; said: (found: RegExpExecArray) => Saying | undefined }

const between = '(?:(?:jeg|vi|oss|de|dem|dere|det|nok|jo|egentlig|bare|kun|dessverre|diverre) )*'

/** «Har» and «å» have the form of «her» and «jeg» among the words of a piece. */
const whole = (source: string): RegExp =>
  new RegExp(
    `\\b(?:${bareSource(source)
      .replaceAll('~', between)
      .replace(/\bhar\b/g, '(?:har|her)')
      .replace(/\ba (?=\(|\w)/g, '(?:a|jeg) ')})\\b`,
    'g',
  )

const always: readonly Compiled[] = [
  ...missing.map(([what, sure, source]) => ({
    pattern: whole(source),
    said: (): Saying => ({ type: 'missing', missing: what, sure }),
  })),
  ...groups.map(([group, vague, source]) => ({
    pattern: whole(source),
    said: ({ 0: found, groups: named }: RegExpExecArray): Saying => ({
      type: 'group',
      group,
      ...(named?.count === undefined ? {} : { count: Number(named.count) }),
      ...(vague ? { vague } : {}),
      ...(onCard.test(found) ? { onCard: true as const } : {}),
    }),
  })),
  { pattern: except, said: () => ({ type: 'except' }) },
  { pattern: same, said: () => ({ type: 'same' }) },
  { pattern: lower, said: () => ({ type: 'relative', by: -1 }) },
  { pattern: higher, said: () => ({ type: 'relative', by: 1 }) },
]

/** Scales stay the same from reply to reply. */
const ofScale = keptWith((scale: Scale) =>
  steps.map(([step, sure, source]): Compiled => {
    const choice = scale.steps[2 - step]?.id
    return {
      pattern: whole(source.replaceAll('ADJ', own[scale.of])),
      said: () => (choice === undefined ? undefined : { type: 'rate', choice, sure, step }),
    }
  }),
)

/** All that is said in a piece of rates and of groups of rows, in its order; of two that overlap the longer one. `card`: rows on the card. */
export function sayingsIn({ words }: Piece, candidates: readonly Candidate[], card: number): Span<Saying>[] {
  const line = words.join(' ')
  const scale = scaleOf(candidates)
  const found = [...always, ...(scale === undefined ? [] : ofScale(scale))].flatMap(({ pattern, said }) =>
    [...line.matchAll(pattern)].flatMap((match): Span<Saying>[] => {
      const saying = said(match)
      return saying === undefined ? [] : [spanOf(line, match, saying)]
    }),
  )
  const placed = [...line.matchAll(places)].map((match): Span<Saying> => {
    const count = Number(match.groups?.count)
    const isLast = /^(?:siste|sista|nederste)$/.test(match.groups?.end ?? '')
    return spanOf(line, match, { type: 'places', first: isLast ? card - count : 0, last: isLast ? card : count })
  })
  const said = longestOnly([...ownTexts(words, candidates), ...placed, ...found])
  return scale === undefined ? said : said.map((span) => asTurned(span, words, scale))
}

function asTurned(span: Span<Saying>, words: readonly string[], scale: Scale): Span<Saying> {
  const { from, to, said } = span
  if (said.type !== 'rate' || said.step === undefined || !/^(?:ikke|aldri|neppe)$/.test(words[from - 1] ?? ''))
    return span
  const step = turned[said.step]
  const choice = step === undefined ? undefined : scale.steps[2 - step]?.id
  return choice === undefined ? span : { from: from - 1, to, said: { type: 'rate', choice, sure: false } }
}

const spanOf = <T>(line: string, match: RegExpExecArray, said: T): Span<T> => {
  const from = line.slice(0, match.index).split(' ').length - 1
  return { from, to: from + match[0].split(' ').length, said }
}

/** The scale's own words, as they stand or inflected. */
const ownTexts = (words: readonly string[], candidates: readonly Candidate[]): Span<Saying>[] =>
  candidates.flatMap(({ id, texts }) =>
    texts.flatMap((text) =>
      words.flatMap((_, from): Span<Saying>[] =>
        text.length > 0 && text.every((word, i) => words[from + i] === word || words[from + i] === `${word}e`)
          ? [{ from, to: from + text.length, said: { type: 'rate', choice: id, sure: true } }]
          : [],
      ),
    ),
  )

/** Those that lie in no longer one; of two as long the first named. In the order of the words. */
export function longestOnly<T>(spans: readonly Span<T>[]): Span<T>[] {
  const kept: Span<T>[] = []
  for (const span of spans.toSorted((a, b) => b.to - b.from - (a.to - a.from)))
    if (kept.every(({ from, to }) => span.to <= from || span.from >= to)) kept.push(span)
  return kept.toSorted((a, b) => a.from - b.from)
}

/** «Ingen EM hos oss», «ingenting av det»: a no that gives rows their value where nothing else does. */
export function valueWithNone<T extends { type: string }>(
  { words }: Piece,
  items: readonly Span<T>[],
  candidates: readonly Candidate[],
): Span<Saying> | undefined {
  const named = items.find(({ from, said }) => said.type === 'row' && /^(?:ingen|inga)$/.test(words[from - 1] ?? ''))
  if (named !== undefined)
    return { from: named.from - 1, to: named.from, said: { type: 'missing', missing: 'not_applicable', sure: true } }
  const group = items.find(({ from, said }) => said.type === 'group' && /^(?:ingenting|ingen)$/.test(words[from] ?? ''))
  const lowest = scaleOf(candidates)?.steps.at(-1)
  const at = words.length
  return group === undefined || lowest === undefined
    ? undefined
    : { from: at, to: at + 1, said: { type: 'rate', choice: lowest.id, sure: false } }
}
