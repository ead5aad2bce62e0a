/** `npm run build`: what Lastria's own pages load, written where `lastria-server start` serves it. */
import { builtPages, writeAssets } from './assets.ts';
import { bundle, ownPages } from './bundle.ts';

writeAssets(builtPages, await bundle(ownPages));
