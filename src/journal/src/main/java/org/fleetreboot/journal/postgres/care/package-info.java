/** Verifies a journal in PostgreSQL, and counts what is in it. */
@NullMarked
package org.fleetreboot.journal.postgres.care;

import org.jspecify.annotations.NullMarked;
