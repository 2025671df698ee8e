/** Letters as a PDF, read as a screen reader does: a page for each, whatever the names. */
import { expect, it } from 'vitest'
import { type LetterWorld, lettersTitle, type PaperLetter, paperLetter } from '../../../src/app/respondents/letters.ts'
import { lettersPdf } from '../../../src/edge/pdf/letters.ts'
import { oneLine, readPdf } from '../../support/read-pdf.ts'
import { readSurvey } from '../../support/reminders/world.ts'

const survey = await readSurvey()
const at = Date.UTC(2018, 9, 1)
const world: LetterWorld = { survey, address: 'https://svar.undersokelsen.example', inTeams: true }

const letterTo = (unitId: string, more: { name?: string; language?: 'nb' | 'nn'; part?: string } = {}): PaperLetter =>
  paperLetter(
    {
      respondent: {
        ...{
          id: 'id',
          unitId,
          unitName: survey.units.get(unitId)?.name ?? '',
          part: more.part ?? 'raadmann',
          section: null,
        },
        ...{
          name: more.name ?? 'Kari Nordmann',
          email: 'kari@x.no',
          language: more.language ?? null,
          status: 'imported',
        },
        ...{ unreachable: null, optedOut: false, snoozedUntil: null, lastContactAt: null },
      },
      ...{ code: '7K2M-0QXA-94TR-C', expiresAt: new Date(survey.closesAt), replaces: false, lasting: true },
    },
    world,
  )
const textsOf = ({ to, heading, invited, howHeading, steps, rest }: PaperLetter): string[] => {
  const numbered = [...steps.before, ...steps.after].flatMap((step, i) => [
    `${i + 1}.`,
    step,
    ...(i === steps.before.length - 1 ? [steps.code] : []),
  ])
  return [...to, heading, invited, howHeading, ...numbered, ...rest].map(oneLine)
}
const pdfOf = async (letters: PaperLetter[]) => {
  const about = { title: lettersTitle(survey, 'nb'), author: 'IMDi', language: 'nb' as const, at }
  return readPdf(await lettersPdf(letters, about))
}

it('has a page for each, in order, read as it is written, with a title and headings', async () => {
  const letters = [letterTo('0301'), letterTo('1411'), letterTo('030101'), letterTo('1201', { language: 'nn' })]
  expect(letters.map(({ language }) => language)).toEqual(['nb', 'nn', 'nb', 'nn'])
  const pdf = await pdfOf(letters)
  expect(pdf).toMatchObject({ pages: 4, isTagged: true, showsTitle: true, language: 'nb-NO' })
  expect(pdf.title).toBe('Brev: Kommuneundersøkelsen 2018')
  expect(pdf.elements.map(({ text }) => oneLine(text))).toEqual(letters.flatMap(textsOf))
  const roles = pdf.elements.map(({ path }) => path.at(-1)).filter((role) => role?.startsWith('H'))
  expect(roles).toEqual(letters.flatMap(() => ['H1', 'H2']))
  expect(pdf.artifacts).toEqual([])
})

it('says where, and with what code, in the reader’s language form', () => {
  expect(textsOf(letterTo('0301')).join('\n')).toMatchInlineSnapshot(`
    "Kari Nordmann
    Oslo kommune
    Svar på Kommuneundersøkelsen 2018
    Integrerings- og mangfoldsdirektoratet (IMDi) inviterer Oslo kommune til å svare på Kommuneundersøkelsen 2018. Du er satt opp til å svare på delen «Rådmann eller bydelsdirektør».
    Slik svarer du
    1.
    Åpne https://svar.undersokelsen.example/svar i nettleseren.
    2.
    Skriv inn den personlige koden din:
    7K2M-0QXA-94TR-C
    3.
    Velg «Gå videre». Du kan ta det i flere omganger: Alt du svarer, blir lagret underveis, og du kommer tilbake med den samme koden.
    Hvis dere bruker Microsoft Teams, kan du i stedet svare i en chat med appen Kommunedialog. Lim inn koden der.
    Spørsmålene som PDF, uten kode: https://svar.undersokelsen.example/svar/pdf
    Koden gjelder til 7. desember 2018 kl. 16.00. Den er personlig: Den som har den, kan se og endre svarene, så ikke gi den videre. Hvis en annen hos dere bør svare, ta kontakt med oss, så lager vi en egen kode.
    Undersøkelsen er åpen til 7. desember 2018 kl. 16.00. Det er frivillig å svare.
    Spør oss gjerne: IMDi, kommuneundersokelsen@imdi.example
    Vennlig hilsen Integrerings- og mangfoldsdirektoratet (IMDi)"
  `)
  expect(textsOf(letterTo('1411')).join('\n')).toMatchInlineSnapshot(`
    "Kari Nordmann
    Gulen kommune
    Svar på Kommuneundersøkinga 2018
    Integrerings- og mangfaldsdirektoratet (IMDi) inviterer Gulen kommune til å svare på Kommuneundersøkinga 2018. Du er sett opp til å svare på delen «Rådmann eller bydelsdirektør».
    Slik svarer du
    1.
    Opne https://svar.undersokelsen.example/svar i nettlesaren.
    2.
    Skriv inn den personlege koden din:
    7K2M-0QXA-94TR-C
    3.
    Vel «Gå vidare». Du kan ta det i fleire omgangar: Alt du svarer, blir lagra undervegs, og du kjem tilbake med den same koden.
    Dersom de bruker Microsoft Teams, kan du i staden svare i ein chat med appen Kommunedialog. Lim inn koden der.
    Spørsmåla som PDF, utan kode: https://svar.undersokelsen.example/svar/pdf
    Koden gjeld til 7. desember 2018 kl. 16.00. Han er personleg: Den som har han, kan sjå og endre svara, så ikkje gi han vidare. Dersom ein annan hos dykk bør svare, ta kontakt med oss, så lagar vi ein eigen kode.
    Undersøkinga er open til 7. desember 2018 kl. 16.00. Det er frivillig å svare.
    Spør oss gjerne: IMDi, kommuneundersokelsen@imdi.example
    Vennleg helsing Integrerings- og mangfaldsdirektoratet (IMDi)"
  `)
})

it('keeps to its page with the longest names there are, and says nothing of Teams where there is no bot', async () => {
  const longest = [...survey.units.values()].sort((one, other) => other.name.length - one.name.length).slice(0, 4)
  const name = 'Anne-Kristine Fredriksen Bjørkelund-Østensjø-Haugstvedt av Grimstadsetergården og Omegn'
  const letters = longest.flatMap(({ id }) => [
    letterTo(id, { name, language: 'nb', part: 'integrering' }),
    letterTo(id, { name: name.repeat(3), language: 'nn' }),
  ])
  expect((await pdfOf(letters)).pages).toBe(letters.length)
  expect(textsOf(letterTo('0301')).join(' ')).toContain('Microsoft Teams')
  const alone = paperLetter(
    {
      respondent: {
        ...{
          id: 'id',
          unitId: '0301',
          unitName: 'Oslo',
          part: 'raadmann',
          section: null,
          name: 'Kari',
          email: 'k@x.no',
          language: null,
        },
        ...{ status: 'imported', unreachable: null, optedOut: false, snoozedUntil: null, lastContactAt: null },
      },
      ...{ code: '7K2M-0QXA-94TR-C', expiresAt: new Date(survey.closesAt), replaces: false, lasting: true },
    },
    { ...world, inTeams: false },
  )
  expect(textsOf(alone).join(' ')).not.toContain('Teams')
})
