// Types of what the scripts under docs/assets find in the browser and did not bring themselves: only the parts they use.

/** lunr.js, a classic script that adds itself to the window. */
interface Lunr {
  Index: { load(data: object): LunrIndex };
  Query: { new (fields: string[]): LunrQuery; presence: Record<"OPTIONAL" | "REQUIRED" | "PROHIBITED", number> };
  QueryParser: new (text: string, query: LunrQuery) => { parse(): LunrQuery };
  QueryParseError: new () => Error;
  Token: new (word: string, metadata: object) => LunrToken;
  stemmer: LunrStemmer;
  /** French and Spanish, once their scripts are loaded. */
  fr?: { stemmer: LunrStemmer };
  es?: { stemmer: LunrStemmer };
}

interface LunrToken {
  toString(): string;
}

type LunrStemmer = (token: LunrToken) => LunrToken;

interface LunrClause {
  term: string;
  fields: string[];
  boost?: number;
  editDistance?: number;
  presence?: number;
  usePipeline?: boolean;
  wildcard?: number;
}

interface LunrQuery {
  clauses: LunrClause[];
  term(term: string, options: Omit<LunrClause, "term">): LunrQuery;
}

interface LunrIndex {
  fields: string[];
  invertedIndex: Record<string, object>;
  query(build: (query: LunrQuery) => void): { ref: string; score: number; matchData: { metadata: object } }[];
}

declare const lunr: Lunr;

/** The values chosen of each filter, by its label, in any of the forms that Pagefind's components use. */
type ChosenFilters = Record<string, string | string[] | { any: string[] }>;

/** How many documents have each value, by the label of the filter. */
type FilterCounts = Record<string, Record<string, number>>;

/** The search that Pagefind's components share. */
interface ComponentInstance {
  faceted: boolean;
  searchFilters: ChosenFilters;
  searchTerm?: string;
  totalFilters?: FilterCounts;
  on(event: "search", listener: (text: string, filters?: ChosenFilters) => void): void;
  on(event: "filters", listener: () => void): void;
  on(event: "results", listener: (found: { results?: object[] }) => void): void;
  setTranslations(words: Record<string, string>): void;
  triggerLoad(): Promise<void>;
  triggerSearchWithFilters(text: string, filters: ChosenFilters): void;
}

interface Window {
  lunr?: Lunr;
  PagefindComponents: { getInstanceManager(): { getInstance(name: string): ComponentInstance } };
}
