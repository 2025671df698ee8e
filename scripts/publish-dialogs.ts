// npm run dialogs:publish: notes the hash of every new questionnaire version in dialogs/published.json. From then on it
// cannot change: sessions began on it. A draft that nobody has answered can be taken off the list by hand and noted again.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashVersions } from './platform/published-dialogs.ts'

const root = join(import.meta.dirname, '..')
const list = join(root, 'dialogs', 'published.json')
const published = JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>
const found = hashVersions(root)
const changed = Object.keys(published).filter((file) => published[file] !== found[file])
const added = Object.keys(found).filter((file) => !(file in published))

for (const file of changed) console.error(`${file} has been published and has changed since: make it a new version`)
for (const file of added) console.log(`published ${file}`)
writeFileSync(list, `${JSON.stringify({ ...found, ...published }, undefined, 2)}\n`)
process.exitCode = changed.length === 0 ? 0 : 1
