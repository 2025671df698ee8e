/** Short forms in titles and names of services: «ass. rådmann», «avd.dir», «fl.konsulent». */

// Short forms → the word they stand for.
// biome-ignore format: a table: words of a kind share a line
export const short: Record<string, string> = {
  ass: 'assisterende', assist: 'assisterende', avd: 'avdeling', komm: 'kommune', vgs: 'videregående', ktr: 'kontor', adm: 'administrasjon', fung: 'fungerende', konst: 'konstituert', tidl: 'tidligere',
  nestl: 'nestleder', seksj: 'seksjon', virks: 'virksomhet', koord: 'koordinator', rådg: 'rådgiver', progr: 'program', flyktn: 'flyktning', voksenoppl: 'voksenopplæring', vaksenoppl: 'vaksenopplæring',
  norskoppl: 'norskopplæring', org: 'organisasjon', mnd: 'måned', kl: 'klokken', inkl: 'inkludert', evt: 'eventuelt', tlf: 'telefon', dir: 'direktør',
}

// Words as they are spoken in the valleys and along the coast → as they are written.
// biome-ignore format: a table: words of a kind share a line
export const spoken: Record<string, string> = {
  e: 'er', æ: 'jeg', d: 'det', va: 'var', vor: 'vår', vårres: 'våre', hi: 'har', te: 'til', dæm: 'de', dem: 'de', dokk: 'dere', dokker: 'dere', nånn: 'noen', nåken: 'noen', nokko: 'noe', nåkkå: 'noe', sjøl: 'selv', sjøll: 'selv',
  skol: 'skole', skoln: 'skolen', skolan: 'skolene', husan: 'husene', hus: 'hus', boliga: 'boliger', bolian: 'boligene', lærera: 'lærere', læreran: 'lærerne', plassa: 'plasser', plassan: 'plassene', kommuna: 'kommunen', kommunan: 'kommunene', kommun: 'kommunen', nabokommuna: 'nabokommunen', nabokommunan: 'nabokommunene',
  grannekommunen: 'nabokommunen', grannekommunane: 'nabokommunene', grannkommunan: 'nabokommunene', grainnkommunan: 'nabokommunene', deltakeran: 'deltakerne', deltakarane: 'deltakerne', annonsan: 'annonsene', bedriftan: 'bedriftene', heim: 'hjem', jobba: 'jobbet', penga: 'penger', pengan: 'pengene', pengar: 'penger', lærarar: 'lærere', bustader: 'boliger', bustad: 'bolig',
  kjæm: 'kommer', kjem: 'kommer', ska: 'skal', sku: 'skulle', gjær: 'gjør', vidergåan: 'videregående', vidaregåan: 'videregående', vidergående: 'videregående', vaksenopplæringa: 'voksenopplæringen', vaksenopplæringi: 'voksenopplæringen', vaksenopplæring: 'voksenopplæring', voksenopplæringa: 'voksenopplæringen', skulen: 'skolen', skulane: 'skolene', tenesta: 'tjenesten', flyktningtenesta: 'flyktningtjenesten', flyktningtjenesta: 'flyktningtjenesten',
}

/** «Avd.dir», «fl.konsulent», «komm.sjef»: a short form that is the first part of a word. */
// biome-ignore format: words of a kind share a line
const firstParts: Readonly<Record<string, string>> = {
  avd: 'avdelings', komm: 'kommunal', kom: 'kommunal', fl: 'flyktning', flyktn: 'flyktning', virks: 'virksomhets',
  seksj: 'seksjons', progr: 'program', prog: 'program',
}
export const inFull = (text: string): string =>
  !text.includes('.') && !text.includes('dir')
    ? text
    : text
        .replace(
          /(?<!\p{L})(avd|komm?|fl|flyktn|virks|seksj|progr?)\.(?=\p{L})/gu,
          (_, part: string) => firstParts[part] ?? part,
        )
        .replace(/(avdelings|bydels|kommune|kommunal)dir\.?(?!\p{L})/gu, '$1direktør')
