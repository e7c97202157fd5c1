import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { splitLocalPath } from './domain/language.ts';
import { allFeatures } from './features/registry.ts';
import { systemClock } from './platform/clock.ts';
import { isDatabaseUnavailable } from './platform/database/errors.ts';
import { readExternalFeatures } from './platform/external-feature.ts';
import { type FeatureContext, isOpen } from './platform/feature.ts';
import { type ApiEnv, createApi } from './platform/http/api.ts';
import { securityHeaders } from './platform/http/headers.ts';
import { mountHealth } from './platform/http/health.ts';
import { observe } from './platform/http/observe.ts';
import { createPageCache } from './platform/http/page-cache.ts';
import { missingAnswer, mountFiles, mountPages, type PageHost, requestOf } from './platform/http/pages.ts';
import { problemResponse, toProblem } from './platform/http/problem.ts';
import { createRateLimit } from './platform/http/rate-limit.ts';
import type { JobQueue } from './platform/jobs/queue.ts';
import { createMetrics } from './platform/metrics.ts';
import { watchRevision } from './platform/revision.ts';
import { mountAuth } from './platform/sign-in/auth-routes.ts';
import { createSignIn, type StaffSignIn } from './platform/sign-in/create-sign-in.ts';
import { mountJwks } from './platform/signing/jwks.ts';
import { createViewCounter, type ViewCounter } from './platform/views/counter.ts';
import { addViews } from './platform/views/store.ts';
import { ICONS } from './ui/icons.ts';
import { inkStyles, mountAppFiles } from './window/app-files.ts';
import { openContext } from './window/context.ts';
import { createDocuments } from './window/documents.tsx';
import { openOfficers } from './window/officers.ts';
import type { WindowParts } from './window/parts.ts';
import { openWorkspace } from './window/workspace.ts';

/** Steps of signing in that one address takes in a minute: a whole office behind one address gets in. */
const SIGN_IN_PER_MINUTE = 120;

/** A window that answers requests; several may run beside each other on one database. */
export interface Window {
  readonly app: Hono<ApiEnv>;
  readonly context: FeatureContext;
  readonly queue: JobQueue;
  readonly views: ViewCounter;
  readonly signIn: StaffSignIn;
  close(): Promise<void>;
}

/**
 * Puts platform, features and look together.
 *
 * @throws DatabaseUnavailable where the database is away
 */
export async function createWindow(parts: WindowParts): Promise<Window> {
  const { config, database, city, clock, log, assets } = parts;
  const revision = await watchRevision(database);
  const metrics = createMetrics(revision.current);
  const features = [
    ...allFeatures(),
    ...readExternalFeatures(config.featuresDir, new Set(Object.keys(ICONS))),
  ].filter((feature) => isOpen(feature, clock(), config.FEATURES_OFF));
  const api = createApi();
  api.use(compress());
  const closing: (() => Promise<void>)[] = [];
  const signIn = createSignIn({
    db: database.db,
    connection: database.connection,
    config,
    windowName: city.windowName,
    secret: parts.signInSecret,
  });
  closing.push(() => signIn.close());
  const { context, queue } = await openContext(parts, {
    features,
    metrics,
    signIn,
    onClose: (close) => closing.push(close),
    describeApi: () =>
      api.getOpenAPI31Document({
        openapi: '3.1.0',
        info: { title: city.windowName, version: '1', license: { name: 'MIT' } },
        servers: [{ url: `${config.publicUrl}/api/v1` }],
      }),
  });
  const views = createViewCounter({
    zone: city.zone,
    areas: parts.areas,
    clock,
    log,
    add: (counts) => addViews(database.db, counts),
    lost: (lost) =>
      metrics.count('jendela_views_lost_total', 'Views of pages that were not counted', {}, lost),
  });
  closing.push(() => views.close());
  const ink = inkStyles(city);
  const documents = createDocuments({ context, assets, inkUrl: ink?.url });
  const host: PageHost = {
    city,
    clock,
    proxies: config.TRUSTED_PROXIES,
    views,
    cache: createPageCache({ clock, revision: revision.current, isAway: isDatabaseUnavailable }),
    render: documents.render,
    missing: documents.missing,
  };

  const app = new Hono<ApiEnv>();
  app.use(observe(log, metrics, securityHeaders(config.publicUrl)));
  // An expiry is for the world outside, whatever a rehearsal's clock shows.
  mountHealth(app, { config, database, metrics, clock: systemClock });
  mountAppFiles(app, {
    assets,
    city,
    features,
    officers: context.officerWindows(),
    ink,
    reload: config.DEV_RELOAD === 'on',
  });
  mountJwks(app, database.db);
  mountAuth(app, {
    signIn,
    proxies: config.TRUSTED_PROXIES,
    limit: createRateLimit(SIGN_IN_PER_MINUTE, systemClock),
  });
  assets.mount(app);
  for (const feature of features) feature.api?.(api, context);
  api.get('/openapi.json', (c) =>
    c.json(context.describeApi(), 200, { 'cache-control': 'public, max-age=300' }),
  );
  app.route('/api/v1', api);
  for (const feature of features) {
    mountFiles(app, feature.files?.(context) ?? [], host);
    mountPages(app, feature.pages?.(context) ?? [], host);
  }
  const workspace = openWorkspace(app, { context, features, documents });
  const officers = openOfficers(app, { context, assetsOf: documents.assetsOf });

  app.notFound((c) => {
    if (c.req.path.startsWith('/api/')) {
      return problemResponse(c, toProblem(documents.unknownAddress, isDatabaseUnavailable));
    }
    return missingAnswer(
      c,
      requestOf(c, { path: c.req.path }, splitLocalPath(c.req.path).language, host),
      host,
    );
  });
  app.onError((error, c) => {
    const problem = toProblem(error, isDatabaseUnavailable);
    if (problem.status >= 500) log.error({ err: error, requestId: c.get('requestId') }, 'request failed');
    const wantsPage = c.req.header('accept')?.includes('text/html') && !c.req.path.startsWith('/api/');
    if (!wantsPage) return problemResponse(c, problem);
    const [staff, officer] = [c.get('staffRequest'), c.get('officerRequest')];
    const page = staff
      ? workspace.failure(problem, staff, c.get('requestId'))
      : officer
        ? officers.failure(problem, officer, c.get('requestId'))
        : documents.failure(
            problem,
            requestOf(c, { path: c.req.path }, splitLocalPath(c.req.path).language, host),
          );
    return c.html(page, problem.status, {
      'cache-control': 'no-store',
      ...problem.headers,
    });
  });

  if (parts.work) await queue.start();
  return {
    app,
    context,
    queue,
    views,
    signIn,
    async close() {
      await queue.stop();
      await revision.stop();
      for (const close of closing) await close();
    },
  };
}
