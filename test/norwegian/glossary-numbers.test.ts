/** Glossary section 4: numbers, shares, bounds, ranges, vague words, dates. */
import { describe, expect, test } from 'vitest'
import { readNumeral } from '../../src/norwegian/figures.ts'
import { brief, hear, type Name } from './questions.ts'

const split = (list: string) => list.split('; ')

describe('numbers in words', () => {
  const words: [number, string][] = [
    [0, 'null'],
    [1, 'en; én; ett; ei; ein; éin; eitt'],
    [2, 'to'],
    [3, 'tre'],
    [4, 'fire'],
    [5, 'fem'],
    [6, 'seks'],
    [7, 'sju; syv'],
    [8, 'åtte; aatte; atte'],
    [9, 'ni'],
    [10, 'ti'],
    [11, 'elleve'],
    [12, 'tolv'],
    [13, 'tretten'],
    [14, 'fjorten'],
    [15, 'femten'],
    [16, 'seksten'],
    [17, 'sytten'],
    [18, 'atten'],
    [19, 'nitten'],
    [20, 'tjue; tyve'],
    [30, 'tretti; tredve'],
    [40, 'førti; førr'],
    [50, 'femti'],
    [60, 'seksti'],
    [70, 'sytti'],
    [80, 'åtti'],
    [90, 'nitti'],
    [21, 'tjueen; enogtyve; tjueein; tjue en'],
    [37, 'trettisju; syvogtredve'],
    [25, 'femogtyve; fem og tyve; tjuefem'],
    [32, 'toogtredve; to og tredve'],
    [100, 'hundre'],
    [101, 'hundre og en; ett hundre og en; eitt hundre og ein'],
    [250, 'to hundre og femti; tohundreogfemti'],
    [1000, 'tusen'],
    [1e6, 'en million; ein million'],
    [1e9, 'en milliard'],
    [1200, 'tolv hundre'],
    [1.5, 'halvannen; halvannan; en og en halv; ein og ein halv'],
  ]
  for (const [value, forms] of words)
    test.each(split(forms))(`%s = ${value}`, (typed) => expect(readNumeral(typed)).toBe(value))
  test.each(['to tre', 'seks ti', 'en del', 'og', 'tjuetjue', ''])('«%s» is no number', (typed) =>
    expect(readNumeral(typed)).toBeUndefined(),
  )
})

const table: [string, Name, string, string][] = [
  ['decimal comma and dot', 'decimal', '= 12.5', '12,5; 12.5'],
  ['thousands', 'number', '= 1234', '1 234; 1\u00a0234; 1\u202f234; 1\u2009234; 1.234'],
  ['thousands or decimal', 'decimal', 'ambiguous_number', '1.234'],
  ['half', 'decimal', '= 0.5', '0.5; 0,5; en halv; ein halv'],
  ['per cent signs', 'percent', '= 30', '30 %; 30%; 30 prosent; 30 pst.; 30 pst; 30 pros; 30 prosentar'],
  ['a share that may be a fraction', 'percent', 'share_as_fraction', '0,3; 0.3'],
  ['unit words', 'number', '= 30', '30 personer; 30 personar; 30 stk; 30 stk.; 30 flyktninger; 30 flyktningar; 30,-'],
  ['unit words where no unit is asked for', 'count', '= 30', '30 kommuner; 30 årsverk; 30 personar; 30 familier'],
  ['money', 'money', '= 30', '30 kr; 30 kroner; 30,-; kr 30; 30 NOK'],
  ['years', 'years', '= 1', '1 år; ett år; eit år; et år'],
  [
    'a number of something else',
    'number',
    'other_unit',
    '30 kommuner; 30 årsverk; 30 timer; 30 timar; 30 kr; kr 30; 5 familier; fem familiar; 2 nye husstander; 20-25 familier; vi har 5 familier; over 6 månader',
  ],
  ['years in other measures', 'years', 'other_unit', '30 personer'],
  ['whole years in months and weeks', 'years', '= 0', '2 veker; 4 mnd; fem måneder'],
  ['half a year, which may be rounded either way', 'years', '? 1', '6 månader; 6 mnd; seks måneder'],
  ['a year and a half', 'years', '? 2', 'atten måneder; 1 år og 6 måneder; halvannet'],
  ['a measure where a number is asked for', 'count', 'not_a_number', '6 måneder; 30 kr'],
  ['a post is almost a man-year', 'decimal', '? 2', '2 stillinger; to stillingar'],
  [
    'none yet',
    'number',
    '= 0',
    'ingen så langt; ingen enno; ingen ennå; ingen foreløpig; ingen førebels; ingen hittil; null så langt; ingen flyktninger så langt i år; vi har ingen enno',
  ],
  ['so far', 'number', '= 30', '30 så langt; 30 personer hittil i år; 30 per nå'],
  ['a sentence that says none', 'number', '? 0', 'vi har ikke bosatt noen; vi har ikkje busett nokon enno'],
  [
    'about',
    'number',
    '≈ 30',
    'ca 30; ca. 30; cirka 30; sirka 30; omtrent 30; om lag 30; omlag 30; omkring 30; rundt 30; kring 30; ei 30; ein 30; sånn 30; bortimot 30; nesten 30; nær 30; nærmere 30; nærare 30; i underkant av 30; i overkant av 30; drøyt 30; drygt 30; snaut 30; knapt 30; vel 30; pluss minus 30; +-30; +- 30; ~30; sånn ca. 30; om lag tretti',
  ],
  [
    'bounds',
    'number',
    'number_bound',
    'over 30; mer enn 30; meir enn 30; minst 30; under 30; mindre enn 30; færre enn 30; maks 30; høyst 30; høgst 30; opptil 30; inntil 30; >30; < 30; 30+; minst tretti personer',
  ],
  ['ranges', 'number', 'number_range', '20-25; 20–25; 20 til 25; mellom 20 og 25; 2-3; to-tre; to tre; ca. 20-25'],
  [
    'vague',
    'number',
    'number_vague',
    'noen; nokre; flere; fleire; mange; få; en del; ein del; de fleste; dei fleste; flertallet; fleirtalet; nesten alle; alle; noen flyktninger',
  ],
  ['a dozen is about twelve', 'number', '? 12', 'et dusin; eit dusin'],
  ['vague shares', 'percent', 'number_vague', 'noen; de fleste; dei fleste; flertallet; fleirtalet; nesten alle'],
  ['all and none of a share', 'percent', '= 100', 'alle; hundre prosent; 10 av 10'],
  ['none of a share', 'percent', '= 0', 'ingen; null; inkje; 0 %'],
  ['signs', 'number', '= -3', 'minus 3; -3; −3; minus tre'],
  ['a year is no count', 'number', 'ambiguous_number', '2018; 2018.; ca 2018'],
  ['a count that looks like a year', 'number', '= 2018', '2018 personer; 2 018'],
  ['1/2', 'percent', '≈ 50', 'halvparten; halve; en halv; helvta; ein halv; omtrent halvparten'],
  ['1/3', 'percent', '≈ 33', 'en tredjedel; ein tredel; ein tredjedel; 1/3'],
  ['2/3', 'percent', '≈ 67', 'to tredjedeler; to tredelar; to av tre; 2/3'],
  ['1/4', 'percent', '≈ 25', 'en fjerdedel; kvart; ein firedel; ein fjerdedel'],
  ['3/4', 'percent', '≈ 75', 'tre fjerdedeler; tre firedelar'],
  ['1/5', 'percent', '≈ 20', 'en femtedel; ein femdel'],
  ['1/10', 'percent', '≈ 10', 'en tidel; en tiendedel; ein tidel'],
  ['4/5', 'percent', '≈ 80', 'fire av fem; 4 av 5'],
  ['9/10', 'percent', '≈ 90', 'ni av ti; 9/10; ni av ti kommuner'],
  ['not a share', 'percent', 'not_a_number', '50/50; 30 flyktninger'],
  ['large', 'number', '= 1500000', '1,5 mill.; 1,5 millioner; 1,5 millionar; halvannen million; 1 500 000'],
  ['whole per cent, as years are', 'percent', '? 13', '12,5 pst.; 12,5 %'],
  ['1200 about', 'number', '≈ 1200', 'ca. 1 200'],
  [
    'in a polite sentence',
    'number',
    '= 30',
    'Hei, svaret er 30. Med vennlig hilsen Kari Nordmann; Vi har 30 flyktninger; Svar: 30, takk; Hei\n30\nMvh Ola; Svaret vårt er tretti. Venleg helsing Kari',
  ],
  ['in another sentence', 'number', '? 30', 'vi bosatte 30 i fjor; vi trur det er 30; 30?'],
  ['no number', 'number', 'not_a_number', '30 og 40; 30 %; ikke 30; ni av ti; 31.12.2018; 12 50'],
  [
    'days',
    'date',
    '= 2018-12-31',
    '31.12.2018; 31. desember 2018; 31/12-18; 31.12.18; 2018-12-31; 31 des 2018; den 31. des. 2018',
  ],
  ['a day without a year', 'date', '? 2018-05-01', '1. mai; 1.5.; ca. 1. mai 2018'],
  ['not a day yet', 'date', 'date_incomplete', 'des. 2018; høsten 2018; hausten 2018; 2018; 12/2018; i går'],
  ['no day', 'date', 'not_a_date', '31.2.2018; 12/31/2018; tull'],
]

describe('glossary section 4', () => {
  for (const [row, name, meaning, phrases] of table) {
    test.each(split(phrases))(`${row}: %s`, (typed) => expect(brief(hear(name, typed))).toBe(meaning))
  }
})
