// npm run env:example: writes .env.example from the schema of the settings.
import { writeFileSync } from 'node:fs'
import { envExample } from '../src/config/env-example.ts'

writeFileSync(new URL('../.env.example', import.meta.url), envExample())
