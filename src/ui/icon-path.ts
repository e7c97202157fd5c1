type Attributes = Record<string, string>;

const SHAPE = /<(path|circle|ellipse|rect|line|polyline|polygon)\s([^>]*)>/g;
const ATTRIBUTE = /([a-z0-9]+)="([^"]*)"/g;

/**
 * Joins the shapes of one Lucide icon to the data of a single path, so that a page carries and the renderer writes
 * one element per icon instead of two to twelve.
 *
 * @param svg the icon's file as Lucide publishes it (path, circle, ellipse, rect, line, polyline, polygon)
 * @throws {Error} when the file has no shape: a wrong file is a fault of the build, not of a request
 */
export function iconPath(svg: string): string {
  const parts: string[] = [];
  for (const [, shape = '', source = ''] of svg.matchAll(SHAPE)) {
    const attributes: Attributes = {};
    for (const [, name = '', value = ''] of source.matchAll(ATTRIBUTE)) attributes[name] = value;
    parts.push(shapePath(shape, attributes));
  }
  if (parts.length === 0) throw new Error('An icon file holds no shape.');
  return parts.join('');
}

function shapePath(shape: string, a: Attributes): string {
  const n = (name: string, fallback = 0): number => (a[name] === undefined ? fallback : Number(a[name]));
  switch (shape) {
    case 'path': {
      const d = a['d'] ?? '';
      // A leading "m" is absolute only in a path of its own; here it must start from the origin again.
      return d.startsWith('m') ? `M0 0${d}` : d;
    }
    case 'circle':
      return ellipse(n('cx'), n('cy'), n('r'), n('r'));
    case 'ellipse':
      return ellipse(n('cx'), n('cy'), n('rx'), n('ry'));
    case 'rect':
      return roundedRectangle(n('x'), n('y'), n('width'), n('height'), n('rx', n('ry')));
    case 'line':
      return `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`;
    default:
      return `M${(a['points'] ?? '').trim()}${shape === 'polygon' ? 'Z' : ''}`;
  }
}

function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`;
}

function roundedRectangle(x: number, y: number, width: number, height: number, r: number): string {
  if (r === 0) return `M${x} ${y}h${width}v${height}h${-width}Z`;
  const [w, h] = [width - 2 * r, height - 2 * r];
  const corner = (dx: number, dy: number): string => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${x + r} ${y}h${w}${corner(r, r)}v${h}${corner(-r, r)}h${-w}${corner(-r, -r)}v${-h}${corner(r, -r)}Z`;
}
