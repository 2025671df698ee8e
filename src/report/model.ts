/** What a report holds: numbers with their bases, before any wording or layout. All of it is plain JSON. */

import type { InterviewLine } from '../outcome/interview.ts'
import type { Disposition, RateName } from '../outcome/rates.ts'
import type { Missing } from '../questionnaire/answer.ts'
import type { Base, Text } from '../questionnaire/schema.ts'
import type { ClosedQuestion } from '../questionnaire/shape.ts'
import type { Dimension } from '../questionnaire/wave.ts'
import type { SubmittedAnswer } from '../results/submission.ts'
import type { Word } from './change.ts'

/** The fields of a submission (contracts.md) that numbers are made of. */
export type Answered = {
  submissionId: string
  revision: number
  complete: boolean
  part: string
  /** Absent: answered on the version that is counted. */
  questionnaireVersion?: number
  unit: { id: string }
  submittedAt: string
  answers: Record<string, SubmittedAnswer>
  missing: Record<string, Missing>
}

/** Several categories counted as one: any measure of a multiple choice, the two best steps of a scale. */
export type Combined = { choices: string[]; count: number; share: number }

/** Mean, median and quartiles (see `count.ts`) of the base; the sum where the plan says that it means something. */
export type NumberSummary = { mean: number; median: number; q1: number; q3: number; sum?: number }

/** One choice of a ranking: how many put it first, how many ranked it at all, and its mean place among those. */
export type RankSummary = { first: number; ranked: number; meanPlace: number | null }

/** One group's numbers. `n` is the base of every share; shares are whole per cent. */
export type Table = {
  n: number
  counts: Record<string, number>
  shares: Record<string, number>
  /** Multiple choice with an exclusive category: chose anything but that. */
  any?: Combined
  /** Row of a matrix with a scale of four steps or more: the two first. */
  top?: Combined
  numbers?: NumberSummary
  ranking?: Record<string, RankSummary>
}

/** Base under the limit, or needed to hide one that is. The number that answered is not told either. */
export type Suppressed = { suppressed: true }
export type Cell = Table | Suppressed

/** Dimension → group → numbers. */
export type Breakdowns = Record<string, Record<string, Cell>>

export type MissingCounts = Record<Missing, number>

/** Figures from elsewhere, as `trend.yaml` gives them. */
export type Series = {
  id: string
  title: Text
  unit: Text
  points: { year: number; value: number; about?: true | undefined; source: string }[]
  comparison?: Text | undefined
}

/** A published figure of an earlier year, as `trend.yaml` gives it. */
export type TrendPoint = {
  choices?: string[] | undefined
  year: number | null
  value?: number | undefined
  range?: [number, number] | undefined
  phrase?: Text | undefined
  about?: number | undefined
  base: Text
  askedOf: string
  source: string
  /** False: a break in the series. Nothing is said about change but `comparison`, where the source has published one. */
  comparable: boolean
  comparison?: Text | undefined
  note?: Text | undefined
}

/** What changed in the survey; figures on either side of it are not compared. `year`: the first one after it. */
export type TrendBreak = { year: number; text: Text }

/** One variable: a question, or one row of a matrix. */
export type Measured = {
  /** Who is in the denominator. */
  base: Base
  /** Of all who submitted the part; hidden when these are fewer than the limit. */
  missing: MissingCounts | Suppressed
  breakdowns: Breakdowns
} & Cell

export type VariableKind = ClosedQuestion['kind']

export type Variable = Measured & {
  kind: VariableKind
  part: string
  trend: TrendPoint[]
  /** Matrix only. */
  rows?: Record<string, Measured>
}

export const isSuppressed = (cell: Cell | MissingCounts | PanelCount | GroupChange): cell is Suppressed =>
  'suppressed' in cell

/**
 * One part of all units of the base: how many interviews are complete, partial and broken off (`interviewOf`), AAPOR's
 * rates in whole per cent (`aaporRates`), and what became of every unit.
 */
export type PartResponse = {
  base: number
  complete: number
  partial: number
  breakOff: number
  rates: Record<RateName, number>
  dispositions: Record<Disposition, number>
}

/** How many units of a group answered. `any` is IMDi's measure: at least one part (`isAnsweredPart`). Rates in whole per cent of `units`. */
export type GroupResponse = {
  units: number
  any: number
  all: number
  rate: number
  parts: Record<string, number>
}

export type Response = GroupResponse & {
  base: number
  /** From how many per cent of what applies an interview is complete, and partial. */
  line: InterviewLine
  byPart: Record<string, PartResponse>
  breakdowns: Record<string, Record<string, GroupResponse>>
  trend: TrendPoint[]
}

/** A main finding as sentence in both forms, and every number it rests on. */
export type Finding = {
  id: string
  theme: string
  text: Text
  /** Empty for the response rate and for a series. */
  variable: string
  /** The series of `trend.yaml` that the finding is about. */
  series?: string
  numbers: FindingNumber[]
}
/** Why a planned finding is not stated. */
export type WhyNot =
  | 'unknown_question'
  | 'unknown_choice'
  | 'unknown_series'
  | 'wrong_kind'
  | 'suppressed'
  | 'nobody'
  | 'too_few'
  | 'tie'
  | 'below'
  | 'no_sum'
/** `about`: the question or the series. */
export type Unstated = { id: string; theme: string; about: string; why: WhyNot }
export type FindingNumber = { row?: string; choices: string[]; count: number; n: number; share: number }

/** One way of grouping the units, with the wave's words: `names` of every group, in the order in which they are shown. `from`: see `Grouping`. */
export type NamedGroups = { by: Dimension; title: Text; names: Record<string, Text>; from?: number[] | undefined }

/** Who is asked: «kommunene og bydelene», «kommuner og bydeler». */
export type WhoIsAsked = { definite: Text; indefinite: Text }

/**
 * Before and now in whole per cent, or a mean; the change and its 95 % interval in points or in what is counted, one decimal, null
 * where nothing can be said of the spread. `word`: by `wordOf`; null: none is said.
 */
export type Level = {
  before: number
  now: number
  change: number
  low: number | null
  high: number | null
  word: Word | null
}

/** `measure`: a choice, `any`, `top` or `mean`. `panel` null: hidden, or nobody answered twice. */
export type MeasureChange = { measure: string; all: Level | null; panel: Level | null }

/**
 * Those in the base both times. `of`: reckoned of all in both frames; `out`: answered both times and not comparable, null: some,
 * fewer than the limit.
 */
type PanelCount = { n: number; of: number; out: number | null } | Suppressed

/**
 * Those of the panel who are in one group of this wave: of all of the group in both frames, `n` in the base both times. `word`: `more` or
 * `fewer` where an exact test says so, reckoned with all the tests of the report (`many-tests.ts`), and the change is large enough.
 */
export type GroupChange = { n: number; of: number; measures: GroupMeasure[] } | Suppressed
export type GroupMeasure = Pick<Level, 'before' | 'now' | 'change'> & {
  measure: string
  word: Exclude<Word, 'same'> | null
}

export type WhyNotCompared = 'kind' | 'base' | 'scale' | 'hidden' | 'nobody'

type OlderLevel = { wave: string; n: number; values: Record<string, number> }

/** What has changed since an earlier wave, item by item. */
export type Since = {
  wave: string
  title: Text
  year: number
  /** `both`: in both frames, undivided; `split`: of this wave, with something of a unit that was divided. */
  units: { before: number; now: number; both: number; split: number }
  /** Areas that have gone from one unit to another since, by their names then; no answer follows them. `year`: when. */
  borders: { year: number; from: string; to: string }[]
  /** Waves before it whose answers are stored, newest first; `unanswered`: waves after it of which none are, newest first. */
  older: { wave: string; title: Text; year: number }[]
  unanswered: { wave: string; title: Text }[]
  items: {
    variable: string
    row?: string
    kind: 'share' | 'mean'
    n: { before: number; now: number }
    panel: PanelCount
    /** Dimension → group, as in `breakdowns`; empty where the panel is hidden. */
    groups: Record<string, Record<string, GroupChange>>
    measures: MeasureChange[]
    /** All who answered the older waves that asked the same and may be told of: shares in whole per cent, or the mean. */
    older: OlderLevel[]
  }[]
  /**
   * What this wave and an older one ask alike, and the last not so that it can be compared (`not_asked`: not at all): of all who answered.
   * No change is tested.
   */
  apart: {
    variable: string
    row?: string
    kind: 'share' | 'mean'
    why: 'not_asked' | WhyNotCompared
    now: { n: number; values: Record<string, number> }
    older: OlderLevel[]
  }[]
  /** Asked both times and not compared. */
  notCompared: { variable: string; row?: string; why: WhyNotCompared }[]
}

export type Report = {
  schema: 'kommunedialog.report.v1'
  wave: string
  /** Who asks. */
  sender: string
  title: Text
  /** `internal`: made while the survey is open or answers are on their way, or on request; not for publication. */
  status: 'internal' | 'final'
  generatedAt: string
  /** Made of generated answers, not of real ones. */
  demo?: true
  opensAt: string
  closesAt: string
  suppressionLimit: number
  /** What the breakdowns are called. */
  groups: NamedGroups[]
  respondents: WhoIsAsked
  response: Response
  variables: Record<string, Variable>
  findings: Finding[]
  /** Findings of the plan that could not be stated, and why. */
  unstated: Unstated[]
  sources: Record<string, { title: string; address: string }>
  askedOf: Record<string, Text>
  series: Series[]
  /** Breaks in the series of earlier figures: the first year after each. */
  breaks: TrendBreak[]
  /** Absent: the wave continues none, or none whose answers are at hand. */
  since?: Since
}
