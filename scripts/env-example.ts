// npm run env:example: writes .env.example from the schema of the settings.
import { writeFileSync } from 'node:fs'
import { envExample } from '../src/settings/fields.ts'

writeFileSync(new URL('../.env.example', import.meta.url), envExample())
