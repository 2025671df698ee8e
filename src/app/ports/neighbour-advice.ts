/** What a code of the network or of TLS asks of whoever runs the service; the same of every neighbour. */

const advice: Record<string, string> = {
  ENOTFOUND: 'the name in its address is not known here; look for a slip in it, or at DNS',
  EAI_AGAIN: 'names cannot be looked up just now; look at DNS',
  ECONNREFUSED: 'nobody listens there; start it, or correct host and port',
  ENOENT: 'its socket is not there; start it, or correct the path',
  EACCES: 'its socket may not be opened by this user',
  ECONNRESET: 'it hangs up; does its address ask for TLS where it has none, or the other way round?',
  EPIPE: 'it hangs up; does its address ask for TLS where it has none, or the other way round?',
  ETIMEDOUT: 'no answer; look at the network and its firewall',
  EHOSTUNREACH: 'there is no way to it; look at the network',
  ENETUNREACH: 'there is no way to it; look at the network',
  CERT_HAS_EXPIRED: 'its certificate has expired; renew it',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name; write the name of the certificate in the address',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS there; its address asks for TLS',
  EPROTO: 'it does not speak TLS there; its address asks for TLS',
}

const unknownIssuer = 'nobody known here vouches for its certificate; name its CA (sslrootcert, NODE_EXTRA_CA_CERTS)'
const unknownIssuers = [
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_GET_ISSUER_CERT'],
]

/** One sentence for the operator about an error's `code`; null: it says nothing that we know. */
export const networkAdvice = (code: string): string | null =>
  advice[code] ?? (unknownIssuers.includes(code) ? unknownIssuer : null)
