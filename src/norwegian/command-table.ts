/** Phrases of the commands (glossary section 3), bokmål, nynorsk and slips together: every form is heard in every dialog. */

import type { Weekday } from './meaning.ts'
import { bareSource } from './said.ts'
import type { PhraseTable } from './words.ts'

export type CommandPhrase =
  | 'help'
  | 'commands'
  | 'back'
  | 'skip'
  | 'next'
  | 'onward'
  | 'keep'
  | 'next_page'
  | 'previous_page'
  | 'pause'
  | 'stop'
  | 'continue'
  | 'status'
  | 'review'
  | 'submit'
  | 'leave'
  | 'delete'
  | 'privacy'
  | 'all_questions'
  | 'form'
  | 'others'
  | 'pass_on'
  | 'not_me'
  | 'see_again'
  | 'opt_out'
  | 'opt_in'
  | 'snooze_tomorrow'
  | `snooze_${Weekday}`
  | 'switch_part'
  | 'change'
  | 'nn'
  | 'nb'
  | 'language'

/** In both forms, from Monday. */
export const weekdays: readonly [Weekday, string[]][] = [
  ['monday', ['mandag', 'måndag']],
  ['tuesday', ['tirsdag', 'tysdag']],
  ['wednesday', ['onsdag']],
  ['thursday', ['torsdag']],
  ['friday', ['fredag']],
  ['saturday', ['lørdag', 'laurdag']],
  ['sunday', ['søndag', 'sundag']],
]

/** «Neste mandag» and «neste uke» mean one day; «neste fredag» may be this week's or the next, and is not guessed. */
const nextMonday = ['neste mandag', 'neste måndag', 'over helga', 'over helgen', 'neste uke', 'neste veke']

function weekdayWishes(): PhraseTable<CommandPhrase> {
  return weekdays.map(([day, names]) => {
    const whens = names.flatMap((name) => [`på ${name}`, name]).concat(day === 'monday' ? nextMonday : [])
    const asks = ['minn meg', 'minn meg på det', 'minn meg på dette', 'påminn meg']
    return [`snooze_${day}`, asks.flatMap((ask) => whens.map((when) => `${ask} ${when}`))]
  })
}

// biome-ignore format: a table: one meaning per entry, one line per language form where it is long
export const commandPhrases: PhraseTable<CommandPhrase> = [
  ['commands', ['kommandoer', 'kommandoar', 'hjelp kommandoer', 'hjelp kommandoar', 'hjelp med kommandoer', 'hjelp med kommandoar', 'vis kommandoer', 'vis kommandoar', 'alle kommandoer', 'alle kommandoar', 'kommando', 'hjelp kommando']],
  ['help', ['hjelp', 'hjelp meg', 'hjelp mig', 'forklar', 'hva mener du', 'hva menes', 'kva meiner du', 'kva meinest', '?', 'help', 'hæ',
    'kan du forklare', 'jeg trenger hjelp', 'eg treng hjelp']],
  ['back', ['tilbake', 'gå tilbake', 'forrige', 'forrige spørsmål', 'angre', 'førre', 'førre spørsmål', 'back', '<', 'attende', 'gå attende']],
  ['skip', ['hopp over', 'hopp', 'hopper', 'hoppar', 'stå over', 'skip', 'pass', 'hopp over dette', 'hopp over spørsmålet']],
  ['next', ['neste', 'neste spørsmål', 'fram att', 'fram igjen', 'framover att']],
  ['keep', ['behold svaret', 'behald svaret', 'behold svaret mitt', 'behald svaret mitt', 'la svaret stå', 'lat svaret stå', 'behold det andre', 'behald det andre',
    'nei behold det andre', 'nei behald det andre']],
  ['next_page', ['neste side', 'neste sida', 'neste siden', 'bla videre', 'bla vidare']],
  ['previous_page', ['forrige side', 'førre side', 'førre sida', 'forrige siden', 'bla tilbake', 'bla attende']],
  ['onward', ['gå videre', 'gå vidare']],
  ['pause', ['pause', 'ta pause', 'ta en pause', 'ta ein pause', 'vent', 'senere', 'fortsetter senere', 'seinare', 'held fram seinare', 'en pause', 'ein pause',
    'en pause takk', 'ein pause takk', 'fortsett senere', 'fortset seinare', 'hald fram seinare']],
  ['stop', ['stopp', 'stop']],
  ['continue', ['fortsett', 'gjenoppta', 'klar', 'hald fram', 'fortset', 'ta opp att', 'forsett', 'fortsette', 'fortsett på', 'jeg er klar', 'eg er klar', 'svar på resten', 'svare på resten']],
  ['status', ['status', 'hvor langt', 'hvor mye gjenstår', 'kor langt', 'kor mykje står att', 'progresjon', 'hvor langt er jeg', 'hvor langt har jeg kommet',
    'kor langt er eg', 'kor langt har eg kome', 'hvor mye er igjen', 'kor mykje er att', 'kor mykje er igjen']],
  ['review', ['vis svar', 'vis alt', 'vis alle', 'vis meg alt', 'vis alle svar', 'oppsummering', 'se svarene', 'samandrag', 'sjå svara', 'vis svarene', 'vis svara', 'se svar', 'sjå svar', 'vis svarene mine', 'vis svara mine',
    'oppsummer', 'vis oppsummering', 'vis samandrag', 'se over svarene', 'sjå over svara',
    'til oppsummeringen', 'til oppsummeringa', 'tilbake til oppsummeringen', 'tilbake til oppsummeringa']],
  ['see_again', ['vil se en gang til', 'vil sjå ein gong til', 'eg vil sjå ein gong til', 'jeg vil se en gang til', 'se en gang til', 'sjå ein gong til',
    'vis en gang til', 'vis ein gong til', 'vis igjen', 'vis på nytt']],
  ['submit', ['send inn', 'lever', 'ferdig', 'send', 'sendinn', 'sende inn', 'levere', 'send inn svar', 'send inn svarene', 'send inn svara']],
  ['leave', ['avslutt', 'lukk', 'ha det', 'hade', 'exit', 'quit', 'ha det bra', 'adjø']],
  ['delete', ['slett svarene mine', 'slett mine svar', 'slett svara mine', 'slett alt', 'slett svar', 'slett alle svar', 'slett svarene', 'slett svara']],
  ['privacy', ['personvern', 'personvernet', 'personvernerklæring', 'gdpr']],
  ['all_questions', ['se alle spørsmål', 'sjå alle spørsmål', 'vis alle spørsmål', 'alle spørsmål', 'se alle spørsmålene', 'sjå alle spørsmåla', 'vis alle spørsmålene',
    'vis alle spørsmåla', 'vis spørsmålene', 'vis spørsmåla']],
  ['form', ['få skjemaet på pdf', 'få skjemaet som pdf', 'skjemaet på pdf', 'skjemaet som pdf', 'skjema på pdf', 'skjema som pdf', 'vis skjemaet som pdf',
    'skriv ut skjemaet', 'last ned skjemaet', 'få skjemaet på papir', 'skjemaet på papir', 'papirskjema', 'få papirskjema']],
  ['others', ['slik svarte andre', 'slik svarte dei andre', 'slik svarte de andre', 'se hva andre svarte', 'sjå kva andre svarte', 'hva svarte andre',
    'kva svarte andre', 'vis hva andre svarte', 'vis kva andre svarte']],
  ['pass_on', ['send videre til', 'send videre', 'send vidare til', 'send vidare', 'videresend', 'vidaresend', 'deleger']],
  ['not_me', ['ikke jeg som svarer', 'ikkje eg som svarar', 'ikkje eg som svarer', 'feil person',
    'det er ikke jeg som svarer', 'det er ikkje eg som svarar', 'det er ikkje eg som svarer', 'jeg er feil person', 'eg er feil person']],
  ['opt_out', ['meld av', 'avmeld', 'ikke minn meg', 'ikke kontakt meg', 'ikkje minn meg', 'ikkje kontakt meg', 'ikke påminn meg', 'ikkje påminn meg', 'påminnelser av', 'påminningar av', 'stopp påminnelser', 'stopp påminningar',
    'stopp påminnelsene', 'stopp påminningane', 'ingen påminnelser', 'ingen påminningar']],
  ['opt_in', ['meld på', 'påmeld', 'meld meg på', 'minn meg igjen', 'minn meg på igjen', 'påminn meg igjen', 'minn meg att', 'minn meg på att', 'minn meg likevel',
    'påminnelser på', 'påminningar på', 'minn meg', 'minn meg på', 'start påminnelser', 'start påminningar', 'slå på påminnelser', 'slå på påminningar']],
  ['snooze_tomorrow', ['minn meg i morgen', 'minn meg på det i morgen', 'minn meg på i morgen', 'minn meg på dette i morgen', 'minn meg i morra', 'minn meg i morgen tidlig', 'påminn meg i morgen',
    'minn meg i morgon', 'minn meg i morgon tidleg', 'minn meg på det i morgon', 'minn meg på i morgon', 'påminn meg i morgon']],
  ...weekdayWishes(),
  ['switch_part', ['bytt del', 'byt del', 'bytt skjema', 'byt skjema', 'den andre delen', 'andre delen']],
  ['change', ['endre', 'korriger', 'endre svar', 'endre et svar', 'endre eit svar', 'rett svar', 'rett et svar', 'rett eit svar', 'korriger svar', 'endre svaret']],
  ['nn', ['nynorsk', 'nn', 'bytt til nynorsk', 'byt til nynorsk', 'på nynorsk', 'nynorsk takk']],
  ['nb', ['bokmål', 'nb', 'bytt til bokmål', 'byt til bokmål', 'på bokmål', 'bokmål takk']],
  ['language', ['bytt språk', 'bytt målform', 'byt språk', 'byt målform', 'skift språk', 'skift målform']],
]

// Commands as whole sentences, by pattern: «kan vi ta en pause?», «tilbake til førre spørsmål». Patterns are of `bare` text.

const now = '(?: (?:na|no|nar|litt|takk|forst|heller|igjen|att|bare|berre))*'
const this_ =
  '(?:(?:denne|dette|det|den|han)(?: (?:her|sporsmalet|punktet|en|eine|delen))?|spm|sporsmalet|punktet|et sporsmal|eit sporsmal)'
const answers = '(?:svar|svara|svarene|svaret|skjema|skjemaet|alt|alle|det|undersokelsen|undersokinga)'
const mine =
  '(?:mine|mitt|vare|vart|min|mi|var|alle|alt|som|vi|me|jeg|eg|har|gitt|svart|svara|hittil|sa langt|til na|til no)'
const later =
  '(?:(?:litt )?(?:senere|seinare)(?: i dag)?|i morgen|i morgon|en annen gang|ein annan gong|en annen dag|ein annan dag|i ettermiddag|i kveld|neste uke|neste veke|etter (?:lunsj|lunsjen|motet|jobb|helga|helgen|ferien|ferie|pause)|pa (?:mandag|tirsdag|tysdag|onsdag|torsdag|fredag))'
const form = '(?:nynorsk|bokmal)'
const reminding =
  '(?:paminnelser|paminnelsene|paminnelse|paminningar|paminningane|paminning|purringer|purringar|purringene|purringane|purring|varsler|varslene|varsel|varslar|meldinger|meldingar|e-?poster|e-?postar|mail|mailer|mas)'
const stopping =
  '(?:(?:ikke|ikkje) (?:send|sende|ha|fa|minn|minne|purr|purre|mas|mase|kontakt|kontakte|varsle)|(?:slutt|slutte|stopp|stoppe)|fjern|fjerne|sla av|skru av|ingen flere|ingen fleire|(?:vil|onsker|onskjer) (?:ikke|ikkje) (?:ha|fa))'

const patterns: readonly (readonly [CommandPhrase, string])[] = [
  [
    'back',
    `(?:(?:ga|ta|hopp|hoppe|ga et steg|ga eit steg|ett steg|eitt steg|et hakk|eit hakk|ett hakk) )?(?:tilbake|attende)(?: (?:ett|et|eitt|eit|en|ein) (?:hakk|steg|sporsmal))?(?: til (?:det )?(?:forrige|forre|siste|sist)(?: sporsmal(?:et)?| svar(?:et)?)?)?`,
  ],
  [
    'back',
    `(?:ga til |ta |vis |vise |se |sja |se pa |sja pa )?(?:det )?(?:forrige|forre)(?: sporsmal(?:et)?)?(?: igjen| ein gong til| en gang til)?`,
  ],
  [
    'back',
    `(?:endre|endra|rette?|korrigere?)(?: pa)?(?: svaret| svar)?(?: pa)?(?: det)? (?:forrige|forre)(?: sporsmal(?:et)?| svar(?:et)?)?|(?:(?:jeg|eg|vi|me) )?(?:svarte?|svara|skrev|skreiv) feil (?:pa|i) (?:det )?(?:forrige|forre|siste)(?: sporsmal(?:et)?)?`,
  ],
  [
    'skip',
    `(?:(?:jeg|eg|vi|me) )?(?:vil|ville|onsker|onskjer|orker|orkar|har lyst til) (?:ikke|ikkje) (?:a )?svare?(?: pa (?:dette|det|den|denne))?|(?:svarer|svarar) (?:ikke|ikkje) pa (?:dette|det|denne)|ingen kommentar(?:er|ar)?`,
  ],
  [
    'skip',
    `(?:hopp|hoppe|hopper|hoppar|sta|star)(?: (?:vi|me|jeg|eg))? over(?: ${this_})?(?: for na| for no| enn sa lenge| inntil videre)?`,
  ],
  [
    'skip',
    `(?:hopp|hoppe|hopper|hoppar|hoppe me|sta|star)(?: (?:vi|me|jeg|eg|a))? over(?: ${this_})?,?(?: (?:sa|og|for))? (?:(?:den|det|denne|dette|han|resten)(?: her)? (?:tar|tek|ta|far) (?:jeg|eg|a|vi|me)(?: ta)?|(?:jeg|eg|a|vi|me) (?:tar|tek|ta) (?:den|det|denne|dette|han)|(?:jeg|eg|a|vi|me) (?:kommer|kjem|kjam) (?:tilbake|attende|tebake)(?: til (?:den|det|han))?)(?: (?:etterpa|senere|seinare|siden|sidan|sia|i morgen|i morgon|til slutt|en annen gang|ein annan gong|etter lunsj))?`,
  ],
  [
    'next',
    `(?:ga til |ta |hopp til |hoppe til |videre til |vidare til |ga videre til |ga vidare til |fram til )(?:det )?neste(?: sporsmal(?:et)?)?`,
  ],
  ['onward', `(?:ga |gar (?:vi |jeg |eg |me )?)(?:videre|vidare)`],
  [
    'pause',
    `(?:ta |tar |tek |ha |fa )?(?:meg |oss )?(?:(?:en|ein|ei) )?(?:liten |lita |kort |kaffe|lunsj)?pause(?: (?:i |pa )?(?:\\d{1,2}|ti|fem|femten|tjue|en|ein|et par|eit par) (?:min|minutt|minutter|time|timer|timar))?`,
  ],
  [
    'pause',
    `(?:(?:jeg|eg|vi|me) )?(?:tar|tek|ma ta|vil ta|trenger|treng) (?:meg |oss )?(?:(?:en|ein|ei) )?(?:liten |lita |kort )?pause(?:(?: i| pa)? (?:\\d{1,2}|noen|nokre|et par|eit par) (?:min|minutt|minutter|time|timer|timar)| (?:ma|skal|for|fordi|til|na|no)(?: .{1,60})?)?`,
  ],
  [
    'pause',
    `(?:vent(?:e)? litt|(?:fortsette?|fortsetter|fortset|halde? fram|held fram|ta resten|tar resten|tek resten|svare?|svarer|svarar|ta det|ta dette|tar det|komme? tilbake|kommer tilbake|kjem tilbake|gjore? resten|gjere resten)(?: (?:med|til) (?:det|dette|resten|sporsmalet|svar|svaret))? ${later})`,
  ],
  [
    'pause',
    `(?:(?:jeg|eg|vi|me) )?(?:(?:har|far) (?:ikke|ikkje|ingen|inga) tid|(?:rekker|rekk) (?:ikke|ikkje))(?: (?:til|a|dette|det|pa|svare?|svara|mer|meir|na|no|i dag|akkurat|denne|resten|alt))*`,
  ],
  [
    'pause',
    `(?:(?:jeg|eg|vi|me) )?(?:kommer|kjem|ma komme|far komme) (?:vi |jeg |eg |me )?tilbake (?:til|med) (?:det|dette|svar|svaret)(?: ${later})?`,
  ],
  [
    'continue',
    `(?:fortsette?|fortset|halde? fram|hald fram|gjenoppta|ta opp att|ta opp igjen)(?: der (?:vi|jeg|eg|me) slapp| videre| vidare| med (?:skjemaet|undersokelsen|undersokinga|dette))?`,
  ],
  [
    'status',
    `(?:hvor|kor) (?:langt|mye|mykje|mange|lenge)(?: (?:sporsmal|sporsmalene|sporsmala|er|det|har|vi|jeg|eg|me|som|i skjemaet))* (?:igjen|att|gjenstar|kommet|kome|komne|unna|star att|star igjen|har vi|er vi|er jeg|er eg|har jeg|har eg)`,
  ],
  ['status', `(?:vis|vise|se|sja|fa)(?: meg)? (?:status|progresjon|framdrift|fremdrift|framdrifta|fremdriften)(?:en)?`],
  [
    'review',
    `(?:vis|vise|se|sja|fa se|fa sja|les|lese|ga gjennom|se gjennom|sja gjennom|oppsummer|oppsummere)(?: (?:meg|oss|pa|over|gjennom|igjennom))?(?: alle)? (?:svar|svara|svarene|svaret)(?: ${mine}| (?:en|ein) (?:gang|gong) til| igjen| att| pa nytt| forst| fyrst)*`,
  ],
  ['review', `(?:hva|kva) (?:har|er det) (?:vi|jeg|eg|me)(?: har)? (?:svart|svara)(?: ${mine})*`],
  [
    'review',
    `(?:(?:fa|fa se|fa sja|vis|vise|se|sja|ta|lag|lage)(?: meg| oss)? )?(?:en |ei |eit |et )?(?:oppsummering|samandrag|sammendrag)(?: av svara| av svarene)?`,
  ],
  [
    'submit',
    `(?:send|sende|lever|levere|levera) inn(?: ${answers}| ${mine})*(?: (?:pa nytt|igjen|att|pa ny|(?:en|ein) (?:gang|gong) til))?`,
  ],
  ['submit', `(?:lever|levere|levera)(?: ${answers}| ${mine})+`],
  ['leave', `(?:avslutt|avslutte|lukk|lukke)(?: (?:her|na|no|for i dag|samtalen|samtala|chatten|dette|det|skjemaet))*`],
  ['delete', `(?:slett|slette|fjern|fjerne)(?: ${answers}| ${mine})*(?: (?:svar|svara|svarene)| alt)(?: ${mine})*`],
  // To begin anew everything is deleted first, after a «ja» to that.
  [
    'delete',
    `(?:slett|slette|fjern|fjerne|visk ut|nullstill|stryk)(?: (?:alt|alle|svara|svarene|skjemaet|hele greia|heile greia|i hop|i hopes|sammen|saman))*(?: og)?(?: (?:jeg|eg|vi|me|ae?) (?:vil|ma|skal|onsker a|onskjer a))? (?:start|starte|begynn|begynne|begynna|byrj|byrje|byrja|starta|ta det) (?:helt |heilt |alt )?(?:pa nytt|forfra|pa ny|om igjen|pa start)`,
  ],
  [
    'opt_out',
    `${stopping}(?: (?:a|med|meg|oss|pa|om|flere|fleire|nye|noen|non|nokon|nokre|disse|desse|alle|sende|minne|purre|mase|ut|mer|meir|varsle|for|fa|ha))* ${reminding}(?: (?:til meg|til oss|om dette|pa dette|mer|meir))*`,
  ],
  [
    'opt_out',
    `(?:ikke|ikkje) (?:minn|minne|kontakt|kontakte|purr pa|purre pa|mas pa|mase pa|varsle) (?:meg|oss)(?: (?:mer|meir|pa dette|om dette|flere ganger|fleire gonger))*`,
  ],
  [
    'opt_out',
    `(?:slutt|slutte|stopp|stoppe)(?: (?:a|med))* (?:minne|purre|mase|kontakte|varsle)(?: (?:a|pa|meg|oss))*`,
  ],
  ['opt_out', `meld(?:e)? (?:meg|oss) av(?: ${reminding})?`],
  [
    'opt_in',
    `(?:send|sende|fa)(?: meg| oss)? (?:en |ei |eit |et )?(?:paminnelser|paminnelse|paminning|paminningar)|minne? meg(?: pa)?(?: (?:det|dette))? (?:senere|seinare)`,
  ],
  [
    'help',
    `(?:hjelpe?|fa (?:litt )?hjelp|fa (?:ei|en) forklaring)(?: (?:meg|oss|litt|her|med (?:dette|det|sporsmalet)))*`,
  ],
  [
    'help',
    `(?:forklar|forklare|utdyp|utdype)(?: (?:meg|dette|det|sporsmalet|narmere|narare|litt|bedre|betre|mer|meir))*`,
  ],
  [
    'help',
    `(?:hva|kva) (?:mener|meiner) (?:du|dere|de|dykk)(?: med (?:det|dette|sporsmalet|det sporsmalet)| her| na| no)?|(?:hva|kva) (?:betyr|tyder) (?:det|dette|sporsmalet)|(?:hva|kva) er meint?(?: her)?`,
  ],
  [
    'help',
    `(?:jeg |eg |vi |me )?(?:forstar|skjonner|skjonar|skjoner) (?:ikke|ikkje)(?: (?:sporsmalet|dette|det|hva (?:du|dere) mener|kva (?:du|de) meiner))?`,
  ],
  [
    'privacy',
    `(?:hvem|kven) (?:ser|far se|far sja|kan se|kan sja|leser|les) (?:svara|svarene|svaret|dette)(?: ${mine})*|(?:hva|kva) skjer med (?:svara|svarene|dette)(?: ${mine})*|er (?:dette|det|svara|svarene|undersokelsen|undersokinga) anonyme?t?`,
  ],
  [
    'all_questions',
    `(?:vis|vise|se|sja|fa se|fa sja|lese|les)(?: (?:meg|oss|pa|gjennom))? (?:alle (?:sporsmal|sporsmala|sporsmalene)|(?:sporsmala|sporsmalene)|hele skjemaet|heile skjemaet)(?: (?:forst|samtidig|under ett|under eitt))?`,
  ],
  // In `bare` text «ae» is «a».
  [
    'form',
    `(?:(?:fa|ha|send|sende|vis|vise|lag|lage|last ned|laste ned|hent|hente|finst|finnes|har (?:de|du|dere))(?: (?:meg|oss|til meg|til oss))? )?(?:alle |hele |heile )?(?:skjema|skjemat|sporreskjema|sporreskjemat|sporsmal|sporsmala|sporsmalene|undersokelsen|undersokinga)(?: (?:tilsendt|send|sendt))? (?:pa|som|i) (?:(?:en|ein|ei) )?(?:pdf|pdf-fil|pdf-format|papir)`,
  ],
  [
    'form',
    `(?:skriv|skrive) ut (?:skjemat|sporreskjemat|sporsmala|sporsmalene)|(?:last|laste) ned (?:skjemat|sporreskjemat|sporsmala|sporsmalene)(?: som pdf)?|(?:(?:fa|ha) )?(?:et |eit )?papirskjemat?`,
  ],
  [
    'switch_part',
    `(?:bytt|byt|bytte|byte|ga til|ta|skifte) (?:til )?(?:den |det )?(?:andre )?(?:del|delen|skjema|skjemaet)`,
  ],
  [
    'change',
    `(?:endre|endra|rette?|korrigere?)(?: pa)? (?:(?:et|eit|det|ett|mitt|mine|vart|vare|noen av|nokre av|non av|forrige|forre|siste) )*(?:svar|svaret|svara|svarene)(?: (?:mitt|mine|vart|vare|jeg ga|eg gav|vi ga))*`,
  ],
  [
    'not_me',
    `(?:(?:det|dette) er )?(?:ikke|ikkje) (?:jeg|eg) som (?:svarer|svarar|skal svare)(?: pa)?(?: (?:sant|slikt|dette|det|slike sporsmal))?|(?:jeg|eg) er (?:ikke|ikkje) (?:rett|riktig|rette|riktige) person(?:en)?|(?:non|nokon) andre (?:bor|ma|burde|skal|kan) svare(?: pa (?:dette|det))?`,
  ],
  ['language', `(?:bytte?|byte?|skifte?|endre) (?:sprak|malform)(?:et|a|en)?`],
]

/** Whole sentences that name a language form. */
const toForm = new RegExp(
  bareSource(
    `^(?:(?:bytte?|byte?|skifte?|ga over|sla over|ta|fortsette?|fortset|halde? fram|svare?|fa|ha|bruke?|skrive?|snakke?|vise?|se|sja|heller|finst|finnes|har (?:de|du|dere)|foretrekker|foretrekkjer|vil ha)(?: (?:meg|oss|det|den|dette|resten|sporsmala|sporsmalene|skjemaet|alt|sporsmalet))*(?: (?:over til|til|pa))? ?(${form})|(?:det|dette|resten|sporsmala|sporsmalene|skjemaet|alt)? ?pa (${form})|(${form}) (?:i staden|i stedet|heller|er best))(?: (?:i staden|i stedet|heller))?$`,
  ),
)
const compiled = patterns.map(
  ([meaning, source]) => [meaning, new RegExp(`^(?:${bareSource(source)})${now}$`)] as const,
)

/** The command that a `bare` phrase is by its pattern, or undefined. */
export function commandByPattern(text: string): CommandPhrase | undefined {
  const asked = toForm.exec(text)
  if (asked !== null) return asked.slice(1).includes('nynorsk') ? 'nn' : 'nb'
  return compiled.find(([, pattern]) => pattern.test(text))?.[0]
}

const askers = '(?:vi|me|jeg|eg|du|dere|de|man)'
const prefix = new RegExp(
  `^(?:(?:hei|hallo|ok|okei|unnskyld|orsak|sorry|men|og|ja|nei) )?(?:(?:kan|kunne|far|fa|ma|skal|vil|burde) ${askers}(?: (?:fa|vennligst|gjerne|bare|berre|heller|ikke|ikkje|vere sa snill a|vare sa snill a))*(?: lov til a)?|(?:(?:jeg|eg|vi|me) )?(?:vil|ville|onsker|onskjer|ma|skal|trenger|treng|har lyst til|har behov for)(?: (?:gjerne|heller|bare|berre|na|no))*(?: a)?|(?:la|lat) (?:oss|meg)|er det (?:mulig|mogleg|lov|greit)(?: for meg| for oss)? (?:a|om vi|om jeg|at vi)|gar det an a|(?:var|ver) sa snill(?: (?:a|og))?|vennligst|ver venleg(?: (?:a|og))?|gjerne) (?=\\S)`,
)
const asking =
  /^(?:(?:hei|hallo|ok|okei|unnskyld|orsak|sorry|men|og) )?(?:kan|kunne|far|gar det an|er det|la oss|lat oss|var sa snill|ver sa snill|vennligst)\b/
const suffix = / (?:takk|er du snill|er du grei|var sa snill|ver sa snill|please)$/

/** `peeled`: there were polite words around it. `asking`: a question or plea to the bot, or the bare words. */
export type PlainRequest = { said: string; asking: boolean; peeled: boolean }

/** A `bare` request without the polite words around it. */
export function plainRequest(text: string): PlainRequest {
  const ended = text.replace(suffix, '')
  const said = ended.replace(prefix, '').replace(/^minne (?=meg)/, 'minn ')
  return { said, asking: asking.test(ended) || said === ended, peeled: said !== ended }
}
