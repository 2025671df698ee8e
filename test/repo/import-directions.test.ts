import { describe, expect, test } from 'vitest'
import { filesOf, importsOf, textOf } from '../support/repo/source-files.ts'

/** The middle, with the files beside its folders: no clock, no chance, no input or output. The packages each may use beside zod and luxon. */
const middle: Record<string, string[]> = {
  questionnaire: ['yaml', 'csv-parse/sync', 'node:zlib'],
  engine: [],
  norwegian: ['@navikt/fnrvalidator'],
  kinds: [],
  texts: ['i18next'],
  wording: [],
  register: ['node:crypto'],
  reminders: [],
  results: [],
  outcome: [],
  report: [],
}
const middleFolders = [
  ...Object.keys(middle).map((name) => `src/${name}/`),
  'src/memory.ts',
  'src/json.ts',
  'src/counted.ts',
]
const allowedInMiddle = ['zod', 'luxon']

/** Folders at the rim know only the inner rings and themselves; the exceptions share one small file. */
const edgeExceptions: Record<string, string[]> = {
  'src/edge/teams/': ['src/edge/http/answer.ts', 'src/edge/http/retry-after.ts'],
  'src/edge/embedded/': ['src/edge/files/private-files.ts'],
  'src/edge/web/': ['src/edge/http/read-body.ts', 'src/edge/teams/parse-card.ts'],
  'src/edge/report/': ['src/edge/files/private-files.ts', 'src/edge/files/wave-files.ts'],
}

const sources = filesOf('src/**/*.ts')
const isUnder = (folders: string[]) => (file: string) => folders.some((folder) => file.startsWith(folder))

/** `file -> import` for every import that is not allowed. */
function wrongImports(files: string[], isAllowed: (imported: string, file: string) => boolean): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter(({ from }) => !isAllowed(from, file))
      .map(({ from }) => `${file} -> ${from}`),
  )
}

test('the sources are found', () => {
  expect(sources.length).toBeGreaterThan(50)
  expect(sources.flatMap(importsOf).length).toBeGreaterThan(sources.length)
})

describe.each(Object.entries(middle))('src/%s', (folder, packages) => {
  const files = sources.filter(isUnder([`src/${folder}/`]))

  test('imports the middle ring and its own few packages only', () => {
    const isAllowed = (from: string) =>
      isUnder([...middleFolders, 'locales/'])(from) || [...allowedInMiddle, ...packages].includes(from)
    expect(wrongImports(files, isAllowed)).toEqual([])
  })

  test('takes the clock and chance as parameters', () => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\bDateTime\.(now|local)\(|\bprocess\.|\bconsole\./
    expect(files.filter((file) => impure.test(textOf(file)))).toEqual([])
  })
})

test('src/app imports the middle and itself', () => {
  const isAllowed = (from: string) =>
    isUnder([...middleFolders, 'src/app/', 'locales/'])(from) || [...allowedInMiddle, 'node:crypto'].includes(from)
  expect(wrongImports(sources.filter(isUnder(['src/app/'])), isAllowed)).toEqual([])
})

test('a folder of src/edge imports the inner rings and itself, not another one', () => {
  const isAllowed = (from: string, file: string) => {
    const own = file.split('/').slice(0, 3).join('/')
    const isInner = isUnder([...middleFolders, 'src/app/', `${own}/`, 'locales/'])(from)
    return isInner || !from.startsWith('src/') || (edgeExceptions[`${own}/`] ?? []).includes(from)
  }
  expect(wrongImports(sources.filter(isUnder(['src/edge/'])), isAllowed)).toEqual([])
})

test('the settings know nothing of what uses them', () => {
  const isAllowed = (from: string) => isUnder([...middleFolders, 'src/settings/'])(from) || !from.startsWith('src/')
  expect(wrongImports(sources.filter(isUnder(['src/settings/'])), isAllowed)).toEqual([])
})

test('the Bot Framework SDK is imported in src/edge/teams alone', () => {
  const others = sources.filter((file) => !file.startsWith('src/edge/teams/'))
  expect(wrongImports(others, (from) => !/^bot(builder|framework)/.test(from))).toEqual([])
})

test('no file imports itself by a detour', () => {
  const graph = new Map(
    sources.map((file) => [file, importsOf(file).flatMap(({ from, isType }) => (isType ? [] : [from]))]),
  )
  expect(sources.flatMap((file) => cycleFrom(file, graph))).toEqual([])
})

/** The shortest way from `start` back to it, as text; empty when there is none. */
function cycleFrom(start: string, graph: ReadonlyMap<string, string[]>): string[] {
  const seen = new Set<string>()
  let ways = [[start]]
  while (ways.length > 0) {
    const longer = ways.flatMap((way) => (graph.get(way.at(-1) ?? '') ?? []).map((next) => [...way, next]))
    const back = longer.find((way) => way.at(-1) === start)
    if (back) return [back.join(' -> ')]
    ways = longer.filter((way) => !seen.has(way.at(-1) ?? ''))
    for (const way of ways) seen.add(way.at(-1) ?? '')
  }
  return []
}

test('no files import each other, not even for a type', () => {
  const imports = new Map(sources.map((file) => [file, importsOf(file).map(({ from }) => from)]))
  const done = new Set<string>()
  /** The first circle on the ways from a file; a file is looked through once. */
  const circleFrom = (file: string, way: string[]): string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (done.has(file)) return null
    done.add(file)
    for (const next of imports.get(file) ?? []) {
      const found = circleFrom(next, [...way, file])
      if (found !== null) return found
    }
    return null
  }
  expect(sources.map((file) => circleFrom(file, [])?.join(' -> ')).filter((circle) => circle !== undefined)).toEqual([])
})
