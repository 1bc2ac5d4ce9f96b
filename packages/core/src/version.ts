/** The version of Lintel, as reports show it. A test holds it against the manifests of the packages. */
export const version = "0.1.0";
