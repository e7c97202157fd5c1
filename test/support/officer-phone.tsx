import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ApiEnv } from '../../src/platform/http/api.ts';
import { type Assets, loadAssets } from '../../src/platform/http/assets.ts';
import { securityHeaders } from '../../src/platform/http/headers.ts';
import { observe } from '../../src/platform/http/observe.ts';
import { problemResponse, toProblem } from '../../src/platform/http/problem.ts';
import { listen } from '../../src/platform/http/server.ts';
import { type Deed, defineAction, type OfficerWindow } from '../../src/platform/officers/contract.ts';
import { ActionForm } from '../../src/ui/components/action-form.tsx';
import { Button } from '../../src/ui/components/button.tsx';
import { mountAppFiles } from '../../src/window/app-files.ts';
import { createDocuments } from '../../src/window/documents.tsx';
import { openOfficers } from '../../src/window/officers.ts';
import { createTestWindow, type TestWindow } from './test-window.ts';

/** Where the forms of the trial are. */
export const TRIAL_PAGE = '/petugas/coba';

/** A window of officers on a port of this machine, with a page of forms that tell what arrived. */
export interface PhoneWindow {
  readonly url: string;
  readonly window: TestWindow;
  /** What was done, in the order in which it arrived. */
  readonly deeds: readonly Deed<unknown>[];
  close(): Promise<void>;
}

/** Everything of a window as browsers load it, with one feature more: a tick, a text and a photo. */
export async function openPhoneWindow(): Promise<PhoneWindow> {
  const assets = loadAssets('dist/client');
  const window = await createTestWindow({
    name: 'officer_phone',
    assets,
    stages: false,
    environment: { PUBLIC_URL: 'http://localhost' },
  });
  const deeds: Deed<unknown>[] = [];
  const app = appOf(window, assets, [...window.window.context.officerWindows(), trial(deeds)]);
  const server = await listen({ fetch: app.fetch, host: '127.0.0.1', port: 0, setting: 'PORT' });
  return {
    url: `http://localhost:${server.port}`,
    window,
    deeds,
    async close() {
      await server.stop(0);
      await window.close();
    },
  };
}

function appOf(
  { window, city, config }: TestWindow,
  assets: Assets,
  officers: readonly OfficerWindow[],
): Hono<ApiEnv> {
  const context = { ...window.context, officerWindows: () => officers };
  const app = new Hono<ApiEnv>();
  app.use(observe(context.log, context.metrics, securityHeaders(config.publicUrl)));
  app.onError((error, c) =>
    problemResponse(
      c,
      toProblem(error, () => false),
    ),
  );
  const documents = createDocuments({ context, assets, inkUrl: undefined });
  mountAppFiles(app, { assets, city, features: context.features(), officers, ink: undefined, reload: false });
  assets.mount(app);
  const rest = (c: Context<ApiEnv>) => window.app.fetch(c.req.raw, c.env);
  app.all('/petugas/masuk', rest);
  openOfficers(app, { context, assetsOf: documents.assetsOf });
  app.all('*', rest);
  return app;
}

function trial(deeds: Deed<unknown>[]): OfficerWindow {
  const told = async (_: unknown, deed: Deed<unknown>) => {
    deeds.push(deed);
    const isConflict = JSON.stringify(deed.data).includes('bentrok');
    return isConflict
      ? { state: 'conflict' as const, note: 'Ketua sudah mencatat lain.' }
      : { state: 'done' as const, note: 'Terima kasih.' };
  };
  const text = z.strictObject({ teks: z.string().min(3, 'Tulis paling sedikit tiga huruf.') });
  return {
    pages: [
      {
        path: TRIAL_PAGE,
        for: 'serving',
        offline: true,
        get: async () => ({ kind: 'page', title: 'Percobaan', location: true, body: <TrialPage /> }),
      },
    ],
    actions: [
      defineAction({ kind: 'trial.tick', schema: () => z.strictObject({}), apply: told }),
      defineAction({ kind: 'trial.write', schema: () => text, apply: told }),
      defineAction({
        kind: 'trial.photo',
        schema: () => z.strictObject({}),
        photo: { required: true, place: true },
        apply: told,
      }),
    ],
  };
}

function TrialPage() {
  return (
    <div class="stack">
      <h1>Percobaan</h1>
      <ActionForm lang="id" kind="trial.tick" subject="kotak" title="Kotak diterima" back={TRIAL_PAGE} once>
        <Button id="send-tick">Kotak diterima</Button>
      </ActionForm>
      <ActionForm lang="id" kind="trial.write" title="Tulis laporan" back={TRIAL_PAGE}>
        <input class="input" name="teks" aria-label="Teks" />
        <Button id="send-write">Tulis laporan</Button>
      </ActionForm>
      <ActionForm
        lang="id"
        kind="trial.photo"
        title="Kirim foto"
        back={TRIAL_PAGE}
        photo={{ required: true, place: true }}
      >
        <Button id="send-photo">Kirim foto</Button>
      </ActionForm>
    </div>
  );
}
