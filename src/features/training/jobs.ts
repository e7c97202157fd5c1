import { z } from 'zod';
import type { FeatureContext } from '../../platform/feature.ts';
import type { Job } from '../../platform/jobs/jobs.ts';
import { SETTLE_JOB } from './constants.ts';
import { settleCourse } from './passing.ts';

const SETTLE_SECONDS = 600;
const settleData = z.object({ course: z.string() });

/** After a change of a course: who has passed by now gets the certificate. */
export function trainingJobs(context: FeatureContext): readonly Job[] {
  return [
    {
      name: SETTLE_JOB,
      timeoutSeconds: SETTLE_SECONDS,
      oneOfAKey: true,
      run: (data, signal) => settleCourse(context, settleData.parse(data).course, signal),
    },
  ];
}
