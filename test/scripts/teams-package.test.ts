import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import { localisationOf, manifestOf } from '../../scripts/teams/manifest.ts'
import { teamsPackage } from '../../scripts/teams/package-files.ts'
import { schemaFaults } from '../../scripts/teams/schema-faults.ts'
import { texts } from '../../scripts/teams/texts.ts'
import { understand } from '../../src/norwegian/understand.ts'
import { HANGS_MS } from '../support/patience.ts'
import { plainEnv } from '../support/service-process.ts'
import { questionnaires } from '../support/survey-2018.ts'

const app = { botId: '3f1c2a90-0000-4000-8000-00000000000c', version: '1.2.3' }
const made = teamsPackage(app)
if ('faults' in made) throw new Error(made.faults.join('\n'))
const files = unzipSync(made.zip)
const json = (name: string) => JSON.parse(new TextDecoder().decode(files[name]))

test('the package holds the manifest, nynorsk and two icons, and is the same each time', () => {
  expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'nn.json', 'outline.png'])
  expect(teamsPackage(app)).toEqual(made)
})

describe('the command', () => {
  const script = fileURLToPath(new URL('../../scripts/teams-package.ts', import.meta.url))
  const folder = mkdtempSync(join(tmpdir(), 'kd-package-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const settings = {
    ...{ MicrosoftAppId: app.botId, MicrosoftAppType: 'UserAssignedMSI' },
    MicrosoftAppTenantId: '7c9d2b10-0000-4000-8000-00000000000b',
  }
  const run = (args: readonly string[], env: Record<string, string> = settings) => {
    const options = { cwd: folder, env: { ...plainEnv(), ...env }, encoding: 'utf8', timeout: HANGS_MS } as const
    const { status, stderr } = spawnSync(process.execPath, [script, ...args], options)
    return { status, stderr }
  }

  test.each([[['--tab']], [['--help']], [['-o', 'x.zip']], [['a.zip', 'b.zip']], [['a.zip', '--tab']]])(
    'is used wrongly with %j, and writes nothing',
    (args) => {
      expect(run(args)).toMatchObject({ status: 64, stderr: expect.stringContaining('one argument') })
      expect(readdirSync(folder)).toEqual([])
    },
  )

  test('says what is wrong with the settings, and where it may not write', () => {
    expect(run([], {})).toMatchObject({ status: 78, stderr: expect.stringMatching(/^MicrosoftAppId: /) })
    const nowhere = join(folder, 'no', 'app.zip')
    expect(run([nowhere])).toEqual({ status: 1, stderr: `${nowhere} cannot be written.\n` })
    expect(run(['app.zip']).status).toBe(0)
    expect(readdirSync(folder)).toEqual(['app.zip'])
  })
})

test('Microsoft’s schemas are held, and would tell', () => {
  expect(schemaFaults('MicrosoftTeams', json('manifest.json'))).toEqual([])
  expect(schemaFaults('MicrosoftTeams.Localization', json('nn.json'))).toEqual([])
  expect(schemaFaults('MicrosoftTeams', { ...json('manifest.json'), id: 'no guid' })).not.toEqual([])
  expect(schemaFaults('MicrosoftTeams.Localization', { 'name.short': 'x'.repeat(31) })).not.toEqual([])
})

test('a bot for personal chats only, under the id of the settings', () => {
  const manifest = json('manifest.json')
  expect(manifest).toMatchObject({ id: app.botId, version: '1.2.3', defaultInstallScope: 'personal' })
  expect(manifest.bots).toMatchObject([{ botId: app.botId, scopes: ['personal'], supportsFiles: false }])
  expect(manifest.bots[0].commandLists).toMatchObject([{ scopes: ['personal'] }])
  expect(manifest.localizationInfo.defaultLanguageTag).toBe('nb')
  expect(manifest.localizationInfo.additionalLanguages).toEqual([{ languageTag: 'nn', file: 'nn.json' }])
})

test('nynorsk has a text for each one of bokmål', () => {
  expect(Object.keys(localisationOf(texts.nn))).toEqual(Object.keys(localisationOf(texts.nb)))
  const commands = (manifestOf(app).bots as { commandLists: { commands: unknown[] }[] }[])[0]?.commandLists[0]?.commands
  expect(texts.nn.commands).toHaveLength(commands?.length ?? -1)
})

const titles = (['nb', 'nn'] as const).flatMap((language) =>
  texts[language].commands.map(({ title }) => ({ language, title })),
)
const single = questionnaires
  .flatMap(({ sections }) => sections.flatMap(({ questions }) => questions))
  .find((question) => question.kind === 'single')

describe.each(titles)('«$title» ($language)', ({ language, title }) => {
  test.each(['outside a question', 'at a question'])('is understood %s', (where) => {
    const choiceIds = single?.kind === 'single' ? single.choices.map(({ id }) => id) : []
    const here = where === 'at a question' && single !== undefined ? { question: single, choiceIds } : { choiceIds: [] }
    const meaning = understand(title, { ...here, rowIds: [], language, year: 2018 })
    expect(meaning.type).toBe('command')
    expect(meaning.type === 'command' && meaning.command.name).not.toBe('unclear')
  })
})

/** The pixels of one of our own pictures, which have no filters. */
const pixels = (name: string) => {
  const png = Buffer.from(files[name] ?? [])
  const size = png.readUInt32BE(16)
  const at = png.indexOf('IDAT')
  const raw = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
  const all = Array.from({ length: size * size }, (_, i) => {
    const start = Math.floor(i / size) * (size * 4 + 1) + 1 + (i % size) * 4
    return [...raw.subarray(start, start + 4)]
  })
  return { size, height: png.readUInt32BE(20), all }
}

test('the colour icon is 192 × 192 and covers all of it', () => {
  const { size, height, all } = pixels('color.png')
  expect([size, height]).toEqual([192, 192])
  expect(all.every(([, , , alpha]) => alpha === 255)).toBe(true)
  expect(new Set(all.map(String)).size).toBeGreaterThan(2)
})

test('the outline icon is 32 × 32, white on nothing', () => {
  const { size, height, all } = pixels('outline.png')
  expect([size, height]).toEqual([32, 32])
  expect(all.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true)
  expect(all.some(([, , , alpha]) => alpha === 255) && all.some(([, , , alpha]) => alpha === 0)).toBe(true)
})
