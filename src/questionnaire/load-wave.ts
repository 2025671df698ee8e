/** `wave.yaml` from its text, with positions. */
import { type Fault, type Finding, sortFaults } from './faults.ts'
import { readInstant } from './instant.ts'
import { findingsOf, valueAt } from './shape.ts'
import { type Wave, wave } from './wave.ts'
import { parseYaml } from './yaml.ts'

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
    return [{ path: [key], code: 'wrong_format', message: `\`${key}\` is no ISO 8601 time, such as 2018-10-22T08:00` }]
  })
  if (typeof opensAt === 'number' && typeof closesAt === 'number' && closesAt <= opensAt) {
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
