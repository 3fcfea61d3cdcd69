// A publisher that speaks HTTP/2 over TLS. Prints a line for what happens: "port N", "session", "request VERSION PATH
// CLIENT-NAME".
const { readFileSync } = require("node:fs");
const http2 = require("node:http2");

const [key, cert] = process.argv.slice(2);
const server = http2.createSecureServer({
  key: readFileSync(key),
  cert: readFileSync(cert),
  ca: readFileSync(cert),
  allowHTTP1: true,
  requestCert: true,
  rejectUnauthorized: false,
});
server.on("session", () => console.log("session"));
server.on("request", (request, response) => {
  const socket = request.stream?.session?.socket ?? request.socket;
  const name = socket.getPeerCertificate?.().subject?.CN ?? "nobody";
  console.log(`request ${request.httpVersion} ${request.url} ${name}`);
  // Long enough for requests to overlap where they may.
  setTimeout(() => {
    response.setHeader("content-type", "application/rss+xml");
    response.setHeader("etag", '"1"');
    response.end('<rss version="2.0"><channel><title>T</title></channel></rss>');
  }, 30);
});
server.listen(0, "127.0.0.1", () => console.log(`port ${server.address().port}`));
