/** Addresses that mail came back from, as people copy them together. */
import { expect, it } from 'vitest'
import { addressesIn } from '../../src/register/address-list.ts'

it.each<[string, string, string[], number[]]>([
  ['one a line', 'kari@oslo.no\nola@bergen.no\n', ['kari@oslo.no', 'ola@bergen.no'], []],
  [
    'as Windows ends lines, with empty ones',
    'kari@oslo.no\r\n\r\n  \r\nola@bergen.no',
    ['kari@oslo.no', 'ola@bergen.no'],
    [],
  ],
  [
    'in brackets, with names',
    'Kari Nordmann <kari@oslo.no>\n"Ola, rådmann" <ola@bergen.no>;',
    ['kari@oslo.no', 'ola@bergen.no'],
    [],
  ],
  ['twice, in other case', 'Kari@Oslo.no\nkari@oslo.no', ['kari@oslo.no'], []],
  ['the same twice on a line', 'kari@oslo.no <KARI@oslo.no>', ['kari@oslo.no'], []],
  ['under a heading', 'E-postadresse\nkari@oslo.no', ['kari@oslo.no'], []],
  ['with a full stop behind', 'Ukjent mottaker: kari@oslo.no.', ['kari@oslo.no'], []],
  ['as the report of a server has it', 'Final-Recipient: rfc822; kari@oslo.no', ['kari@oslo.no'], []],
  ['with letters of ours', 'åse@sør-varanger.no', ['åse@sør-varanger.no'], []],
  ['a name alone', 'kari@oslo.no\nOla Nordmann', ['kari@oslo.no'], [2]],
  ['two on a line', 'kari@oslo.no, ola@bergen.no', [], [1]],
  ['no domain', 'kari@oslo', [], [1]],
  ['nothing', '\n \n', [], []],
])('%s', (_, text, addresses, faults) => {
  expect(addressesIn(text)).toEqual({ addresses, faults })
})
