import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { SettingFault } from './rules.ts'

const dotEnvFault = (reason: string): SettingFault => ({ name: '.env', reason })

/**
 * Loads `.env` of `folder` into `process.env` if there is one. What the environment holds already stays as it is. A fault
 * when it is there and cannot be read as text, holds a line that is no setting, or gives a name twice: without it, or with half of it,
 * the service would run on other settings than it was given. Nothing is loaded then.
 */
export async function loadDotEnv(folder: string): Promise<SettingFault | null> {
  const file = join(folder, '.env')
  if (!existsSync(file)) return null
  const read = await readDotEnv(file)
  if ('name' in read) return read
  for (const [name, value] of Object.entries(read.values)) process.env[name] ??= value
  return null
}

async function readDotEnv(file: string): Promise<{ values: Record<string, string | undefined> } | SettingFault> {
  // Where there is no such file, help needs nothing of questionnaires.
  const { isUtf16, notUtf8At, savedText } = await import('../questionnaire/yaml.ts')
  try {
    const bytes = readFileSync(file)
    if (isUtf16(bytes)) return dotEnvFault('is UTF-16: save it as UTF-8')
    if (bytes.includes(0)) return dotEnvFault('holds a NUL byte: save it as UTF-8 text')
    // Old programs end lines with a carriage return alone, which would make one line of the whole file.
    const text = savedText(bytes).replace(/\r\n?/g, '\n')
    const named = namesIn(text)
    if ('why' in named) return dotEnvFault(`line ${named.line} ${named.why}`)
    const again = givenTwice(named.names)
    if (again !== null) return dotEnvFault(again)
    const values = parseEnv(text)
    // A comment may hold what it likes.
    const isBroken = Object.entries(values).some((pair) => notUtf8At(pair.join('=')) >= 0)
    return isBroken ? dotEnvFault('has settings that are not UTF-8: save it as UTF-8') : { values }
  } catch {
    return dotEnvFault('is there and cannot be read')
  }
}

/** Signs that are not seen may stand before a name, where pages were copied from: `misspeltNames` tells of them. */
const assignment = /^\s*(?:export\s+)?([^\s=:'"`$#/;-][^\s=:'"`$#/;-]*)[^\S\n]*=[^\S\n]*/u

/** Of a name that is given twice the parser keeps the last, and nobody would know which. Null: there is none. */
function givenTwice(names: ReadonlyMap<string, readonly number[]>): string | null {
  const faults = [...names].flatMap(([name, lines]) =>
    lines.length > 1 ? [`has ${name} more than once, in lines ${lines.join(', ')}: keep one of them`] : [],
  )
  return faults.length === 0 ? null : faults.join('; ')
}

/**
 * The lines, counted from 1, that set each name; or the first of which the parser would drop something without a word: one that is
 * neither a setting nor a comment, or a value that goes on after its quotation mark or after a `#`.
 */
function namesIn(text: string): { names: Map<string, number[]> } | { line: number; why: string } {
  const lines = text.split('\n')
  const names = new Map<string, number[]>()
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (/^\s*(#|$)/u.test(line)) continue
    // Word and web pages end lines so; the parser goes on, and what stands behind would be part of the value.
    if (/[\v\f\u0085\u2028\u2029]./u.test(line))
      return { line: at + 1, why: 'has two lines in one: end each with Enter' }
    const [head, name = ''] = assignment.exec(line) ?? []
    if (head === undefined) return { line: at + 1, why: 'is no setting: each is written NAME=value' }
    names.set(name, [...(names.get(name) ?? []), at + 1])
    const value = line.slice(head.length)
    const [mark] = /^["'`]/u.exec(value) ?? []
    if (mark === undefined) {
      // With a blank before it, it begins a comment.
      if (/\S#/u.test(value) || /=#\S/u.test(head + value))
        return { line: at + 1, why: 'has a # in its value, which ends there: put it in quotes' }
      continue
    }
    const rest = [value.slice(1), ...lines.slice(at + 1)].join('\n')
    const end = rest.indexOf(mark)
    if (end < 0) return { line: at + 1, why: 'opens a quotation mark that is never closed' }
    const after = rest.slice(end + 1).split('\n', 1)[0] ?? ''
    if (!/^\s*(#|$)/u.test(after)) return { line: at + 1, why: 'goes on after its quotation mark' }
    at += rest.slice(0, end).split('\n').length - 1
  }
  return { names }
}
