/** What a command and a start load: all of it takes a second, and most of it is for something else than what was asked for. */
import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { plainEnv } from '../support/service-process.ts'

/** Tells on standard error, when the process ends, each package and each file of ours that was loaded. */
const told = `import { registerHooks } from 'node:module'
import { writeSync } from 'node:fs'
const seen = new Set()
registerHooks({ load: (url, context, next) => (seen.add(url), next(url, context)) })
process.on('exit', () => writeSync(2, 'loaded ' + [...seen].join(' ') + '\\n'))`

const loadedBy = (file: string, args: readonly string[], env: Record<string, string> = {}) => {
  const hook = `data:text/javascript,${encodeURIComponent(told)}`
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', hook, file, ...args], {
    ...{ cwd: new URL('../..', import.meta.url), env: { ...plainEnv(), ...env }, encoding: 'utf8' },
  })
  const urls = (/^loaded (.*)$/m.exec(stderr)?.[1] ?? '').split(' ')
  const packages = urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? [])
  const ours = urls.flatMap((url) => /\/(src\/.*)/.exec(url.replace(/.*node_modules.*/, ''))?.[1] ?? [])
  return { said: stdout + stderr.replace(/^loaded .*$/m, ''), packages: [...new Set(packages)], ours }
}

describe('a command loads what it is named for', () => {
  test('help of the whole: no stores, no questionnaires, no verbs', () => {
    const { said, packages, ours } = loadedBy('src/cli/main.ts', ['--help'])
    expect(said).toContain('Usage: kommunedialog')
    expect(packages).toEqual(['commander'])
    expect(ours.filter((file) => /^src\/(?:edge|app|start|engine|norwegian)\//.test(file))).toEqual([])
  })

  test('«dialogs check»: nothing of forms, spreadsheets and previews', () => {
    const file = 'test/questionnaire/technical/teknisk.v1.yaml'
    const { said, packages, ours } = loadedBy('src/cli/main.ts', ['dialogs', 'check', file])
    expect(said).toContain('Ingen feil.')
    expect(packages).toContain('yaml')
    expect(packages.filter((name) => /^(?:write-excel-file|pdfkit|vega|vega-lite|botbuilder)$/.test(name))).toEqual([])
    const others = ['preview', 'xlsform', 'simulate', 'invitations', 'report', 'results']
    expect(ours.filter((one) => others.some((name) => one === `src/cli/${name}.ts`))).toEqual([])
  })
})

/** Whole packages that a start has no use of: some of what is shown, read or sent later. */
const late = [
  ...['vega', 'vega-lite', 'pdfkit', '@e965/xlsx', 'write-excel-file', 'nodemailer'],
  ...['@electric-sql/pglite', 'commander', 'fflate'],
  // Of restify's plugins.
  ...['formidable', 'http-signature', 'send'],
]

test('a service that is refused for its settings has loaded nothing of what no start needs', () => {
  const { said, packages } = loadedBy('src/main.ts', [], { SURVEY_WAVE: 'none' })
  expect(said).toContain('Not started.')
  expect(packages).toContain('botbuilder')
  expect(packages.filter((name) => late.includes(name))).toEqual([])
})
