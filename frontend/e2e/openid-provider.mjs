// A company's own sign-in on loopback, for journeys: discovery, keys, a page where one person waits to be let on, and tokens
// for a client that shows its secret and the verifier of its own question.
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

export const client = { id: 'quotahit', secret: 'a-client-secret-of-the-journey-0123456789' };

const base64 = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** @returns the provider; whoever is `person` at the moment is who it speaks for */
export async function openProvider() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const questions = new Map();
  const provider = { issuer: '', person: { sub: '', email: '' }, close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };

  const token = (question) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: provider.issuer, sub: provider.person.sub, aud: client.id, iat: now, exp: now + 300, nonce: question.get('nonce'), email: provider.person.email, email_verified: true };
    const said = `${base64({ alg: 'RS256', typ: 'JWT', kid: '1' })}.${base64(claims)}`;
    return `${said}.${createSign('RSA-SHA256').update(said).sign(privateKey).toString('base64url')}`;
  };

  const places = {
    '/.well-known/openid-configuration': () => ({
      issuer: provider.issuer,
      authorization_endpoint: `${provider.issuer}/authorize`,
      token_endpoint: `${provider.issuer}/token`,
      jwks_uri: `${provider.issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    }),
    '/keys': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' }] }),
    '/authorize': ({ query }) => {
      const code = randomUUID();
      questions.set(code, query);
      const back = new URL(query.get('redirect_uri'));
      back.search = new URLSearchParams({ code, state: query.get('state') });
      return `<!doctype html><html lang="en"><title>Company sign-in</title><h1>Company sign-in</h1><a href="${back.href.replaceAll('&', '&amp;')}">Go on as ${provider.person.email}</a>`;
    },
    '/token': ({ authorization, body }) => {
      const question = questions.get(body.get('code'));
      questions.delete(body.get('code'));
      const known = authorization === `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
      const same = createHash('sha256').update(body.get('code_verifier') ?? '').digest('base64url') === question?.get('code_challenge');
      if (!known || !same) return undefined;
      return { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: token(question) };
    },
  };

  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, searchParams } = new URL(request.url, provider.issuer);
    const said = places[pathname]?.({ query: searchParams, authorization: request.headers.authorization, body: new URLSearchParams(Buffer.concat(chunks).toString()) });
    if (said === undefined) response.writeHead(400, { 'Content-Type': 'application/json' }).end('{"error":"invalid_grant"}');
    else if (typeof said === 'string') response.writeHead(200, { 'Content-Type': 'text/html' }).end(said);
    else response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(said));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  provider.issuer = `http://localhost:${server.address().port}`;
  return provider;
}
