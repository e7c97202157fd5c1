import { SETTINGS, type SettingName } from '../platform/config/settings.ts';

/** Every setting with what it is for, for the end of `jendela help`. */
export function settingsHelp(): string {
  const lines = (Object.keys(SETTINGS) as SettingName[]).map((name) => {
    const { purpose, expected, ...rest } = SETTINGS[name];
    const fallback = 'fallback' in rest && rest.fallback !== '' ? ` Default: ${rest.fallback}.` : '';
    return `  ${name.padEnd(22)}${purpose}. ${capitalise(expected)}.${fallback}`;
  });
  return [
    '',
    'Settings, from the environment (each NAME may also be given as NAME_FILE, a file that holds it):',
    ...lines,
    '',
  ].join('\n');
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
