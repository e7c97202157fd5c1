import type { VNode } from 'preact';
import { type AssetIndex, pageAssets } from '../assets.ts';
import { renderPage } from '../shell.tsx';
import { Answer, HomeSample, Stages } from './citizen.tsx';
import { Form, Missing, Work } from './parts.tsx';

/** Sample pages that show every component, as documents by name. */
export function previewPages(assetsJson: string): Record<string, string> {
  const index: AssetIndex = JSON.parse(assetsJson);
  const assets = pageAssets(index, [], undefined, 'signed');
  const pages: Record<string, VNode> = {
    home: <HomeSample assets={assets} />,
    stages: <Stages assets={assets} />,
    answer: <Answer assets={assets} />,
    form: <Form assets={assets} />,
    work: <Work assets={assets} />,
    missing: <Missing assets={assets} />,
  };
  return Object.fromEntries(Object.entries(pages).map(([name, page]) => [name, renderPage(page)]));
}
