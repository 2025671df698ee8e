import type { z } from 'zod'
import { type SettingHelp, sections } from './fields.ts'

/** The text of `.env.example`: every setting with its help, in sections; those with a default show it. All are commented out. */
export function envExample(): string {
  const lines = ['# Copy to .env and fill in what differs. Made by npm run env:example from src/config/fields.ts.']
  for (const [section, shape] of Object.entries(sections)) {
    lines.push('', `## ${section}`)
    for (const [name, schema] of Object.entries<z.ZodType>(shape)) {
      const { help, fallback } = schema.meta() as SettingHelp
      lines.push(`# ${help}`, `#${name}=${fallback ?? ''}`)
    }
  }
  return `${lines.join('\n')}\n`
}
