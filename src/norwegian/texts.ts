/** Free text: what was written, as it was written. Commands and «vet ikke» alone are heard; quoting them makes them text. */
import { commandOf } from './commands.ts'
import { answered, ask, toConfirm } from './contents.ts'
import { isDash, wordOf } from './lexicon.ts'
import { isGreeting, isSignature } from './politeness.ts'
import { mayBeToBot } from './to-the-bot.ts'
import type { Content, Hearing } from './types.ts'

/** The longest text that can be a command or «vet ikke»; longer ones are not looked at. */
const longestCommand = 80
const quotes: Record<string, string> = {
  '"': '"',
  '«': '»',
  '“': '”',
  '”': '”',
  '„': '“',
  "'": "'",
  '‘': '’',
  '»': '«',
}

/** The meaning of a text at a free-text question. Never politeness-stripped. */
export function understandText(text: string, hearing: Hearing): Content {
  const written = text.trim()
  const forced = forcedText(written)
  if (forced !== undefined) return forced === '' ? ask({ code: 'empty' }) : answered({ kind: 'text', value: forced })
  if (written.length <= longestCommand) {
    const command = commandOf(written, hearing)
    if (command !== undefined) return { type: 'command', command }
    const word = isDash(written) ? 'not_applicable' : wordOf(written)
    if (word === 'dont_know' || word === 'not_applicable') return { type: 'missing', missing: word }
    if (!/[\p{L}\p{N}]/u.test(written)) return ask({ code: 'empty' })
    if (isSignature(written) || (isGreeting(written) && !/takk/i.test(written))) return ask({ code: 'empty' })
    // «Er det noe mer …?» – «ja» tells that there is, and not what.
    if (word === 'yes' && hearing.question?.kind === 'long_text') return ask({ code: 'only_yes' })
  }
  const answer = answered({ kind: 'text', value: written })
  return hearing.question?.kind === 'long_text' && mayBeToBot(written, hearing) ? toConfirm(answer) : answer
}

/** «"hjelp"» in quotes of any kind, or «svar: hjelp». */
function forcedText(written: string): string | undefined {
  const prefix = /^svar ?: ?/i.exec(written)
  if (prefix !== null) return written.slice(prefix[0].length).trim()
  const close = quotes[written.charAt(0)]
  if (close === undefined || written.length < 2 || !written.endsWith(close)) return undefined
  const inner = written.slice(1, -1)
  return inner.includes(close) || inner.includes(written.charAt(0)) ? undefined : inner.trim()
}
