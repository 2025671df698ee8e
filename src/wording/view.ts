/**
 * A reply with every text in place, in one language, for one unit: what a card, a terminal or a transcript shows.
 * Card files know no languages; this file knows no Adaptive Cards.
 */
import type { CardVerb } from '../engine/session.ts'
import type { Language } from '../questionnaire/schema.ts'

/**
 * `own`: a person's own words; shown only where no Markdown is read. `under`: belongs to the line before it, as a strong
 * one does.
 */
export type Line = { text: string; own?: true; strong?: true; subtle?: true; under?: true }

type Reference = { s: string; q?: string; r?: number }

/** A button. `values` are sent as if they had been filled in (one-tap choices). */
export type Action = { verb: CardVerb; title: string; ref: Reference; values?: Record<string, string>; main?: true }

/** An answer that could stand: whose it is, what it says, and the button that chooses it. */
export type Version = { heading: string; lines: Line[]; action: Action }

export type ChoiceView = { id: string; number: number; title: string }

export type InputView =
  | { kind: 'none' }
  /** One tap: few, short choices; the actions carry them. `choices` for the text form, and for pages with fields; `value`: what stands. */
  | { kind: 'buttons'; choices: ChoiceView[]; value?: string[] }
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
      /** Two answers of which the person chooses one, in place of the last two notes where they can stand side by side. */
      versions?: Version[]
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

// A view as text: for the terminal, for transcripts, and as a card's fallback.

/** Lines joined by line breaks; buttons in square brackets, the open bar as a share in per cent. */
export const plainOf = (view: View): string => linesOf(view).map(unescapeMarkdown).join('\n')

const linesOf = (view: View): string[] => {
  switch (view.type) {
    case 'text':
      return view.text.split('\n')
    case 'closed':
      return [
        ...view.notes.map(lineText),
        heading(view.position, view.title),
        ...view.answer.map((l) => `  = ${lineText(l)}`),
        ...buttons(view.actions),
      ]
    case 'panel':
      return [
        `== ${view.title} ==`,
        ...view.blocks.flatMap(blockLines),
        ...buttons(view.actions),
        ...(view.folded ? blockLines({ heading: view.folded.title, lines: view.folded.lines }) : []),
      ]
    case 'question':
      return [
        ...view.notes.map(lineText),
        `${view.section} · ${view.position} · ${Math.round(view.done * 100)} %`,
        view.title,
        ...(view.help ? [`  (${view.help})`] : []),
        ...inputLines(view.input),
        ...(view.problem ? [`  ! ${view.problem}`] : []),
        ...buttons(view.actions),
        ...(view.hint ? [`  ${view.hint}`] : []),
      ]
  }
}

const lineText = (line: Line): string => line.text
const heading = (position: string, title: string): string => (position ? `${position}: ${title}` : title)
const buttons = (actions: readonly Action[]): string[] =>
  actions.length === 0 ? [] : [`  ${actions.map((a) => `[${a.title}]`).join(' ')}`]

const blockLines = (block: Panel['blocks'][number]): string[] => [
  ...(block.heading ? [`-- ${block.heading}`] : []),
  ...block.lines.map(lineText),
  ...buttons(block.actions ?? []),
]

const inputLines = (input: InputView): string[] => {
  switch (input.kind) {
    case 'none':
      return []
    case 'buttons':
      return input.choices.map((c) => `  ${c.number}. ${c.title}`)
    case 'choose':
      return [
        ...input.choices.map((c) => `  ${c.number}. ${input.value.includes(c.id) ? '(x) ' : ''}${c.title}`),
        ...(input.other?.value ? [`  ${input.other.label}: ${input.other.value}`] : []),
      ]
    case 'matrix':
      return [
        `  ${input.scale.map((c) => `${c.number} ${c.title}`).join(' · ')}`,
        ...input.rows.map(
          (r) => `  ${r.number}. ${r.title}: ${input.scale.find((c) => c.id === r.value)?.title ?? '…'}`,
        ),
      ]
    case 'number':
      return [
        `  ${[input.label, input.unit ? `(${input.unit})` : '', input.hint ?? ''].filter(Boolean).join(' ')}: ${input.value || '…'}`,
      ]
    case 'date':
    case 'text':
      return [`  ${input.label}: ${input.value || '…'}`]
    case 'ranking':
      return [
        ...input.choices.map((c) => `  ${c.number}. ${c.title}`),
        ...input.placeLabels.map(
          (label, i) => `  ${label}: ${input.choices.find((c) => c.id === input.value[i])?.title ?? '…'}`,
        ),
      ]
  }
}

// Card texts are read as Markdown; what a person wrote must not be.

/** Escapes what Markdown reads as marks, so that it is shown as written, on one line. */
export const escapeMarkdown = (text: string): string => text.replace(/\s+/gu, ' ').replace(/[\\`*_[\]<>~#|]/gu, '\\$&')

/** The inverse, for a terminal or a transcript. */
export const unescapeMarkdown = (text: string): string => text.replace(/\\([\\`*_[\]<>~#|])/gu, '$1')

// A person's own words among ours: their marks of direction must not turn what stands around them.

/** Signs that set a direction, and letters that are written from right to left. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u
const FIRST_STRONG = '\u2068'
const END = '\u2069'

/** The words between FSI and PDI (Unicode annex 9), where they hold anything that could turn others; else as they are. */
export const isolated = (text: string): string => (turning.test(text) ? `${FIRST_STRONG}${closed(text)}${END}` : text)

/** A text in which every isolate that is begun is ended, and no other; embeddings end with the isolate around them. */
export const closed = (text: string): string => {
  let open = 0
  let kept = ''
  for (const sign of text) {
    if (sign >= '\u2066' && sign <= FIRST_STRONG) open++
    if (sign === END && open-- === 0) open = 0
    else kept += sign
  }
  return kept + END.repeat(open)
}

/** A card of its own, beside the questions: status, reminders, «slik svarte andre» and the like. */
export type Panel = Extract<View, { type: 'panel' }>
