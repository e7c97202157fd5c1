import type { Area, AreaIndex } from '../domain/area.ts';
import { cityNotices } from './items-city.ts';
import { demoDocuments } from './items-documents.ts';
import { hoaxNotices } from './items-hoaxes.ts';
import { officeNotices } from './items-office.ts';
import { officerInstructions } from './items-officers.ts';
import { demoQuestions } from './items-questions.ts';
import type { DemoItem, DemoPlaces } from './items-story.ts';
import { waitingItems } from './items-waiting.ts';

/** Everything that an invented city's offices have written by the morning three days before voting. */
export function demoItems(areas: AreaIndex, city: Area): readonly DemoItem[] {
  const places = placesOf(areas, city);
  return [
    ...demoQuestions(),
    ...demoDocuments(places),
    ...officeNotices(places),
    ...cityNotices(places),
    ...hoaxNotices(),
    ...officerInstructions(),
    ...waitingItems(places),
  ];
}

/** The first kecamatan with a kelurahan stands for all. */
function placesOf(areas: AreaIndex, city: Area): DemoPlaces {
  for (const kecamatan of areas.children(city.code)) {
    const [kelurahan] = areas.children(kecamatan.code);
    if (kelurahan) return { city, kecamatan, kelurahan };
  }
  throw new Error(`The list of areas has no kelurahan or desa in ${city.name}.`);
}
