/** What a respondent types, bokmål or nynorsk, as a meaning. The tables and rules are those of the glossary. */

import {
  type AskedShape,
  asks,
  byShape,
  type ClosedQuestion,
  hasChoices,
  shapeOf,
  unitOf,
} from '../questionnaire/shape.ts'
import { type Core, type Correction, correctionOf, isGreeting, unwrap, withoutRemark } from './around.ts'
import { besideOf, leavesAsItIs } from './beside.ts'
import { commandOf, slipOfCommand } from './commands.ts'
import { understandFigure } from './figure-answers.ts'
import { understandText } from './free-text.ts'
import { repairedList } from './list-repair.ts'
import { type Candidate, candidatesOf, choiceWords, matchInFull } from './match.ts'
import { answered, ask, type Content, type Hearing, notUnderstood, toConfirm } from './meaning.ts'
import { nameOne, says, understandSingle } from './one-choice.ts'
import { ofOwnWord } from './own-choice.ts'
import { understandMatrix } from './rows.ts'
import { bare, clean, phrase } from './said.ts'
import { insteadOfOthers } from './said-otherwise.ts'
import { understandMultiple, understandRanking } from './several-choices.ts'
import { ticksOf } from './ticks.ts'
import { understandDate } from './times.ts'
import { isDash, wordOf } from './words.ts'
import { choicesFor, stanceOf, stanceWithTail } from './yes-no.ts'

/** Characters. No answer to a closed question is longer; a longer text is asked about without being read. */
export const longestClosed = 2000

/**
 * The meaning of a whole message where it was typed. Pure; never throws; choices and rows in a meaning are always among
 * those shown. Whether the answer is valid (range, required, number of choices) is the engine's to say.
 */
export function understand(text: string, hearing: Hearing): Content {
  const { question } = hearing
  if (text.trim() === '') return ask({ code: 'empty' })
  if (asks(question, 'words')) return understandText(text, hearing)
  if (text.length > longestClosed) return notUnderstood
  if (question === undefined) return understandOutside(text, hearing)
  return understandClosed(text, hearing, question)
}

/** Outside questions only commands and yes or no are heard; «rett» is either, so it is asked about. */
function understandOutside(text: string, hearing: Hearing): Content {
  const command = commandOf(text, hearing)
  if (command !== undefined) return { type: 'command', command }
  const stance = ofStance(unwrap(text).core)
  if (stance !== undefined) return stance
  const slip = slipOfCommand(text, hearing)
  return slip === undefined ? notUnderstood : { type: 'command', command: slip }
}

function ofStance(text: string): Content | undefined {
  const stance = stanceOf(text)
  if (stance === 'yes' || stance === 'no') return { type: stance }
  // «nei ikkje enno»; a yes may send in or delete, so it must stand by itself.
  if (stanceWithTail(text)?.stance === 'no') return { type: 'no' }
  return stance === 'mixed' ? ask({ code: 'several_given' }) : undefined
}

function understandClosed(text: string, hearing: Hearing, question: ClosedQuestion): Content {
  const ticks = ticksOf(text)
  if (ticks !== undefined) return ofTicks(ticks, hearing, question)
  const candidates = hasChoices(question) ? candidatesOf(question.choices, hearing.choiceIds) : []
  const command = commandOf(text, hearing)
  if (command !== undefined) return commandOrChoice(text, candidates) ?? { type: 'command', command }
  if (isGreeting(text)) return notUnderstood
  const repaired = asks(question, 'choices') ? ofRepaired(text, candidates) : undefined
  if (repaired !== undefined) return repaired
  const instead = insteadOfOthers.exec(text)?.[1]
  const { core, hedged: isHedged } = unwrap(instead ?? text)
  const doubted = isHedged || instead !== undefined
  // «Ikke for oss» is less than «ikke».
  const hedged = doubted || (/^ikk?j?e$/i.test(core) && phrase(text) !== phrase(core))
  // Of several figures the one that is meant is found among all of them.
  const correction = asks(question, 'figure') ? undefined : correctionOf(core, question)
  const again = correction === undefined ? undefined : readAgain(correction, hearing, question)
  if (again !== undefined) return again
  const given = missingOf(core, question, candidates) ?? rightOf(core, question, candidates)
  if (given !== undefined) return given
  const meaning = byShapeOf(coreFor(text, core, hedged, candidates), text, hearing, question, candidates)
  const plain = meaning.type === 'answer' || hedged ? undefined : saidPlainly(core, hearing, question, candidates)
  if (plain !== undefined) return crossed(text) || ofOtherYears(text, question) ? toConfirm(plain) : plain
  if (meaning.type !== 'ask') return isTurned(text, question) ? toConfirm(meaning) : meaning
  const first = mayHoldMore.has(meaning.problem.code) ? withoutRemark(core, question, candidates) : undefined
  if (first !== undefined) return firstOr(meaning, understandClosed(first, hearing, question), question)
  const stance = plainYesNo(core, question, candidates)
  const slip = stance === undefined && nothingFits.has(meaning.problem.code) ? slipOfCommand(text, hearing) : undefined
  if (stance !== undefined) return stance
  if (slip !== undefined) return { type: 'command', command: slip }
  return (
    (meaning.problem.code === 'unknown_choice' && !hedged ? ownWord(text, question, candidates) : undefined) ?? meaning
  )
}

/** A list that is put right while it is told, or whose parts have a yes or a no each. */
function ofRepaired(text: string, candidates: readonly Candidate[]): Content | undefined {
  const repaired = repairedList(text, candidates)
  if (repaired === undefined) return undefined
  const answer = { kind: 'multiple', value: repaired.kept } as const
  return repaired.sure ? answered(answer) : { type: 'confirm', answer }
}

/** A certain answer with something told beside it that leaves it as it is. */
function saidPlainly(
  core: string,
  hearing: Hearing,
  question: ClosedQuestion,
  candidates: readonly Candidate[],
): Content | undefined {
  const beside = asks(question, 'choice', 'choices') ? besideOf(core, asks(question, 'choices')) : undefined
  if (beside === undefined) return undefined
  const meaning = understandClosed(beside.answer, hearing, question)
  if (meaning.type !== 'answer') return undefined
  // How a yes or no may go on is told by itself.
  if (stanceOf(beside.answer) !== undefined || wordOf(beside.answer) !== undefined) return undefined
  if (leavesAsItIs(beside, question, candidates, hearing.year)) return meaning
  // «Kjapt. 3-4 mnd» says the same twice.
  const again = beside.remark.length < 40 ? understandClosed(beside.remark, hearing, question) : undefined
  return again?.type === 'answer' && JSON.stringify(again.answer) === JSON.stringify(meaning.answer)
    ? meaning
    : undefined
}

/** Only what is ticked is an answer. A sign alone is a yes or a no, and asked about. */
function ofTicks(ticks: NonNullable<ReturnType<typeof ticksOf>>, hearing: Hearing, question: ClosedQuestion): Content {
  // A table's signs stand beside rows and values both.
  const isTable = asks(question, 'rows', 'order')
  if (ticks.labels === undefined || ticks.labels.length === 0 || isTable) return notUnderstood
  const said = ticks.labels.join('\n')
  if (said === '') return toConfirm(understandClosed(ticks.sure ? 'ja' : 'nei', hearing, question))
  const meaning = understandClosed(said, hearing, question)
  return ticks.sure ? meaning : toConfirm(meaning)
}

function ownWord(text: string, question: ClosedQuestion, candidates: readonly Candidate[]): Content | undefined {
  const own = ofOwnWord(text, candidates)
  if (own === undefined || !asks(question, 'choice', 'choices')) return undefined
  return asks(question, 'choice')
    ? { type: 'confirm', answer: { kind: 'single', value: own.id, other: own.other } }
    : { type: 'confirm', answer: { kind: 'multiple', value: [own.id], other: own.other } }
}

/** What stands around an answer may turn it, so that it is confirmed. */
const isTurned = (text: string, question: ClosedQuestion): boolean =>
  crossed(text) || (isScale(question) && past.test(text)) || ofOtherYears(text, question)

/** «Ja 👎», «nei 👍»: the thumb says otherwise. */
const crossed = (text: string): boolean =>
  /[👍👎]/u.test(text) && /\p{L}/u.test(text) && text.includes('👍') === /\b(?:nei|ikke|ikkje|ingen)\b/i.test(text)

const isScale = (question: ClosedQuestion): boolean => asks(question, 'choice', 'rows')
/** «Det var viktig», «burde vært god»: not quite what is asked about today. */
const past = /(?<!\p{L})(?:var|vært|vore|før|tidligere|tidlegare|burde|kunne|skulle)(?!\p{L})/iu

/** «20 år i kommunen», where it is not asked how long somebody has been there. */
const ofOtherYears = (text: string, question: ClosedQuestion): boolean =>
  unitOf(question)?.nb === 'år' &&
  /(?<!\p{L})i (?:denne )?(?:\p{L}+ )?kommun\p{L}+/iu.test(text) &&
  !/kommun/.test(question.text.nb)

/** Only the last word counts, and only after a «ja»; undefined when it may not be a correction at all. */
function readAgain({ rest, sure }: Correction, hearing: Hearing, question: ClosedQuestion): Content | undefined {
  const meaning = toConfirm(understandClosed(rest, hearing, question))
  if (meaning.type === 'confirm') return meaning
  return sure ? notUnderstood : undefined
}

/** «Svært viktig! Pengane er alt.»: the answer is in the first sentence, and is confirmed. */
function firstOr(whole: Content, first: Content, question: ClosedQuestion): Content {
  const meaning = toConfirm(first)
  if (asks(question, 'figure')) return meaning.type === 'missing' ? meaning : whole
  return meaning.type === 'confirm' || meaning.type === 'missing' ? meaning : whole
}

const mayHoldMore = new Set([
  'unknown_choice',
  'ambiguous_choice',
  'not_understood',
  'not_a_number',
  'not_a_date',
  'ambiguous_row',
  'several_given',
])
const nothingFits = new Set(['unknown_choice', 'not_understood', 'not_a_number', 'not_a_date'])

/** A choice whose whole text is a command («Nynorsk») is asked about, so that neither is done by mistake. */
function commandOrChoice(text: string, candidates: readonly Candidate[]): Content | undefined {
  const match = matchInFull(choiceWords(text), candidates)
  return match.type === 'one' ? ask({ code: 'ambiguous_choice', candidates: [match.id] }) : undefined
}

/** «vet ikke» and «ikke aktuelt», unless a choice says so itself. In a matrix they are about rows. */
function missingOf(text: string, question: ClosedQuestion, candidates: readonly Candidate[]): Content | undefined {
  const word = wordOf(text)
  const dash =
    isDash(text) && (asks(question, 'date') || (asks(question, 'choice') && 'problem' in nameOne(text, candidates)))
  const missing = dash ? 'not_applicable' : word
  if (missing !== 'dont_know' && missing !== 'not_applicable') return undefined
  if (asks(question, 'rows')) return undefined
  if (!asks(question, 'choice', 'choices')) return { type: 'missing', missing }
  if (matchInFull(choiceWords(text), candidates).type === 'one' || candidates.some((c) => says(c, missing)))
    return choiceSaying(missing, text, question, candidates)
  const typed = choiceWords(text).join(' ')
  const [holding, ...others] = candidates.filter(
    (c) => !dash && c.texts.some((t) => ` ${t.join(' ')} `.includes(` ${typed} `)),
  )
  if (holding === undefined || others.length > 0) return { type: 'missing', missing }
  return toConfirm(ofChoice(holding.id, question))
}

function choiceSaying(
  missing: 'dont_know' | 'not_applicable',
  text: string,
  question: ClosedQuestion,
  candidates: readonly Candidate[],
): Content {
  const match = matchInFull(choiceWords(text), candidates)
  const ids = match.type === 'one' ? [match.id] : candidates.filter((c) => says(c, missing)).map((c) => c.id)
  const [id] = ids
  return ids.length === 1 && id !== undefined
    ? ofChoice(id, question)
    : ask({ code: 'ambiguous_choice', candidates: ids })
}

function ofChoice(id: string, question: ClosedQuestion): Content {
  if (asks(question, 'choices')) return { type: 'answer', answer: { kind: 'multiple', value: [id] } }
  return { type: 'answer', answer: { kind: 'single', value: id } }
}

/** Bare «rett» is yes at an open yes/no question; elsewhere it may be a wish to change, so it is asked about. */
function rightOf(text: string, question: ClosedQuestion, candidates: readonly Candidate[]): Content | undefined {
  if (bare(phrase(text)) !== 'rett' || matchInFull(choiceWords(text), candidates).type === 'one') return undefined
  const yes = choicesFor('yes', candidates)
  const [id] = yes.map((c) => c.id)
  if (!asks(question, 'choice') || id === undefined || choicesFor('no', candidates).length === 0) return notUnderstood
  return yes.length === 1 ? ofChoice(id, question) : ask({ code: 'ambiguous_choice', candidates: yes.map((c) => c.id) })
}

/** The unwrapped text, or the whole one when that is a choice as it stands: «Vi har ingen plan». */
function coreFor(text: string, core: string, hedged: boolean, candidates: readonly Candidate[]): Core {
  const whole = matchInFull(choiceWords(text), candidates).type === 'one' || stanceOf(text) !== undefined
  return whole ? { core: clean(text), hedged: /[^ ?] ?\?+ *$/.test(text) } : { core, hedged }
}

/** Characters of the answer itself, by kind: a matrix in words is the longest. */
const longestCore: Record<Exclude<AskedShape, 'words'>, number> = {
  choice: 300,
  choices: 800,
  rows: 1500,
  order: 600,
  figure: 300,
  date: 120,
}

function byShapeOf(
  core: Core,
  text: string,
  hearing: Hearing,
  question: ClosedQuestion,
  candidates: readonly Candidate[],
): Content {
  if (core.core.length > longestCore[shapeOf(question)]) return notUnderstood
  return byShape(question, {
    choice: (it) => understandSingle(core, candidates, it, hearing.year),
    choices: (it) => understandMultiple(core, it, candidates),
    rows: ({ rows }) => understandMatrix(core, hearing, candidates, candidatesOf(rows, hearing.rowIds)),
    order: () => understandRanking(core, candidates),
    figure: (it) => understandFigure(text, core, it, hearing),
    date: (it) => understandDate(core, it, hearing.year),
  })
}

/** A yes or no where no choice says so: for what the bot may be waiting for («stemmer det?»). */
function plainYesNo(text: string, question: ClosedQuestion, candidates: readonly Candidate[]): Content | undefined {
  const stance = stanceOf(text)
  if ((stance !== 'yes' && stance !== 'no') || choicesFor(stance, candidates).length > 0) return undefined
  return asks(question, 'choices') && stance === 'no' && candidates.some((c) => c.exclusive)
    ? undefined
    : { type: stance }
}
