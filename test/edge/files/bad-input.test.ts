/** What people's programs and mistakes make of a folder of waves: each a fault with its place, in Norwegian, and nothing thrown. */

import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkWaveFolder } from '../../../src/edge/files/wave-folder.ts'
import { checkReportFolder } from '../../../src/edge/report/write-report.ts'
import { type Fault, faultText } from '../../../src/questionnaire/fault.ts'

let dialogs: string
let dir: string
beforeEach(async () => {
  dialogs = await mkdtemp(join(tmpdir(), 'bad-'))
  await cp(fileURLToPath(new URL('../../waves/to-ganger', import.meta.url)), dialogs, { recursive: true })
  dir = join(dialogs, 'neste')
})
afterEach(() => rm(dialogs, { recursive: true }))

const edit = async (name: string, from: string | RegExp, to: string, folder = dir) => {
  const text = await readFile(join(folder, name), 'utf8')
  expect(text).toMatch(from)
  await writeFile(join(folder, name), text.replace(from, to))
}
const told = ({ file, line, column, code }: Fault) => `${file.slice(dialogs.length + 1)}:${line}:${column} ${code}`
const checked = async () => {
  const { faults, advice, questionnaires } = await checkWaveFolder(dir, () => [])
  return { faults: [...faults, ...(await checkReportFolder(dir, questionnaires))], advice }
}
const found = async () => (await checked()).faults.map(told)
const advised = async () => (await checked()).advice.map(told)
const said = async () => (await checked()).faults.map((one) => faultText(one))

test('the two waves are without faults', async () => expect(await found()).toEqual([]))

describe('a language form that is missing in one place alone', () => {
  const explain = 'explain: [{ terms: { nb: [x], nn: [x] }, text: { nb: Det er x. } }]'
  const counts = 'counts: [{ included: true, terms: { nb: [x], nn: [x] }, text: { nb: Ja. } }]'
  test.each([
    ['a choice', 'svar.v1.yaml', 'text: { nb: Veiledning, nn: Rettleiing }', 'text: { nb: Veiledning }'],
    ['a row', 'svar.v1.yaml', 'text: { nb: Tall, nn: Tal }', 'text: { nb: Tall }'],
    ['a step of a scale', 'svar.v1.yaml', 'nn: Dårleg }', "nn: '' }"],
    ['what a question explains', 'svar.v1.yaml', '        min: 0\n', `        min: 0\n        ${explain}\n`],
    ['what a question counts', 'svar.v1.yaml', '        min: 0\n', `        min: 0\n        ${counts}\n`],
    ['what a choice explains', 'svar.v1.yaml', '{ id: kurs, text:', `{ id: kurs, ${explain}, text:`],
    ['what a row explains', 'svar.v1.yaml', '{ id: tall, text:', `{ id: tall, ${explain}, text:`],
    ['a part of the wave', 'wave.yaml', 'title: { nb: Alle, nn: Alle }', 'title: { nb: Alle }'],
    ['who asks', 'wave.yaml', 'controller: { nb: Prøvedirektoratet, nn: Prøvedirektoratet }', 'controller: { nn: X }'],
  ])('%s', async (_, file, from, to) => {
    await edit(file, from, to)
    expect(await found()).toEqual([
      expect.stringMatching(`^neste/${file.replaceAll('.', '\\.')}:\\d+:\\d+ language_missing$`),
    ])
    expect(await said()).toEqual([expect.stringMatching(/^teksten (mangler|er tom) på (nb|nn)$/u)])
  })
})

describe('a text of which nothing is seen, or whose signs cannot be shown', () => {
  const shown = 'text: { nb: Veiledning, nn: Rettleiing }'
  const as = (sign: string) => `text: { nb: "${sign}", nn: Rettleiing }`
  test.each([
    ['blanks', 'svar.v1.yaml', shown, as('   '), 'ingen tegn som kan ses'],
    ['a blank of no width', 'svar.v1.yaml', shown, as('\\u200b'), 'ingen tegn som kan ses'],
    ['a soft hyphen and a joiner', 'svar.v1.yaml', shown, as('\\u00ad\\u200d'), 'ingen tegn som kan ses'],
    ['a filler of Hangul', 'svar.v1.yaml', shown, as('\\u3164'), 'ingen tegn som kan ses'],
    ['the blank of Braille', 'svar.v1.yaml', shown, as('\\u2800'), 'ingen tegn som kan ses'],
    ['a bell', 'svar.v1.yaml', shown, as('Ve\\u0007iledning'), 'U+0007'],
    ['a turned direction', 'svar.v1.yaml', shown, as('Ve\\u202eiledning'), 'U+202E'],
    ['an escape', 'svar.v1.yaml', shown, as('\\u001b[31mVeiledning'), 'U+001B'],
    ['who is asked', 'wave.yaml', 'name: Prøvedirektoratet', 'name: " "', 'ingen tegn som kan ses'],
    ['the title of the wave', 'wave.yaml', 'nb: Prøveundersøkelsen 2025', 'nb: "\\u00a0"', 'ingen tegn som kan ses'],
  ])('%s', async (_, file, from, to, words) => {
    await edit(file, from, to)
    expect(await found()).toEqual([expect.stringMatching(/^neste\/\S+ unseen$/u)])
    expect(await said()).toEqual([expect.stringContaining(words)])
  })

  test.each([
    ['empty', "name: ''"],
    ['nothing', 'name:'],
  ])('a contact that is %s', async (_, to) => {
    await edit('wave.yaml', 'name: Prøvedirektoratet', to)
    expect(await found()).toHaveLength(1)
  })

  test.each(['a\\nb', 'Veiled\\u00adning', '👩\\u200d🏫 Veiledning', 'a\\tb'])('«%s» is let stand', async (text) => {
    await edit('svar.v1.yaml', shown, as(text))
    expect(await found()).toEqual([])
  })
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'ftp://imdi.no/x', 'mailto:post@imdi.no'])(
  '«%s» is no page about privacy',
  async (address) => {
    await edit('wave.yaml', 'rateBase:', `privacyUrl: '${address}'\nrateBase:`)
    expect(await found()).toEqual([expect.stringMatching(/^neste\/wave.yaml:\d+:\d+ wrong_format$/u)])
  },
)

describe('a slip of YAML is told once', () => {
  test.each([
    ['a list that is not ended', '\n  foo: [1,\n'],
    ['a map that is not ended', '\n  foo: { a: 1,\n'],
    ['a key too far in', '\n   foo: 1\n'],
    ['a key beside a list', '\n  foo: 1\n  - a\n'],
    ['a quotation mark that is not ended', '\nfoo: "a\n'],
  ])('%s', async (_, slip) => {
    await writeFile(join(dir, 'svar.v1.yaml'), `${await readFile(join(dir, 'svar.v1.yaml'), 'utf8')}${slip}`)
    expect(await found()).toEqual([expect.stringMatching(/^neste\/svar.v1.yaml:\d+:\d+ yaml$/u)])
  })

  test('two of them far from each other are two', async () => {
    await edit('svar.v1.yaml', 'minutes: 3\n', 'minutes: 3\n   foo: 1\n')
    await edit('svar.v1.yaml', /$/u, '\n   bar: 1\n')
    expect(await found()).toHaveLength(2)
  })
})

describe('counties in conditions', () => {
  const asked = (when: string) =>
    edit('svar.v1.yaml', '      - id: kontakt\n', `      - id: kontakt\n        when: ${when}\n`)
  test.each([
    '{ unit: county, is: Fylke1 }',
    '{ unit: county, isNot: fylke 1 }',
    '{ unit: county, in: [Fylke 1, Fylke 9] }',
    "{ all: [{ unit: kind, is: kommune }, { unit: county, is: 'Fylke  1' }] }",
    '{ not: { unit: county, is: Fylkje 1 } }',
    '{ any: [{ unit: county, is: Fylke 1 }, { unit: county, is: Akershus }] }',
  ])('%s names one in which no unit lies: it is told, and hinders nothing', async (when) => {
    await asked(when)
    const all = await checked()
    const advice = all.advice.filter(({ code }) => code === 'unknown_county')
    expect(all.faults).toEqual([])
    expect(advice.map(told)).toEqual([expect.stringMatching(/^neste\/svar.v1.yaml:\d+:15 unknown_county$/u)])
    expect(advice.map((one) => faultText(one))).toEqual([
      expect.stringMatching(/fylkene der er Fylke 0, Fylke 1, Fylke 2, Fylke 3$/u),
    ])
  })

  test.each(['{ unit: county, is: Fylke 1 }', '{ unit: county, in: [Fylke 0, Fylke 3] }'])('%s holds', async (when) => {
    await asked(when)
    expect((await advised()).filter((one) => one.endsWith('unknown_county'))).toEqual([])
  })
})

test('the same question in two parts is told of the later one', async () => {
  const text = await readFile(join(dir, 'svar.v1.yaml'), 'utf8')
  await writeFile(
    join(dir, 'mer.v1.yaml'),
    text.replace('part: svar', 'part: mer').replaceAll(/id: (kontakt|nytte)/gu, 'id: $1_mer'),
  )
  await edit('wave.yaml', / {2}svar: (.*)\n/u, '  svar: $1\n  mer: $1\n')
  const faults = (await checked()).faults.map(({ file, code, vars }) => [
    file.slice(dir.length + 1),
    code,
    vars.id,
    vars.part,
  ])
  expect(faults).toEqual(['plan', 'tiltak', 'antall'].map((id) => ['mer.v1.yaml', 'duplicate_id', id, 'svar']))
})

describe('braces that would be read by people', () => {
  test.each([
    [
      'wave.yaml',
      'nb: Prøveundersøkelsen 2025',
      "nb: 'Prøve i {{kommunen}}'",
      'her settes det ikke inn noe for {{kommunen}}',
    ],
    ['wave.yaml', 'name: Prøvedirektoratet', "name: '{{navn}}'", 'her settes det ikke inn noe for {{navn}}'],
    ['wave.yaml', 'nb: Vi kan lagre dette.', "nb: 'Vi lagrer {{'", '{{ står uten sin make'],
    ['wave.yaml', 'title: { nb: Alle, nn: Alle }', "title: { nb: '}} alle', nn: Alle }", '}} står uten sin make'],
    ['wave.yaml', 'rateBase:', "why: { nb: '{{kommunen', nn: '{{kommunen' }\nrateBase:", '{{ står uten sin make'],
    ['wave.yaml', 'rateBase:', "why: { nb: Fordi, nn: 'kommunen}}' }\nrateBase:", '}} står uten sin make'],
    [
      'wave.yaml',
      'rateBase:',
      "about: { nb: '{{svar.x}}', nn: '{{svar.x}}' }\nrateBase:",
      'bare ord som følger enheten',
    ],
    ['svar.v1.yaml', "nb: 'Hvor mange deltar?'", "nb: 'Hvor {{mange deltar?'", '{{ står uten sin make'],
    ['svar.v1.yaml', 'nb: Noen spørsmål.', "nb: 'Noen }} spørsmål.'", '}} står uten sin make'],
    ['svar.v1.yaml', 'nb: Kurs, nn: Kurs', "nb: '{{kurs}}', nn: '{{kurs}}'", '{{kurs}} er ikke noe som kan settes inn'],
    ['report.yaml', /title: \{ nb: [^,]*,/u, "title: { nb: '{{andel}}',", 'her settes det ikke inn noe for {{andel}}'],
  ])('%s: %s as %s', async (file, from, to, text) => {
    await edit(file, from, to)
    const faults = await checked().then((it) => it.faults)
    expect(faults.map(({ code }) => code)).toContain(text.startsWith('bare') ? 'wrong_value' : 'unknown_placeholder')
    expect(await said()).toContainEqual(expect.stringContaining(text))
    expect(faults.every(({ file: at }) => at === join(dir, file))).toBe(true)
  })

  test('in figures of earlier years', async () => {
    const point =
      "{ variable: plan, choices: [ja], year: 2020, value: 50, base: { nb: '{{n}}', nn: x }, askedOf: a, source: s, comparable: true }"
    const text = `schema: kommunedialog.trend.v1\naskedOf: { a: { nb: Alle, nn: Alle } }\nsources: { s: { title: S, address: a } }\nfigures:\n  - ${point}\n`
    await writeFile(join(dir, 'trend.yaml'), text)
    expect(await found()).toEqual([expect.stringMatching(/^neste\/trend\.yaml:5:\d+ unknown_placeholder$/u)])
  })
})

describe('days that do not follow on each other', () => {
  const key = (line: string) => `${line}\nrateBase:`
  test.each([
    ['the units of a day after opening', 'wave.yaml', "unitsAt: '2022-10-02'", "unitsAt: '2026-01-01'", 'wrong_order'],
    ['a wave that continues itself', 'wave.yaml', 'wave: forst', 'wave: neste', 'continues_itself'],
    ['a report before closing', 'wave.yaml', 'rateBase:', key("reportAt: '2025-10-10'"), 'wrong_order'],
    ['own words gone before the report', 'wave.yaml', 'rateBase:', key("reportAt: '2027-02-01'"), 'retention_short'],
    ['closing before opening', 'wave.yaml', "closesAt: '2025-11-03T16:00'", "closesAt: '2025-09-03'", 'empty_range'],
    ['a day that there is not', 'wave.yaml', "opensAt: '2025-10-02T08:00'", "opensAt: '2025-02-30'", 'wrong_format'],
    ['a report on no day', 'wave.yaml', 'rateBase:', key("reportAt: '1.2.2026'"), 'wrong_format'],
    ['hours backwards', 'wave.yaml', "to: '16:00'", "to: '07:00'", 'empty_range'],
  ])('%s', async (_, file, from, to, code) => {
    await edit(file, from, to)
    const codes = (await checked()).faults.map((one) => one.code)
    expect(new Set(codes)).toEqual(new Set([code]))
  })

  test.each([
    ['2025-11-20', [], 'kept long enough'],
    ['2026-01-15', ['progressDays'], 'what was begun is gone'],
    ['2026-03-01', ['progressDays', 'linkDays'], 'who answered too'],
    ['2027-01-01', ['progressDays', 'linkDays', 'textAnswerDays'], 'all of it'],
  ])('the report on %s asks for more of %j: %s', async (day, short) => {
    await edit('wave.yaml', 'rateBase:', `reportAt: '${day}'\nrateBase:`)
    expect((await checked()).faults.map(({ vars }) => vars.key)).toEqual(short)
  })

  test('what is begun is not asked for where it is delivered at closing', async () => {
    await edit('wave.yaml', 'partials: keep', "reportAt: '2026-01-15'\npartials: deliver")
    expect(await found()).toEqual([])
  })

  test('a reminder that never leaves, and what goes as the wave closes, are said', async () => {
    await edit('wave.yaml', 'daysBeforeClosing: []', 'daysBeforeClosing: [60, 7]')
    await edit('wave.yaml', 'textAnswerDays: 365', 'textAnswerDays: 0')
    expect(await found()).toEqual([])
    expect(await advised()).toEqual(
      expect.arrayContaining(['neste/wave.yaml:18:23 wrong_order', 'neste/wave.yaml:14:62 retention_short']),
    )
  })

  test('the wave that is continued comes before, and does not continue this one', async () => {
    await edit(
      'wave.yaml',
      /opensAt: .*\ncloses.*/u,
      "opensAt: '2026-01-01'\nclosesAt: '2026-02-01'\ncontinues: { wave: neste, unitsAt: '2025-10-02' }",
      join(dialogs, 'forst'),
    )
    expect(await found()).toEqual(['neste/wave.yaml:9:20 continues_ring', 'neste/wave.yaml:9:20 wrong_order'])
  })
})

describe('files as programs save them', () => {
  const every = ['wave.yaml', 'svar.v1.yaml', 'report.yaml', 'units.csv']
  const asText = (change: (text: string) => string | Uint8Array) => async (file: string) =>
    writeFile(join(dir, file), change(await readFile(join(dir, file), 'utf8')))
  const harmless = {
    'a byte order mark': asText((text) => `\uFEFF${text}`),
    CRLF: asText((text) => text.replaceAll('\n', '\r\n')),
    both: asText((text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`),
    'no line end at the end': asText((text) => text.trimEnd()),
    'empty lines at the end': asText((text) => `${text}\n\n`),
  }
  test.each(every.flatMap((file) => Object.entries(harmless).map(([how, act]) => [file, how, act] as const)))(
    '%s with %s is as it was',
    async (file, _, act) => {
      await act(file)
      expect(await found()).toEqual([])
    },
  )

  const harmful = {
    'Windows-1252': [asText((text) => Buffer.from(`# å\n${text}`, 'latin1')), 'not_utf8'],
    'UTF-16': [asText((text) => Buffer.from(`\uFEFF${text}`, 'utf16le')), 'not_utf8'],
    '2 MB': [asText((text) => `${text}\n#${' '.repeat(2_100_000)}`), 'file_too_large'],
    'a link to nothing': [relink('nowhere'), 'file_missing'],
    'a link to itself': [relink('self'), 'file_missing'],
    'a folder of its name': [asFolder, 'file_unreadable'],
  } as const
  function relink(to: 'nowhere' | 'self') {
    return async (file: string) => {
      await rm(join(dir, file))
      await symlink(to === 'self' ? file : '/nowhere/at/all', join(dir, file))
    }
  }
  async function asFolder(file: string) {
    await rm(join(dir, file))
    await mkdir(join(dir, file))
  }
  test.each(
    every.flatMap((file) => Object.entries(harmful).map(([how, [act, code]]) => [file, how, act, code] as const)),
  )('%s as %s', async (file, _, act, code) => {
    await act(file)
    const faults = await found()
    expect(faults.filter((one) => one.startsWith(`neste/${file}:`))).toEqual([expect.stringContaining(` ${code}`)])
  })

  test.each(every)('%s by way of a link, as a cluster mounts it', async (file) => {
    await cp(join(dir, file), join(dialogs, 'elsewhere'))
    await rm(join(dir, file))
    await symlink('../elsewhere', join(dir, file))
    expect(await found()).toEqual([])
  })

  test.each([
    ['a tab', 'why:\n\tnb: x\n'],
    ['a key twice', 'id: neste\n'],
    ['a bracket left open', 'quietDays: [\n'],
    ['a quotation mark left open', "why: { nb: 'x\n"],
    ['text that begins with a percent sign', 'why: %x\n'],
    ['a name of nothing', 'why: *x\n'],
    ['a colon too many', 'why: a: b\n'],
  ])('YAML with %s', async (_, line) => {
    await edit('wave.yaml', /$/u, line)
    const { faults } = await checked()
    expect(faults.filter(({ code }) => code === 'yaml').length).toBeGreaterThan(0)
    for (const one of faults) expect(faultText(one)).toMatch(/[a-zæøå]/iu)
    expect(faults.map((one) => faultText(one)).join()).not.toMatch(/\b(the|must|not|expected|flow|map)\b/iu)
  })

  test.each([
    ['minutes: 3', 'minutes: tre', 'wrong_type'],
    ['minutes: 3', 'minutes: 2.5', 'wrong_type'],
    ['sections:', 'sections: en\nold:', 'wrong_type'],
    ['exclusive: true', 'exclusive: ja', 'wrong_type'],
    ['version: 1', "version: '1'", 'wrong_type'],
    ['kind: number', 'kind: nummer', 'wrong_value'],
    ['kind: number', 'kind: [number]', 'wrong_value'],
  ])('a value of the wrong type: %s as %s', async (from, to, code) => {
    await edit('svar.v1.yaml', from, to)
    expect((await checked()).faults.map((one) => one.code)).toContain(code)
  })

  test('a file that nobody reads is said', async () => {
    for (const name of ['wave.yml', 'raport.yaml', 'Svar.v1.YAML', 'svar.yaml', 'Units.CSV']) {
      await writeFile(join(dir, name), 'x')
    }
    await writeFile(join(dir, 'README.md'), 'x')
    const said = (await advised()).filter((one) => one.endsWith('unknown_file'))
    expect(said.map((one) => one.split(':')[0]?.slice('neste/'.length)).sort()).toEqual(
      ['Svar.v1.YAML', 'Units.CSV', 'raport.yaml', 'svar.csv', 'svar.yaml', 'wave.yml'].sort(),
    )
  })

  test('an empty folder', async () => {
    await rm(dir, { recursive: true })
    await mkdir(dir)
    expect(await found()).toEqual(['neste/wave.yaml:1:1 file_missing'])
  })
})

test('faults of all files at once: none hides those of another', async () => {
  await edit('wave.yaml', 'rateBase: with_oslo', 'rateBase: x')
  await edit('units.csv', '9201,kommune', '92,kommune')
  await edit('svar.v1.yaml', 'minutes: 3', 'minutes: tre')
  await edit('report.yaml', 'schema: ', 'skjema: ')
  await writeFile(join(dir, 'trend.yaml'), 'schema: x\n')
  await writeFile(join(dir, 'demo.yaml'), 'schema: x\n')
  await writeFile(join(dir, 'previous.jsonl'), '{}\n')
  await writeFile(join(dir, 'successors.csv'), 'unit,successor\n1,\n')
  const files = new Set((await found()).map((one) => one.split(':')[0]?.slice('neste/'.length)))
  const all = ['wave.yaml', 'units.csv', 'svar.v1.yaml', 'report.yaml', 'trend.yaml', 'demo.yaml']
  expect([...files].sort()).toEqual([...all, 'previous.jsonl', 'successors.csv'].sort())
})

describe('ids that stand twice', () => {
  test.each([
    ['svar.v1.yaml', 'id: antall', 'id: tiltak'],
    ['svar.v1.yaml', 'id: veiledning', 'id: kurs'],
    ['svar.v1.yaml', 'id: tall, ', 'id: rad, '],
    [
      'svar.v1.yaml',
      '  - id: alt',
      '  - id: alt\n    title: { nb: A, nn: A }\n    questions: [{ id: a, kind: date, text: { nb: A, nn: A } }]\n  - id: alt',
    ],
    ['units.csv', /$/u, '9201,kommune,X,Y,nb,1,Nord,1\n'],
    ['wave.yaml', /$/u, 'groups: [{ by: kind }, { by: kind }]\n'],
  ])('%s', async (file, from, to) => {
    await edit(file, from, to)
    const { faults } = await checked()
    const own = faults.filter((one) => one.file === join(dir, file)).map((one) => faultText(one))
    expect(own).toContainEqual(expect.stringMatching(/to ganger|det er to|har to/u))
  })
})
