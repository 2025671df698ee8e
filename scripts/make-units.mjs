/**
 * Builds `units.csv` of a wave: every municipality and Oslo district that is asked.
 *
 *   node scripts/make-units.mjs <folder with reference data> <2018 | 2027> [<units.csv>]
 *
 * Reads `kommuner-2018.csv` or `kommuner-2024.csv`, whose units are still those of 2026, and `oslo-bydeler.csv` from the folder
 * and writes the given file, else standard output.
 * Rows keep the order of the numbers, municipalities first. Ends with exit 1 and the reason when the reference data
 * are not what the wave says it asks.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

/**
 * Where each wave's units stand, and how many: municipalities on 1 January of the year and districts of Oslo since 2004 (SSB);
 * the wave's response rates rest on both.
 */
const frames = {
  2018: {
    file: 'kommuner-2018.csv',
    expected: { kommune: 422, bydel: 15 },
    of: (k) => ({ population: k.folketall_2018, imdiRegion: k.imdi_region, centrality: k.sentralitet_2008 }),
    population: (b) => b.folketall_2018,
  },
  2027: {
    file: 'kommuner-2024.csv',
    expected: { kommune: 357, bydel: 15 },
    // IMDi's regional offices are gone; centrality is the class of 2024, 1 the most central.
    of: (k) => ({ population: k.folketall_2026, imdiRegion: '', centrality: k.sentralitetsklasse_2024 }),
    population: (b) => b.folketall_2020,
  },
}
const columns = ['id', 'kind', 'name', 'county', 'language', 'population', 'imdiRegion', 'centrality']
const languages = { bokmål: 'nb', nynorsk: 'nn', nøytral: 'neutral' }

const [folder, year, out] = process.argv.slice(2)
const frame = frames[year]
if (!frame) refuse('usage: node scripts/make-units.mjs <folder with reference data> <2018 | 2027> [<units.csv>]')

const kommuner = read(frame.file).map((k) => ({
  id: k.kommunenummer,
  kind: 'kommune',
  // The name with its county where two municipalities share it (Våler, Nes, Os, Sande, Bø, Herøy): people pick by name.
  name: k.navn_unik,
  county: k.fylke,
  language: languages[k.maalform] ?? refuse(`${k.kommunenummer}: unknown language form «${k.maalform}»`),
  ...frame.of(k),
}))
const oslo = kommuner.find((k) => k.id === '0301') ?? refuse(`${frame.file} has no Oslo (0301)`)
const bydeler = read('oslo-bydeler.csv').map((b) => ({
  // A district has no language decision of its own: Oslo's county, region and language form hold for it.
  ...oslo,
  id: b.bydelsnummer,
  kind: 'bydel',
  name: b.navn,
  population: frame.population(b),
  // SSB's centrality is a property of municipalities.
  centrality: '',
}))

const units = [...sorted(kommuner), ...sorted(bydeler)]
for (const [kind, count] of Object.entries(frame.expected)) {
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
