import type { Activity } from './activity-schema.ts'
import { mentionSchema } from './activity-schema.ts'
import { LONGEST_TEXT } from './parse-card.ts'

const ENTITIES: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** Only tags that Teams itself writes, so that «<5 år» stays. */
const TAGS = /<\/?(?:p|div|span|b|i|u|s|strong|em|ul|ol|h[1-6]|a|at|pre|code|img|emoji|attachment)(?:\s[^<>]*)?\/?>/gi
const LINE_ENDS = /<br\s*\/?>|<\/(?:p|div|li|h[1-6])>/gi
const LIST_ITEMS = /<li(?:\s[^<>]*)?>/gi
/** The quotation that the client puts before a reply to an earlier message. */
const QUOTED = /<blockquote[^<>]{0,300}schema\.skype\.com\/Reply[^<>]{0,300}>[\s\S]*?<\/blockquote>/gi
const QUOTATION_END = '</blockquote>'
/** A person mentions the bot once or twice. */
const MOST_MENTIONS = 20
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const INVISIBLE = /[\u0000-\u0008\u000B-\u001F\u007F\u200B\u200E\u200F\u2060\uFEFF]/g

/**
 * What the person typed, as plain text: without the bot's mention, markup, quotation, entities and invisible characters;
 * line ends as `\n`. Empty when nothing was typed.
 */
export function parseText(activity: Activity): string {
  const text = (withoutQuotation(htmlOf(activity)) ?? activity.text ?? '').slice(0, 2 * LONGEST_TEXT)
  return plain(withoutMentions(text, activity)).slice(0, LONGEST_TEXT)
}

/** The formatted copy that stands beside rich text; not an uploaded file. */
export function htmlOf(activity: Activity): string | null {
  const html = activity.attachments?.find((attachment) => attachment.contentType === 'text/html')
  return typeof html?.content === 'string' ? html.content : null
}

/** What stands beside the quotation; null when there is none. Behind the last end no beginning is looked for: it has none. */
function withoutQuotation(html: string | null): string | null {
  const end = html?.toLowerCase().lastIndexOf(QUOTATION_END) ?? -1
  if (html === null || end < 0) return null
  const before = html.slice(0, end + QUOTATION_END.length)
  const rest = before.replace(QUOTED, '')
  return rest === before ? null : rest + html.slice(before.length)
}

function withoutMentions(text: string, { entities, recipient }: Activity): string {
  const mentions = new Set<string>()
  for (const entity of entities ?? []) {
    const mention = mentionSchema.safeParse(entity)
    if (mention.success && mention.data.mentioned.id === recipient?.id) mentions.add(mention.data.text)
    if (mentions.size === MOST_MENTIONS) break
  }
  return [...mentions].reduce((rest, mention) => rest.replaceAll(mention, ' '), text)
}

function plain(text: string): string {
  return decode(text.replace(LINE_ENDS, '\n').replace(LIST_ITEMS, '').replace(TAGS, ''))
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00A0\u202F\u2007]/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .normalize('NFC')
    .trim()
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10)
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : ''
  })
}
