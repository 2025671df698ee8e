/** Faults of shape in the editor's terms: what zod found, said as one would say it of a questionnaire. */
import type { z } from 'zod'
import type { Finding, Path } from './faults.ts'

type Issue = z.core.$ZodIssue

const conditionKeys = ['question', 'unit', 'all', 'any', 'not']

/** The value at a path; undefined where there is none. */
export const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    data,
  )

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
}

/** The key that an editor knows a place by; an item of a list goes by its list. */
const last = (path: Path): string => String(path.findLast((step) => typeof step === 'string') ?? 'the file')

const isLanguage = (path: Path): boolean => path.at(-1) === 'nb' || path.at(-1) === 'nn'

const isChoice = (path: Path): boolean => path.at(-3) === 'choices' || path.at(-3) === 'rows'

const missing = (path: Path): Finding => {
  const key = last(path)
  if (isLanguage(path)) return { path, code: 'language_missing', message: `the text has no ${key}` }
  if (key === 'text' && isChoice(path)) {
    const what = path.at(-3) === 'choices' ? 'choice' : 'row'
    return { path, code: `${what}_without_text`, message: `the ${what} has no text` }
  }
  return { path, code: 'missing', message: `\`${key}\` is missing` }
}

const ofType = (issue: Issue & { expected: string }, path: Path, data: unknown): Finding => {
  const value = valueAt(data, path)
  if (value === undefined) return missing(path)
  const key = last(path)
  if (value === null && (isLanguage(path) || key === 'text')) return missing(path)
  return { path, code: 'wrong_type', message: `\`${key}\` must be ${typeNames[issue.expected] ?? issue.expected}` }
}

const ofFormat = (issue: Issue, path: Path, data: unknown): Finding => {
  const value = valueAt(data, path)
  if (path.at(-1) === 'id' && path.at(-3) === 'choices' && typeof value === 'string' && value.includes(',')) {
    const message = `choice id «${value}» has a comma: Teams joins several chosen ids with commas`
    return { path, code: 'comma_in_choice_id', message }
  }
  return { path, code: 'wrong_format', message: `\`${last(path)}\`: ${issue.message}` }
}

/** A union says that nothing fitted; the alternative that was meant is told by the keys that are there. */
const ofUnion = (issue: Issue & { code: 'invalid_union' }, path: Path, data: unknown): Finding[] => {
  const value = valueAt(data, path)
  const key = last(path)
  if (issue.errors.length === 0) {
    return [
      value === undefined ? missing(path) : { path, code: 'wrong_value', message: `\`${key}\` is not a known kind` },
    ]
  }
  const meant =
    issue.errors.length === conditionKeys.length && typeof value === 'object' && value !== null
      ? conditionKeys.findIndex((k) => Object.hasOwn(value, k))
      : -1
  const chosen = issue.errors[meant]
  if (chosen !== undefined) return chosen.flatMap((inner) => findingsOf(inner, data, path))
  if (issue.errors.length === conditionKeys.length) {
    return [{ path, code: 'wrong_condition', message: `a condition has one of ${conditionKeys.join(', ')}` }]
  }
  return [{ path, code: 'wrong_value', message: `\`${key}\` has a value of the wrong kind` }]
}

/** What one zod issue means. `under`: where the data of a nested issue begins. */
export const findingsOf = (issue: Issue, data: unknown, under: Path = []): Finding[] => {
  const path: Path = [...under, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))]
  switch (issue.code) {
    case 'invalid_type':
      return [ofType(issue, path, data)]
    case 'invalid_value':
      return valueAt(data, path) === undefined
        ? [missing(path)]
        : [{ path, code: 'wrong_value', message: `\`${last(path)}\` must be ${issue.values.map(String).join(' or ')}` }]
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: 'unknown_key',
        message: `\`${key}\` is not known here`,
        on: 'key',
      }))
    case 'invalid_union':
      return ofUnion(issue, path, data)
    case 'invalid_format':
      return [ofFormat(issue, path, data)]
    case 'too_small':
      if (isLanguage(path)) return [{ path, code: 'language_missing', message: `${last(path)} is empty` }]
      return [{ path, code: 'too_few', message: `\`${last(path)}\`: at least ${issue.minimum}` }]
    case 'too_big':
      return [{ path, code: 'too_many', message: `\`${last(path)}\`: at most ${issue.maximum}` }]
    default:
      return [{ path, code: 'wrong_value', message: `\`${last(path)}\`: ${issue.message}` }]
  }
}
