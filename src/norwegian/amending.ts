/**
 * What is said to «stemmer det?» that leaves what waits as it is but for some of it: «ja, og økonomi», «nei, bolig i tillegg til de
 * to andre», «ja, men bosetting svært viktig», «ganske viktig på resten». What comes of it is the whole that would then stand.
 */

import type { Answer, GivenMissing } from '../questionnaire/answer.ts'
import { type AnswerOfShape, gives, hasChoices, isSameKind, isShare } from '../questionnaire/shape.ts'
import { readNumeral } from './figures.ts'
import type { Content, Hearing } from './meaning.ts'
import { clean, type Said } from './said.ts'
import { typedAlternation } from './words.ts'

/** Reads a text as an answer to the question; undefined: it names none. */
export type Read = (text: string, hearing: Hearing) => Content | undefined

type Choices = AnswerOfShape<'choices'>
type Rows = { value: Record<string, string>; missing?: Record<string, GivenMissing> | undefined }

/** What a reply begins with: a yes, a no, or neither. */
type Opening = 'yes' | 'no' | undefined

const sounds = 'hei|hm+|oi|å|ups|vent(?: litt)?|men|og|beklager|sorry|orsak|unnskyld'
const notQuite =
  '(?:(?:det|dette) )?(?:stemmer|stemmar|stemme) (?:ikke|ikkje|itj)(?: (?:helt|heilt|hælt))?|(?:ikke|ikkje|itj) (?:helt|heilt|hælt)(?: (?:rett|riktig))?|nesten(?: (?:rett|riktig))?'
const yesses = `(?:(?:det|d) (?:er|e) )?(?:${typedAlternation('yes')}|${typedAlternation('agree')}|${typedAlternation('okay')})`
const noes = `${notQuite}|${typedAlternation('no')}`
const opened = (words: string) =>
  new RegExp(`^(?:(?:${sounds})[\\s,.!:;-]+)*(?:${words})(?=[\\s,.!:;-]|$)[\\s,.!:;-]*`, 'iu')
const [withNo, withYes] = [opened(noes), opened(yesses)]

/** The reply without its opening, and what that was. */
function openingOf(text: string): { opening: Opening; rest: string } {
  const said = clean(text)
  const [no, yes] = [withNo.exec(said), withYes.exec(said)]
  const [found, opening] = no === null ? [yes, 'yes' as const] : [no, 'no' as const]
  if (found === null) return { opening: undefined, rest: said }
  const rest = said.slice(found[0].length)
  // «Ja, stemmer, og økonomi», «nei, ikke helt, …».
  const again = (opening === 'no' ? withNo : withYes).exec(rest)
  return { opening, rest: again === null ? rest : rest.slice(again[0].length) }
}

/** Of a list nothing but this is meant. */
const restricts =
  /(?<!\p{L})(?:bare|berre|kun|heller|i stedet|i staden|istedenfor|istadenfor|i stedet for|rettere|eneste|einaste)(?!\p{L})/iu

const others =
  '(?:(?:til|ved siden av|ved sida av|sammen med|saman med|og|samt|attåt) )?(?:de|dei|dem|begge|alle)(?: (?:de|dei))?(?: (?:to|tre|fire|fem|seks|\\d))? (?:andre|(?:som )?(?:står|stod|sto) (?:der|her)|(?:som )?(?:jeg|eg|vi|me|du) (?:sa|nevnte|nemnde|skrev|skreiv|har)(?: (?:opp|der))?)'
/** «De to andre», «dei du skreiv»: what waits, and no number of a choice. */
const whatWaits = new RegExp(`(?<![\\s,])[\\s,]*(?<!\\p{L})${others}(?!\\p{L})[\\s,]*`, 'giu')

// biome-ignore format: a list
const adds = [
  /^(?:(?:men|og|så|so|ja) )*(?:også|òg|og|samt|pluss|dessuten|attpåtil|i tillegg(?: til)?|ta (?:også |òg )?med|legg (?:også |òg )?(?:til|ved|på)|ha (?:også )?med|før (?:også )?opp|husk|hugs|glemte|gløymde|mangler|manglar|minus ikke|både)[\s,:]+(?=\S)/iu,
  /(?<![\s,])[\s,]+(?:(?:skal|må|bør|kan|skulle|burde|ska)(?: jo| nok| vel)? )?(?:også|òg|og|å|au|åsså|ogso|i tillegg|attåt|attpåtil|dessuten|med|inn|være med|vere med|med også|også med|òg med|tas med|takast med|mangler|manglar|gjelder også|gjeld òg|selvsagt|sjølvsagt|selvfølgelig)[\s.!]*$/iu,
  /(?<=[\s,])(?:også|òg|i tillegg|dessuten)(?: til)?(?=[\s,]|$)/iu,
]

/** What is left of a text that says «også», «i tillegg», «skal med»; undefined when it says none of it. */
function withoutAdding(text: string): string | undefined {
  let rest = text.replace(whatWaits, ' ').trim()
  let isAdded = rest !== text.trim()
  for (let i = 0; i < 3; i++)
    for (const pattern of adds) {
      const shorter = rest.replace(pattern, ' ').trim()
      if (shorter === rest || shorter === '') continue
      isAdded = true
      rest = shorter
    }
  return isAdded ? rest : undefined
}

const takesOut = `${typedAlternation('takingOut')}|slett`
const taken = [
  new RegExp(
    `^(?:(?:men|og) )?(?:ikke|ikkje|itj|uten|utan|minus|${typedAlternation('except')}|${takesOut})\\s+(?<what>.+?)(?:,? (?:da|då|altså|takk|da nei))?$`,
    'iu',
  ),
  new RegExp(
    `^(?:(?:men|og) )?(?<what>.+?) (?:(?:skal|må|kan|ska|bør)(?: du| vi)? (?:${typedAlternation('takenOut')}|ikke (?:med|være med)|ikkje (?:med|vere med)|ta bort)|(?:ikke|ikkje|itj))$`,
    'iu',
  ),
]
const isTakingOut = new RegExp(`(?<!\\p{L})(?:${takesOut}|${typedAlternation('takenOut')})(?!\\p{L})`, 'iu')
const takenOut = (text: string): string | undefined => {
  const said = text.replace(/(?<![.!])[.!]+$/u, '')
  return taken.map((pattern) => pattern.exec(said)?.groups?.what).find((what) => what !== undefined)
}

const choicesIn = (content: Content | undefined, proposed: Choices): Choices | undefined => {
  const answer = content?.type === 'answer' || content?.type === 'confirm' ? content.answer : undefined
  return answer !== undefined && answer.kind !== 'rows' && isSameKind(answer, proposed) && gives(answer, 'choices')
    ? answer
    : undefined
}

/** `same`: what was said is already among what waits. */
export type Amended = { answer: Content } | 'same' | undefined

function amendedChoices(text: string, proposed: Choices, hearing: Hearing, read: Read): Amended {
  const { opening, rest } = openingOf(text)
  const { question } = hearing
  if (rest === '' || restricts.test(rest) || question === undefined || !hasChoices(question)) return undefined
  const out = takenOut(rest)
  const less = out === undefined ? undefined : choicesIn(read(out, hearing), proposed)
  // «Dropp helse», of what waits without it: the same is asked about again.
  if (less !== undefined && (less.value.every((id) => proposed.value.includes(id)) || isTakingOut.test(rest))) {
    const value = proposed.value.filter((id) => !less.value.includes(id))
    return value.length === 0 ? undefined : confirmed({ ...proposed, value }, question.choices)
  }
  const more = withoutAdding(rest)
  if (out !== undefined || (more === undefined && opening !== 'yes')) return undefined
  const said = choicesIn(read(more ?? rest, hearing), proposed)
  // «Ja, foreløpig»: a word beside a yes is no choice of one's own.
  if (said === undefined || (more === undefined && said.other !== undefined)) return undefined
  const alone = (id: string) => question.choices.some((choice) => choice.id === id && choice.exclusive)
  if ([...said.value, ...proposed.value].some(alone)) return undefined
  const value = question.choices.map(({ id }) => id).filter((id) => [...proposed.value, ...said.value].includes(id))
  if (value.length === proposed.value.length) return more === undefined ? undefined : 'same'
  const other = [proposed.other, said.other].filter((one) => one !== undefined).join(', ')
  return confirmed({ ...proposed, value, ...(other === '' ? {} : { other }) }, question.choices)
}

/** Without the words of one's own of a choice that is no longer among them. */
function confirmed(answer: Choices, choices: readonly { id: string; specify?: boolean | undefined }[]): Amended {
  const { other, ...plain } = answer
  const isOpen = choices.some(({ id, specify }) => specify === true && answer.value.includes(id))
  return { answer: { type: 'confirm', answer: isOpen && other !== undefined ? answer : plain } }
}

const rowsIn = (content: Content | undefined): Rows | undefined =>
  content?.type === 'rows'
    ? content
    : content?.type === 'confirm' && content.answer.kind === 'rows'
      ? content.answer
      : undefined

const given = ({ value, missing }: Rows): Record<string, string> => ({ ...missing, ...value })

/** Where rows wait: they are answered already, and what names no row is said of those that wait. */
export function hearingWhileWaiting(hearing: Hearing, proposed: Answer): Hearing {
  if (!gives(proposed, 'rows')) return hearing
  const [row] = waitingRows(hearing, proposed)
  return {
    ...hearing,
    answeredRows: proposed.value,
    ...(proposed.missing === undefined ? {} : { missingRows: proposed.missing }),
    ...(row === undefined ? {} : { row, lastRow: row }),
  }
}

/** Ids of the rows that would get a value, or another one. */
function waitingRows({ answeredRows, missingRows }: Hearing, proposed: Rows): string[] {
  const before: Record<string, string> = { ...missingRows, ...answeredRows }
  return Object.entries(given(proposed)).flatMap(([row, value]) => (before[row] === value ? [] : [row]))
}

const ofRest =
  /(?<!\p{L})(?:resten|de andre|dei andre|alle andre|det andre|alt annet|alt anna|de øvrige|dei øvrige|ellers|elles)(?!\p{L})/iu
/** A word that points at what waits: «den var ikkje nyttig». */
const pointing = /^(?:den|det|dette|dei|de) (?=(?:er|e|var|va|blir|vert|skal|skulle)(?!\p{L}))/iu

function amendedRows(text: string, proposed: AnswerOfShape<'rows'>, hearing: Hearing, read: Read): Amended {
  const { opening, rest } = openingOf(text)
  if (rest === '') return undefined
  const waiting = waitingRows(hearing, proposed)
  if (opening === 'yes' && ofAll.test(rest)) return ofEveryRow(proposed, waiting, hearing)
  const open = hearingWhileWaiting(hearing, proposed)
  const said = rowsByPart(rest, waiting, open, read) ?? rowsIn(read(rest, open))
  if (said === undefined) return undefined
  const values = given(said)
  const names = Object.keys(values)
  const { row: _row, ...nowhere } = open
  const namesNone = names.length === 1 && names[0] === open.row && rowsIn(read(rest, nowhere)) === undefined
  if (namesNone && waiting.length > 1) {
    const [value] = Object.values(values)
    const isMissing = said.missing !== undefined && Object.keys(said.missing).length > 0
    const all = Object.fromEntries(waiting.map((row) => [row, value ?? '']))
    return isMissing ? undefined : merged(proposed, { value: all })
  }
  const isInstead = opening === 'no' && !ofRest.test(rest) && !names.every((row) => waiting.includes(row))
  return isInstead ? undefined : merged(proposed, said)
}

const ofAll =
  /^(?:(?:og|men) )?(?:(?:det|dette) )?(?:(?:gjelder|gjeld|er|for|på|av) )*(?:for |på )?(?:alt|alle|hele lista|heile lista)(?: (?:sammen|saman|områdene|områda|her|\d{1,2}|\p{L}+))?[.!]*$/iu

/** «Ja, gjelder alt», where what waits is one value: every row that has none gets it. */
function ofEveryRow(proposed: AnswerOfShape<'rows'>, waiting: readonly string[], { rowIds }: Hearing): Amended {
  const stands = given(proposed)
  const [value, ...more] = new Set(waiting.map((row) => stands[row]))
  if (value === undefined || more.length > 0) return undefined
  const open = rowIds.filter((row) => stands[row] === undefined)
  const isMissing = waiting.some((row) => Object.hasOwn(proposed.missing ?? {}, row))
  const all = Object.fromEntries(open.map((row) => [row, value]))
  return merged(proposed, isMissing ? { value: {}, missing: all as Record<string, GivenMissing> } : { value: all })
}

/** «Den var ikkje nyttig. Resten ganske nyttig»: piece by piece, what points at what waits said of it. */
function rowsByPart(text: string, waiting: readonly string[], open: Hearing, read: Read): Rows | undefined {
  const parts = text.split(/(?<![.;!,])[.;!,]+ +/).filter((part) => part.trim() !== '')
  const first = parts[0]?.replace(pointing, '')
  if (parts.length !== 2 || first === undefined || first === parts[0] || waiting.length !== 1) return undefined
  const [one, other] = [
    rowsIn(read(first.replace(/^(?:er|e|var|va|blir|vert|skal være|skal vere|skulle vært) /iu, ''), open)),
    rowsIn(read(parts[1] ?? '', open)),
  ]
  return one === undefined || other === undefined ? undefined : laid(other, one)
}

/** Values laid over others, each row once. */
function laid(under: Rows, over: Rows): Rows {
  const without = <T>(values: Record<string, T> | undefined): Record<string, T> =>
    Object.fromEntries(Object.entries(values ?? {}).filter(([row]) => !Object.hasOwn(given(over), row)))
  const missing = { ...without(under.missing), ...over.missing }
  const value = { ...without(under.value), ...over.value }
  return Object.keys(missing).length === 0 ? { value } : { value, missing }
}

function merged(proposed: Rows, said: Rows): Amended {
  const { value, missing } = laid(proposed, said)
  const [before, after] = [given(proposed), given({ value, ...(missing === undefined ? {} : { missing }) })]
  const isSame = Object.keys(after).every((row) => before[row] === after[row])
  if (isSame) return 'same'
  return { answer: { type: 'confirm', answer: { kind: 'rows', value, ...(missing === undefined ? {} : { missing }) } } }
}

/**
 * What waits with what a reply adds to it, takes from it or changes in it; 'same': all of it is there already; undefined: the reply
 * does none of it, and may be another answer altogether. `hearing`: as it is without what waits.
 */
export function amendedBy(text: string, proposed: Answer, hearing: Hearing, read: Read): Amended {
  if (gives(proposed, 'choices')) return amendedChoices(text, proposed, hearing, read)
  return gives(proposed, 'rows') ? amendedRows(text, proposed, hearing, read) : undefined
}

/** «Nei nei, feil spørsmål»: what waits was said of something else, and is let go of. */
export const isOfElse = ({ bare, tokens }: Said): boolean => tokens.length <= 12 && ofElse.test(bare)
const ofElse =
  /^(?:(?:nei|oi|ops|ups|vent|beklager|sorry|orsak|unnskyld|men|a)[ ,.!]+)*(?:(?:det|dette|den) (?:var|er|vart|ble|blei|gjaldt|galdt|gjelder|gjeld) )?(?:(?:jeg|eg) (?:svarte|svara|tok|skrev|skreiv) )?(?:pa |til |om |i )?(?:(?:et|eit|det) )?(?:feil|gale?|galt|annet|anna|forrige|forre|andre) sporsmal(?:et|a)?(?: (?:jo|da|altsa|det|dette|beklager|sorry))*[.! ]*$/

/** «12 av dem er under 18», of a total that waits: told of a part of it. `agreed`: after a yes. */
export const ofPart = (text: string, proposed: Answer): 'agreed' | 'told' | undefined => {
  if (!gives(proposed, 'figure') || isShare(proposed)) return undefined
  const { opening, rest } = openingOf(text)
  const [, before, after] = partSaid.exec(rest) ?? []
  const said = before ?? after ?? ''
  const value = /^\d+$/.test(said) ? Number(said) : readNumeral(said)
  if (value === undefined || value >= proposed.value) return undefined
  return opening === 'yes' && !/(?<!\p{L})men(?!\p{L})/iu.test(text) ? 'agreed' : 'told'
}
const partSaid =
  /^(?:(?:men|og|så) )*(?:(?:om lag|cirka|ca\.?|rundt|omtrent) )?(?:(\d+|\p{L}+) (?:(?:stk\.?|stykk\p{L}*) )?(?:av|tå) (?:dem|dei|de|di|disse|desse)(?!\p{L})|(?:hvorav|herav|derav|av desse|av disse|av dem|av dei)(?: (?:er|var|kom|om lag|ca\.?))* (\d+|\p{L}+)(?!\p{L}))/iu
