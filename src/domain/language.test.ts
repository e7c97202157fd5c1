import { expect, it } from 'vitest';
import { LANGUAGES, localPath, splitLocalPath } from './language.ts';

it.each(['/', '/tahapan', '/tps/pilkada-2024/32.76.01.1006', '/enak', '/en-us'])(
  'finds the language and the path of %s again',
  (path) => {
    for (const language of LANGUAGES) {
      expect(splitLocalPath(localPath(language, path))).toEqual({ language, path });
    }
  },
);

it('takes a slash after the language as the home page', () => {
  expect(splitLocalPath('/en/')).toEqual({ language: 'en', path: '/' });
});
