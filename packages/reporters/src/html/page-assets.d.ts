/** The program of the page, compiled from `page/` when the package is built. */
export const script: string;
/** Its style. */
export const style: string;
/** What the Content-Security-Policy names them by. */
export const scriptHash: string;
export const styleHash: string;
