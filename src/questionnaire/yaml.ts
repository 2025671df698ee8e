/** YAML with positions: which line and column a path of the data stands on. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { type Fault, type FaultKey, type Finding, type Path, type SaidOfFault, said, saidOf } from './fault.ts'

export type Located = {
  file: string
  data: unknown
  /** Where a finding stands: its value, its key, or the nearest parent that exists. */
  locate: (finding: Finding) => Fault
}

type Doc = ReturnType<typeof parseDocument>

const pairOf = (node: unknown, key: string | number): Pair | undefined =>
  isMap(node) ? node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key)) : undefined

const resolved = (doc: Doc, node: unknown): unknown => (isAlias(node) ? node.resolve(doc) : node)

const startOf = (node: unknown): number | undefined => {
  const range = (node as Node | null | undefined)?.range
  return range?.[0]
}

const offsetOf = (doc: Doc, path: Path, on: 'key' | undefined): number => {
  let node: unknown = doc.contents
  let offset = startOf(node) ?? 0
  for (const [i, step] of path.entries()) {
    const here = resolved(doc, node)
    const pair = pairOf(here, step)
    const child = isSeq(here) && typeof step === 'number' ? here.items[step] : pair?.value
    if (pair !== undefined && i === path.length - 1 && on === 'key') return startOf(pair.key) ?? offset
    if (child === undefined || child === null) return startOf(pair?.key) ?? offset
    offset = startOf(child) ?? offset
    node = child
  }
  return offset
}

type Misnamed = { offset: number; said: SaidOfFault }

/** Names (`*name`) that stand for nothing, or for what they are part of: neither can be made into data. */
const misnamed = (doc: Doc): Misnamed[] => {
  const found: Misnamed[] = []
  // A name stands for the last that bore it before; asking each anew goes through the whole file for each.
  const borne = new Map<string, Node>()
  visit(doc, {
    Node: (_, node, path) => {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) borne.set(node.anchor, node)
        return
      }
      const meant = borne.get(node.source)
      const offset = startOf(node) ?? 0
      if (meant === undefined) found.push({ offset, said: said('yaml.alias_nothing', { name: node.source }) })
      else if (path.includes(meant)) found.push({ offset, said: said('yaml.alias_inside', { name: node.source }) })
    },
  })
  return found
}

/** What a name begins with, wherever a value may stand; also in texts, where it is none. */
const mayName = /(?:^|[\s,:[{?-])\*/m

/** YAML 1.2 knows no merging: `<<` would be a key like any other, and what it was to bring would be missing. */
const merges = (doc: Doc): Misnamed[] => {
  const found: Misnamed[] = []
  visit(doc, {
    Pair: (_, { key }) => {
      if (!isScalar(key) || key.value !== '<<') return
      found.push({ offset: startOf(key) ?? 0, said: said('yaml.merge') })
    },
  })
  return found
}

/** The data; a fault when names stand for more than a file of this kind can hold. */
const dataOf = (doc: Doc): { data: unknown } | { fault: Misnamed } => {
  try {
    return { data: doc.toJS() }
  } catch {
    return { fault: { offset: 0, said: said('yaml.too_many_names') } }
  }
}

/** Until so many lines further on, what cannot be read is the reader's not having got over the slip before. */
const SLIP_LINES = 3

/** One for each slip. A key that stands twice is none of syntax: each is told. */
const slips = (faults: readonly Fault[]): Fault[] => {
  let from = Number.NEGATIVE_INFINITY
  return faults
    .toSorted((a, b) => a.line - b.line)
    .filter(({ key, line }) => {
      if (key === 'yaml.DUPLICATE_KEY') return true
      const isNew = line - from > SLIP_LINES
      from = line
      return isNew
    })
}

/**
 * YAML 1.2 text as data. A file that is not YAML gives its syntax faults instead (code `yaml`); the same key twice in a
 * map is one of them, and so are names that stand for nothing, for themselves or for too much, and keys to be merged. A file
 * that is not UTF-8 gives one fault (`not_utf8`): what else is read of it is not what it says.
 */
export const parseYaml = (file: string, text: string): Located | { faults: Fault[] } => {
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const broken = notUtf8At(text)
  if (broken >= 0) return { faults: [{ file, ...place(broken), ...notUtf8 }] }
  if (doc.errors.length > 0) {
    return { faults: slips(doc.errors.map((e) => ({ file, ...place(e.pos[0]), ...said(`yaml.${e.code}`) }))) }
  }
  // A walk through a whole questionnaire costs as much as a fifth of reading it, and these signs stand in few.
  const names = [...(mayName.test(text) ? misnamed(doc) : []), ...(text.includes('<<') ? merges(doc) : [])]
  const made = names.length > 0 ? null : dataOf(doc)
  if (made === null || 'fault' in made) {
    const faults = made === null ? names : [made.fault]
    return { faults: faults.map(({ offset, said: it }) => ({ file, ...place(offset), ...it })) }
  }
  const locate = ({ path, on, ...it }: Finding): Fault => ({ file, ...place(offsetOf(doc, path, on)), ...it })
  return { file, data: made.data, locate }
}

// Faults of shape in the editor's terms: what zod found, said as one would say it of a questionnaire.

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

/** Every text of the data, however deep, with its place. */
export const textsOf = (data: unknown, path: Path = []): { text: string; path: Path }[] => {
  if (typeof data === 'string') return [{ text: data, path }]
  if (typeof data !== 'object' || data === null) return []
  const inside: [string | number, unknown][] = Array.isArray(data) ? [...data.entries()] : Object.entries(data)
  return inside.flatMap(([key, value]) => textsOf(value, [...path, key]))
}

const typeNames: Record<string, FaultKey> = {
  string: 'wrong_type.string',
  number: 'wrong_type.number',
  int: 'wrong_type.int',
  boolean: 'wrong_type.boolean',
  array: 'wrong_type.array',
  object: 'wrong_type.object',
  record: 'wrong_type.object',
}

/** The key that an editor knows a place by; an item of a list goes by its list. */
const last = (path: Path): string => String(path.findLast((step) => typeof step === 'string') ?? '')

const isLanguage = (path: Path): boolean => path.at(-1) === 'nb' || path.at(-1) === 'nn'

const isChoice = (path: Path): boolean => path.at(-3) === 'choices' || path.at(-3) === 'rows'

const missing = (path: Path): Finding => {
  const key = last(path)
  if (isLanguage(path)) return { path, ...said('language_missing', { language: key }) }
  if (key === 'text' && isChoice(path)) {
    return { path, ...said(path.at(-3) === 'choices' ? 'choice_without_text' : 'row_without_text') }
  }
  return { path, ...said('missing', { key }) }
}

const ofType = (issue: Issue & { expected: string }, path: Path, data: unknown): Finding => {
  const value = valueAt(data, path)
  if (value === undefined) return missing(path)
  const key = last(path)
  if (value === null && (isLanguage(path) || key === 'text')) return missing(path)
  if (key === '') return { path, ...said('wrong_type.file') }
  return { path, ...said(typeNames[issue.expected] ?? 'wrong_type.other', { key }) }
}

const formats: Record<string, FaultKey> = {
  date: 'wrong_format.date',
  email: 'wrong_format.email',
  url: 'wrong_format.url',
}

const ofFormat = (issue: Issue & { format: string }, path: Path, data: unknown): Finding => {
  const value = valueAt(data, path)
  if (path.at(-1) === 'id' && path.at(-3) === 'choices' && typeof value === 'string' && value.includes(',')) {
    return { path, ...said('comma_in_choice_id', { value }) }
  }
  const key = last(path)
  return { path, ...(saidOf(issue, { key }) ?? said(formats[issue.format] ?? 'wrong_format', { key })) }
}

/** A union says that nothing fitted; the alternative that was meant is told by the keys that are there. */
const ofUnion = (issue: Issue & { code: 'invalid_union' }, path: Path, data: unknown): Finding[] => {
  const value = valueAt(data, path)
  const key = last(path)
  if (issue.errors.length === 0) {
    return [value === undefined ? missing(path) : { path, ...said('wrong_value.kind', { key }) }]
  }
  const meant =
    issue.errors.length === conditionKeys.length && typeof value === 'object' && value !== null
      ? conditionKeys.findIndex((k) => Object.hasOwn(value, k))
      : -1
  const chosen = issue.errors[meant]
  if (chosen !== undefined) return chosen.flatMap((inner) => findingsOf(inner, data, path))
  if (issue.errors.length === conditionKeys.length) {
    return [{ path, ...said('wrong_condition', { keys: conditionKeys }) }]
  }
  return [{ path, ...said('wrong_value.union', { key }) }]
}

/** What one zod issue means. `under`: where the data of a nested issue begins. */
export const findingsOf = (issue: Issue, data: unknown, under: Path = []): Finding[] => {
  const path: Path = [...under, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))]
  const key = last(path)
  switch (issue.code) {
    case 'invalid_type':
      return [ofType(issue, path, data)]
    case 'invalid_value':
      return valueAt(data, path) === undefined
        ? [missing(path)]
        : [{ path, ...said('wrong_value.one_of', { key, values: issue.values.map(String) }) }]
    case 'unrecognized_keys':
      return issue.keys.map((one) => ({ path: [...path, one], ...said('unknown_key', { key: one }), on: 'key' }))
    case 'invalid_union':
      return ofUnion(issue, path, data)
    case 'invalid_format':
      return [ofFormat(issue, path, data)]
    case 'too_small':
      if (isLanguage(path)) return [{ path, ...said('language_missing.empty', { language: key }) }]
      return [{ path, ...said('too_few', { key, least: Number(issue.minimum) }) }]
    case 'too_big':
      return [{ path, ...said('too_many', { key, most: Number(issue.maximum) }) }]
    default:
      return [{ path, ...(saidOf(issue, { key }) ?? said('wrong_value', { key })) }]
  }
}

// Text files as people's programs save them: with or without a byte order mark, in UTF-8 or not.

const decoder = new TextDecoder('utf-8')

/** Bytes as text without a byte order mark. What is not UTF-8, UTF-16 among it, stands as U+FFFD or NUL: see `notUtf8At`. */
export const savedText = (bytes: Uint8Array): string => decoder.decode(bytes)

/** Where a text read as UTF-8 shows that it was not; negative: it was. None of our files has a use for these signs. */
export const notUtf8At = (text: string): number => text.search(/[\uFFFD\0]/u)
export const notUtf8 = said('not_utf8')

/** Whether bytes begin as Windows programs mark UTF-16, which is then not even partly UTF-8. */
export const isUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
