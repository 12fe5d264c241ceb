import { TallyError, type Clock, type IdSource } from '#base';
import { createUnit, type Database, type Row } from '#store';
import type { Role } from '../api/index.ts';
import { apiKeyTable, sessionTable, userTable } from '../platform/tables.ts';
import type { Principal } from './principal.ts';
import { hashPassword, newSecret, secretHash, verifyPassword } from './secrets.ts';

export interface User {
  readonly tenant: string;
  readonly userId: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: number;
  readonly disabled: boolean;
}

export interface ApiKey {
  readonly tenant: string;
  readonly keyId: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: number;
  readonly revokedAt: number | undefined;
}

/** Users, keys and sessions of all tenants; held in memory, because every request asks. */
export interface AccessBook {
  users(tenant: string): readonly User[];
  keys(tenant: string): readonly ApiKey[];
  /** The principal of a key or session secret, or undefined. */
  byKey(secret: string): Principal | undefined;
  bySession(secret: string): Principal | undefined;
  user(tenant: string, userId: string): User | undefined;
  /** Adds a user with a random password, returned once. @throws TallyError `SERVER_USER_EXISTS` */
  createUser(tenant: string, email: string, role: Role): Promise<{ readonly user: User; readonly password: string }>;
  /** Gives a user a new random password, returned once, and ends his sessions. @throws TallyError `SERVER_USER_UNKNOWN` */
  resetUser(tenant: string, userId: string): Promise<{ readonly user: User; readonly password: string }>;
  /** Keeps a user out or lets him in again. @throws TallyError `SERVER_USER_UNKNOWN`, `SERVER_LAST_ADMINISTRATOR` */
  disableUser(tenant: string, userId: string, disabled: boolean): Promise<User>;
  createKey(tenant: string, name: string, role: Role): Promise<{ readonly key: ApiKey; readonly secret: string }>;
  revokeKey(tenant: string, keyId: string): Promise<ApiKey>;
  /** @throws TallyError `SERVER_SIGN_IN` when e-mail or password are wrong; it does not say which. */
  signIn(email: string, password: string): Promise<{ readonly user: User; readonly secret: string }>;
  signOut(secret: string): Promise<void>;
  /** An administrator's key that lives as long as this process, for commands on the same machine. */
  grantProcessToken(): string;
}

export interface AccessOptions {
  readonly db: Database;
  /** Real time: sessions expire by the calendar of their users, not of a simulation. */
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Hours that a console session lives. */
export const SESSION_HOURS = 12;

interface StoredUser extends User {
  readonly password: string;
}

interface Session {
  readonly tenant: string;
  readonly userId: string;
  readonly expiresAt: number;
}

export async function openAccessBook(options: AccessOptions): Promise<AccessBook> {
  const book = new Book(options);
  await book.load();
  return book;
}

class Book implements AccessBook {
  private readonly options: AccessOptions;
  private readonly userById = new Map<string, StoredUser>();
  private readonly keyByHash = new Map<string, ApiKey>();
  private readonly sessions = new Map<string, Session>();

  constructor(options: AccessOptions) {
    this.options = options;
  }

  users(tenant: string): readonly User[] {
    return [...this.userById.values()].filter((user) => user.tenant === tenant);
  }

  keys(tenant: string): readonly ApiKey[] {
    return [...this.keyByHash.values()].filter((key) => key.tenant === tenant && key.keyId !== 'process');
  }

  user(tenant: string, userId: string): User | undefined {
    const user = this.userById.get(userId);
    return user?.tenant === tenant ? user : undefined;
  }

  byKey(secret: string): Principal | undefined {
    const key = this.keyByHash.get(secretHash(secret));
    if (key === undefined || key.revokedAt !== undefined) return undefined;
    return { tenant: key.tenant, actor: `key:${key.keyId}`, role: key.role, userId: undefined };
  }

  bySession(secret: string): Principal | undefined {
    const session = this.sessions.get(secretHash(secret));
    const user = session === undefined ? undefined : this.userById.get(session.userId);
    if (session === undefined || user === undefined || user.disabled) return undefined;
    if (session.expiresAt <= this.options.clock.now()) return undefined;
    return { tenant: user.tenant, actor: `user:${user.userId}`, role: user.role, userId: user.userId };
  }

  async createUser(tenant: string, email: string, role: Role): Promise<{ user: User; password: string }> {
    const address = email.toLowerCase();
    if ([...this.userById.values()].some((user) => user.email === address)) {
      throw new TallyError('SERVER_USER_EXISTS', `there is a user ${address} already`, {
        hint: 'use another e-mail address',
        status: 409,
      });
    }
    const password = newPassword();
    const createdAt = this.options.clock.now();
    const base = { tenant, userId: this.options.ids.next('usr'), email: address, role, createdAt, disabled: false };
    const user = { ...base, password: await hashPassword(password) };
    await this.options.db.write(createUnit(tenant).insert(userTable, [userRow(user)]));
    this.userById.set(user.userId, user);
    return { user: base, password };
  }

  async resetUser(tenant: string, userId: string): Promise<{ user: User; password: string }> {
    const user = this.stored(tenant, userId);
    const password = newPassword();
    await this.change({ ...user, password: await hashPassword(password) });
    return { user: viewOf(user), password };
  }

  async disableUser(tenant: string, userId: string, disabled: boolean): Promise<User> {
    const user = this.stored(tenant, userId);
    const isAdministrator = (other: User): boolean => other.role === 'admin' && !other.disabled;
    if (disabled && !this.users(tenant).some((other) => other.userId !== userId && isAdministrator(other))) {
      throw new TallyError('SERVER_LAST_ADMINISTRATOR', `${user.email} is the last administrator`, {
        hint: 'add another administrator first',
        status: 409,
      });
    }
    const next = { ...user, disabled };
    await this.change(next);
    return viewOf(next);
  }

  async createKey(tenant: string, name: string, role: Role): Promise<{ key: ApiKey; secret: string }> {
    const secret = newSecret('tally');
    const key: ApiKey = {
      tenant,
      keyId: this.options.ids.next('key'),
      name,
      role,
      createdAt: this.options.clock.now(),
      revokedAt: undefined,
    };
    const hash = secretHash(secret);
    await this.options.db.write(createUnit(tenant).insert(apiKeyTable, [keyRow(key, hash)]));
    this.keyByHash.set(hash, key);
    return { key, secret };
  }

  async revokeKey(tenant: string, keyId: string): Promise<ApiKey> {
    const found = [...this.keyByHash].find(([, key]) => key.tenant === tenant && key.keyId === keyId);
    if (found === undefined) {
      throw new TallyError('SERVER_KEY_UNKNOWN', `there is no key ${keyId}`, {
        hint: 'list the keys at /v1/keys',
        status: 404,
      });
    }
    const [hash, key] = found;
    const revoked = { ...key, revokedAt: key.revokedAt ?? this.options.clock.now() };
    await this.options.db.write(createUnit(tenant).upsert(apiKeyTable, [keyRow(revoked, hash)]));
    this.keyByHash.set(hash, revoked);
    return revoked;
  }

  async signIn(email: string, password: string): Promise<{ user: User; secret: string }> {
    const user = [...this.userById.values()].find((known) => known.email === email.toLowerCase() && !known.disabled);
    const right = await verifyPassword(password, user?.password ?? (await decoyHash()));
    if (user === undefined || !right) {
      throw new TallyError('SERVER_SIGN_IN', 'the e-mail address or the password is wrong', {
        hint: 'the first start prints the administrator; "tally user reset" makes a new password',
        status: 401,
      });
    }
    const secret = newSecret('ses');
    const now = this.options.clock.now();
    const session = { tenant: user.tenant, userId: user.userId, expiresAt: now + SESSION_HOURS * 3_600_000 };
    const row = { hash: secretHash(secret), user_id: user.userId, created_at: now, expires_at: session.expiresAt };
    await this.options.db.write(createUnit(user.tenant).insert(sessionTable, [row]));
    this.sessions.set(row.hash, session);
    return { user, secret };
  }

  async signOut(secret: string): Promise<void> {
    const hash = secretHash(secret);
    const session = this.sessions.get(hash);
    if (session === undefined) return;
    await this.options.db.write(createUnit(session.tenant).remove(sessionTable, [{ hash }]));
    this.sessions.delete(hash);
  }

  grantProcessToken(): string {
    const secret = newSecret('run');
    const now = this.options.clock.now();
    const key = {
      tenant: 'main',
      keyId: 'process',
      name: 'command line',
      role: 'admin',
      createdAt: now,
      revokedAt: undefined,
    };
    this.keyByHash.set(secretHash(secret), key as ApiKey);
    return secret;
  }

  private stored(tenant: string, userId: string): StoredUser {
    const user = this.userById.get(userId);
    if (user?.tenant === tenant) return user;
    throw new TallyError('SERVER_USER_UNKNOWN', `there is no user ${userId}`, {
      hint: 'list the users at /v1/users',
      status: 404,
    });
  }

  /** Stores a changed user; whoever is signed in as him has to sign in again. */
  private async change(user: StoredUser): Promise<void> {
    const own = [...this.sessions].filter(([, { userId }]) => userId === user.userId).map(([hash]) => hash);
    const unit = createUnit(user.tenant).upsert(userTable, [userRow(user)]);
    const ended = own.map((hash) => ({ hash }));
    await this.options.db.write(unit.remove(sessionTable, ended));
    this.userById.set(user.userId, user);
    for (const hash of own) this.sessions.delete(hash);
  }

  async load(): Promise<void> {
    const { db, clock } = this.options;
    for (const row of await db.query<UserRow>('select * from console_user'))
      this.userById.set(row.user_id, userOf(row));
    for (const row of await db.query<KeyRow>('select * from api_key')) this.keyByHash.set(row.hash, keyOf(row));
    const sessions = await db.query<{ tenant: string; hash: string; user_id: string; expires_at: number }>(
      'select tenant, hash, user_id, expires_at from console_session where expires_at > $1',
      [clock.now()],
    );
    for (const { tenant, hash, user_id: userId, expires_at: expiresAt } of sessions) {
      this.sessions.set(hash, { tenant, userId, expiresAt });
    }
  }
}

function newPassword(): string {
  return newSecret('pw').slice(3, 23);
}

/** A user without the hash of his password. */
function viewOf({ password: _hash, ...user }: StoredUser): User {
  return user;
}

let decoy: Promise<string> | undefined;

/** A hash that no password fits, so that an unknown e-mail takes as long as a known one. */
function decoyHash(): Promise<string> {
  decoy ??= hashPassword(newSecret('none'));
  return decoy;
}

interface UserRow {
  readonly tenant: string;
  readonly user_id: string;
  readonly email: string;
  readonly role: Role;
  readonly password: string;
  readonly created_at: number;
  readonly disabled: boolean;
}

function userOf({ user_id: userId, created_at: createdAt, ...rest }: UserRow): StoredUser {
  return { ...rest, userId, createdAt };
}

function userRow({ userId: user_id, createdAt: created_at, ...rest }: StoredUser): Row {
  return { ...rest, user_id, created_at };
}

interface KeyRow {
  readonly tenant: string;
  readonly key_id: string;
  readonly name: string;
  readonly role: Role;
  readonly hash: string;
  readonly created_at: number;
  readonly revoked_at: number | null;
}

function keyOf({ tenant, key_id, name, role, created_at, revoked_at }: KeyRow): ApiKey {
  return { tenant, keyId: key_id, name, role, createdAt: created_at, revokedAt: revoked_at ?? undefined };
}

function keyRow({ tenant, keyId, name, role, createdAt, revokedAt }: ApiKey, hash: string): Row {
  return { tenant, key_id: keyId, name, role, hash, created_at: createdAt, revoked_at: revokedAt ?? null };
}
