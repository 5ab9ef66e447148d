// Validate NDJSON with ajv as one would in a script: node ajv.mjs SCHEMA FILE
import fs from "node:fs";
import readline from "node:readline";
import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020.js";

const [schema, file] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(schema, "utf8")));

let number = 0;
let out = [];
for await (const line of readline.createInterface({ input: fs.createReadStream(file, { highWaterMark: 2 ** 20 }) })) {
  number++;
  if (!validate(JSON.parse(line))) {
    for (const error of validate.errors) out.push(`${number}: ${error.instancePath}: ${error.message}\n`);
    if (out.length > 1000) process.stdout.write(out.splice(0).join(""));
  }
}
process.stdout.write(out.join(""));
