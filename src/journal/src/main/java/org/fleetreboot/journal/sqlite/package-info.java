/**
 * A journal in one SQLite file: one writer connection that gathers waiting requests into one
 * transaction, and read-only ones for everybody else.
 */
@NullMarked
package org.fleetreboot.journal.sqlite;

import org.jspecify.annotations.NullMarked;
