import { InvalidArgumentError } from 'commander'
import { type Fault, placedText } from '../questionnaire/fault.ts'

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

/** Tells each fault with its place, a line each. */
export function sayFaults(cli: Pick<Cli, 'err'>, faults: readonly Fault[]): void {
  for (const fault of faults) cli.err(`${placedText(fault)}\n`)
}

/** Tells which settings are wrong, and why. */
export function wrongSettings(cli: Pick<Cli, 'err'>, faults: readonly { name: string; reason: string }[]): ExitCode {
  for (const { name, reason } of faults) cli.err(`${name}: ${reason}\n`)
  return exitCode.settings
}

/** Tells why no wave can be worked on: its faults, or that it is not clear which is meant. */
export function refusedFor(
  cli: Cli,
  { faults, reasons }: { faults: readonly Fault[]; reasons: readonly string[] },
): ExitCode {
  for (const reason of reasons) cli.err(`${reason}\n`)
  sayFaults(cli, faults)
  return faults.length === 0 ? exitCode.usage : exitCode.refused
}

/** Of an option: a whole number from 1. */
export function fromOne(value: string): number {
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It is a whole number from 1.')
}

/** Of an option: a whole number from 0. */
export function fromZero(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It is a whole number from 0.')
}
