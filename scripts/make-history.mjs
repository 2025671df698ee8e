/**
 * Builds `dialogs/enheter/historikk.csv`: what became of every municipality and Oslo district since 1 January 2018.
 *
 *   node scripts/make-history.mjs <folder with reference data> [<historikk.csv>]
 *
 * Reads `kommuner-2018.csv`, `kommuner-2024.csv` and `oslo-bydeler.csv` from the folder; the numbers of 2020–2023 and the
 * changes of borders, which these lists do not have, stand below. Writes the given file, else standard output. Ends with
 * exit 1 and the reason when the counts of municipalities do not come out as 422, 356 and 357.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

const columns = ['date', 'kind', 'unit', 'name', 'successor', 'successorName', 'areas', 'certainty', 'source']
const expected = { 2018: 422, 2020: 356, 2024: 357 }

/**
 * Numbers of 2020–2023 and what they became on 1 January 2024, when Viken, Vestfold og Telemark and Troms og Finnmark were
 * divided and Haram left Ålesund. Every other number of 2024 was the same in 2020. (SSB, Klass 131, changes 2023–2024.)
 */
const since2024 = `
  1507-1508 1507-1580
  3001-3101 3002-3103 3003-3105 3004-3107 3005-3301 3006-3303 3007-3305 3011-3110 3012-3124 3013-3122 3014-3118
  3015-3116 3016-3120 3017-3112 3018-3114 3019-3216 3020-3207 3021-3218 3022-3214 3023-3212 3024-3201 3025-3203
  3026-3226 3027-3224 3028-3220 3029-3222 3030-3205 3031-3232 3032-3230 3033-3209 3034-3228 3035-3240 3036-3238
  3037-3242 3038-3310 3039-3320 3040-3322 3041-3324 3042-3326 3043-3328 3044-3330 3045-3332 3046-3318 3047-3316
  3048-3314 3049-3312 3050-3334 3051-3336 3052-3338 3053-3236 3054-3234
  3801-3901 3802-3903 3803-3905 3804-3907 3805-3909 3806-4001 3807-4003 3808-4005 3811-3911 3812-4010 3813-4012
  3814-4014 3815-4016 3816-4018 3817-4020 3818-4026 3819-4024 3820-4022 3821-4028 3822-4030 3823-4032 3824-4034
  3825-4036
  5401-5501 5402-5503 5403-5601 5404-5634 5405-5607 5406-5603 5411-5510 5412-5512 5413-5514 5414-5516 5415-5518
  5416-5520 5417-5522 5418-5524 5419-5526 5420-5528 5421-5530 5422-5532 5423-5534 5424-5536 5425-5538 5426-5540
  5427-5542 5428-5544 5429-5546 5430-5612 5432-5614 5433-5616 5434-5618 5435-5620 5436-5622 5437-5610 5438-5624
  5439-5626 5440-5630 5441-5628 5442-5636 5443-5632 5444-5605`
  .trim()
  .split(/\s+/u)
  .map((pair) => pair.split('-'))

/** A part of the first came to the second; both went on. Numbers before the date, and after it. */
const borders = [
  ['2020-01-01', '1133', 'Hjelmeland', '1103', 'Stavanger'],
  ['2020-01-01', '1418', 'Balestrand', '4638', 'Høyanger'],
  ['2020-01-01', '5039', 'Verran', '5054', 'Indre Fosen'],
  ['2020-03-01', '3014', 'Indre Østfold', '3016', 'Rakkestad'],
  ['2020-03-01', '5033', 'Tydal', '5025', 'Røros'],
  ['2020-07-01', '3407', 'Gjøvik', '3443', 'Vestre Toten'],
  ['2020-10-01', '1103', 'Stavanger', '1124', 'Sola'],
]

const source = {
  start: 'SSB Klass 131 (2018); Wikipedia: Norges kommuner',
  district: 'SSB folketall for bydeler 2018',
  2019: 'SSB Klass 131 endringer 2018–2019',
  2020: 'SSB Klass 131 endringer 2019–2020',
  2024: 'SSB Klass 131 endringer 2023–2024',
  border: 'Slektshistoriewiki: Grensejusteringer mellom kommuner og fylker 2020',
}

const [folder, out] = process.argv.slice(2)
if (!folder) refuse('usage: node scripts/make-history.mjs <folder with reference data> [<historikk.csv>]')

const then = sorted(read('kommuner-2018.csv'), 'kommunenummer')
const now = new Map(read('kommuner-2024.csv').map((k) => [k.kommunenummer, k.navn]))
const numberIn2020 = new Map(since2024.map(([old, number]) => [number, old]))
/** Name of each number of 2020: that of 2024, but where Haram was still part of Ålesund. */
const nameIn2020 = new Map([...now].map(([number, name]) => [numberIn2020.get(number) ?? number, name]))
nameIn2020.set('1507', 'Ålesund')

const moves = then.flatMap((k) => {
  const to = [...new Set(k.kommunenummer_2024.split(';').map((number) => numberIn2020.get(number) ?? number))]
  return to.map((successor) => ({ unit: k.kommunenummer, name: k.navn, successor, alone: to.length === 1 }))
})
const arriving = Map.groupBy(moves, ({ successor }) => successor)
count(2018, then.length)
count(2020, arriving.size)
count(2024, now.size)

const rows = [
  ...then.map((k) => ['2018-01-01', 'start', k.kommunenummer, k.navn, '', '', '', 'certain', source.start]),
  ...sorted(read('oslo-bydeler.csv'), 'bydelsnummer').map((b) => {
    return ['2018-01-01', 'start', b.bydelsnummer, b.navn, '', '', '', 'certain', source.district]
  }),
  // The one that came to another county a year before the others.
  ['2019-01-01', 'number', '1567', 'Rindal', '5061', 'Rindal', '', 'certain', source[2019]],
  ...moves.flatMap(({ unit, name, successor, alone }) => {
    const isMerged = (arriving.get(successor) ?? []).length > 1
    if (unit === '1567' || (alone && !isMerged && unit === successor)) return []
    const kind = alone ? (isMerged ? 'merged' : 'number') : 'split'
    // A new name beside a new number is a row of its own.
    const called = kind === 'number' ? name : nameIn2020.get(successor)
    return [['2020-01-01', kind, unit, name, successor, called, '', 'certain', source[2020]]]
  }),
  ...moves.flatMap(({ name, successor }) => {
    const called = nameIn2020.get(successor)
    if ((arriving.get(successor) ?? []).length > 1 || name === called) return []
    return [['2020-01-01', 'name', successor, name, successor, called, '', 'certain', source[2020]]]
  }),
  ...borders.map(([date, ...units]) => [date, 'border', ...units, '', 'likely', source.border]),
  ...since2024.map(([unit, successor]) => {
    const kind = unit === '1507' ? 'split' : 'number'
    // Who was one of those that had become Ålesund went on with the part that it had been.
    const areas =
      kind === 'number'
        ? ''
        : then
            .filter((k) => k.kommunenummer_2024 === successor)
            .map((k) => k.kommunenummer)
            .join(';')
    const [name, called] = [nameIn2020.get(unit), now.get(successor)]
    return ['2024-01-01', kind, unit, name, successor, called, areas, 'certain', source[2024]]
  }),
]

const csv = stringify([columns, ...rows])
if (out) writeFileSync(out, csv)
else process.stdout.write(csv)

function count(year, found) {
  if (found !== expected[year]) refuse(`${found} municipalities in ${year}, expected ${expected[year]}`)
}

function read(file) {
  return parse(readFileSync(join(folder, file), 'utf8'), { columns: true })
}

function sorted(list, key) {
  return list.toSorted((a, b) => (a[key] < b[key] ? -1 : 1))
}

function refuse(reason) {
  console.error(reason)
  process.exit(1)
}
