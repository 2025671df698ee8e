/** How rows are rated in a sentence: «gull verdt», «kan dere droppe», «et hakk lavere», «aner jeg ikke», said of all, of the rest, but for one. */

import type { GivenMissing } from '../questionnaire/answer.ts'
import { type Scale, scaleOf } from './degrees.ts'
import type { Candidate } from './match.ts'
import { bareSource } from './said.ts'
import type { Piece } from './sentences.ts'
import { alternation } from './words.ts'

/** What some words of a piece say. `by`: so many steps above the value before; `count`: of how many «alle fire» speaks. */
export type Saying =
  | { type: 'rate'; choice: string; sure: boolean }
  | { type: 'missing'; missing: GivenMissing; sure: boolean }
  | { type: 'same' }
  | { type: 'relative'; by: 1 | -1 }
  | { type: 'group'; group: 'all' | 'rest'; count?: number; vague?: true }
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
const intense = alternation('intensely')
const fair = alternation('fairly').replace(/\|(?:jevnt over|jamt over|stort sett)/g, '')

/** A step of four or five (2 the highest), the words for it, and whether they leave nothing to ask about. `ADJ`: the scale's own adjective. */
// biome-ignore format: a table
const steps: readonly (readonly [step: 2 | 1 | 0 | -1 | -2, sure: boolean, source: string])[] = [
  [2, true, `(?:${intense})(?: (?:${intense}))* ?ADJ`],
  [2, true, 'svart(?: svart)*'],
  [2, true, '(?:rene |reine )?gull(?: verdt?| verd)?|uvurderlig\\w*|uunn(?:var|ver)\\w*|livsviktig\\w*|(?:helt )?(?:avgjorende|avgjerande)|avgjor|avgjer|alfa og omega|(?:aller )?(?:viktigst|viktigast)\\w*|framifra|stralende|stralande|fremragende|fantastisk\\w*|kjempenyttig\\w*'],
  [2, true, `(?:${intense}) ?${plain}`],
  [2, false, `(?:${intense}) ?${other}|(?:${intense})(?: (?:${intense}))*|(?:helt )?(?:nodvendig|naudsynt)\\w*|(?:helt )?(?:pa )?topp|(?:helt |aller )?(?:overst|ovst)|(?:helt )?ratt|(?:det )?eneste som (?:teller|betyr no)|(?:trenger|treng) (?:vi )?(?:dere )?(?:mer enn no|mest)|(?:trenger|treng) (?:vi )?(?:dere|dykk)(?: til)?|(?:har )?(?:reddet|redda) oss|kritisk|essensielt|perfekt|supert|genialt|glimrende|utmerket|storartet|uslaelig|toppen`],
  [1, true, `(?:ganske|noksa)(?: sa)?(?: ADJ| ${plain})?|ADJ`],
  [1, true, `(?:${fair}) ADJ`],
  [1, false, `(?:ganske|noksa|${fair})(?: ${other})?|${other}|(?:helt )?(?:ok|okei)|godt nok|(?:absolutt )?brukb\\w+|(?:helt )?(?:greit|fint)|til nytte`],
  [0, false, 'middels(?: ADJ)?|midt pa treet|(?:sann )?passe|verken eller'],
  [-1, true, '(?:bare |bitte |kun )?(?:litt|lite)(?: ADJ)?|(?:bare |bitte |kun )?litt?egrann|mindre ADJ|ikke sa ADJ|sma ?ADJ'],
  [-1, false, `(?:bare |bitte |kun )?(?:litt|lite|litegrann|litegranne|littegrann)(?: ${other})?(?: nytte)?|ikke (?:sa|sarlig|spesielt)(?: (?:${intense}))?(?: (?:ADJ|${other}|farlig|noye))?|ikke no sarlig(?: ADJ)?|marginalt?|(?:en )?smule|en tanke|halvveis|sa der|sa som sa|sma(?:viktig|nyttig)\\w*|i mindre grad|i liten grad|meh|lunk\\w+|(?:lavt|lagt)$|ikke all verden`],
  [-2, true, 'ikke (?:(?:var |er |har vart )?ADJ(?: i det hele(?: tatt)?)?|i det hele(?: tatt)?)|u(?:viktig|nyttig)\\w*|(?:helt |fullstendig |totalt )?(?:bortkast\\w*|ubruk[ea]l\\w*|verdilos\\w*|verdilaus\\w*)|null (?:nytte|verdi|betydning)|(?:spiller|speler|har) ingen? (?:rolle|betydning|verdi|nytte)|(?:spiller|speler|har) inga (?:rolle|betydning|verdi|nytte)|ingen nytte|inga nytte'],
  [-2, false, `kan (?:dere|de|dokk|vi) (?:bare )?(?:droppe|spare(?: seg)?|beholde|behalde|skippe|kutte|legge ned)|betyr (?:ingenting|lite|null)|(?:kan (?:vi|jeg) )?(?:vare|vere|var) foruten|(?:helt )?bom|bunn|(?:trenger|treng) (?:vi|oss)? ?(?:ikke|null|ingen)(?: hjelp)?(?: til)?|(?:vi )?klarer? (?:vi )?oss (?:fint |godt )?(?:uten|uden)|(?:far|fikk) (?:vi )?ikke no ut av|(?:bruker|brukte) (?:vi )?ikke til no|(?:hatt )?no a (?:si|seie)|ingen? rolle|tull|ikke ${other}`],
  [-1, false, '(?:vi )?klarer? (?:vi )?oss (?:nesten (?:uten|uden)|(?:uten|uden) nesten)'],
]

const us = '(?:jeg|vi|jo|nok|dessverre)'
// biome-ignore format: a table
const missing: readonly (readonly [missing: 'dont_know' | 'not_applicable', sure: boolean, source: string])[] = [
  ['dont_know', true, `(?:${us} )*(?:vet|aner|husker)(?: ${us})* (?:ikke|ei)(?: no)?(?: om)?(?: det)?|har (?:jeg |vi )?ikke (?:peiling|anelse|aning|oversikt|grunnlag)|ikke (?:peiling|anelse|aning|oversikt)|(?:har )?(?:jeg |vi )?(?:ingen|inga) (?:anelse|aning|peiling|mening|meining|formening|ide)|(?:er )?(?:jeg |vi )?(?:usikker|usikre|ikke sikker)(?: pa)?|kan (?:jeg|vi) ikke (?:spa|si|svare|vurdere|mene no om|uttale (?:meg|oss) om)|kjenner (?:jeg |vi )?ikke(?: no)? til`],
  ['not_applicable', true, '(?:ikke |u)(?:aktuelt?|aktuelle|relevant\\w*)(?: (?:for|hos|i) (?:oss|kommunen|var kommune))?|(?:gjelder|angar) (?:ikke oss|oss ikke)|har (?:vi )?ikke(?: (?:brukt|hatt|fatt|hatt bruk for))?(?: no)?(?: hjelp)?|har (?:vi )?ingen(?: av)?|ikke (?:brukt|hatt|fatt)(?: no)?(?: hjelp)?'],
  ['not_applicable', false, '(?:tar|tek) (?:vi )?ikke i ?mot|kommer ikke til oss|(?:jobber|jobbar|arbeider|driver) (?:vi )?ikke med|vi ikke kommer til a (?:arbeide|jobbe|drive) med|bruker? (?:vi )?aldri|(?:har )?(?:vi )?ikke sett snurten av'],
]

const things = '(?: (?:radene|rader|omradene|omrader|omrada|punktene|punkta|punkt|temaene|sakene|linjene))?'
const few = '(?: (?:pa|i) (?:skjermen|kortet|listen|lista))?'
// biome-ignore format: a table
const groups: readonly (readonly [group: 'all' | 'rest', vague: boolean, source: string])[] = [
  ['all', false, `(?<!\\bav )(?:alle|adle|aill|samtlige|alt)(?: (?:sammen|i sammen|de|disse|dei|her))*(?: (?<count>\\d+))?${things}(?: (?:her|sammen))*${few}|hele (?:listen|lista|remsa|linja|linjen|lina|veien|rekka|rekken|pakken|pakka|bunten|bunken|skjemaet)|over(?: alt|alt)|over hele (?:linja|lina|linjen)`],
  ['all', false, 'de (?<count>\\d+) (?:her|pa (?:kortet|skjermen))'],
  ['all', true, '(?:jevnt|jamt) over|stort sett|det meste|ingenting av (?:det|dem|de|di|dette)|ingen av (?:dem|de|di|delene|omradene|punktene)|(?:pa )?(?:noen|non|nogen|nagen|no) av (?:det|dem|de|di|omradene|omrada|delene|punktene)'],
  ['rest', false, `resten(?: av (?:dem|de|radene|omradene|omrada|punktene|listen|lista))?${few}|(?:alt|alle|de|dei|det)(?: (?:de|det|dei))?(?: \\d+)? (?:annet|ainner|ovrige|ovrig|resterende)(?! kommun)${things}${few}|samtlige annet|ellers|elles`],
]

const except =
  /\b(?:(?:med )?unntak (?:av|for|fra)|unntatt|untatt|unnatt|unnateke|unnteke|bortsett fra|utenom|utanom|utenfor|sa nar som|minus)\b/g
const same = /\b(?:det samme|samme|likesa|likeins|likedan|ditto|tilsvarende|tilsvarande)\b/g
const lower =
  /\b(?:(?:et|ett|en|1) )?(?:trinn|hakk|hakket|steg|knepp|strek|litt)(?: (?:lavere|lagare|lagere|ned|nede|under|bak|svakere|mindre|darligere))(?: det)?\b/g
const higher =
  /\b(?:(?:et|ett|en|1) )?(?:trinn|hakk|hakket|steg|knepp|strek)(?: (?:hoyere|hogare|hogere|opp|over|oppe|bedre|betre|mer))(?: det)?\b/g
const places = /\bde (?<count>\d) (?<end>forste|fyrste|overste|siste|sista|nederste)\b/g

type Compiled = { pattern: RegExp; said: (found: RegExpExecArray) => Saying | undefined }

/** Scales stay the same from reply to reply. */
const compiled = new WeakMap<Scale, readonly Compiled[]>()

/** «Har» and «å» have the form of «her» and «jeg» among the words of a piece. */
const whole = (source: string): RegExp =>
  new RegExp(
    `\\b(?:${bareSource(source)
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
    said: ({ groups: named }: RegExpExecArray): Saying => ({
      type: 'group',
      group,
      ...(named?.count === undefined ? {} : { count: Number(named.count) }),
      ...(vague ? { vague } : {}),
    }),
  })),
  { pattern: except, said: () => ({ type: 'except' }) },
  { pattern: same, said: () => ({ type: 'same' }) },
  { pattern: lower, said: () => ({ type: 'relative', by: -1 }) },
  { pattern: higher, said: () => ({ type: 'relative', by: 1 }) },
]

function ofScale(scale: Scale): readonly Compiled[] {
  const known = compiled.get(scale)
  if (known !== undefined) return known
  const made = steps.map(([step, sure, source]): Compiled => {
    const choice = scale.steps[2 - step]?.id
    return {
      pattern: whole(source.replaceAll('ADJ', own[scale.of])),
      said: () => (choice === undefined ? undefined : { type: 'rate', choice, sure }),
    }
  })
  compiled.set(scale, made)
  return made
}

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
  return longestOnly([...ownTexts(words, candidates), ...placed, ...found])
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
