/** What a host would write straight on IndexedDB: a customer found by its phone number, and two of them merged. */
import { personOf } from './people.js';

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const committed = (tx: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
  });

export async function openRaw(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('phones');
    request.result.createObjectStore('customers');
    request.result
      .createObjectStore('tickets', { keyPath: 'ticketId' })
      .createIndex('customer', 'customerNumber');
  };
  return done(request);
}

/** Everybody, and ten tickets each for the first 120, whom the merge is measured on. */
export async function fillRaw(db: IDBDatabase, count: number, numbers: readonly string[]): Promise<void> {
  for (let start = 0; start < count; start += 5000) {
    const tx = db.transaction(['phones', 'customers', 'tickets'], 'readwrite');
    for (let i = start; i < Math.min(count, start + 5000); i++) {
      const { choseong: _, ...person } = personOf(i);
      const customerNumber = numbers[i]!;
      tx.objectStore('customers').put({ customerNumber, ...person, absorbed: [] }, customerNumber);
      tx.objectStore('phones').put(customerNumber, `+82${person.phone.replace(/-/g, '').slice(1)}`);
      for (let n = 0; i < 120 && n < 10; n++) {
        tx.objectStore('tickets').put({
          ticketId: `${i}-${n}`,
          customerNumber,
          fields: { phone: person.phone, subject: `ticket ${n}` },
        });
      }
    }
    await committed(tx);
  }
}

export async function rawIdentify(db: IDBDatabase, key: string): Promise<unknown> {
  const tx = db.transaction(['phones', 'customers'], 'readonly');
  const number = await done(tx.objectStore('phones').get(key) as IDBRequest<string | undefined>);
  if (number === undefined) throw new Error(`nobody has ${key}`);
  return done(tx.objectStore('customers').get(number));
}

/** The plain way: both records are read, the tickets of both pointed at the survivor, both records written. */
export async function rawMerge(db: IDBDatabase, survivor: string, absorbed: string): Promise<void> {
  const tx = db.transaction(['customers', 'tickets'], 'readwrite', { durability: 'strict' });
  const customers = tx.objectStore('customers');
  const [a, b] = await Promise.all([done(customers.get(survivor)), done(customers.get(absorbed))]);
  const tickets = tx.objectStore('tickets');
  const lists = await Promise.all(
    [survivor, absorbed].map((number) => done(tickets.index('customer').getAll(number))),
  );
  for (const ticket of lists.flat()) tickets.put({ ...ticket, customerNumber: survivor });
  customers.put({ ...a, absorbed: [...a.absorbed, absorbed] }, survivor);
  customers.put({ ...b, mergedInto: survivor }, absorbed);
  await committed(tx);
}
