/**
 * Headers of every answer. No script but the window's own files, nothing from another host, no frame around
 * it, and no referrer, since an address can tell which polling place was looked at.
 */
export function securityHeaders(publicUrl: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      "media-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=63072000' } : {}),
  };
}

/** What a page is allowed beside what every answer is. */
interface Allowed {
  /** May stand in a frame of another site. */
  readonly embed?: true;
  /** May ask for the camera. */
  readonly camera?: true;
  /** May ask where the phone is. */
  readonly location?: true;
}

/**
 * Headers of a page that differ from those of every answer; undefined where none does. An empty value takes the header
 * away.
 */
export function pageHeaders(
  every: Readonly<Record<string, string>>,
  { embed, camera, location }: Allowed,
): Readonly<Record<string, string>> | undefined {
  if (!embed && !camera && !location) return undefined;
  const policy = every['content-security-policy'] ?? '';
  const permissions = every['permissions-policy'] ?? '';
  return {
    ...(embed && {
      'content-security-policy': policy.replace("frame-ancestors 'none'", 'frame-ancestors *'),
      'cross-origin-resource-policy': 'cross-origin',
      'x-frame-options': '',
    }),
    ...((camera || location) && {
      'permissions-policy': permissions
        .replace('camera=()', camera ? 'camera=(self)' : 'camera=()')
        .replace('geolocation=()', location ? 'geolocation=(self)' : 'geolocation=()'),
    }),
  };
}
