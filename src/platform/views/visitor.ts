/** Programs that fetch a page to show what a link leads to, where somebody passes it on. */
const PREVIEWS =
  /whatsapp|facebookexternalhit|facebot|telegrambot|twitterbot|slackbot|linkedinbot|discordbot|skypeuripreview|viber|line-poker|iframely|embedly|snapchat/i;
/** Programs that read on nobody's behalf. */
const ROBOTS =
  /bot\b|bot[/;_-]|crawl|spider|slurp|preview|scan|monitor|uptime|archiv|fetch|headless|lighthouse|curl|wget|python|java\/|okhttp|go-http|libwww|node|undici|axios|httpclient|feed|rss/i;

/** Who asks for a page: a person's browser, a link's preview, or a program. */
export type Visitor = 'person' | 'preview' | 'program';

/** What a user agent says of itself. That it may lie does no harm: nothing is decided by it but a count. */
export function visitorOf(userAgent: string | undefined): Visitor {
  if (!userAgent) return 'program';
  if (PREVIEWS.test(userAgent)) return 'preview';
  return ROBOTS.test(userAgent) ? 'program' : 'person';
}

/** Whether a browser fetches ahead of its person, or a script of ours for later: nobody reads it yet. */
export function isAhead(header: (name: string) => string | undefined): boolean {
  const purpose = header('sec-purpose') ?? header('purpose') ?? header('x-moz');
  if (purpose?.includes('prefetch')) return true;
  // What a person opens goes through the service worker as a fetch too, but is still called a navigation.
  return header('sec-fetch-dest') === 'empty' && header('sec-fetch-mode') !== 'navigate';
}
