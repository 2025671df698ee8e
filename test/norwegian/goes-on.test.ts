/** A yes, no or value that goes on: when what follows speaks of something else, or of another time, it is confirmed. */
import { describe, expect, test } from 'vitest'
import { brief, hear, type Name } from './questions.ts'

const table: readonly (readonly [Name, string, string])[] = [
  // Of what was asked, of who, when and how much: stored.
  ['yesNo', 'ja, vi har en plan siden 2015', '= ja'],
  ['yesNo', 'ja, kommunen har det', '= ja'],
  ['yesNo', 'nei, ingen plan', '= nei'],
  ['yesNo', 'nei, det har vi ikke', '= nei'],
  ['yesNo', 'nei ikke lenger', '= nei'],
  // Of something else: confirmed.
  ['yesNo', 'ja, vi mangler plan', '? ja'],
  ['yesNo', 'ja, det er behov', '? ja'],
  ['yesNo', 'ja, det gjør andre kommuner', '? ja'],
  ['yesNo', 'ja, fra 2020', '? ja'],
  ['yesNo', 'ja, planen er sagt opp', '? ja'],
  ['yesNo', 'nei, den er ikke utløpt', '? nei'],
  ['yesNo', 'nei, aldri vært uten', '? nei'],
  ['yesNo', 'nei, det har vi', '? nei'],
  ['yesNo', 'nei, visst har vi det', '? nei'],
  ['yesNo', 'ja, i annen kommune', '? ja'],
  // Of the question rather than of what it asks.
  ['yesNo', 'det er feil', '? nei'],
  ['yesNo', 'ikke nå lenger', '? nei'],
  ['yesNo', 'absolutt ikke nei', 'several_given'],
  ['yesNo', 'ja, si det', '? ja'],
  ['yesNo', 'ja 👎', '? ja'],
  ['yesNo', 'ja 👍', '= ja'],
  ['importance', 'det var viktig', '? v'],
  ['degree', 'i stor grad før', '? sg'],
  ['matrix', 'godt spørsmål', 'unknown_choice'],
  ['matrix', 'god på rad 2', '= em:g'],
  // A remark in brackets, a reason, a conclusion: the answer beside it is confirmed.
  ['yesNo', 'nei (men det kommer i ny plan)', '? nei'],
  ['period', 'lengre tid, pga. boligmangel', '? lengre'],
  ['several', 'økonomi (tilskuddet dekker ikke utgiftene)', '? okonomi'],
  ['yesNo', 'vi bosetter ikke, så ikke aktuelt', 'not_applicable'],
  ['yesNo', 'ikkje relevant for vår kommune', 'not_applicable'],
  ['yesNo', 'aner virkelig ikke', 'dont_know'],
  // Other persons, other years, other signs.
  ['number', '2 ansatte', '? 2'],
  ['number', '2 personer', '= 2'],
  ['years', '20 år i kommunen', '? 20'],
  ['years', '5 år i annen kommune', '? 5'],
  ['decimal', ',5', '= 0.5'],
  ['count', 'anslag: 30', '≈ 30'],
  ['date', 'til 3. mai 2017', '? 2017-05-03'],
  ['date', '3. mai 1017', 'not_a_date'],
  ['ranking', 'bemanning/økonomi, bolig', '? bemanning okonomi bolig'],
  ['role', 'leder', '? avdeling'],
  // Said to the bot rather than written to the sender: confirmed.
  ['text', 'send videre til Per', '? send videre til Per'],
  ['text', 'må tenke på det', '? må tenke på det'],
  ['text', 'samme som i fjor', '? samme som i fjor'],
  ['text', 'Når kommer rapporten?', '= Når kommer rapporten?'],
  ['text', 'Kan dere lage kurs på arabisk?', '= Kan dere lage kurs på arabisk?'],
  ['text', 'Må tenke helhetlig', '= Må tenke helhetlig'],
  ['text', 'Samme regler for alle', '= Samme regler for alle'],
  ['yesNo', 'ja, vi skal ha det', '? ja'],
]

describe('answers that go on', () => {
  test.each(table)('%s: %s → %s', (name, typed, meaning) => expect(brief(hear(name, typed))).toBe(meaning))
})
