/**
 * Style and script of the pages: put together once when the service starts, compressed when they are first asked for, and named by
 * their own hash, so that browsers may keep them for a year.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

type Encoding = 'br' | 'gzip'
type Asset = { path: string; type: string; plain: Buffer; packed(encoding: Encoding): Promise<Buffer> }

/** Paths of the assets, as pages name them. */
export type AssetPaths = { style: string; script: string }

export type Assets = AssetPaths & {
  /** Answers a GET below `/assets`; false: there is no such file. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<boolean>
}

const packaged = createRequire(import.meta.url)
const own = (name: string): string => readFileSync(new URL(`../assets/${name}`, import.meta.url), 'utf8')
const css = (name: string): string => readFileSync(packaged.resolve(`@digdir/designsystemet-css/${name}`), 'utf8')

/** The components of Designsystemet that the pages use; all of it would be ten times as much. */
const COMPONENTS = [
  ...['base', 'button', 'input', 'field', 'fieldset', 'label', 'validation-message', 'error-summary', 'alert', 'card'],
  ...['heading', 'paragraph', 'link', 'list', 'table', 'tag', 'details', 'skip-link', 'divider', 'pagination', 'tabs'],
]

const pack = { br: promisify(brotliCompress), gzip: promisify(gzip) }
const how = { br: { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }, gzip: { level: 9 } }

/** Each way once: the first who asks waits, on a thread of its own, and a start waits for none of it. */
const packedOnce = (plain: Buffer): Asset['packed'] => {
  const kept = new Map<Encoding, Promise<Buffer>>()
  return (encoding) => {
    const made = kept.get(encoding) ?? pack[encoding](plain, how[encoding])
    kept.set(encoding, made)
    return made
  }
}

const named = (stem: string, ending: string, type: string, text: string): Asset => {
  const plain = Buffer.from(text)
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 12)
  return { path: `/assets/${stem}.${hash}.${ending}`, type, plain, packed: packedOnce(plain) }
}

/** Reads the assets. Throws when a package lacks one of its files. */
export const openAssets = (): Assets => {
  const theme = readFileSync(packaged.resolve('@digdir/designsystemet-theme/index.css'), 'utf8')
  const parts = [
    '@layer ds.reset, ds.theme, ds.base, ds.utilities, ds.components;',
    theme.replace(/^@charset[^;]*;/, ''),
    ...COMPONENTS.map((name) => css(`${name}.css`)),
    own('pages.css'),
  ]
  const style = named('pages', 'css', 'text/css; charset=utf-8', parts.join('\n'))
  const script = named('pages', 'js', 'text/javascript; charset=utf-8', own('pages.js'))
  const byPath = new Map([style, script].map((asset) => [asset.path, asset]))
  return {
    style: style.path,
    script: script.path,
    serve: async (request, response) => {
      const asset = byPath.get(new URL(request.url ?? '/', 'http://localhost').pathname)
      if (asset === undefined) return false
      await send(asset, request, response)
      return true
    },
  }
}

const send = async (asset: Asset, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
  const body = encoding === null ? asset.plain : await asset.packed(encoding)
  response.writeHead(200, {
    'content-type': asset.type,
    'content-length': body.length,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000',
    vary: 'accept-encoding',
    ...(encoding === null ? {} : { 'content-encoding': encoding }),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
