"use strict";

// Scripts that the bundle loader compiles by itself cannot import anything. Node loads this one, so it can.
module.exports = (url) => import(url);
