/** Addresses as they are typed from a letter and handed on by programs lead to the page that is meant, and to no other. */

import { expect, test } from 'vitest'
import { addressMeant } from '../../../src/edge/web/address-meant.ts'

test.each([
  ['nothing but the name of the machine', '/', '/svar'],
  ['a slash behind', '/svar/', '/svar'],
  ['capitals', '/SVAR', '/svar'],
  ['a capital, as phones begin with', '/Svar', '/svar'],
  ['the full stop of the sentence', '/svar.', '/svar'],
  ['a comma', '/svar,', '/svar'],
  ['a bracket', '/svar)', '/svar'],
  ['a sign of a mail program', '/svar%3E', '/svar'],
  ['a quotation mark', '/svar%C2%BB', '/svar'],
  ['a blank', '/svar%20', '/svar'],
  ['the code behind a sign that was written out', '/svar%23K7QM-2V4X-9T3D-B', '/svar#K7QM-2V4X-9T3D-B'],
  ['that with a slash between', '/svar/%23K7QM-2V4X-9T3D-B.', '/svar#K7QM-2V4X-9T3D-B'],
  ['a question behind it', '/Svar/?lang=nn', '/svar?lang=nn'],
  ['administrators', '/Admin/', '/admin'],
  ['a wave, whose id is as it is', '/ADMIN/Runde-2/', '/admin/Runde-2'],
  ['a page below', '/svar/skjema/', '/svar/skjema'],
  ['accessibility', '/Tilgjengelighet.', '/tilgjengelighet'],
])('%s', (_, typed, meant) => {
  expect(addressMeant(typed)).toBe(meant)
  // Where it leads is an address as it should be.
  expect(addressMeant(meant.split('#')[0] ?? '')).toBeNull()
})

test.each([
  '/svar',
  '/svar?lang=nn',
  '/svarer',
  '/administrasjon/',
  '//evil.example/svar/',
  '/svar//evil.example/',
  '/svar/%5C%5Cevil.example/',
  '/%2Fevil.example/',
  '/api/messages/',
  '/Api/admin/status',
  '/svar/%0D%0Ax/',
  '/svar/%E6/',
  '/metrics',
])('%s leads nowhere else', (url) => expect(addressMeant(url)).toBeNull())
