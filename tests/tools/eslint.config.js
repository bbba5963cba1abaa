// How JavaScript is linted. Run from the top folder: the paths below are relative to it.
import js from "@eslint/js";

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.js"],
    rules: {
      eqeqeq: "error",
      "max-len": ["error", { code: 120 }],
      "no-undef": "off", // tsc reports undefined names, and knows those of a browser
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["docs/assets/letterbook.js"], languageOptions: { sourceType: "script" } },
];
