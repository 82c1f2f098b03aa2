/** Several processes on one PostgreSQL database, and what is left when one of them is killed. */
import { createPostgresDatabase } from '../support/postgres-database.js';
import { testReplicas } from '../support/replica-tests.js';

testReplicas('PostgreSQL', async () => {
  const { location, rows, remove } = await createPostgresDatabase();
  return { environment: { DATABASE_URL: location.url }, rows, remove };
});
