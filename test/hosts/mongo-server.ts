import { createServer, type Socket } from 'node:net';
import type { mongo } from 'mongoose';

type Bson = typeof mongo.BSON;
type Document = { [name: string]: unknown };
type Answer = (command: Document) => Document;

/** As much of MongoDB's wire protocol and of its commands as the recipe needs, for where there is no server. */
export interface MongoServer {
  readonly uri: string;
  close(): void;
}

const [OP_REPLY, OP_QUERY, OP_MSG] = [1, 2004, 2013];

/** Listens on a free port and keeps its documents in memory. */
export async function mongoServer(bson: Bson): Promise<MongoServer> {
  const answer = answers(bson);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => sockets.delete(socket)));
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 4 && received.length >= received.readInt32LE(0)) {
        const length = received.readInt32LE(0);
        socket.write(replyTo(received.subarray(0, length), bson, answer));
        received = received.subarray(length);
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    uri: `mongodb://127.0.0.1:${port}/test`,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const int32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeInt32LE(value, 4 * at);
  return bytes;
};

/** One message in, one message out. */
function replyTo(message: Buffer, bson: Bson, answer: Answer): Buffer {
  const [id, opcode] = [message.readInt32LE(4), message.readInt32LE(12)];
  const [out, body] =
    opcode === OP_QUERY
      ? [OP_REPLY, Buffer.concat([int32(8, 0, 0, 0, 1), bson.serialize(answer(queryOf(message, bson)))])]
      : [OP_MSG, Buffer.concat([int32(0), Buffer.of(0), bson.serialize(answer(commandOf(message, bson)))])];
  return Buffer.concat([int32(16 + body.length, 0, id, out), body]);
}

/** The first message of a connection: flags, name of the collection, two numbers, a document. */
function queryOf(message: Buffer, bson: Bson): Document {
  return bson.deserialize(message.subarray(message.indexOf(0, 20) + 1 + 8));
}

/** A body, and sequences of documents that belong into it. */
function commandOf(message: Buffer, bson: Bson): Document {
  const command: Document = {};
  for (let at = 20; at < message.length; ) {
    const kind = message[at];
    const end = at + 1 + message.readInt32LE(at + 1);
    if (kind === 0) Object.assign(command, bson.deserialize(message.subarray(at + 1, end)));
    else {
      const zero = message.indexOf(0, at + 5);
      const documents: Document[] = [];
      for (let from = zero + 1; from < end; from += message.readInt32LE(from)) {
        documents.push(bson.deserialize(message.subarray(from, from + message.readInt32LE(from))));
      }
      command[message.toString('utf8', at + 5, zero)] = documents;
    }
    at = end;
  }
  return command;
}

const HELLO = {
  ...{ helloOk: true, ismaster: true, isWritablePrimary: true, readOnly: false, minWireVersion: 0, maxWireVersion: 21 },
  ...{ maxBsonObjectSize: 2 ** 24, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 },
};

/** The commands, over collections in memory; equality and `$in`, `$set` and `$unset`, unique indexes of one path. */
function answers(bson: Bson): Answer {
  const collections = new Map<string, Document[]>();
  const unique = new Map<string, Set<string>>();
  const text = (value: unknown): string => bson.EJSON.stringify({ value });
  const fits = (document: Document, filter: Document): boolean =>
    Object.entries(filter).every(([path, wanted]) => {
      const list = (wanted as { readonly $in?: readonly unknown[] } | null)?.$in ?? [wanted];
      return list.some((one) => text(one ?? null) === text(document[path] ?? null));
    });
  const clash = (name: string, document: Document, rows: readonly Document[]): Document | undefined => {
    const path = [...(unique.get(name) ?? [])].find((each) =>
      rows.some((row) => fits(row, { [each]: document[each] })),
    );
    if (path === undefined) return undefined;
    return { index: 0, code: 11000, errmsg: `E11000 duplicate key { ${path}: "${document[path]}" }` };
  };
  const written = (n: number, failed?: Document): Document => ({
    n,
    nModified: n,
    ...(failed && { writeErrors: [failed] }),
  });
  const commands: { readonly [name: string]: (name: string, command: Document) => Document } = {
    createIndexes(name, { indexes }) {
      for (const { key, unique: one } of indexes as { key: Document; unique?: boolean }[]) {
        if (one) unique.set(name, new Set([...(unique.get(name) ?? []), ...Object.keys(key)]));
      }
      return {};
    },
    insert(name, { documents }) {
      const rows = collections.get(name) ?? [];
      const added = documents as Document[];
      const failed = added.map((document) => clash(name, document, rows)).find((error) => error);
      if (!failed) collections.set(name, [...rows, ...added]);
      return written(failed ? 0 : added.length, failed);
    },
    update(name, { updates }) {
      const [{ q, u }] = updates as [{ q: Document; u: { $set?: Document; $unset?: Document } }];
      const rows = collections.get(name) ?? [];
      const at = rows.findIndex((row) => fits(row, q));
      if (at < 0) return written(0);
      const next: Document = { ...rows[at], ...u.$set };
      for (const path of Object.keys(u.$unset ?? {})) delete next[path];
      const failed = clash(name, next, rows.toSpliced(at, 1));
      if (!failed) collections.set(name, rows.with(at, next));
      return written(failed ? 0 : 1, failed);
    },
    delete(name, { deletes }) {
      const [{ q }] = deletes as [{ q: Document }];
      const rows = collections.get(name) ?? [];
      collections.set(
        name,
        rows.filter((row) => !fits(row, q)),
      );
      return written(rows.filter((row) => fits(row, q)).length);
    },
    find(name, { filter, projection, limit }) {
      const rows = (collections.get(name) ?? []).filter((row) => fits(row, filter as Document));
      const shown = rows.slice(0, (limit as number | undefined) || rows.length);
      return {
        cursor: { id: bson.Long.ZERO, ns: `test.${name}`, firstBatch: shown.map((row) => projected(row, projection)) },
      };
    },
  };
  return (command) => {
    const [name = '', target] = Object.entries(command)[0] ?? [];
    if (/^(?:hello|isMaster)$/i.test(name)) return { ...HELLO, ok: 1 };
    const run = commands[name];
    if (run) return { ...run(String(target), command), ok: 1 };
    if (name === 'ping' || name === 'endSessions') return { ok: 1 };
    return { ok: 0, code: 59, codeName: 'CommandNotFound', errmsg: `no such command here: ${name}` };
  };
}

/** Paths of one level, all wanted or all unwanted. */
function projected(row: Document, projection: unknown): Document {
  const paths = Object.entries((projection ?? {}) as { readonly [path: string]: number | boolean });
  const wanted = paths.some(([path, shown]) => path !== '_id' && shown);
  const shown = new Map(paths.map(([path, value]) => [path, Boolean(value)]));
  return Object.fromEntries(
    Object.entries(row).filter(([path]) => shown.get(path) ?? (path === '_id' || !wanted || paths.length === 0)),
  );
}
