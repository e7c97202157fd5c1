import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type WebhookTarget, wordpressSnippet } from '../../src/features/sources/snippets.ts';

const run = promisify(execFile);

/** Where Debian's package puts WordPress, and its server of MariaDB. */
const INSTALLED = '/usr/share/wordpress';
const ENVIRONMENT = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` };
/** PHP's own server answers one request at a time with each process. */
const PHP_WORKERS = '4';
const LOOK_AGAIN_MS = 100;
const MOST_LOOKS = 300;

/** A real WordPress of Debian's package, with MariaDB and PHP, on the loopback address. */
export interface WordPress {
  readonly url: string;
  /** Root of its REST interface. */
  readonly api: string;
  /** Runs PHP inside of WordPress, as its own pages do; what it echoes. */
  php(code: string): Promise<string>;
  /** Puts the snippet of the workspace where WordPress loads it with each request. */
  installWebhook(target: WebhookTarget): Promise<void>;
  /** Has WordPress load a file with each request. */
  plugin(name: string, php: string): Promise<void>;
  stop(): Promise<void>;
}

/** Whether the packages are there: wordpress, mariadb-server, php-cli and php-mysql. */
export function hasWordPress(): boolean {
  const programs = ['mariadbd', 'mariadb-install-db', 'mariadb', 'php'];
  const found = programs.every(
    (name) => spawnSync('sh', ['-c', `command -v ${name}`], { env: ENVIRONMENT }).status === 0,
  );
  return found && existsSync(path.join(INSTALLED, 'wp-load.php'));
}

/** Installs a site in a folder of its own and serves it; `stop` leaves nothing behind. */
export async function startWordPress(): Promise<WordPress> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jendela-wordpress-'));
  const children: ChildProcess[] = [];
  const stop = async () => {
    for (const child of children.toReversed()) await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const socket = await startMariaDb(folder, children);
    const host = `127.0.0.1:${await freePort()}`;
    const site = path.join(folder, 'site');
    const plugins = path.join(site, 'wp-content/mu-plugins');
    await cp(INSTALLED, site, { recursive: true, dereference: true });
    await mkdir(plugins, { recursive: true });
    await writeFile(path.join(site, 'wp-config.php'), configOf(socket, host));
    const plugin = (name: string, code: string) => writeFile(path.join(plugins, `${name}.php`), code);
    // The package brings no theme, and any real one has this.
    await plugin('theme', "<?php add_theme_support('post-thumbnails');");
    const php = (code: string) => runInside(site, host, code);
    await php(INSTALL);
    await servePhp(folder, site, host, children);
    return {
      url: `http://${host}`,
      api: `http://${host}/wp-json/`,
      php,
      installWebhook: (target) => plugin('jendela', wordpressSnippet(target)),
      plugin,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const INSTALL = `
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('KPU Kota Contoh', 'admin', 'admin@kpu.example', true, '', bin2hex(random_bytes(12)));
update_option('permalink_structure', '/%postname%/');
update_option('timezone_string', 'Asia/Jakarta');`;

/** A request that nobody sent: WordPress reads where it is from what a web server would say. */
async function runInside(site: string, host: string, code: string): Promise<string> {
  const installing = code === INSTALL ? "define('WP_INSTALLING', true);" : '';
  const script = `
$_SERVER += ['HTTP_HOST' => '${host}', 'SERVER_NAME' => '127.0.0.1', 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET'];
${installing}
require '${site}/wp-load.php';
${code}`;
  const { stdout } = await run('php', ['-r', script]);
  return stdout;
}

/** A server on a socket in the folder alone; as its own user where root starts it. */
async function startMariaDb(folder: string, children: ChildProcess[]): Promise<string> {
  const [data, temporary] = [path.join(folder, 'db'), path.join(folder, 'tmp')];
  const socket = path.join(folder, 'db.sock');
  const asRoot = process.getuid?.() === 0;
  await mkdir(data);
  await mkdir(temporary);
  if (asRoot) {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'mysql'])));
    await chmod(folder, 0o755);
    for (const place of [folder, data, temporary])
      await chown(place, Number(uid?.stdout), Number(gid?.stdout));
  }
  const options = [
    '--no-defaults',
    `--datadir=${data}`,
    `--tmpdir=${temporary}`,
    ...(asRoot ? ['--user=mysql'] : []),
  ];
  const install = [...options, '--auth-root-authentication-method=normal', '--skip-test-db'];
  await run('mariadb-install-db', install, { env: ENVIRONMENT });
  const serve = [...options, `--socket=${socket}`, '--skip-networking'];
  children.push(spawn('mariadbd', serve, { env: ENVIRONMENT, stdio: 'ignore' }));
  const ask = (sql: string) => run('mariadb', ['--no-defaults', `--socket=${socket}`, '-uroot', '-e', sql]);
  await until(() => ask('select 1'));
  await ask('create database wordpress');
  return socket;
}

/** PHP's own server in place of a web server; what is no file is WordPress's. */
async function servePhp(folder: string, site: string, host: string, children: ChildProcess[]): Promise<void> {
  const router = path.join(folder, 'router.php');
  await writeFile(
    router,
    `<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path !== '/' && is_file($_SERVER['DOCUMENT_ROOT'] . $path)) return false;
$_SERVER['SCRIPT_NAME'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
`,
  );
  children.push(
    spawn('php', ['-S', host, '-t', site, router], {
      env: { ...ENVIRONMENT, PHP_CLI_SERVER_WORKERS: PHP_WORKERS },
      stdio: 'ignore',
      // Its workers end with it, as one group.
      detached: true,
    }),
  );
  await until(async () => {
    if (!(await fetch(`http://${host}/wp-json/wp/v2/posts`)).ok)
      throw new Error('WordPress does not answer yet.');
  });
}

function configOf(socket: string, host: string): string {
  const keys = ['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT'];
  return `<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4');
define('WP_HOME', 'http://${host}');
define('WP_SITEURL', 'http://${host}');
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
${keys.map((name) => `define('${name}', '${randomBytes(24).toString('hex')}');`).join('\n')}
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}

/** Waits until something no longer fails. */
async function until(attempt: () => Promise<unknown>): Promise<void> {
  for (let looks = 1; ; looks++) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (looks === MOST_LOOKS) throw error;
      await pause(LOOK_AGAIN_MS);
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.spawnfile === 'php' && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  else child.kill('SIGTERM');
  await ended;
}
