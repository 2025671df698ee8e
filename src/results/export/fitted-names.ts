/** Names made to fit a format: what it forbids replaced, cut to its length, each once. */

type Format = {
  /** The name with what the format forbids replaced; may be empty. */
  clean(name: string): string
  /** Cut to what still fits, with room for `spare` characters of ASCII more. */
  cut(name: string, spare: number): string
  /** Names that the format keeps for itself, in lower case. */
  reserved: ReadonlySet<string>
  /** Where nothing is left of a name. */
  fallback: string
}

/**
 * One name for each given, in the same order. The format is taken not to tell letter case apart; a name that is taken
 * already, or reserved, gets a number.
 */
export const fittedNames = (names: readonly string[], { clean, cut, reserved, fallback }: Format): string[] => {
  const used = new Set(reserved)
  return names.map((name) => {
    const base = clean(name) || fallback
    let candidate = clean(cut(base, 0)) || fallback
    for (let i = 2; used.has(candidate.toLowerCase()); i += 1) candidate = `${cut(base, `_${i}`.length)}_${i}`
    used.add(candidate.toLowerCase())
    return candidate
  })
}

/** Excel's limit of a sheet's name, in UTF-16 units; a character of two is not cut in half. */
const maxSheetName = 31

const sheetNameFormat: Format = {
  // Neither at the beginning nor at the end may an apostrophe stand.
  clean: (name) => name.replace(/[\p{Cc}\ufffe\uffff\\/?*[\]:]/gu, '_').replace(/^['\s]+|['\s]+$/gu, ''),
  cut: (name, spare) => name.slice(0, maxSheetName - spare).replace(/[\ud800-\udbff]$/u, ''),
  // Excel's own sheet of tracked changes, by its name in English and Norwegian.
  reserved: new Set(['history', 'historikk']),
  fallback: 'Ark',
}

/** Names of sheets as Excel takes them: at most 31 characters, none of `\\ / ? * [ ] :`, each once whatever the letter case. */
export const sheetNames = (names: readonly string[]): string[] => fittedNames(names, sheetNameFormat)
