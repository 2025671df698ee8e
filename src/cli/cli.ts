/** What the commands need of the world around the process. */
export type Cli = {
  env: Readonly<Record<string, string | undefined>>
  /** Output that belongs to the command, and everything said beside it. */
  out(text: string): void
  err(text: string): void
  now(): Date
  newId(): string
  chance(bytes: number): Uint8Array
  /** The wave that the command names; absent: that of SURVEY_WAVE, the open one, or the only one. */
  wave?: string
  /** Who is asking, for the audit trail. */
  actor: string
  /** Notes how the command ended. */
  end(code: ExitCode): void
}

/** Writes `value` as JSON, or `lines` for people. Instants become ISO 8601 in UTC. */
export function print(cli: Cli, how: { json?: true }, value: unknown, lines: readonly string[]): void {
  if (how.json === true) cli.out(`${JSON.stringify(value, null, 2)}\n`)
  else if (lines.length > 0) cli.out(`${lines.join('\n')}\n`)
}

/** «1 code», «0 codes», «12 codes»: English nouns whose plural ends in s. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Rows as columns of equal width, two spaces apart; the first row is the heading. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** How a command ends: done, refused with reasons, used wrongly (sysexits.h EX_USAGE), wrong settings (EX_CONFIG). */
export const exitCode = { done: 0, refused: 1, usage: 64, settings: 78 } as const
export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
