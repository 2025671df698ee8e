/** A mail as its reader has it: headers unfolded and decoded, and the text and HTML of it. */

/** `headers`: by name in lower case; several of one name are joined, which a test would see. */
export type ReadMail = { headers: Map<string, string>; text: string; html: string }

export const readMail = (raw: string): ReadMail => {
  const { headers, body } = split(raw)
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1]
  const parts =
    boundary === undefined
      ? []
      : body
          .split(`--${boundary}`)
          .slice(1, -1)
          .map((part) => split(part.trimStart().replace(/\r\n$/, '')))
  const part = (type: string) => {
    const found = parts.find((one) => one.headers.get('content-type')?.startsWith(type))
    return found === undefined ? '' : decoded(found.body, found.headers.get('content-transfer-encoding') ?? '')
  }
  return { headers, text: part('text/plain').replaceAll('\r\n', '\n'), html: part('text/html') }
}

const split = (raw: string) => {
  const at = raw.indexOf('\r\n\r\n')
  const headers = new Map<string, string>()
  for (const line of raw
    .slice(0, at)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    const value = words(line.slice(colon + 1).trim())
    headers.set(name, headers.has(name) ? `${headers.get(name)}\n${value}` : value)
  }
  return { headers, body: raw.slice(at + 4) }
}

/** Encoded words (RFC 2047). */
const words = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/(?:=\?utf-8\?q\?[^?]*\?=)+/gi, (all) =>
      unquoted(all.replace(/=\?utf-8\?q\?|\?=/gi, '').replaceAll('_', ' ')),
    )
    .replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, base64: string) => Buffer.from(base64, 'base64').toString())

const decoded = (body: string, encoding: string): string => {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString()
  return /quoted-printable/i.test(encoding) ? unquoted(body.replace(/=\r\n/g, '')) : body
}

const unquoted = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()
