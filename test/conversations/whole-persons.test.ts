/**
 * The integrering part as the three kinds of people of whom `temperaments.test.ts` has none there go through it, every word their own, wrong
 * turns and pauses too; as readable transcripts.
 */

import { expect, test } from 'vitest'
import { golden } from '../support/golden.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, sharedSession, tester, types, waits } from '../support/tester.ts'

/** A line for each message; «[90 minutt]»: away from the chat. */
const people = {
  'knapp-nn': `
hei
start
konsulent
3
ja
åleine
14
2
nei 3
ja
bustad økonomi kort varsel
ja
sjølve
perm med?
nitten
vo
ja
nei
1 gong i året
rettleiing, lengre tid
5
ja
norsk
og tolk
ja
ingen
[180 minutt]
hei
eit par gonger
litt
ikkje aktuelt
ganske på resten
svært på alle unnateke 8
litt
nei
-
endre 2
4
send
ja
ferdig?
hade
`,
  'pratsom-nb': `
Hei hei! Her er Anne-Lise på flyktningkontoret, jeg fikk en e-post om at jeg skulle svare på noe for IMDi, er det her det er?
Så bra. Da setter jeg meg godt til rette med kaffekoppen, bare kjør i gang du
Jeg leder flyktningtjenesten, det har jeg gjort siden Grete gikk av med pensjon
Oi, tiden flyr! Jeg begynte i 2009, så da blir det vel ni år da
Ja, det stemmer nok det
Ja det har vi så absolutt, men før i tiden var det jo mange flere, i 2015 hadde vi full gang her
Nei det er bare oss det, ingen andre kommuner innblandet
ja, nettopp
La meg se, vi fikk to familier i mars og noen enslige i sommer, til sammen ble det 17 personer
Nei vent, den siste familien kom i forrige uke og teller vel ikke, så 13 var det
ja
Ingen, alle sammen kom med mor og far
Boliger, boliger, boliger! Og så er det jo alltid pengene da, men det sier vel alle 😄
Ja, og pengene
Ja, da er vi enige
Ja det driver vi selv her hos oss, veldig fint program om jeg må si det selv
Akkurat nå er vi 22, men to av dem er i permisjon, skal de være med?
Da sier vi 22
Det er hos oss i flyktningtjenesten det, men voksenopplæringen har jo norsken
Hos oss, flyktningtjenesten
Ja, vi har en avtale fra 2014 som vi burde ha fornyet for lenge siden, he he
ja
Tja, vi har jo det nasjonale på 70 prosent, men noe eget har vi ikke vedtatt
Det stemmer, dessverre
Jeg legger det fram for kommunestyret hver vår
ja da
Du, hva mener dere med å samkjøre timeplanene?
Å, da gjør vi det! Og så gir vi jo utdanningsveiledning til dem som vil
ja, og samkjørte timeplaner
ja
Det var tre jenter som begynte på videregående i høst og en gutt på ungdomsskolen, så fire
Ja, vi har så godt samarbeid med Bømlo, hyggelige folk
Det er norsken først og fremst, de kjører klassene for oss, og så deler vi på tolker
ja, det er det
Vi setter oss ned hver høst og går gjennom det selv, og så spurte vi deltakerne i fjor
Det stemmer det
Ja, litt har vi jo justert, vi la om til mer praksis
Å, dem på regionkontoret snakker jeg jo med støtt, minst en gang i måneden
Hver måned ja
Nå står det noen i døra her, vi prates etter lunsj
[90 minutt]
Da er jeg mett og god, hvor var vi?
Stort sett ganske nyttig, men tolk har vi ikke spurt dem om
Ja, skriv det
Alt er jo viktig, men aller viktigst er bosetting
Vi skulle gjerne hatt flere samlinger her ute på øyene, det er langt å reise til Bergen for en dag
Nei, nå tror jeg at jeg har pratet nok 😊
Du, jeg sa visst feil på antall år, det skulle være ti
Ja, ti
Nei, da tror jeg vi sender det av gårde
Ja, send i vei!
Tusen takk for hjelpen, du var flink du
Får jeg en kopi av dette?
Ha en riktig god helg!
`,
  'sint-nn': `
Hei
Kva faen er dette for noko
må eg?
ja ja, køyr på då
kva har det med saka å gjere
leiar for flyktningtenesta, står i listene dykkar
altfor mange
12
ja sjølvsagt har me busett, kva trur de
åleine. som alltid
de sende dei jo hit sjølve, sjå i eigne lister
18, og slutt å mas
null, de la jo ned mottaket
DYKK
pengar. og at de aldri gir beskjed i tide
ja, og kort varsel
ja for faen
ja, sjølve, ingen andre gidd
ja sa eg
25, og det er 25 for mykje papirarbeid
flyktningtenesta for helvete, det sa eg jo
nei, dei svarar ikkje på telefonen
Jøss, fleire spørsmål?? kor mykje er det att
nei
aldri, ingen bryr seg
ja
ingenting av dette, me har ikkje råd
ja
nei og det har eg ikkje tenkt heller
gidd ikkje
hopp over
tull. ingen
ja
no går eg
[1500 minutt]
er de framleis her?
ikkje ein einaste gong
ikkje nyttig, heile lista
elleve til?? nei no får det vere nok
hopp over
At de svarar på e-post.
Slutt med slike undersøkingar
eit svar
feil på fire, det var 19
ja
send dritten
ja for faen
og no vil eg ikkje høyre meir frå dykk
hadet
`,
}

test.each(Object.entries(people))('%s', (name, said) => {
  const person = tester(
    sharedSession(worldOf(questionnaires.integrering, units.kommune)),
    name.endsWith('nb') ? 'nb' : 'nn',
  )
  joins(person)
  for (const line of said.trim().split('\n')) {
    const away = /^\[(\d+) minutt\]$/.exec(line)?.[1]
    if (away === undefined) types(person, line)
    else waits(person.shared, Number(away))
  }
  expect(person.shared.submitted).toHaveLength(1)
  golden(`integrering/${name}`, person)
})
