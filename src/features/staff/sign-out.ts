import type { FeatureContext, PageAnswer, PageRoute } from '../../platform/feature.ts';

const SIGN_IN_PATH = '/masuk';

/** Ends the session of the request. */
export function signOutRoute({ db, signIn }: FeatureContext): PageRoute {
  return {
    path: '/keluar',
    fresh: true,
    get: async (request): Promise<PageAnswer> => ({ kind: 'moved', to: request.href(SIGN_IN_PATH) }),
    async post(request): Promise<PageAnswer> {
      const staff = await signIn.staffOf(request);
      if (staff) await db.deleteFrom('staff_session').where('id', '=', staff.session).execute();
      return { kind: 'moved', to: request.href(SIGN_IN_PATH), cookie: signIn.forgetCookie };
    },
  };
}
