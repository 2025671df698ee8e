/** What the XLSX format asks of every writer: how a text is written in a cell, and how much a sheet holds. */

/** Rows of a sheet (Excel specifications and limits, Microsoft Support). */
export const MOST_ROWS = 1_048_576

/** A spreadsheet's own limit of a cell, in UTF-16 units. */
const maxCellLength = 32_767

/**
 * Text as the format writes it: characters that XML 1.0 cannot hold, and what would be taken for such an escape, as
 * `_xHHHH_` (ECMA-376 part 1, 22.9.2.19); half a character is none. What XML itself asks is left to the caller.
 */
export const cellText = (text: string): string =>
  text
    .slice(0, maxCellLength)
    .replace(/[\ud800-\udbff]$/u, '')
    .toWellFormed()
    .replace(/_(?=x[\da-f]{4}_)/giu, '_x005F_')
    .replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to escape
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu,
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )

/** A sheet's name has at most this many letters. */
const maxNameLength = 31

/** The name of the n-th sheet that rows of one name are spread over: «kodebok», «kodebok (2)». */
export const sheetOf = (name: string, number: number): string => {
  if (number === 1) return name
  const end = ` (${number})`
  return `${name.slice(0, maxNameLength - end.length)}${end}`
}
