import { describe, expect, it } from 'vitest';
import { pdfProblem } from './pdf-file.ts';
import { packed, pdf, picture } from './testing.ts';

describe('pdfProblem', () => {
  it('takes a plain PDF, also one that opens at a page', () => {
    expect(pdfProblem(pdf())).toBeUndefined();
    expect(pdfProblem(pdf({ catalog: '/OpenAction [3 0 R /XYZ null null 0]' }))).toBeUndefined();
    expect(pdfProblem(pdf({ catalog: '/OpenAction << /S /GoTo /D [3 0 R /Fit] >>' }))).toBeUndefined();
    expect(
      pdfProblem(pdf({ catalog: '/OpenAction 4 0 R', objects: ['<< /S /GoTo /D [3 0 R /Fit] >>'] })),
    ).toBeUndefined();
    expect(pdfProblem(pdf({ objects: [packed('9 0 << /Type /Font >>')] }))).toBeUndefined();
    expect(pdfProblem(pdf({ objects: ['<< /A << /S /URI /URI (https://kpu.go.id) >> >>'] }))).toBeUndefined();
  });

  it('refuses what is no PDF, whatever its name says', () => {
    for (const bytes of [
      picture('jpeg'),
      Buffer.from('PK\x03\x04'),
      Buffer.from('<html>'),
      Buffer.from('%PDF'),
    ]) {
      expect(pdfProblem(bytes)).toBe('not-a-pdf');
    }
    // A document that is something else as well: other programs would read the front.
    expect(pdfProblem(Buffer.concat([Buffer.from('<script>1</script>'), pdf()]))).toBe('not-a-pdf');
  });

  it('finds a PDF cut off', () => {
    const whole = pdf();
    for (const share of [0.3, 0.6, 0.9]) {
      expect(pdfProblem(whole.subarray(0, Math.floor(whole.length * share)))).toBe('cut-pdf');
    }
  });

  it('refuses a locked PDF', () => {
    expect(pdfProblem(pdf({ trailer: '/Encrypt 4 0 R' }))).toBe('locked-pdf');
  });

  it.each([
    ['a script on opening', { catalog: '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>' }],
    ['a name in other letters', { catalog: '/OpenAction << /S /J#61va#53cript /JS (1) >>' }],
    ['a script elsewhere', { objects: ['<< /S /JavaScript /JS (1) >>'] }],
    ['a program that is started', { catalog: '/OpenAction << /S /Launch /F (cmd.exe) >>' }],
    ['an address on opening', { catalog: '/OpenAction << /S /URI /URI (https://x.example) >>' }],
    ['what follows after a page', { catalog: '/OpenAction << /S /GoTo /D [3 0 R] /Next 4 0 R >>' }],
    ['an action that is not there', { catalog: '/OpenAction 9 0 R' }],
    ['a form that sends itself', { objects: ['<< /S /SubmitForm /F (https://x.example) >>'] }],
    ['a file inside', { catalog: '/Names << /EmbeddedFiles 4 0 R >>' }],
    ['a packed script', { objects: [packed('9 0 << /S /JavaScript /JS (1) >>')] }],
    ['a packed script in other letters', { objects: [packed('9 0 << /S /Java#53cript /JS (1) >>')] }],
    ['a packed script, not squeezed', { objects: [packed('9 0 << /S /Launch >>', '', false)] }],
    ['packing that cannot be looked into', { objects: [packed('9 0 <<>>', '/Filter /LZWDecode')] }],
    ['packing in two layers', { objects: [packed('9 0 <<>>', '/Filter [/ASCIIHexDecode /FlateDecode]')] }],
    ['packing that is damaged', { objects: [packed('not deflated', '/Filter /FlateDecode', false)] }],
    ['packing that is no dictionary of its own', { objects: ['<< /Type /ObjStm >> % stream'] }],
  ])('refuses %s', (_, options) => {
    expect(pdfProblem(pdf(options))).toBe('active-pdf');
  });

  it('looks at every action, however close they stand', () => {
    const both = '/OpenAction [3 0 R /Fit] /OpenAction << /S /Named /N /Print >>';
    expect(pdfProblem(pdf({ catalog: both }))).toBe('active-pdf');
  });

  it('reads large files of any garbage to their end', () => {
    for (const piece of [
      '<<',
      '<<<a>',
      '<< /OpenAction [',
      '/OpenAction 1 0 R ',
      'stream\n',
      '>> stream\n',
      '1 0 obj [',
      '#2F',
    ]) {
      const garbage = piece.repeat(Math.ceil(5_000_000 / piece.length));
      expect(() => pdfProblem(pdf({ objects: [garbage] })), piece).not.toThrow();
    }
  }, 60_000);

  it('unpacks no more than it can hold', () => {
    expect(pdfProblem(pdf({ objects: [packed('0'.repeat(70_000_000))] }))).toBe('active-pdf');
  });
});
