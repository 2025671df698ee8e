/** The options that choose whom to remind, the same for `preview` and `send`. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Survey } from '../app/deps.ts'
import type { Wish } from '../app/reminders/plan.ts'
import { readInstant } from '../questionnaire/instant.ts'
import { selection, type UnknownName, unfinished, unknownNames } from '../reminders/selection.ts'

export type ReminderOptions = {
  part?: string[]
  status: ('not_started' | 'started' | 'submitted' | 'reopened' | 'closed_partial')[]
  county?: string[]
  unit?: string[]
  language?: ('nb' | 'nn' | 'neutral')[]
  template: 'reminder' | 'last_chance'
  at?: number
  json?: true
}

/** Adds them to a command. */
export const withReminderOptions = (command: Command): Command =>
  command
    .option('--part <part...>', 'only these parts (raadmann, integrering)')
    .addOption(
      new Option('--status <state...>', 'only units in these states')
        .choices(['not_started', 'started', 'submitted', 'reopened', 'closed_partial'])
        .default([...unfinished]),
    )
    .option('--county <name...>', 'only these counties')
    .option('--unit <id...>', 'only these units, by number')
    .addOption(new Option('--language <form...>', 'only units of this language form').choices(['nb', 'nn', 'neutral']))
    .addOption(new Option('--template <name>', 'which text').choices(['reminder', 'last_chance']).default('reminder'))
    .option('--at <time>', 'when to send, ISO 8601, Norwegian time without a zone; absent: now', instant)
    .option('--json', 'print JSON')

const NOUN: Record<UnknownName['list'], string> = { parts: 'part', counties: 'county', units: 'unit' }

/** The wish that the options mean, or why they mean none. */
export const wishOf = (options: ReminderOptions, { wave, units }: Survey): { wish: Wish } | { faults: string[] } => {
  const parts = options.part ?? Object.keys(wave.parts)
  const named = {
    parts,
    ...(options.county === undefined ? {} : { counties: options.county }),
    ...(options.unit === undefined ? {} : { units: options.unit }),
  }
  const faults = unknownNames(named, { parts: Object.keys(wave.parts), units: units.values() }).map(
    ({ list, name }) => `${name} is no ${NOUN[list]} of this survey.`,
  )
  if (faults.length > 0) return { faults }
  const chosen = selection.parse({
    ...named,
    statuses: options.status,
    ...(options.language === undefined ? {} : { languages: options.language }),
  })
  return { wish: { kind: 'reminder', selection: chosen, template: options.template, sendAt: options.at ?? null } }
}

function instant(value: string): number {
  const at = readInstant(value, 'opening')
  if (at === null) throw new InvalidArgumentError('It is an ISO 8601 time, such as 2018-11-19T09:00.')
  return at
}
