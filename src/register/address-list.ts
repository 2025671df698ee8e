/** A list of mail addresses as people put it together: one a line, as they stand in what they were copied from. */

const ADDRESS = /[^\s<>"',;:()[\]]+@[^\s<>"',;:()[\]]+\.[^\s<>"',;:()[\]]*[^\s<>"',;:()[\].]/gu

/** `addresses`: each once, in lower case. `faults`: lines, counted from 1, that hold none or more than one. Empty lines count for nothing. */
export const addressesIn = (text: string): { addresses: string[]; faults: number[] } => {
  const addresses = new Set<string>()
  const faults: number[] = []
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === '') continue
    const found = new Set(line.match(ADDRESS)?.map((one) => one.toLowerCase()))
    if (found.size === 1) for (const one of found) addresses.add(one)
    else if (i > 0 || !isHeading(line)) faults.push(i + 1)
  }
  return { addresses: [...addresses], faults }
}

const HEADINGS: ReadonlySet<string> = new Set(
  'e-post epost e-postadresse epostadresse e-mail email address adresse'.split(' '),
)

/** The first line of a table may say what stands below it. */
const isHeading = (line: string): boolean => HEADINGS.has(line.replaceAll(/^["\s]+|["\s]+$/g, '').toLowerCase())
