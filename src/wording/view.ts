/**
 * A reply with every text in place, in one language, for one unit: what a card, a terminal or a transcript shows.
 * Card files know no languages; this file knows no Adaptive Cards.
 */
import type { CardVerb } from '../engine/types.ts'
import type { Language } from '../questionnaire/schema.ts'

/**
 * `own`: a person's own words; shown only where no Markdown is read. `under`: belongs to the line before it, as a strong
 * one does.
 */
export type Line = { text: string; own?: true; strong?: true; subtle?: true; under?: true }

export type Reference = { s: string; q?: string; r?: number }

/** A button. `values` are sent as if they had been filled in (one-tap choices). */
export type Action = { verb: CardVerb; title: string; ref: Reference; values?: Record<string, string>; main?: true }

export type ChoiceView = { id: string; number: number; title: string }

export type InputView =
  | { kind: 'none' }
  /** One tap: few, short choices; the actions carry them. `choices` for the text form. */
  | { kind: 'buttons'; choices: ChoiceView[] }
  | {
      kind: 'choose'
      label: string
      choices: ChoiceView[]
      several: 'one' | 'many'
      value: string[]
      /** Field for «annet, spesifiser». */
      other?: { label: string; value: string; maxLength: number }
    }
  | {
      kind: 'matrix'
      rows: { id: string; number: number; title: string; value?: string }[]
      scale: ChoiceView[]
      label: string
    }
  | { kind: 'number'; label: string; unit?: string; value: string; hint?: string }
  | { kind: 'date'; label: string; value: string; min?: string; max?: string }
  | { kind: 'ranking'; label: string; places: number; placeLabels: string[]; choices: ChoiceView[]; value: string[] }
  | { kind: 'text'; label: string; lines: 'one' | 'many'; maxLength: number; value: string }

export type View =
  | {
      type: 'question'
      language: Language
      /** Chat-list text; never an answer. */
      summary: string
      notes: Line[]
      section: string
      /** «Spørsmål 7 av 24», and the share answered 0–1 for the bar. */
      position: string
      done: number
      title: string
      help?: string
      problem?: string
      input: InputView
      actions: Action[]
      /** One subtle line: how to answer by typing. */
      hint?: string
    }
  | {
      type: 'closed'
      language: Language
      summary: string
      position: string
      title: string
      notes: Line[]
      answer: Line[]
      actions: Action[]
    }
  /** Start, review, receipt, pause, status …: titled blocks of lines and buttons. */
  | {
      type: 'panel'
      language: Language
      summary: string
      title: string
      blocks: { heading?: string; lines: Line[]; actions?: Action[] }[]
      actions: Action[]
      /** Under the buttons, opened by one of its own, without asking the bot. Where nothing can be opened it stands open. */
      folded?: { title: string; lines: Line[] }
    }
  /** Plain text, sent with `textFormat: plain`. */
  | { type: 'text'; language: Language; text: string }
