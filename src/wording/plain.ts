/** A view as text: for the terminal, for transcripts, and as a card's fallback. */
import { unescapeMarkdown } from './markdown.ts'
import type { Action, InputView, Line, View } from './view.ts'

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

const blockLines = (block: Extract<View, { type: 'panel' }>['blocks'][number]): string[] => [
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
