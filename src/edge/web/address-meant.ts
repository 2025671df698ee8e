/** Addresses as people type them from a letter, and as mail programs and office programs hand them on. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { leadTo } from './frame/answer-page.ts'

/** What a sentence or a program has left behind the address. */
const BEHIND = /[/.,;:!?)\]}>»"'\s]+$/u

/**
 * The address of ours that a path is meant as: in capitals, with a slash, a full stop or a bracket behind it, or with the sign
 * before the code written as `%23`; `/` alone is where one answers. Null: it is none, or it is right as it stands.
 */
export const addressMeant = (url: string): string | null => {
  const [path = '', ...query] = url.split('?')
  const read = decoded(path)
  if (read === null) return null
  const [place = '', ...fragment] = read.split('#')
  const tidy = inSmall(place.replace(BEHIND, ''))
  const meant = tidy === '' && place.startsWith('/') ? '/svar' : tidy
  if (!/^\/(?:svar|admin|tilgjengelighet)(?:\/|$)/u.test(meant) || /\/\/|[\\\p{Cc}]/u.test(meant)) return null
  const code = fragment.join('').replace(BEHIND, '')
  const whole = [
    meant.split('/').map(encodeURIComponent).join('/'),
    ...(query.length === 0 ? [] : [`?${query.join('?')}`]),
    ...(code === '' ? [] : [`#${encodeURIComponent(code)}`]),
  ].join('')
  return whole === url ? null : whole
}

/** Leads whoever asks for such an address to the page; false: it is none, or nothing that a browser opens. */
export const ledToMeant = ({ method, url = '/' }: IncomingMessage, response: ServerResponse): boolean => {
  const meant = method === 'GET' || method === 'HEAD' ? addressMeant(url) : null
  if (meant !== null) leadTo(response, meant)
  return meant !== null
}

const decoded = (path: string): string | null => {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** Ids of waves and people are as they are; the pages' own names are in small letters. */
const inSmall = (path: string): string => path.replace(/^\/[^/]+/u, (first) => first.toLowerCase())
