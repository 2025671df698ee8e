import { readFileSync } from 'node:fs'
import type { Ajv } from 'ajv'
import Draft4 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { manifestVersion } from './manifest.ts'

/** What Microsoft's schema of this version says against the file; empty: it fits. */
export function schemaFaults(schema: 'MicrosoftTeams' | 'MicrosoftTeams.Localization', file: unknown): string[] {
  const folder = `../../node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${manifestVersion}`
  const text = readFileSync(new URL(`${folder}/${schema}.schema.json`, import.meta.url), 'utf8')
  // The packages are CommonJS: Node and the compiler see the class in different places.
  const Checker = (Draft4 as unknown as { default?: typeof Ajv }).default ?? (Draft4 as unknown as typeof Ajv)
  // One of Microsoft's patterns is not one of Unicode regular expressions.
  const ajv = new Checker({ strict: false, allErrors: true, unicodeRegExp: false })
  const withFormats = (addFormats as unknown as { default?: (ajv: Ajv) => void }).default ?? addFormats
  ;(withFormats as (ajv: Ajv) => void)(ajv)
  const check = ajv.compile(JSON.parse(text))
  if (check(file)) return []
  return (check.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message ?? ''}`)
}
