/** The shape of `src` in figures: what `test/repo/structure.test.ts` holds and `scripts/structure.ts` prints. */
import { filesOf, importsOf, textOf } from './source-files.ts'

/** `imports`: lines that begin with `import ` for every 100 lines. `oneImporter`: per cent of files that one file imports. */
export type Shape = {
  files: number
  lines: number
  median: number
  largest: { file: string; lines: number }
  imports: number
  oneImporter: number
  /** Files outside `kinds/` that compare, switch on or look up by the kind of a question or an answer. */
  kinds: string[]
  /** Files outside `norwegian/` with a pattern of words. */
  words: string[]
}

const KIND = 'single|multiple|matrix|number|percent|date|ranking|short_text|long_text|info'
/** `.kind === 'single'`, `case 'matrix':` and `{ single: …, multiple: … }`; a fault's, a view's or a note's kind is another. */
const namesKind = new RegExp(
  `kind\\b\\)?\\s*(?:===|!==)\\s*'(?:${KIND})'|case '(?:${KIND})'|\\[[\\w.]*(?:question|answer|asked|entry)\\w*\\.kind\\]|'(?:${KIND})'\\]?\\.includes\\(`,
)
/** A regular expression with three letters in a row that are no class, flag or group name. */
const pattern = /(?<=[=(,:[?&|!]\s*|return\s+)\/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[dgimsuvy]*/g
const hasWord = (source: string): boolean =>
  /\p{L}{3}/u.test(
    source.replaceAll(/\(\?<\w+>|\\[pP]\{[^}]*\}|\\u\{?[\da-fA-F]+\}?|\\x[\da-fA-F]{2}|\/[dgimsuvy]*$/g, ''),
  )

const lineCount = (file: string): number => textOf(file).split('\n').length - 1
const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
const isUnder = (file: string, folders: readonly string[]): boolean => folders.some((f) => file.startsWith(`src/${f}/`))

/** Measures the tree as it is on disk. */
export const shapeOf = (): Shape => {
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
    kinds: files.filter((file) => !isUnder(file, ['kinds']) && namesKind.test(withoutComments(textOf(file)))),
    words: files.filter(
      (file) => isUnder(file, ['engine', 'app', 'wording', 'kinds', 'register']) && patternsIn(file).some(hasWord),
    ),
  }
}

const patternsIn = (file: string): string[] => withoutComments(textOf(file)).match(pattern) ?? []
