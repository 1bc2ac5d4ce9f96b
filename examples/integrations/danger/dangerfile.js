// `npx danger ci` tells on a pull request what Lintel finds in the files that it changes.
const { lintel } = require("danger-plugin-lintel");

schedule(lintel({ failOn: "high" }));
