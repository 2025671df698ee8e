import { zipSync } from 'fflate'
import { colourIcon, outlineIcon } from './icons.ts'
import { localisationOf, manifestOf } from './manifest.ts'
import { schemaFaults } from './schema-faults.ts'
import { texts } from './texts.ts'

type App = { botId: string; version: string }

/** The app's package, the same bytes from the same settings; or what its schemas say against it. */
export function teamsPackage(app: App): { zip: Uint8Array } | { faults: string[] } {
  const [manifest, nn] = [manifestOf(app), localisationOf(texts.nn)]
  const faults = [...schemaFaults('MicrosoftTeams', manifest), ...schemaFaults('MicrosoftTeams.Localization', nn)]
  if (faults.length > 0) return { faults }
  const json = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)
  const files = {
    'manifest.json': json(manifest),
    'nn.json': json(nn),
    'color.png': colourIcon(),
    'outline.png': outlineIcon(),
  }
  // ZIP knows no earlier day; with the time of making in it, no two packages would be the same.
  return { zip: zipSync(files, { level: 9, mtime: new Date(1980, 0, 1) }) }
}
