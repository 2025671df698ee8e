/** Short forms in titles and names of services: «ass. rådmann», «avd.dir», «fl.konsulent». */

// Short forms → the word they stand for.
// biome-ignore format: a table: words of a kind share a line
export const short: Record<string, string> = {
  ass: 'assisterende', assist: 'assisterende', avd: 'avdeling', komm: 'kommune', vgs: 'videregående', ktr: 'kontor', adm: 'administrasjon', fung: 'fungerende', konst: 'konstituert', tidl: 'tidligere',
  nestl: 'nestleder', seksj: 'seksjon', virks: 'virksomhet', koord: 'koordinator', rådg: 'rådgiver', progr: 'program', flyktn: 'flyktning', voksenoppl: 'voksenopplæring', vaksenoppl: 'vaksenopplæring',
  norskoppl: 'norskopplæring', org: 'organisasjon', mnd: 'måned', kl: 'klokken', inkl: 'inkludert', evt: 'eventuelt', tlf: 'telefon', dir: 'direktør',
}

/** «Avd.dir», «fl.konsulent», «komm.sjef»: a short form that is the first part of a word. */
const firstParts: Readonly<Record<string, string>> = {
  avd: 'avdelings',
  komm: 'kommunal',
  kom: 'kommunal',
  fl: 'flyktning',
  flyktn: 'flyktning',
  virks: 'virksomhets',
  seksj: 'seksjons',
  progr: 'program',
  prog: 'program',
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
