/** Whose rows an estate has: the account, and what of the company's names is to be found in it. */
import {
  clusterServices,
  type Database,
  databases,
  environments,
  type Share,
  shares,
  type Team,
  teams,
} from './company.ts';

type Several<Item> = readonly [Item, ...Item[]];

/** The part of the company's names that an account uses. */
export interface Words {
  readonly teams: Several<Team>;
  readonly environments: Several<string>;
  readonly databases: Several<Database>;
  readonly clusterServices: Several<string>;
  /** Of clusters and shares, which are those of one environment. */
  readonly clusterEnvironment: string;
  readonly shares: Several<Share>;
}

/** An account as its estate knows it. */
export interface Owner {
  readonly id: string;
  readonly name: string;
  /** True: what is rare, and what is wrong, is all in its home region. */
  readonly hasRareCases: boolean;
  readonly words: Words;
  /** Accounts that its copies come from and that it shares with; the last one is outside of the company. */
  readonly others: readonly [string, string, string];
  /** True: nobody made a plan, and what was made by hand has been forgotten. */
  readonly isNeglected?: boolean;
  /** Accounts that launch instances from its images. */
  readonly imagesFor?: readonly string[];
  /** The unit of the company all of whose accounts launch instances from one of its images, as an ARN. */
  readonly imageForUnit?: string;
  /** True: a snapshot is shared with somebody outside of the company. */
  readonly sharesOutside?: boolean;
  /** True: a database came from the account of somebody outside of the company. */
  readonly copiesFromOutside?: boolean;
}

/** All names that there are. */
export const everyWord: Words = {
  teams,
  environments,
  databases,
  clusterServices,
  clusterEnvironment: 'prod',
  shares,
};

/** The account that `--demo` shows. */
export const soleOwner: Owner = {
  id: '123456789012',
  name: 'larkspur-prod',
  hasRareCases: true,
  words: everyWord,
  others: ['210987654321', '345678901234', '998877665544'],
};
