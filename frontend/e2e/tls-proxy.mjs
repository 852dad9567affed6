// A proxy as installations have one before their doors: it ends TLS, names the caller, and passes sockets on.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate that nobody trusts, made by the JDK's own tool. */
function certificate(names) {
  const folder = mkdtempSync(join(tmpdir(), 'quotahit-tls-'));
  const file = join(folder, 'proxy.p12');
  const keytool = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'keytool') : 'keytool';
  const passphrase = 'only for this run';
  execFileSync(
    keytool,
    ['-genkeypair', '-alias', 'proxy', '-keyalg', 'RSA', '-keysize', '2048', '-validity', '2', '-dname', `CN=${names[0]}`, '-ext', `SAN=${names.map((name) => `DNS:${name}`).join(',')}`, '-storetype', 'PKCS12', '-keystore', file, '-storepass', passphrase],
    { stdio: 'ignore' },
  );
  const pfx = readFileSync(file);
  rmSync(folder, { recursive: true });
  return { pfx, passphrase };
}

/**
 * @param doors pairs of the proxy's port and the port behind it
 * @param caller the address that the proxy says everybody comes from
 */
export async function openProxy(names, doors, caller) {
  const tls = certificate(names);
  const servers = doors.map(([port, behind]) => door(tls, port, behind, caller));
  await Promise.all(servers.map(({ listening }) => listening));
  return { close: () => servers.forEach(({ server }) => { server.closeAllConnections(); server.close(); }) };
}

function door(tls, port, behind, caller) {
  const server = https.createServer(tls, (asked, answer) => {
    const headers = { ...asked.headers, 'x-forwarded-for': caller, 'x-forwarded-proto': 'https' };
    const passed = http.request({ host: '127.0.0.1', port: behind, method: asked.method, path: asked.url, headers }, (answered) => {
      answer.writeHead(answered.statusCode, answered.rawHeaders);
      answered.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  server.on('upgrade', (asked, socket, head) => {
    const passed = net.connect(behind, '127.0.0.1', () => {
      const lines = [`${asked.method} ${asked.url} HTTP/1.1`];
      for (let at = 0; at < asked.rawHeaders.length; at += 2) lines.push(`${asked.rawHeaders[at]}: ${asked.rawHeaders[at + 1]}`);
      passed.write(`${lines.join('\r\n')}\r\n\r\n`);
      passed.write(head);
      passed.pipe(socket).pipe(passed);
    });
    passed.on('error', () => socket.destroy());
    socket.on('error', () => passed.destroy());
  });
  return { server, listening: new Promise((resolve) => { server.listen(port, '127.0.0.1', resolve); }) };
}
