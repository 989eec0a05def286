import type { Connection, HydratedDocument, Model } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MongoServer, mongoServer } from './mongo-server.ts';
import { recipe } from './recipe.ts';

interface Customer {
  email: string;
  surname: string;
  phone?: string | null;
}
interface Recipe {
  customersOf(
    connection: Connection,
    key: unknown,
  ): {
    readonly model: Model<Customer>;
    byEmail(email: string): Promise<HydratedDocument<Customer> | null>;
    bySurname(surname: string): Promise<HydratedDocument<Customer>[]>;
  };
}

const lovelace = { email: 'ada@mail.example.org', surname: 'Lovelace', phone: '+33612345678' };
const turing = { email: 'alan@mail.example.org', surname: 'Turing' };
const tells = /@mail|lovelace|turing|"king"|\+336/i;

recipe<Recipe>('mongoose-encryption', async ({ customersOf }) => {
  const { SecretKey, keyring } = await import('voile/keys');
  const { createConnection, mongo } = await import('mongoose');
  const k1 = SecretKey.generate({ id: 'k1' });
  // a real server where there is one, else as much of one as the recipe needs
  const { MONGODB_URI } = process.env;
  let server: MongoServer | undefined;
  let connection: Connection;
  let customers: ReturnType<Recipe['customersOf']>;
  beforeAll(async () => {
    server = MONGODB_URI === undefined ? await mongoServer(mongo.BSON) : undefined;
    connection = await createConnection(server?.uri ?? MONGODB_URI ?? '').asPromise();
    customers = customersOf(connection, k1);
    await customers.model.createIndexes();
  });
  beforeEach(() => customers.model.collection.deleteMany({}));
  afterAll(async () => {
    await connection.close();
    server?.close();
  });
  const stored = (): Promise<{ readonly [path: string]: unknown }[]> => customers.model.collection.find().toArray();
  const fieldsOf = ({ email, surname, phone }: Customer): Customer => ({
    email,
    surname,
    ...(phone !== undefined && { phone }),
  });

  test('a document is clear in the application and not in the database', async () => {
    const ada = await customers.model.create(lovelace);
    expect(fieldsOf(ada)).toEqual(lovelace);
    expect(ada.isModified()).toBe(false);
    expect(Object.keys(ada.toJSON()).sort()).toEqual(['__v', '_id', 'email', 'phone', 'surname']);
    const [row = {}] = await stored();
    expect(JSON.stringify(row)).not.toMatch(tells);
    expect([row['email'], row['surname'], row['phone']].join()).toMatch(/^voile1_[\w-]+(?:,voile1_[\w-]+){2}$/);
    const found = await customers.model.findById(ada._id);
    expect(found && fieldsOf(found)).toEqual(lovelace);
    expect(found?.isModified()).toBe(false);
  });
  test('it is found by e-mail and by surname, and without its index and key in its JSON', async () => {
    await customers.model.create([lovelace, turing]);
    const ada = await customers.byEmail(' Ada@Mail.example.org ');
    expect(ada && fieldsOf(ada)).toEqual(lovelace);
    expect((await customers.bySurname('Turing')).map(fieldsOf)).toEqual([turing]);
    expect(await customers.byEmail('grace@mail.example.org')).toBeNull();
    expect(Object.keys(JSON.parse(JSON.stringify(ada))).sort()).toEqual(['__v', '_id', 'email', 'phone', 'surname']);
  });
  test('documents that share an index are told apart after decryption', async () => {
    await customers.model.create([lovelace, turing]);
    const { collection } = customers.model;
    const surnameIndex = (await stored())[0]?.['surnameIndex'];
    for (const { _id } of await collection.find().toArray())
      await collection.updateOne({ _id }, { $set: { surnameIndex } });
    expect((await customers.bySurname('Lovelace')).map(fieldsOf)).toEqual([lovelace]);
  });
  test('a change writes what changed, with its key and index, and nothing else', async () => {
    await customers.model.create(lovelace);
    const [before = {}] = await stored();
    const ada = await customers.byEmail(lovelace.email);
    ada?.set({ surname: 'King' });
    await ada?.save();
    expect(ada?.surname).toBe('King');
    const [after = {}] = await stored();
    const changed = Object.keys(after).filter((path) => String(after[path]) !== String(before[path]));
    expect(changed.sort()).toEqual(['surname', 'surnameIndex']);
    expect((await customers.bySurname('King')).map(fieldsOf)).toEqual([{ ...lovelace, surname: 'King' }]);
    expect(await customers.bySurname('Lovelace')).toEqual([]);
    ada?.set({ phone: null });
    await ada?.save();
    expect((await stored())[0]).toMatchObject({ phone: null, surname: after['surname'] });
    await ada?.save(); // nothing changed, nothing written
    expect((await stored())[0]).toMatchObject({ surname: after['surname'] });
  });
  test('a document that was read in part is written in part', async () => {
    const { _id } = await customers.model.create(lovelace);
    const part = await customers.model.findById(_id).select('phone');
    expect(part?.surname).toBeUndefined();
    part?.set({ phone: '+33687654321' });
    await part?.save();
    const whole = await customers.model.findById(_id);
    expect(whole && fieldsOf(whole)).toEqual({ ...lovelace, phone: '+33687654321' });
    await expect(customers.model.findOne().select('-_id phone').exec()).rejects.toMatchObject({ code: 'ERR_CONTEXT' });
  });
  test('validators see clear values, and a refused document stays clear', async () => {
    const ada = new customers.model({ ...lovelace, email: 'nobody' });
    await expect(ada.save()).rejects.toMatchObject({ name: 'ValidationError' });
    expect(fieldsOf(ada)).toEqual({ ...lovelace, email: 'nobody' });
    ada.email = lovelace.email;
    await ada.save();
    expect(fieldsOf(ada)).toEqual(lovelace);
  });
  test('one e-mail has one account; the document that lost stays clear and may be saved again', async () => {
    await customers.model.create(lovelace);
    const second = new customers.model({ ...turing, email: 'ADA@mail.example.org' });
    const failure = await second.save().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 11000 });
    expect(String(failure)).not.toMatch(tells);
    expect(fieldsOf(second)).toEqual({ ...turing, email: 'ADA@mail.example.org' });
    second.email = 'nobody'; // what a failure restores is what was there at the time of that failure
    await expect(second.save()).rejects.toMatchObject({ name: 'ValidationError' });
    expect(second.email).toBe('nobody');
    second.email = turing.email;
    await second.save();
    expect((await customers.bySurname('Turing')).map(fieldsOf)).toEqual([turing]);
  });
  test('two saves at a time store nothing in clear, and leave the document clear', async () => {
    const ada = await customers.model.create(lovelace);
    ada.set({ surname: 'King' });
    const ends = await Promise.allSettled([ada.save(), ada.save()]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(JSON.stringify(await stored())).not.toMatch(tells);
    expect(fieldsOf(ada)).toEqual({ ...lovelace, surname: 'King' });
  });
  test('a token in another document does not open', async () => {
    await customers.model.create([lovelace, { ...turing, phone: '+33687654321' }]);
    const [first, second] = await stored();
    await customers.model.collection.updateOne(
      { _id: second?.['_id'] as never },
      { $set: { phone: first?.['phone'] } },
    );
    const failure = { code: 'ERR_AUTH', details: { field: 'phone' } };
    await expect(customers.model.findById(second?.['_id'])).rejects.toMatchObject(failure);
  });
  test('what goes past the document is refused before anything is written', async () => {
    const { model } = customers;
    await model.create(lovelace);
    const [before] = await stored();
    const clear = { $set: { surname: 'King' } };
    const ada = await customers.byEmail(lovelace.email);
    for (const write of [
      () => model.updateOne({}, clear),
      () => model.updateMany({}, clear),
      () => model.replaceOne({}, turing),
      () => model.findOneAndUpdate({}, clear),
      () => model.findByIdAndUpdate(ada?._id, clear),
      () => model.findOneAndReplace({}, turing),
      () => model.insertMany([turing]),
      () => model.bulkWrite([{ insertOne: { document: turing } }]),
      () => ada?.updateOne(clear),
    ]) {
      await expect((async () => await write())(), String(write)).rejects.toThrow('save() alone');
    }
    await expect(model.bulkSave([new model(turing)])).rejects.toThrow();
    expect(await stored()).toEqual([before]);
  });
  test('a ring reads and finds what the old key wrote, and writes under the new one', async () => {
    await customers.model.create(lovelace);
    const again = await createConnection(server?.uri ?? MONGODB_URI ?? '').asPromise();
    const next = customersOf(again, keyring({ keys: [SecretKey.generate({ id: 'k2' }), k1] }));
    const ada = await next.byEmail(lovelace.email);
    expect(ada && fieldsOf(ada)).toEqual(lovelace);
    ada?.set({ surname: 'King' });
    await ada?.save();
    expect((await next.bySurname('King')).map(fieldsOf)).toEqual([{ ...lovelace, surname: 'King' }]);
    await expect(customers.model.findOne()).rejects.toMatchObject({
      code: 'ERR_UNKNOWN_KEY',
      details: { keyId: 'k2' },
    });
    await again.close();
  });
  test('what the page warns of is so: lean and clear filters give tokens and nothing', async () => {
    await customers.model.create(lovelace);
    expect(JSON.stringify(await customers.model.find().lean())).not.toMatch(tells);
    expect(await customers.model.find({ surname: 'Lovelace' })).toEqual([]);
  });
});
