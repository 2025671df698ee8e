/** Addresses that only stand for one: they reach nobody, so no person may be shown them in a real wave. */

import { type Finding, said } from '../fault.ts'
import { textsOf } from '../yaml.ts'

/** Names that never lead anywhere (RFC 2606, RFC 6761), and the Norwegian word, which is no top level domain. */
const reserved = /(^|\.)(example|eksempel|invalid|test|localhost|example\.(com|net|org))$/u
/** In running text these alone are no end of one sentence and beginning of the next. */
const plain = /\.(example|eksempel)$|(^|\.)example\.(com|net|org)$/u
/** This machine, whoever reads it. */
const ownMachine = /^(127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/u

const LABEL = String.raw`[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?`
const hosts = new RegExp(String.raw`(@|//)?(\[::1?\]|${LABEL}(?:\.${LABEL})*)`, 'giu')

/** The first address in the text that stands for one: its host, as it is written; null: there is none. */
export const exampleAddressIn = (text: string): string | null => {
  for (const [, before, host = ''] of text.matchAll(hosts)) {
    const lower = host.toLowerCase()
    const isAddress = before !== undefined || lower.startsWith('www.')
    if (isAddress ? reserved.test(lower) || ownMachine.test(lower) : plain.test(lower)) return host
  }
  return null
}

/** A finding (`example_address`) for every text of the data, however deep, that holds one; names the key and the address. */
export const exampleFindings = (data: unknown): Finding[] =>
  textsOf(data).flatMap(({ text, path }): Finding[] => {
    const address = exampleAddressIn(text)
    return address === null ? [] : [{ path, ...said('example_address', { key: path.join('.'), address }) }]
  })
