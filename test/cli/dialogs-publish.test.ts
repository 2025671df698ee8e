/** `dialogs publish`: what is noted, and what is refused. */

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commandLine } from '../support/command-line.ts'

let parent: string
let dialogs: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'kd-publish-'))
  dialogs = join(parent, 'skjemaer')
  cpSync('test/waves/to-ganger', dialogs, { recursive: true })
})
afterEach(() => rmSync(parent, { recursive: true }))

const publish = (...args: string[]) => commandLine(['dialogs', 'publish', ...args], { DIALOGS_DIR: dialogs })
const list = () => join(dialogs, 'published.json')
const noted = () => Object.keys(JSON.parse(readFileSync(list(), 'utf8')))
const edit = (file: string, from: string | RegExp, to: string) => {
  const path = join(dialogs, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toMatch(from)
  writeFileSync(path, text.replace(from, to))
}
const both = ['skjemaer/forst/svar.v1.yaml', 'skjemaer/neste/svar.v1.yaml']

test('the first time everything is noted and said, the second time nothing', async () => {
  const first = await publish()
  expect(first).toMatchObject({ code: 0, err: '', out: both.map((file) => `published ${file}\n`).join('') })
  expect(noted()).toEqual(both)
  const before = readFileSync(list(), 'utf8')
  expect(await publish()).toMatchObject({ code: 0, err: '', out: 'Nothing new. 2 versions noted before.\n' })
  expect(readFileSync(list(), 'utf8')).toBe(before)
})

test('a new version is noted beside the old', async () => {
  await publish()
  const text = readFileSync(join(dialogs, 'neste/svar.v1.yaml'), 'utf8').replace('version: 1', 'version: 2')
  writeFileSync(join(dialogs, 'neste/svar.v2.yaml'), text)
  expect(await publish('--dry-run')).toMatchObject({
    code: 0,
    out: 'would be published: skjemaer/neste/svar.v2.yaml\n',
  })
  expect(noted()).toEqual(both)
  expect(JSON.parse((await publish('--json')).out)).toEqual({
    ...{ published: ['skjemaer/neste/svar.v2.yaml'], wouldBe: [], changed: [], gone: [] },
  })
  expect(noted()).toEqual([...both, 'skjemaer/neste/svar.v2.yaml'])
})

test('a draft is passed over until it is none', async () => {
  edit('neste/wave.yaml', 'id: neste', 'id: neste\ndraft: true')
  expect(await publish()).toMatchObject({ code: 0, out: 'published skjemaer/forst/svar.v1.yaml\n' })
  edit('neste/wave.yaml', '\ndraft: true', '')
  expect(await publish()).toMatchObject({ code: 0, out: 'published skjemaer/neste/svar.v1.yaml\n' })
})

test.each<[string, () => void, string]>([
  [
    'a text changed',
    () => edit('forst/svar.v1.yaml', 'en plan?', 'noen plan?'),
    'skjemaer/forst/svar.v1.yaml has been published and has changed since: make it a new version.\n',
  ],
  [
    'a comment changed',
    () => edit('forst/svar.v1.yaml', /$/u, '# en merknad\n'),
    'skjemaer/forst/svar.v1.yaml has been published and has changed since: make it a new version.\n',
  ],
  [
    'the wave is a draft again',
    () => edit('neste/wave.yaml', 'id: neste', 'id: neste\ndraft: true'),
    'skjemaer/neste/svar.v1.yaml has been published and is gone, or its wave is a draft again: bring it back.\n',
  ],
  [
    'the folder is gone',
    () => rmSync(join(dialogs, 'neste'), { recursive: true }),
    'skjemaer/neste/svar.v1.yaml has been published and is gone, or its wave is a draft again: bring it back.\n',
  ],
])('%s: refused, and nothing else is noted', async (_, change, err) => {
  await publish()
  change()
  const text = readFileSync(join(dialogs, 'forst/svar.v1.yaml'), 'utf8').replace('version: 1', 'version: 2')
  writeFileSync(join(dialogs, 'forst/svar.v2.yaml'), text)
  const refused = await publish()
  expect(refused).toMatchObject({ code: 1, err, out: 'would be published: skjemaer/forst/svar.v2.yaml\n' })
  expect(noted()).toEqual(both)
})

test('a wave with faults, or a list that is none: refused, and nothing is written', async () => {
  edit('neste/svar.v1.yaml', 'kind: single', 'kind: singel')
  expect(await publish()).toMatchObject({ code: 1, out: '', err: expect.stringContaining('See «dialogs check».') })
  expect(existsSync(list())).toBe(false)
  edit('neste/svar.v1.yaml', 'kind: singel', 'kind: single')
  for (const text of ['[', '[]', '{ "a": 1 }', '{ "a": "kort" }', '']) {
    writeFileSync(list(), text)
    expect(await publish()).toMatchObject({ code: 1, out: '', err: expect.stringContaining('is no list of hashes') })
    expect(readFileSync(list(), 'utf8')).toBe(text)
  }
})

test('the shipped waves have nothing new, and a draft', async () => {
  expect(await commandLine(['dialogs', 'publish', '--dry-run'], {})).toMatchObject({ code: 0, err: '' })
})
