/** `wave.yaml` and `units.csv` of one survey wave. */

import { DateTime } from 'luxon'
import { z } from 'zod'
import { type Fault, type Finding, reason, type SaidOfFault, said, sortFaults } from './fault.ts'
import { loneBraces, placeholderExample, placeholdersIn, unfilledFindings } from './placeholders.ts'
import { type Language, languages, shown, text } from './schema.ts'
import { findingsOf, parseYaml, valueAt } from './yaml.ts'

const days = z.int().min(0)
/** A text of the wave that is filled in for a unit. */
const told = text.superRefine((forms, context) => {
  for (const language of languages) {
    const wrong = [loneBraces(forms[language]), otherWords(forms[language])].filter((it) => it !== undefined)
    for (const { key, vars } of wrong) {
      context.addIssue({ code: 'custom', path: [language], message: key, params: vars })
    }
  }
})
const otherWords = (one: string): SaidOfFault | undefined =>
  placeholdersIn(one).every(({ type }) => type === 'unit' || type === 'either')
    ? undefined
    : said('wrong_value.unit_words', { example: placeholderExample })
const percent = z.int().min(1).max(100)

/** What units can be grouped by, in the order in which groups are kept when not all can be published, unless a wave says another. */
export const dimensions = ['kind', 'region', 'county', 'population', 'centrality', 'language'] as const
export type Dimension = (typeof dimensions)[number]

/**
 * One way to group the units in report, tables and «slik svarte andre». `title` and `names` (group id → what it is called): where
 * they are absent, the service's own words or the group's id. `from`: lower bounds of the groups of `population`, inhabitants.
 */
const grouping = z
  .strictObject({
    by: z.enum(dimensions),
    title: text.optional(),
    names: z.record(z.string(), text).optional(),
    from: z.array(z.int().min(0)).min(1).optional(),
  })
  .refine(({ by, from }) => from === undefined || by === 'population', {
    message: reason('wrong_value.from_population'),
    path: ['from'],
  })
  .refine(({ from = [] }) => from.every((bound, i) => i === 0 || bound > (from[i - 1] ?? 0)), {
    message: reason('wrong_value.from_rises'),
    path: ['from'],
  })
export type Grouping = z.infer<typeof grouping>

export const wave = z.strictObject({
  schema: z.literal('kommunedialog.wave.v1'),
  id: z.string().min(1),
  title: text,
  /** Being written: read and checked as any wave, but served only where SURVEY_WAVE names it, and never in production. */
  draft: z.boolean().optional(),
  /** ISO 8601; without a zone it is Europe/Oslo. A date alone: `opensAt` its beginning, `closesAt` its end. */
  opensAt: z.string(),
  closesAt: z.string(),
  /** The newest questionnaire version of each part; older sessions stay or are moved by `moveSessions`. */
  parts: z.record(z.string(), z.strictObject({ version: z.int().min(1), title: text })),
  moveSessions: z.enum(['stay', 'move']).default('stay'),
  /** The survey that this one goes on from: its answers stand beside the questions, and change is told since then. */
  continues: z
    .strictObject({
      wave: z.string().min(1),
      /** The day whose units were asked then, as `historikk.csv` has them. */
      unitsAt: z.iso.date(),
      /** Answers of a unit that was divided: shown to each part, which is asked whether they hold for it, or to none. */
      split: z.enum(['confirm', 'hide']).default('confirm'),
    })
    .optional(),
  /** Base of IMDi's response rate: 437 counts Oslo and its districts, 436 the districts instead of Oslo. */
  rateBase: z.enum(['with_oslo', 'without_oslo']),
  contact: z.strictObject({ name: shown, email: z.email(), phone: shown.optional() }),
  controller: text,
  /** Why it is asked, a sentence. Absent: who asks is all that is said. */
  why: told.optional(),
  /** What it is about, after «om»: «hvordan {{kommunene}} arbeider med …». Absent: its title is said instead. */
  about: told.optional(),
  legalBasis: text,
  privacyUrl: z.url({ protocol: /^https?$/ }).optional(),
  retention: z.strictObject({ progressDays: days, linkDays: days, textAnswerDays: days }),
  /** The day on which the report is to be out: what it is made of is kept until then. Absent: nobody has said. */
  reportAt: z.iso.date().optional(),
  partials: z.enum(['keep', 'deliver']),
  /** From how many per cent of the applicable questions answered an interview is complete, and from how many partial. */
  interview: z
    .strictObject({ complete: percent.default(80), partial: percent.default(50) })
    .refine(({ complete, partial }) => partial <= complete, {
      message: reason('wrong_value.partial'),
      path: ['partial'],
    })
    .prefault({}),
  reminders: z.strictObject({
    standing: z.boolean(),
    daysBeforeClosing: z.array(days),
    minDaysBetween: days,
    maxPerPerson: z.int().min(0),
    window: z.strictObject({
      from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, reason('wrong_format.from_time')),
      to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, reason('wrong_format.to_time')),
    }),
  }),
  /** ISO dates on which no reminder leaves, besides public holidays. */
  quietDays: z.array(z.iso.date()).default([]),
  /** A share whose base is under this is not published. */
  suppressionLimit: z.int().min(1).default(5),
  /** What the numbers are broken down by, the first kept first where not all groups can be published. Absent: all that tell units apart. */
  groups: z
    .array(grouping)
    .min(1)
    .refine((groups) => new Set(groups.map(({ by }) => by)).size === groups.length, {
      message: reason('wrong_value.grouping_twice'),
    })
    .optional(),
})
export type Wave = z.infer<typeof wave>

/** SSB's centrality: the standard of 2008 goes from 0, least central, to 3; the classes of 2024 from 1, most central, to 6. */
export const centralities: readonly number[] = [0, 1, 2, 3, 4, 5, 6]

export type UnitKind = 'kommune' | 'bydel'

export const DAY_MS = 24 * 3_600_000

/** One row of `units.csv`. `language` is the unit's own decision; neutral = either. */
export type Unit = {
  id: string
  kind: UnitKind
  name: string
  county: string
  language: 'nb' | 'nn' | 'neutral'
  population: number
  /** Empty where the wave has none: IMDi's regional offices are gone. */
  imdiRegion: string
  /** One of `centralities`, by the standard that the wave's `groups` name; null for districts. */
  centrality: number | null
}

/** What people of a unit read who have not said it themselves; a neutral one, or none, has bokmål. */
export const languageOfUnit = (unit: Pick<Unit, 'language'> | undefined): Language =>
  unit?.language === 'nn' ? 'nn' : 'nb'

// `wave.yaml` from its text, with positions.

/** Read from the data as it is, so that a fault elsewhere does not hide these. */
const timeFindings = (data: unknown): Finding[] => {
  const at = (...path: string[]) => {
    const value = valueAt(data, path)
    return typeof value === 'string' ? value : null
  }
  const times = [
    { key: 'opensAt', text: at('opensAt'), edge: 'opening' },
    { key: 'closesAt', text: at('closesAt'), edge: 'closing' },
  ] as const
  const [opensAt, closesAt] = times.map(({ text, edge }) => (text === null ? null : readInstant(text, edge)))
  const [from, to] = [at('reminders', 'window', 'from'), at('reminders', 'window', 'to')]
  const wrong = times.flatMap(({ key, text, edge }): Finding[] => {
    if (text === null || readInstant(text, edge) !== null) return []
    return [{ path: [key], ...said('wrong_format.instant', { key }) }]
  })
  if (typeof opensAt === 'number' && typeof closesAt === 'number' && closesAt <= opensAt) {
    wrong.push({ path: ['closesAt'], ...said('empty_range.wave') })
  }
  if (from !== null && to !== null && to <= from) {
    wrong.push({ path: ['reminders', 'window'], ...said('empty_range.window') })
  }
  return wrong
}

const kept = ['progressDays', 'linkDays', 'textAnswerDays'] as const

/** Days of a wave that do not follow on each other. Read from a wave that parses. */
const dayFindings = (wave: Wave): Finding[] => {
  const { from, to } = daysOf(wave)
  const { continues, reportAt: report } = wave
  const findings: Finding[] = []
  if (continues !== undefined && continues.unitsAt > from) {
    findings.push({
      path: ['continues', 'unitsAt'],
      ...said('wrong_order.units_at', { date: continues.unitsAt, from }),
    })
  }
  if (continues?.wave === wave.id) findings.push({ path: ['continues', 'wave'], ...said('continues_itself') })
  if (report === undefined) return findings
  if (report < to) return [...findings, { path: ['reportAt'], ...said('wrong_order.report', { date: report, to }) }]
  const needed = daysBetween(to, report)
  for (const key of kept) {
    const days = wave.retention[key]
    // What was begun and not sent in is delivered as the wave closes: then no report needs it where it was typed.
    if (days >= needed || (key === 'progressDays' && wave.partials === 'deliver')) continue
    findings.push({ path: ['retention', key], ...said('retention_short', { key, days, needed, date: report }) })
  }
  return findings
}

/** Whole days from one ISO day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round(((readInstant(to, 'opening') ?? 0) - (readInstant(from, 'opening') ?? 0)) / DAY_MS)

/** Reads `wave.yaml`; all faults at once. `locate` places findings about it that only the other files show. */
export const loadWave = (
  file: string,
  text: string,
): { wave: Wave; locate: (finding: Finding) => Fault } | { faults: Fault[] } => {
  const located = parseYaml(file, text)
  if ('faults' in located) return located
  const parsed = wave.safeParse(located.data)
  const issues = parsed.success ? [] : parsed.error.issues
  const times = timeFindings(located.data)
  const findings = [
    ...[...issues.flatMap((issue) => findingsOf(issue, located.data)), ...times],
    ...unfilledFindings(located.data, ([key]) => key === 'why' || key === 'about'),
    ...(parsed.success && times.length === 0 ? dayFindings(parsed.data) : []),
  ]
  if (!parsed.success || findings.length > 0) return { faults: sortFaults(findings.map(located.locate)) }
  return { wave: parsed.data, locate: located.locate }
}

// The one reading of dates and times as `wave.yaml`, the settings, the command line and the API write them.

/** What a date alone stands for: `opening` its beginning, `closing` its end, for the last day counts. */
export type Edge = 'opening' | 'closing'

/** Clocks are from 12 hours behind UTC to 14 before it; further off is a slip, which the library would work out. */
const ISO = /^\d{4}-\d\d-\d\d(T\d\d[\d:.,]*(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?)?$/

/**
 * An ISO 8601 date or date and time as ms since 1970 UTC; without a zone it is Europe/Oslo. Null when it is none, or names
 * a day that is not.
 */
export const readInstant = (iso: string, edge: Edge): number | null => {
  const at = DateTime.fromISO(iso, { zone: 'Europe/Oslo' })
  const [, time] = ISO.exec(iso) ?? [null, null]
  if (!at.isValid || time === null) return null
  return (time === undefined && edge === 'closing' ? at.plus({ days: 1 }) : at).toMillis()
}

/** When a checked wave opens and closes, by its own file. Throws on what `loadWave` lets not pass. */
export const windowOf = (wave: { opensAt: string; closesAt: string }): { opensAt: number; closesAt: number } => {
  const opensAt = readInstant(wave.opensAt, 'opening')
  const closesAt = readInstant(wave.closesAt, 'closing')
  if (opensAt === null || closesAt === null) throw new Error('not an ISO 8601 time')
  return { opensAt, closesAt }
}

/** The Norwegian days, ISO, on which a checked wave opens and closes by its own file: its last moment is within the second. */
export const daysOf = (wave: { opensAt: string; closesAt: string }): { from: string; to: string } => {
  const { opensAt, closesAt } = windowOf(wave)
  const day = (at: number) => DateTime.fromMillis(at, { zone: 'Europe/Oslo' }).toFormat('yyyy-MM-dd')
  return { from: day(opensAt), to: day(closesAt - 1) }
}
