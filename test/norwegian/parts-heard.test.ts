/** Every part of an answer to several choices: each is stored, proposed, or named in the question back; what went well is none of them. */

import { describe, expect, test } from 'vitest'
import { step } from '../../src/engine/step.ts'
import { heardAfter } from '../support/heard-at.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { stateBefore } from './in-session.ts'

describe('numbers with words between', () => {
  test.each([
    ['1, 2 og litt 6', 'nav_nettverk,praksisavtaler,opplaering_bedrift'],
    ['litt av 1 og 6', 'nav_nettverk,opplaering_bedrift'],
    ['1, 2 og delvis også 6', 'nav_nettverk,praksisavtaler,opplaering_bedrift'],
    ['helst 1 og så 4', 'nav_nettverk,moeteplasser'],
    ['mest 1, men også 6', 'nav_nettverk,opplaering_bedrift'],
    ['1, 2 og 6 i noen grad', 'nav_nettverk,praksisavtaler,opplaering_bedrift'],
    ['1, 2 og litt av 6', 'nav_nettverk,praksisavtaler,opplaering_bedrift'],
  ])('«%s» → %s', (text, ids) => {
    expect(heardAfter('naeringsliv_tiltak', [text])).toBe(`? ${ids}`)
    expect(heardAfter('naeringsliv_tiltak', [text], 'nn')).toBe(`? ${ids}`)
  })

  test.each([['alle de seks første'], ['alle dei seks fyrste'], ['de seks første'], ['alle fra 1 til 6'], ['1 til 6']])(
    '«%s» are six',
    (text) =>
      expect(heardAfter('svingninger_hvilke', [text])).toMatch(
        /^[=?] bemanning,planlegging,oekonomi,bolig,kompetanse,lokaler$/,
      ),
  )
})

describe('what was left out of a list', () => {
  test.each([
    [
      'resultatmaal_hvilke',
      'nb',
      'hvor mange som går over i jobb eller utdanning, og litt om norsk',
      'rett_etter,norsknivaa',
    ],
    ['samarbeid_om', 'nn', 'heile programmet eigentleg, pluss tolk', 'hele_programmet,tolketjenester'],
    ['ordinaer_utdanning', 'nb', 'veiledning, og de kan få et år ekstra', 'utvidet_programtid,veiledning'],
    ['bosetting_krevende', 'nb', 'Boliger. Og språkopplæring, vi mangler lærere', 'boliger,opplaering'],
    [
      'svingninger_grep',
      'nb',
      'Sa opp to på flyktningkontoret og leide hus i stedet for å kjøpe',
      'nedbemannet,leide_boliger',
    ],
    [
      'svingninger_grep',
      'nb',
      'kutta i voksenopplæringa og flytta noen til barnevernet',
      'flyttet_ansatte,nedbemannet',
    ],
  ] as const)('%s, %s: «%s» → %s', (question, lang, text, ids) =>
    expect(heardAfter(question, [text], lang)).toBe(`? ${ids}`),
  )

  const said = (question: string, text: string, lang: 'nb' | 'nn' = 'nb') => {
    const world = worldOf(questionnaires.integrering, units.kommune)
    const before = stateBefore(
      { part: 'integrering', question, lang, unit: 'kommune', given: {}, expect: {} } as never,
      world,
    )
    return step(world, before, { type: 'text', text }).replies.flatMap(({ reply }) =>
      'notes' in reply
        ? (reply.notes ?? []).flatMap(({ key, vars }) => (key === 'turn.choice_unfound' ? [vars?.name] : []))
        : [],
    )
  }

  test.each([
    ['boliger, kø hos UDI, steile naboer og økonomi', ['kø hos UDI', 'steile naboer']],
    ['boliger, og en felles fagdag hver høst', ['en felles fagdag hver høst']],
    ['økonomi, pluss frokostklubb med prat for alle mødrene våre', []],
  ])('«%s» names in the question back: %j', (text, names) => expect(said('bosetting_krevende', text)).toEqual(names))

  test.each([
    ['bustader, og at det går så fort', ['det går så fort']],
    ['barnehage, pluss at bussane ikkje går', []],
  ])('nn: «%s»', (text, names) => expect(said('bosetting_krevende', text, 'nn')).toEqual(names))

  test.each([
    'bolig, tror jeg',
    'bolig, særlig for store familier',
    'Bolig og økonomi, rett og slett',
    'Hei! Bolig og økonomi. Mvh Kari Nordmann',
    'bolig, og ikke økonomi',
    'bolig og økonomi, i den rekkefølgen',
  ])('«%s» leaves nothing out', (text) => {
    expect(said('bosetting_krevende', text)).toEqual([])
    expect(heardAfter('bosetting_krevende', [text])).toMatch(/^[=?] boliger(?:,oekonomi)?$/)
  })
})

describe('what went well, a remark, a firm, and how many they are', () => {
  test.each([
    ['svingninger_hvilke', 'Personalet og husa. Økonomien gjekk bra', 'bemanning,bolig'],
    ['svingninger_hvilke', 'boliger. økonomien var grei', 'bolig'],
    ['svingninger_hvilke', 'folk og hus, økonomi gikk fint', 'bemanning,bolig'],
    ['svingninger_hvilke', 'boliger, men lokaler løste seg', 'bolig'],
    ['bosetting_krevende', 'barnehage, men det ordnet seg. Og bolig', 'boliger'],
    ['bosetting_krevende', 'Bolig. Og barnehage, men det går på et vis', 'boliger'],
    ['evaluering', 'Ekstern i fjor. Telemarksforsking.', 'ekstern'],
    ['evaluering', 'ekstern, PwC gjorde den', 'ekstern'],
    ['ansatte_tiltak_hvilke', 'begge to, både intervju og praksis', 'praksis_mentor_trainee,intervjugaranti'],
    ['ansatte_tiltak_hvilke', 'begge deler, intervju og praksis', 'praksis_mentor_trainee,intervjugaranti'],
    ['ansatte_tiltak_hvilke', 'intervju og praksis, begge deler', 'praksis_mentor_trainee,intervjugaranti'],
  ])('%s: «%s» → %s', (question, text, ids) =>
    expect(heardAfter(question, [text]).replace(/^. /, '').split(',').toSorted()).toEqual(ids.split(',').toSorted()),
  )

  test('a remark after a full stop is no «annet»', () =>
    expect(heardAfter('svingninger_hvilke', ['Først og fremst folk. Vi ansatte tolv og måtte si opp åtte'])).toMatch(
      /^\? bemanning(?!.*annet)/,
    ))

  test.each([
    'Vi har grunnskole på dagtid, og noen går på vgs',
    'grunnskole, og et par går på videregående',
    'grunnskule, og nokre får gå på vgs',
  ])('«%s» tells of no agreement: nothing is stored', (text) =>
    expect(heardAfter('ordinaer_utdanning', [text])).toMatch(/^\?/),
  )
})
