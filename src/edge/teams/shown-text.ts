/** What the client shows of a message's markup, as text. The parser decides what is markup; which elements there are does not matter. */
import { Parser } from 'htmlparser2'

/**
 * `spaces`: whether blanks and line ends are as typed (`text` of an activity), or markup's, where many are one.
 * `without`: names whose mention is left out.
 */
export type ShownOptions = { spaces: 'typed' | 'markup'; without?: ReadonlySet<string> }
/** Whether something was left out that the person did not write (`quoted`), or has taken back (`struck`). */
export type ShownText = { text: string; quoted: boolean; struck: boolean }

/** Editors nest a dozen elements; what nests deeper is not read on, as the parser's time grows with the depth. */
const DEEPEST = 500
const BLOCKS = new Set(
  'address article aside blockquote caption center codeblock dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
/** Elements that the HTML standard lets begin and not end. */
const ENDLESS = new Set(
  'area base body br caption col colgroup dd dt embed head hr html img input li link meta optgroup option p rp rt source tbody td tfoot th thead tr track wbr'.split(
    ' ',
  ),
)
/** Words with a line through them are taken back: plain text has no sign for it, and would say that they hold. */
const STRUCK = new Set(['s', 'del', 'strike'])
/** Plain text would make 32 of 3², and 301 of a 30 with a note. */
const RAISED = new Map([...'0123456789+-n'].map((sign, at) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ'][at] ?? sign]))
const LOWERED = new Map([...'0123456789+-'].map((sign, at) => [sign, [...'₀₁₂₃₄₅₆₇₈₉₊₋'][at] ?? sign]))
const NEVER_SHOWN = new Set(['script', 'style', 'template', 'title'])
/** What clients call a picture that nobody has described. */
const NO_DESCRIPTION =
  /^(?:image|img|picture|photo|gif|bilde|bilete|skjermbilde|skjermbilete|[^\s]+\.(?:png|jpe?g|gif|webp|bmp|heic|svg))$/i
const STICKER = /\/(?:sticker|giphy|memes?)$/i

type Attributes = Readonly<Record<string, string>>
type Frame = {
  name: string
  attributes: Attributes
  /** Where in `pieces` it begins, and its tag as it stands in the source. */
  at: number
  source: string
  /** The number of the next item of a list; absent: no numbers. */
  next?: number
  cells: number
}

/** Reads markup, or a text with markup in it. Never throws; time grows with the length. */
export function shownText(source: string, { spaces, without = new Set() }: ShownOptions): ShownText {
  const pieces: string[] = []
  const frames: Frame[] = []
  let breaks = false
  let quoted = false
  let struck = false
  let read = 0

  const last = (): string => pieces.findLast((piece) => piece !== '') ?? ''
  const inCell = (): boolean => frames.some(({ name }) => name === 'td' || name === 'th')
  const isKept = (): boolean => spaces === 'typed' || frames.some(({ name }) => name === 'pre')
  const add = (text: string): void => {
    const before = last()
    const isBroken = breaks && before !== '' && !/[\n\t]$/.test(before) && !text.startsWith('\n')
    if (isBroken) pieces.push(inCell() ? ' ' : '\n')
    breaks = false
    pieces.push(text)
  }
  const cutTo = (at: number): void => {
    pieces.splice(at)
  }

  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        read = parser.endIndex + 1
        if (BLOCKS.has(name)) breaks = true
        if (name === 'td' || name === 'th') beginCell()
        const frame: Frame = {
          name,
          attributes,
          at: pieces.length,
          source: source.slice(parser.startIndex, parser.endIndex + 1),
          cells: 0,
          ...(name === 'ol' ? { next: Number.parseInt(attributes.start ?? '1', 10) || 1 } : {}),
        }
        // Its place, should it turn out to be no element at all.
        pieces.push('')
        if (name === 'br') {
          breaks = false
          pieces.push('\n')
        }
        if (name === 'li') numberItem(attributes)
        const alt = described(name, attributes)
        if (alt !== '') add(alt)
        frames.push(frame)
        if (frames.length > DEEPEST) parser.pause()
      },
      ontext(text) {
        read = parser.endIndex + 1
        if (isKept()) {
          if (text !== '') add(text)
          return
        }
        const before = last()
        const isFirst = breaks || before === '' || /[\n\t ]$/.test(before)
        const one = text.replace(/[ \t\n\r\f]+/g, ' ')
        const shown = isFirst && one.startsWith(' ') ? one.slice(1) : one
        if (shown !== '') add(shown)
      },
      oncomment() {
        // One that never ends was typed.
        if (source.endsWith('-->') || parser.endIndex + 1 < source.length) read = parser.endIndex + 1
      },
      onclosetag(name, implied) {
        const frame = frames.pop()
        if (frame === undefined) return
        if (!implied) read = parser.endIndex + 1
        if (BLOCKS.has(name)) breaks = true
        if (name === 'td' || name === 'th') breaks = false
        end(frame, implied)
      },
    },
    { recognizeSelfClosing: true, decodeEntities: true },
  )

  const beginCell = (): void => {
    const row = frames.findLast(({ name }) => name === 'tr')
    if (row === undefined) return
    const before = last()
    if (row.cells++ > 0) pieces.push('\t')
    else if (before !== '' && !before.endsWith('\n')) pieces.push('\n')
    breaks = false
  }
  const numberItem = (attributes: Attributes): void => {
    const list = frames.findLast(({ name }) => name === 'ol' || name === 'ul')
    if (list?.next === undefined) return
    const number = Number.parseInt(attributes.value ?? '', 10) || list.next
    list.next = number + 1
    add(`${number}. `)
  }
  const end = (frame: Frame, implied: boolean): void => {
    if (isStruck(frame) && (!implied || spaces === 'markup')) {
      struck = true
      cutTo(frame.at)
      return
    }
    if (implied) {
      if (spaces === 'typed' && isTyped(frame)) pieces[frame.at] = frame.source
      return
    }
    if (isQuotation(frame.attributes)) {
      quoted = true
      cutTo(frame.at)
      return
    }
    if (NEVER_SHOWN.has(frame.name) || isHidden(frame.attributes)) {
      cutTo(frame.at)
      return
    }
    if (frame.name === 'sup' || frame.name === 'sub') {
      const inside = pieces.slice(frame.at).join('')
      cutTo(frame.at)
      pieces.push(...offTheLine(frame.name, inside, last()))
      return
    }
    const alt = described(frame.name, frame.attributes)
    if (alt !== '') {
      cutTo(frame.at)
      add(alt)
      return
    }
    if (!isMention(frame) || !without.has(pieces.slice(frame.at).join('').trim())) return
    cutTo(frame.at)
    pieces.push(' ')
  }

  parser.end(source)
  // An element that never comes to its end was typed: «mindre <enn 5».
  const rest = source.slice(read)
  const isEndTag = /^<\/[^<>]*>\s*$/.test(rest)
  if (frames.length <= DEEPEST && rest !== '' && !isEndTag) add(rest)
  const text = pieces.join('')
  // Editors write the second of two blanks as one that does not break.
  return { text: spaces === 'markup' ? text.replaceAll('\u00a0', ' ') : text, quoted, struck }
}

/** Someone else's message, to which this one is a reply. */
function isQuotation({ messageid, itemtype = '' }: Attributes): boolean {
  return messageid !== undefined || /\/(?:reply|forward)$/i.test(itemtype)
}

function isHidden({ hidden, style = '' }: Attributes): boolean {
  return hidden !== undefined || /(?:^|;)\s*display\s*:\s*none/i.test(style)
}

function isStruck({ name, attributes: { style = '' } }: Frame): boolean {
  return STRUCK.has(name) || /(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*\bline-through\b/i.test(style)
}

/** Raised or lowered signs as such, where there are such; the figures of «CO<sub>2</sub>» stand on the line in any case. */
function offTheLine(name: 'sup' | 'sub', inside: string, before: string): string[] {
  const signs = name === 'sup' ? RAISED : LOWERED
  const isFigureAtFigure = /\d$/.test(before) && /^\d/.test(inside)
  if (name === 'sub' && !isFigureAtFigure) return [inside]
  if ([...inside].every((sign) => signs.has(sign))) return [...inside].map((sign) => signs.get(sign) ?? sign)
  return isFigureAtFigure ? [`^${inside}`] : [inside]
}

function isMention({ name, attributes: { itemtype = '' } }: Frame): boolean {
  return name === 'at' || /\/mention$/i.test(itemtype)
}

/** «<mange>» is a word between signs: it says nothing, ends nowhere, and is no element that may do so. */
function isTyped({ name, attributes, source }: Frame): boolean {
  return !ENDLESS.has(name) && !source.endsWith('/>') && Object.values(attributes).every((value) => value === '')
}

/** What stands for a picture in words, the sign that an emoji is, or a box with its tick. */
function described(name: string, { alt, title, itemtype = '', type = '', checked }: Attributes): string {
  if (name === 'input') return /^(?:checkbox|radio)$/i.test(type) ? (checked === undefined ? '☐ ' : '☒ ') : ''
  const words = (alt ?? (name === 'emoji' ? title : undefined) ?? '').trim()
  return STICKER.test(itemtype) || NO_DESCRIPTION.test(words) ? '' : words
}
