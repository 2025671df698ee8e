import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

export const root = join(import.meta.dirname, '../../..')

/** `isLate`: loaded when the code comes there, not with the file. */
export type Import = { from: string; isType: boolean; isLate: boolean }

/** Paths from the root, with `/`, of files that match; never installed or generated ones. */
export function filesOf(...patterns: string[]): string[] {
  const isOurs = (file: string) => !/(^|\/)(node_modules|\.data|test-output)\//.test(file)
  return globSync(patterns, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter(isOurs)
    .toSorted()
}

export function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

/** What a source file imports: packages by name, files by their path from the root. */
export function importsOf(file: string): Import[] {
  const statements = textOf(file).matchAll(
    /^(?:import|export)\s+(?<clause>[\w\s{},*$]*?)(?:\bfrom\s+)?'(?<from>[^'\n]+)'/gm,
  )
  const dynamic = textOf(file).matchAll(/\bimport\('(?<from>[^']+)'\)/g)
  return [
    ...[...statements].map(({ groups }) => ({
      ...{ from: place(file, groups?.from), isType: isType(groups?.clause), isLate: false },
    })),
    ...[...dynamic].map(({ groups }) => ({ from: place(file, groups?.from), isType: false, isLate: true })),
  ]
}

function isType(clause = ''): boolean {
  return clause.trimStart().startsWith('type ')
}

function place(file: string, from = ''): string {
  if (!from.startsWith('.')) return from
  return relative(root, join(root, dirname(file), from)).replaceAll('\\', '/')
}
