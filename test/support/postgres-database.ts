import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { TestDatabase } from './store-suite.js';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

export interface PostgresTestDatabase extends TestDatabase {
  readonly location: { readonly kind: 'postgresql'; readonly url: string };
  readonly proxy: TcpProxy;
}

/** A schema of its own on the server that TEST_DATABASE_URL names, reached through a proxy. */
export async function createPostgresDatabase(): Promise<PostgresTestDatabase> {
  const server = serverUrl();
  const schema = `test_${randomUUID().replaceAll('-', '')}`;
  const proxy = await startTcpProxy({ host: server.hostname, port: Number(server.port || 5432) });
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  await client.query(`create schema ${schema}`);
  await client.query(`set search_path to ${schema}`);

  const url = new URL(server);
  url.host = `127.0.0.1:${proxy.port}`;
  url.searchParams.set('options', `-c search_path=${schema}`);
  return {
    location: { kind: 'postgresql', url: url.href },
    proxy,
    rows: async (table) => {
      const { rows } = await client.query<Record<string, unknown>>(
        `select * from ${table} order by 1`,
      );
      return rows;
    },
    execute: async (sql) => {
      await client.query(sql);
    },
    cut: proxy.cut,
    mend: proxy.mend,
    remove: async () => {
      await client.query(`drop schema ${schema} cascade`);
      await client.end();
      await proxy.close();
    },
  };
}

function serverUrl(): URL {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) {
    throw new Error(
      'These tests need a PostgreSQL server: set TEST_DATABASE_URL to a database in which they may make schemas, e.g. postgres://user@127.0.0.1:5432/postgres.',
    );
  }
  return new URL(url);
}
