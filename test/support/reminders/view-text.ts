import type { View } from '../../../src/wording/view.ts'

/** A card as it reads from top to bottom, buttons in brackets. */
export const viewText = (view: View): string => {
  if (view.type === 'text') return view.text
  if (view.type !== 'panel') return `(${view.type}) ${view.title}`
  const buttons = (actions: typeof view.actions) =>
    actions.length === 0 ? [] : [actions.map(({ title }) => `[${title}]`).join(' ')]
  return [
    `# ${view.title}`,
    ...view.blocks.flatMap(({ heading, lines, actions = [] }) => [
      ...(heading === undefined ? [''] : ['', `## ${heading}`]),
      ...lines.map(({ text }) => text),
      ...buttons(actions),
    ]),
    '',
    ...buttons(view.actions),
  ].join('\n')
}
