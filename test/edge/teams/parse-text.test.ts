import { describe, expect, test } from 'vitest'
import { steadyNow } from '../../../src/app/steady.ts'
import { parse } from '../../../src/edge/teams/parse.ts'
import { typed } from './activities.ts'

const heard = (text: string | undefined, changes: Record<string, unknown> = {}) => {
  const activity = { ...typed('', 'https://smba.trafficmanager.net/emea/'), text, ...changes }
  const parsed = parse(activity, { now: steadyNow(), personIdOf: () => 'p' })
  return parsed.type === 'envelope' ? parsed.envelope.input : parsed.type
}
/** A text as it was written. */
const inputOf = (text: string | undefined, changes: Record<string, unknown> = {}) => {
  const input = heard(text, changes)
  return typeof input === 'object' && input.type === 'text'
    ? { type: 'text', text: input.written ?? input.text }
    : input
}
const html = (content: string) => ({ attachments: [{ contentType: 'text/html', content }] })

describe('typed text', () => {
  test.each<[string, string, string]>([
    ['is trimmed', '  Ja \r\n', 'Ja'],
    ['keeps its lines', 'en\r\nto\n\n\n\ntre', 'en\nto\n\n\n\ntre'],
    ['keeps a table, an empty first cell too', '\tMenn\tKvinner\nBosatt\t12\t14', '\tMenn\tKvinner\nBosatt\t12\t14'],
    ['keeps blanks of every width', 'om\u00a0lag\u202f1\u00a0000,  og mer', 'om\u00a0lag\u202f1\u00a0000,  og mer'],
    ['keeps marks of direction', '\u202bשלום\u202c er hei', '\u202bשלום\u202c er hei'],
    ['is composed', 'a\u030apent', 'åpent'],
    [
      'has its entities read once',
      'A &amp;amp; B &lt;5&gt; &quot;x&quot; &#39;y&#39; &#xE6; z &euml; &hellip;',
      'A &amp; B <5> "x" \'y\' æ z ë …',
    ],
    ['keeps entities that are none', '&foo; AT&T', '&foo; AT&T'],
    ['keeps comparisons', 'under <5 år, over >3', 'under <5 år, over >3'],
    ['keeps words between signs', 'fra <start> til <slutt og videre', 'fra <start> til <slutt og videre'],
    ['keeps what is begun and not ended', 'a <!-- b', 'a <!-- b'],
    ['loses markup', '<p>Vi har <b>tre</b></p><p>planer</p>', 'Vi har tre\nplaner'],
    ['loses lists', '<ul><li>en</li><li>to</li></ul>', 'en\nto'],
  ])('%s', (_name, text, expected) => {
    expect(inputOf(text)).toEqual({ type: 'text', text: expected })
  })

  test.each<[string, string, string]>([
    ['vertical tab', 'Kulturhuset\vStorsalen', 'Kulturhuset\nStorsalen'],
    ['form feed', 'Kulturhuset\fStorsalen', 'Kulturhuset\nStorsalen'],
    ['next line', 'Kulturhuset\u0085Storsalen', 'Kulturhuset\nStorsalen'],
    ['line separator', 'Kulturhuset\u2028Storsalen', 'Kulturhuset\nStorsalen'],
    ['paragraph separator', 'Kulturhuset\u2029Storsalen', 'Kulturhuset\nStorsalen'],
    ['record separator', 'Kulturhuset\u001eStorsalen', 'Kulturhuset\nStorsalen'],
    ['unit separator', 'Kulturhuset\u001fStorsalen', 'Kulturhuset\tStorsalen'],
    ['a dash of Windows-1252', '2017\u00962018', '2017–2018'],
    ['quotes of Windows-1252', '\u0093Storsalen\u0094', '“Storsalen”'],
    ['colours of a terminal', '\u001b[31mStorsalen\u001b[0m', 'Storsalen'],
    ['nothing', 'Stor\u0000salen\u0007', 'Storsalen'],
  ])('a control character is read as what it stands for: %s', (_name, text, expected) => {
    expect(inputOf(text)).toEqual({ type: 'text', text: expected })
  })

  test('what is understood is cleaned by itself; what was written stands beside it where it differs', () => {
    expect(heard('\u200bom\u00a0lag \t 12\u2060 \n\n\n\n ja')).toEqual({
      type: 'text',
      text: 'om lag 12\n\nja',
      written: '\u200bom\u00a0lag \t 12\u2060 \n\n\n\n ja',
    })
    expect(heard('Ja')).toEqual({ type: 'text', text: 'Ja' })
    expect(heard('\u200b \u2060')).toBe('ignored')
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

describe('markup, whatever elements come', () => {
  test.each<[string, string, string]>([
    ['a quotation that is begun and ended at once', '<quoted messageId="1772050244573"/> Kulturhuset', 'Kulturhuset'],
    ['with its words', '<quoted messageId="1">Hvor er det?</quoted> Kulturhuset', 'Kulturhuset'],
    ['never ended', '<quoted messageId="1"> Kulturhuset', 'Kulturhuset'],
    [
      'of a name nobody knows yet',
      '<reply-preview messageId="7"><b>Kari</b></reply-preview>Kulturhuset',
      'Kulturhuset',
    ],
    ['an attachment', '<attachment id="a1"></attachment>Kulturhuset', 'Kulturhuset'],
    ['an emoji', 'Fint <emoji id="like" alt="👍" title="Liker"></emoji>', 'Fint 👍'],
    ['an element of a later client', '<teams-chip kind="x">Kulturhuset</teams-chip>', 'Kulturhuset'],
  ])('in the text: %s', (_name, text, expected) => {
    expect(inputOf(text)).toEqual({ type: 'text', text: expected })
  })

  test.each<[string, string, string]>([
    ['an emoji alone', '<p><emoji alt="👍"></emoji></p>', '👍'],
    ['an emoji as a picture', '<p>ja <img itemtype="http://schema.skype.com/Emoji" alt="😀" src="x"></p>', 'ja 😀'],
    ['an emoji in both ways', '<emoji alt="👍"><img alt="👍" src="x"></emoji>', '👍'],
    ['paragraphs, one of them empty', '<p>en</p><p>&nbsp;</p><p>to<br>tre</p>\n<p>fire</p>', 'en\n\nto\ntre\nfire'],
    ['a table', '<table><tr><th><p>a</p></th><th>b</th></tr><tr><td></td><td>d</td></tr></table>', 'a\tb\n\td'],
    ['a table without ends', '<table><tr><td>a<td>b<tr><td>c<td>d</table>etter', 'a\tb\nc\td\netter'],
    ['a list with numbers', '<p>Vi:</p><ol start="3"><li>bor</li><li>bygger</li></ol>', 'Vi:\n3. bor\n4. bygger'],
    ['a link', '<p>Se <a href="https://a.example/?b=1&amp;c">planen</a> &amp; mer</p>', 'Se planen & mer'],
    ['code', '<pre>a\n  b</pre><codeblock class="x"><code>c<br>d</code></codeblock>', 'a\n  b\nc\nd'],
    ['two blanks', '<p>a&nbsp; b</p>', 'a  b'],
    ['markup over several lines', '<div>\n  <p>a\n  b</p>\n</div>', 'a b'],
    ['a quotation of one’s own', '<blockquote>Loven sier</blockquote><p>ja</p>', 'Loven sier\nja'],
    ['what is not shown', '<style>p{}</style><p>a<span style="display: none">b</span><!-- c --></p>', 'a'],
    [
      'a described picture',
      '<p>Se <img alt="organisasjonskart" src="https://a.example/1"></p>',
      'Se organisasjonskart',
    ],
    ['a picture that nobody has described', '<p>Se her <img alt="bilde" src="https://a.example/1"></p>', 'Se her'],
  ])('in the formatted copy: %s', (_name, content, expected) => {
    expect(inputOf('', html(content))).toEqual({ type: 'text', text: expected })
  })

  test('a reply to a message is the reply alone, an emoji too', () => {
    const quote = '<blockquote itemtype="http://schema.skype.com/Reply"><p>Har dere mål?</p></blockquote>'
    const content = `${quote}<p><emoji alt="👍"></emoji></p>`
    expect(inputOf('Har dere mål?', html(content))).toEqual({ type: 'text', text: '👍' })
    expect(inputOf('Har dere mål?', html(quote))).toEqual({ type: 'unreadable' })
    const attachments = [{ contentType: 'messageReference', content: '{}' }]
    expect(inputOf('<attachment id="1"></attachment>Ja', { attachments })).toEqual({ type: 'text', text: 'Ja' })
  })

  test('the plain form keeps the tabs that the formatted copy makes blanks', () => {
    expect(inputOf('a\tb\n1\t2', html('<p>a b 1 2</p>'))).toEqual({ type: 'text', text: 'a\tb\n1\t2' })
  })

  test('the bot’s mention is left out of the formatted copy too, and others stay', () => {
    const entities = [{ type: 'mention', text: '<at>Boten</at>', mentioned: { id: '28:bot', name: 'Boten' } }]
    const span = (name: string) => `<span itemtype="http://schema.skype.com/Mention" itemid="0">${name}</span>`
    const content = `<p>${span('Boten')}&nbsp;spør ${span('Kari')}<at id="1">Boten</at></p>`
    expect(inputOf('x', { entities, ...html(content) })).toEqual({ type: 'text', text: 'spør Kari' })
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
  test.each(['<a><b>', '<p><x></z>', '<ol><li>', '<table><tr><td>a', '<a b="', '<!--', '</x', '<', '&amp;'])(
    'thousands of %s',
    (piece) => {
      const many = piece.repeat(250_000 / piece.length)
      expect(typeof inputOf(many, html(many))).toMatch(/object|string/)
    },
  )
  test('thousands of quotations that are begun and never ended', () => {
    const begun = '<blockquote itemtype="http://schema.skype.com/Reply">'.repeat(60_000)
    expect(inputOf('ja', html(begun))).toEqual({ type: 'text', text: 'ja' })
  })
})

describe('words with a line through them are taken back', () => {
  test.each<[string, string, string, string]>([
    ['the rest of a choice', 'Korps, Grilling', '<p>Korps, <s>Grilling</s></p>', 'Korps,'],
    ['a line of several', 'Korps\nGrilling', '<p>Korps</p><p><s>Grilling</s></p>', 'Korps'],
    ['the answer before', 'ja nei', '<p><del>ja</del> nei</p>', 'nei'],
    ['as older editors write it', 'ja nei', '<div><strike>ja</strike> nei</div>', 'nei'],
    ['by style', '12 14', '<p><span style="color:#111; text-decoration: line-through">12</span> 14</p>', '14'],
    [
      'by its longer name',
      '12 14',
      '<p><span style="text-decoration-line:underline line-through">12</span> 14</p>',
      '14',
    ],
    ['never ended', 'ja\nnei', '<div><s>ja</div><div>nei</div>', 'nei'],
    ['a cell', 'Menn\t12', '<table><tr><td><s>Menn</s></td><td>12</td></tr></table>', '\t12'],
  ])('%s', (_name, text, content, expected) => {
    expect(inputOf(text, html(content))).toEqual({ type: 'text', text: expected.trim() })
  })

  test('in the text itself too, where it ends', () => {
    expect(inputOf('ja <s>nei</s>')).toEqual({ type: 'text', text: 'ja' })
    expect(inputOf('skriv <s> her')).toEqual({ type: 'text', text: 'skriv <s> her' })
  })

  test('nothing else: then nothing was said, though the plain copy has it', () => {
    expect(inputOf('ja', html('<p><s>ja</s></p>'))).toEqual({ type: 'unreadable' })
  })

  test('an underline is none', () => {
    expect(inputOf('ja', html('<p><span style="text-decoration: underline">ja</span></p>'))).toEqual({
      type: 'text',
      text: 'ja',
    })
  })
})

test.each<[string, string, string, string]>([
  ['a power', '32', '<p>3<sup>2</sup></p>', '3²'],
  ['a note', '301', '<p>30<sup>1</sup></p>', '30¹'],
  ['a note with a sign', '301)', '<p>30<sup>1)</sup></p>', '30^1)'],
  ['an index', '301', '<p>30<sub>1</sub></p>', '30₁'],
  ['a unit', '100 m2', '<p>100 m<sup>2</sup></p>', '100 m²'],
  ['a formula', 'CO2', '<p>CO<sub>2</sub></p>', 'CO2'],
  ['the end of a word', '5te', '<p>5<sup>te</sup></p>', '5te'],
])('raised and lowered figures do not join those on the line: %s', (_name, text, content, expected) => {
  expect(inputOf(text, html(content))).toEqual({ type: 'text', text: expected })
})

test('an empty value beside a typed text is no press', () => {
  for (const value of ['', {}, null, [], '{}', ' {} ', '[]', 'null', ' ', '7', '"7"', 0, 7, false, true])
    expect(inputOf('7', { value })).toEqual({ type: 'text', text: '7' })
  expect(inputOf('', { value: {} })).toEqual({ type: 'other' })
  for (const value of [{ x: 1 }, '{"x":1}', [1]]) expect(inputOf('7', { value })).toEqual({ type: 'other' })
})
