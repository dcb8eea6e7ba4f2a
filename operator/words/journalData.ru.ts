/** The journal’s entries about personal data in the reader’s words. */
export const privacyKinds = {};

export const privacyNouns = {};

export const privacyFacts = {};

export const privacyValues = {};
