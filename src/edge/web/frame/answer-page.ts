/** How a page is sent: the headers that every page has, and redirects after a post. */
import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { StoreAway } from '../../../app/ports/progress.ts'

/**
 * What a page allows the browser. `same-origin` for the referrer: with `no-referrer` browsers send `Origin: null` on form
 * posts, and the origin could not be checked.
 */
const PAGE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': [
    ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'"],
    ...["font-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"],
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Sends a page, uncompressed: what is secret on it must not be guessable by its compressed length. */
export const answerPage = (
  response: ServerResponse,
  page: string,
  { status = 200, cookies = [] }: { status?: number; cookies?: readonly string[] } = {},
): void => {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, {
    ...PAGE_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(page),
    ...(cookies.length === 0 ? {} : { 'set-cookie': [...cookies] }),
  })
  response.end(page)
}

/** Does the work, and tells of what it throws by `away`; what is no store that is away is a fault of ours. */
export const orFaultPage = async (
  { onFault }: { onFault(error: unknown): void },
  work: () => Promise<void>,
  away: () => void,
): Promise<void> => {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof StoreAway)) onFault(error)
    away()
  }
}

/** Answers a page's own script. */
export const answerJson = (response: ServerResponse, value: unknown): void => {
  if (response.headersSent || response.destroyed) return
  const text = JSON.stringify(value)
  response.writeHead(200, {
    ...PAGE_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

/** What no header takes, as a name in an address that was made up; what is written with `%` stays as it is. */
const headerText = (path: string): string => path.toWellFormed().replaceAll(/[^\x21-\x7e]/gu, encodeURIComponent)

/** Leads on by GET, so that loading the page again posts nothing. `path`: of ours, begins with `/`; or, after a GET, of the issuer. */
export const leadTo = (response: ServerResponse, path: string, cookies: readonly string[] = []): void => {
  if (response.headersSent || response.destroyed) return
  response.writeHead(303, {
    ...PAGE_HEADERS,
    location: headerText(path),
    'content-length': 0,
    ...(cookies.length === 0 ? {} : { 'set-cookie': [...cookies] }),
  })
  response.end()
}

/** Hands out a file to be kept, as fast as the other side reads it. Rejects when either side breaks off. */
export const answerDownload = async (
  response: ServerResponse,
  { name, type }: { name: string; type: string },
  content: AsyncIterable<Buffer>,
): Promise<void> => {
  response.writeHead(200, {
    ...PAGE_HEADERS,
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  })
  await pipeline(content, response)
}

/** Hands out a file that is at hand, to be kept. `name`: without quotes or line breaks. */
export const answerFile = (
  response: ServerResponse,
  { name, type }: { name: string; type: string },
  bytes: Uint8Array,
): void => {
  if (response.headersSent || response.destroyed) return
  response.writeHead(200, {
    ...PAGE_HEADERS,
    'content-type': type,
    'content-length': bytes.byteLength,
    'content-disposition': `attachment; filename="${name}"`,
  })
  response.end(bytes)
}

/** Sends a page that was made elsewhere and brings its own style: that style alone, by its hash, and no script. */
export const answerOwnStyle = (response: ServerResponse, page: string): void => {
  if (response.headersSent || response.destroyed) return
  const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style = '']) => style)
  const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`)
  response.writeHead(200, {
    ...PAGE_HEADERS,
    'content-security-policy': [
      ...["default-src 'none'", `style-src ${hashes.join(' ') || "'none'"}`, 'img-src data:'],
      ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
    ].join('; '),
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(page),
  })
  response.end(page)
}
