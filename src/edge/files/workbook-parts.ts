/** What is let through of a workbook before a library reads it: the archive is opened here, within limits. */
import { unzipSync, zipSync } from 'fflate'

/** Unpacked, of the parts that are kept; a workbook of 20,000 rows is under 20 MB. */
const maxUnpackedBytes = 40 * 1024 * 1024
/** A workbook of hundreds of sheets has a few thousand. */
const maxEntries = 10_000

/** Pictures, charts, pivots, comments and what else lies about the tables: whatever is wrong with them is nobody's business. */
const beside =
  /(?:^|\/)(?:charts|comments|ctrlProps|customXml|docProps|drawings|embeddings|externalLinks|media|pivotCache|pivotTables|printerSettings|queryTables|slicers|slicerCaches|tables|theme|threadedComments|worksheets\/_rels)\//iu

const isKept = (name: string): boolean => /\.(?:xml|rels)$/iu.test(name) && !beside.test(name)

/** Some programs write Windows' separators, or a slash in front. */
const inPackage = (name: string): string => name.replaceAll('\\', '/').replace(/^\//u, '')

/** `other`: an archive of another kind, named for people where it is known. */
export type PartsFault = { code: 'no_archive' } | { code: 'too_large' } | { code: 'other'; kind: string | null }

/**
 * The archive anew, holding only the XML parts that tables are read from, in UTF-8 and under the names the standard gives:
 * what was counted is what is read. Refused without being unpacked: over 40 MB of such parts by what the archive says of
 * itself. An entry that holds more than it says is cut off there.
 */
export const workbookParts = (bytes: Uint8Array): { bytes: Uint8Array } | { fault: PartsFault } => {
  const names: string[] = []
  let unpacked = 0
  const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    names.push(inPackage(name))
    const isRead = isKept(inPackage(name))
    if (isRead) unpacked += originalSize
    if (names.length > maxEntries || unpacked > maxUnpackedBytes) throw new TooLarge()
    return isRead
  }
  try {
    const files = unzipSync(bytes, { filter })
    if (!names.some((name) => /(?:^|\/)workbook\d*\.xml$/iu.test(name))) return { fault: otherKind(names) }
    const parts = Object.entries(files).map(([name, content]): [string, Uint8Array] => [
      inPackage(name),
      inUtf8(content),
    ])
    const all = { [contentTypes]: typesOf(parts.map(([name]) => name)), ...Object.fromEntries(parts) }
    return { bytes: zipSync(all, { level: 0 }) }
  } catch (error) {
    return { fault: { code: error instanceof TooLarge ? 'too_large' : 'no_archive' } }
  }
}

class TooLarge extends Error {}

const kinds: readonly [RegExp, string][] = [
  [/^xl\/workbook\.bin$/iu, 'a binary Excel workbook (.xlsb)'],
  [/^content\.xml$/iu, 'an OpenDocument file (.ods)'],
  [/^Index\//u, 'a Numbers document'],
  [/^word\//iu, 'a Word document'],
  [/^ppt\//iu, 'a presentation'],
]

const otherKind = (names: readonly string[]): PartsFault => ({
  code: 'other',
  kind: kinds.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? null,
})

const contentTypes = '[Content_Types].xml'
const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'
const usualTypes: readonly [RegExp, string][] = [
  [/workbook\d*\.xml$/iu, `${main}sheet.main+xml`],
  [/sharedStrings\d*\.xml$/iu, `${main}sharedStrings+xml`],
  [/styles\d*\.xml$/iu, `${main}styles+xml`],
  [/(?:worksheets\/[^/]+|sheet\d+)\.xml$/iu, `${main}worksheet+xml`],
]

/** What each part is, by its usual name: for workbooks made by hand or by programs that leave the list out. */
const typesOf = (names: readonly string[]): Uint8Array => {
  const overrides = names.flatMap((name) => {
    const type = usualTypes.find(([pattern]) => pattern.test(name))?.[1]
    return type === undefined ? [] : [`<Override PartName="/${escapedXml(name)}" ContentType="${type}"/>`]
  })
  const namespace = 'http://schemas.openxmlformats.org/package/2006/content-types'
  return new TextEncoder().encode(`<?xml version="1.0"?>\n<Types xmlns="${namespace}">${overrides.join('')}</Types>`)
}

const escapedXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** XML may be UTF-16 as well; then it begins with a byte order mark, or with «<» in two bytes. */
const inUtf8 = (content: Uint8Array): Uint8Array => {
  const [first, second] = content
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)
  if (!isLittle && !isBig) return content
  return new TextEncoder().encode(new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(content))
}
