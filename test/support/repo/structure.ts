/** The shape of `src` in figures: what `test/repo/structure.test.ts` holds and `scripts/structure.ts` prints. */
import { type Compiled, compiledShape, type Place } from './compiled.ts'
import { filesOf, importsOf, textOf } from './source-files.ts'

/** `imports`: lines that begin with `import ` for every 100 lines. `oneImporter`: per cent of files that one file imports. */
export type Shape = {
  files: number
  lines: number
  median: number
  largest: { file: string; lines: number }
  imports: number
  oneImporter: number
  /** Imports of a folder that stands further out, as `file -> import`. */
  arrowsUp: string[]
  /** Files outside `kinds/` that compare, switch on or look up by the kind of a question or an answer. */
  kinds: string[]
  /** Places in `kinds/` that do. */
  kindsWithin: number
  /** Files outside `norwegian/` with a pattern of words. */
  words: string[]
  longest: Compiled['functions'][number]
}

/** The folders of `src` from the middle outwards: each may import those before it. */
const RINGS =
  'questionnaire outcome register reminders texts norwegian kinds engine results report wording settings app edge start cli'.split(
    ' ',
  )

/** Where words are heard or shown; patterns elsewhere read addresses, headers and files. */
const SPEAKING = ['engine', 'app', 'wording', 'kinds', 'register']

/** Three letters in a row that are no class, flag or group name. */
const hasWord = (pattern: string): boolean =>
  /\p{L}{3}/u.test(
    pattern.replaceAll(
      /\[(?:[^\]\\]|\\.)*\]|\(\?<\w+>|\\[pP]\{[^}]*\}|\\u\{?[\da-fA-F]+\}?|\\x[\da-fA-F]{2}|\/[dgimsuvy]*$/g,
      '',
    ),
  )

const lineCount = (file: string): number => textOf(file).split('\n').length - 1
const isUnder = (file: string, folders: readonly string[]): boolean => folders.some((f) => file.startsWith(`src/${f}/`))

/** Measures the tree as it is on disk. */
export const shapeOf = (): Shape => {
  const compiled = compiledShape()
  const files = filesOf('src/**/*.ts')
  const sizes = files.map((file) => ({ file, lines: lineCount(file) })).toSorted((a, b) => a.lines - b.lines)
  const lines = sizes.reduce((sum, each) => sum + each.lines, 0)
  const importers = new Map<string, number>()
  for (const file of files) {
    for (const from of new Set(importsOf(file).map((each) => each.from))) {
      if (from.startsWith('src/')) importers.set(from, (importers.get(from) ?? 0) + 1)
    }
  }
  const importLines = files.reduce((sum, file) => sum + (textOf(file).match(/^import /gm)?.length ?? 0), 0)
  const imported = [...importers.values()]
  return {
    ...{ files: files.length, lines, median: sizes[Math.floor(sizes.length / 2)]?.lines ?? 0 },
    largest: sizes.at(-1) ?? { file: '', lines: 0 },
    imports: Math.round((1000 * importLines) / lines) / 10,
    oneImporter: Math.round((100 * imported.filter((count) => count === 1).length) / files.length),
    arrowsUp: files.flatMap((file) =>
      importsOf(file).flatMap(({ from }) => (ring(from) > ring(file) ? [`${file} -> ${from}`] : [])),
    ),
    kinds: filesWith(compiled.kindsAsked.filter(({ file }) => !isUnder(file, ['kinds']))),
    kindsWithin: compiled.kindsAsked.filter(({ file }) => isUnder(file, ['kinds'])).length,
    words: filesWith(compiled.patterns.filter(({ file, pattern }) => isUnder(file, SPEAKING) && hasWord(pattern))),
    longest: compiled.functions[0] ?? { file: '', line: 0, lines: 0 },
  }
}

const filesWith = (places: readonly Place[]): string[] => [...new Set(places.map(({ file }) => file))].toSorted()

/** How far out a file stands: `main.ts` joins all, `memory.ts` is imported from everywhere. */
const ring = (file: string): number =>
  file === 'src/main.ts' ? RINGS.length : RINGS.indexOf(/^src\/(\w+)\//.exec(file)?.[1] ?? '')
