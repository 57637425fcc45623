import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { ReaderGone, sinkTo } from '../../../source/export/text/sink.ts';

const LONG = 'x'.repeat(64 * 1024);

describe('a sink', () => {
  it('waits while its reader is slow and keeps no more than one piece', async () => {
    const taken: (() => void)[] = [];
    const slow = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => taken.push(done) });
    const sink = sinkTo(slow, new AbortController().signal);
    let written = false;
    const writing = Promise.resolve(sink.write(LONG)).then(() => {
      written = true;
    });
    await new Promise(setImmediate);
    assert.equal(written, false);
    taken[0]?.();
    await writing;
    assert.equal(written, true);
  });

  it('says that its reader has gone where a pipe is closed', async () => {
    const closed = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    const sink = sinkTo(closed, new AbortController().signal);
    await assert.rejects(async () => {
      await sink.write(LONG);
      await sink.write(LONG);
    }, ReaderGone);
  });

  it('passes on any other failure of its output', async () => {
    const full = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('disk full'), { code: 'ENOSPC' })),
    });
    const sink = sinkTo(full, new AbortController().signal);
    await assert.rejects(async () => {
      await sink.write(LONG);
      await sink.write(LONG);
    }, /disk full/);
  });

  it('stops with the reason of its signal, also while it waits', async () => {
    const stuck = new Writable({ highWaterMark: 1, write: () => undefined });
    const abort = new AbortController();
    const sink = sinkTo(stuck, abort.signal);
    const writing = sink.write(LONG);
    abort.abort(new Error('stopped by the user'));
    await assert.rejects(Promise.resolve(writing), /stopped by the user/);
    await assert.rejects(Promise.resolve(sink.write(LONG)), /stopped by the user/);
  });

  it('flushes what is left and leaves the stream open', async () => {
    const chunks: string[] = [];
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        chunks.push(String(chunk));
        done();
      },
    });
    const sink = sinkTo(stream, new AbortController().signal);
    await sink.write('a');
    await sink.write('b');
    assert.deepEqual(chunks, []);
    await sink.flush();
    assert.deepEqual(chunks, ['ab']);
    stream.end();
    await once(stream, 'finish');
  });
});
