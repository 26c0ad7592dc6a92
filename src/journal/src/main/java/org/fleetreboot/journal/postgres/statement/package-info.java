/** What PostgreSQL says otherwise than SQLite. */
@NullMarked
package org.fleetreboot.journal.postgres.statement;

import org.jspecify.annotations.NullMarked;
