/** What the bench holds the service to, and how it says whether that is met. */

/** `spread`: how far off the figure may be in this run, in its own unit. `at_least` or `under`: which way is good. */
export type Goal = {
  name: string
  figure: number
  spread: number
  goal: number
  good: 'at_least' | 'under'
  unit?: string
}

/** Missed only when it is on the wrong side by more than the run's own spread. */
export const isMissed = ({ figure, spread, goal, good }: Goal): boolean =>
  good === 'at_least' ? figure + spread < goal : figure - spread > goal

const decimals = (figure: number): string => (Math.abs(figure) >= 100 ? figure.toFixed(0) : figure.toFixed(2))

/** Rows as a table of text, first row the heading; figures to the right. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')
  return rows.map(line).join('\n')
}

/** The goals as a table: figure, its spread, what is asked, and the verdict. */
export const goalTable = (goals: readonly Goal[]): string =>
  table([
    ['goal', 'figure', '±', 'asked', 'verdict'],
    ...goals.map((goal) => [
      ...[goal.name, decimals(goal.figure), decimals(goal.spread)],
      `${goal.good === 'at_least' ? '≥' : '≤'} ${goal.goal}${goal.unit === undefined ? '' : ` ${goal.unit}`}`,
      verdict(goal),
    ]),
  ])

const verdict = (goal: Goal): string => {
  if (isMissed(goal)) return 'MISSED'
  const met = goal.good === 'at_least' ? goal.figure >= goal.goal : goal.figure <= goal.goal
  return met ? 'met' : 'within the spread'
}
