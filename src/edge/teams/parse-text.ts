import { trimWritten } from '../../norwegian/written.ts'
import type { Activity } from './activity-schema.ts'
import { mentionSchema } from './activity-schema.ts'
import { LONGEST_TEXT } from './parse-card.ts'
import { shownText } from './shown-text.ts'

/** A person mentions the bot once or twice. */
const MOST_MENTIONS = 20
/** Of markup, which is several times as long as what it shows. */
const LONGEST_MARKUP = 8 * LONGEST_TEXT

/**
 * What the person wrote, as the client shows it: without the bot's mention, markup and what was quoted, with the signs as
 * they were typed and line ends as `\n`. Empty when nothing was written.
 */
export function parseText(activity: Activity): string {
  const html = htmlOf(activity)
  const mentions = mentionsOfUs(activity)
  const shown = html === null ? nothing : ofMarkup(html, mentions)
  const typed = shown.quoted ? '' : ofText(activity.text ?? '', mentions)
  return trimWritten(isSame(shown.text, typed) || shown.text === '' ? typed : shown.text).slice(0, LONGEST_TEXT)
}

/** The formatted copy that stands beside rich text; not an uploaded file. */
export function htmlOf(activity: Activity): string | null {
  const html = activity.attachments?.find(({ contentType }) => isMarkup(contentType))
  return typeof html?.content === 'string' ? html.content : null
}

/** Whether an attachment of this type is the message itself in its formatted form. */
export function isMarkup(contentType: string | null | undefined): boolean {
  return /^text\/html(?:;|$)/i.test(contentType ?? '')
}

const nothing = { text: '', quoted: false }

function ofMarkup(html: string, mentions: ReadonlySet<string>): { text: string; quoted: boolean } {
  const names = new Set([...mentions].map((mention) => shownText(mention, { spaces: 'markup' }).text.trim()))
  const { text, quoted } = shownText(html.slice(0, LONGEST_MARKUP), { spaces: 'markup', without: names })
  return { text: text.replace(/ +$/gm, '').trim(), quoted }
}

function ofText(text: string, mentions: ReadonlySet<string>): string {
  const unaddressed = [...mentions].reduce(
    (rest, mention) => rest.replaceAll(` ${mention} `, ' ').replaceAll(mention, ' '),
    text.slice(0, 2 * LONGEST_TEXT),
  )
  return shownText(unaddressed, { spaces: 'typed' }).text
}

/** The same words: then the plain form is the better one, as it keeps the tabs and blanks that markup makes one of. */
function isSame(shown: string, typed: string): boolean {
  const words = (text: string) => text.replace(/\s+/g, ' ').trim()
  return /\t| {2}/.test(typed.trim()) && words(shown) === words(typed)
}

function mentionsOfUs({ entities, recipient }: Activity): ReadonlySet<string> {
  const mentions = new Set<string>()
  for (const entity of entities ?? []) {
    const mention = mentionSchema.safeParse(entity)
    if (mention.success && mention.data.mentioned.id === recipient?.id) mentions.add(mention.data.text)
    if (mentions.size === MOST_MENTIONS) break
  }
  return mentions
}
