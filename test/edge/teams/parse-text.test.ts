import { describe, expect, test } from 'vitest'
import { parse } from '../../../src/edge/teams/parse.ts'
import { typed } from './activities.ts'

const inputOf = (text: string | undefined, changes: Record<string, unknown> = {}) => {
  const activity = { ...typed('', 'https://smba.trafficmanager.net/emea/'), text, ...changes }
  const parsed = parse(activity, { now: 0, personIdOf: () => 'p' })
  return parsed.type === 'envelope' ? parsed.envelope.input : parsed.type
}
const html = (content: string) => ({ attachments: [{ contentType: 'text/html', content }] })

describe('typed text', () => {
  test.each<[string, string, string]>([
    ['is trimmed', '  Ja \r\n', 'Ja'],
    ['keeps its lines', 'en\r\nto\n\n\n\ntre', 'en\nto\n\ntre'],
    ['has ordinary spaces', 'om\u00a0lag\u202f1\u00a0000', 'om lag 1 000'],
    ['has no invisible signs', '\u200bJa\ufeff\u0000\u2060', 'Ja'],
    ['is composed', 'a\u030apent', 'åpent'],
    [
      'has its entities read once',
      'A &amp;amp; B &lt;5&gt; &quot;x&quot; &#39;y&#39; &#xE6;&nbsp;z',
      'A &amp; B <5> "x" \'y\' æ z',
    ],
    ['keeps entities that it does not know', '&euml; &foo; AT&T', '&euml; &foo; AT&T'],
    ['keeps comparisons', 'under <5 år, over >3', 'under <5 år, over >3'],
    ['loses the markup of Teams', '<p>Vi har <b>tre</b></p><p>planer</p>', 'Vi har tre\nplaner'],
    ['loses lists', '<ul><li>en</li><li>to</li></ul>', 'en\nto'],
    ['survives false numbers', '&#0;&#xD800;&#9999999;x', 'x'],
  ])('%s', (_name, text, expected) => {
    expect(inputOf(text)).toEqual({ type: 'text', text: expected })
  })

  test('over 32,000 signs is cut there, which is over what any question takes', () => {
    expect(inputOf('x'.repeat(40_000))).toEqual({ type: 'text', text: 'x'.repeat(32_000) })
  })
})

describe('mentions', () => {
  const mention = (id: string, text: string) => ({ type: 'mention', text, mentioned: { id, name: 'x' } })
  const bot = mention('28:bot', '<at>Kommuneundersøkelsen</at>')
  test('of the bot are taken away wherever they stand', () => {
    const text = '<at>Kommuneundersøkelsen</at>\n ja <at>Kommuneundersøkelsen</at>'
    expect(inputOf(text, { entities: [bot, bot] })).toEqual({ type: 'text', text: 'ja' })
  })
  test('of others are kept as names', () => {
    const entities = [mention('29:2', '<at>Kari</at>'), { type: 'mention' }, { type: 'mention', mentioned: null }]
    expect(inputOf('Spør <at>Kari</at>', { entities })).toEqual({ type: 'text', text: 'Spør Kari' })
  })
})

describe('beside or in place of text', () => {
  test('a formatted copy is no file', () => {
    expect(inputOf('Ja', html('<p>Ja</p>'))).toEqual({ type: 'text', text: 'Ja' })
  })
  test('a quotation is not the answer', () => {
    const quote =
      '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><p>Har dere mål?</p></blockquote><p>Ja, to</p>'
    expect(inputOf('Har dere mål?\nJa, to', html(quote))).toEqual({ type: 'text', text: 'Ja, to' })
  })
  test.each([
    'application/vnd.microsoft.teams.file.download.info',
    'image/png',
    'audio/mp4',
    'application/vnd.microsoft.card.animation',
  ])('%s is not read, and neither is the text beside it', (contentType) => {
    expect(inputOf(undefined, { attachments: [{ contentType, content: {} }] })).toEqual({ type: 'unreadable' })
    expect(inputOf('Se planen', { attachments: [{ contentType }] })).toEqual({ type: 'unreadable' })
  })
  test('a sticker is markup alone', () => {
    expect(inputOf('', html('<img itemtype="http://schema.skype.com/Sticker">'))).toEqual({ type: 'unreadable' })
  })
  test('nothing at all gets silence', () => {
    expect(inputOf('  ')).toBe('ignored')
    expect(inputOf(undefined, { attachments: [] })).toBe('ignored')
  })
})

describe('what nobody writes does not hold the others up: without an end in sight the test would not end either', () => {
  test('thousands of mentions', () => {
    const entities = Array(20_000).fill({ type: 'mention', text: ' ', mentioned: { id: '28:bot' } })
    expect(inputOf('ja '.repeat(20_000), { entities })).toMatchObject({ type: 'text' })
  })
  test('thousands of quotations that are begun and never ended', () => {
    const begun = '<blockquote itemtype="http://schema.skype.com/Reply">'.repeat(60_000)
    expect(inputOf('ja', html(begun))).toEqual({ type: 'text', text: 'ja' })
  })
})
