/** What the checker says about a file: where and what, for the person who edits it. Its words are in `locales/faults/`. */

import en from '../../locales/faults/en.json' with { type: 'json' }
import nb from '../../locales/faults/nb.json' with { type: 'json' }

/** Names a text: the code, and behind a dot which of its texts, where a code has several. */
export type FaultKey = keyof typeof nb
type Vars = Readonly<Record<string, string | number | readonly string[]>>

/** What is wrong, wherever it stands. `code` is stable; `key` and `vars` make the text, see `faultText`. */
export type SaidOfFault = { code: string; key: FaultKey; vars: Vars }

/** `line` and `column` count from 1, as editors do. */
export type Fault = SaidOfFault & { file: string; line: number; column: number }

/** A fault found in data, before its place in the file is looked up. */
export type Finding = SaidOfFault & { path: Path; on?: 'key' }

/** Keys and indexes from the top of the document. */
export type Path = readonly (string | number)[]

/** What is wrong, by its text and what is put into it. */
export const said = (key: FaultKey, vars: Vars = {}): SaidOfFault => ({ code: key.split('.')[0] ?? key, key, vars })

/** The same key as it stands in a schema, where the library knows a message only; see `saidOf`. */
export const reason = (key: FaultKey): FaultKey => key

/** What a schema's `reason` says, with what its `params` put in; undefined where it has the library's own message. */
export const saidOf = (issue: { message: string; params?: unknown }, vars: Vars): SaidOfFault | undefined => {
  const { message, params } = issue
  if (!isKey(message)) return undefined
  return said(message, { ...vars, ...(typeof params === 'object' ? params : {}) })
}

const isKey = (text: string): text is FaultKey => Object.hasOwn(nb, text)

const tables = { nb, en }
/** Languages that those who edit can be told in. */
export type FaultLanguage = keyof typeof tables
export const faultLanguages = Object.keys(tables) as FaultLanguage[]

/** The sentence for people; several values stand with commas between. */
export const faultText = ({ key, vars }: SaidOfFault, language: FaultLanguage = 'nb'): string =>
  tables[language][key].replace(/\{\{(\w+)\}\}/gu, (whole, name: string) => {
    const value = vars[name]
    return value === undefined ? whole : typeof value === 'object' ? value.join(', ') : String(value)
  })

/** As it is printed: `file:line:column` and the sentence. */
export const placedText = (fault: Fault): string => `${fault.file}:${fault.line}:${fault.column} ${faultText(fault)}`

/** In reading order, each said once. */
export const sortFaults = (faults: readonly Fault[]): Fault[] => {
  const key = (f: Fault) => `${f.file}:${f.line}:${f.column}:${f.key}:${JSON.stringify(f.vars)}`
  const once = new Map(faults.map((fault) => [key(fault), fault]))
  return [...once.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column)
}
