// Types of what the scripts under docs/assets find in the browser and did not bring themselves: only the parts they use.

/** lunr.js, a classic script that adds itself to the window. */
interface Lunr {
  version: string;
  idf(posting: Record<string, object>, documents: number): number;
  Index: { load(data: object): LunrIndex };
  Query: { presence: Record<"OPTIONAL" | "REQUIRED" | "PROHIBITED", number> };
  Pipeline: {
    registeredFunctions: Record<string, LunrPipelineFunction>;
    registerFunction(step: LunrPipelineFunction, label: string): void;
  };
  Token: new (word: string, metadata: object) => LunrToken;
  TokenSet: {
    Builder: new () => { root: LunrTokenSet; insert(word: string): void; finish(): void };
    fromFuzzyString(word: string, edits: number): LunrTokenSet;
    fromString(pattern: string): LunrTokenSet;
  };
  stemmer: LunrStemmer;
  /** French and Spanish, once their scripts are loaded. */
  stemmerSupport?: object;
  fr?: { stemmer: LunrStemmer };
  es?: { stemmer: LunrStemmer };
}

interface LunrToken {
  toString(): string;
}

type LunrStemmer = (token: LunrToken) => LunrToken;
type LunrPipelineFunction = (token: LunrToken) => LunrToken[];

interface LunrTokenSet {
  intersect(other: LunrTokenSet): LunrTokenSet;
  toArray(): string[];
}

interface LunrClause {
  fields: string[];
  boost: number;
  presence: number;
  usePipeline: boolean;
}

interface LunrQuery {
  term(term: string, options: LunrClause): LunrQuery;
}

interface LunrIndex {
  pipeline: { add(step: LunrPipelineFunction): void };
  query(build: (query: LunrQuery) => void): { ref: string; score: number }[];
}

declare var lunr: Lunr;
