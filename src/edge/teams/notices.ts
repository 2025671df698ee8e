import type { Channel } from '../../app/ports.ts'
import { type InvokeBody, textBody } from './invoke-response.ts'
import type { Parsed } from './parse.ts'

/** What gets a notice in place of a turn. */
export type Unserved = Extract<Parsed, { type: 'not_personal' | 'no_identity' }>
export type Notices = { send(to: Unserved): void; inResponse(to: Unserved): InvokeBody }

/** Texts the edge needs when no turn could make one; `locale` as the client sent it. */
export type EdgeText = 'not_stored' | 'not_personal' | 'no_identity' | 'too_fast'

export type NoticeOptions = {
  channel: Channel
  words: (text: EdgeText, locale: string | undefined) => string
  /** Takes what is being said after the answer, so that stopping can wait for it. */
  speak: (saying: Promise<void>) => void
}

/** A conversation that was told is not told again while it is among the last thousand. */
const REMEMBERED = 1000

/** One short notice for group chats, channels and callers without an identity: why nothing is asked here. */
export function createNotices({ channel, words, speak }: NoticeOptions): Notices {
  const told = new Set<string>()

  function isFirst(conversationId: string): boolean {
    if (told.has(conversationId)) return false
    const oldest = told.values().next().value
    if (told.size >= REMEMBERED && oldest !== undefined) told.delete(oldest)
    told.add(conversationId)
    return true
  }

  return {
    send({ type, reference, locale }) {
      if (!isFirst(reference.conversationId)) return
      const saying = channel.send(reference, { type: 'text', language: 'nb', text: words(type, locale) })
      speak(saying.then(() => undefined))
    },
    inResponse: ({ type, locale }) => textBody(words(type, locale)),
  }
}
