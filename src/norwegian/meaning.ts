/** What a message is, and what is in it: the one shape in which `norwegian/` hands a typed text to those who act on it. */

import type { Answer, GivenMissing, Problem } from '../questionnaire/answer.ts'
import type { Called } from '../questionnaire/called.ts'
import type { Asked, Language, Text } from '../questionnaire/schema.ts'
import type { NamedDay } from '../reminders/calendar.ts'
import type { Topic } from './topics.ts'

/** What somebody does by a message. */
export type Act =
  /** Answers the open question. */
  | 'answer'
  /** Says another value than the one the bot asked about: «nei, 5». */
  | 'correction'
  /** Says yes, or no, to what the bot asked about. Never the answer to the survey's own question. */
  | 'confirmation'
  | 'denial'
  /** Neither yes nor no: «kanskje», «ja, men …». */
  | 'hedge'
  /** Asks the bot, or those behind it, something. */
  | 'question'
  /** Tells why there is no answer now: «må sjekke først». */
  | 'situation'
  /** «Hei», «takk». */
  | 'social'
  | 'command'
  | 'none'

/**
 * `content`: what was read (a value, a command, or why there is none). `sure`: it can be acted on at once; else it is asked
 * about by name first. `topic`: what it is about, where it is no answer and that was found; `also`: what else is asked in it; `asked`: which of the open
 * question's terms, where it asks about these, or names one and nothing else was heard. `given`: every way in which it may be said of
 * answers that stand, the likeliest first, each tried before its act; `change`: said of choices that stand, whether these come beside them or are taken out;
 * `except`: what is agreed to with an exception, and the exception; `tells`: what else the words say.
 */
export type Meaning = {
  act: Act
  content: Content
  sure: boolean
  topic?: Topic
  also?: Topic
  asked?: AskedAbout
  given?: readonly OfGiven[]
  change?: 'add' | 'remove'
  except?: Corrections & { isWrong: boolean }
  tells?: ReadonlySet<Tells>
}

/**
 * What of the open question is asked about. `texts`: what the questionnaire says to it; empty: it says nothing. `choices`: ids of the choices that are compared.
 * `inText`: the question's own words say it. `inHelp`: its help does. `many`: how many of the choices may be chosen, `wish`: as many at least are wished for, `only`: no more, `why`: why no more may be, `withHelp`: the help tells which to choose.
 * `sure`: the form of the sentence, or the term in it, leaves no doubt that this is what was asked.
 */
export type AskedAbout = {
  texts: Text[]
  choices?: string[]
  inText?: true
  inHelp?: true
  many?: true
  wish?: number
  only?: true
  why?: true
  withHelp?: true
  sure: boolean
}

/** What the words tell besides: of use in some places, and nothing by itself. */
export type Tells =
  /** «Start», «kom i gang». */
  | 'begins'
  /** «Flott, minn meg kl 15». */
  | 'wishes_reminder'
  /** It ends as a question does. */
  | 'asks'
  /** «Gå til spørsmålet om bolig». */
  | 'opens_question'
  /** «Må få det godkjent av sjefen», «ikkje heilt klar», and a word that only a guess takes for agreement. */
  | 'awaits_others'
  | 'cannot_agree'
  | 'guessed'
  /** «Ok, takk for hjelpa 😊». */
  | 'thanks'
  /** «Det var alt fra meg». */
  | 'finished'
  /** «Ja, det er riktig», said of what was just stored as much as of anything that is asked. */
  | 'repeats'
  /** «Nei 18»: something that was said before it. */
  | 'takes_back'

// What is said of answers that stand already, wherever it is said.

export type Numbered = { number: number }
export type Placed = { place: 'previous' | 'last' }
/** Which question: as it is numbered, the one before, the last of all, or by words of it. */
export type Named = Numbered | Placed | { words: string[] }

/** What becomes of the answer that stands there. */
export type Change = 'replace' | 'add' | 'remove'

/**
 * How a text may be read as a correction. `by`: a frame that names the question and its new answer; a number or a place, with what is
 * said of it; a number by itself; what stands somewhere, denied beside what should; or only what should stand, `first` the first of several sentences. `at`: which question; of a wish the text may name it. `ref`:
 * how it was named, as typed. `values`: what should stand there, in words of the text, the likeliest first; none: it is not told.
 * `from`: the old answer, where it was said. `wrong`: it says that what stands there is wrong, or is to be changed. `plain`: no figure
 * of an answer can be meant by the number. `sure`: it can hardly be anything but a correction, also where any words may be an answer.
 */
export type Correction = { change: Change; values: string[] } & (
  | { by: 'frame'; at: Named; ref: string; from?: string; sure: boolean }
  | { by: 'pointer'; at: Numbered | Placed; plain: boolean; wrong: boolean; from?: string }
  | { by: 'number'; at: Numbered }
  | { by: 'wish'; first?: string }
  | { by: 'denied'; from: string }
)
export type CorrectionBy<By extends Correction['by']> = Extract<Correction, { by: By }>

/** A text with every way in which it may put an answer right, those that name a question by its number or place first. */
export type Corrections = { text: string; corrections: readonly Correction[] }

/**
 * `stands`: what was answered is asked for, `at` the question by its number or place, else its `words` may name it; `asked`: what was asked there too. `receipt`: the
 * receipt is, `by: 'mail'` one that comes by e-mail. `old`: what was sent before is. `how_to_change`: how one changes an answer.
 * `without_name`: a name is to be taken out, `without_words`: what was said in one's own words. `take_back`: the answer before is. `passed_over`: a question that was passed by is to be asked now. `read_over`: the answers are to be read through. `send`: they are to be sent in, or
 * others who were asked first agree. `two`: each of two sentences may be a correction.
 */
export type OfGiven =
  | ({ act: 'correct' } & Corrections)
  | { act: 'two'; sentences: readonly [Corrections, Corrections] }
  | { act: 'stands'; at?: Numbered | Placed; words: string; asked?: true; who?: true }
  | { act: 'receipt'; by?: 'mail' }
  | { act: 'old' | 'how_to_change' | 'without_name' | 'without_words' | 'take_back' | 'passed_over' | 'read_over' }
  | { act: 'send'; by: 'self' | 'others' }
export type GivenAs<A extends OfGiven['act']> = Extract<OfGiven, { act: A }>

/** A meaning whose content is its act alone. */
export const meaningOf = (act: Act, content: Content = nothing, sure = true): Meaning => ({ act, content, sure })

const nothing: Content = { type: 'ask', problem: { code: 'not_understood' } }

// What typed words can mean. The parser says what was meant; whether it is a valid answer is the engine's to say.

/** Commands a respondent can type, whole message only (glossary.md section 3). */
export type Command =
  | {
      name:
        | 'help'
        | 'back'
        | 'skip'
        | 'pause'
        | 'continue'
        | 'status'
        | 'review'
        | 'submit'
        | 'leave'
        | 'delete'
        | 'privacy'
    }
  /** `keep`: the answer that stands is to stand. */
  | { name: 'keep' }
  /** A page of the review; a number counts from 1. */
  | { name: 'page'; to: 'next' | 'previous' | number }
  /** `form`: the form as PDF is wished for. */
  | { name: 'commands' | 'all_questions' | 'form' | 'others' | 'opt_out' | 'opt_in' | 'switch_part' }
  /** `to`: the colleague's name as typed. `why`: the person was asked by mistake. */
  | { name: 'pass_on'; to?: string; why?: 'not_me' }
  /** One personal reminder then; also turns reminders on, as «minn meg» does. */
  | { name: 'snooze'; to: 'tomorrow' | Weekday | NamedDay }
  /** `number`: as the respondent sees questions numbered; absent: the bot asks which. */
  | { name: 'change'; number?: number }
  /** Absent `to`: the other one. */
  | { name: 'language'; to?: Language }
  /** Several commands fit («stopp», «neste» …): the bot asks which. */
  | { name: 'unclear'; between: ('pause' | 'leave' | 'skip' | 'continue' | 'opt_out')[] }

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'

/** Where something is said while no question waits for an answer: «confirm» is «vil du sende inn?». */
export type Place = 'start' | 'confirm' | 'review' | 'receipt' | 'paused'

/** Where the text was typed. */
export type Hearing = {
  /** Absent at a question, and to who has no questionnaire open. */
  place?: Place
  /** The open question; absent outside questions (paused, review, start): then only commands and yes/no are heard. */
  question?: Asked
  /** Ids of the choices and rows that are shown to this respondent, in the order shown (conditions already applied). */
  choiceIds: string[]
  rowIds: string[]
  /** Matrix: the rows on the card that stands open, where it shows some of them only; «alle fire», as many as they are, and «de tre første» are about these. */
  cardRows?: string[]
  /** Matrix: the row that the bot asks about now. */
  row?: string
  /** Matrix: rows already answered, for «samme for resten» (the last answered one counts). */
  answeredRows?: Record<string, string>
  /** Matrix: rows that «vet ikke» and the like stand for; they are answered too. */
  missingRows?: Record<string, GivenMissing>
  lastRow?: string
  /** Matrix: a row above the last one that got another answer after it. */
  correctedRow?: string
  /** What people call the answers of the wave's closed questions, and the part that is asked; absent: nobody has told. */
  called?: { weights: Called; part: string }
  language: Language
  /** A count that the open one can be no higher than, already answered: of «halvparten» the whole; absent: none is known. */
  whole?: number
  /** Year of «now» in Europe/Oslo, for dates without a year, and its month from 1, for «siden mars»; without one such a time is this year. */
  year: number
  month?: number
}

/**
 * Matrix only: some rows; the engine merges them into what is there. `unfound`: names that were given a value among them and are no
 * rows of it, in `bare` form; `inPart`: something else was said of rows, and not understood.
 */
export type RowsSaid = {
  value: Record<string, string>
  missing?: Record<string, GivenMissing>
  unfound?: readonly string[]
  inPart?: true
}

export type Content =
  | { type: 'answer'; answer: Answer }
  | ({ type: 'rows' } & RowsSaid)
  | { type: 'missing'; missing: 'dont_know' | 'not_applicable' }
  /** Near-miss spelling and the like: stored only after a «ja». */
  /** `unheard`: parts of a list, as typed, that are none of the choices and are to be named. */
  | { type: 'confirm'; answer: Answer | ({ kind: 'rows' } & RowsSaid); unheard?: readonly string[] }
  | { type: 'yes' | 'no' }
  | { type: 'command'; command: Command }
  /** Not clear enough to store; the bot asks back with the reason. */
  | { type: 'ask'; problem: Problem }

// Short forms for making meanings.

/** Asks back with a problem. */
export function ask(problem: Problem): Content {
  return { type: 'ask', problem }
}

/** Nothing was recognised. */
export const notUnderstood: Content = { type: 'ask', problem: { code: 'not_understood' } }

export function answered(answer: Answer): Content {
  return { type: 'answer', answer }
}

/** The same meaning, stored only after a «ja». Meanings that store nothing stay as they are. */
export function toConfirm(meaning: Content): Content {
  if (meaning.type === 'answer') return { type: 'confirm', answer: meaning.answer }
  if (meaning.type !== 'rows') return meaning
  const { type: _, ...rows } = meaning
  return { type: 'confirm', answer: { kind: 'rows', ...rows } }
}
