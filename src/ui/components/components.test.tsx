import fc from 'fast-check';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { ErrorPage } from '../error-page.tsx';
import { escapeHtml } from '../escape.ts';
import { AreaNav } from '../officer/area-nav.tsx';
import { ErrorSummary, Field } from './form.tsx';
import { PlaceMap } from './polling-place.tsx';
import { Rail } from './rail.tsx';
import { DataTable } from './table.tsx';
import { TimelineChart } from './timeline.tsx';
import { TileGrid, type TileProps } from './window.tsx';

const html = (node: VNode): string => renderToString(node);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];

describe('Field', () => {
  it('ties label, hint and error to its input', () => {
    const field = html(<Field id="nik" label="NIK" hint="16 angka" error="Kurang" input={{ name: 'n' }} />);
    expect(field).toContain('<label for="nik">NIK</label>');
    expect(field).toContain('aria-describedby="nik-hint nik-error"');
    expect(field).toContain('aria-invalid="true"');
  });

  it('describes nothing when there is nothing to say', () => {
    expect(html(<Field id="nik" label="NIK" input={{}} />)).not.toContain('aria-');
  });
});

describe('ErrorSummary', () => {
  it('takes the focus and leads to each field', () => {
    const summary = html(<ErrorSummary title="Periksa lagi" errors={[{ text: 'Kurang', href: '#nik' }]} />);
    expect(summary).toMatch(/tabindex="-1"[^>]*autofocus/i);
    expect(summary).toContain('<a href="#nik">Kurang</a>');
  });
});

describe('Rail', () => {
  it('marks the present stage as the present step and says each state in words', () => {
    const rail = html(
      <Rail
        items={[
          { name: 'Kampanye', date: '25 September', state: 'done', stateLabel: 'selesai' },
          {
            name: 'Masa tenang',
            date: '24 November',
            state: 'current',
            stateLabel: 'berlangsung',
            href: '/t',
          },
        ]}
      />,
    );
    expect(rail.match(/aria-current="step"/g)).toHaveLength(1);
    expect(rail).toContain(', selesai');
    expect(rail).toContain('<a href="/t">Masa tenang</a>');
  });
});

describe('AreaNav', () => {
  it('names the view that is open where the others are closed', () => {
    const items = [
      { label: 'Kesiapan', href: '/a', current: true },
      { label: 'Laporan', href: '/b' },
    ];
    const words = { label: 'Wilayah', others: 'Pilih' };
    expect(html(<AreaNav {...words} items={items} />)).toMatch(
      /<summary><span>Kesiapan<span class="vh">\. Pilih/,
    );
    expect(html(<AreaNav {...words} items={items.slice(1)} />)).toContain('<span>Pilih</span>');
  });
});

describe('what is written as text', () => {
  it('lets no sign of a name, date or address become markup', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('<', '>', '"', "'", '&'), (text, sign) => {
        const evil = `${text}${sign}<img src=x onerror="alert(1)">`;
        const rail = html(
          <Rail
            items={[{ name: evil, date: evil, state: 'next', stateLabel: evil, href: evil, box: evil }]}
          />,
        );
        const tags = rail.match(/<[^>]*>/g)?.map((tag) => tag.replace(/"[^"]*"/g, '""'));
        expect(tags).toEqual([
          '<ol class="">',
          '<li class="">',
          '<a href="">',
          '</a>',
          '<small>',
          '<span class="">',
          '</span>',
          '</small>',
          '<div class="">',
          '</div>',
          '</li>',
          '</ol>',
        ]);
      }),
    );
    expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
  });
});

describe('TimelineChart', () => {
  const chart = (items: Parameters<typeof TimelineChart>[0]['items'], today?: string): string =>
    html(
      <TimelineChart
        items={items}
        label="Tahapan"
        months={MONTHS}
        {...(today ? { today: { date: today, label: 'hari ini' } } : {})}
      />,
    );

  it('draws a bar over the share of the months that the stage takes, its last day included', () => {
    const drawn = chart([{ name: 'A', start: '2024-04-01', end: '2024-04-15', state: 'done' }]);
    expect(drawn).toContain('<path class="done" d="M0 5H500">');
    expect(drawn).toContain('Apr ’24');
  });

  it('runs to the edge when a stage has no end', () => {
    expect(chart([{ name: 'A', start: '2024-04-16', state: 'current' }])).toContain('d="M500 5H1000"');
  });

  it('shows today only inside the span', () => {
    const items = [{ name: 'A', start: '2024-04-01', end: '2024-04-15', state: 'done' }] as const;
    expect(chart(items, '2024-04-02')).toContain('hari ini');
    expect(chart(items, '2024-09-02')).not.toContain('hari ini');
  });

  it('draws nothing for no stage', () => {
    expect(chart([])).toBe('');
  });

  it('keeps at most sixteen words on the axis over years', () => {
    const drawn = chart([{ name: 'A', start: '2022-01-01', end: '2024-12-31', state: 'done' }]);
    expect(drawn.match(/<text/g)?.length).toBeLessThanOrEqual(16);
  });
});

describe('TileGrid', () => {
  const tiles = (count: number): TileProps[] =>
    Array.from({ length: count }, (_, i) => ({ icon: 'house', title: `Layanan ${i}`, href: `/${i}` }));

  it.each([
    [1, 'window', ''],
    [2, 'window w2', ''],
    [3, 'window w3', 'span2'],
    [4, 'window w4', ''],
    [5, 'window w4', 'span2 desk4'],
    [6, 'window w3', ''],
    [7, 'window w4', 'span2 desk2'],
    [10, 'window w4', 'desk3'],
  ])('leaves no open place with %i tiles', (count, frame, last) => {
    const grid = html(<TileGrid tiles={tiles(count)} />);
    expect(grid).toContain(`<div class="${frame}">`);
    expect(grid).toContain(`class="pane tile${last ? ` ${last}` : ''}" href="/${count - 1}"`);
  });
});

describe('DataTable', () => {
  it('says in each cell of a card what it is, and stays a table for who hears it', () => {
    const table = html(
      <DataTable
        caption="Tim"
        stacked
        columns={[{ label: 'Nama' }, { label: '"Siap"' }, { label: 'Telepon', wide: true }]}
        rows={[{ key: 'a', cells: ['Rina', 'sudah', ''] }]}
      />,
    );
    expect(table).toContain('<td role="cell" data-label="&quot;Siap&quot;">sudah</td>');
    expect(table).toContain('<td role="cell" class="wide" data-label="Telepon" data-empty></td>');
    expect(table).toContain('<th scope="row" role="rowheader">Rina</th>');
  });

  it('names its rows and columns', () => {
    const table = html(
      <DataTable
        caption="TPS"
        columns={[{ label: 'Kecamatan' }, { label: 'TPS', numeric: true }]}
        rows={[{ key: 'beji', cells: ['Beji', '280'] }]}
      />,
    );
    expect(table).toContain('<th scope="row">Beji</th><td class="num">280</td>');
  });
});

describe('PlaceMap', () => {
  it('draws places near by in their direction and leaves out what lies beyond its edge', () => {
    const map = html(
      <PlaceMap
        label="TPS 014"
        coordinates="6,4° LS"
        north="U"
        nearby={[
          { east: 90, north: 30, label: '015' },
          { east: 9000, north: 0, label: '999' },
        ]}
      />,
    );
    expect(map).toContain('cx="194" cy="62"');
    expect(map).not.toContain('999');
  });
});

describe('ErrorPage', () => {
  it.each(['not-found', 'fault', 'unavailable', 'offline'] as const)('says what to do: %s', (kind) => {
    for (const lang of ['id', 'en'] as const) {
      const page = html(<ErrorPage kind={kind} lang={lang} requestId="01J" />);
      expect(page).toContain('<h1>');
      expect(page).toContain('01J');
      expect(page).toContain(lang === 'id' ? 'href="/"' : 'href="/en"');
    }
  });
});
