import { load } from 'cheerio';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  announcementContent,
  announcementEnvelope,
  correctAnnouncement,
  hoaxContent,
  publishAnnouncement,
  withdrawAnnouncement,
} from '../../../test/support/announcements.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';
import { itemRef } from '../../domain/item.ts';

let window: TestWindow;
beforeAll(async () => {
  window = await createTestWindow({ name: 'announcements', stages: false });
});
afterAll(() => window?.close());

async function open(path: string) {
  const response = await window.request(path);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, $: load(text) };
}

/** Asks until the window has heard of what was published. */
async function openWith(path: string, words: string) {
  return vi.waitFor(async () => {
    const page = await open(path);
    expect(page.text).toContain(words);
    return page;
  });
}

const hour = (hours: number) => QUIET_PERIOD.add({ hours });

describe('the list', () => {
  test('says that there is nothing yet', async () => {
    const { $, status } = await open('/berita');
    expect(status).toBe(200);
    expect($('.empty h2').text()).toBe('Belum ada berita');
    expect($('link[rel=alternate][type="application/atom+xml"]').attr('href')).toBe('/berita/atom.xml');
  });

  test('narrows by kind, area, agency and words, and turns pages', async () => {
    window.setNow(hour(-48));
    await publishAnnouncement(window, announcementContent({ title: { id: 'Biasa, dua hari lalu' } }));
    window.setNow(hour(-1));
    await publishAnnouncement(
      window,
      announcementContent({ title: { id: 'Mendesak, pagi tadi' } }),
      announcementEnvelope({ urgency: 'urgent', areas: ['32.76.06'] }),
    );
    window.setNow(hour(0));
    await publishAnnouncement(window, hoaxContent());
    const titles = ($: ReturnType<typeof load>) =>
      $('.news b')
        .toArray()
        .map((one) => $(one).text());

    const { $ } = await openWith('/berita', 'Surat suara');
    expect(titles($)).toEqual([
      'Mendesak, pagi tadi',
      'Surat suara tidak dikirim sudah tercoblos',
      'Biasa, dua hari lalu',
    ]);
    expect($('section h2').first().text()).toBe('Hari ini, 24 November 2024');
    expect($('.chip.bad').first().text()).toBe('Mendesak');
    expect(titles((await open('/berita?jenis=hoaks')).$)).toEqual([
      'Surat suara tidak dikirim sudah tercoblos',
    ]);
    expect(titles((await open('/berita?wilayah=32.76.06.1002')).$)).toHaveLength(3);
    expect(titles((await open('/berita?wilayah=32.76.01')).$)).not.toContain('Mendesak, pagi tadi');
    expect(titles((await open('/berita?instansi=kota')).$)).toEqual([]);
    const found = await open('/berita?q=tercoblos');
    expect(titles(found.$)).toEqual(['Surat suara tidak dikirim sudah tercoblos']);
    expect(found.$('meta[name=robots]').attr('content')).toBe('noindex');
    expect((await open('/berita?q=adakah&jenis=hoaks')).$('.empty h2').text()).toBe(
      'Tidak ada berita yang cocok',
    );
    // What means nothing narrows nothing.
    expect(titles((await open('/berita?jenis=apa&wilayah=31.71&sebelum=kemarin')).$)).toHaveLength(3);

    const home = await open('/');
    expect(home.$('.home-notices b').text()).toBe('Mendesak, pagi tadi');
    expect(home.text).toContain('GovernmentOrganization');
  });

  test('turns its pages without losing or repeating any', async () => {
    for (let number = 1; number <= 22; number++) {
      window.setNow(hour(-200 - number));
      await publishAnnouncement(
        window,
        announcementContent({ category: 'vacancy', title: { id: `Lowongan ${number}` } }),
      );
    }
    window.setNow(hour(1));
    const first = await openWith('/berita?jenis=lowongan', 'Lowongan 20<');
    const next = first.$('a[rel=next]').attr('href') ?? '';
    const second = await open(next);
    const all = [...first.$('.news b').toArray(), ...second.$('.news b').toArray()].map((one) =>
      first.$(one).text(),
    );
    expect(new Set(all).size).toBe(22);
    expect(second.$('a[rel=next]')).toHaveLength(0);
    expect(second.$('.pages a').text()).toContain('Berita terbaru');
  });
});

describe('an announcement', () => {
  test('says who, from where, as of when, in both languages', async () => {
    const item = await publishAnnouncement(window);
    const address = `/berita/${itemRef(item)}`;
    const { $, headers, status } = await open(address);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('max-age=30');
    expect($('h1').text()).toBe('Jadwal pindah memilih diperpanjang');
    expect($('.prose').html()).toContain('<strong>kantor PPS</strong>');
    expect($('.item-facts').text()).toContain('KPU Kota Depok');
    expect($('.item-facts').text()).toContain('Surat KPU Nomor 12');
    expect($('.item-facts').text()).toContain('Seluruh Kota Depok');
    expect($('meta[property="article:published_time"]').attr('content')).toBe('2024-11-24T03:00:00Z');
    expect($('meta[property="og:image"]').attr('content')).toBe(
      `https://jendela.example${address}/gambar.png`,
    );
    const data = JSON.parse($('script[type="application/ld+json"]').text());
    expect(data['@graph'][0]).toMatchObject({
      '@type': 'NewsArticle',
      headline: 'Jadwal pindah memilih diperpanjang',
      publisher: { '@type': 'GovernmentOrganization', name: 'KPU Kota Depok' },
    });
    const english = await open(`/en${address}`);
    expect(english.$('h1').text()).toBe('More time to vote elsewhere');
    expect(english.$('p.lead').attr('lang')).toBe('id');
  });

  test('is found by its id whatever stands behind it, at one address', async () => {
    const item = await publishAnnouncement(window);
    for (const other of [item.id, `${item.id}-judul-lama`]) {
      const response = await window.request(`/en/berita/${other}`);
      expect(response.status).toBe(301);
      expect(response.headers.get('location')).toBe(`/en/berita/${itemRef(item)}`);
    }
    expect((await window.request('/berita/xxxxxxxx-tidak-ada')).status).toBe(404);
  });

  test('shows what was corrected, and the version before as it stood', async () => {
    const item = await publishAnnouncement(window);
    const address = `/berita/${itemRef(item)}`;
    await correctAnnouncement(window, item.id, {
      content: announcementContent({
        title: { id: 'Judul yang benar' },
        body: { id: 'Sampai tanggal **25**.' },
      }),
      note: { id: 'Tanggalnya keliru: 25, bukan 20.' },
    });
    const { $ } = await openWith(address, 'Judul yang benar');
    expect($('.notice').text()).toContain('Tanggalnya keliru: 25, bukan 20.');
    expect($('.versions li')).toHaveLength(2);
    const before = await open(`${address}/versi/1`);
    expect(before.$('h1').text()).toBe('Jadwal pindah memilih diperpanjang');
    expect(before.$('.notice').text()).toContain('Sudah ada yang lebih baru');
    expect(before.$('meta[name=robots]').attr('content')).toBe('noindex');
    expect((await window.request(`${address}/versi/2`)).headers.get('location')).toBe(address);
    expect((await window.request(`${address}/versi/3`)).status).toBe(404);
  });

  test('that was withdrawn says why, and nothing of what it said', async () => {
    const item = await publishAnnouncement(window);
    const address = `/berita/${itemRef(item)}`;
    await withdrawAnnouncement(window, item, { id: 'Suratnya palsu.' });
    const { $, status, text } = await openWith(address, 'Suratnya palsu.');
    expect(status).toBe(200);
    expect($('meta[name=robots]').attr('content')).toBe('noindex');
    expect(text).not.toContain('kantor PPS');
    expect(text).not.toContain('ld+json');
    expect((await window.request(`${address}/versi/1`)).status).toBe(302);
    expect((await open('/berita')).text).not.toContain(itemRef(item));
  });

  test('that is over says so from that moment on', async () => {
    const expiresAt = hour(3);
    const item = await publishAnnouncement(
      window,
      announcementContent(),
      announcementEnvelope({ expiresAt }),
    );
    const address = `/berita/${itemRef(item)}`;
    expect((await open(address)).text).toContain('Berlaku sampai');
    window.setNow(hour(4));
    const { $, status } = await open(address);
    expect(status).toBe(200);
    expect($('.notice').text()).toContain('Tidak berlaku lagi sejak 24 November 2024 pukul 12.00');
    expect($('.prose').text()).toContain('kantor PPS');
    expect($('meta[name=robots]').attr('content')).toBe('noindex');
  });

  test('for officers alone is not there for others', async () => {
    const item = await publishAnnouncement(
      window,
      announcementContent(),
      announcementEnvelope({ audience: 'officers' }),
    );
    expect((await window.request(`/berita/${itemRef(item)}`)).status).toBe(404);
    expect((await window.request(`/berita/${itemRef(item)}/gambar.png`)).status).toBe(404);
  });

  test('about a hoax says claim, verdict, and by what to check it', async () => {
    const item = await publishAnnouncement(window, hoaxContent());
    const { $ } = await open(`/berita/${itemRef(item)}`);
    expect($('.hoax blockquote').text()).toBe('Tujuh kontainer surat suara sudah tercoblos.');
    expect($('.hoax-verdict b').text()).toBe('Salah');
    expect($('.evidence a').attr('href')).toBe('https://kpu.example/berita-acara');
    const data = JSON.parse($('script[type="application/ld+json"]').text());
    expect(data['@graph'][1]).toMatchObject({
      '@type': 'ClaimReview',
      reviewRating: { ratingValue: 1, alternateName: 'Salah' },
      itemReviewed: { '@type': 'Claim', datePublished: '2024-11-20' },
    });
  });
});

test('script in every field stays words', async () => {
  const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>';
  const item = await publishAnnouncement(
    window,
    hoaxContent({
      title: { id: evil, en: evil },
      summary: { id: evil },
      body: { id: `${evil}\n\n[tautan](javascript:alert(1)) ![x](https://jahat.example/x.png)` },
      hoax: {
        claim: { id: evil },
        verdict: 'altered',
        seen: { where: evil },
        evidence: [{ title: evil, url: 'https://kpu.example/' }],
      },
    }),
    announcementEnvelope({ source: { title: evil, url: 'javascript:alert(1)' } }),
  );
  for (const path of [`/berita/${itemRef(item)}`, `/en/berita/${itemRef(item)}`, '/berita', '/']) {
    const { $ } = await openWith(path, 'alert(1)');
    expect($('script:not([src]):not([type="application/ld+json"])'), path).toHaveLength(0);
    expect($('[onerror], [href^=javascript], img[src^=http], img[src=x]'), path).toHaveLength(0);
    for (const script of $('script[type="application/ld+json"]').toArray()) JSON.parse($(script).text());
  }
  const atom = parseAtomFeed((await openWith('/berita/atom.xml', 'alert(1)')).text);
  const rss = parseRssFeed((await open('/berita/rss.xml')).text);
  const json = parseJsonFeed((await open('/berita/feed.json')).text);
  const inAtom = atom.entries?.find(({ title }) => title?.value === evil);
  const inRss = rss.items?.find(({ title }) => title === evil);
  const inJson = json.items?.find(({ title }) => title === evil);
  for (const html of [inAtom?.content?.value, inRss?.content?.encoded, inJson?.content_html]) {
    const $ = load(html ?? '');
    expect($('body').text()).toContain('alert(1)');
    expect($('script, img, [href^=javascript], [onerror]')).toHaveLength(0);
  }
});
