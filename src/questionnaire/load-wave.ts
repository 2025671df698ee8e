/** `wave.yaml` from its text, with positions. */
import { type Fault, type Finding, sortFaults } from './faults.ts'
import { findingsOf } from './shape.ts'
import { type Wave, wave } from './wave.ts'
import { parseYaml } from './yaml.ts'

/** ISO 8601 date and time, with or without seconds and zone. */
const instant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/u

const isInstant = (text: string): boolean => instant.test(text) && Number.isFinite(Date.parse(text))

const timeFindings = ({ opensAt, closesAt, reminders }: Wave): Finding[] => {
  const wrong = (['opensAt', 'closesAt'] as const).flatMap((key): Finding[] => {
    if (isInstant(key === 'opensAt' ? opensAt : closesAt)) return []
    return [{ path: [key], code: 'wrong_format', message: `\`${key}\` is no ISO 8601 time, such as 2018-10-22T08:00` }]
  })
  if (wrong.length === 0 && Date.parse(closesAt) <= Date.parse(opensAt)) {
    wrong.push({ path: ['closesAt'], code: 'empty_range', message: 'the wave closes before it opens' })
  }
  if (reminders.window.to <= reminders.window.from) {
    wrong.push({ path: ['reminders', 'window'], code: 'empty_range', message: 'the window ends before it begins' })
  }
  return wrong
}

/** Reads `wave.yaml`; all faults at once. `locate` places findings about it that only the other files show. */
export const loadWave = (
  file: string,
  text: string,
): { wave: Wave; locate: (finding: Finding) => Fault } | { faults: Fault[] } => {
  const located = parseYaml(file, text)
  if ('faults' in located) return located
  const parsed = wave.safeParse(located.data)
  const findings = parsed.success
    ? timeFindings(parsed.data)
    : parsed.error.issues.flatMap((issue) => findingsOf(issue, located.data))
  if (!parsed.success || findings.length > 0) return { faults: sortFaults(findings.map(located.locate)) }
  return { wave: parsed.data, locate: located.locate }
}
