/** Questionnaires that were found faultless are kept where Node keeps what it has compiled, and not read again while nothing has changed. */
import { execFileSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { codeHashOf, versionHash } from '../../../src/edge/files/wave-folder.ts'
import { plainEnv } from '../../support/service-process.ts'

const root = join(import.meta.dirname, '../../..')
const dialogs = mkdtempSync(join(tmpdir(), 'kd-kept-'))
const made: string[] = [dialogs]
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true })
})

/** A wave whose text nobody has read before: two questionnaires and what they need. */
const waveOf = (more: string) => {
  const folder = join(dialogs, randomUUID())
  cpSync(join(root, 'dialogs/kommuneundersokelsen-2018'), folder, { recursive: true })
  const file = join(folder, 'raadmann.v1.yaml')
  appendFileSync(file, `${more}\n# ${folder}\n`)
  return { folder, file, text: readFileSync(file, 'utf8') }
}

/** What another process reads of it: the title of its questionnaire, or its faults; `kept`: where it is kept. */
const readIn = ({ folder, text }: ReturnType<typeof waveOf>): { title: string; faults: number; kept: string } => {
  const program = `
    import { getCompileCacheDir } from 'node:module'
    import { checkWaveFolder } from './src/edge/files/wave-folder.ts'
    import { cardFaults } from './src/edge/teams/cards/card-faults.ts'
    const { faults, questionnaires } = await checkWaveFolder(${JSON.stringify(folder)}, cardFaults)
    const title = questionnaires?.find(({ part }) => part === 'raadmann')?.title.nb
    console.log(JSON.stringify({ title, faults: faults.length, dir: getCompileCacheDir() }))`
  const args = ['--input-type=module', '--eval', program]
  const out = execFileSync(process.execPath, args, { cwd: root, env: plainEnv(), encoding: 'utf8' })
  const { dir, ...read } = JSON.parse(out)
  const kept = join(dir, 'questionnaires', codeHashOf(root), `${versionHash(text)}.json`)
  made.push(kept)
  return { ...read, kept }
}

test('one without fault is read from where it is kept, but only as it was written there', () => {
  const wave = waveOf('')
  const { title, kept } = readIn(wave)
  const whole = readFileSync(kept, 'utf8')
  const [, json = ''] = whole.split('\n')
  const other = json.replaceAll(JSON.stringify(title), '"En annen"')
  const seal = createHash('sha256').update(`${wave.text}\0${other}`).digest('hex')
  writeFileSync(kept, `${seal}\n${other}`)
  expect(readIn(wave).title).toBe('En annen')
  for (const broken of [`${whole.slice(0, -2)}`, whole.replace(json, other), '']) {
    writeFileSync(kept, broken)
    expect(readIn(wave)).toMatchObject({ title, faults: 0 })
    expect(readFileSync(kept, 'utf8')).toBe(whole)
  }
})

test('one with a fault is kept nowhere', () => {
  const { faults, kept } = readIn(waveOf('ukjent: 1'))
  expect([faults, existsSync(kept)]).toEqual([1, false])
})

test('other code, other texts and other packages keep their own', () => {
  const place = mkdtempSync(join(tmpdir(), 'kd-code-'))
  made.push(place)
  const files = ['src/a/b.ts', 'src/c.json', 'locales/nb/d.json', 'package-lock.json']
  for (const file of files) {
    mkdirSync(join(place, file, '..'), { recursive: true })
    writeFileSync(join(place, file), '{}')
  }
  const hashes = [codeHashOf(place)]
  for (const file of files) {
    writeFileSync(join(place, file), '{ }')
    hashes.push(codeHashOf(place))
  }
  expect(new Set(hashes).size).toBe(5)
  expect(codeHashOf(place)).toBe(hashes.at(-1))
})
