/**
 * Builds `units.csv` of the 2018 wave: every municipality and Oslo district that is asked.
 *
 *   node scripts/make-units.mjs <folder with reference data> [<units.csv>]
 *
 * Reads `kommuner-2018.csv` and `oslo-bydeler.csv` from the folder and writes the given file, else standard output.
 * Rows keep the order of the numbers, municipalities first. Ends with exit 1 and the reason when the reference data
 * are not what the wave says it asks.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

/** Municipalities on 1 January 2018 and districts of Oslo since 2004 (SSB); the wave's response rates rest on both. */
const expected = { kommune: 422, bydel: 15 }
const columns = ['id', 'kind', 'name', 'county', 'language', 'population', 'imdiRegion', 'centrality']
const languages = { bokmål: 'nb', nynorsk: 'nn', nøytral: 'neutral' }

const [folder, out] = process.argv.slice(2)
if (!folder) refuse('usage: node scripts/make-units.mjs <folder with reference data> [<units.csv>]')

const kommuner = read('kommuner-2018.csv').map((k) => ({
  id: k.kommunenummer,
  kind: 'kommune',
  // The name with its county where two municipalities share it (Våler, Nes, Os, Sande, Bø, Herøy): people pick by name.
  name: k.navn_unik,
  county: k.fylke,
  language: languages[k.maalform] ?? refuse(`${k.kommunenummer}: unknown language form «${k.maalform}»`),
  population: k.folketall_2018,
  imdiRegion: k.imdi_region,
  centrality: k.sentralitet_2008,
}))
const oslo = kommuner.find((k) => k.id === '0301') ?? refuse('kommuner-2018.csv has no Oslo (0301)')
const bydeler = read('oslo-bydeler.csv').map((b) => ({
  // A district has no language decision of its own: Oslo's county, region and language form hold for it.
  ...oslo,
  id: b.bydelsnummer,
  kind: 'bydel',
  name: b.navn,
  population: b.folketall_2018,
  // SSB's centrality is a property of municipalities.
  centrality: '',
}))

const units = [...sorted(kommuner), ...sorted(bydeler)]
for (const [kind, count] of Object.entries(expected)) {
  const found = units.filter((u) => u.kind === kind).length
  if (found !== count) refuse(`${found} units of kind ${kind}, expected ${count}`)
}
for (const column of ['id', 'name']) {
  const twice = units.map((u) => u[column]).find((value, i, all) => all.indexOf(value) !== i)
  if (twice !== undefined) refuse(`${column} «${twice}» stands twice`)
}

const csv = stringify(units, { columns, header: true })
if (out) writeFileSync(out, csv)
else process.stdout.write(csv)

function read(file) {
  return parse(readFileSync(join(folder, file), 'utf8'), { columns: true })
}

function sorted(rows) {
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function refuse(reason) {
  console.error(reason)
  process.exit(1)
}
