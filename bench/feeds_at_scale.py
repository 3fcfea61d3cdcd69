#!/usr/bin/env python3
"""Memory and start-up of the daemon with many feeds: `rasid run` on a generated configuration and a tiny server on loopback.

    bench/feeds_at_scale.py --rasid build/release/rasid --feeds 50000

Prints the time until the daemon is ready (sd_notify), its resident memory then, and once every feed was polled and its state
was learnt; with --restart also the time until it is ready again with all that in its store. A run with one feed is the base.
Wanted for 50,000 feeds: 4 KiB a feed beyond the base, 400 MiB in all, ready in 5 s.
"""
import argparse, asyncio, os, pathlib, shutil, signal, socket, sqlite3, subprocess, sys, tempfile, threading, time

BODY = ('<rss version="2.0"><channel><title>A feed</title>' + ''.join(
    f'<item><guid>%d-{i}</guid><title>An item of a feed</title><pubDate>Mon, 2{i} Jun 2020 10:00:00 GMT</pubDate></item>' for i in range(3)) + '</channel></rss>')

class Server(threading.Thread):
    """Answers every path with a feed of three items and validators."""
    def __init__(self):
        super().__init__(daemon=True); self.ready = threading.Event(); self.answered = 0; self.start(); self.ready.wait()
    def run(self):
        asyncio.run(self.serve())
    async def serve(self):
        server = await asyncio.start_server(self.client, '127.0.0.1', 0, backlog=512)
        self.port = server.sockets[0].getsockname()[1]; self.ready.set()
        await server.serve_forever()
    async def client(self, reader, writer):
        try:
            while True:
                head = await reader.readuntil(b'\r\n\r\n')
                number = int(head.split(b' ', 2)[1].strip(b'/').split(b'.')[0]); body = (BODY % (number, number, number)).encode()
                if b'if-none-match' in head.lower(): writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
                else: writer.write(b'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: "1"\r\nLast-Modified: Mon, 29 Jun 2020 10:00:00 GMT\r\nContent-Length: %d\r\n\r\n' % len(body) + body)
                self.answered += 1
        except (asyncio.IncompleteReadError, ConnectionError): pass
        finally: writer.close()

def configure(folder, source, feeds, port, spread):
    shutil.copytree(source, folder)
    for name in ('feeds.d', 'rules.d'):
        for file in (folder / name).glob('*.yaml'): file.unlink()
    (folder / 'rasid.yaml').write_text(f'version: 1\nstore: {folder.parent}/rasid.db\npolling: {{interval: 24h, startup_spread: {spread}s, connections: 64, connections_per_host: 64}}\n'
                                       'sinks: []\nlog_level: warning\n')
    for first in range(0, feeds, 5_000):  # a file may have 8 MiB
        with open(folder / 'feeds.d' / f'many-{first:05}.yaml', 'w') as out:
            out.write('version: 1\nfeeds:\n')
            for i in range(first, min(feeds, first + 5_000)):
                out.write(f'  - {{id: feed-{i:05}, url: "http://127.0.0.1:{port}/{i}.xml", title: "The feed with the number {i}", lang: en, tags: [press, world], full_text: never, allow_private: true}}\n')

def rss(pid):
    for line in open(f'/proc/{pid}/status'):
        if line.startswith('VmRSS'): return int(line.split()[1])

def peak(pid):
    for line in open(f'/proc/{pid}/status'):
        if line.startswith('VmHWM'): return int(line.split()[1])

def start(rasid, folder):
    notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); path = str(folder.parent / 'notify')
    if os.path.exists(path): os.unlink(path)
    notify.bind(path); notify.settimeout(120); began = time.monotonic()
    process = subprocess.Popen([rasid, 'run', '-c', str(folder)], env={**os.environ, 'NOTIFY_SOCKET': path})
    while b'READY=1' not in notify.recv(4096): pass
    took = time.monotonic() - began; notify.close()
    return process, took

def wait(condition, limit, process):
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end: process.kill(); sys.exit('gave up waiting')
        time.sleep(0.2)

def measure(o, feeds, port_server):
    with tempfile.TemporaryDirectory() as temp:
        folder = pathlib.Path(temp) / 'config'; configure(folder, o.config, feeds, port_server.port, o.spread)
        before = port_server.answered
        process, took = start(o.rasid, folder); at_ready = rss(process.pid)
        began = time.monotonic(); wait(lambda: port_server.answered - before >= feeds, o.limit, process); polled = time.monotonic() - began
        time.sleep(3)
        db = sqlite3.connect(f'file:{temp}/rasid.db?mode=ro', uri=True)
        wait(lambda: db.execute('SELECT count(*) FROM articles WHERE handled = 0').fetchone()[0] == 0, o.limit, process); time.sleep(2); db.close()
        idle, most = rss(process.pid), peak(process.pid)
        process.send_signal(signal.SIGTERM); process.wait(60)
        process, again = start(o.rasid, folder); time.sleep(5); restarted, repolled = rss(process.pid), port_server.answered - before - feeds
        process.send_signal(signal.SIGTERM); process.wait(60)
        print(f'{feeds} feeds: ready after {took:.2f} s with {at_ready / 1024:.0f} MiB; all polled in {polled:.0f} s, idle {idle / 1024:.0f} MiB (peak {most / 1024:.0f});'
              f' restart ready after {again:.2f} s, idle {restarted / 1024:.0f} MiB, {repolled} polls', flush=True)
        return idle, restarted

def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--rasid', required=True); a.add_argument('--feeds', type=int, default=50_000); a.add_argument('--limit', type=int, default=900)
    a.add_argument('--spread', type=int, default=30, help='first polls over so many seconds')
    a.add_argument('--config', type=pathlib.Path, default=pathlib.Path(__file__).parent.parent / 'config', help='where names come from')
    o = a.parse_args(); server = Server()
    base, base_again = measure(o, 1, server); many, many_again = measure(o, o.feeds, server)
    print(f'per feed beyond the base: {(many - base) / o.feeds:.2f} KiB, after a restart {(many_again - base_again) / o.feeds:.2f} KiB')

main()
