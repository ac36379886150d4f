export const EXAMPLES = [
  { title: 'The Lighthouse Ledger', premise: 'A retired keeper discovers that her late brother kept answering ship signals in a hidden ledger, and one reply is dated tomorrow.', genre: 'drama', mood: 'wistful', visualStyle: 'overcast coastal naturalism, 35 mm, wool and brass', sceneCount: 3 },
  { title: 'Orchard Protocol', premise: 'Pruning robots on a terraced orbital orchard strike until someone learns why the oldest tree refuses to bloom.', genre: 'sci-fi', mood: 'hopeful', visualStyle: 'clean white habitat, warm grow light, petals in low gravity', sceneCount: 3 },
  { title: 'Night Ferry 9', premise: 'A ticket clerk realises every passenger holds the same forged pass and the ferry has one hour to reach the border.', genre: 'thriller', mood: 'claustrophobic', visualStyle: 'sodium lamps, wet steel, hard shadows', sceneCount: 3 },
  { title: 'The Clay Menagerie', premise: 'Unfired clay animals come alive during a storm and must cross a workshop before the kiln timer ends.', genre: 'family fantasy', mood: 'playful', visualStyle: 'tactile miniature, shallow depth, candle and window light', sceneCount: 3 },
];
