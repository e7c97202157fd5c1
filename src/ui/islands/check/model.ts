/**
 * What the check page hands to the browser, and what is shown of an answer. Everything here is plain data: it stands in
 * the page as JSON, and a result card is kept on the device as JSON.
 */

import type { Language } from '../../../domain/text.ts';
import type { Factor, IssuerKey } from '../../../sealed-roll/format.ts';
import type { PlaceMapProps } from '../../components/polling-place.tsx';
import type { IconName } from '../../icons.ts';

/** The election whose rolls are asked, in words. */
export interface CheckedElection {
  readonly id: string;
  readonly name: string;
  /** "Rabu, 27 November 2024" */
  readonly votingDay: string;
  /** The same as YYYY-MM-DD. */
  readonly votingDate: string;
  readonly phase: 'coming' | 'voting-day' | 'past';
}

/** A list of voters of that election, in words. */
export interface CheckedList {
  readonly code: string;
  readonly label: string;
  /** Voters of a list with a higher rank vote by it, whatever other list they are on too. */
  readonly rank: number;
  /** "pukul 07.00–13.00"; absent for lists that nobody votes by. */
  readonly hours?: string;
  readonly bring: readonly { readonly text: string; readonly required: boolean }[];
  readonly advice?: string;
}

/** A thing to do for who is not on the roll. */
export interface Step {
  readonly title: string;
  readonly text: string;
}

/** Everything that the page knows before a number is typed. */
export interface CheckProps {
  readonly lang: Language;
  readonly city: string;
  /** Address of the API, without a slash at its end. */
  readonly api: string;
  /**
   * Whose signatures are believed. They come with the page, so whoever can change the page can change them too: it is
   * the roll's file and the holders that they guard against. An app that embeds the check has keys of its own.
   */
  readonly issuers: readonly IssuerKey[];
  readonly election: CheckedElection;
  readonly lists: readonly CheckedList[];
  /** Codes of the lists that are asked. */
  readonly asked: readonly string[];
  readonly factors: readonly Factor[];
  /** "DPT: 20.000 pemilih, disegel 20 September 2024 pukul 10.00 WIB" */
  readonly asOf: readonly string[];
  /** What who is not on the roll can do, and until when. */
  readonly guidance: { readonly lead: string; readonly steps: readonly Step[] };
  /** Other elections that have rolls. */
  readonly others: readonly { readonly label: string; readonly href: string }[];
  /** Names of key holders by their id. */
  readonly holders: Readonly<Record<string, string>>;
  readonly paths: {
    readonly check: string;
    readonly card: string;
    readonly how: string;
    readonly byServer: string;
  };
}

/** One line of a card. */
export interface CardFact {
  readonly icon: IconName;
  readonly text: string;
  readonly note?: string;
}

/** A polling place as its feature describes it. */
export interface PlaceCard {
  readonly number: string;
  readonly village: string;
  readonly district: string;
  readonly map?: PlaceMapProps;
  readonly facts: readonly CardFact[];
  readonly links: {
    readonly page?: string;
    readonly calendar?: string;
    readonly directions?: string;
  };
}

/** What was found, ready to be shown, and all that a device keeps of it: never the identity number. */
export interface ResultCard {
  readonly version: 1;
  readonly lang: Language;
  readonly election: CheckedElection;
  readonly list: CheckedList;
  /** Other lists of the election that the person is on as well. */
  readonly alsoOn: readonly string[];
  /** Lists that could not be asked. */
  readonly notAsked: readonly string[];
  readonly tps: string;
  /** Place in the polling place's list. */
  readonly number: number;
  readonly maskedName: string;
  /** Absent where the polling place could not be had. */
  readonly place?: PlaceCard;
  readonly asOf: readonly string[];
}
