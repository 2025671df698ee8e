/** `wave.yaml` from its text, with positions. */
import { type Fault, type Finding, sortFaults } from './faults.ts'
import { findingsOf, valueAt } from './shape.ts'
import { type Wave, wave } from './wave.ts'
import { parseYaml } from './yaml.ts'

/** ISO 8601 date and time, with or without seconds and zone. */
const instant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/u

const isInstant = (text: string): boolean => instant.test(text) && Number.isFinite(Date.parse(text))

/** Read from the data as it is, so that a fault elsewhere does not hide these. */
const timeFindings = (data: unknown): Finding[] => {
  const at = (...path: string[]) => {
    const value = valueAt(data, path)
    return typeof value === 'string' ? value : null
  }
  const [opensAt, closesAt] = [at('opensAt'), at('closesAt')]
  const [from, to] = [at('reminders', 'window', 'from'), at('reminders', 'window', 'to')]
  const wrong = Object.entries({ opensAt, closesAt }).flatMap(([key, text]): Finding[] => {
    if (text === null || isInstant(text)) return []
    return [{ path: [key], code: 'wrong_format', message: `\`${key}\` is no ISO 8601 time, such as 2018-10-22T08:00` }]
  })
  if (wrong.length === 0 && opensAt !== null && closesAt !== null && Date.parse(closesAt) <= Date.parse(opensAt)) {
    wrong.push({ path: ['closesAt'], code: 'empty_range', message: 'the wave closes before it opens' })
  }
  if (from !== null && to !== null && to <= from) {
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
  const issues = parsed.success ? [] : parsed.error.issues
  const findings = [...issues.flatMap((issue) => findingsOf(issue, located.data)), ...timeFindings(located.data)]
  if (!parsed.success || findings.length > 0) return { faults: sortFaults(findings.map(located.locate)) }
  return { wave: parsed.data, locate: located.locate }
}
