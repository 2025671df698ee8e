/** YAML with positions: which line and column a path of the data stands on. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, visit } from 'yaml'
import type { Fault, Finding, Path } from './faults.ts'
import { notUtf8, notUtf8At } from './saved-text.ts'

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

type Misnamed = { offset: number; message: string }

/** Names (`*name`) that stand for nothing, or for what they are part of: neither can be made into data. */
const misnamed = (doc: Doc): Misnamed[] => {
  const found: Misnamed[] = []
  visit(doc, {
    Alias: (_, alias, path) => {
      const meant = alias.resolve(doc)
      const offset = startOf(alias) ?? 0
      if (meant === undefined) found.push({ offset, message: `*${alias.source} stands for nothing` })
      else if (path.includes(meant)) found.push({ offset, message: `*${alias.source} is part of what it stands for` })
    },
  })
  return found
}

/** YAML 1.2 knows no merging: `<<` would be a key like any other, and what it was to bring would be missing. */
const merges = (doc: Doc): Misnamed[] => {
  const found: Misnamed[] = []
  visit(doc, {
    Pair: (_, { key }) => {
      if (!isScalar(key) || key.value !== '<<') return
      found.push({ offset: startOf(key) ?? 0, message: '`<<` copies no keys in YAML 1.2: write them out' })
    },
  })
  return found
}

/** The library's words, where they tell a programmer what to do instead of an editor. */
const inEditorsWords = ({ code, message }: { code: string; message: string }): string =>
  code === 'MULTIPLE_DOCS' ? 'a second document begins here: one file holds one (is `---` meant as text?)' : message

/** The data; a fault when names stand for more than a file of this kind can hold. */
const dataOf = (doc: Doc): { data: unknown } | { fault: Misnamed } => {
  try {
    return { data: doc.toJS() }
  } catch {
    return { fault: { offset: 0, message: 'names (*name) repeat too much' } }
  }
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
    return { faults: doc.errors.map((e) => ({ file, ...place(e.pos[0]), code: 'yaml', message: inEditorsWords(e) })) }
  }
  const names = [...misnamed(doc), ...merges(doc)]
  const made = names.length > 0 ? null : dataOf(doc)
  if (made === null || 'fault' in made) {
    const faults = made === null ? names : [made.fault]
    return { faults: faults.map(({ offset, message }) => ({ file, ...place(offset), code: 'yaml', message })) }
  }
  const locate = ({ path, code, message, on }: Finding): Fault => ({
    file,
    ...place(offsetOf(doc, path, on)),
    code,
    message,
  })
  return { file, data: made.data, locate }
}
