// Starts a fresh installation of the real server on free ports, as ./quotahit up does, and ends it again.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Those of ./quotahit up, with a class-data archive that the first journey leaves to the others. */
const flags = [
  '-Xmx2g',
  '--sun-misc-unsafe-memory-access=allow',
  '--add-opens=java.base/java.lang=ALL-UNNAMED',
  '--enable-native-access=ALL-UNNAMED',
  '-XX:+UseParallelGC',
  '-Xmn64m',
  '-XX:+AutoCreateSharedArchive',
  `-XX:SharedArchiveFile=${join(root, 'cluster-config/target/journeys.jsa')}`,
  '-Xlog:disable',
  '-Xlog:all=error,cds*=off,aot*=off:stderr',
];

/** A server that nobody speaks with lives for half a minute: what the second compiler makes of it comes too late to be used. */
const brief = ['-XX:TieredStopAtLevel=1'];

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** @param settings more environment, such as QUOTAHIT_OPENAI_SANDBOX_PORT */
export async function startServer(settings = {}) {
  const [http, media, management, cluster] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const data = mkdtempSync(join(tmpdir(), 'quotahit-e2e-'));
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const classpath = readFileSync(join(root, 'cluster-config/target/classpath'), 'utf8').trim();
  const child = spawn(
    java,
    [...flags, ...(settings.QUOTAHIT_VOICE === 'off' ? brief : []), '-cp', classpath, 'com.quotahit.cluster.Main'],
    {
      cwd: root,
      env: {
        ...process.env,
        QUOTAHIT_HTTP_PORT: String(http),
        QUOTAHIT_MEDIA_PORT: String(media),
        QUOTAHIT_MANAGEMENT_PORT: String(management),
        QUOTAHIT_CLUSTER_PORT: String(cluster),
        QUOTAHIT_DATA_DIR: data,
        QUOTAHIT_WEB_DIR: join(root, 'frontend/dist'),
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('the server was not ready within 120 s')), 120_000);
    child.stdout.on('data', (chunk) => {
      if (String(chunk).includes('is ready')) {
        clearTimeout(limit);
        resolve();
      }
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
  return {
    base: `http://127.0.0.1:${http}`,
    ports: { http, media },
    management: `http://127.0.0.1:${management}`,
    data,
    async stop() {
      child.kill('SIGTERM');
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 30_000).unref())]);
      if (child.exitCode === null) child.kill('SIGKILL');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}
