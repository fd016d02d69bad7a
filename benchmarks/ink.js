// Plays the ink story named on the command line, and answers lines of standard input: "<seed> <choices>" with the
// seconds they took, "read <seed> <choices>" with a hash of all that was read. Picks as `picks` in engine.py does.
"use strict";
const { createHash } = require("crypto");
const { readFileSync } = require("fs");
const { createInterface } = require("readline");
const { Compiler, Story } = require(require.resolve("inkjs/full", { paths: [process.argv[2]] }));

const json = new Compiler(readFileSync(process.argv[3], "utf8")).Compile().ToJson();

function play(seed, count, take) {
  const story = new Story(json);
  let number = seed;
  let length = 0;
  const start = process.hrtime.bigint();
  for (let step = 0; step <= count; step++) {
    let text = "";
    while (story.canContinue) text += story.Continue();
    length += text.length;
    if (take) take(text.trim());
    const choices = story.currentChoices;
    for (const choice of choices) {
      length += choice.text.length;
      if (take) take(choice.text);
    }
    if (step === count) break;
    number = (Math.imul(number, 1103515245) + 12345) & 0x7fffffff;
    story.ChooseChoiceIndex((number >> 16) % choices.length);
  }
  if (!length) throw new Error("nothing was read");
  return Number(process.hrtime.bigint() - start) / 1e9;
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const words = line.split(" ");
  if (words[0] === "read") {
    const hash = createHash("sha256");
    play(Number(words[1]), Number(words[2]), (text) => hash.update(text + "\n"));
    console.log(hash.digest("hex"));
  } else {
    if (global.gc) global.gc();
    console.log(play(Number(words[0]), Number(words[1]), null));
  }
});
