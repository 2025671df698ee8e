/** The report as headings, sentences, charts and tables in one language form; what HTML and PDF are made of. */

export type DataTable = {
  caption: string
  columns: string[]
  /** First cell is the row's heading. A string is shown as it is. */
  rows: string[][]
}

/** Labels may hold line breaks, where they are to be broken in a chart. Values are per cent. */
type Bar = { label: string; value: number; muted?: true }
export type Chart =
  | { type: 'bars'; bars: Bar[] }
  | { type: 'stacked'; steps: string[]; rows: { label: string; values: number[] }[]; last: 'scale' | 'missing' }
  | {
      type: 'trend'
      points: TrendMark[]
      band: { from: number; to: number; label: string } | null
      now: TrendMark
      breakLabel: string
    }
  | DaysChart
/** How many have sent in, day by day; `marked` days have a line with its label. `date`: ISO, `label`: as people write it. */
export type DaysChart = {
  type: 'days'
  days: { date: string; label: string; value: number }[]
  marked: { date: string; label: string }[]
}
/** `about`: drawn after a phrase, not a number. */
export type TrendMark = { year: number; value: number; label: string; about?: true }

export type Figure = {
  id: string
  title: string
  /** Base and number, and how to read the shares. */
  notes: string[]
  chart: Chart | null
  /** What the chart shows, in words. */
  alternative: string
  table: DataTable | null
  /** By county, region and so on. */
  breakdowns: DataTable[]
}

export type Statement = { text: string; numbers: string; figureId: string }

export type Chapter = { id: string; title: string; text: string[]; statements: Statement[]; figures: Figure[] }

type KeyFigure = { value: string; label: string }

export type ReportDocument = {
  language: 'nb' | 'nn'
  title: string
  /** Who asks. */
  sender: string
  subtitle: string
  made: string
  /** Internal, generated: shown first and on every page. */
  notices: string[]
  keyFigures: KeyFigure[]
  findings: Statement[]
  chapters: Chapter[]
}
