import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** Serves the files of a folder, and nothing else. */
export const serveFolder = (folder: string): Promise<{ url: string; close: () => void }> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url!, 'http://local');
      const file = path.join(folder, path.normalize(pathname));
      void readFile(file).then(
        (content) =>
          response
            .writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' })
            .end(content),
        // A browser asks for an icon by itself
        () => response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end(),
      );
    }).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      resolve({ url: `http://127.0.0.1:${port}`, close: () => server.close() });
    });
  });
